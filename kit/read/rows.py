"""Rows of a table: help, example and prefilled rows left out, merged cells and blocks filled down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kit.model.sheet import KEY_PREFIX
from kit.read.answers import Answers, as_text
from kit.read.grid import Raw, Row, spans
from kit.read.layout import Field
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.text import plain

EXAMPLE_MARKS = frozenset({"eksempel", "example"})
"""What the kit writes beside an example row; people leave it, move it, or write over the row."""

_WORDED = ("text", "longtext", "person")
_NUMBER_HEADS = frozenset({"nr", "no", "row", "raekke"})


class Cell(NamedTuple):
    """A filled cell of a known field, with the place it was read from."""

    raw: Raw
    row: int
    column: int


@dataclass(slots=True)
class Line:
    """One row that holds an answer: its filled fields by id."""

    row: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: its answers, rows that are none though people wrote in them, and cells in unknown
    columns as ``(row, column, raw)``."""

    lines: tuple[Line, ...]
    kept: tuple[tuple[int, int, Raw], ...]
    idle: tuple[Line, ...] = ()


def content_of(table: Table, answers: Answers, remarks: Remarks) -> Content:
    """The answered rows of a table, from below its headings to the last filled row of its columns."""
    lines: list[Line] = []
    kept: list[tuple[int, int, Raw]] = []
    fields_at = {column: id for id, column in table.columns.items()}
    for row, cells in _below(table):
        line = Line(row, {fields_at[c]: Cell(raw, row, c) for c, raw in cells.items() if c in fields_at})
        beside = [(row, c, raw) for c, raw in cells.items() if c not in fields_at]
        kind = _kind(table, line, beside)
        if kind == "overwritten":
            remarks.tab("row.example-overwritten", spans((row, c) for c in cells))
        if kind == "row":
            kept.extend(beside)
            if line.cells:
                lines.append(line)
    lines = _without_lost_heading(table, lines, answers)
    _fill_merges(table, lines, fields_at, remarks)
    _fill_blocks(table, lines)
    answered = tuple(line for line in lines if is_answer(table, line))
    idle = tuple(_idle(table, lines, answered, answers)) if len(answered) < len(lines) else ()
    return Content(answered, tuple(_worth_keeping(table, kept, answers)), idle)


def _below(table: Table) -> Iterator[tuple[int, Row]]:
    for row, cells in table.tab.rows.items():
        if row > table.top and (table.end is None or row < table.end):
            yield row, cells


def _kind(table: Table, line: Line, beside: list[tuple[int, int, Raw]]) -> str:
    """``row``, ``help``, ``heading``, ``example``, or ``overwritten`` (an example with somebody's words)."""
    fields, printed = table.layout.fields, table.layout.printed
    strings = [cell.raw for cell in line.cells.values() if isinstance(cell.raw, str)]
    marked = any(isinstance(raw, str) and plain(raw) in EXAMPLE_MARKS for _, _, raw in beside)
    may_be = table.layout.may_be_printed
    if not marked and not any(
        may_be(raw) and (raw.startswith(KEY_PREFIX) or plain(raw) in printed) for raw in strings
    ):
        return "row"
    texts = {id: plain(as_text(cell.raw)) for id, cell in line.cells.items()}
    alike = sum(1 for id, text in texts.items() if text in fields[id].examples)
    if marked:
        return "overwritten" if _has_own_words(texts, fields) else "example"
    numbered = any(isinstance(raw, int | float) for _, _, raw in beside)
    if not numbered and _is_whole_example(alike, len(texts), fields):
        return "example"
    headings = sum(1 for id, text in texts.items() if text in fields[id].headers)
    keys = sum(1 for cell in line.cells.values() if str(cell.raw).startswith(KEY_PREFIX))
    if max(headings, keys) >= 2 and max(headings, keys) * 2 >= len(texts):
        return "heading"
    helps = sum(1 for id, text in texts.items() if text in fields[id].helps)
    return "help" if helps >= 2 or (helps and helps == len(texts)) else "row"


def _is_whole_example(alike: int, filled: int, fields: Mapping[str, Field]) -> bool:
    """Whether a row that has lost mark and number is the example: all of it, for a few cells may agree."""
    printed = sum(1 for field in fields.values() if field.examples)
    return alike == filled and alike >= max(2, printed - 1)


def _has_own_words(texts: Mapping[str, str], fields: Mapping[str, Field]) -> bool:
    """Whether somebody wrote over an example: numbers and choices may agree by chance, sentences do not."""
    worded = [id for id in texts if fields[id].column.type in _WORDED and fields[id].examples]
    told = [id for id in worded if fields[id].column.need == "required"] or worded
    return any(texts[id] not in fields[id].examples for id in told)


def is_answer(table: Table, line: Line) -> bool:
    """Whether somebody answered here: more than what the kit fills in, or a row of their own."""
    layout = table.layout
    if any(id not in layout.given and id != "area" for id in line.cells):
        return True
    # the kit writes its id beside every row that it prefills: without it the row is the group's own
    own_row = layout.own_ids and not layout.own_ids & line.cells.keys()
    return bool(own_row) and any(id in layout.sheet.prefilled for id in line.cells)


def _idle(table: Table, lines: list[Line], answered: tuple[Line, ...], answers: Answers) -> Iterator[Line]:
    """Rows without an answer in which people wrote: what a form asks once and no row has taken up, an area
    alone, or something in the place of what the kit had filled in."""
    fields, sheet = table.layout.fields, table.layout.sheet
    asked = [id for id in (*sheet.once, "area") if id in table.columns and id not in sheet.prefilled]
    listed = {id: answers.entries(fields[id].column.source) for id in sheet.prefilled if id in table.columns}
    used = {
        (line.cells[id].row, line.cells[id].column) for line in answered for id in asked if id in line.cells
    }
    for line in lines:
        if is_answer(table, line):
            continue
        own = (line.cells[id] for id in asked if id in line.cells)
        wrote = any(cell.row == line.row and (cell.row, cell.column) not in used for cell in own)
        given = ((listed[id], as_text(line.cells[id].raw)) for id in listed if id in line.cells)
        if wrote or any(known and (known.led(text) or not known.find(text)) for known, text in given):
            yield line


def _without_lost_heading(table: Table, lines: list[Line], answers: Answers) -> list[Line]:
    """Where no header was recognised: without the row below the keys, if none of it can be read."""
    if table.header_row is not None or not lines or lines[0].row > table.top + 2:
        return lines
    typed = [
        answers.read(table.layout.fields[id].column, cell.raw).value is None
        for id, cell in lines[0].cells.items()
        if table.layout.fields[id].column.type not in ("text", "longtext", "person", "code", "initials")
    ]
    return lines[1:] if typed and all(typed) else lines


def _fill_merges(table: Table, lines: list[Line], fields_at: Mapping[int, str], remarks: Remarks) -> None:
    """A cell merged over several rows counts for each of them that has something of its own."""
    by_row = {line.row: line for line in lines}
    for merge in table.tab.merges:
        line = by_row.get(merge.top)
        field = fields_at.get(merge.left)
        source = line.cells.get(field) if line and field else None
        if field is None or source is None:
            continue
        shared = [line for line in lines if merge.top < line.row <= merge.bottom]
        for line in shared:
            line.cells.setdefault(field, source)
        rows = (merge.top, *(line.row for line in shared))
        remarks.tab("table.merged-cells", cell=spans((row, merge.left) for row in rows))


def _fill_blocks(table: Table, lines: list[Line]) -> None:
    """In a form, what is asked once per respondent counts for all rows of that respondent."""
    sheet = table.layout.sheet
    if sheet.block is None:
        return
    last: Cell | None = None
    once: dict[tuple[str, str], Cell] = {}
    for line in lines:
        last = line.cells.get(sheet.block, last)
        if last is not None:
            line.cells.setdefault(sheet.block, last)
        for id in sheet.once:
            if id in line.cells:
                once.setdefault((_block(sheet.block, line), id), line.cells[id])
    for line in lines:
        for id in sheet.once:
            found = once.get((_block(sheet.block, line), id))
            if found:
                line.cells.setdefault(id, found)


def _block(column: str, line: Line) -> str:
    cell = line.cells.get(column)
    return plain(as_text(cell.raw)) if cell else ""


def _worth_keeping(
    table: Table, kept: list[tuple[int, int, Raw]], answers: Answers
) -> Iterator[tuple[int, int, Raw]]:
    """Cells in unknown columns, without row numbers and without what the kit itself puts beside a row."""
    heads: Mapping[int, Raw] = table.tab.rows.get(table.header_row or 0, {})
    own = [answers.entries(f.column.source) for f in table.layout.fields.values() if f.column.type == "ref"]
    for row, column, raw in kept:
        text = as_text(raw)
        head = heads.get(column)
        numbered = isinstance(raw, int) and (head is None or plain(as_text(head)) in _NUMBER_HEADS)
        if not numbered and text.strip() and not any(e and e.find(text) for e in own):
            yield row, column, raw
