"""From rows of S1 to systems: one use per system and area, one system over all areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kit.analyse.context import AnalysisContext
from kit.analyse.graph import connected
from kit.analyse.names import unify
from kit.analyse.rows import (
    common_name,
    distinct,
    grouped,
    ids,
    in_order,
    join,
    latest,
    latest_choice,
    latest_text,
    many,
    pick,
    units_of,
)
from kit.model.evidence import Evidence
from kit.model.results import System, SystemDifference, View

CONFIRMED = ("yes", "corrected", "missing")
"""Answers by which an area stands by a system; ``missing`` means that it put it on the list."""

COMPARED = ("critical", "life_cycle", "owner", "manager", "data_owner", "agreement", "extract", "ai")
"""Columns in which a difference between areas is worth a word."""

_KLE = re.compile(r"\b\d{2}(?:\.\d{2}){0,2}\b")


@dataclass(frozen=True, slots=True)
class Use:
    """One system in one area (``""`` where no area is named); ``rows`` in the order of the process."""

    key: str
    area: str
    rows: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        return common_name(item.text("system") for item in self.rows)

    @property
    def confirmed(self) -> str:
        """The area's last word. What the lead wrote before the round confirms nothing."""
        asked = [item for item in self.rows if (item.unit.kind, item.workshop) != ("lead", "kickoff")]
        return latest_choice(asked, "confirmed")

    @property
    def removed(self) -> bool:
        return self.confirmed == "not_here"


def uses_of(rows: Iterable[Evidence]) -> tuple[Use, ...]:
    """Uses by system and area. Rows without a name are left out; one uuid joins its names."""
    named = [item for item in rows if item.text("system")]
    joined = _joined_by_uuid(named)
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in named:
        key = unify(item.text("system"))
        found.setdefault((joined.get(key, key), item.area), []).append(item)
    return tuple(Use(key, area, tuple(mine)) for (key, area), mine in sorted(found.items()))


def _joined_by_uuid(rows: Iterable[Evidence]) -> dict[str, str]:
    """Each name that stands with a uuid, and the first of the names that share it."""
    marked = grouped((item for item in rows if item.text("uuid")), lambda item: item.text("uuid").casefold())
    names = ([unify(item.text("system")) for item in mine] for mine in marked.values())
    return {name: min(group) for group in connected(names) for name in group}


def merged(uses: Sequence[Use], holders: Sequence[Evidence], context: AnalysisContext) -> tuple[System, ...]:
    """Systems that at least one area keeps, by name; holders of R3 fill in for owners that S1 does not
    name."""
    by_key: dict[str, list[Use]] = {}
    for use in uses:
        by_key.setdefault(use.key, []).append(use)
    named = _holders(holders)
    found = []
    for key, mine in by_key.items():
        placed = [use for use in mine if use.area]
        kept = [use for use in placed if not use.removed] if placed else mine
        if any(not use.removed for use in kept):
            found.append(_system(key, mine, kept, named, context))
    return tuple(sorted(found, key=lambda system: (unify(system.name), system.key)))


def _holders(rows: Iterable[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    """R3 rows that name a holder, by role and unified scope."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in rows:
        if item.text("holder") and item.text("status") != "vacant":
            found.setdefault((item.text("role"), unify(item.text("scope"))), []).append(item)
    return found


def _system(
    key: str,
    uses: Sequence[Use],
    kept: Sequence[Use],
    holders: dict[tuple[str, str], list[Evidence]],
    context: AnalysisContext,
) -> System:
    rows = pick([item for use in kept for item in use.rows], "S1")
    everyone = [item for use in uses for item in use.rows]
    named = _named(everyone, holders)
    areas = in_order({use.area for use in kept} - {""}, context.areas)
    gone = {use.area for use in uses if use.removed}
    also = set(many(rows, "also_used_by")) - set(areas) - gone
    assessed = [day for item in rows if (day := item.day("risk_assessed"))]
    personal = set(many(rows, "personal_data"))
    end = latest([item for item in rows if item.day("contract_end")], "contract_end")
    return System(
        key=key,
        name=common_name(item.text("system") for item in rows),
        names=distinct(item.text(c) for c in ("system", "local_name") for item in everyone),
        areas=areas,
        also_used_by=in_order(also, context.areas),
        confirmed=in_order({use.area for use in kept if use.confirmed in CONFIRMED} - {""}, context.areas),
        critical=_worst(latest_choice(use.rows, "critical") for use in kept),
        life_cycle=latest_choice(rows, "life_cycle"),
        hosting=latest_choice(rows, "hosting"),
        users=latest_choice(rows, "users"),
        owner=latest_text(rows, "owner") or latest_text(named["RO-05"], "holder"),
        manager=latest_text(rows, "manager") or latest_text(named["RO-06"], "holder"),
        data_owner=latest_text(rows, "data_owner") or latest_text(named["RO-03"], "holder"),
        supplier=latest_text(rows, "supplier"),
        purpose=latest_text(rows, "purpose"),
        personal_data=in_order(
            personal - {"none"} if len(personal) > 1 else personal, context.choices("personal_data")
        ),
        agreement=latest_choice(rows, "agreement"),
        risk_assessed=max(assessed) if assessed else None,
        ai=_worst(latest_choice(use.rows, "ai") for use in kept),
        extract=latest_choice(rows, "extract"),
        contract_end=end if isinstance(end, date) else None,
        kle=tuple(sorted({number for item in rows for number in _KLE.findall(item.text("kle"))})),
        uuid=latest_text(rows, "uuid"),
        evidence=join((ids(rows), *(ids(mine) for mine in named.values()))),
    )


def _named(
    rows: Iterable[Evidence], holders: dict[tuple[str, str], list[Evidence]]
) -> dict[str, list[Evidence]]:
    """The R3 rows of owner, manager and data owner under any of the system's names."""
    keys = sorted({unify(item.text("system")) for item in rows})
    return {
        role: [item for name in keys for item in holders.get((role, name), ())]
        for role in ("RO-05", "RO-06", "RO-03")
    }


def _worst(answers: Iterable[str]) -> str:
    """Yes before don't know before no: one area's yes is enough."""
    found = set(answers)
    return next((answer for answer in ("yes", "unknown", "no") if answer in found), "")


def differences(
    uses: Sequence[Use], found: Sequence[System], context: AnalysisContext
) -> tuple[SystemDifference, ...]:
    """Where areas say different things about one system; "don't know" differs from nothing."""
    names = {system.key: system.name for system in found}
    by_key: dict[str, list[Use]] = {}
    for use in uses:
        if use.key in names and use.area and not use.removed:
            by_key.setdefault(use.key, []).append(use)
    result = []
    for key, mine in by_key.items():
        for column in COMPARED:
            views = _views(mine, column, context)
            if views:
                rows = join(view.evidence for view in views)
                result.append(SystemDifference(names[key], column, views, rows))
    return tuple(sorted(result, key=lambda d: (unify(d.system), COMPARED.index(d.column))))


def _views(uses: Sequence[Use], column: str, context: AnalysisContext) -> tuple[View, ...]:
    """Who says what, most areas first; nothing where all say the same."""
    said: dict[str, list[Use]] = {}
    for use in uses:
        value = latest_choice(use.rows, column)
        if value and value != "unknown":
            said.setdefault(unify(value), []).append(use)
    if len(said) < 2:
        return ()
    views = []
    for mine in said.values():
        rows = [item for use in mine for item in use.rows if item.text(column)]
        value = common_name(latest_choice(use.rows, column) for use in mine)
        areas = in_order({use.area for use in mine}, context.areas)
        views.append(View(value, units_of(rows), areas, ids(rows)))
    return tuple(sorted(views, key=lambda view: (-len(view.areas), view.value)))
