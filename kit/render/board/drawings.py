"""What is drawn on the board's slides: large figures, and the portfolio as a native chart."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, dist, floor, sqrt
from typing import Any

from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from kit.model.board import Bubbles, Tile, Tiles
from kit.model.figure import BubbleChart
from kit.render.board.text import fitted, numbered, sizes, write
from kit.render.deck.fit import Box, Metrics
from kit.render.deck.kinds import Element, Shape, Slide
from kit.render.deck.shapes import alternative
from kit.render.deck.template import Canvas

_RGB: Callable[[int, int, int], Any] = RGBColor
_Data: Callable[[], Any] = XyChartData
"""python-pptx tells no types of these."""
_LEFT, _TOP, _WIDTH, _HEIGHT = 1.91, 5.84, 30.05, 10.92
_GAP = 0.6
_ACROSS = 3
_VALUE, _LABEL, _PLACE = 40.0, 16.0, 12.0
_CHART = 18.4
"""Width of the chart in cm; the names stand to the right of it."""
_GREY = _RGB(0x59, 0x59, 0x59)
_LINE = _RGB(0x8C, 0x8C, 0x8C)
_PLOT = (0.09, 0.03, 0.89, 0.82)
"""Left, top, width and height of the plot as shares of the chart."""
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_DOT = (9, 26)
"""Points across: the least and the greatest effort."""
_NEAR = 0.13
"""Dots closer than this, on the scale, lie on one another."""
_WORDS = 0.5
"""What a label takes to the right of its dot, on the scale; where another dot lies it stands left."""
_IDS = 0x7FFFFFFF
"""Axis ids are unsigned in the schema; python-pptx writes negative ones."""


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
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Cm(0.7)
    frame.margin_top = frame.margin_bottom = Cm(0.3)
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


def bubbles(slide: Slide, body: Bubbles, canvas: Canvas) -> None:
    """The chart to the left, the names of its numbers to the right."""
    data = _Data()
    series = data.add_series(body.series)
    for bubble in body.chart.bubbles:
        series.add_data_point(round(bubble.x, 2), round(bubble.y, 2))
    place = (Cm(_LEFT), Cm(_TOP), Cm(_CHART), Cm(_HEIGHT))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    alternative(frame, body.alt)
    _style(frame.chart, body.chart)
    _quadrants(slide, body.chart)
    _key(slide, body, canvas.metrics)


def _style(chart: Shape, figure: BubbleChart) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(12), _GREY
    series = chart.plots[0].series[0]
    series.format.line.fill.background()
    largest = max((bubble.size for bubble in figure.bubbles), default=0)
    said = _labels(figure)
    for point, bubble in zip(series.points, figure.bubbles, strict=False):
        _mark(point.marker, bubble.size / largest if largest else 0.5)
        if bubble.number in said:
            label = point.data_label
            crowded = any(0 < b.x - bubble.x < _WORDS and abs(b.y - bubble.y) < _NEAR for b in figure.bubbles)
            label.position = XL_LABEL_POSITION.LEFT if crowded else XL_LABEL_POSITION.RIGHT
            run = label.text_frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.bold = said[bubble.number], Pt(12), True
    for axis, title, values in (
        (chart.category_axis, figure.x_title, [b.x for b in figure.bubbles]),
        (chart.value_axis, figure.y_title, [b.y for b in figure.bubbles]),
    ):
        least = max(1, min(floor(figure.threshold) - 1, floor(min(values))))
        most = min(5, max(ceil(figure.threshold) + 1, ceil(max(values) + 0.1)))
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = least, most, 1
        axis.has_major_gridlines = False
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.format.line.color.rgb = _LINE
        axis.has_title = True
        axis.axis_title.text_frame.text = title
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
        axis.crosses_at = figure.threshold
    _settle(chart._chartSpace)


def _mark(marker: Shape, share: float) -> None:
    """A dot whose area grows with the effort; dots show through one another."""
    marker.style = XL_MARKER_STYLE.CIRCLE
    marker.size = round(_DOT[0] + (_DOT[1] - _DOT[0]) * sqrt(share))
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    colour = next(marker.format.fill._xPr.iter(qn("a:schemeClr")))
    colour.append(parse_xml(f'<a:alpha {_DRAWING} val="60000"/>'))
    marker.format.line.color.rgb = _RGB(0xFF, 0xFF, 0xFF)


def _labels(figure: BubbleChart) -> dict[int, str]:
    """The numbers to print, by the number of the dot; dots in one place share a label."""
    places: dict[tuple[float, float], list[int]] = {}
    for bubble in figure.bubbles:
        near = next((p for p in places if dist(p, (bubble.x, bubble.y)) < _NEAR), (bubble.x, bubble.y))
        places.setdefault(near, []).append(bubble.number)
    return {numbers[-1]: ", ".join(map(str, numbers)) for numbers in places.values()}


def _settle(space: Element) -> None:
    """What python-pptx leaves to chance or writes beyond the schema: axis ids, and where the plot stands."""
    for element in space.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", str(int(element.get("val")) & _IDS))
    area = next(space.iter(qn("c:plotArea")))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    chart = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    sides = "".join(f'<c:{key} val="{n}"/>' for key, n in zip("xywh", _PLOT, strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {chart}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))


def _quadrants(slide: Slide, figure: BubbleChart) -> None:
    """A word in each corner of the plot."""
    left, top, width, height = _PLOT
    wide, high = 4.2, 0.7
    across = (_LEFT + _CHART * left + 0.15, _LEFT + _CHART * (left + width) - wide - 0.15)
    down = (_TOP + _HEIGHT * top + 0.1, _TOP + _HEIGHT * (top + height) - high - 0.1)
    for number, word in enumerate(figure.quadrants):
        place = (across[number % 2], down[number // 2], wide, high)
        shape = slide.shapes.add_textbox(*(Cm(value) for value in place))
        shape.name = f"Quadrant {word}"
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        write(shape, [word], 12, bold=True)
        paragraph = frame.paragraphs[0]
        paragraph.runs[0].font.color.rgb = _GREY
        if number % 2:
            paragraph._p.get_or_add_pPr().set("algn", "r")


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
