"""What is odd about the headings of a table, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from kit.read.answer import as_text
from kit.read.aside import Beside, quoted
from kit.read.build import heading
from kit.read.grid import Tab, spans
from kit.read.locate import Table
from kit.read.printed import Printed
from kit.read.reading import Reading
from kit.read.text import one_line, plain

_OWN_HEADS = ("number", "scores", "more")
"""Headings of the kit's over columns in which there is nothing to fill in."""
_ROWS_ABOVE = 3
"""So many filled cells make a row above the headings look like an answer; all but one of a narrow table."""


def untold(above: Sequence[Beside], readings: Sequence[Reading], tab: Tab, printed: Printed) -> list[Beside]:
    """Those cells of which no other finding speaks: rows above the headings, headings of people's columns."""
    here = [reading for reading in readings if reading.table.tab is tab]
    rows = {row for reading in here for row in _above(reading.table)}
    heads = {(r.table.header_row, column) for r in here for column, _ in _unknown_headers(r, printed)}
    return [(row, c, raw) for row, c, raw in above if row not in rows and (row, c) not in heads]


def say_headings(reading: Reading, printed: Printed) -> None:
    """What is odd about how the columns were found, and what stands in the kit's own rows."""
    table, remarks = reading.table, reading.remarks
    beside = _without_heading(reading, printed)
    if beside:
        cells = spans((row, column) for row, column, _ in beside)
        remarks.tab("sheet.text-outside", cells, shown=quoted(raw for _, _, raw in beside))
    changed = changed_headings(table)
    if changed:
        cells = spans((row, column) for row, column, _ in changed)
        remarks.tab("table.heading-changed", cells, headers=quoted(raw for _, _, raw in changed))

    def named(ids: Sequence[str]) -> str:
        return ", ".join(f"“{heading(table, id)}”" for id in ids)

    row = table.header_row or table.top
    if table.torn:
        cells = spans((row, table.columns[id]) for id in table.torn)
        remarks.tab("table.columns-disagree", cells, headers=named(table.torn))
    weak = [id for id in table.weak if id in table.columns and id not in table.torn]
    if weak:
        cells = spans((row, table.columns[id]) for id in weak)
        remarks.tab("table.one-source", cells, headers=named(weak))
    for code, wanted in (("table.column-missing", True), ("table.column-gone", False)):
        gone = [id for id in table.missing if (id in table.layout.required) is wanted]
        if gone:
            remarks.tab(code, headers=named(gone))
    above = _above(table)
    if above:
        remarks.tab("table.rows-above-header", spans((r, min(table.columns.values())) for r in above))
    unknown = _unknown_headers(reading, printed)
    if unknown:
        headers = ", ".join(f"“{text}”" for _, text in unknown)
        remarks.tab("table.unknown-column", spans((row, column) for column, _ in unknown), headers=headers)


def _above(table: Table) -> list[int]:
    """Rows above the headings that look like answers, sorted up there together with the header; where no
    heading is known, also one with numbers in the place of the headings."""
    head = table.header_row or table.top
    columns = set(table.columns.values())
    enough = min(_ROWS_ABOVE, len(columns) - 1)
    return [
        row
        for row, cells in table.tab.rows.items()
        if row <= head and row not in (table.key_row, table.header_row)
        if len(columns & cells.keys()) >= enough
        if row < head or any(isinstance(cells.get(column), int | float) for column in columns)
    ]


def _unknown_headers(reading: Reading, printed: Printed) -> list[tuple[int, str]]:
    """Headings of columns that people added and wrote in."""
    heads = reading.table.tab.rows.get(reading.table.header_row or 0, {})
    used = sorted({column for _, column, _ in reading.content.kept})
    told = [(column, one_line(as_text(heads[column]))) for column in used if column in heads]
    return [(column, text) for column, text in told if not any(printed.is_word(k, text) for k in _OWN_HEADS)]


def _without_heading(reading: Reading, printed: Printed) -> list[Beside]:
    """What stands in rows of the kit's own, beside all columns, or under headings that are the kit's and
    name nothing to fill in."""
    own = {column for column, _ in _unknown_headers(reading, printed)}
    return [*reading.content.aside, *(cell for cell in reading.content.kept if cell[1] not in own)]


def changed_headings(table: Table) -> list[Beside]:
    """Headings with words of people's own over columns that are known by their keys and names."""
    row = table.header_row or 0
    heads, doubtful = table.tab.rows.get(row, {}), {*table.weak, *table.torn}
    return [
        (row, column, heads[column])
        for id, column in table.columns.items()
        if column in heads and id not in doubtful
        if plain(as_text(heads[column])) not in table.layout.fields[id].headers
    ]
