"""Any legal answer survives: typed into the kit's own worksheet, read back as it was written, in each format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from read_world import context_of
from test_read_ods import ods, table

from kit.content import load_catalogue, load_words
from kit.model.evidence import Value
from kit.model.process import Unit
from kit.model.sheet import Column, Identity, Sheet, SheetFill, Worksheet
from kit.read import ReadContext
from kit.read.returns import Interpreter
from kit.render.filling import Entry, SheetEntries, fill
from kit.render.worksheet import WorksheetWriter
from kit.resources import Resources
from proofs.legal import Typed, answers, own_words

EXAMPLES = 30
"""Of each format."""

# the files

CODECS = {
    "xlsx": "utf-8", "ods": "utf-8", "csv utf-8": "utf-8", "csv utf-8-sig": "utf-8-sig", "csv utf-16": "utf-16", "csv cp1252": "cp1252",
}  # fmt: skip
Row = Mapping[str, Typed]
"""Answers by column id, in a matrix by crossing."""


def columns_of(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    """What people may answer on a sheet: column, or crossing of a matrix, by id."""
    found = {}
    for column in sheet.columns:
        if sheet.matrix and column.id == sheet.matrix.value:
            side = sheet.column(sheet.matrix.column)
            assert side is not None
            found |= {f"{column.id}.{c.id}": column for c in context.lists[side.source or ""][:3]}
        elif column.need != "made" and not (sheet.matrix and column.id == sheet.matrix.column):
            found[column.id] = column
    return found


def as_xlsx(sheet: Sheet, rows: list[Row], identity: Identity, context: ReadContext) -> bytes:
    """The kit's own worksheet with the answers typed in."""
    lists, areas = context.lists, context.process.areas
    made = Worksheet(
        identity,
        "Prøve",
        "G2",
        "Prøvestrand",
        "da",
        areas[0].colour,
        "2026-09-01",
        (SheetFill(sheet),),
        lists,
    )
    blank = _writer().write(made)
    entries = tuple(Entry({id: typed.shown for id, typed in row.items()}) for row in rows)
    return fill(blank, [SheetEntries(sheet.code, entries)]).data


@cache
def _writer() -> WorksheetWriter:
    return WorksheetWriter(load_words(Resources(), "worksheet", "da"))


def as_lines(sheet: Sheet, rows: list[Row], identity: Identity) -> list[list[object]]:
    """The bare table with its identity, as people carry it over into other programs."""
    ids = list(dict.fromkeys(id for row in rows for id in row))
    heads = [column.header["da"] if (column := sheet.column(id)) else id.partition(".")[2] for id in ids]
    answers = [[row[id].shown if id in row else "" for id in ids] for row in rows]
    return [[identity.token], [sheet.key(id) for id in ids], heads, *answers]


def as_ods_file(lines: list[list[object]]) -> bytes:
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
    return ods(table(rows))


def _ods_cell(value: object) -> str:
    if isinstance(value, str):
        paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    kind, name = ("date", "date-value") if isinstance(value, date) else ("float", "value")
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"/>'


def as_csv(lines: list[list[object]], codec: str) -> bytes:
    """As Danish programs write it: semicolons, decimal commas, days first."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([_in_csv(value) for value in line] for line in lines)
    return text.getvalue().encode(codec)


def _in_csv(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


@pytest.mark.parametrize("format", CODECS)
@given(data=st.data())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.generate,),
)
def test_any_answers_survive(
    format: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    context, sheets, own = _process()
    workshop, unit, code = data.draw(st.sampled_from(sheets))
    sheet = context.catalogue.sheets[code]
    columns = columns_of(sheet, context)
    legal = {id: answers(column, context, CODECS[format], own) for id, column in columns.items()}
    rows = data.draw(st.lists(st.fixed_dictionaries(legal), min_size=1, max_size=3))
    identity = Identity(context.process.code, workshop, unit)
    path = tmp_path_factory.getbasetemp() / "svar"
    if format == "xlsx":
        path.write_bytes(as_xlsx(sheet, rows, identity, context))
    elif format == "ods":
        path.write_bytes(as_ods_file(as_lines(sheet, rows, identity)))
    else:
        path.write_bytes(as_csv(as_lines(sheet, rows, identity), CODECS[format]))
    (item,) = Interpreter(context).read(path, "returned/svar")
    assert item.identity == identity
    wanted = [value for row in rows for value in _wanted(sheet, row)]
    read = [_without_made(sheet, evidence.values) for evidence in item.evidence]
    if sheet.matrix:  # a row's crossings come in the order of the columns
        read, wanted = sorted(read, key=repr), sorted(({c: v[c] for c in read[0]} for v in wanted), key=repr)
    assert read == wanted


@cache
def _process() -> tuple[ReadContext, list[tuple[str, Unit, str]], frozenset[str]]:
    """A process with every sheet switched on, and who answers which sheet where."""
    catalogue, _ = load_catalogue(Resources())
    extensions = frozenset(code for code, sheet in catalogue.sheets.items() if sheet.tier == 2)
    context = context_of(catalogue, tier2=extensions)
    units = {"group": Unit("group", "2"), "area": Unit("area", "SO"), "lead": Unit("lead", "")}
    found = {}
    for workshop in catalogue.workshops:
        for plan in workshop.worksheets if workshop.id != "round" else ():
            for code in plan.sheets:
                found.setdefault(code, (workshop.code, units[plan.unit], code))
    assert len(found) > 20
    return context, list(found.values()), own_words(catalogue)


def _wanted(sheet: Sheet, row: Row) -> Iterator[dict[str, Value]]:
    """The evidence of a row: itself, or in a matrix one for each crossing."""
    matrix = sheet.matrix
    if matrix is None:
        yield {id: typed.value for id, typed in row.items()}
        return
    beside = {id: typed.value for id, typed in row.items() if "." not in id}
    for id, typed in row.items():
        if "." in id:
            yield {**beside, matrix.column: id.partition(".")[2], matrix.value: typed.value}


def _without_made(sheet: Sheet, values: Mapping[str, Value]) -> dict[str, Value]:
    made = {column.id for column in sheet.columns if column.need == "made"}
    return {id: value for id, value in values.items() if id not in made}
