"""Themes on one common scale: mean now, target, and the spread of the answers."""

from __future__ import annotations

from kit.model.figure import Spread, SpreadChart
from kit.render.figures.canvas import AIR, BODY, LEADING, ROW, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_LABEL = 176.0
_PAD = 20.0
_NUMBER = 34.0
_FLAG = 84.0
_BAND = Look(fill="tint", stroke="accent", weight=1)
_MEAN = Look(fill="accent", stroke="paper", weight=1.2)
_TARGET = Look(fill="paper", stroke="ink", weight=1.6)
_BEFORE = Look(stroke="ink", weight=1.2, dash="2.4 1.8")
_ARROW = Look(stroke="ink", weight=1.8)
_TURN = 18.0
"""Room for an arrow beside the mean."""
_ARROWS = {
    "up": "m0 5v-10m-4 4l4 -4l4 4",
    "same": "m-5 0h10m-4 -4l4 4l-4 4",
    "down": "m0 -5v10m-4 -4l4 4l4 -4",
}


def draw(canvas: Canvas, figure: SpreadChart) -> float:
    """Draws the figure; gives its height."""
    flags = any(row.flag for row in figure.rows)
    left = _LABEL + _PAD
    turns = _TURN if figure.before_word else 0.0
    right = canvas.width - _NUMBER - turns - (_FLAG if flags else 0) - _PAD
    step = (right - left) / 4
    y = top = _scale(canvas, figure, left, step)
    grid = len(canvas.parts)
    group = None
    for row in figure.rows:
        if row.group and row.group != group:
            canvas.text(0, y + SIZE + 4, row.group, Type(bold=True, role="accent"))
            y += SIZE * LEADING + 8
        group = row.group
        with canvas.mark(_said(canvas, figure, row)):
            y += _row(canvas, figure, row, (left, step, right), y)
    lines = Canvas(canvas.uid, canvas.lang, canvas.colour)
    for n in range(5):
        lines.line(left + n * step, top, left + n * step, y, Look(stroke="hair"))
    canvas.parts[grid:grid] = lines.parts  # behind the rows, as long as they turned out
    return _legend(canvas, figure, y + 10)


def _said(canvas: Canvas, figure: SpreadChart, row: Spread) -> str:
    """The theme's numbers in words, as far as there are any."""
    said = [
        f"{word} {number(value, canvas.lang, fixed=True)}"
        for word, value in (
            (figure.mean_word, row.mean),
            (figure.before_word, row.before),
            (figure.target_word, row.target),
        )
        if value is not None
    ]
    if row.low is not None and row.high is not None:
        span = (number(row.low, canvas.lang), number(row.high, canvas.lang))
        said.append(f"{figure.spread_word} {'–'.join(span)}")
    said += [word for word in (row.change, row.flag) if word]
    return f"{row.label}: {', '.join(said) or figure.too_few_word}"


def _scale(canvas: Canvas, figure: SpreadChart, left: float, step: float) -> float:
    room = step - 8
    words = [wrap(word, SMALL, room) for word in figure.scale]
    rows = max((len(lines) for lines in words), default=0)
    for n in range(5):
        canvas.text(left + n * step, SIZE, str(n + 1), Type(bold=True, anchor="middle"))
    for n, lines in enumerate(words[:5]):
        canvas.lines(left + n * step, SIZE * LEADING, lines, Type(SMALL, anchor="middle", role="soft"))
    return SIZE * LEADING + rows * SMALL * LEADING + 6


def _row(
    canvas: Canvas, figure: SpreadChart, row: Spread, place: tuple[float, float, float], y: float
) -> float:
    left, step, right = place
    lines = wrap(row.label, SIZE, _LABEL)
    text = len(lines) * SIZE * LEADING
    height = max(ROW, text + AIR)
    middle = y + height / 2
    canvas.area(0, y, canvas.width, height)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, middle - text / 2, lines, BODY)
    if row.mean is None and row.low is None:
        canvas.note(left, middle, figure.too_few_word, anchor="start")
    else:
        _marks(canvas, row, left, step, middle)
    if row.mean is not None:
        said = number(row.mean, canvas.lang, fixed=True)
        canvas.text(right + _PAD + _NUMBER - 6, middle + SIZE * 0.35, said, Type(bold=True, anchor="end"))
    edge = right + _PAD + _NUMBER
    if row.turn:
        canvas.path(f"M{edge + 6:.1f} {middle:.1f}{_ARROWS[row.turn]}", _ARROW)
    flag = wrap(row.flag, SMALL, _FLAG - 10, bold=True)
    left_edge = edge + 6 + (_TURN if figure.before_word else 0)
    canvas.lines(left_edge, middle - len(flag) * SMALL * LEADING / 2, flag, Type(SMALL, bold=True))
    return height


def _marks(canvas: Canvas, row: Spread, left: float, step: float, y: float) -> None:
    if row.low is not None and row.high is not None:
        low, high = left + (row.low - 1) * step, left + (row.high - 1) * step
        canvas.rect(low - 4, y - 5, high - low + 8, 10, Look(_BAND.fill, _BAND.stroke, round=5))
    if row.target is not None:
        _diamond(canvas, left + (row.target - 1) * step, y)
    if row.mean is not None:
        canvas.circle(left + (row.mean - 1) * step, y, 6, _MEAN)
    if row.before is not None:
        canvas.circle(left + (row.before - 1) * step, y, 8, _BEFORE)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(f"M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8Z", _TARGET)


def _legend(canvas: Canvas, figure: SpreadChart, y: float) -> float:
    canvas.line(0, y - 10, canvas.width, y - 10, Look(stroke="hair", weight=0.6))
    x, middle = _LABEL + _PAD, y + SIZE * 0.7
    words = [figure.mean_word, figure.target_word, figure.spread_word]
    for word in [*words, figure.before_word] if figure.before_word else words:
        room = 26 + width(word, SMALL) + 18
        if x + room > canvas.width + 18:
            x, middle = _LABEL + _PAD, middle + 22
        if word is figure.spread_word:
            canvas.rect(x - 6, middle - 5, 22, 10, Look(_BAND.fill, _BAND.stroke, round=5))
        elif word is figure.target_word:
            _diamond(canvas, x + 4, middle)
        elif word is figure.before_word:
            canvas.circle(x + 4, middle, 8, _BEFORE)
        else:
            canvas.circle(x + 4, middle, 6, _MEAN)
        canvas.text(x + 22, middle + SMALL * 0.36, word, Type(SMALL))
        x += room
    return middle + 14
