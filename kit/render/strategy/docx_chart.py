"""Native charts in Word: the part, its workbook, the place in the line, and the key of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kit.model.figure import Figure
from kit.render.charts import Look, Native, Terms, native
from kit.render.charts.parts import CHART, DRAWING
from kit.render.strategy import docx_xml as x
from kit.render.strategy.plan import Plan

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU = 36000
_KEY = (0.06, 0.44, 0.06, 0.44)
"""Shares of the width that the key's columns take."""
_CLOSE = '<w:spacing w:before="10" w:after="10"/>'
"""The key stands on the page of its chart: its rows are set closely."""


def chart(figure: Figure, plan: Plan, base: WordFile) -> Native | None:
    """The figure as a native chart in the file's font; ``None`` for those that have no such form."""
    look = Look(plan.document.lang, plan.document.colour, font_of(base))
    terms = Terms(plan.label("chart_spread"), plan.label("chart_before"), plan.label("chart_length"))
    return native(figure, look, terms)


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
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _PART, b"", package)
    outside = (
        f'<c:externalData xmlns:r="{_R}" r:id="{part.relate_to(book, RT.PACKAGE)}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    whole = made.xml.replace("</c:chartSpace>", outside)
    part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{whole}'.encode()
    title, alt = (quoteattr(text) for text in words)
    size = f'cx="{round(width_mm * _EMU)}" cy="{round(made.height * _EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="figure{number}" descr={alt} title={title}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{base.part.relate_to(part, RT.CHART)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def key(made: Native, plan: Plan, ids: dict[str, str], room: int, caption: str) -> str:
    """The names behind the chart's numbers: a small table, two of them side by side in a row."""
    grid = x.Grid(tuple(round(room * share) for share in _KEY), (True, False, True, False))
    heads = (plan.label("chart_number"), plan.label("chart_name")) * 2
    rows = [_key_row(heads, grid, ids["table head"], header=True)]
    half = (len(made.key) + 1) // 2
    for place in range(half):
        pairs = made.key[place::half]
        cells = [text for number, name in pairs for text in (str(number), name)]
        rows.append(_key_row((*cells, "", "")[:4], grid, ids["table text"], last=place == half - 1))
    return x.table(rows, grid, ids["strategy table"], caption)


def _key_row(
    texts: tuple[str, ...], grid: x.Grid, style: str, *, header: bool = False, last: bool = False
) -> str:
    return x.row(_key_cells(texts, grid, style, "" if last else x.KEEP), header=header)


def _key_cells(texts: tuple[str, ...], grid: x.Grid, style: str, keep: str) -> Iterator[str]:
    for text, width, right in zip(texts, grid.widths, grid.right, strict=True):
        props = keep + _CLOSE + ('<w:jc w:val="right"/>' if right else "")
        yield x.cell(x.paragraph(x.run(text), style, props), width)
