"""Points: the portfolio on two scales, the technology radar, and the wheel of competences."""

from __future__ import annotations

from math import ceil, dist, floor, sqrt

from kit.model.figure import BubbleChart, CompetenceWheel, RadarRings
from kit.render.charts.bars import said
from kit.render.charts.book import Book, Value
from kit.render.charts.parts import (
    ACROSS,
    DOWN,
    HAIR,
    NO_FILL,
    NO_LINE,
    SOFT,
    Axis,
    Look,
    axis_ids,
    label,
    labels,
    legend,
    line,
    series,
    shape,
    solid,
    space,
)
from kit.render.charts.places import Box, Spot, sides
from kit.render.figures.colour import WHITE, mix
from kit.render.figures.measure import width

_LARGEST = 0.42
"""The largest bubble's share of Office's own, which is a quarter of the plot's height. A bubble that nobody
sees sets the measure: not every program knows a scale."""
_NEAR = 0.13
"""Bubbles closer than this, on the scale, lie on one another and share a label."""
_PLOT = (390.0, 180.0)
"""Points that the plot takes where the chart is 160 mm wide; labels are placed on it."""
_CORNER = 0.16
"""What the words of a corner take of the plot, across."""
_LINES = (((2.25, ""), True), ((1.5, "dash"), False), ((1.0, "sysDot"), False))
"""Of the wheel: width and dashes of each line, and whether its marks are full."""
_MARKS = ("circle", "square", "diamond", "triangle", "x", "star", "plus")
_Reach = tuple[tuple[float, float], tuple[float, float]]
"""From where to where the two axes run."""


def portfolio(figure: BubbleChart, look: Look) -> tuple[str, Book]:
    """A bubble for each initiative with its number beside it; the axes cross at the threshold, and each
    corner says what lies there."""
    (left, right), (low, high) = (
        _reach([getattr(bubble, side) for bubble in figure.bubbles], figure.threshold) for side in "xy"
    )
    count = len(figure.bubbles)
    rows: list[tuple[Value, ...]] = [(f"{b.number} {b.label}", b.x, b.y, b.size) for b in figure.bubbles]
    most = max((bubble.size for bubble in figure.bubbles), default=0.0) or 1.0
    rows += [
        (word, left if n % 2 == 0 else right, high if n < 2 else low, most / 100)
        for n, word in enumerate(figure.quadrants)
    ]
    rows.append(("", figure.threshold, figure.threshold, most / _LARGEST**2))
    book = Book(("", figure.x_title, figure.y_title, figure.size_title), tuple(rows))
    names = _labels(figure, look, ((left, right), (low, high)))
    corners = "".join(label(look, n, w, "r" if n % 2 == 0 else "l") for n, w in enumerate(figure.quadrants))
    veil = shape(solid(look.tone, 0.55), line(WHITE, 1))
    drawn = _bubbles(0, book, (0, count), veil, labels(look, points=names))
    drawn += _bubbles(1, book, (count, count + 4), shape(NO_FILL, NO_LINE), labels(look, points=corners))
    drawn += _bubbles(2, book, (count + 4, count + 5), shape(NO_FILL, NO_LINE), labels(look))
    axes = (
        _scale(ACROSS, "b", figure.x_title, (left, right, 1), figure.threshold),
        _scale(DOWN, "l", figure.y_title, (low, high, 1), figure.threshold),
    )
    plot = (
        f'<c:bubbleChart><c:varyColors val="0"/>{drawn}<c:bubbleScale val="100"/>'
        f'<c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>{axis_ids()}</c:bubbleChart>'
    )
    return space(look, plot, axes), book


def _reach(values: list[float], threshold: float) -> tuple[float, float]:
    """Whole numbers around all values and the threshold, inside 1…5 but for half a bubble's room."""
    least = max(1, min(floor(threshold) - 1, floor(min(values, default=1))))
    most = min(5, max(ceil(threshold) + 1, ceil(max(values, default=5))))
    return least, most + 0.25


def _scale(id: int, side: str, title: str, span: tuple[float, float, float], threshold: float) -> Axis:
    return Axis(
        id,
        side,
        numbers=True,
        span=span,
        grid=line(HAIR),
        title=title,
        code="0",
        crosses=threshold,
        points=True,
        edge=line(SOFT, 1, "dash"),
    )


def _bubbles(number: int, book: Book, rows: tuple[int, int], look: str, said: str) -> str:
    values = (book.numbers(tag, n, rows) for n, tag in enumerate(("xVal", "yVal", "bubbleSize"), 1))
    content = (look, '<c:invertIfNegative val="0"/>', said, *values, '<c:bubble3D val="0"/>')
    return series(number, book.name(3), *content)


def _labels(figure: BubbleChart, look: Look, reach: _Reach) -> str:
    """The numbers, each at the last bubble of those that lie in one place, on the side with most room."""
    said = _said(figure)
    most = max((bubble.size for bubble in figure.bubbles), default=0.0) or 1.0
    spots = []
    for place, bubble in enumerate(figure.bubbles):
        x, y = (
            (value - start) / (end - start) * long
            for value, (start, end), long in zip((bubble.x, bubble.y), reach, _PLOT, strict=True)
        )
        radius = min(_PLOT) / 8 * _LARGEST * sqrt(max(bubble.size, 0.0) / most)
        spots.append(Spot(x, y, radius, width(said.get(place, ""), look.size, bold=True)))
    places = sides(spots, Box(0, 0, *_PLOT), _corners())
    return "".join(label(look, place, said[place], places[place]) for place in sorted(said))


def _corners() -> list[Box]:
    """Where the words of the corners stand."""
    across, up = _PLOT
    wide = _CORNER * across
    return [Box(x, y - 6, x + wide, y + 6) for x in (0.0, across - wide) for y in (0.0, up)]


def _said(figure: BubbleChart) -> dict[int, str]:
    """The numbers of those that lie in one place, by the place of the last of them."""
    near: dict[tuple[float, float], list[int]] = {}
    for place, bubble in enumerate(figure.bubbles):
        at = next((p for p in near if dist(p, (bubble.x, bubble.y)) < _NEAR), (bubble.x, bubble.y))
        near.setdefault(at, []).append(place)
    return {mine[-1]: ", ".join(str(figure.bubbles[n].number) for n in mine) for mine in near.values()}


def radar(figure: RadarRings, look: Look) -> tuple[str, Book]:
    """A spoke for each technology by its number, a series with a mark of its own for each ring; the mark is
    full where something runs already."""
    numbers = [str(dot.number) for dot in figure.dots]
    rows = tuple(
        (number, *(ring + 1 if dot.ring == ring else None for ring in range(len(figure.rings))))
        for number, dot in zip(numbers, figure.dots, strict=True)
    )
    book = Book(("", *figure.rings), rows)
    drawn = ""
    for ring in range(len(figure.rings)):
        hollow = "".join(
            f'<c:dPt><c:idx val="{n}"/>{_mark(look, ring, full=dot.running)}<c:bubble3D val="0"/></c:dPt>'
            for n, dot in enumerate(figure.dots)
            if dot.ring == ring
        )
        drawn += _spokes(ring, book, ring + 1, shape("", NO_LINE) + _mark(look, ring, full=True) + hollow)
    return _round(look, drawn, (0, len(figure.rings), 1)), book


def wheel(figure: CompetenceWheel, look: Look) -> tuple[str, Book]:
    """Today, what is needed, and the edition before, if any, as lines around one middle on the scale 0…4."""
    count = 4 if figure.before_word else 3
    silent = {True: figure.too_few_word, False: ""}
    rows = tuple(
        (said(w.label, [silent[w.value is None], w.change]), w.value, w.need, w.before)[:count]
        for w in figure.wedges
    )
    header = ("", figure.value_word, figure.need_word, figure.before_word)[:count]
    book = Book(header, rows, tuple((n, "0.0") for n in range(1, count)))
    drawn = ""
    for number, (edge, full) in enumerate(_LINES[: count - 1]):
        drawn_as = shape("", line(look.tone, *edge)) + _mark(look, number, full=full)
        drawn += _spokes(number, book, number + 1, drawn_as)
    return _round(look, drawn, (0, len(figure.levels) - 1, 1)), book


def _mark(look: Look, number: int, *, full: bool) -> str:
    inside = solid(look.tone if full else WHITE)
    return (
        f'<c:marker><c:symbol val="{_MARKS[number % len(_MARKS)]}"/><c:size val="11"/>'
        f"{shape(inside, line(look.tone, 1.5))}</c:marker>"
    )


def _spokes(number: int, book: Book, column: int, look: str) -> str:
    return series(number, book.name(column), look, book.texts("cat"), book.numbers("val", column))


def _round(look: Look, drawn: str, span: tuple[float, float, float]) -> str:
    axes = (
        Axis(ACROSS, "b", grid=line(mix(look.tone, WHITE, 0.7))),
        Axis(
            DOWN, "l", numbers=True, span=span, grid=line(HAIR, 1), code="0", ticks="nextTo", edge=line(HAIR)
        ),
    )
    plot = (
        f'<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{drawn}{axis_ids()}</c:radarChart>'
    )
    return space(look, plot, axes, legend(look))
