"""Figures that Word itself can draw: native charts with the workbook behind them, to be edited there.

Bars are native. What Word has no form for (heat tables, portfolio, plan, flows, radar) stays a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.util import Pt

from kit.model.figure import DivergingBars, Figure, SpreadChart
from kit.render.figures.colour import INK, WHITE, accent, mix
from kit.render.strategy.plan import Plan

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN = "General;General;"
"""Barriers are negative numbers, so that they point to the left; nobody should read a minus, or a zero."""
_HAIR, _SOFT = "#d3d9de", "#4b5661"
_EDGE = 1.28
"""The axis's room beyond its longest bars, for their numbers."""
_EMU = 36000
# python-pptx publishes no types for these
ChartData = Any
NativeChart = Any
Series = Any
Colour = Any
_Data: Any = CategoryChartData
_Writer: Any = ChartXmlWriter
_Chart: Any = Chart
_Rgb: Any = RGBColor


@dataclass(frozen=True, slots=True)
class Native:
    """A chart ready for a package: its XML, its workbook, and the height it needs in mm."""

    root: Element
    workbook: bytes
    height: float


def native(figure: Figure, plan: Plan, font: str) -> Native | None:
    """The figure as a native chart in ``font``; ``None`` for those that stay pictures."""
    match figure:
        case DivergingBars() if figure.bars:
            return _force_field(figure, plan, font)
        case SpreadChart() if any(row.mean is not None for row in figure.rows):
            return _themes(figure, plan, font)
    return None


def font_of(base: WordFile) -> str:
    """The font of the file's running text; ``+mn-lt``, its theme's, where the styles name none."""
    normal = "w:style[@w:type='paragraph'][@w:default='1']"
    named = base.styles.element.xpath(f"(w:docDefaults | {normal})//w:rFonts/@w:ascii")
    return str(named[-1]) if named else "+mn-lt"


def insert(base: WordFile, made: Native, words: tuple[str, str], number: int, width_mm: float) -> str:
    """Adds chart and workbook to the file; gives a run with the chart in the line.

    ``words`` are its title and its alternative text; ``number`` is the figure's.
    """
    package = base.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _XLSX, made.workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    outside = etree.SubElement(made.root, f"{{{_C}}}externalData")
    outside.set(f"{{{_R}}}id", part.relate_to(book, RT.PACKAGE))
    etree.SubElement(outside, f"{{{_C}}}autoUpdate").set("val", "0")
    part._blob = etree.tostring(made.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    title, alt = (quoteattr(text) for text in words)
    size = f'cx="{round(width_mm * _EMU)}" cy="{round(made.height * _EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="figure{number}" descr={alt} title={title}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" r:id="{base.part.relate_to(part, RT.CHART)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _force_field(figure: DivergingBars, plan: Plan, font: str) -> Native:
    """Barriers to the left of the axis, drivers to the right, each bar with its number."""
    data = _Data(number_format=_PLAIN)
    data.categories = [bar.label for bar in figure.bars]
    data.add_series(figure.left_title, [-bar.left for bar in figure.bars])
    data.add_series(figure.right_title, [bar.right for bar in figure.bars])
    chart, root = _bars(data, plan.document.lang, font)
    left, right = chart.plots[0].series
    _hatched(left, plan)
    _filled(right, accent(plan.document.colour))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _PLAIN, False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size, labels.font.bold = Pt(9), True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    most = max(max(bar.left, bar.right) for bar in figure.bars) or 1.0
    left_most, right_most = (max(getattr(bar, side) for bar in figure.bars) for side in ("left", "right"))
    chart.value_axis.minimum_scale = -max(left_most, most * 0.2) * _EDGE
    chart.value_axis.maximum_scale = max(right_most, most * 0.2) * _EDGE
    return Native(root, _workbook(data), 22 + 7.5 * len(figure.bars))


def _themes(figure: SpreadChart, plan: Plan, font: str) -> Native:
    """Now and target as bars on the scale 1…5; a line shows from where to where the answers reach."""
    data = _Data(number_format="0.0")
    words = [figure.too_few_word if row.mean is None else row.flag for row in figure.rows]
    data.categories = [
        f"{row.label} ({word})" if word else row.label for row, word in zip(figure.rows, words, strict=True)
    ]
    spread = figure.spread_word[:1].lower() + figure.spread_word[1:]
    name = plan.label("chart_spread").format(mean=figure.mean_word, spread=spread)
    data.add_series(name, [row.mean for row in figure.rows])
    data.add_series(figure.target_word, [row.target for row in figure.rows])
    chart, root = _bars(data, plan.document.lang, font)
    now, target = chart.plots[0].series
    tone = accent(plan.document.colour)
    _filled(now, mix(tone, WHITE, 0.45))
    now.format.line.color.rgb = _rgb(tone)
    _hatched(target, plan)
    _whiskers(now._element, figure)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 1, 5, 1
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # at the top: the categories run downwards
    axis.major_gridlines.format.line.color.rgb = _rgb(_HAIR)
    axis.format.line.fill.background()
    if len(figure.scale) == 5:
        axis.axis_title.text_frame.text = f"1 = {figure.scale[0]}, 5 = {figure.scale[-1]}"
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    return Native(root, _workbook(data), 24 + 8.2 * len(figure.rows))


def _bars(data: ChartData, lang: str, font: str) -> tuple[NativeChart, Element]:
    """A chart of lying bars, the first category on top, its series named at the foot."""
    xml = _Writer(XL_CHART_TYPE.BAR_CLUSTERED, data).xml
    root = parse_xml(xml.encode() if isinstance(xml, str) else xml)
    _tidy(root, lang)
    chart = _Chart(root, None)
    chart.has_title = False
    chart.font.name = font
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size = Pt(9)
    chart.font.color.rgb = _rgb(INK)
    axis = chart.category_axis
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = _rgb(_SOFT)
    chart.value_axis.major_tick_mark = XL_TICK_MARK.NONE
    return chart, root


def _tidy(root: Element, lang: str) -> None:
    """What python-pptx writes and Microsoft's validator refuses: axis ids below zero, lines' smoothness."""
    for tag in ("axId", "crossAx"):
        for element in root.iter(f"{{{_C}}}{tag}"):
            element.set("val", str(int(element.get("val", "0")) & 0x7FFFFFFF))
    for element in list(root.iter(f"{{{_C}}}smooth", f"{{{_C}}}externalData")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    root.insert(1, parse_xml(f'<c:lang xmlns:c="{_C}" val="{"da-DK" if lang == "da" else "en-GB"}"/>'))
    bare = f'<c:spPr xmlns:c="{_C}" xmlns:a="{_A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    chart = root.find(f"{{{_C}}}chart")
    assert chart is not None
    chart.addnext(parse_xml(bare))  # no frame: the figure stands in the text like a picture


def _rgb(colour: str) -> Colour:
    return _Rgb.from_string(colour[1:].upper())


def _filled(series: Series, colour: str) -> None:
    fill = series.format.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _hatched(series: Series, plan: Plan) -> None:
    """A hatch beside the colour: told apart in black and white."""
    tone = accent(plan.document.colour)
    look = series.format
    look.fill.patterned()
    look.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    look.fill.fore_color.rgb = _rgb(tone)
    look.fill.back_color.rgb = _rgb(mix(tone, WHITE, 0.86))
    look.line.color.rgb = _rgb(tone)


def _whiskers(series: Element, figure: SpreadChart) -> None:
    """Error bars from the lowest to the highest answer, around the mean."""
    rows = figure.rows
    up = [row.high - row.mean if row.mean is not None and row.high is not None else 0.0 for row in rows]
    down = [row.mean - row.low if row.mean is not None and row.low is not None else 0.0 for row in rows]
    xml = (
        f'<c:errBars xmlns:c="{_C}" xmlns:a="{_A}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(up)}</c:plus><c:minus>{_numbers(down)}</c:minus>'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{INK[1:].upper()}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    cat = series.find(f"{{{_C}}}cat")
    assert cat is not None
    cat.addprevious(parse_xml(xml))


def _numbers(values: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value:.4g}</c:v></c:pt>' for n, value in enumerate(values))
    count = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
    return f"<c:numLit>{count}{points}</c:numLit>"


def _workbook(data: ChartData) -> bytes:
    return bytes(data._workbook_writer.xlsx_blob)
