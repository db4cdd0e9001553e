"""Figures as small hand-written SVG: named, described, readable in black and white."""

from __future__ import annotations

import re
from functools import lru_cache

from kit.model.figure import (
    AgreementPlot,
    BubbleChart,
    CompetenceWheel,
    DivergingBars,
    Figure,
    FlowDiagram,
    Gantt,
    HeatMatrix,
    LoadChart,
    RadarRings,
    RankedBars,
    SpreadChart,
)
from kit.render.figures import (
    agreement,
    bubble,
    diverging,
    flow,
    gantt,
    heat,
    load,
    radar,
    ranked,
    spread,
    wheel,
)
from kit.render.figures.canvas import Canvas


@lru_cache(256)  # the same figures go into four formats
def svg(figure: Figure, *, title: str, summary: str, lang: str, colour: str, uid: str) -> str:
    """The figure as one ``<svg>``, 640 units wide (a wide data flow more), as high as it needs.

    ``title`` and ``summary`` become its accessible name and description; numbers are written as ``lang``
    writes them; ``colour`` (``#rrggbb``) is darkened until it is readable; ``uid`` keeps the ids of several
    figures on one page apart. Text is measured: what does not fit gets more lines and higher rows.
    """
    canvas = Canvas(re.sub(r"[^A-Za-z0-9_-]", "-", uid), lang, colour)
    return canvas.svg(_draw(canvas, figure), title, summary)


def _draw(canvas: Canvas, figure: Figure) -> float:
    match figure:
        case HeatMatrix():
            height = heat.draw(canvas, figure)
        case BubbleChart():
            height = bubble.draw(canvas, figure)
        case FlowDiagram():
            height = flow.draw(canvas, figure)
        case RadarRings():
            height = radar.draw(canvas, figure)
        case CompetenceWheel():
            height = wheel.draw(canvas, figure)
        case _:
            height = _draw_rows(canvas, figure)
    return height


def _draw_rows(
    canvas: Canvas,
    figure: DivergingBars | SpreadChart | Gantt | AgreementPlot | LoadChart | RankedBars,
) -> float:
    """Those with a row for each thing that they tell of."""
    match figure:
        case DivergingBars():
            height = diverging.draw(canvas, figure)
        case SpreadChart():
            height = spread.draw(canvas, figure)
        case Gantt():
            height = gantt.draw(canvas, figure)
        case AgreementPlot():
            height = agreement.draw(canvas, figure)
        case LoadChart():
            height = load.draw(canvas, figure)
        case RankedBars():
            height = ranked.draw(canvas, figure)
    return height
