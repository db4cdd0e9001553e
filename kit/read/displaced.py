"""Answers that slid sideways without their headings: told by where choices, numbers and days would fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kit.model.given import naming
from kit.read.answer import as_text
from kit.read.answers import Answers
from kit.read.aside import Beside
from kit.read.build import heading
from kit.read.grid import Raw, address, letters
from kit.read.layout import EXAMPLE_MARKS, Field
from kit.read.line import Cell
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.rows import Content
from kit.read.text import plain

_FARTHEST = 40
_LOOKED_AT, _MOST_CELLS = 30, 100
"""So many doubtful rows tell how far answers may have slid, and none with more cells."""
_ENOUGH = 3
"""So much must be gained in all rows together before anybody is asked."""
_ODD = 2
"""So many things must be odd about a row: cells that do not fit, or required ones that are empty."""
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)?")
"""A number as a csv has it: no words."""
_WORDS = ("text", "longtext", "person", "code", "initials")


@dataclass(frozen=True, slots=True)
class Slid:
    """A row that slid by ``steps`` columns, and its cells by the fields where they fit. ``gain`` is how many
    more of them fit than as they stand, and how many fewer do not. ``printed``: it holds the kit's own words.
    ``left`` are cells in whose place another one belongs, ``first`` and ``last`` the columns of what people
    wrote.
    """

    row: int
    steps: int
    cells: Mapping[str, Cell]
    gain: int
    printed: bool
    left: tuple[Beside, ...]
    first: int
    last: int


def displaced(
    table: Table, content: Content, answers: Answers, remarks: Remarks, others: Collection[int]
) -> tuple[Slid, ...]:
    """The rows whose cells, or the last of them, fit some columns further left or right; of these is told,
    and no more of what does not fit in them.

    Looked at are only rows with a cell that does not fit, or one beside all columns, and only where the
    headings are beyond doubt. ``others`` are columns of tables beside this one.
    """
    doubtful = sorted(remarks.misfits() | {row for row, _, _ in content.kept})
    if not doubtful or table.torn:
        return ()
    slides = _Slides(table, answers, frozenset(others))
    gained = Counter[int]()
    for row in doubtful[:_LOOKED_AT]:
        found = slides.of(row)
        gained.update({found.steps: found.gain} if found else {})
    believed = [steps for steps, gain in gained.items() if gain >= _ENOUGH]
    slid = [found for row in doubtful if believed and (found := slides.of(row, believed))]
    remarks.forget({one.row for one in slid})
    for steps in believed:
        _tell(table, [one for one in slid if one.steps == steps and not one.printed], remarks)
    return tuple(slid)


def without(content: Content, slid: Sequence[Slid]) -> Content:
    """What a table holds beside the rows that slid."""
    rows = {one.row for one in slid}
    placed = {(cell.row, cell.column) for one in slid for cell in one.cells.values()}
    return replace(
        content,
        lines=tuple(line for line in content.lines if line.row not in rows),
        kept=tuple(cell for cell in content.kept if cell[:2] not in placed),
        overwritten=(*content.overwritten, *(cell for one in slid for cell in one.left)),
    )


def _tell(table: Table, slid: Sequence[Slid], remarks: Remarks) -> None:
    if slid:
        moved = ((cell.column, id) for id, cell in slid[0].cells.items() if cell.column != table.columns[id])
        column, id = min(moved)
        header, there = heading(table, id), letters(table.columns[id])
        remarks.tab("table.displaced", _blocks(slid), here=letters(column), there=there, header=header)


def _blocks(slid: Sequence[Slid]) -> str:
    """The rows as people write them, neighbours together: ``F20–R24, F30–R30``."""
    first, last = min(one.first for one in slid), max(one.last for one in slid)
    blocks: list[list[int]] = []
    for one in slid:
        if blocks and blocks[-1][1] == one.row - 1:
            blocks[-1][1] = one.row
        else:
            blocks.append([one.row, one.row])
    return ", ".join(f"{address(top, first)}–{address(bottom, last)}" for top, bottom in blocks)


class _Enough(NamedTuple):
    """What must be gained in a row, and how many cells must fit for each that does not: people make mistakes
    in rows that slid, too. Where 0, also what stands in the way of the cells is no matter."""

    gain: int = 2
    for_each_misfit: int = 4


class _Slides:
    """Tries the rows of one table in other columns than their own."""

    def __init__(self, table: Table, answers: Answers, others: frozenset[int]) -> None:
        self._table = table
        self._answers = answers
        self._others = others
        self._fields = {column: table.layout.fields[id] for id, column in table.columns.items()}
        self._first, self._last = min(self._fields), max(self._fields)
        self._required = {c for c, field in self._fields.items() if field.id in table.layout.required}
        self._expected = {c for c, field in self._fields.items() if field.column.need == "expected"}
        self._headed = table.tab.rows.get(table.header_row or 0, {}).keys()
        self._given = {table.columns[id] for id in table.layout.sheet.prefilled if id in table.columns}
        self._name = table.columns.get(naming(table.layout.sheet).id, 0)

    def of(self, row: int, believed: Collection[int] = ()) -> Slid | None:
        """How a row slid; ``None`` where it stands right. By one of the numbers of columns ``believed``, if
        there are any, which less speaks for then.

        One cell that does not fit is nothing unusual, as long as the row lacks nothing.
        """
        cells = {c: raw for c, raw in self._table.tab.rows[row].items() if c not in self._others}
        columns = sorted(cells)
        here = [self._fit(column, cells[column]) for column in columns]
        beside = not cells.keys() <= self._fields.keys() | set(range(self._last))
        lacking = len((self._required | self._expected if beside else self._required) - cells.keys())
        wrong = here.count(-1)
        if not wrong or wrong + lacking < _ODD or len(cells) > _MOST_CELLS:
            return None
        left, right = max(-_FARTHEST, columns[0] - self._last), min(_FARTHEST, columns[-1] - self._first)
        found: list[Slid] = []
        for steps in believed or range(left, right + 1):
            there = [self._fit(column - steps, cells[column]) for column in columns]
            best = self._best(columns, here, there, steps, _Enough(1, 0) if believed else _Enough())
            if best and steps:
                found.append(self._made(row, cells, steps, columns[best[0] : best[1]], best[2]))
        return max(found, key=lambda one: (one.gain, -abs(one.steps)), default=None)

    def _best(
        self, columns: Sequence[int], here: Sequence[int], there: Sequence[int], steps: int, enough: _Enough
    ) -> tuple[int, int, int] | None:
        """Which cells in a row slid so far, from and up to which, and what is gained; ``None`` for none.

        Where they were nothing stands now, but for the kit's own, and the row keeps or gets a name, if that
        was not deleted. Of the same gain the most cells to the right count, or, where they slid left, the
        fewest.
        """
        gains = [after - before for before, after in zip(here, there, strict=True)]
        best, most = None, enough.gain - 1
        count = len(columns)
        for start in range(count) if steps > 0 else reversed(range(count)):
            gain = 0
            for end in range(start + 1, count + 1):
                gain += gains[end - 1]
                if gain <= most or (end < count and end == start + 1):
                    continue
                right, wrong = there[start:end].count(1), there[start:end].count(-1)
                slid, left = columns[start:end], (*columns[:start], *columns[end:])
                fits = right >= max(1, wrong * enough.for_each_misfit)
                if fits and (not enough.for_each_misfit or self._may_have(slid, steps, left, gain)):
                    best, most = (start, end, gain), gain
        return best

    def _may_have(self, slid: Sequence[int], steps: int, left: Collection[int], gain: int) -> bool:
        """Whether these cells can have slid while those stayed, or slid over a name that was deleted."""
        targets = range(max(slid[0] - steps, self._first), slid[-1] - steps + 1)
        named = self._name in left or self._name + steps in slid
        deleted = steps < 0 and self._name in slid and gain >= _ENOUGH
        return (named or deleted) and all(c not in targets or c in self._given for c in left)

    def _made(self, row: int, cells: Mapping[int, Raw], steps: int, slid: Collection[int], gain: int) -> Slid:
        targets = {column: column - steps if column in slid else column for column in sorted(cells)}
        placed: dict[str, Cell] = {}
        left: list[Beside] = []
        for column in sorted(targets, key=lambda column: column in slid):
            field = self._fields.get(targets[column])
            there = placed.get(field.id) if field else None
            if there and there.column not in self._given:
                left.append((row, there.column, there.raw))
            if field:
                placed[field.id] = Cell(cells[column], row, column)
        fields = self._table.layout.fields
        printed = all(self._is_printed(fields[id], cell.raw) for id, cell in placed.items())
        own = [column for column, target in targets.items() if not self._is_number(target, cells[column])]
        return Slid(row, steps, placed, gain, printed, tuple(left), min(own), max(own))

    def _fit(self, column: int, raw: Raw) -> int:
        """1 for a cell that tells that it belongs to that column, -1 for one that does not, else 0."""
        field = self._fields.get(column)
        if field is None:
            beyond = column < self._first or (column > self._last and column not in self._headed)
            return -(beyond and not self._is_number(column, raw))
        if self._is_printed(field, raw):
            return 1
        asked = field.column
        if asked.type in _WORDS or (asked.source and not self._answers.closed(asked)):
            return 0 if isinstance(raw, str) and not _NUMERAL.fullmatch(raw.strip()) else -1
        answer = self._answers.read(asked, raw)
        if answer.value is None:
            return -bool(answer.problems)
        return int(answer.value != as_text(raw))

    def _is_number(self, column: int, raw: Raw) -> bool:
        """Whether it may be what the kit prints before each row."""
        return column < self._first and (not isinstance(raw, str) or plain(raw) in EXAMPLE_MARKS)

    @staticmethod
    def _is_printed(field: Field, raw: Raw) -> bool:
        text = plain(as_text(raw))
        return text in field.helps or text in field.examples or text in field.headers
