"""Short ways to write evidence in the tests of the analyses."""

from __future__ import annotations

from datetime import date, time

from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import LEAD, Area, Process, Session, Unit

WORKSHOP_OF = {
    "F": "kickoff",
    "R": "roles",
    "B": "network",
    "S": "systems",
    "U": "skills",
    "C": "kickoff",
    "D": "review",
}

DAY = date(2026, 10, 15)

AREAS = (
    Area("SO", "Sundhed og ældre", "#aa0000", "dots"),
    Area("DS", "Dagtilbud og skole", "#00aa00", "lines"),
    Area("OK", "Økonomi og stabe", "#0000aa", "grid"),
    Area("KM", "Klima, teknik og miljø", "#00aaaa", "waves"),
)

PROCESS = Process(
    municipality="Prøvekøbing",
    code="PRVK27",
    lang="da",
    areas=AREAS,
    sessions=(
        Session("kickoff", date(2026, 9, 1), time(9), 20, 2, 4),
        Session("roles", date(2026, 9, 8), time(9), 20, 2, 4),
        Session("network", date(2026, 9, 15), time(9), 20, 2, 4),
        Session("round", date(2026, 9, 21), time(9), 20, 2, 4),
        Session("systems", date(2026, 9, 29), time(9), 20, 2, 4),
        Session("skills", date(2026, 10, 6), time(9), 20, 2, 4),
    ),
    sponsor="Kommunaldirektør",
)


def row(
    sheet: str,
    unit: str,
    number: int,
    /,
    workshop: str = "",
    complete: bool = True,
    **values: Value | None,
) -> Evidence:
    """One row of evidence: ``row("B4", "G3", 7, title="…")``; ``unit`` is a code such as ``G3``, ``ASO``,
    ``LEAD``; ``"?"`` is the answer "don't know"."""
    said = {k: UNKNOWN if v == "?" else v for k, v in values.items() if v is not None}
    held = workshop or WORKSHOP_OF[sheet[0]]
    parsed = LEAD if unit == "LEAD" else Unit.parse(unit)
    assert parsed is not None
    file = f"returned/{held}-{unit}.xlsx"
    id = f"{sheet}.{unit}.{number}" if held == WORKSHOP_OF[sheet[0]] else f"{sheet}.{held}.{unit}.{number}"
    cells = {column: f"{chr(65 + place)}{number}" for place, column in enumerate(said)}
    return Evidence(id, sheet, held, parsed, file, sheet, number, said, cells, complete)


def ids(rows: list[Evidence]) -> set[str]:
    return {item.id for item in rows}
