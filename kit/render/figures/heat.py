"""Rows × columns with number, word, shade and hatch in each cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from kit.model.figure import HeatCell, HeatMatrix
from kit.render.figures.canvas import BODY, LEADING, LEVELS, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import widest_word, width, wrap

_STRIP, _PAD = 7.0, 4.0
_NARROW, _THIN_STRIP, _THIN_PAD = 60.0, 5.0, 2.0
"""The hatched strip at a cell's left edge, the level for those who see no colour, and the room around the
words beside it; less of both in a narrow column."""
_HEAD = 118.0
"""A column header of that height breaks into lines; it is higher where these would not lie side by side."""
_LEAST = 9.3
"""The smallest letters: 6.5 pt at full width."""
_SIZES = (SMALL, 10.0, _LEAST)
_WORD = 10.0
_BETWEEN = 5.0
"""The least room between a number and the word beside it."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """``word`` is the font size at which the cells' words stay whole, as far as letters may shrink;
    ``beside`` tells that in every cell the word has room after the number, on one line."""

    left: float
    column: float
    word: float = _WORD
    beside: bool = False

    def x(self, number: int) -> float:
        return self.left + number * self.column

    @property
    def strip(self) -> float:
        return _THIN_STRIP if self.column < _NARROW else _STRIP

    @property
    def start(self) -> float:
        """Where the words of a cell begin, from its left edge."""
        return self.strip + (_THIN_PAD if self.column < _NARROW else _PAD)

    @property
    def room(self) -> float:
        """How wide the words of a cell may be."""
        return self.column - 2 * self.start + self.strip


def draw(canvas: Canvas, figure: HeatMatrix) -> float:
    """Draws the figure; gives its height."""
    grid = _grid(canvas, figure)
    y = _header(canvas, figure, grid)
    for label, cells in figure.rows:
        y += _row(canvas, label, (figure.columns, cells), grid, y)
    canvas.line(0, y, canvas.width, y, Look(stroke="line"))
    return _legend(canvas, figure, y + 12)


def _grid(canvas: Canvas, figure: HeatMatrix) -> _Grid:
    """The rows' names get the room that their longest word needs, where that is not too much of the width."""
    wanted = max((width(label, SIZE) for label, _ in figure.rows), default=0.0) + 12
    columns = max(len(figure.columns), 1)
    whole_words = max((widest_word(label, SIZE) for label, _ in figure.rows), default=0.0) + 13
    most = 200.0 if columns <= 7 else max(150.0, whole_words if whole_words <= 190 else 0.0)
    left = min(max(wanted, 90.0), most)
    grid = _Grid(left, (canvas.width - left) / columns)
    cells = [cell for _, row in figure.rows for cell in row]
    needed = max(
        (width(c.text, SIZE, bold=True) + _BETWEEN + width(c.word, _WORD) for c in cells), default=0.0
    )
    longest = max((widest_word(cell.word, _WORD) for cell in cells), default=0.0)
    fitted = _WORD * grid.room / longest if longest else _WORD
    return replace(grid, word=min(_WORD, max(_LEAST, fitted)), beside=needed <= grid.room)


def _header(canvas: Canvas, figure: HeatMatrix, grid: _Grid) -> float:
    """Column heads: level where whole words fit, smaller if that helps, else turned."""
    room = grid.column - 8
    fits = [s for s in _SIZES if all(widest_word(t, s, bold=True) <= room for t in figure.columns)]
    if fits:
        kind = Type(fits[0], bold=True)
        heads = [wrap(text, kind.size, room, bold=True) for text in figure.columns]
        height = max((len(lines) for lines in heads), default=1) * kind.size * LEADING + 8
    else:
        kind, heads = _turned(figure.columns, grid.column)
        height = max((width(text, kind.size, bold=True) for lines in heads for text in lines), default=0) + 8
    line = kind.size * LEADING
    for number, lines in enumerate(heads):
        if fits:
            canvas.lines(grid.x(number) + 4, height - 6 - len(lines) * line, lines, kind)
            continue
        start = grid.x(number) + grid.column / 2 - (len(lines) - 1) * line / 2 + kind.size * 0.36
        for row, text in enumerate(lines):
            canvas.text(start + row * line, height - 6, text, kind, turn=True)
    titles = wrap(figure.row_title, SMALL, grid.left - 10)
    canvas.lines(0, height - 6 - len(titles) * SMALL * LEADING, titles, Type(SMALL, role="soft"))
    return height


def _turned(columns: tuple[str, ...], room: float) -> tuple[Type, list[tuple[str, ...]]]:
    """Turned heads: their lines lie side by side in ``room``, smaller and then longer where they are many."""
    tries = ((Type(size, bold=True), _HEAD * 1.1**step) for step in count() for size in _SIZES)
    made = ((kind, [wrap(text, kind.size, high, bold=True) for text in columns]) for kind, high in tries)
    return next(
        (kind, heads)
        for kind, heads in made
        if all(len(lines) == 1 or len(lines) * kind.size * LEADING <= room for lines in heads)
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


_Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def _row(
    canvas: Canvas, label: str, row: tuple[tuple[str, ...], tuple[HeatCell, ...]], grid: _Grid, y: float
) -> float:
    """``row`` is the columns' heads and the row's cells."""
    heads, cells = row
    lines = wrap(label, SIZE, grid.left - 12)
    inside = [_inside(cell, grid) for cell in cells]
    inner = max((_high(words, grid) for words in inside), default=0.0)
    height = max(inner + 4, len(lines) * SIZE * LEADING + 7)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, y + (height - len(lines) * SIZE * LEADING) / 2, lines, BODY)
    for place, (cell, words) in enumerate(zip(cells, inside, strict=True)):
        said = " ".join(part for part in (cell.text, cell.word) if part)
        with canvas.mark(f"{label}, {heads[place]}: {said}"):
            _cell(canvas, cell, words, grid, (grid.x(place), y, grid.column, height))
    return height


_Words = tuple[_Lines, _Lines]
"""A cell's number and its word."""


def _inside(cell: HeatCell, grid: _Grid) -> _Words:
    size = SIZE if grid.beside or not cell.word else SMALL
    word = wrap(cell.word, grid.word, grid.room) if cell.word else ()
    return _number(cell.text, size, grid.room), _Lines(word, grid.word)


def _high(words: _Words, grid: _Grid) -> float:
    number, word = words
    return number.height if grid.beside else number.height + word.height


def _number(text: str, size: float, room: float) -> _Lines:
    """A cell's number at the size at which it stays inside, on several lines where it would get too small."""
    fitted = min(size, size * room / max(width(text, size, bold=True), 1.0))
    return (
        _Lines((text,), fitted) if fitted >= _LEAST else _Lines(wrap(text, _LEAST, room, bold=True), _LEAST)
    )


def _cell(canvas: Canvas, cell: HeatCell, words: _Words, grid: _Grid, box: _Box) -> None:
    x, y, w, h = box
    role = "ink"
    if cell.level is None:
        canvas.rect(x, y, w, h, Look(fill="paper", stroke="hair", weight=0.6))
    else:
        level = min(max(cell.level, 0), len(LEVELS) - 1)
        canvas.rect(x, y, w, h, Look(fill=f"l{level}", stroke="paper"))
        _strip(canvas, level, (x, y, grid.strip, h))
        role = f"on{level}"
    number, word = words
    top, left = y + (h - _high(words, grid)) / 2, x + grid.start
    canvas.lines(left, top, number.lines, Type(number.size, bold=True, role=role))
    after = width(cell.text, number.size, bold=True) + _BETWEEN if grid.beside and cell.text else 0.0
    below = (number.size - word.size) * 0.97 if grid.beside else number.height  # on the number's base line
    canvas.lines(left + after, top + below, word.lines, Type(word.size, role=role))


def _strip(canvas: Canvas, level: int, box: _Box) -> None:
    x, y, w, h = box
    pattern = f"l{level}" if level < 4 else None
    canvas.rect(x + 1.5, y + 1.5, w, h - 3, Look(fill="paper", stroke="line", weight=0.6, pattern=pattern))


def _legend(canvas: Canvas, figure: HeatMatrix, y: float) -> float:
    x, middle = 0.0, y + 8
    for level, word in enumerate(figure.legend[:5]):
        if not word:
            continue
        room = 30 + width(word, SMALL) + 16
        if x and x + room > canvas.width + 16:
            x, middle = 0.0, middle + 22
        canvas.rect(x, middle - 8, 24, 16, Look(fill=f"l{level}", stroke="line", weight=0.6))
        _strip(canvas, level, (x, middle - 8, _STRIP, 16))
        canvas.text(x + 30, middle + SMALL * 0.36, word, Type(SMALL))
        x += room
    return middle + 14
