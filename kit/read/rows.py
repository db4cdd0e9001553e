"""Rows of a table: help, example and prefilled rows left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kit.model.sheet import KEY_PREFIX
from kit.read.answer import as_text
from kit.read.answers import Answers
from kit.read.aside import Beside
from kit.read.given import Given
from kit.read.grid import Raw, Row, spans
from kit.read.layout import EXAMPLE_MARKS, Field
from kit.read.line import Line, fill_blocks, fill_merges
from kit.read.locate import Table
from kit.read.numbers import apart
from kit.read.printed import Printed
from kit.read.remarks import Remarks
from kit.read.text import plain

_WORDED = ("text", "longtext", "person")
_CODE = re.compile(r"[A-Za-z]{1,3}-?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: its answers, rows that are none though people wrote in them, and cells in unknown
    columns. ``aside`` stands in rows of the kit's own, ``overwritten`` in the place of its example and its
    row numbers. ``given`` knows the rows that the kit filled in."""

    lines: tuple[Line, ...]
    kept: tuple[Beside, ...]
    idle: tuple[Line, ...] = ()
    aside: tuple[Beside, ...] = ()
    overwritten: tuple[Beside, ...] = ()
    given: Given | None = None

    def cells(self) -> Iterator[Beside]:
        """Every cell that people filled in, whatever it is."""
        for line in (*self.lines, *self.idle):
            yield from (
                (cell.row, cell.column, cell.raw) for cell in line.cells.values() if cell.row == line.row
            )
        yield from (*self.kept, *self.aside, *self.overwritten)


def content_of(
    table: Table, answers: Answers, remarks: Remarks, printed: Printed, others: frozenset[int] = frozenset()
) -> Content:
    """The answered rows of a table, from below its headings to the last filled row of its columns.

    ``others`` are columns of tables beside it."""
    lines: list[Line] = []
    kept: list[Beside] = []
    aside: list[Beside] = []
    overwritten: list[Beside] = []
    fields_at = {column: id for id, column in table.columns.items()}
    ours = table.layout.printed_among(table.tab.texts)
    for row, cells in _below(table):
        line = Line(row, {fields_at[c]: raw for c, raw in cells.items() if c in fields_at}, table.columns)
        beside = [(row, c, raw) for c, raw in cells.items() if c not in fields_at and c not in others]
        kind = "row" if ours.isdisjoint(cells.values()) else _kind(table, line, beside, ours)
        if kind == "overwritten":
            remarks.tab("row.example-overwritten", spans((row, c) for c in cells))
            overwritten += _not_ours(cells, row, printed)
        elif kind != "row" and printed.knows_words:
            aside += _not_ours(cells, row, printed)
        if kind == "row":
            kept.extend(beside)
            if line.raws:
                lines.append(line)
    lost = _lost_heading(table, lines, answers)
    aside += [(line.row, cell.column, cell.raw) for line in lost for cell in line.cells.values()]
    lines = lines[len(lost) :]
    fill_merges(table, lines, fields_at, remarks)
    fill_blocks(table, lines)
    answered = tuple(line for line in lines if is_answer(table, line))
    given = Given.of(table, (line.raws for line in lines))
    _compare(table, lines, answered, given)
    idle = tuple(_idle(table, lines, answered, answers, printed, given)) if len(answered) < len(lines) else ()
    words, numbers = apart(table, kept, table.layout.sheet.rows + (given.count if given else 0), remarks)
    return Content(answered, words, idle, tuple(aside), (*overwritten, *numbers), given)


def _compare(table: Table, lines: list[Line], answered: tuple[Line, ...], given: Given | None) -> None:
    """Note what people changed of the kit's own where that is no answer: in rows without one, and in those of
    the review, which shows what there is to decide."""
    sheet = table.layout.sheet
    if given is None or not sheet.prefilled:
        return
    own = {line.row for line in answered} if sheet.tier else set[int]()
    for line in lines:
        if line.row not in own:
            line.changed = given.changed(line.row, line.raws) or ()


def _not_ours(cells: Row, row: int, printed: Printed) -> list[Beside]:
    """What people wrote into a row of the kit's own."""
    texts = ((column, raw, as_text(raw)) for column, raw in cells.items())
    return [(row, c, raw) for c, raw, text in texts if plain(text) not in EXAMPLE_MARKS and not printed(text)]


def _below(table: Table) -> Iterator[tuple[int, Row]]:
    for row, cells in table.tab.rows.items():
        if row > table.top and (table.end is None or row < table.end):
            yield row, cells


def _kind(table: Table, line: Line, beside: list[Beside], ours: frozenset[str]) -> str:
    """``row``, ``help``, ``heading``, ``example``, or ``overwritten`` (an example with somebody's words).
    ``ours`` are the texts of the kit's own on that tab."""
    fields = table.layout.fields
    marked = any(plain(raw) in EXAMPLE_MARKS for _, _, raw in beside if isinstance(raw, str))
    written = [raw for raw in line.raws.values() if isinstance(raw, str)]
    printed = sum(map(ours.__contains__, written))
    if not marked and (not printed or printed < min(2, len(written))):
        return "row"
    texts: dict[str, str] = {}
    alike = headings = keys = helps = 0
    for id, raw in line.raws.items():
        shown, field = as_text(raw), fields[id]
        texts[id] = text = plain(shown)
        alike += text in field.examples
        headings += text in field.headers
        helps += text in field.helps
        keys += shown.startswith(KEY_PREFIX)
    if marked:
        return "overwritten" if _has_own_words(texts, fields) else "example"
    numbered = any(isinstance(raw, int | float) for _, _, raw in beside)
    if not numbered and _is_whole_example(alike, len(texts), fields):
        return "example"
    if max(headings, keys) >= 2 and max(headings, keys) * 2 >= len(texts):
        return "heading"
    if helps >= 2 or (helps and helps == len(texts)):
        return "help"
    # headings that changed places leave the help below them under other ones
    return "help" if printed == len(texts) > 1 and _all_helps(texts.values(), fields) else "row"


def _all_helps(texts: Collection[str], fields: Mapping[str, Field]) -> bool:
    known = frozenset[str]().union(*(field.helps for field in fields.values()))
    return known.issuperset(texts)


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
    if not line.raws.keys() <= layout.silent:
        return True
    # the kit writes its id beside every row that it prefills: without it the row is the group's own
    own_row = layout.own_ids and not layout.own_ids & line.raws.keys()
    return bool(own_row) and any(id in layout.sheet.prefilled for id in line.raws)


def _idle(
    table: Table,
    lines: list[Line],
    answered: tuple[Line, ...],
    answers: Answers,
    printed: Printed,
    given: Given | None,
) -> Iterator[Line]:
    """Rows without an answer in which people wrote: what a form asks once and no row has taken up, an area
    alone, or something in the place of what the kit had filled in."""
    sheet, silent = table.layout.sheet, table.layout.silent
    asked = [id for id in table.columns if id in silent and id not in sheet.prefilled]
    ours = [table.layout.fields[id] for id in table.columns if id in sheet.prefilled]
    needed = [field.id for field in ours if field.column.need == "required"]
    used = {(c.row, c.column) for line in answered for id in asked if (c := line.cell(id))}
    for line in lines:
        if is_answer(table, line):
            continue
        own = (cell for id in asked if (cell := line.cell(id)))
        wrote = any(cell.row == line.row and (cell.row, cell.column) not in used for cell in own)
        # the kit fills a row in wholly: where part of it is missing, somebody else began it
        wrote = wrote or any(id not in line.raws for id in needed if line.raws)
        if given is not None:
            wrote = wrote or bool(line.changed) or given.changed(line.row, line.raws) is None
        elif sheet.tier:
            filled = ((field, line.raws[field.id]) for field in ours if field.id in line.raws)
            wrote = wrote or any(_is_written_over(field, raw, answers, printed) for field, raw in filled)
        if wrote:
            yield line


def _is_written_over(field: Field, raw: Raw, answers: Answers, printed: Printed) -> bool:
    """Whether the kit cannot have filled this in."""
    column, text, known = field.column, as_text(raw), answers.entries(field.column.source)
    if known:
        return known.led(text) or not known.find(text)
    if column.type == "code":
        return _CODE.fullmatch(text.strip()) is None
    if column.type in _WORDED:
        return printed.knows_words and not printed(text)
    return column.source is None and answers.read(column, raw).value is None


def _lost_heading(table: Table, lines: list[Line], answers: Answers) -> list[Line]:
    """Where no header was recognised: the row below the keys, if none of it can be read."""
    if table.header_row is not None or not lines or lines[0].row > table.top + 2:
        return []
    typed = [
        answers.read(table.layout.fields[id].column, raw).value is None
        for id, raw in lines[0].raws.items()
        if table.layout.fields[id].column.type not in ("text", "longtext", "person", "code", "initials")
    ]
    return lines[:1] if typed and all(typed) else []
