"""What a letter says of one row: its words, and what became of it in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from kit.model.decision import Fate
from kit.model.evidence import Evidence
from kit.model.results import (
    PlanItem,
    Results,
)
from kit.model.text import Words
from kit.strategy.context import StrategyContext
from kit.strategy.letter_row import ELLIPSIS, INNER, TELLING, Base, Said, shortened
from kit.strategy.names import Names
from kit.strategy.say import Say, free, low

_MANY_HOURS = 1e9


class Sentences:
    """Finds the sentence for a row. ``hidden`` are rows that mention a person: they are not repeated."""

    def __init__(
        self, results: Results, context: StrategyContext, words: Words, hidden: frozenset[str]
    ) -> None:
        self.context, self.words, self.hidden = context, words, hidden
        self.names = Names.of(context, results)
        self.say = Say(context.words)
        self._plan = {item.initiative: item for item in results.plan.items}
        self._initiatives = _by_row(results.initiatives.items)
        self._goals = _by_row(results.goals.goals)
        self._questions = _by_row(results.questions.items)
        self._forces = _by_row(results.forces.forces)
        self._first = {id for item in results.forces.act_first for id in item.evidence}
        self._build_on = {id for item in results.forces.build_on for id in item.evidence}
        self._flows = _by_row(results.flows.items)
        self._top = {id for item in results.flows.top for id in item.evidence}
        self._risks = _by_row(results.risks.items)
        self._functions = _by_row(results.stakeholders.functions)
        self._touched = {id for item in results.stakeholders.passive_affected for id in item.evidence}

    def of(self, row: Evidence, fate: Fate) -> Said | None:
        """What is to be said; ``None`` where the row belongs to no telling sheet or has no words."""
        column, module = TELLING.get(row.sheet, ("", ""))
        own = free(row.text(column)).lstrip(f"{ELLIPSIS}. ") if column else ""
        if not own:
            return None
        base = Base(row, fate, self._quoted(row, own), f"{row.sheet}:{own.casefold()}", module)
        said = {"open": self._open, "parked": self._parked, "kept": self._kept}.get(fate.kind, self._used)(
            base
        )
        return self._merged(base, said) if fate.kind == "merged" else said

    def quote(self, words: str) -> str:
        """A contribution between quotation marks, shortened where it is long."""
        return self.words("quoted", words=shortened(words).translate(INNER))

    def _quoted(self, row: Evidence, own: str) -> str:
        if row.id in self.hidden:
            return self.words("withheld")
        if row.sheet == "S3":
            source, target = free(row.text("source")), free(row.text("target"))
            own = (
                self.words("flow_name", what=own, source=source, target=target) if source and target else own
            )
        return self.quote(own)

    # ---- fates that say it all ----

    def _open(self, base: Base) -> Said:
        who = "" if base.row.id in self.hidden else low(free(base.fate.owner))
        due = date.fromisoformat(base.fate.due) if base.fate.due else None
        if due is None:
            key = "open_who" if who else "open_nobody"
        else:
            late = "_late" if due < self.context.day else ""
            key = f"open_who{late or '_day'}" if who else f"open_day{late}"
        day = self.say.long_day(due) if due else ""
        item = self._questions.get(base.row.id)
        module = item.module if item and item.module else base.module
        return base.said(
            self.words(key, who=who, day=day), 1 if due else 2, module=module, order=base.fate.due
        )

    def _parked(self, base: Base) -> Said:
        if base.fate.reason in ("scores", "decided"):
            return base.said(self.words(f"parked_{base.fate.reason}"), 2)
        return base.said(self.words("parked_reason", reason=free(base.fate.reason)), 1)

    def _kept(self, base: Base) -> Said:
        key = "kept_incomplete" if base.fate.reason == "incomplete" else "kept"
        return base.said(self.words(key), 9, module="", many=self.words(f"{key}_many"))

    def _merged(self, base: Base, used: Said) -> Said:
        other = free(base.fate.other)
        if base.row.id in self._initiatives:
            said = self.words("merged_and", other=other, said=used.said)
            return base.said(said, used.rank, module=used.module)
        return base.said(self.words("merged", other=other), 4, many=self.words("merged_many", other=other))

    # ---- what is used ----

    def _used(self, base: Base) -> Said:
        makers: dict[str, Callable[[Base], Said | None]] = {
            "F1": self._purpose,
            "B4": self._initiative,
            "C2": self._question,
            "F2": self._force,
            "S3": self._flow,
            "B7": self._risk,
            "R1": self._function,
            "B6": self._goal,
        }
        return makers[base.row.sheet](base) or base.said(
            self.words("other"), 8, many=self.words("other_many")
        )

    def _purpose(self, base: Base) -> Said:
        thanks = self.words("thanks_purpose", words=base.words)
        if "M02.dots" in base.fate.places:
            return base.said(self.words("purpose_most"), 3, thanks=thanks)
        return base.said(self.words("purpose"), 5, many=self.words("purpose_many"), thanks=thanks)

    def _initiative(self, base: Base) -> Said | None:
        initiative = self._initiatives.get(base.row.id)
        if initiative is None:
            return None
        item, subject = self._plan.get(initiative.id), f"B4:{initiative.id}"
        if item is None:
            return base.said(self.words("listed"), 4, subject=subject)
        if not item.placed:
            said = self.words("waiting", why=self.why(item))
            return base.said(said, 3, module="M08", subject=subject)
        first, last = self.say.quarter(item.quarters[0]), self.say.quarter(item.quarters[-1])
        owners = () if base.row.id in self.hidden else initiative.owners
        key = f"planned_{'in' if first == last else 'from'}{'_owner' if owners else ''}"
        owner = low(self.say.functions(owners)) if owners else ""
        said = self.words(key, first=first, last=last, owner=owner)
        thanks = self.words("thanks_planned", words=base.words, first=first)
        return base.said(said, 0, module="M08", subject=subject, order=item.quarters[0], thanks=thanks)

    def why(self, item: PlanItem) -> str:
        """Why an initiative has no place, in the words of the delivery plan."""
        sentences = self.context.sentences["m08"]
        detail = self.names.role_low(item.detail)
        if item.reason in ("depends", "cycle"):
            detail = f"“{self.names.initiative(item.detail)}”" if item.detail else ""
        key = f"why_{item.reason}"
        if not item.detail and f"{key}_bare" in sentences.texts:
            key += "_bare"
        return sentences(key, detail=detail)

    def _question(self, base: Base) -> Said | None:
        question = self._questions.get(base.row.id)
        if question is None:
            return None
        if not question.answer:
            return base.said(self.words("question"), 6)
        answer = low(shortened(free(question.answer)))
        thanks = self.words("thanks_answered", words=base.words, answer=answer)
        said = self.words("answered", answer=answer)
        return base.said(said, 1, module=question.module or base.module, thanks=thanks)

    def _force(self, base: Base) -> Said | None:
        force = self._forces.get(base.row.id)
        if force is None:
            return None
        barrier = force.kind == "barrier"
        if base.row.id in self._first:
            if not force.counter_moves:
                return base.said(self.words("barrier_first"), 2)
            move = low(shortened(free(force.counter_moves[0])))
            thanks = self.words("thanks_barrier", words=base.words, move=move)
            said = self.words("barrier_first_move", move=move)
            return base.said(said, 1, thanks=thanks)
        if base.row.id in self._build_on:
            return base.said(self.words("driver_on"), 4)
        key = "barrier" if barrier else "driver"
        return base.said(self.words(key), 6, many=self.words(f"{key}_many"))

    def _flow(self, base: Base) -> Said | None:
        flow = self._flows.get(base.row.id)
        if flow is None:
            return None
        if base.row.id in self._top and flow.hours_year:
            hours = self.say.count("hour", flow.hours_year)
            thanks = self.words("thanks_flow", words=base.words, hours=hours)
            return base.said(
                self.words("flow_top", hours=hours),
                2,
                order=f"{_MANY_HOURS - flow.hours_year:012.1f}",
                thanks=thanks,
            )
        key = "flow_manual" if flow.manual else "flow"
        return base.said(self.words(key), 7, many=self.words(f"{key}_many"))

    def _risk(self, base: Base) -> Said | None:
        risk = self._risks.get(base.row.id)
        if risk is None:
            return None
        treatment = low(shortened(free(risk.treatments[0]))) if risk.treatments else ""
        named = risk.responsible and base.row.id not in self.hidden
        who = low(self.say.functions(risk.responsible)) if named else ""
        key = (
            "risk_both"
            if treatment and who
            else "risk_treatment"
            if treatment
            else "risk_who"
            if who
            else "risk"
        )
        thanks = self.words("thanks_risk", words=base.words, treatment=treatment) if treatment else ""
        said = self.words(key, treatment=treatment, who=who)
        return base.said(said, 3 if treatment else 4, many=self.words(f"{key}_many"), thanks=thanks)

    def _function(self, base: Base) -> Said | None:
        function = self._functions.get(base.row.id)
        if function is None:
            return None
        if base.row.id not in self._touched:
            return base.said(self.words("stakeholder"), 8, many=self.words("stakeholder_many"))
        key = "stakeholder_touched_needs" if function.needs else "stakeholder_touched"
        needs = low(shortened(free(function.needs[0]))) if function.needs else ""
        thanks = self.words("thanks_stakeholder", words=base.words)
        return base.said(self.words(key, needs=needs), 4, thanks=thanks)

    def _goal(self, base: Base) -> Said | None:
        goal = self._goals.get(base.row.id)
        if goal is None:
            return None
        key = "goal" if goal.indicator else "goal_bare"
        said = self.words(key, indicator=shortened(free(goal.indicator)))
        return base.said(said, 1, thanks=self.words("thanks_goal", words=base.words))


class _Rests(Protocol):
    """A result that names the rows that it rests on."""

    @property
    def evidence(self) -> tuple[str, ...]: ...


_Found = TypeVar("_Found", bound=_Rests)


def _by_row(items: Iterable[_Found]) -> dict[str, _Found]:
    return {id: item for item in items for id in item.evidence}
