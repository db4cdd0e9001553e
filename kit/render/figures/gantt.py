"""The delivery plan by quarter."""

from __future__ import annotations

from kit.model.figure import Gantt, GanttBar
from kit.render.figures.canvas import BODY, LEADING, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap

_LABEL = 214.0
_BAR = 18.0
_PAD = 9.0


def draw(canvas: Canvas, figure: Gantt) -> float:
    """Draws the figure; gives its height."""
    step = (canvas.width - _LABEL) / max(len(figure.quarters), 1)
    y = top = _header(canvas, figure, step)
    ground = len(canvas.parts)
    for bar in figure.bars:
        with canvas.mark(_said(figure, bar)):
            y += _row(canvas, figure, bar, step, y)
    stripes = Canvas(canvas.uid, canvas.lang, canvas.colour)
    for n in range(len(figure.quarters) + 1):
        stripes.line(_LABEL + n * step, top, _LABEL + n * step, y, Look(stroke="hair"))
    canvas.parts[ground:ground] = stripes.parts
    canvas.line(0, y, canvas.width, y, Look(stroke="line"))
    return y + 2


def _said(figure: Gantt, bar: GanttBar) -> str:
    """From when to when, and the note."""
    span = _span(figure, bar)
    when = figure.not_placed_word
    if span:
        when = "–".join(dict.fromkeys(figure.quarters[place] for place in span))
    return f"{bar.label}: {when}" + (f", {bar.note}" if bar.note else "")


def _header(canvas: Canvas, figure: Gantt, step: float) -> float:
    heads = [wrap(text, SMALL, step - 8, bold=True) for text in figure.quarters]
    rows = max((len(lines) for lines in heads), default=1)
    for n, lines in enumerate(heads):
        canvas.lines(_LABEL + n * step + step / 2, 0, lines, Type(SMALL, bold=True, anchor="middle"))
    height = rows * SMALL * LEADING + 6
    canvas.line(0, height, canvas.width, height, Look(stroke="line"))
    return height


def _row(canvas: Canvas, figure: Gantt, bar: GanttBar, step: float, y: float) -> float:
    lines = wrap(bar.label, SIZE, _LABEL - 14)
    text = len(lines) * SIZE * LEADING
    below = _note(figure, bar, step)
    height = max(text, _BAR + len(below) * SMALL * LEADING) + _PAD
    canvas.area(0, y, canvas.width, height)
    canvas.line(0, y, canvas.width, y, Look(stroke="hair", weight=0.6))
    canvas.lines(0, y + (height - text) / 2, lines, BODY)
    at = y + (height - _BAR - len(below) * SMALL * LEADING) / 2
    x = _bar(canvas, figure, bar, step, at)
    if bar.note and not below:
        canvas.text(x + 10, at + _BAR / 2 + SMALL * 0.36, bar.note, Type(SMALL, role="paper"))
    room = max((width(line, SMALL) for line in below), default=0.0)
    start = max(_LABEL + 3, min(x + 4, canvas.width - room))
    for n, line in enumerate(below):
        canvas.note(start, at + _BAR + 2 + SMALL * (0.62 + LEADING * n), line, anchor="start")
    return height


def _span(figure: Gantt, bar: GanttBar) -> tuple[int, int] | None:
    """First and last quarter; ``None`` where the bar is not placed."""
    if bar.first is None or not figure.quarters:
        return None
    return bar.first, bar.first if bar.last is None else bar.last


def _bar(canvas: Canvas, figure: Gantt, bar: GanttBar, step: float, at: float) -> float:
    """Draws the bar at height ``at``; gives its left edge."""
    span = _span(figure, bar)
    if span is None:
        room = canvas.width - _LABEL - 6
        look = Look(fill="paper", stroke="line", dash="4 3", round=3, pattern="thin")
        canvas.rect(_LABEL + 3, at, room, _BAR, look)
        canvas.note(_LABEL + 14, at + _BAR / 2, figure.not_placed_word, anchor="start")
        return _LABEL
    x = _LABEL + span[0] * step
    canvas.rect(x + 3, at, (span[1] - span[0] + 1) * step - 6, _BAR, Look(fill="accent", round=3))
    return x


def _note(figure: Gantt, bar: GanttBar, step: float) -> tuple[str, ...]:
    """The note's lines below its bar; none where it fits into the bar or there is none."""
    span = _span(figure, bar)
    if not bar.note or (span and width(bar.note, SMALL) <= (span[1] - span[0] + 1) * step - 20):
        return ()
    return wrap(bar.note, SMALL, max(len(figure.quarters), 1) * step - 8)
