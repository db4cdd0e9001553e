"""AN-19, its other half: the functions that the strategy leans on, from U3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import (
    average,
    common_name,
    grouped,
    ids,
    in_order,
    latest,
    latest_choice,
    many,
    pick,
)
from kit.model.evidence import Evidence
from kit.model.results import KeyFunction


def key_functions(evidence: Iterable[Evidence], context: AnalysisContext) -> tuple[KeyFunction, ...]:
    """One per function and area. Hours set aside are the mean of what tables stated, hours needed the sum of
    its roles' norms (R2, the last one stated, else the role's card); a role without a norm leaves them
    ``None``. Those without a backup stand first, then those with most roles.
    """
    rows = pick(evidence, "U3", "R2")
    norms = _norms([item for item in rows if item.sheet == "R2"], context)
    named = [item for item in rows if item.sheet == "U3" and item.text("function")]
    same = grouped(named, lambda item: (unify(item.text("function")), item.area))
    found = [_function(area, mine, norms, context) for (_, area), mine in same.items()]
    return tuple(sorted(found, key=lambda f: (f.backup != "no", -len(f.roles), unify(f.function), f.area)))


def _norms(rows: Iterable[Evidence], context: AnalysisContext) -> dict[str, float]:
    """Hours a month by role id, and by the unified title of roles that tables added."""
    found = {role.id: float(role.hours_month) for role in context.catalogue.roles}
    for role, mine in grouped(rows, lambda item: item.text("role_id") or unify(item.text("title"))).items():
        hours = latest(mine, "hours_month")
        if role and isinstance(hours, int | float):
            found[role] = float(hours)
    return found


def _function(
    area: str, rows: Sequence[Evidence], norms: Mapping[str, float], context: AnalysisContext
) -> KeyFunction:
    roles = in_order(many(rows, "roles"), [role.id for role in context.catalogue.roles])
    needed = [norms.get(role, norms.get(unify(role))) for role in roles]
    known = [hours for hours in needed if hours is not None]
    return KeyFunction(
        function=common_name(item.text("function") for item in rows),
        area=area,
        roles=roles,
        hours_month=average(rows, "hours_month"),
        needed_month=fsum(known) if known and len(known) == len(needed) else None,
        backup=latest_choice(rows, "backup"),
        evidence=ids(rows),
    )
