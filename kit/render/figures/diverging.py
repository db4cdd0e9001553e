"""The force field: barriers to the left of one axis, drivers to the right."""

from __future__ import annotations

from dataclasses import replace

from kit.model.figure import Bar, DivergingBars
from kit.render.figures.canvas import BODY, LEADING, QUIET, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_LABEL = 190.0
_GAP = 14.0
_BAR = 18.0
_ROW_GAP = 9.0

_LEFT = Look(fill="tint", stroke="accent", pattern="rise")
_RIGHT = Look(fill="accent", stroke="accent")


def draw(canvas: Canvas, figure: DivergingBars) -> float:
    """Draws the figure; gives its height."""
    axis = (_LABEL + _GAP + canvas.width) / 2
    most = max((max(bar.left, bar.right) for bar in figure.bars), default=0.0) or 1.0
    half = canvas.width - axis - width(number(most, canvas.lang), SMALL, bold=True) - 8
    top = y = _titles(canvas, figure, axis)
    for bar in figure.bars:
        with canvas.mark(_said(canvas, figure, bar)):
            y += _row(canvas, bar, axis, half / most, y)
    canvas.line(axis, top - 4, axis, max(y - _ROW_GAP, top) + 4, Look(stroke="ink", weight=1.5))
    return y + 4


def _said(canvas: Canvas, figure: DivergingBars, bar: Bar) -> str:
    left, right = number(bar.left, canvas.lang), number(bar.right, canvas.lang)
    return f"{bar.label}: {figure.left_title} {left}, {figure.right_title} {right}"


def _titles(canvas: Canvas, figure: DivergingBars, axis: float) -> float:
    room = axis - _LABEL - _GAP - 26
    left = wrap(figure.left_title, SIZE, room, bold=True)
    right = wrap(figure.right_title, SIZE, room, bold=True)
    rows = max(len(left), len(right))
    canvas.lines(axis - 28, 0, left, Type(bold=True, anchor="end"))
    canvas.rect(axis - 22, 3, 12, 12, _LEFT)
    canvas.lines(axis + 28, 0, right, Type(bold=True))
    canvas.rect(axis + 10, 3, 12, 12, _RIGHT)
    return rows * SIZE * LEADING + 10


def _row(canvas: Canvas, bar: Bar, axis: float, unit: float, y: float) -> float:
    lines = wrap(bar.label, SIZE, _LABEL)
    text = len(lines) * SIZE * LEADING
    height = max(text, _BAR)
    canvas.area(0, y - _ROW_GAP / 2, canvas.width, height + _ROW_GAP)
    canvas.lines(0, y + (height - text) / 2, lines, BODY)
    middle = y + height / 2
    for value, side, look in ((bar.left, -1, _LEFT), (bar.right, 1, _RIGHT)):
        long = value * unit
        if long > 0:
            canvas.rect(axis - long if side < 0 else axis, middle - _BAR / 2, long, _BAR, look)
        anchor = "end" if side < 0 else "start"
        said = number(value, canvas.lang)
        at = axis + side * (long + 6)
        canvas.text(at, middle + SMALL * 0.36, said, Type(SMALL, True, anchor) if value else _zero(anchor))
    canvas.line(
        0, y + height + _ROW_GAP / 2, canvas.width, y + height + _ROW_GAP / 2, Look(stroke="hair", weight=0.6)
    )
    return height + _ROW_GAP


def _zero(anchor: str) -> Type:
    return replace(QUIET, anchor=anchor)
