"""The technology radar: half circles from what we use to what we wait with, and a key below."""

from __future__ import annotations

from math import cos, pi, sin

from kit.model.figure import RadarDot, RadarRings
from kit.render.figures.canvas import SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap

_INNER = 120.0
"""The half circle of the first ring: it has room for most."""
_BAND = 60.0
_DOT = 11.0
_TOP = 6.0
_SHADES = ("tint", "paper")
_RIM = Look(stroke="accent", weight=2.6)
"""The outline of the whole radar: it holds the rings together, in print and on a dark screen."""
_COLUMN_GAP = 20.0


def draw(canvas: Canvas, figure: RadarRings) -> float:
    """Draws the figure; gives its height."""
    outer = _INNER + _BAND * (len(figure.rings) - 1)
    middle, floor = canvas.width / 2, _TOP + outer
    for place in reversed(range(len(figure.rings))):
        look = Look(fill=_SHADES[place % 2], stroke="soft", weight=1.3)
        canvas.path(_half(middle, floor, _INNER + _BAND * place), look)
    canvas.path(_half(middle, floor, outer), _RIM)
    for place, name in enumerate(figure.rings):
        _name(canvas, name, middle, floor, place)
    for place in range(len(figure.rings)):
        mine = [dot for dot in figure.dots if dot.ring == place]
        for number, (dot, r) in enumerate(zip(mine, _radii(place, len(mine)), strict=True), 1):
            angle = pi * number / (len(mine) + 1)
            state = figure.running_word if dot.running else figure.idle_word
            with canvas.mark(f"{dot.number} {dot.label}: {figure.rings[place]}, {state}"):
                _dot(canvas, dot, middle - r * cos(angle), floor - r * sin(angle))
    y = _legend(canvas, figure, floor + 30)
    return _key(canvas, figure, y)


def _half(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r:.1f} {y:.1f}Z"


def _radii(place: int, count: int) -> list[float]:
    """How far from the middle each dot of a ring lies: on one arc, on two where they are many."""
    r = _radius(place)
    if count <= pi * r / (2 * _DOT) - 1:
        return [r] * count
    step, turn = (_INNER * 0.26, 3) if place == 0 else (_BAND * 0.25, 2)
    return [r + step if number % turn else r - step for number in range(count)]


def _radius(place: int) -> float:
    """Where the dots of a ring lie."""
    return _INNER * 0.58 if place == 0 else _INNER + _BAND * (place - 0.5)


def _name(canvas: Canvas, name: str, middle: float, floor: float, place: int) -> None:
    """Under the floor on the right, each below its own band."""
    x = middle if place == 0 else middle + _radius(place)
    canvas.text(x, floor + SMALL + 4, name, Type(SMALL, bold=True, anchor="middle"))


def _dot(canvas: Canvas, dot: RadarDot, x: float, y: float) -> None:
    """Filled where something runs already."""
    look = Look("accent", "paper", 1.2) if dot.running else Look("paper", "accent", 1.6)
    canvas.circle(x, y, _DOT, look)
    role = "paper" if dot.running else "ink"
    canvas.text(x, y + SMALL * 0.36, str(dot.number), Type(SMALL, True, "middle", role))


def _legend(canvas: Canvas, figure: RadarRings, y: float) -> float:
    x = 10.0
    for running, word in ((True, figure.running_word), (False, figure.idle_word)):
        canvas.circle(x, y, 6, Look("accent", "paper", 1.2) if running else Look("paper", "accent", 1.6))
        canvas.text(x + 12, y + 4, word, Type(SMALL))
        x += 12 + width(word, SMALL) + 26
    return y + 18


def _key(canvas: Canvas, figure: RadarRings, y: float) -> float:
    """Two columns of numbers and names."""
    column = (canvas.width - _COLUMN_GAP) / 2
    dots = sorted(figure.dots, key=lambda dot: dot.number)
    half = (len(dots) + 1) // 2
    canvas.line(0, y - 4, canvas.width, y - 4, Look(stroke="hair"))
    ends = [y]
    for place, part in enumerate((dots[:half], dots[half:])):
        x, at = place * (column + _COLUMN_GAP), y
        for dot in part:
            canvas.text(x + 20, at + SIZE, str(dot.number), Type(bold=True, anchor="end", role="accent"))
            at += canvas.lines(x + 30, at, wrap(dot.label, SIZE, column - 34)) + 4
        ends.append(at)
    return max(ends) + 2
