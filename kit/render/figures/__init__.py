"""Figures as small hand-written SVG: named, described, readable in black and white."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

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

F = TypeVar("F", bound=Figure)


def _as(kind: type[F], draw: Callable[[Canvas, F], float]) -> tuple[type, Callable[[Canvas, Figure], float]]:
    """A drawing function by the one kind of figure that it takes."""

    def drawn(canvas: Canvas, figure: Figure) -> float:
        assert isinstance(figure, kind)
        return draw(canvas, figure)

    return kind, drawn


DRAWN = dict(
    (
        _as(AgreementPlot, agreement.draw),
        _as(BubbleChart, bubble.draw),
        _as(CompetenceWheel, wheel.draw),
        _as(DivergingBars, diverging.draw),
        _as(FlowDiagram, flow.draw),
        _as(Gantt, gantt.draw),
        _as(HeatMatrix, heat.draw),
        _as(LoadChart, load.draw),
        _as(RadarRings, radar.draw),
        _as(RankedBars, ranked.draw),
        _as(SpreadChart, spread.draw),
    )
)
"""How each kind of figure is drawn; a drawing gives its height."""


@lru_cache(256)  # the same figures go into four formats
def svg(figure: Figure, *, title: str, summary: str, lang: str, colour: str, uid: str) -> str:
    """The figure as one ``<svg>``, 640 units wide (a wide data flow more), as high as it needs.

    ``title`` and ``summary`` become its accessible name and description; numbers are written as ``lang``
    writes them; ``colour`` (``#rrggbb``) is darkened until it is readable; ``uid`` keeps the ids of several
    figures on one page apart. Text is measured: what does not fit gets more lines and higher rows.
    """
    canvas = Canvas(re.sub(r"[^A-Za-z0-9_-]", "-", uid), lang, colour)
    return canvas.svg(DRAWN[type(figure)](canvas, figure), title, summary)
