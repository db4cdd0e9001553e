"""AN-21 Communication coverage: who is touched and hears of it, in time, with a way to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kit.analyse.capacity import quarter_number
from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import grouped, ids, join, latest, latest_choice, latest_text, pick
from kit.model.evidence import Evidence
from kit.model.results import (
    Communication,
    DeliveryPlan,
    Initiatives,
    Message,
    Reached,
    Share,
    Stakeholder,
    Stakeholders,
)

BEST = ("covered", "late", "no_feedback", "no_day", "open")
"""States from best to worst."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Passive functions touched strongly, and the first quarter in which each area's work changes."""

    touched: tuple[Stakeholder, ...]
    changes: Mapping[str, str]
    types: frozenset[str]

    def change(self, found: Stakeholder) -> str:
        return self.changes.get(found.area, "")


def communication(
    evidence: Iterable[Evidence],
    context: AnalysisContext,
    stakeholders: Stakeholders,
    initiatives: Initiatives,
    plan: DeliveryPlan,
) -> Communication:
    """AN-21 from U5: every passive function with affected ≥ 4 (AN-04) has a message with a way to answer and
    a date before the change. The change is the first day of the first quarter of a planned initiative (AN-10)
    in the function's area; where none is planned any date is in time.

    A message reaches the function of the same unified name, in every area that has it, or all of them when
    its audience is the word for passive roles. Empty where nobody uses the sheet.
    """
    rows = [item for item in pick(evidence, "U5") if item.text("audience")]
    if not rows and "U5" not in context.process.tier2:
        return Communication()
    around = _Around(stakeholders.passive_affected, _changes(initiatives, plan), _passive(context))
    same = grouped(rows, lambda item: (unify(item.text("audience")), unify(item.text("message"))))
    messages = [_message(mine, around) for mine in same.values()]
    messages.sort(key=lambda m: (m.day or date.max, unify(m.audience), unify(m.message)))
    reached = tuple(_reached(found, messages, around) for found in around.touched)
    covered = sum(item.state == "covered" for item in reached)
    share = Share(covered, len(reached), join(item.evidence for item in reached))
    return Communication(tuple(messages), reached, share, ids(rows))


def _changes(initiatives: Initiatives, plan: DeliveryPlan) -> dict[str, str]:
    """The first quarter of a planned initiative by area."""
    first = {item.initiative: item.quarters[0] for item in plan.placed}
    found: dict[str, str] = {}
    for item in initiatives.items:
        for area in item.areas if item.id in first else ():
            found[area] = min(found.get(area, first[item.id]), first[item.id])
    return found


def _passive(context: AnalysisContext) -> frozenset[str]:
    """The word for passive roles in every language."""
    types = context.catalogue.lists.get("role_type", ())
    return frozenset(unify(word) for type in types if type.id == "passive" for word in type.text.all())


def _begins(quarter: str) -> date | None:
    """The first day of a quarter."""
    number = quarter_number(quarter)
    return None if number is None else date(number // 4, number % 4 * 3 + 1, 1)


def _message(rows: Sequence[Evidence], around: _Around) -> Message:
    audience, day = latest_text(rows, "audience"), latest(rows, "day")
    when = day if isinstance(day, date) else None
    mine = [found for found in around.touched if _is_for(audience, found, around)]
    begins = [start for found in mine if (start := _begins(around.change(found))) is not None]
    return Message(
        audience=audience,
        message=latest_text(rows, "message"),
        channel=latest_choice(rows, "channel"),
        sender=latest_text(rows, "sender"),
        day=when,
        feedback=latest_text(rows, "feedback"),
        reaches=tuple((found.function, found.area) for found in mine),
        late=when is not None and bool(begins) and when >= min(begins),
        evidence=ids(rows),
    )


def _is_for(audience: str, found: Stakeholder, around: _Around) -> bool:
    name = unify(audience)
    return name == unify(found.function) or name in around.types


def _reached(found: Stakeholder, messages: Iterable[Message], around: _Around) -> Reached:
    mine = [message for message in messages if (found.function, found.area) in message.reaches]
    change = around.change(found)
    states = {_state(message, _begins(change)) for message in mine}
    state = next((state for state in BEST if state in states), "open")
    behind = join((found.evidence, *(message.evidence for message in mine)))
    return Reached(found.function, found.area, state, change, behind)


def _state(message: Message, begins: date | None) -> str:
    if message.day is None:
        return "no_day"
    if not message.feedback:
        return "no_feedback"
    return "late" if begins is not None and message.day >= begins else "covered"
