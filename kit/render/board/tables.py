"""Native tables on the board's slides: what is missing, the risks, and the plan by quarter."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Cm, Emu, Pt

from kit.model.board import Grid, Quarters
from kit.render.board.text import one_line, shortened
from kit.render.deck.fit import LINE, RESERVE, Metrics
from kit.render.deck.kinds import Shape, Slide, TableCell
from kit.render.deck.shapes import alternative
from kit.render.tidy import tidy

PLACE = (1.91, 5.84, 30.05, 10.3)
"""Left, top, width and height in cm of what stands below the title."""
_WIDE, _HIGH = PLACE[2] / 2.54 * 72, PLACE[3] / 2.54 * 72
"""The same width and height in points."""
_MARGIN, _AIR = 6.0, 5.0
"""Points beside and, together, above and below a cell's text."""
_LONGEST = (120, 80, 50, 30, 15)
"""Letters of a cell; the fewer where more would leave the slide."""
_NAMES = 0.38
"""Share of the plan's width that the names take."""
_NARROW = 56.0
"""Points: a quarter narrower than this says with a dot that something is running."""
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_RULE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350"><a:solidFill>'
    '<a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill></a:{side}>'
)


def grid(slide: Slide, body: Grid, metrics: Metrics) -> None:
    """A table with its header row, as large as the room allows."""
    weight = sum(column.width for column in body.columns)
    shares = [column.width / weight for column in body.columns]
    for most in _LONGEST:
        rows = [[column.header for column in body.columns]]
        rows += [[tidy(shortened(cell, most)) for cell in row] for row in body.rows]
        size, heights = _sized(rows, shares, metrics)
        if sum(heights) <= _HIGH:
            break
    frame = _table(slide, rows, shares, heights)
    alternative(frame, body.alt)
    for number, row in enumerate(rows):
        for place, said in enumerate(row):
            right = body.columns[place].align == "right"
            _cell(frame.table.cell(number, place), said, size, head=number == 0, right=right)


def quarters(slide: Slide, body: Quarters, metrics: Metrics) -> None:
    """The plan: a row for each initiative, a coloured field for each quarter in which it is running."""
    count = len(body.gantt.quarters)
    shares = [_NAMES, *[(1 - _NAMES) / count] * count]
    size = min(16.0, _HIGH / (len(body.gantt.bars) + 2) / LINE - 3)
    busy = body.busy if _WIDE * shares[1] >= _NARROW else "•"
    room = _WIDE * _NAMES * RESERVE - 2 * _MARGIN
    rows = [[body.header, *body.gantt.quarters]]
    for bar in body.gantt.bars:
        running = [_runs(bar.first, bar.last, n) for n in range(count)]
        rows.append([one_line(bar.label, size, room, metrics), *(busy if on else "" for on in running)])
    size, heights = _sized(rows, shares, metrics, tuple(max(size - n, 7.0) for n in range(6)))
    frame = _table(slide, rows, shares, heights)
    alternative(frame, body.alt)
    for number, row in enumerate(rows):
        for place, said in enumerate(row):
            cell = frame.table.cell(number, place)
            filled = number > 0 and place > 0 and bool(said)
            _cell(cell, said, size, head=number == 0, centre=place > 0, filled=filled)


def _runs(first: int | None, last: int | None, quarter: int) -> bool:
    return first is not None and last is not None and first <= quarter <= last


def _sized(
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    metrics: Metrics,
    ladder: Sequence[float] = tuple(range(18, 8, -1)),
) -> tuple[float, list[float]]:
    """The largest size at which all rows have room, and their heights in points."""
    for size in ladder:
        heights = [_height(row, shares, size, metrics) for row in rows]
        if sum(heights) <= _HIGH:
            break
    return size, heights


def _height(row: Sequence[str], shares: Sequence[float], size: float, metrics: Metrics) -> float:
    lines = max(
        metrics.lines(said, size, (_WIDE * share - 2 * _MARGIN) * RESERVE, bold=True)
        for said, share in zip(row, shares, strict=True)
    )
    return lines * size * LINE + _AIR


def _table(
    slide: Slide, rows: Sequence[Sequence[str]], shares: Sequence[float], heights: Sequence[float]
) -> Shape:
    left, top, width, _ = (Cm(value) for value in PLACE)
    frame = slide.shapes.add_table(len(rows), len(shares), left, top, width, Pt(sum(heights)))
    for column, share in zip(frame.table.columns, shares, strict=True):
        column.width = Emu(round(width * share))
    for row, height in zip(frame.table.rows, heights, strict=True):
        row.height = Pt(height)
    frame.table.horz_banding = False
    return frame


def _cell(
    cell: TableCell,
    said: str,
    size: float,
    *,
    head: bool,
    right: bool = False,
    centre: bool = False,
    filled: bool = False,
) -> None:
    dark = head or filled
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Pt(_MARGIN)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.fill.solid()
    cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1 if dark else MSO_THEME_COLOR.BACKGROUND_1
    for place, side in enumerate(("lnT", "lnB")):
        cell._tc.get_or_add_tcPr().insert(place, parse_xml(_RULE.format(side=side)))
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = said
    run.font.size, run.font.bold = Pt(size), head
    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if dark else MSO_THEME_COLOR.TEXT_1
    if not said:  # else an empty cell is as high as a line of the default size
        paragraph._p.remove(run._r)
        paragraph._p.append(parse_xml(f'<a:endParaRPr {_DRAWING} sz="{round(size * 100)}"/>'))
