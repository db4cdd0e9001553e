"""What stands on slides beside placeholders: the clock, tags, tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kit.render.deck.fit import Metrics
from kit.render.deck.kinds import Element, Shape, Slide, TableCell, TableRow
from kit.render.deck.template import EMU_POINT
from kit.render.logo import Logo

_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
EXERCISE_CLOCK = (10.02, 0.85, 2.5)
BREAK_CLOCK = (0.8, 2.3, 2.5)
"""Left, top and diameter of the clock in inches, in the panels of the layouts "Exercise" and "Break"."""
_LOGO = (12.58, 0.62, 2.2, 0.75, 0.1)
"""Right edge, top, most width, most height and rim of the logo in inches, in the band of the first slide."""
_INCH = 914400
_RULE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350"><a:solidFill>'
    '<a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill></a:{side}>'
)


CELL_MARGIN = 6.0
"""Points left and right of a cell's text."""

ROW = 1.75
"""Height of a table row in font sizes."""


def decorative(shape: Shape) -> None:
    """Screen readers skip the shape: what it shows stands beside it in words."""
    _properties(shape).append(parse_xml(_DECORATIVE))


def _own_look(shape: Shape) -> None:
    """Without the theme's style for shapes: no shadow, nothing that is not said here."""
    style = shape._element.find(qn("p:style"))
    shape._element.remove(style)


def alternative(shape: Shape, text: str) -> None:
    """What screen readers say instead of the shape."""
    _properties(shape).set("descr", text)


def _properties(shape: Shape) -> Element:
    return next(shape._element.iter(qn("p:cNvPr")))


def clock(slide: Slide, minutes: int, place: tuple[float, float, float]) -> None:
    """A face with the minutes as a slice, clockwise from the top; an hour or more fills it."""
    left, top, across = (round(value * _INCH) for value in place)
    face = slide.shapes.add_shape(MSO_SHAPE.OVAL, left, top, across, across)
    face.fill.background()
    face.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    face.line.width = Pt(5)
    face.name = "Clock face"
    inset = round(0.17 * _INCH)
    inner = (left + inset, top + inset, across - 2 * inset, across - 2 * inset)
    slice_ = slide.shapes.add_shape(MSO_SHAPE.OVAL if minutes >= 60 else MSO_SHAPE.PIE, *inner)
    slice_.name = "Clock minutes"
    if minutes < 60:
        _angles(slice_, 270.0, (270 + minutes * 6) % 360)
    slice_.fill.solid()
    slice_.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    slice_.line.fill.background()
    for shape in (face, slice_):
        _own_look(shape)
        decorative(shape)


def _angles(shape: Shape, start: float, end: float) -> None:
    """The guides of OOXML's ``pie``: sixty-thousandths of a degree, clockwise from three o'clock."""
    guides = shape._element.find(".//" + qn("a:avLst"))
    for child in list(guides):
        guides.remove(child)
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for name, angle in (("adj1", start), ("adj2", end)):
        guides.append(parse_xml(f'<a:gd {space} name="{name}" fmla="val {round(angle * 60000)}"/>'))


def logo(slide: Slide, made: Logo, alt: str) -> None:
    """The municipality's logo on a white plate in the upper right of the first slide."""
    right, top, wide, high, rim = (round(value * _INCH) for value in _LOGO)
    width, height = (round(side) for side in made.within(wide, high))
    plate = (right - width - 2 * rim, top, width + 2 * rim, height + 2 * rim)
    ground = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *plate)
    ground.name = "Logo plate"
    _own_look(ground)
    ground.fill.solid()
    ground.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    ground.line.fill.background()
    decorative(ground)
    picture = slide.shapes.add_picture(io.BytesIO(made.png), plate[0] + rim, top + rim, width, height)
    picture.name = "Logo"
    alternative(picture, alt)


def tags(slide: Slide, texts: Sequence[str], metrics: Metrics, place: tuple[float, float, float]) -> None:
    """Small framed words from left to right; ``place`` is left, bottom and width in inches.

    What does not fit one row starts a row above it, so that the last row keeps its place.
    """
    left, bottom, width = place
    size, height, gap = 14.0, 0.38, 0.14
    rows: list[list[tuple[str, float]]] = [[]]
    used = 0.0
    for text in texts:
        wide = metrics.width(text, size, bold=True) / 72 + 0.34
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((text, wide))
        used += wide + gap
    for row_number, row in enumerate(rows):
        top = bottom - (len(rows) - row_number) * (height + gap) + gap
        across = left
        for text, wide in row:
            _tag(slide, text, (across, top, wide, height), size)
            across += wide + gap


def _tag(slide: Slide, text: str, box: tuple[float, float, float, float], size: float) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(round(value * _INCH) for value in box))
    shape.adjustments[0] = 0.25
    _own_look(shape)
    shape.fill.background()
    shape.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    shape.line.width = Pt(1.5)
    shape.name = f"Tag {text}"
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = False
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def table(place: Shape, rows: Sequence[Sequence[str]], shares: Sequence[float], size: float) -> Shape:
    """Fills a table placeholder: first row header, last column to the right; returns the graphic frame."""
    frame = place.insert_table(rows=len(rows), cols=len(rows[0]))
    made = frame.table
    width = frame.width
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Emu(round(width * share))
    for number, row in enumerate(rows):
        made.rows[number].height = Emu(round(size * ROW * EMU_POINT))
        for place_in_row, text in enumerate(row):
            _cell(made.cell(number, place_in_row), text, size, header=number == 0)
            if place_in_row == len(row) - 1:
                made.cell(number, place_in_row).text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    made.horz_banding = False
    return frame


def _cell(cell: TableCell, text: str, size: float, header: bool) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Pt(CELL_MARGIN)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.fill.solid()
    cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1 if header else MSO_THEME_COLOR.BACKGROUND_1
    for place, side in enumerate(("lnT", "lnB")):
        cell._tc.get_or_add_tcPr().insert(place, parse_xml(_RULE.format(side=side)))
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), header
    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if header else MSO_THEME_COLOR.TEXT_1


def shade(row: TableRow) -> None:
    """A row set back (a break): tinted ground, italic."""
    for cell in row.cells:
        cell.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        for run in cell.text_frame.paragraphs[0].runs:
            run.font.italic = True
