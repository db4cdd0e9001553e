"""A small process, and workbooks written by hand-made layouts: what the reader's tests read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from kit.content import card_lists
from kit.model.catalogue import Catalogue
from kit.model.evidence import Return
from kit.model.process import WORKSHOPS, Area, Process, Session, Unit
from kit.model.sheet import Choice, Identity, Lists, Sheet
from kit.model.text import Text
from kit.read import ReadContext, Reader

AREAS = {"SO": "Sundhed og ældre", "DS": "Dagtilbud og skole", "VP": "Vej og park"}


def context_of(catalogue: Catalogue, **changes) -> ReadContext:
    """Every workshop but the round, five tables, three areas."""
    held = [workshop for workshop in WORKSHOPS if workshop != "round"]
    sessions = [Session(w, date(2026, 9, 1 + 5 * i), time(9), 20, 2, 5) for i, w in enumerate(held)]
    areas = tuple(Area(code, name, "#224466", "dots") for code, name in AREAS.items())
    process = Process("Prøvestrand Kommune", "PRVK27", "da", areas, tuple(sessions))
    process = replace(process, **changes)
    area_choices = tuple(Choice(code, Text.same(name)) for code, name in AREAS.items())
    lists = {
        **catalogue.lists,
        **card_lists(catalogue),
        "areas": area_choices,
        "groups": tuple(Choice(str(n), Text.same(str(n))) for n in range(1, 6)),
        "scopes": (Choice("municipality", Text.of(da="Hele kommunen", en="All")), *area_choices),
        "systems": (Choice("Aula", Text.same("Aula")), Choice("KMD Nexus", Text.same("KMD Nexus"))),
    }
    return ReadContext(process, catalogue, Lists(lists))


def token(workshop: str = "NET", unit: str = "G3", process: str = "PRVK27", schema: int = 1) -> str:
    found = Unit.parse(unit)
    assert found is not None
    return Identity(process, workshop, found, schema).token


@dataclass(frozen=True)
class Page:
    """One tab: a sheet's code, rows by column id (crossings as ``letter.RO-03``), and how it is laid out."""

    code: str
    rows: Sequence[Mapping[str, object]] = ()
    title: str | None = None
    keys: bool = True
    headers: bool = True
    names: bool = True
    token: str | None = ""
    top: int = 3
    left: int = 2
    columns: Sequence[str] | None = None
    lang: str = "da"
    help: bool = False
    example: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
    rename: Mapping[str, str] = field(default_factory=dict)


def book_of(*pages: Page, context: ReadContext, identity: str | None = None) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    own = token() if identity is None else identity
    for page in pages:
        _write(book, page, context, own if page.token == "" else page.token)
    return book


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bytes_of(*pages: Page, context: ReadContext, identity: str | None = None) -> bytes:
    return saved(book_of(*pages, context=context, identity=identity))


def _write(book: Workbook, page: Page, context: ReadContext, own: str | None) -> None:
    sheet = context.catalogue.sheets[page.code]
    tab = book.create_sheet(page.title or f"{sheet.code} {sheet.title[page.lang]}"[:31])
    if own:
        tab["A1"] = f"{sheet.title[page.lang]} · {own}"
    heads = _heads(sheet, context, page)
    for column, (id, head) in enumerate(heads.items(), page.left):
        _write_heading(book, tab, page, sheet, column, id, head)
    if page.example:
        tab.cell(page.top + 3, 1, "eksempel")
    start = page.top + 2 + (page.help or page.example) + page.example
    for row, values in enumerate(page.rows, start):
        for column, id in enumerate(heads, page.left):
            if id in values:
                tab.cell(row, column, values[id])
    for where, value in page.extra.items():
        tab[where] = value


def _write_heading(book, tab, page: Page, sheet: Sheet, column: int, id: str, head: str) -> None:
    row = page.top
    if page.keys:
        tab.cell(row, column, sheet.key(id))
    if page.headers:
        tab.cell(row + 1, column, page.rename.get(id, head))
    if page.names:
        where = f"'{tab.title}'!${tab.cell(1, column).column_letter}${row + 1}"
        book.defined_names[sheet.name_of(id)] = DefinedName(sheet.name_of(id), attr_text=where)
    found = sheet.column(id)
    if page.help and found:
        tab.cell(row + 2, column, found.help[page.lang])
    if page.example and found and found.example:
        tab.cell(row + 3, column, found.example[page.lang])


def _heads(sheet: Sheet, context: ReadContext, page: Page) -> dict[str, str]:
    heads: dict[str, str] = {}
    for column in sheet.columns:
        if sheet.matrix and column.id == sheet.matrix.column:
            for choice in context.lists[column.source or ""]:
                heads[f"{sheet.matrix.value}.{choice.id}"] = choice.label(page.lang)
        elif not (sheet.matrix and column.id == sheet.matrix.value):
            heads[column.id] = column.header[page.lang]
    return {id: heads[id] for id in page.columns} if page.columns else heads


def read_bytes(data: bytes, context: ReadContext, folder: Path, name: str = "svar.xlsx") -> Return:
    path = folder / name
    path.write_bytes(data)
    with Reader(context, guarded=False) as reader:
        return reader.read(path, f"returned/{name}")


def codes(item: Return) -> set[str]:
    return {finding.code for finding in item.findings}


def found(item: Return, code: str):
    """The only finding of that code."""
    matches = [finding for finding in item.findings if finding.code == code]
    assert len(matches) == 1, [f"{f.code} {f.sheet} {f.cell}" for f in item.findings]
    return matches[0]


IDEA = {"title": "Ét overblik", "problem": "Lederne mangler et ugentligt overblik"}
RISK = {"risk": "Ingen ejer", "kind": "Teknisk", "probability": 4, "impact": 3, "handled_by": "Os"}
