"""Answers that slid sideways without their headings: told by where choices, numbers and days would fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.model.given import naming
from kit.read.answer import as_text
from kit.read.answers import Answers
from kit.read.build import headings
from kit.read.grid import Raw, address, letters
from kit.read.layout import Field
from kit.read.line import Cell
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.rows import EXAMPLE_MARKS, Content
from kit.read.text import plain

_FARTHEST = 40
_LOOKED_AT, _MOST_CELLS = 30, 200
"""So many doubtful rows tell how far answers may have slid, and none with more cells."""
_ENOUGH = 3
"""So much must be gained in all rows together before anybody is asked."""
_ODD = 2
"""So many things must be odd about a row: cells that do not fit, or required ones that are empty."""
_OF_ONE_MISFIT = 4
"""So many cells must fit for each that does not: people make mistakes in rows that slid, too."""
_WORDS = ("text", "longtext", "person", "code", "initials")


@dataclass(frozen=True, slots=True)
class Slid:
    """A row that slid by ``steps`` columns, and its cells by the fields where they fit. ``gain`` is how many
    more of them fit than as they stand, and how many fewer do not. ``printed``: it holds the kit's own words.
    ``first`` and ``last`` are the columns of what people wrote.
    """

    row: int
    steps: int
    cells: Mapping[str, Cell]
    gain: int
    printed: bool
    first: int
    last: int


def displaced(
    table: Table, content: Content, answers: Answers, remarks: Remarks, others: Collection[int]
) -> tuple[Slid, ...]:
    """The rows whose cells, or the last of them, fit some columns further left or right; of these is told,
    and no more of what does not fit in them.

    Looked at are only rows with a cell that does not fit, or one beside all columns. ``others`` are columns
    of tables beside this one.
    """
    doubtful = sorted(remarks.misfits() | {row for row, _, _ in content.kept})
    if not doubtful:
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
    )


def _tell(table: Table, slid: Sequence[Slid], remarks: Remarks) -> None:
    if slid:
        moved = ((cell.column, id) for id, cell in slid[0].cells.items() if cell.column != table.columns[id])
        column, id = min(moved)
        header, there = headings(table)[id], letters(table.columns[id])
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

    def of(self, row: int, believed: Iterable[int] = ()) -> Slid | None:
        """How a row slid, by one of these numbers of columns if given; ``None`` where it stands right.

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
        tried = (self._slid(row, cells, here, steps) for steps in believed or range(left, right + 1) if steps)
        return max(filter(None, tried), key=lambda one: (one.gain, -abs(one.steps)), default=None)

    def _slid(self, row: int, cells: Mapping[int, Raw], here: Sequence[int], steps: int) -> Slid | None:
        """The row as it fits if its cells, or those from some column on, slid so far; ``None`` where it does
        not. Where they were nothing stands now, but for the kit's own, and the row keeps or gets a name."""
        columns = sorted(cells)
        there = [self._fit(column - steps, cells[column]) for column in columns]
        best, most = None, 1
        for at in range(len(columns)) if steps > 0 else reversed(range(len(columns))):
            gain = sum(there[at:]) - sum(here[at:])
            right, wrong = there[at:].count(1), there[at:].count(-1)
            free = self._given.issuperset(
                c for c in columns[:at] if c >= max(columns[at] - steps, self._first)
            )
            named = self._name in columns[:at] or self._name + steps in columns[at:]
            if gain > most and right >= max(1, wrong * _OF_ONE_MISFIT) and free and named:
                best, most = at, gain
        return None if best is None else self._made(row, cells, steps, columns[best], most)

    def _made(self, row: int, cells: Mapping[int, Raw], steps: int, start: int, gain: int) -> Slid:
        placed: dict[str, Cell] = {}
        for column, raw in cells.items():
            field = self._fields.get(column - steps if column >= start else column)
            if field:
                placed[field.id] = Cell(raw, row, column)
        fields = self._table.layout.fields
        printed = all(self._is_printed(fields[id], cell.raw) for id, cell in placed.items())
        own = [c for c, raw in cells.items() if not self._is_number(c - steps if c >= start else c, raw)]
        return Slid(row, steps, placed, gain, printed, min(own), max(own))

    def _fit(self, column: int, raw: Raw) -> int:
        """1 for a cell that tells that it belongs to that column, -1 for one that does not, else 0."""
        field = self._fields.get(column)
        if field is None:
            beyond = not self._first <= column <= self._last and column not in self._headed
            return -(beyond and not self._is_number(column, raw))
        if self._is_printed(field, raw):
            return 1
        asked = field.column
        if asked.type in _WORDS or (asked.source and not self._answers.closed(asked)):
            return 0 if isinstance(raw, str) else -1
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
