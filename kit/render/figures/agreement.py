"""Themes by how far people agree: a dot for each on one line from 0 to 1, in three zones."""

from __future__ import annotations

from itertools import pairwise

from kit.model.figure import Accord, AgreementPlot
from kit.render.figures.canvas import AIR, BODY, LEADING, ROW, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_LABEL = 184.0
_NUMBER = 222.0
"""Where the number ends; words and numbers stand first, so that a narrow page shows them without the line."""
_WORD = 230.0
_LINE = 346.0
_EDGE = 10.0
"""The marks' room beyond the line."""
_TALK = Look(fill="accent", stroke="accent", weight=1.6)
_OTHER = Look(fill="paper", stroke="accent", weight=2)
_ZONES = (Look(fill="tint", pattern="thin"), Look(fill="tint"), Look(fill="paper"))
"""From those who disagree to those who agree; known apart in grey as in colour."""


def draw(canvas: Canvas, figure: AgreementPlot) -> float:
    """Draws the figure; gives its height."""
    left, long = _LINE, canvas.width - _LINE - _EDGE
    y = top = _zones(canvas, figure, left, long)
    ground = len(canvas.parts)
    for row in figure.rows:
        with canvas.mark(_said(canvas, figure, row)):
            y += _row(canvas, row, left, long, y)
    bands = Canvas(canvas.uid, canvas.lang, canvas.colour, used=canvas.used)
    for (start, end), look in zip(pairwise((0.0, *figure.limits, 1.0)), _ZONES, strict=True):
        bands.rect(left + start * long, top, (end - start) * long, y - top, look)
    for limit in figure.limits:
        bands.line(left + limit * long, top, left + limit * long, y, Look(stroke="line", dash="4 3"))
    canvas.parts[ground:ground] = bands.parts  # behind the rows, as long as they turned out
    canvas.line(0, y, canvas.width, y, Look(stroke="hair"))
    y = _ends(canvas, figure, left, long, y + 4)
    return _legend(canvas, figure, y + 12)


def _said(canvas: Canvas, figure: AgreementPlot, row: Accord) -> str:
    return f"{row.label}: {figure.value_word} {_number(canvas, row)}, {row.word}"


def _number(canvas: Canvas, row: Accord) -> str:
    return number(row.value, canvas.lang, 2, fixed=True)


def _zones(canvas: Canvas, figure: AgreementPlot, left: float, long: float) -> float:
    """The names of the zones above them, and the column's head."""
    edges = list(pairwise((0.0, *figure.limits, 1.0)))
    rooms = [(end - start) * long - 8 for start, end in edges]
    names = [wrap(name, SMALL, room, bold=True) for name, room in zip(figure.zones, rooms, strict=True)]
    rows = max(map(len, names))
    for (start, end), lines in zip(edges, names, strict=True):
        high = (rows - len(lines)) * SMALL * LEADING
        canvas.lines(
            left + (start + end) / 2 * long, high, lines, Type(SMALL, True, anchor="middle", role="soft")
        )
    return rows * SMALL * LEADING + 6


def _row(canvas: Canvas, row: Accord, left: float, long: float, y: float) -> float:
    lines = wrap(row.label, SIZE, _LABEL)
    words = wrap(row.word, SMALL, _LINE - _WORD - _EDGE, bold=row.talk)
    text = len(lines) * SIZE * LEADING
    height = max(ROW, text + AIR, len(words) * SMALL * LEADING + AIR)
    middle, x = y + height / 2, left + row.value * long
    canvas.area(0, y, canvas.width, height)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, middle - text / 2, lines, BODY)
    canvas.line(left, middle, x, middle, Look(stroke="accent", weight=1.2))
    _mark(canvas, x, middle, row.talk)
    canvas.text(_NUMBER, middle + SIZE * 0.35, _number(canvas, row), Type(bold=row.talk, anchor="end"))
    high = len(words) * SMALL * LEADING
    canvas.lines(_WORD, middle - high / 2, words, Type(SMALL, row.talk))
    return height


def _mark(canvas: Canvas, x: float, y: float, talk: bool) -> None:
    if talk:
        canvas.path(f"M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8Z", _TALK)
    else:
        canvas.circle(x, y, 5.5, _OTHER)


def _ends(canvas: Canvas, figure: AgreementPlot, left: float, long: float, y: float) -> float:
    """What nothing and all of it would be."""
    places = ((left, "start"), (left + long + _EDGE, "end"))
    high = 0.0
    for value, ((x, anchor), word) in enumerate(zip(places, figure.ends, strict=True)):
        lines = wrap(f"{value} = {word}", SMALL, long / 2 - 10)
        high = max(high, canvas.lines(x, y, lines, Type(SMALL, anchor=anchor, role="soft")))
    return y + high


def _legend(canvas: Canvas, figure: AgreementPlot, y: float) -> float:
    x, middle = _EDGE, y + SMALL * 0.6
    for word, talk in ((figure.talk_word, True), (figure.other_word, False)):
        _mark(canvas, x, middle, talk)
        canvas.text(x + 14, middle + SMALL * 0.36, word, Type(SMALL))
        x += 14 + width(word, SMALL) + 30
    return middle + 14
