"""Heat tables as tables of Word's own: number and word in each cell beside its shade."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.document import FigureNode
from kit.model.figure import HeatCell, HeatMatrix
from kit.render.figures.canvas import LEVELS
from kit.render.figures.colour import READABLE, WHITE, contrast
from kit.render.figures.measure import widest_word, width, wrap
from kit.render.strategy import docx_xml as x

_FIRST, _LEAST_FIRST, _MOST_FIRST = 0.25, 0.17, 0.36
"""Shares of the width that the rows' names take: as a rule, at the least, and for their longest word."""
_SHORT = 8
"""Rows of a table that stays on one page."""
_MARGIN = 45
"""Twentieths of a point beside a cell's text."""
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5)
"""Points; the first at which the longest word of any cell fits its column."""
_HEAD, _LEAST_HEAD, _NAME = 8.5, 7.0, 9.0
_RESERVE = 0.95
"""Share of a column that is counted on: programs measure a little differently."""
_TURNED = 120.0
"""Points: the longest line of a turned head."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """Widths of the first and of every other column in twentieths of a point, and the letters' size."""

    first: int
    column: int
    size: float

    @property
    def inner(self) -> float:
        """The room for text in a column, in points."""
        return (self.column - 2 * _MARGIN) / 20 * _RESERVE


def heat(node: FigureNode, figure: HeatMatrix, ids: dict[str, str], room: int) -> str:
    """The table, ``room`` twentieths of a point wide; its description is the figure's alternative text.

    A column's head stands upright where its words fit, else it is turned.
    """
    measure = _measured(figure, room)
    rows = [_head(figure, ids, measure)]
    for number, (label, cells) in enumerate(figure.rows, 1):
        short = number < len(figure.rows) <= _SHORT
        keep = x.KEEP if short or number in {1, len(figure.rows) - 1} else ""
        made = [x.cell(x.paragraph(x.run(label), ids["table text"], keep), measure.first)]
        made += [_cell(cell, ids, measure, keep) for cell in cells]
        rows.append(x.row(made))
    widths = (measure.first, *[measure.column] * len(figure.columns))
    grid = x.Grid(widths, tuple(False for _ in widths))
    return x.table(rows, grid, ids["strategy table"], node.caption, alt=node.alt, margin=_MARGIN)


def _measured(figure: HeatMatrix, room: int) -> _Measure:
    """The widest first column at which the others have room for their words: first with heads that stand
    upright, then without."""
    count = max(len(figure.columns), 1)
    cells = [cell for _, row in figure.rows for cell in row]
    longest = max((widest_word(name, _NAME) for name, _ in figure.rows), default=0.0) * 20 + 2 * _MARGIN + 60
    shares = sorted({min(max(longest / room, _LEAST_FIRST), _MOST_FIRST), _FIRST, _LEAST_FIRST}, reverse=True)
    for upright in (True, False):
        for first in shares:
            column = round(room * (1 - first) / count)
            made = _Measure(room - column * count, column, _SIZES[-1])
            if upright and _head_size(figure, made) is None:
                continue
            for size in _SIZES:
                if all(_longest(cell, size) <= made.inner for cell in cells):
                    return _Measure(made.first, column, size)
    return made


def _longest(cell: HeatCell, size: float) -> float:
    return max(widest_word(cell.text, size, bold=True), widest_word(cell.word, size))


def _head_size(figure: HeatMatrix, measure: _Measure) -> float | None:
    """The size at which the columns' heads stand upright; ``None`` where none is large enough."""
    longest = max((widest_word(text, _HEAD, bold=True) for text in figure.columns), default=0.0)
    size = min(_HEAD, _HEAD * measure.inner / (longest or 1.0))
    return size if size >= _LEAST_HEAD else None


def _head(figure: HeatMatrix, ids: dict[str, str], measure: _Measure) -> str:
    size = _head_size(figure, measure)
    cells = [x.cell(x.paragraph(x.run(figure.row_title), ids["table head"], x.KEEP), measure.first)]
    for text in figure.columns:
        words = x.paragraph(x.run(text, size=size or _HEAD), ids["table head"], x.KEEP)
        cells.append(x.cell(words, measure.column, turned=size is None))
    if size is not None:
        return x.row(cells, header=True)
    lines = [line for text in figure.columns for line in wrap(text, _HEAD, _TURNED, bold=True)]
    longest = max((width(line, _HEAD, bold=True) for line in lines), default=0.0)
    return x.row(cells, header=True, height=round((longest * 1.06 + 10) * 20))


def ground(level: int | None) -> tuple[str, str]:
    """The shade of a cell and the colour of its letters, six digits each; nothing is the page's own."""
    if level is None:
        return "", ""
    shade = LEVELS[min(max(level, 0), len(LEVELS) - 1)]
    return shade[1:].upper(), "FFFFFF" if contrast(shade, WHITE) >= READABLE else ""


def _cell(cell: HeatCell, ids: dict[str, str], measure: _Measure, keep: str) -> str:
    shade, colour = ground(cell.level)
    text = x.run(cell.text, bold=cell.level is not None, colour=colour, size=measure.size)
    if cell.word:
        text += x.line_break() + x.run(cell.word, colour=colour, size=measure.size)
    return x.cell(x.paragraph(text, ids["table text"], keep), measure.column, shade=shade)
