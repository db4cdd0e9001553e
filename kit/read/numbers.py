"""The numbers that the kit prints beside the rows, and those that people wrote over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kit.read.answer import as_text
from kit.read.aside import Beside, quoted
from kit.read.grid import spans
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.text import plain

_HEADS = frozenset({"nr", "no", "row", "raekke"})


def apart(
    table: Table, beside: Sequence[Beside], printed: int, remarks: Remarks
) -> tuple[tuple[Beside, ...], tuple[Beside, ...]]:
    """What stands beside the columns without the printed numbers, and the numbers that were not printed;
    of these is told.

    ``printed`` is how many rows the sheet went out with, at most. A number next to its neighbour's is the
    printed one; elsewhere, for rows are sorted, moved and deleted, one that comes once and not from beyond.
    """
    heads = table.tab.rows.get(table.header_row or 0, {})
    numbered = {c: plain(as_text(head)) in _HEADS for c, head in heads.items()}
    first = min(table.columns.values())

    def is_number(column: int) -> bool:
        return numbered.get(column, column < first)

    steps = {(column, row - raw) for row, column, raw in beside if type(raw) is int}
    if len(steps) == 1 and all(type(raw) is int for _, _, raw in beside) and is_number(beside[0][1]):
        return (), ()
    kept: list[Beside] = []
    columns: dict[int, dict[int, Beside]] = {}
    for cell in beside:
        row, column, raw = cell
        text = as_text(raw).strip()
        if text.isdecimal() and is_number(column):
            columns.setdefault(column, {})[row] = cell
        elif text:
            kept.append(cell)
    foreign = [columns[column][row] for column in columns for row in _foreign(columns[column], printed)]
    if foreign:
        where = spans((row, column) for row, column, _ in foreign)
        remarks.tab("row.number-changed", where, shown=quoted(raw for _, _, raw in foreign))
    return tuple(kept), tuple(foreign)


def _foreign(cells: Mapping[int, Beside], printed: int) -> list[int]:
    """The rows whose number is somebody's own."""
    numbers = {row: int(as_text(raw)) for row, (_, _, raw) in cells.items()}
    alone = [
        row
        for row, number in numbers.items()
        if numbers.get(row - 1) != number - 1 and numbers.get(row + 1) != number + 1
    ]
    if not alone or len(numbers) == 1:
        return []
    often = Counter(numbers.values())
    beyond = min(numbers.values()) + max(printed, len(numbers))
    return [row for row in alone if often[numbers[row]] > 1 or numbers[row] >= beyond]
