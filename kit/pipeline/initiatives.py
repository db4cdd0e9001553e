"""``kit initiatives``: the list, its plan, and what one more day would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kit.analyse import AnalysisContext, delivery_plan
from kit.errors import UsageError
from kit.model.results import DeliveryPlan, Initiative, PlanItem, Utilisation
from kit.pipeline.check import gather
from kit.pipeline.edition import ruled_results
from kit.pipeline.folder import Folder


@dataclass(frozen=True, slots=True)
class Move:
    """One initiative whose place changes: the item before and after."""

    before: PlanItem
    after: PlanItem

    @property
    def gain(self) -> bool:
        """Placed now and not before, or done earlier."""
        if not self.after.placed:
            return False
        return not self.before.placed or self.after.quarters[-1] < self.before.quarters[-1]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All initiatives by rank with their plan; with a question also ``moves`` and the use of the roles asked
    about, before and after."""

    items: tuple[Initiative, ...]
    plan: DeliveryPlan
    moves: tuple[Move, ...] = ()
    use: tuple[tuple[Utilisation | None, Utilisation], ...] = ()


def initiatives(folder: Folder, more: Mapping[str, float], day: date | None = None) -> Outlook:
    """The plan as it stands, and held against it the plan with ``more`` hours a quarter by role.

    Nothing is written. ``UsageError`` where nobody knows such a role.
    """
    known = {role.id for role in folder.catalogue.roles}
    for role in more:
        if role not in known:
            raise UsageError(folder.words("make")("no_role", role=role, known=", ".join(sorted(known))))
    context = AnalysisContext(folder.process, folder.catalogue, day or folder.process.last_day)
    ruled, results = ruled_results(gather(folder).evidence, context)
    if not more:
        return Outlook(results.initiatives.items, results.plan)
    context = replace(context, answered=ruled.apart, parked=ruled.parked)
    asked = delivery_plan(ruled.evidence, context, results.initiatives, more)
    return Outlook(
        results.initiatives.items, results.plan, _moves(results.plan, asked), _use(results.plan, asked, more)
    )


def _moves(before: DeliveryPlan, after: DeliveryPlan) -> tuple[Move, ...]:
    found = []
    for item in before.items:
        other = after.get(item.initiative)
        if other and (other.quarters, other.reason, other.detail) != (
            item.quarters,
            item.reason,
            item.detail,
        ):
            found.append(Move(item, other))
    return tuple(found)


def _use(
    before: DeliveryPlan, after: DeliveryPlan, more: Mapping[str, float]
) -> tuple[tuple[Utilisation | None, Utilisation], ...]:
    now = {(line.role, line.quarter): line for line in before.utilisation}
    return tuple(
        (now.get((line.role, line.quarter)), line) for line in after.utilisation if line.role in more
    )
