"""Points: the portfolio on two scales, the technology radar, and the wheel of competences."""

from __future__ import annotations

from math import ceil, dist, floor

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
from kit.render.figures.colour import WHITE, mix

_SCALE = 40
"""The largest bubble in hundredths of Office's own, which is a quarter of the plot."""
_NEAR = 0.13
"""Bubbles closer than this, on the scale, lie on one another and share a label."""
_WORDS = 0.5
"""What a label takes to the right of its bubble, on the scale; where another one lies it stands left."""
_LINES = (((2.25, ""), True), ((1.5, "dash"), False), ((1.0, "sysDot"), False))
"""Of the wheel: width and dashes of each line, and whether its marks are full."""
_MARKS = ("circle", "square", "diamond", "triangle", "x", "star", "plus")


def portfolio(figure: BubbleChart, look: Look) -> tuple[str, Book]:
    """A bubble for each initiative with its number beside it; the axes cross at the threshold, and each
    corner says what lies there."""
    (left, right), (low, high) = (
        _reach([getattr(bubble, side) for bubble in figure.bubbles], figure.threshold) for side in "xy"
    )
    count = len(figure.bubbles)
    rows: list[tuple[Value, ...]] = [(f"{b.number} {b.label}", b.x, b.y, b.size) for b in figure.bubbles]
    least = min((bubble.size for bubble in figure.bubbles if bubble.size > 0), default=1.0)
    rows += [
        (word, left if n % 2 == 0 else right, high if n < 2 else low, least)
        for n, word in enumerate(figure.quadrants)
    ]
    book = Book(("", figure.x_title, figure.y_title, figure.size_title), tuple(rows))
    names = _labels(figure, look)
    corners = "".join(label(look, n, w, "r" if n % 2 == 0 else "l") for n, w in enumerate(figure.quadrants))
    veil = shape(solid(look.tone, 0.55), line(WHITE, 1))
    drawn = _bubbles(0, book, (0, count), veil, labels(look, points=names))
    drawn += _bubbles(1, book, (count, count + 4), shape(NO_FILL, NO_LINE), labels(look, points=corners))
    axes = (
        _scale(ACROSS, "b", figure.x_title, (left, right, 1), figure.threshold),
        _scale(DOWN, "l", figure.y_title, (low, high, 1), figure.threshold),
    )
    plot = (
        f'<c:bubbleChart><c:varyColors val="0"/>{drawn}<c:bubbleScale val="{_SCALE}"/>'
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


def _labels(figure: BubbleChart, look: Look) -> str:
    """The numbers, each at the last bubble of those that lie in one place."""
    places: dict[tuple[float, float], list[int]] = {}
    for place, bubble in enumerate(figure.bubbles):
        near = next((p for p in places if dist(p, (bubble.x, bubble.y)) < _NEAR), (bubble.x, bubble.y))
        places.setdefault(near, []).append(place)
    made = ""
    for mine in sorted(places.values(), key=lambda mine: mine[-1]):
        at = figure.bubbles[mine[-1]]
        crowded = any(0 < b.x - at.x < _WORDS and abs(b.y - at.y) < _NEAR for b in figure.bubbles)
        said = ", ".join(str(figure.bubbles[place].number) for place in mine)
        made += label(look, mine[-1], said, "l" if crowded else "r")
    return made


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
