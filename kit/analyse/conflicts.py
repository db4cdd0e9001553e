"""AN-07 Role conflicts: where tables name different people for the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.raci import accountable_votes
from kit.analyse.rows import areas_of, common_name, grouped, ids, in_order, join, pick, plus, units_of
from kit.analyse.scopes import Scope, scope_of
from kit.model.evidence import Evidence
from kit.model.results import (
    AccountableConflict,
    DoubleHat,
    HolderConflict,
    Load,
    RoleConflicts,
    Systems,
    View,
)


def role_conflicts(evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems) -> RoleConflicts:
    """AN-07 from R4, R3, R2 and S1. A decision on which two tables give A to different roles is a conflict:
    ``split`` when the modal role has less than ``roles.conflict_share`` of the tables that gave an A, else
    ``differs``. Holders conflict when two different functions are named for one role and scope. A function
    with more than ``roles.max_roles`` roles has a load; its hours are the sum of those stated.

    A function is known by its unified name within an area ("leder" in two areas is two people).
    """
    letters, holders, catalogue = (pick(evidence, sheet) for sheet in ("R4", "R3", "R2"))
    decisions = grouped(letters, lambda item: item.text("decision"))
    order = [decision.id for decision in context.catalogue.decisions]
    named = [item for item in holders if item.text("holder") and item.text("status") != "vacant"]
    compared = [d for d in decisions if len(_giving(decisions[d])) > 1]
    accountable = tuple(
        conflict
        for decision in in_order(compared, order)
        if (conflict := _accountable(decision, decisions[decision], context))
    )
    fought = _holders(named, context)
    keeping = _keeping(catalogue, context)
    loads = _loads(named, context)
    hats = _double_hats(systems)
    apart = [c.evidence for c in accountable] + [c.evidence for c in (*fought, *keeping)]
    rows = join([*apart, *(load.evidence for load in loads), *(hat.evidence for hat in hats)])
    return RoleConflicts(accountable, len(compared), fought, keeping, loads, hats, rows)


def _giving(rows: Iterable[Evidence]) -> set[str]:
    return {item.unit.code for item in rows if item.text("letter") == "A"}


def _accountable(
    decision: str, rows: Sequence[Evidence], context: AnalysisContext
) -> AccountableConflict | None:
    votes = accountable_votes(rows)
    units = _giving(rows)
    if len(votes) < 2:
        return None
    views = tuple(
        View(role, units_of(mine), areas_of(mine, context.areas), ids(mine)) for role, mine in votes.items()
    )
    share = len(views[0].units) / len(units)
    kind = "split" if share < context.limit("roles.conflict_share") else "differs"
    return AccountableConflict(
        decision, len(units), share, kind, views, join(view.evidence for view in views)
    )


def _views(rows: Iterable[Evidence], column: str, areas: Sequence[str]) -> tuple[View, ...]:
    """What is said in a column, the one that most units say first."""
    found = grouped(rows, lambda item: unify(item.text(column)))
    views = [
        View(common_name(i.text(column) for i in mine), units_of(mine), areas_of(mine, areas), ids(mine))
        for mine in found.values()
    ]
    return tuple(sorted(views, key=lambda view: (-len(view.units), view.value)))


def _holders(rows: Iterable[Evidence], context: AnalysisContext) -> tuple[HolderConflict, ...]:
    """Units that name different people; one unit may name two of its own for a role."""
    found = []
    slots = grouped(rows, lambda item: (item.text("role"), scope_of(item, context)))
    for (role, scope), mine in sorted(slots.items()):
        by_unit = grouped(mine, lambda item: item.unit.code)
        said = {frozenset(unify(item.text("holder")) for item in part) for part in by_unit.values()}
        if len(said) > 1:
            views = _views(mine, "holder", context.areas)
            found.append(HolderConflict(role, scope.kind, _scope_name(scope, mine), views, ids(mine)))
    return tuple(found)


def _scope_name(scope: Scope, rows: Iterable[Evidence]) -> str:
    return scope.key if scope.kind in ("area", "municipality") else common_name(i.text("scope") for i in rows)


def _keeping(rows: Iterable[Evidence], context: AnalysisContext) -> tuple[HolderConflict, ...]:
    """Roles that one table drops and another keeps or changes."""
    answered = [item for item in rows if item.text("keep")]
    roles = grouped(answered, lambda item: item.text("role_id") or unify(item.text("title")))
    found = []
    for role in in_order(roles, [r.id for r in context.catalogue.roles]):
        mine = roles[role]
        said = {item.text("keep") for item in mine}
        if "drop" in said and len(said) > 1:
            views = _views(mine, "keep", context.areas)
            found.append(HolderConflict(role, "keep", "", views, ids(mine)))
    return tuple(found)


def _loads(rows: Iterable[Evidence], context: AnalysisContext) -> tuple[Load, ...]:
    found = []
    people = grouped(rows, lambda item: (unify(item.text("holder")), item.area))
    for (_, area), mine in sorted(people.items()):
        roles = in_order({item.text("role") for item in mine} - {""}, [r.id for r in context.catalogue.roles])
        if len(roles) > context.limit("roles.max_roles"):
            hours = plus(item.number("hours_month") for item in mine)
            found.append(Load(common_name(i.text("holder") for i in mine), area, roles, hours, ids(mine)))
    return tuple(sorted(found, key=lambda load: (-len(load.roles), load.function, load.area)))


def _double_hats(systems: Systems) -> tuple[DoubleHat, ...]:
    return tuple(
        DoubleHat(system.name, system.data_owner, system.evidence)
        for system in systems.items
        if system.data_owner and unify(system.data_owner) == unify(system.manager)
    )
