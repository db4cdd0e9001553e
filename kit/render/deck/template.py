"""The template: layouts by name, placeholders by number, the municipality's colour, language and names."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from kit.errors import ContentError
from kit.render.colour import under_white_text
from kit.render.deck.fit import Box, Metrics
from kit.render.deck.kinds import Element, PresentationFile, Shape, Slide, SlideOrLayout
from kit.render.package import normalise_package
from kit.resources import Resources

TEMPLATE = "templates/deck.pptx"
LAYOUTS = ("Title", "Content", "Two columns", "Agenda", "Exercise", "Break", "Close")
LOCALES = {"da": "da-DK", "en": "en-GB"}
EMU_POINT = 12700
LARGE_TEXT_RATIO = 7.0
"""Contrast of white on the brand's colour: projectors wash colours out, so more than WCAG asks."""


@dataclass(slots=True)
class Canvas:
    """An open presentation with what is needed to write on it."""

    prs: PresentationFile
    metrics: Metrics
    lang: str
    footer: str

    def layout(self, name: str) -> SlideOrLayout:
        return next(layout for layout in self.prs.slide_layouts if layout.name == name)

    def add(self, layout: str) -> Slide:
        """A new slide with the layout's placeholders, its footer and number included."""
        slide = self.prs.slides.add_slide(self.layout(layout))
        for place in self.layout(layout).placeholders:
            kind = place.element.find(".//" + qn("p:ph")).get("type")
            if kind in ("ftr", "sldNum"):
                _copy_small(slide, place, self.footer if kind == "ftr" else None)
        return slide

    def box(self, layout: str, number: int) -> Box:
        """The room of a placeholder, as the layout says."""
        return box_of(placeholder(self.layout(layout), number))

    def size(self, layout: str, number: int) -> float:
        """The font size of a placeholder in the layout, in points."""
        found = _level(placeholder(self.layout(layout), number)).find(qn("a:defRPr"))
        return int(found.get("sz")) / 100

    def save(self, day: date) -> bytes:
        """The finished package: language on every run, no date but ``day``."""
        for slide in self.prs.slides:
            _set_language(slide._element, LOCALES[self.lang])
            if slide.has_notes_slide:
                _set_language(slide.notes_slide._element, LOCALES[self.lang])
        data = io.BytesIO()
        self.prs.save(data)
        return normalise_package(data.getvalue(), day)


def open_canvas(resources: Resources, *, lang: str, colour: str, footer: str) -> Canvas:
    """The template of the process, else the kit's, in the municipality's colour.

    Raises ``ContentError`` if a layout is missing.
    """
    prs = Presentation(io.BytesIO(resources.bytes(TEMPLATE)))
    missing = sorted(set(LAYOUTS) - {layout.name for layout in prs.slide_layouts})
    if missing:
        raise ContentError(f"{TEMPLATE}: layout missing: {', '.join(missing)}")
    if resources.is_own(TEMPLATE):
        _recolour(prs, under_white_text(colour, LARGE_TEXT_RATIO))
    return Canvas(prs, Metrics.load(resources), lang, footer)


def describe(canvas: Canvas, *, title: str, author: str, day: date) -> None:
    """Names the document for readers and search."""
    core = canvas.prs.core_properties
    core.title, core.author = title[:255], author[:255]  # Office takes no more
    core.language = LOCALES[canvas.lang]
    core.created = core.modified = datetime(day.year, day.month, day.day)
    core.last_modified_by, core.revision = author[:255], 1


def placeholder(holder: SlideOrLayout, number: int) -> Shape:
    """The placeholder with this number (0: the title) of a slide or layout."""
    for place in holder.placeholders:
        if place.placeholder_format.idx == number:
            return place
    raise ContentError(f"{TEMPLATE}: layout “{holder.name}” has no placeholder {number}")


def box_of(place: Shape) -> Box:
    """The room, weight and spacing of a layout's placeholder."""
    level = _level(place)
    bold = level.find(qn("a:defRPr")).get("b") == "1"
    space = level.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}")
    return Box(
        place.width / EMU_POINT,
        place.height / EMU_POINT,
        bold,
        int(level.get("marL", "0")) / EMU_POINT,
        int(space.get("val")) / 100 if space is not None else 0.0,
    )


def _level(place: Shape) -> Element:
    return place.element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")


def _copy_small(slide: Slide, place: Shape, text: str | None) -> None:
    """Footer and number: python-pptx does not copy them from the layout."""
    copy = parse_xml(etree.tostring(place.element))
    used = [int(found.get("id")) for found in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    copy.find(".//" + qn("p:cNvPr")).set("id", str(max(used) + 1))
    properties = copy.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    style = copy.find(".//" + qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    slide.shapes._spTree.append(copy)
    if text is not None:
        slide.shapes[-1].text_frame.text = text


def _recolour(prs: PresentationFile, colour: str) -> None:
    """accent1 is the municipality's; links follow it."""
    part = next(
        rel.target_part for rel in prs.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    part._blob = re.sub(
        rb'(<a:(accent1|hlink)><a:srgbClr val=")[0-9A-Fa-f]{6}',
        rb"\g<1>" + colour[1:].upper().encode(),
        part.blob,
    )


def _set_language(element: Element, locale: str) -> None:
    for run in element.iter(qn("a:r"), qn("a:fld"), qn("a:br")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else _first_child(run)
        properties.set("lang", locale)
    for properties in element.iter(qn("a:endParaRPr")):
        properties.set("lang", locale)


def _first_child(run: Element) -> Element:
    properties = parse_xml(f'<a:rPr xmlns:a="{run.nsmap["a"]}"/>')
    run.insert(0, properties)
    return properties
