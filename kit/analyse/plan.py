"""AN-10 Roadmap: what is done when, within the hours that people have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kit.analyse.capacity import Capacity, capacity, with_more
from kit.analyse.context import AnalysisContext
from kit.analyse.graph import rings
from kit.analyse.rows import ids, pick, plus
from kit.model.evidence import Evidence
from kit.model.results import DeliveryPlan, FirstVisible, Initiative, Initiatives, PlanItem, RoleHours

NO_MORE: Mapping[str, float] = {}

ORDER = ("start", "prepare", "small_steps")
"""Classes in the order in which they are placed; parked ones are not."""


def delivery_plan(
    evidence: Iterable[Evidence],
    context: AnalysisContext,
    initiatives: Initiatives,
    more: Mapping[str, float] = NO_MORE,
) -> DeliveryPlan:
    """AN-10 from B4 and B9: class by class (start, prepare, small steps), within a class by priority.
    Hours = days × ``plan.hours_a_day`` per role. An initiative goes where every role has room: used + need
    ≤ ``plan.utilisation`` × (hours − committed), not before its wanted start and after all that it depends
    on has ended. It may stretch over ``plan.max_quarters`` consecutive quarters; of all windows the one
    that ends first, then the shortest, is taken, with as much as possible in its first quarter.
    ``capacity`` names the role that lacked room most often. ``more`` asks what would happen if a role had so
    many hours more in every quarter.

    Nothing is filled in: without owner, days, roles or scores an initiative is not placed, and the reason
    says which. Rings of dependencies are named and none of their members is placed.
    """
    book = with_more(capacity(pick(evidence, "B9"), context), more)
    circles = rings([(item.id, other) for item in initiatives.items for other in item.depends_on])
    work = _Placing(context, book, {id for ring in circles for id in ring})
    for item in _in_turn(initiatives.items):
        work.place(item)
    items = tuple(work.done[item.id] for item in initiatives.items)
    return DeliveryPlan(
        quarters=book.quarters,
        items=items,
        utilisation=book.utilisation(),
        first_visible=_first_visible(items, book.quarters, initiatives),
        cycles=circles,
        evidence=ids(pick(evidence, "B4", "B9")) if items or book.quarters else (),
    )


def _in_turn(items: Sequence[Initiative]) -> list[Initiative]:
    """By class and rank; what others of the same standing or better depend on comes before them."""
    turn = sorted(items, key=lambda i: (ORDER.index(i.klass) if i.klass in ORDER else len(ORDER), i.id))
    by_id = {item.id: item for item in items}
    placed: dict[str, Initiative] = {}

    def visit(item: Initiative, waiting: frozenset[str]) -> None:
        for other in item.depends_on:
            if other in by_id and other not in placed and other not in waiting:
                visit(by_id[other], waiting | {other})
        placed.setdefault(item.id, item)

    for item in turn:
        visit(item, frozenset({item.id}))
    return list(placed.values())


@dataclass(slots=True)
class _Placing:
    """The plan while it grows."""

    context: AnalysisContext
    book: Capacity
    ringed: set[str]
    done: dict[str, PlanItem] = field(default_factory=dict)

    def place(self, item: Initiative) -> None:
        reason, detail = self._obstacle(item)
        hours = {role.role: role.days * self.context.limit("plan.hours_a_day") for role in item.roles}
        needs: tuple[RoleHours, ...] = ()
        if not reason:
            needs, reason, detail = self._fit(item, hours)
        quarters = self.book.between({need.quarter for need in needs})
        self.done[item.id] = PlanItem(
            initiative=item.id,
            title=item.title,
            klass=item.klass,
            quarters=quarters,
            hours=plus(hours.values()) if hours else self._all_hours(item),
            needs=needs,
            prepare=item.weakest if item.klass == "prepare" else None,
            reason=reason,
            detail=detail,
            evidence=item.evidence,
        )

    def _all_hours(self, item: Initiative) -> float | None:
        return None if item.days is None else item.days * self.context.limit("plan.hours_a_day")

    def _obstacle(self, item: Initiative) -> tuple[str, str]:
        """Why an initiative cannot even be tried, and what it is about."""
        if item.id in self.ringed:
            return "cycle", item.id
        if item.klass not in ORDER:
            return ("parked", item.parked) if item.klass else ("no_scores", "")
        if not item.owners:
            return "no_owner", ""
        if not item.roles:
            return ("no_days" if item.days is None else "no_roles"), ""
        for other in item.depends_on:
            if other not in self.done or not self.done[other].placed:
                return "depends", other
        unknown = next((role.role for role in item.roles if role.role not in self.book.roles), "")
        return ("capacity_unknown", unknown) if unknown else ("", "")

    def _fit(self, item: Initiative, hours: Mapping[str, float]) -> tuple[tuple[RoleHours, ...], str, str]:
        """Hours by role and quarter in the window that ends first and is shortest, or the reason against
        it."""
        longest = int(self.context.limit("plan.max_quarters"))
        after = [self.done[other].quarters[-1] for other in item.depends_on]
        first = max([self.book.at_or_after(item.wanted_start), *(self.book.index(q) + 1 for q in after)])
        if first >= len(self.book.quarters):
            return (), "beyond", item.wanted_start
        missed: list[str] = []
        for end in range(first, len(self.book.quarters)):
            for length in range(1, min(longest, end - first + 1) + 1):
                window = self.book.quarters[end - length + 1 : end + 1]
                short = self.book.short(window, hours)
                if not short:
                    return self.book.take(window, hours), "", ""
                missed.append(short)
        return (), "capacity", max(hours, key=missed.count)


def _first_visible(
    items: Sequence[PlanItem], quarters: Sequence[str], initiatives: Initiatives
) -> tuple[FirstVisible, ...]:
    """Per quarter the best initiative among those that end in it."""
    rank = {item.id: place for place, item in enumerate(initiatives.items)}
    found = []
    for quarter in quarters:
        ending = [item for item in items if item.placed and item.quarters[-1] == quarter]
        if ending:
            best = min(ending, key=lambda item: rank[item.initiative])
            found.append(FirstVisible(quarter, best.initiative, best.title))
    return tuple(found)
