"""What is drawn on the board's slides: large figures, and the portfolio as a native chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.util import Cm, Pt

from kit.model.board import Bubbles, Tile, Tiles
from kit.render.board.text import fitted, numbered, sizes, write
from kit.render.charts import Look, Native, portfolio
from kit.render.deck.fit import Box, Metrics
from kit.render.deck.kinds import Shape, Slide
from kit.render.deck.shapes import alternative

_RGB: Callable[[int, int, int], Any] = RGBColor
_LOAD: Callable[..., Any] = ChartPart.load
"""python-pptx tells no types of these."""
_LEFT, _TOP, _WIDTH, _HEIGHT = 1.91, 5.84, 30.05, 10.92
_GAP = 0.6
_ACROSS = 3
_VALUE, _LABEL, _PLACE = 40.0, 16.0, 12.0
_CHART = 18.4
"""Width of the chart in cm; the names stand to the right of it."""
_MARK = (29.0, 0.42, 4.0, 0.86)
"""Left, top, width and height in cm of the mark of a draft."""
_GREY = _RGB(0x59, 0x59, 0x59)


def tiles(slide: Slide, body: Tiles, metrics: Metrics) -> None:
    """Six figures in two rows, the number large."""
    width = (_WIDTH - (_ACROSS - 1) * _GAP) / _ACROSS
    height = (_HEIGHT - _GAP) / 2
    for number, tile in enumerate(body.tiles):
        left = _LEFT + number % _ACROSS * (width + _GAP)
        top = _TOP + number // _ACROSS * (height + _GAP)
        _tile(slide, tile, (left, top, width, height), metrics)


def _tile(slide: Slide, tile: Tile, place: tuple[float, float, float, float], metrics: Metrics) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Cm(value) for value in place))
    shape.name = f"Figure {tile.label}"[:80]
    shape._element.remove(shape._element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    shape.line.fill.background()
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP  # so that the figures of a row align
    frame.margin_left = frame.margin_right = Cm(0.7)
    frame.margin_top, frame.margin_bottom = Cm(1.0), Cm(0.3)
    room = (place[2] - 1.4) / 2.54 * 72
    value, size = fitted([tile.value or "?"], Box(room, 60, bold=True), sizes(_VALUE, 20.0), metrics)
    label, small = fitted([tile.label], Box(room, 46), sizes(_LABEL), metrics)
    for said, points, bold, colour in (
        (value[0], size, True, MSO_THEME_COLOR.ACCENT_1),
        (label[0], small, False, MSO_THEME_COLOR.TEXT_1),
        (tile.place, _PLACE, False, None),
    ):
        paragraph = frame.paragraphs[0] if bold else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = said, Pt(points), bold
        if colour is None:
            paragraph.space_before = Pt(4)
            run.font.color.rgb = _GREY
        else:
            run.font.color.theme_color = colour


def mark(slide: Slide, word: str) -> None:
    """The word in the upper right corner, for all to see that nothing is adopted yet."""
    shape = slide.shapes.add_textbox(*(Cm(value) for value in _MARK))
    shape.name = "Mark"
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    shape.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(shape, [word], 14, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def bubbles(slide: Slide, body: Bubbles, look: Look, metrics: Metrics) -> None:
    """The chart of the strategy to the left, the names of its numbers to the right."""
    frame = _chart(slide, portfolio(body.chart, look))
    frame.name = body.series
    alternative(frame, body.alt)
    _key(slide, body, metrics)


def _chart(slide: Slide, made: Native) -> Shape:
    """A native chart with its workbook on the slide."""
    package = slide.part.package
    name = package.next_partname(ChartPart.partname_template)
    part = _LOAD(name, CONTENT_TYPE.DML_CHART, package, made.xml.encode())
    part.chart_workbook.update_from_xlsx_blob(made.workbook)
    place = (Cm(_LEFT), Cm(_TOP), Cm(_CHART), Cm(_HEIGHT))
    slide.shapes._add_chart_graphicFrame(slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART), *place)
    return slide.shapes[-1]


def _key(slide: Slide, body: Bubbles, metrics: Metrics) -> None:
    left = _LEFT + _CHART + 0.9
    width = _LEFT + _WIDTH - left
    head = slide.shapes.add_textbox(Cm(left), Cm(_TOP), Cm(width), Cm(1.2))
    names = slide.shapes.add_textbox(Cm(left), Cm(_TOP + 1.3), Cm(width), Cm(_HEIGHT - 1.3))
    room = width / 2.54 * 72
    for shape, name in ((head, "Key heading"), (names, "Key")):
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    shown, size = fitted([body.key], Box(room, 32, bold=True), sizes(14.0, 10.0), metrics)
    write(head, shown, size, bold=True)
    box = Box(room, (_HEIGHT - 1.4) / 2.54 * 72, indent=28, gap=3)
    lines, size = fitted([b.label for b in body.chart.bubbles], box, sizes(16.0, 10.0), metrics)
    write(names, lines, size)
    for paragraph in names.text_frame.paragraphs:
        paragraph.space_before = Pt(3)
        numbered(paragraph, size)
