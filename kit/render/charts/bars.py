"""Bars: the force field, the themes with target and spread, and the plan by quarter."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.figure import DivergingBars, Gantt, GanttBar, SpreadChart
from kit.render.charts.book import Book, Value
from kit.render.charts.parts import (
    ACROSS,
    DOWN,
    HAIR,
    NO_FILL,
    NO_LINE,
    Axis,
    Look,
    axis_ids,
    inner,
    label,
    labels,
    legend,
    line,
    series,
    shape,
    solid,
    space,
)
from kit.render.figures.colour import INK, WHITE, mix
from kit.render.figures.measure import width, wrap

_PLAIN = "General;General;"
"""Barriers are negative numbers, so that they point to the left; nobody should read a minus, or a zero."""
_AUTO_NAMES = 76.0
"""The room in mm beside bars where Office lays the chart out; a longer name takes more lines."""
_NAME_SIZE, _LINE, _AIR, _PLAN_AIR = 9.0, 4.1, 1.4, 0.6
"""Points of the names, the mm that a line of them takes, and those that names keep between them; fewer where
the chart says itself where its plot stands."""
_EDGE = 1.28
"""The axis's room beyond its longest bars, for their numbers."""
_NAMES, _PLAN_WIDTH, _PLAN_NAMES = 0.4, 453.0, 60.0
"""Share of the plan's width that the names take, the width in points, and the names' own room in mm."""
_HEAD, _LEAST_HEAD = 8.5, 6.5
"""Points of the quarters' names."""
_HEAD_ROOM = 0.84
"""Share of its column that a quarter's name may take, so that two of them never touch."""


def force_field(figure: DivergingBars, look: Look) -> tuple[str, Book]:
    """Barriers to the left of the axis, drivers to the right, each bar with its number."""
    book = Book(
        ("", figure.left_title, figure.right_title),
        tuple((bar.label, -bar.left if bar.left else 0, bar.right) for bar in figure.bars),
        ((1, _PLAIN), (2, _PLAIN)),
    )
    numbers = labels(look, place="outEnd", code=_PLAIN, what="Val")
    drawn = "".join(bar_series(n, book, n + 1, look.series(1 - n), numbers) for n in range(2))
    left, right = (max(getattr(bar, side) for bar in figure.bars) for side in ("left", "right"))
    most = max(left, right) or 1.0
    span = (-max(left, most * 0.2) * _EDGE, max(right, most * 0.2) * _EDGE, most)
    axes = (row_names(), Axis(DOWN, "b", numbers=True, span=span, hidden=True))
    return space(look, bar_plot(drawn, gap=45, overlap=100), axes, legend(look)), book


def themes(figure: SpreadChart, look: Look, spread_name: str) -> tuple[str, Book]:
    """Now, target and the edition before, if any, as bars on the scale 1…5; a line shows from where to where
    the answers reach.

    ``spread_name`` names the bars of today and the line together.
    """
    rows: list[tuple[Value, ...]] = []
    count = 4 if figure.before_word else 3
    for name, row in zip(_theme_names(figure), figure.rows, strict=True):
        rows.append((name, row.mean, row.target, row.before)[:count])
    header = ("", spread_name, figure.target_word, figure.before_word)
    book = Book(header[:count], tuple(rows), tuple((n, "0.0") for n in range(1, count)))
    now = shape(solid(mix(look.tone, WHITE, 0.45)), line(look.tone))
    drawn = bar_series(0, book, 1, now, _whiskers(figure)) + bar_series(1, book, 2, look.series(1), "")
    if figure.before_word:
        drawn += bar_series(2, book, 3, look.series(2), "")
    scale = f"1 = {figure.scale[0]}, 5 = {figure.scale[-1]}" if len(figure.scale) == 5 else ""
    # the axis stands at the top: the categories run downwards
    values = Axis(
        DOWN,
        "t",
        numbers=True,
        span=(1, 5, 1),
        grid=line(HAIR),
        title=scale,
        code="0",
        ticks="high",
        edge=NO_LINE,
    )
    return space(look, bar_plot(drawn, gap=40, overlap=0), (row_names(), values), legend(look)), book


def _theme_names(figure: SpreadChart) -> tuple[str, ...]:
    return tuple(
        said(row.label, [figure.too_few_word if row.mean is None else row.flag, row.change])
        for row in figure.rows
    )


def has_room(figure: Gantt) -> bool:
    """Whether there are quarters, and their names have room above their columns."""
    return bool(figure.quarters) and _head_size(figure) >= _LEAST_HEAD


def _head_size(figure: Gantt) -> float:
    """The size in points, up to the look's own, at which the quarters' names stay in their columns."""
    room = _PLAN_WIDTH * (0.99 - _NAMES) / len(figure.quarters) * _HEAD_ROOM
    return min(_HEAD, room / max(width(line, 1, bold=True) for name in _heads(figure) for line in name))


def _heads(figure: Gantt) -> tuple[tuple[str, ...], ...]:
    """The quarters' names in one line where all of them have room so, else with the year in a line below."""
    room = _PLAN_WIDTH * (0.99 - _NAMES) / len(figure.quarters) * _HEAD_ROOM
    if all(width(name, _HEAD, bold=True) <= room for name in figure.quarters):
        return tuple((name,) for name in figure.quarters)
    return tuple(tuple(name.rsplit(" ", 1)) for name in figure.quarters)


def plan(figure: Gantt, look: Look, terms: tuple[str, str]) -> tuple[str, Book]:
    """Each bar begins where an invisible one before it ends. The first row names the quarters, each of them a
    series of its own with one field in that row alone. ``terms`` name the invisible bars and the others."""
    count = len(figure.quarters)
    head: tuple[Value, ...] = ("", None, None, *([1] * count))
    rows = tuple(
        (name, *_span(bar), *([None] * count))
        for name, bar in zip(_bar_names(figure), figure.bars, strict=True)
    )
    book = Book(("", *terms, *figure.quarters), (head, *rows))
    drawn = bar_series(0, book, 1, shape(NO_FILL, NO_LINE), "")
    drawn += bar_series(1, book, 2, look.series(0), "")
    band = shape(solid(mix(look.tone, WHITE, 0.86)), line(WHITE))
    size = _head_size(figure)
    for n, name in enumerate(_heads(figure)):
        head_label = label(look, 0, "\n".join(name), "ctr", size=size)
        drawn += bar_series(2 + n, book, 3 + n, band, labels(look, points=head_label))
    values = Axis(DOWN, "t", numbers=True, span=(0, count, 1), grid=line(HAIR), ticks="none", edge=NO_LINE)
    layout = inner(_NAMES, 0.01, 0.99 - _NAMES, 0.98)
    drawn = bar_plot(drawn, gap=35, overlap=100, grouping="stacked")
    return space(look, drawn, (row_names(), values), layout=layout), book


def _bar_names(figure: Gantt) -> tuple[str, ...]:
    return tuple(
        said(bar.label, ["" if bar.first is not None else figure.not_placed_word, bar.note])
        for bar in figure.bars
    )


def row_height(
    names: Sequence[str], room: float = _AUTO_NAMES, least: float = 6.6, air: float = _AIR
) -> float:
    """The height in mm of each row, so that the longest of its names has room in lines of ``room`` mm: Office
    leaves out names that would touch."""
    lines = max(len(wrap(name, _NAME_SIZE, room / 25.4 * 72)) for name in names)
    return max(least, lines * _LINE + air)


def themes_height(figure: SpreadChart) -> float:
    """In mm."""
    return 30 + row_height(_theme_names(figure), least=6.9) * len(figure.rows)


def plan_height(figure: Gantt) -> float:
    """In mm; the quarters' names take a row too."""
    return (row_height(_bar_names(figure), _PLAN_NAMES, air=_PLAN_AIR) * (len(figure.bars) + 1)) / 0.98


def said(name: str, words: Sequence[str]) -> str:
    """A row's name, and in brackets what else there is to say about it."""
    told = [word for word in words if word]
    return f"{name} ({', '.join(told)})" if told else name


def _span(bar: GanttBar) -> tuple[Value, Value]:
    """Quarters before the bar, and quarters that it takes; nothing where it has no place."""
    if bar.first is None:
        return None, None
    return bar.first, (bar.first if bar.last is None else bar.last) - bar.first + 1


def row_names() -> Axis:
    """The rows, the first on top."""
    return Axis(ACROSS, "l", turned=True)


def bar_series(number: int, book: Book, column: int, look: str, more: str) -> str:
    """The bars of a column of the workbook; ``more`` are their labels or lines."""
    content = (look, '<c:invertIfNegative val="0"/>', more, book.texts("cat"), book.numbers("val", column))
    return series(number, book.name(column), *content)


def bar_plot(
    drawn: str, *, gap: int, overlap: int, grouping: str = "clustered", upright: bool = False
) -> str:
    """Series as bars, or ``upright`` as columns."""
    side = "col" if upright else "bar"
    return (
        f'<c:barChart><c:barDir val="{side}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axis_ids()}</c:barChart>'
    )


def _whiskers(figure: SpreadChart) -> str:
    """Error bars from the lowest to the highest answer, around the mean."""
    rows = figure.rows
    up = [row.high - row.mean if row.mean is not None and row.high is not None else 0.0 for row in rows]
    down = [row.mean - row.low if row.mean is not None and row.low is not None else 0.0 for row in rows]
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_literal(up)}</c:plus><c:minus>{_literal(down)}</c:minus>"
        f"{shape('', line(INK, 1.5))}</c:errBars>"
    )


def _literal(values: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value:.4g}</c:v></c:pt>' for n, value in enumerate(values))
    count = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
    return f"<c:numLit>{count}{points}</c:numLit>"
