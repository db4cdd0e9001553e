"""Hours in use of those that are free: a row for each role, a column for each quarter."""

from __future__ import annotations

from kit.model.figure import Load, LoadChart, LoadRow
from kit.render.figures.canvas import BODY, LEADING, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap

_LABEL = 150.0
_GAP = 10.0
"""Between two quarters."""
_BAR = 16.0
_PAD = 10.0
_FREE = Look(fill="paper", stroke="line")
_SOME = Look(fill="tint", stroke="accent", pattern="rise")
_FULL = Look(fill="accent", stroke="accent")
_LIMIT = Look(stroke="ink", weight=2)
_NEAR = 0.01
"""This close to the limit there is no room for more."""


def draw(canvas: Canvas, figure: LoadChart) -> float:
    """Draws the figure; gives its height."""
    step = (canvas.width - _LABEL) / max(len(figure.quarters), 1)
    y = _header(canvas, figure, step)
    for row in figure.rows:
        with canvas.mark(_said(figure, row)):
            y += _row(canvas, figure, row, step, y)
    canvas.line(0, y, canvas.width, y, Look(stroke="line"))
    return _legend(canvas, figure, y + 16)


def _said(figure: LoadChart, row: LoadRow) -> str:
    told = [
        f"{quarter} {load.text}" for quarter, load in zip(figure.quarters, row.loads, strict=True) if load
    ]
    return f"{row.label}: {', '.join(told)}"


def _header(canvas: Canvas, figure: LoadChart, step: float) -> float:
    heads = [wrap(text, SMALL, step - _GAP, bold=True) for text in figure.quarters]
    for n, lines in enumerate(heads):
        canvas.lines(_LABEL + n * step + _GAP, 0, lines, Type(SMALL, bold=True))
    height = max(map(len, heads), default=1) * SMALL * LEADING + 6
    canvas.line(0, height, canvas.width, height, Look(stroke="line"))
    return height


def _row(canvas: Canvas, figure: LoadChart, row: LoadRow, step: float, y: float) -> float:
    lines = wrap(row.label, SIZE, _LABEL - 4)
    text = len(lines) * SIZE * LEADING
    told = [wrap(load.text, SMALL, step - _GAP) if load else () for load in row.loads]
    words = max(map(len, told)) * SMALL * LEADING
    height = max(text, _BAR + words + 2) + _PAD
    canvas.area(0, y, canvas.width, height)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, y + (height - text) / 2, lines, BODY)
    top = y + (height - _BAR - words - 2) / 2
    for n, load in enumerate(row.loads):
        if load is not None:
            x = _LABEL + n * step + _GAP
            _load(canvas, load, figure.limit, (x, top, step - _GAP))
            canvas.lines(x, top + _BAR + 3, told[n], Type(SMALL))
    return height


def _load(canvas: Canvas, load: Load, limit: float, place: tuple[float, float, float]) -> None:
    x, y, long = place
    canvas.rect(x, y, long, _BAR, _FREE)
    if load.share:
        at_limit = load.share >= limit - _NEAR
        canvas.rect(x, y, long * load.share, _BAR, _FULL if at_limit else _SOME)
    canvas.line(x + limit * long, y - 4, x + limit * long, y + _BAR + 2, _LIMIT)


def _legend(canvas: Canvas, figure: LoadChart, y: float) -> float:
    x, middle = 0.0, y
    looks = (_SOME, _FULL, _FREE, _LIMIT)
    words = (figure.used_word, figure.full_word, figure.free_word, figure.limit_word)
    for word, look in zip(words, looks, strict=True):
        room = 30 + width(word, SMALL) + 18
        if x and x + room > canvas.width + 18:
            x, middle = 0.0, middle + 22
        if look is _LIMIT:
            canvas.line(x + 12, middle - 9, x + 12, middle + 9, look)
        else:
            canvas.rect(x, middle - 7, 24, 14, look)
        canvas.text(x + 30, middle + SMALL * 0.36, word, Type(SMALL))
        x += room
    return middle + 14
