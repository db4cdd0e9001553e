"""Worksheets to test with: the kit's own sheets, small lists, rows as the kit fills them in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.content import card_lists
from kit.model.catalogue import Catalogue
from kit.model.process import Unit
from kit.model.sheet import Choice, Identity, Lists, PrefilledRow, SheetFill, Worksheet
from kit.model.text import Text

HEADER, KEYS, HELP, EXAMPLE, FIRST = 4, 3, 5, 6, 7
AREAS = ("SO", "Sundhed og ældre"), ("SK", "Dagtilbud og skole")
WORKBOOKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kickoff": ("G2", ("F1", "F2", "F3", "R1", "C2", "C3")),
    "roles": ("G3", ("R1", "R2", "R4", "C2")),
    "holders": ("ASO", ("R3",)),
    "network": ("G1", ("B1", "B2", "B4", "B7", "C2")),
    "lead": ("LEAD", ("B4", "B9", "C1", "C3", "U7")),
    "round": ("ASO", ("S1", "S3", "S4", "C2")),
    "skills": ("G1", ("U1", "U2", "U4")),
    "systems_more": ("G1", ("S2", "S5", "S7")),
    "skills_more": ("G1", ("U3", "U5")),
    "lead_more": ("LEAD", ("S6", "U6")),
}


def _same(pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(id, Text.same(text)) for id, text in pairs)


def lists(catalogue: Catalogue) -> Lists:
    systems = [f"System {n}" for n in range(1, 31)]
    own = {
        "areas": _same(AREAS),
        "scopes": _same([*AREAS, ("municipality", "Kommunen")]),
        "groups": tuple(Choice(str(n), Text.of(da=f"Bord {n}", en=f"Table {n}")) for n in (1, 2, 3)),
        "systems": _same([(name, name) for name in systems]),
        "functions": _same([("Skoleleder", "Skoleleder"), ("Ældrechef", "Ældrechef")]),
    }
    return Lists({**catalogue.lists, **card_lists(catalogue), **own})


def rows(code: str, unit: Unit, catalogue: Catalogue) -> tuple[PrefilledRow, ...]:
    letter = chr(ord("A") + int(unit.key) - 1) if unit.kind == "group" else "Z"
    people = [f"{letter}-{n:02d}" for n in range(1, 6)]
    made: dict[str, list[PrefilledRow]] = {
        "F3": [{"respondent": p, "theme": t.id} for p in people for t in catalogue.themes],
        "U2": [{"respondent": p, "competence": c.id} for p in people for c in catalogue.competences],
        "R2": [{"role_id": r.id, "title": r.title["da"], "type": r.type} for r in catalogue.roles],
        "R3": [{"role": r.id, "scope": "SO"} for r in catalogue.roles if r.per == "area"],
        "R4": [{"decision": d.id} for d in catalogue.decisions],
        "B1": [{"field": c.id} for c in catalogue.lists["charter_field"]],
        "B9": [{"role": "RO-04", "quarter": f"2027-K{n}"} for n in (1, 2, 3, 4)],
        "S1": [{"system": f"System {n}", "area": "SO", "critical": "yes"} for n in range(1, 31)],
        "U1": [{"role": r.id} for r in catalogue.roles],
        "S6": [{"system": f"System {n}"} for n in range(1, 9)],
        "U5": [{"audience": "Skoleleder"}],
        "U6": [{"respondent": p, "mark": m.id} for p in people for m in catalogue.lists["leadership_mark"]],
        "U7": [{"module": m.id} for m in catalogue.modules],
    }
    return tuple(made.get(code, ()))


def worksheet(
    catalogue: Catalogue, name: str = "network", lang: str = "da", unit: str = "", unit_name: str = "Bord 2"
) -> Worksheet:
    code, sheets = WORKBOOKS[name]
    who = Unit.parse(unit or code)
    assert who is not None
    return Worksheet(
        identity=Identity("PRVK27", "NET", who),
        workshop_title="BI-netværk og initiativer",
        unit_name=unit_name,
        municipality="Prøvekøbing",
        lang=lang,
        colour="#1f4e5f",
        day="2027-01-26",
        fills=tuple(SheetFill(catalogue.sheets[code], rows(code, who, catalogue)) for code in sheets),
        lists=lists(catalogue),
    )


@cache
def opened(data: bytes) -> Workbook:
    """The workbook to look at (the tests change nothing in it)."""
    return load_workbook(io.BytesIO(data))


def page_of(book: Workbook, code: str) -> Page:
    return next(page for page in book.worksheets if page.title.startswith(f"{code} "))


def column_of(page: Page, key: str) -> int:
    return next(cell.column for cell in page[KEYS] if cell.value == key)
