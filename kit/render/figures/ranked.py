"""The largest of something as bars, the largest on top."""

from __future__ import annotations

from kit.model.figure import RankedBar, RankedBars
from kit.render.figures.canvas import BODY, LEADING, QUIET, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_LABEL = 254.0
_GAP = 10.0
_BAR = 18.0
_PAD = 12.0
_HATCHED = Look(fill="tint", stroke="accent", pattern="rise")
"""As the manual flows of the other figures: never a full line."""


def draw(canvas: Canvas, figure: RankedBars) -> float:
    """Draws the figure; gives its height."""
    most = max((bar.value for bar in figure.bars), default=0.0) or 1.0
    room = max((width(_told(canvas, figure, bar), SIZE, bold=True) for bar in figure.bars), default=0.0)
    # the number stands before its bar, so that a narrow page shows it
    left = _LABEL + _GAP + room + _GAP
    unit = (canvas.width - left) / most
    canvas.text(left - _GAP, SIZE, figure.value_word, Type(bold=True, anchor="end"))
    y = top = SIZE * LEADING + 8
    for bar in figure.bars:
        with canvas.mark(f"{bar.label}: {_told(canvas, figure, bar)}{bar.note and f', {bar.note}'}"):
            y += _row(canvas, figure, bar, (left, bar.value * unit), y)
    canvas.line(left, top, left, y, Look(stroke="ink", weight=1.5))
    return y + 4


def _told(canvas: Canvas, figure: RankedBars, bar: RankedBar) -> str:
    return f"{number(bar.value, canvas.lang, 0)} {figure.unit}"


def _row(canvas: Canvas, figure: RankedBars, bar: RankedBar, place: tuple[float, float], y: float) -> float:
    left, long = place
    lines = wrap(bar.label, SIZE, _LABEL)
    below = wrap(bar.note, SMALL, _LABEL) if bar.note else ()
    text = len(lines) * SIZE * LEADING + len(below) * SMALL * LEADING
    height = max(text, _BAR) + _PAD
    canvas.area(0, y, canvas.width, height)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    at = y + (height - text) / 2
    canvas.lines(0, at + canvas.lines(0, at, lines, BODY), below, QUIET)
    middle = y + height / 2
    canvas.rect(left, middle - _BAR / 2, long, _BAR, _HATCHED)
    said = _told(canvas, figure, bar)
    canvas.text(left - _GAP, middle + SIZE * 0.35, said, Type(bold=True, anchor="end"))
    return height
