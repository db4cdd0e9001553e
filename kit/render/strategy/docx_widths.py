"""How wide the columns of a table in Word are: each has room for its longest word, and together they give the
fewest lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

from kit.model.document import Cell, Table
from kit.render.figures.measure import width

_SIZES = (9.0, 8.5, 8.0)
"""Points of a table's text: the first at which no word has to be cut."""
_MARGINS = 240
"""Twentieths of a point beside a cell's text, and a little more: programs measure differently."""
_MARK = 9.0
"""Points that the mark of a note takes, which hangs on the last word."""
_MOST = 0.38
"""Share of the width that a column's longest word may claim; a longer one is hyphenated."""
_STEPS = (12, 24, 48)
"""Parts of the width that columns give one another, first large ones, then small ones."""
_ROWS = 150
"""As many rows as are tried; of a longer table some of them, evenly."""
_OTHERS = 0.1
"""What a line counts in a cell that does not make its row taller: it may, once its neighbours are shorter."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The columns' widths in twentieths of a point, and the size of the text in points; 0 is the style's."""

    widths: tuple[int, ...]
    size: float = 0


@dataclass(slots=True)
class _Column:
    """The widths in points of the words of each cell, from the top."""

    cells: tuple[tuple[float, ...], ...]
    known: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def longest_word(self) -> float:
        """The least width in twentieths of a point that cuts no word."""
        return max((word for cell in self.cells for word in cell), default=0.0) * 20 + _MARGINS

    def lines(self, width: int) -> tuple[int, ...]:
        """How many lines each cell takes where the column is ``width`` twentieths of a point wide."""
        if width not in self.known:
            room = (width - _MARGINS) / 20
            self.known[width] = tuple(_lines(cell, room) for cell in self.cells)
        return self.known[width]


def measured(table: Table, room: int) -> Measure:
    """A table ``room`` twentieths of a point wide: as asked for where each cell is one line.

    Else the columns have room for their longest words, in smaller letters if need be, and the width beyond
    that goes where it saves lines. Where there is too little for the words, the longest of them are cut.
    """
    for size in _SIZES:
        columns = _columns(table, size)
        least = [min(column.longest_word, room * _MOST) for column in columns]
        own = 0 if size == _SIZES[0] else size
        if sum(least) <= room:
            start = _with_room(table, least, room)
            return Measure(_fewest_lines(columns, start, least, room), own)
    return Measure(_level(least, room), own)


def _columns(table: Table, size: float) -> list[_Column]:
    picked = table.rows[:: len(table.rows) // _ROWS + 1]
    return [
        _Column(
            (
                _words(Cell(column.header), size, bold=True),
                *(_words(row[place], size) for row in picked),
            )
        )
        for place, column in enumerate(table.columns)
    ]


def _words(cell: Cell, size: float, *, bold: bool = False) -> tuple[float, ...]:
    """Each with the space behind it, but for the last."""
    words = [width(f"{word} ", size, bold) for word in cell.text.split()]
    if words:
        words[-1] += (_MARK if cell.notes else 0.0) - width(" ", size, bold)
    return tuple(words)


def _with_room(table: Table, least: list[float], room: int) -> list[int]:
    """The widths asked for; what a column lacks, the others give in proportion to what they can spare."""
    share = room / (sum(column.width for column in table.columns) or 1)
    wanted = [column.width * share for column in table.columns]
    missing = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
    spare = [max(0.0, width - need) for need, width in zip(least, wanted, strict=True)]
    given = missing / (sum(spare) or 1)
    return [
        round(max(width, need) - more * given) for width, need, more in zip(wanted, least, spare, strict=True)
    ]


def _lines(words: Sequence[float], room: float) -> int:
    count, used = 1, 0.0
    for word in words:
        if used and used + word > room:
            count, used = count + 1, word
        else:
            used += word
    return count


def _level(least: list[float], room: int) -> tuple[int, ...]:
    """The same limit for all that want more than it; what wants less, as dates and numbers do, gets it."""
    rest = float(room)
    left = sorted(least)
    while left and left[0] <= rest / len(left):
        rest -= left.pop(0)
    limit = rest / len(left)
    return tuple(round(min(need, limit)) for need in least)


def _fewest_lines(columns: list[_Column], start: list[int], least: list[float], room: int) -> tuple[int, ...]:
    """Columns give to one another as long as that makes the table shorter."""
    best, made = _height(columns, start), start
    for step in (room // part for part in _STEPS):
        while True:
            tried = [
                _moved(made, giver, taker, step)
                for giver, taker in permutations(range(len(made)), 2)
                if made[giver] - step >= least[giver]
            ]
            height, shorter = min(((_height(columns, t), t) for t in tried), default=(best, made))
            if height >= best:
                break
            best, made = height, shorter
    return tuple(made)


def _moved(widths: list[int], giver: int, taker: int, step: int) -> list[int]:
    made = list(widths)
    made[giver] -= step
    made[taker] += step
    return made


def _height(columns: list[_Column], widths: list[int]) -> float:
    """Lines of the whole table: of each row's tallest cell, and a little for all others."""
    taken = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    return sum((max(row) + _OTHERS * sum(row) for row in zip(*taken, strict=True)), 0.0)
