"""Rows × columns with number, word, shade and hatch in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from kit.model.figure import HeatCell, HeatMatrix
from kit.render.figures.canvas import BODY, LEADING, LEVELS, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import widest_word, width, wrap

_STRIP = 7.0
"""The hatched strip at a cell's left edge: the level for those who see no colour."""
_HEAD = 118.0
"""A column header of that height breaks into lines; it is higher where these would not lie side by side."""
_SIZES = (SMALL, 10.0, 9.0)
_LEAST = 9.0
"""The smallest letters of a number in a cell: 6.4 pt at full width."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """``word`` is the font size at which the cells' words stay whole, where 8 is large enough."""

    left: float
    column: float
    word: float

    def x(self, number: int) -> float:
        return self.left + number * self.column


def draw(canvas: Canvas, figure: HeatMatrix) -> float:
    """Draws the figure; gives its height."""
    wanted = max((width(label, SIZE) for label, _ in figure.rows), default=0.0) + 12
    columns = max(len(figure.columns), 1)
    whole_words = max((widest_word(label, SIZE) for label, _ in figure.rows), default=0.0) + 13
    most = max(200.0 if columns <= 7 else 150.0, min(whole_words, 190.0))
    left = min(max(wanted, 90.0), most)
    column = (canvas.width - left) / columns
    longest = max((widest_word(cell.word, 10) for _, cells in figure.rows for cell in cells), default=0.0)
    fitted = 10 * (column - _STRIP - 8) / longest if longest else 10.0
    grid = _Grid(left, column, min(10.0, max(8.0, fitted)))
    y = _header(canvas, figure, grid)
    for label, cells in figure.rows:
        y += _row(canvas, label, (figure.columns, cells), grid, y)
    canvas.line(0, y, canvas.width, y, Look(stroke="line"))
    return _legend(canvas, figure, y + 12)


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
    room = grid.column - _STRIP - 8
    inside = [
        (_number(cell.text, room), _Lines(wrap(cell.word, grid.word, room) if cell.word else (), grid.word))
        for cell in cells
    ]
    inner = max((number.height + word.height for number, word in inside), default=0.0)
    height = max(inner, len(lines) * SIZE * LEADING) + 8
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, y + (height - len(lines) * SIZE * LEADING) / 2, lines, BODY)
    for place, (cell, words) in enumerate(zip(cells, inside, strict=True)):
        said = " ".join(part for part in (cell.text, cell.word) if part)
        with canvas.mark(f"{label}, {heads[place]}: {said}"):
            _cell(canvas, cell, words, (grid.x(place), y, grid.column, height))
    return height


def _number(text: str, room: float) -> _Lines:
    """A cell's number at the size at which it stays inside, on several lines where it would get too small."""
    size = min(SIZE, SIZE * room / max(width(text, SIZE, bold=True), 1.0))
    return _Lines((text,), size) if size >= _LEAST else _Lines(wrap(text, _LEAST, room, bold=True), _LEAST)


def _cell(canvas: Canvas, cell: HeatCell, words: tuple[_Lines, _Lines], box: _Box) -> None:
    x, y, w, h = box
    role = "ink"
    if cell.level is None:
        canvas.rect(x, y, w, h, Look(fill="paper", stroke="hair", weight=0.6))
    else:
        level = min(max(cell.level, 0), len(LEVELS) - 1)
        canvas.rect(x, y, w, h, Look(fill=f"l{level}", stroke="paper"))
        _strip(canvas, level, x, y, h)
        role = f"on{level}"
    number, word = words
    top, inner = y + (h - number.height - word.height) / 2, x + _STRIP + 4
    canvas.lines(inner, top, number.lines, Type(number.size, bold=True, role=role))
    canvas.lines(inner, top + number.height, word.lines, Type(word.size, role=role))


def _strip(canvas: Canvas, level: int, x: float, y: float, h: float) -> None:
    pattern = f"l{level}" if level < 4 else None
    canvas.rect(
        x + 1.5, y + 1.5, _STRIP, h - 3, Look(fill="paper", stroke="line", weight=0.6, pattern=pattern)
    )


def _legend(canvas: Canvas, figure: HeatMatrix, y: float) -> float:
    x, middle = 0.0, y + 8
    for level, word in enumerate(figure.legend[:5]):
        if not word:
            continue
        room = 30 + width(word, SMALL) + 16
        if x and x + room > canvas.width + 16:
            x, middle = 0.0, middle + 22
        canvas.rect(x, middle - 8, 24, 16, Look(fill=f"l{level}", stroke="line", weight=0.6))
        _strip(canvas, level, x, middle - 8, 16)
        canvas.text(x + 30, middle + SMALL * 0.36, word, Type(SMALL))
        x += room
    return middle + 14
