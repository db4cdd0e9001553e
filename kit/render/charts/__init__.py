"""Figures as native Office charts with their workbook: the same ones in Word and PowerPoint.

Heat tables are no charts but tables there; data flows have no form in Office and stay pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.figure import (
    AgreementPlot,
    BubbleChart,
    CompetenceWheel,
    DivergingBars,
    Figure,
    Gantt,
    LoadChart,
    RadarRings,
    RankedBars,
    SpreadChart,
)
from kit.render.charts import bars, hours, points
from kit.render.charts.book import Book
from kit.render.charts.parts import Look

__all__ = ["Look", "Native", "Terms", "native", "portfolio"]

_LEAST_SPOKES = 3
"""With fewer a round chart is a line."""


@dataclass(frozen=True, slots=True)
class Native:
    """A chart ready for a package: its XML, its workbook, the height in mm that it needs where it is 160 mm
    wide, and the names behind the numbers in it, where it shows numbers only."""

    xml: str
    workbook: bytes
    height: float
    key: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Names of series that the figures do not have: a ``{mean}`` with the line of its ``{spread}``,
    the quarters before a bar of the plan, and how many it takes."""

    spread: str
    before: str
    length: str


def portfolio(figure: BubbleChart, look: Look) -> Native:
    """The initiatives as numbered bubbles; there has to be one."""
    names = tuple((bubble.number, bubble.label) for bubble in figure.bubbles)
    return _made(points.portfolio(figure, look), 86, names)


def native(figure: Figure, look: Look, terms: Terms) -> Native | None:
    """The figure as a native chart; ``None`` for those that Office has no chart for, and for those without
    numbers."""
    made = None
    match figure:
        case DivergingBars() if figure.bars:
            made = _made(bars.force_field(figure, look), 20 + 6.6 * len(figure.bars))
        case SpreadChart() if any(row.mean is not None for row in figure.rows):
            spread = figure.spread_word[:1].lower() + figure.spread_word[1:]
            name = terms.spread.format(mean=figure.mean_word, spread=spread)
            made = _made(bars.themes(figure, look, name), bars.themes_height(figure))
        case Gantt() if figure.bars and bars.has_room(figure):
            made = _made(bars.plan(figure, look, (terms.before, terms.length)), bars.plan_height(figure))
        case BubbleChart() if figure.bubbles:
            made = portfolio(figure, look)
        case RadarRings() if len(figure.dots) >= _LEAST_SPOKES:
            made = _made(points.radar(figure, look), 86, _technologies(figure))
        case CompetenceWheel() if len(figure.wedges) >= _LEAST_SPOKES:
            made = _made(points.wheel(figure, look), 110)
        case AgreementPlot() if figure.rows:
            made = _made(hours.agreement(figure, look), hours.agreement_height(figure))
        case LoadChart() if figure.rows:
            made = _made(hours.loads(figure, look), hours.loads_height(figure))
        case RankedBars() if figure.bars:
            made = _made(hours.ranked(figure, look), hours.ranked_height(figure))
    return made


def _technologies(figure: RadarRings) -> tuple[tuple[int, str], ...]:
    """Each with what goes on there already, so that nobody depends on how its mark is filled."""
    states = {True: figure.running_word, False: figure.idle_word}
    return tuple((dot.number, f"{dot.label} ({states[dot.running]})") for dot in figure.dots)


def _made(drawn: tuple[str, Book], height: float, key: tuple[tuple[int, str], ...] = ()) -> Native:
    xml, book = drawn
    return Native(xml, book.xlsx(), height, key)
