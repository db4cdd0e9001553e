"""More bars: how far people agree, hours in use by role and quarter, and the largest of something."""

from __future__ import annotations

from kit.model.figure import AgreementPlot, LoadChart, RankedBars
from kit.render.charts.bars import bar_plot, bar_series, row_height, row_names, said
from kit.render.charts.book import Book, Value
from kit.render.charts.parts import (
    ACROSS,
    DOWN,
    HAIR,
    NO_LINE,
    Axis,
    Look,
    axis_ids,
    labels,
    legend,
    line,
    series,
    shape,
    solid,
    space,
)
from kit.render.figures.colour import INK
from kit.render.figures.measure import width

_SIZE = 9.0
"""Points of the names."""
_EDGE = 1.12
"""The axis's room beyond its longest bar, for the number."""
_BELOW = 140.0
"""The room in mm below the columns."""


def agreement(figure: AgreementPlot, look: Look) -> tuple[str, Book]:
    """A bar for each theme on the scale 0…1, those to talk about and the others as a series each."""
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (said(row.label, [row.word]), row.value if row.talk else None, None if row.talk else row.value)
        for row in figure.rows
    )
    book = Book(("", figure.talk_word, figure.other_word), rows, ((1, "0.00"), (2, "0.00")))
    numbers = labels(look, place="outEnd", code="0.00", what="Val")
    drawn = "".join(bar_series(n, book, n + 1, look.series(n), numbers) for n in range(2))
    scale = ", ".join(f"{value} = {word}" for value, word in enumerate(figure.ends))
    values = Axis(
        DOWN,
        "t",
        numbers=True,
        span=(0, 1, 0.1),
        grid=line(HAIR),
        title=f"{figure.value_word}: {scale}",
        code="0.0",
        ticks="high",
        edge=NO_LINE,
    )
    drawn = bar_plot(drawn, gap=40, overlap=100)
    return space(look, drawn, (row_names(), values), legend(look)), book


def agreement_height(figure: AgreementPlot) -> float:
    """In mm."""
    return 30 + row_height([said(row.label, [row.word]) for row in figure.rows]) * len(figure.rows)


def loads(figure: LoadChart, look: Look) -> tuple[str, Book]:
    """For each role a column per quarter with the share of the free hours that is in use, and the limit as a
    line across them."""
    count = len(figure.quarters)
    rows = tuple(
        (row.label, *(None if load is None else load.share for load in row.loads), figure.limit)
        for row in figure.rows
    )
    codes = tuple((n, "0%") for n in range(1, count + 2))
    book = Book(("", *figure.quarters, figure.limit_word), rows, codes)
    drawn = "".join(bar_series(n, book, n + 1, look.series(n), "") for n in range(count))
    columns = bar_plot(drawn, gap=60, overlap=0, upright=True)
    values = Axis(
        DOWN, "l", numbers=True, span=(0, 1, 0.2), grid=line(HAIR), title=figure.used_word, code="0%"
    )
    names = Axis(ACROSS, "b")
    return space(look, columns + _limit(book, count), (names, values), legend(look)), book


def loads_height(figure: LoadChart) -> float:
    """In mm; names that have no room side by side stand slanted and take height from the columns."""
    longest = max(width(row.label, _SIZE) for row in figure.rows) * 25.4 / 72
    slanted = longest > 2 * _BELOW / len(figure.rows)
    return 74 + 3 * len(figure.quarters) + (longest * 0.7 if slanted else 0)


def _limit(book: Book, count: int) -> str:
    """The last column of the workbook as a line, its marks dashes: so it is seen over one role too."""
    mark = f'<c:marker><c:symbol val="dash"/><c:size val="12"/>{shape(solid(INK), line(INK))}</c:marker>'
    content = (shape("", line(INK, 1.75)), mark, book.texts("cat"), book.numbers("val", count + 1))
    drawn = series(count, book.name(count + 1), *content, '<c:smooth val="0"/>')
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}'
        f'<c:marker val="1"/>{axis_ids()}</c:lineChart>'
    )


def ranked(figure: RankedBars, look: Look) -> tuple[str, Book]:
    """A bar for each with its number, the largest on top."""
    rows = tuple((said(bar.label, [bar.note]), bar.value) for bar in figure.bars)
    book = Book(("", figure.value_word), rows, ((1, "#,##0"),))
    numbers = labels(look, place="outEnd", code="#,##0", what="Val")
    drawn = bar_plot(bar_series(0, book, 1, look.series(1), numbers), gap=45, overlap=0)
    most = max(bar.value for bar in figure.bars) or 1.0
    values = Axis(DOWN, "b", numbers=True, span=(0, most * _EDGE, most), hidden=True)
    return space(look, drawn, (row_names(), values), legend(look)), book


def ranked_height(figure: RankedBars) -> float:
    """In mm."""
    return 18 + row_height([said(bar.label, [bar.note]) for bar in figure.bars], least=7.4) * len(figure.bars)
