"""The portfolio: doability, benefit and effort, with numbered bubbles and a key below."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from kit.model.figure import Bubble, BubbleChart
from kit.render.figures.canvas import SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_LEFT = 40.0
_SIDE = 598.0
_HIGH = 350.0
_EDGE = 0.35
"""The scale's room beyond its ends, so that bubbles there stay inside."""
_BELOW = 0.5
"""Where an axis begins: so much under its lowest value, never under 1."""
_SMALLEST = 9.5
_LARGEST = 20.0
_GAP = 1.5
"""The least room between the rims of two bubbles."""


@dataclass(frozen=True, slots=True)
class _Scales:
    """From where the two axes run to 5, and where the frame begins."""

    left: float
    low: float
    top: float

    @classmethod
    def of(cls, figure: BubbleChart, top: float) -> _Scales:
        """An empty half of the chart would only press the bubbles together."""
        left = min((b.x for b in figure.bubbles), default=1.0)
        low = min((b.y for b in figure.bubbles), default=1.0)
        return cls(_begin(left, figure.threshold), _begin(low, figure.threshold), top)

    def x(self, value: float) -> float:
        return _LEFT + (value - self.left) / (5 + _EDGE - self.left) * _SIDE

    def y(self, value: float) -> float:
        return self.top + _HIGH - (value - self.low) / (5 + _EDGE - self.low) * _HIGH


def _begin(lowest: float, threshold: float) -> float:
    return max(1 - _EDGE, min(lowest, threshold) - _BELOW)


@dataclass(slots=True)
class _Spot:
    """Where a bubble belongs (``x0``, ``y0``) and where it is drawn so that its number can be read."""

    bubble: Bubble
    x0: float
    y0: float
    r: float
    x: float
    y: float


def draw(canvas: Canvas, figure: BubbleChart) -> float:
    """Draws the figure; gives its height."""
    top = 22.0
    scales = _Scales.of(figure, top)
    _frame(canvas, figure, scales)
    spots = _spots(figure, scales)
    for spot in sorted(spots, key=lambda s: (-s.r, s.bubble.number)):
        best = _is_best(figure, spot.bubble)
        look = Look("accent", "paper", 1.2) if best else Look("tint", "accent", 1.4)
        canvas.circle(spot.x, spot.y, spot.r, look)
    for spot in spots:
        _leader(canvas, spot)
    for spot in spots:
        role = "paper" if _is_best(figure, spot.bubble) else "ink"
        with canvas.mark(_said(canvas, figure, spot.bubble)):
            canvas.circle(spot.x, spot.y, 8.5, Look(fill="accent" if role == "paper" else "tint"))
            said = str(spot.bubble.number)
            canvas.text(spot.x, spot.y + SMALL * 0.36, said, Type(SMALL, True, "middle", role))
            canvas.area(spot.x - spot.r, spot.y - spot.r, 2 * spot.r, 2 * spot.r)
    y = top + _HIGH + 22
    y = _sizes(canvas, figure, y)
    return _key(canvas, figure, y)


def _said(canvas: Canvas, figure: BubbleChart, bubble: Bubble) -> str:
    values = ((figure.x_title, bubble.x), (figure.y_title, bubble.y), (figure.size_title, bubble.size))
    told = ", ".join(f"{title} {number(value, canvas.lang)}" for title, value in values)
    return f"{bubble.number} {bubble.label}: {told}"


def _is_best(figure: BubbleChart, bubble: Bubble) -> bool:
    """Easy and useful at once: the corner that the eye should find first."""
    if bubble.quadrant in figure.quadrants:
        return bubble.quadrant == figure.quadrants[1]
    return bubble.x >= figure.threshold and bubble.y >= figure.threshold


def _leader(canvas: Canvas, spot: _Spot) -> None:
    """A dot where the bubble belongs and a line from there to its rim."""
    dx, dy = spot.x - spot.x0, spot.y - spot.y0
    far = hypot(dx, dy)
    if far <= 3:
        return
    if far > spot.r:
        share = (far - spot.r) / far
        end = (spot.x0 + dx * share, spot.y0 + dy * share)
        canvas.line(spot.x0, spot.y0, *end, Look(stroke="ink", weight=0.8))
    canvas.circle(spot.x0, spot.y0, 2.2, Look("ink", "paper", 0.8))


def _frame(canvas: Canvas, figure: BubbleChart, scales: _Scales) -> None:
    top = scales.top
    canvas.rect(_LEFT, top, _SIDE, _HIGH, Look(fill="paper", stroke="line"))
    for n in range(1, 6):
        x, y = scales.x(n), scales.y(n)
        if n >= scales.left:
            canvas.line(x, top, x, top + _HIGH, Look(stroke="hair", weight=0.6))
            canvas.text(x, top + _HIGH + 15, str(n), Type(SMALL, anchor="middle"))
        if n >= scales.low:
            canvas.line(_LEFT, y, _LEFT + _SIDE, y, Look(stroke="hair", weight=0.6))
            canvas.text(_LEFT - 7, y + 4, str(n), Type(SMALL, anchor="end"))
    x, y = scales.x(figure.threshold), scales.y(figure.threshold)
    canvas.line(x, top, x, top + _HIGH, Look(stroke="ink", weight=1.2, dash="5 4"))
    canvas.line(_LEFT, y, _LEFT + _SIDE, y, Look(stroke="ink", weight=1.2, dash="5 4"))
    # outside the frame: no bubble can cover them
    first, second, bottom = _LEFT, _LEFT + _SIDE, top + _HIGH + 32
    places = ((first, top - 8), (second, top - 8), (first, bottom), (second, bottom))
    for (at, line), word in zip(places, figure.quadrants, strict=True):
        anchor = "start" if at == first else "end"
        canvas.text(at, line, word, Type(bold=True, anchor=anchor, role="soft"))
    canvas.text(_LEFT + _SIDE / 2, top + _HIGH + 32, figure.x_title, Type(bold=True, anchor="middle"))
    canvas.text(12, top + _HIGH / 2, figure.y_title, Type(bold=True, anchor="middle"), turn=True)


def _spots(figure: BubbleChart, scales: _Scales) -> list[_Spot]:
    top = scales.top
    most = max((bubble.size for bubble in figure.bubbles), default=0.0) or 1.0
    spots = []
    for bubble in sorted(figure.bubbles, key=lambda b: b.number):
        r = max(_SMALLEST, _LARGEST * sqrt(max(bubble.size, 0.0) / most))
        x, y = scales.x(bubble.x), scales.y(bubble.y)
        spots.append(_Spot(bubble, x, y, r, x, y))
    for _ in range(300):
        if not _part(spots):
            break
        for spot in spots:
            spot.x = min(max(spot.x, _LEFT + spot.r), _LEFT + _SIDE - spot.r)
            spot.y = min(max(spot.y, top + spot.r), top + _HIGH - spot.r)
    return spots


def _part(spots: list[_Spot]) -> bool:
    """Pushes bubbles that overlap apart, each by half of what is missing; whether any moved."""
    moved = False
    for number_one, one in enumerate(spots):
        for number_two, other in enumerate(spots[number_one + 1 :], number_one + 1):
            dx, dy = other.x - one.x, other.y - one.y
            far = hypot(dx, dy)
            apart = one.r + other.r + _GAP
            if far >= apart - 0.01:
                continue
            if far < 0.5:  # the same place: each pair gets a direction of its own, the same in every run
                angle = 2 * pi * ((number_one * 7 + number_two * 3) % 12) / 12
                dx, dy, far = cos(angle), sin(angle), 1.0
            push = (apart - hypot(other.x - one.x, other.y - one.y)) / 2 / far
            one.x, one.y = one.x - dx * push, one.y - dy * push
            other.x, other.y = other.x + dx * push, other.y + dy * push
            moved = True
    return moved


def _sizes(canvas: Canvas, figure: BubbleChart, y: float) -> float:
    """The legend of the bubble's size: the largest effort and a quarter of it."""
    most = max((bubble.size for bubble in figure.bubbles), default=0.0)
    middle = y + 30
    x = _LEFT
    canvas.text(x, middle + 4, figure.size_title, Type(SMALL, bold=True))
    x += width(figure.size_title, SMALL, bold=True) + 16
    for share in (0.25, 1.0):
        r = max(_SMALLEST, _LARGEST * sqrt(share))
        canvas.circle(x + r, middle, r, Look(fill="tint", stroke="accent", weight=1.4))
        said = number(most * share, canvas.lang)
        canvas.text(x + 2 * r + 5, middle + 4, said, Type(SMALL))
        x += 2 * r + 5 + width(said, SMALL) + 18
    return middle + 32


def _key(canvas: Canvas, figure: BubbleChart, y: float) -> float:
    """Two columns of numbers and names."""
    column = (canvas.width - 20) / 2
    bubbles = sorted(figure.bubbles, key=lambda b: b.number)
    half = (len(bubbles) + 1) // 2
    ends = []
    for number_of_column, part in enumerate((bubbles[:half], bubbles[half:])):
        x, at = number_of_column * (column + 20), y
        for bubble in part:
            canvas.text(x + 20, at + SIZE, str(bubble.number), Type(bold=True, anchor="end", role="accent"))
            days = number(bubble.size, canvas.lang)
            lines = wrap(bubble.label, SIZE, column - 34 - width(days, SMALL) - 8)
            canvas.text(x + column, at + SIZE, days, Type(SMALL, anchor="end", role="soft"))
            at += canvas.lines(x + 30, at, lines) + 4
        ends.append(at)
    canvas.line(0, y - 6, canvas.width, y - 6, Look(stroke="hair"))
    return max(ends) + 2
