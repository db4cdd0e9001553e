"""What the kit knows already and writes into a worksheet before it goes out.

Pure functions: process, catalogue and the evidence so far give rows. So workshop N builds workshop N+1:
the round gets the systems that the lead listed, workshop 3 the critical ones without an owner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kit.analyse import AnalysisContext
from kit.analyse.rows import pick
from kit.analyse.stakeholders import stakeholders
from kit.analyse.system_rows import Use, uses_of
from kit.analyse.systems import systems
from kit.model.catalogue import Catalogue
from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import Process, Unit
from kit.model.sheet import PrefilledRow

SPARE_FORMS = 1
"""One form more than there are chairs at the fullest table."""

SYSTEMS_TO_SCORE = 5
QUARTERS_AHEAD = 4
NETWORK_ROLES = ("RO-04", "RO-08", "RO-09", "RO-10", "RO-14", "RO-17")
"""Roles whose hours the first deliveries draw on, in the order of the catalogue."""


@dataclass(frozen=True)
class Known:
    """What prefilling rests on. Keep one for a run: what it works out once it remembers."""

    process: Process
    catalogue: Catalogue
    evidence: Sequence[Evidence]
    lang: str

    def rows(self, sheet: str) -> list[Evidence]:
        """Evidence of one sheet in the order of the process."""
        return pick(self.evidence, sheet)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every system in every area by name, as the analyses join them; those not used there included."""
        return uses_of(self.rows("S1"))


def prefill(code: str, workshop: str, unit: Unit, known: Known) -> tuple[PrefilledRow, ...]:
    """The rows that sheet ``code`` of this unit's worksheet starts with; none for most sheets."""
    maker = _MAKERS.get(code)
    return tuple(maker(workshop, unit, known)) if maker else ()


def respondents(workshop: str, unit: Unit, process: Process) -> tuple[str, ...]:
    """The anonymous codes of a group's forms: ``A-01`` … for group 1, ``B-01`` … for group 2, and ``AA-01`` …
    for group 27, so that no two groups share a code."""
    session = process.session(workshop)
    if session is None or unit.kind != "group":
        return ()
    seats = -(-session.participants // session.groups) + SPARE_FORMS
    letters = _letters(int(unit.key))
    return tuple(f"{letters}-{n:02d}" for n in range(1, seats + 1))


def _letters(number: int) -> str:
    """1 is ``A``, 26 ``Z``, 27 ``AA``."""
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _self_evaluation(workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    codes = respondents(workshop, unit, known.process)
    return [{"respondent": code, "theme": theme.id} for code in codes for theme in known.catalogue.themes]


def _competences_today(workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    codes = respondents(workshop, unit, known.process)
    return [{"respondent": code, "competence": c.id} for code in codes for c in known.catalogue.competences]


def _role_catalogue(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    return [
        {
            "role_id": role.id,
            "title": role.title[known.lang],
            "type": role.type,
            "purpose": role.does[known.lang],
            "mandate": role.decides[known.lang],
            "placement": role.placement,
            "scope": role.per,
            "hours_month": role.hours_month,
            "kitos_role": "; ".join(role.kitos) or None,
        }
        for role in known.catalogue.roles
    ]


def _role_holders(_workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    """Areas name the holders of roles per area, the lead those of the whole municipality."""
    per = "area" if unit.kind == "area" else "municipality"
    scope = unit.key if unit.kind == "area" else "municipality"
    return [{"role": role.id, "scope": scope} for role in known.catalogue.roles if role.per == per]


def _decisions(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    return [{"decision": decision.id} for decision in known.catalogue.decisions]


def _charter(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    return [{"field": choice.id} for choice in known.catalogue.lists["charter_field"]]


def _capacity(workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    session = known.process.session(workshop)
    quarters = quarters_after(session.day if session else known.process.last_day, QUARTERS_AHEAD)
    return [{"role": role, "quarter": quarter} for role in NETWORK_ROLES for quarter in quarters]


def quarters_after(day: date, count: int) -> tuple[str, ...]:
    """The next quarters after the one of ``day``, such as ``2027-K2``."""
    first = day.year * 4 + (day.month - 1) // 3 + 1
    return tuple(f"{n // 4}-K{n % 4 + 1}" for n in range(first, first + count))


def _systems(workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    """The area's systems for the round; for the system wall the critical ones without an owner."""
    if workshop == "kickoff":
        return []
    return _of_area(unit.key, known) if unit.kind == "area" else _ownerless(known)


def _of_area(area: str, known: Known) -> list[PrefilledRow]:
    """The area's own rows, and those of others that say it uses them too, each system once.

    The area confirms each row itself, so nobody else's confirmation stands there.
    """
    by_key: dict[str, Use] = {}
    for use in known.uses:
        if use.area == area:
            by_key[use.key] = use
        elif not use.removed and area in _many(_current(use), "also_used_by"):
            by_key.setdefault(use.key, use)
    return [_for_area(_current(use), area) for _, use in sorted(by_key.items()) if not use.removed]


def _for_area(row: Mapping[str, Value], area: str) -> PrefilledRow:
    """A row under the area that answers; the area that it came from uses the system too."""
    others = {*_many(row, "also_used_by"), str(row["area"])} - {area, ""}
    mine = {column: row[column] for column in row if column not in ("confirmed", "also_used_by")}
    return mine | {"area": area} | ({"also_used_by": tuple(sorted(others))} if others else {})


def _ownerless(known: Known) -> list[PrefilledRow]:
    """The very systems that the analysis counts as critical without an owner, in each area that uses them."""
    found = systems(known.evidence, _context(known))
    wanted = {item.key for item in found.items if item.name in found.critical_no_owner}
    return [_current(use) for use in known.uses if use.key in wanted and not use.removed]


def _context(known: Known) -> AnalysisContext:
    return AnalysisContext(known.process, known.catalogue, known.process.last_day)


def current_systems(known: Known) -> list[dict[str, Value]]:
    """One row per system and area: the latest answer in each column; what is not used here is gone."""
    return [_current(use) for use in known.uses if not use.removed]


def _current(use: Use) -> dict[str, Value]:
    """The latest answer in each column; "?" and "don't know" never wipe out what somebody knew."""
    row: dict[str, Value] = {}
    for item in use.rows:
        known = {c: value for c, value in item.values.items() if value not in (UNKNOWN, "unknown", "", ())}
        row = {**item.values, **row, **known}
    return row | {"system": use.name, "area": use.area}


def _many(row: Mapping[str, Value], column: str) -> tuple[str, ...]:
    value = row.get(column)
    return value if isinstance(value, tuple) else ()


def _quality(_workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    """The area's first critical systems, to be scored at its visit."""
    if unit.kind != "area":
        return []
    critical = [row for row in _of_area(unit.key, known) if row.get("critical") == "yes"][:SYSTEMS_TO_SCORE]
    return [{"object": row["system"], "area": unit.key} for row in critical]


def _requirements(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    needed = {requirement.role for requirement in known.catalogue.requirements}
    return [{"role": role.id} for role in known.catalogue.roles if role.id in needed]


def _architecture(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    """Every critical system, to be held against the five goals."""
    found = systems(known.evidence, _context(known))
    return [{"system": system.name} for system in found.critical_systems]


def _leadership(workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    """A form for each manager with a code that is nobody's seat: ``L-01``, ``L-02`` …"""
    session = known.process.session(workshop)
    seats = session.leaders + SPARE_FORMS if session else 0
    marks = known.catalogue.lists["leadership_mark"]
    return [{"respondent": f"L-{n:02d}", "mark": mark.id} for n in range(1, seats + 1) for mark in marks]


def _messages(workshop: str, unit: Unit, known: Known) -> list[PrefilledRow]:
    """Those whom the strategy touches most without asking, dealt out to the tables in turn."""
    session = known.process.session(workshop)
    if unit.kind != "group" or session is None:
        return []
    touched = stakeholders(known.evidence, _context(known)).passive_affected
    functions = list(dict.fromkeys(found.function for found in touched))
    return [{"audience": function} for function in functions[int(unit.key) - 1 :: session.groups]]


def _modules(_workshop: str, _unit: Unit, known: Known) -> list[PrefilledRow]:
    return [{"module": module.id} for module in known.catalogue.modules if module.id != "M00"]


_MAKERS: Mapping[str, Callable[[str, Unit, Known], list[PrefilledRow]]] = {
    "F3": _self_evaluation,
    "U2": _competences_today,
    "R2": _role_catalogue,
    "R3": _role_holders,
    "R4": _decisions,
    "B1": _charter,
    "B9": _capacity,
    "S1": _systems,
    "S4": _quality,
    "S6": _architecture,
    "U1": _requirements,
    "U5": _messages,
    "U6": _leadership,
    "U7": _modules,
}
