"""Figures as small hand-written SVG: named, described, readable in black and white."""

from __future__ import annotations

import re
from functools import lru_cache

from kit.model.figure import (
    BubbleChart,
    CompetenceWheel,
    DivergingBars,
    Figure,
    FlowDiagram,
    Gantt,
    HeatMatrix,
    RadarRings,
    SpreadChart,
)
from kit.render.figures import bubble, diverging, flow, gantt, heat, radar, spread, wheel
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
        case DivergingBars():
            height = diverging.draw(canvas, figure)
        case SpreadChart():
            height = spread.draw(canvas, figure)
        case HeatMatrix():
            height = heat.draw(canvas, figure)
        case BubbleChart():
            height = bubble.draw(canvas, figure)
        case Gantt():
            height = gantt.draw(canvas, figure)
        case FlowDiagram():
            height = flow.draw(canvas, figure)
        case RadarRings():
            height = radar.draw(canvas, figure)
        case CompetenceWheel():
            height = wheel.draw(canvas, figure)
    return height
