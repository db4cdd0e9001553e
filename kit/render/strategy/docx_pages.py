"""Pages of the Word file: cover, contents, running lines, sections, pictures."""

from __future__ import annotations

import copy
import io
import re
from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import _BaseHeaderFooter
from docx.shared import Mm
from lxml import etree
from lxml.etree import _Element as Element

from kit.model.document import Bullets, Callout, FigureNode, Heading, Paragraph, Table
from kit.model.figure import HeatMatrix
from kit.render.figures.measure import width
from kit.render.logo import logo as read_logo
from kit.render.strategy import docx_xml as x
from kit.render.strategy.plan import Chapter, Item, Plan
from kit.resources import Resources

Ids = dict[str, str]
"""Style name in small letters → style id in the file."""


_LOGO = (60.0, 25.0)
"""The most that a logo takes on the cover, in mm."""
_LOGO_NUMBER = 9001
"""An id beyond those of the figures."""
_LOGO_SPACE = '<w:keepNext w:val="0"/><w:spacing w:before="0" w:after="400"/>'
_TABS = (2438, 5050, 7200)
"""Where a module head's first value, second label and second value begin, in twentieths of a point."""
_HEAD_END = 8900
HEAD_TABS = "<w:tabs>" + "".join(f'<w:tab w:val="left" w:pos="{at}"/>' for at in _TABS) + "</w:tabs>"
_VALUE_SIZE, _LABEL_SIZE = 9.5, 8.5
_SHORT_MODULE, _LETTERS = 30.0, 75
"""Lines of a module that is short, about two thirds of a page, and letters of a line."""


def head_lines(head: tuple[tuple[str, str], ...]) -> list[tuple[tuple[str, str], ...]]:
    """The module head in lines of one or two pairs: two where both have room side by side."""
    lines: list[tuple[tuple[str, str], ...]] = []
    for label, value in head:
        last = lines[-1] if lines else ()
        first_fits = len(last) == 1 and _fits(last[0][1], _TABS[0], _TABS[1], _VALUE_SIZE)
        label_fits = _fits(label, _TABS[1], _TABS[2], _LABEL_SIZE)
        if first_fits and label_fits and _fits(value, _TABS[2], _HEAD_END, _VALUE_SIZE):
            lines[-1] = (*last, (label, value))
        else:
            lines.append(((label, value),))
    return lines


def _fits(text: str, start: int, end: int, size: float) -> bool:
    return width(text, size, bold=size == _LABEL_SIZE) <= (end - start) / 20 - 6


def opens_page(chapter: Chapter) -> bool:
    """Whether a module begins a page: it has to, or it fills one. A short one may follow another."""
    return not chapter.follows or sum(map(_lines, chapter.items)) > _SHORT_MODULE


def _lines(item: Item) -> float:
    """About as many lines of running text as an item takes."""
    match item.node:
        case Paragraph(text=text):
            return 1 + len(text) / _LETTERS
        case Heading():
            return 3
        case Table(rows=rows):
            return 3 + 1.5 * len(rows)
        case Callout(items=items) | Bullets(items=items):
            return 3 + sum(1 + len(point.text) / _LETTERS for point in items)
        case FigureNode():
            return 20


def anchor(name: str) -> str:
    """A bookmark's name: letters, digits and underscores, 40 at most. Word rebuilds those with _Toc."""
    return "_Toc_" + re.sub(r"\W", "_", name)[:34]


def cover(plan: Plan, ids: Ids, logo: str = "") -> list[str]:
    """Logo, municipality, title, subtitle, and edition, status and date."""
    document = plan.document
    made = [x.paragraph(logo, ids["picture"], _LOGO_SPACE)] if logo else []
    made.append(x.paragraph(x.run(document.municipality), ids["cover place"]))
    made.append(x.paragraph(x.run(document.title), ids["title"]))
    if document.subtitle:
        made.append(x.paragraph(x.run(document.subtitle), ids["subtitle"]))
    space = '<w:spacing w:before="2400" w:after="60"/>'
    for number, (label, value) in enumerate(plan.facts):
        pair = x.run(label, ids["label"]) + x.tab() + x.run(value, bold=True)
        made.append(x.paragraph(pair, ids["cover facts"], "" if number else space))
    return made


def logo(base: WordFile, plan: Plan, resources: Resources) -> str:
    """The municipality's logo as a run; nothing where it has none, or where the first page's own header shows
    a picture already."""
    section = base.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    found = read_logo(resources)
    own = not header.is_linked_to_previous and header._element.xpath(".//w:drawing | .//w:pict")
    if found is None or own:
        return ""
    width, _ = found.within(*_LOGO)
    return picture(base, found.png, width, _LOGO_NUMBER, plan.document.municipality)


def behind(plan: Plan) -> tuple[Item, ...]:
    """The figures with numbers to show behind them. A heat table is a table in Word, whose numbers come again
    only where they say more than it does."""
    return tuple(item for item in plan.figures if not _shows_all(item))


def _shows_all(item: Item) -> bool:
    node = item.node
    if not isinstance(node, FigureNode) or not isinstance(node.figure, HeatMatrix) or not node.data:
        return False
    shown = {label for label, _ in node.figure.rows}
    shown |= {f"{cell.text} {cell.word}".strip() for _, row in node.figure.rows for cell in row}
    return all(cell.text in shown and not cell.notes for row in node.data.rows for cell in row)


def contents(plan: Plan, ids: Ids) -> list[str]:
    """A contents field, filled in with links. Each line ends with a reference to a page whose number is left
    out: Word knows it first, and writes it when it prints, saves as PDF or updates the field. It asks nobody.
    """
    made = [x.paragraph(x.run(plan.label("contents")), ids["toc heading"])]
    lines: list[tuple[str, str, str]] = []
    for chapter in plan.chapters:
        lines.append(("toc 1", f"{chapter.tag}\t{chapter.module.title}", anchor(chapter.anchor)))
        if plan.depth > 1:
            subs = [i.node.text for i in chapter.items if isinstance(i.node, Heading) and i.node.level == 2]
            lines += [("toc 2", text, anchor(chapter.anchor)) for text in subs]
    if behind(plan):
        lines.append(("toc 1", plan.label("figures_data"), anchor("figures")))
    for number, (style, text, target) in enumerate(lines):
        words = x.tab().join(x.run(part) for part in text.split("\t"))
        content = x.link(words + x.tab() + x.page_of(target), target)
        if number == 0:
            start = x.field_mark("begin", f'TOC \\o "1-{plan.depth}" \\h \\z \\u')
            content = start + x.field_mark("separate") + content
        if number == len(lines) - 1:
            content += x.field_mark("end")
        made.append(x.paragraph(content, ids[style]))
    return made


def running_lines(base: WordFile, plan: Plan, ids: Ids) -> None:
    """Header and footer, where the file has none of its own; the cover stays free of them. A draft says so in
    the header, below what the file has there."""
    document = plan.document
    section = base.sections[-1]
    mark = x.run(plan.draft_mark, bold=True)
    if not _has_text(section.header):
        words = x.run(f"{' · ' if document.draft else ''}{document.municipality} · {document.title}")
        _fill(section.header, (mark if document.draft else "") + words, ids["header"])
    elif document.draft:
        add_mark(section.header, plan.draft_mark, ids)
    if not _has_text(section.footer):
        facts = (f"{plan.label('edition')} {document.edition}", document.status, plan.label("page"))
        words = " · ".join(fact for fact in facts if fact)
        _fill(section.footer, x.run(f"{words} ") + x.field("PAGE", x.run("1")), ids["footer"])


def add_mark(block: _BaseHeaderFooter, word: str, ids: Ids) -> None:
    """A word below what stands in a header already; it takes the place of an empty line."""
    block.is_linked_to_previous = False
    lines = list(block._element)
    if lines and not _has_text(block):
        block._element.remove(lines[-1])
    block._element.append(_parsed(x.paragraph(x.run(word, bold=True), ids["header"])))


def _has_text(block: _BaseHeaderFooter) -> bool:
    if block.is_linked_to_previous:
        return False
    return any(p.text.strip() for p in block.paragraphs) or bool(block._element.xpath(".//w:drawing"))


def _fill(block: _BaseHeaderFooter, content: str, style: str) -> None:
    block.is_linked_to_previous = False
    element = block._element
    for child in list(element):
        element.remove(child)
    element.append(_parsed(x.paragraph(content, style)))


def _parsed(text: str) -> Element:
    return parse_xml(text.replace("<w:p>", f"<w:p {x.NAMESPACES}>", 1))


@dataclass(slots=True)
class Pages:
    """The file's page upright and turned. ``last`` is the file's own section, which closes the body."""

    last: Element
    upright: Element
    turned: Element
    owned: bool = False

    @classmethod
    def of(cls, base: WordFile) -> Pages:
        last = base.element.body.sectPr
        bare = _bare(copy.deepcopy(last))
        return cls(last, bare, _turned(bare))

    def room(self, wide: bool) -> int:
        """The width between the margins, in twentieths of a point."""
        size, margin = _page(self.turned if wide else self.upright)
        return int(size.get(qn("w:w"))) - int(margin.get(qn("w:left"))) - int(margin.get(qn("w:right")))

    def height(self) -> float:
        """The height of an upright page between its margins, in mm."""
        size, margin = _page(self.upright)
        top, bottom = (int(margin.get(qn(f"w:{side}"))) for side in ("top", "bottom"))
        return (int(size.get(qn("w:h"))) - top - bottom) / 1440 * 25.4

    def end(self, wide: bool, style: str) -> str:
        """A paragraph that ends a section. The first one to end takes over the running lines and the bare
        cover from the last; all later ones inherit the lines."""
        section = copy.deepcopy(self.turned if wide else self.upright)
        if not self.owned:
            section = copy.deepcopy(self.last)
            _bare(self.last)
            self.owned = True
        return x.paragraph("", style, etree.tostring(section, encoding="unicode"))


def _bare(section: Element) -> Element:
    for tag in ("w:headerReference", "w:footerReference", "w:titlePg", "w:type"):
        for found in section.findall(qn(tag)):
            section.remove(found)
    return section


def _page(section: Element) -> tuple[Element, Element]:
    return section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))


def _turned(upright: Element) -> Element:
    turned = copy.deepcopy(upright)
    size, margin = _page(turned)
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    old = {side: margin.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")}
    for side, before in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
        margin.set(qn(f"w:{side}"), old[before])
    return turned


def picture(base: WordFile, png: bytes, width_mm: float, number: int, alt: str) -> str:
    """A run with a picture in the line and its alternative text."""
    inline = base.part.new_pic_inline(io.BytesIO(png), width=Mm(width_mm))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # LibreOffice takes 3 mm where nothing is said
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"figure{number}")
    inline.docPr.set("descr", alt)
    text = etree.tostring(inline, encoding="unicode")
    return f"<w:r><w:drawing>{text}</w:drawing></w:r>"
