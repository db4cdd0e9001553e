"""One row with an answer, and what stands in other rows and counts for it: merged cells, blocks of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kit.read.answer import as_text
from kit.read.grid import Raw, spans
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.text import plain


class Cell(NamedTuple):
    """A filled cell of a known field, with the place it was read from."""

    raw: Raw
    row: int
    column: int


@dataclass(slots=True)
class Line:
    """One row that holds an answer: what stands in its filled fields by id, in these ``columns``.

    ``taken`` are cells of other rows that count for this one too. ``changed`` are fields in which somebody
    changed what the kit had filled in, where that is no answer.
    """

    row: int
    raws: dict[str, Raw]
    columns: Mapping[str, int]
    taken: dict[str, Cell] = field(default_factory=dict)
    changed: tuple[str, ...] = ()

    def cell(self, id: str) -> Cell | None:
        """A filled field with its place; ``None`` for an empty one."""
        if id not in self.raws:
            return None
        return self.taken.get(id) or Cell(self.raws[id], self.row, self.columns[id])

    @property
    def cells(self) -> dict[str, Cell]:
        """Every filled field with its place."""
        return {id: cell for id in self.raws if (cell := self.cell(id))}

    def take(self, id: str, cell: Cell) -> None:
        """Let a cell of another row count for this one, where its own is empty."""
        if id not in self.raws:
            self.raws[id] = cell.raw
            self.taken[id] = cell


def fill_merges(table: Table, lines: list[Line], fields_at: Mapping[int, str], remarks: Remarks) -> None:
    """A cell merged over several rows counts for each of them that has something of its own."""
    by_row = {line.row: line for line in lines}
    for merge in table.tab.merges:
        line = by_row.get(merge.top)
        field = fields_at.get(merge.left)
        source = line.cell(field) if line and field else None
        if field is None or source is None:
            continue
        shared = [line for line in lines if merge.top < line.row <= merge.bottom]
        for line in shared:
            line.take(field, source)
        rows = (merge.top, *(line.row for line in shared))
        remarks.tab("table.merged-cells", cell=spans((row, merge.left) for row in rows))


def fill_blocks(table: Table, lines: list[Line]) -> None:
    """In a form, what is asked once per respondent counts for all rows of that respondent."""
    sheet = table.layout.sheet
    if sheet.block is None:
        return
    last: Cell | None = None
    once: dict[tuple[str, str], Cell] = {}
    for line in lines:
        last = line.cell(sheet.block) or last
        if last is not None:
            line.take(sheet.block, last)
        for id in sheet.once:
            cell = line.cell(id)
            if cell:
                once.setdefault((_block(sheet.block, line), id), cell)
    for line in lines:
        for id in sheet.once:
            found = once.get((_block(sheet.block, line), id))
            if found:
                line.take(id, found)


def _block(column: str, line: Line) -> str:
    raw = line.raws.get(column)
    return "" if raw is None else plain(as_text(raw))
