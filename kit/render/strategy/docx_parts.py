"""The parts of a Word file around its text: styles by name, lists, footnotes, language, colour."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import BinaryIO

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree
from lxml.etree import _Element as Element

from kit.model.document import Document
from kit.render.figures.colour import WHITE, accent, mix
from kit.render.strategy.docx_xml import NAMESPACES, paragraph

_KIT_ACCENT, _KIT_TINT = "1F4E5F", "EBF0F1"
"""The colours of the kit's own file, as ``templates/build_docx.py`` writes them."""
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_BULLETS = ("bullet", "•", 397, 284)
_DECIMAL = ("decimal", "%1.", 397, 340)
_BOXED = ("bullet", "•", 567, 283)
"""Kinds of list: format, text, left and hanging indent in twentieths of a point."""
_NUMBERING = ("numFmt", "numStart", "numRestart")
"""What makes a file's footnotes letters, begin at another number or anew on each page."""


def style_ids(document: WordFile, own: WordFile) -> dict[str, str]:
    """Style name → id in ``document``; styles that it lacks are copied from the kit's ``own`` file.

    Names are compared as Word does, without regard to case: built-in names are English in every file,
    ids are not.
    """
    styles = document.styles.element
    ids = {_name(style): style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    taken = set(ids.values())
    for style in own.styles.element.findall(qn("w:style")):
        if _name(style) in ids:
            continue
        new = copy.deepcopy(style)
        wanted = new.get(qn("w:styleId"))
        new.set(qn("w:styleId"), wanted if wanted not in taken else f"Kit{wanted}")
        for link in ("w:basedOn", "w:next", "w:link"):
            _relink(new, link, own, ids)
        new.attrib.pop(qn("w:default"), None)
        styles.append(new)
        ids[_name(new)] = new.get(qn("w:styleId"))
        taken.add(ids[_name(new)])
    return ids


def _name(style: Element) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()


def _relink(style: Element, tag: str, own: WordFile, ids: dict[str, str]) -> None:
    """Points to the same named style in the other file; the link goes where there is none."""
    found = style.find(qn(tag))
    if found is None:
        return
    names = {s.get(qn("w:styleId")): _name(s) for s in own.styles.element.findall(qn("w:style"))}
    target = ids.get(names.get(found.get(qn("w:val")), ""))
    if target:
        found.set(qn("w:val"), target)
    else:
        style.remove(found)


def recolour(document: WordFile, colour: str) -> None:
    """The municipality's colour instead of the kit's, in the kit's own styles."""
    own = accent(colour)
    new = {_KIT_ACCENT: own[1:].upper(), _KIT_TINT: mix(own, WHITE, 0.91)[1:].upper()}
    for element in document.styles.element.iter():
        for key in (qn("w:val"), qn("w:color"), qn("w:fill")):
            if element.get(key) in new:
                element.set(key, new[element.get(key)])


def set_language(document: WordFile, lang: str) -> None:
    """The language of every text that says no other: for hyphenation, spelling and speech."""
    code = "da-DK" if lang == "da" else "en-GB"
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), code)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(parse_xml(f'<w:lang {NAMESPACES} w:val="{code}"/>'))
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), code)


def set_properties(document: WordFile, strategy: Document) -> None:
    """Title, author and language as file managers and screen readers show them."""
    core = document.core_properties
    core.title = strategy.title
    core.subject = strategy.subtitle
    core.author = core.last_modified_by = strategy.municipality
    core.language = "da-DK" if strategy.lang == "da" else "en-GB"
    core.version = strategy.edition


@dataclass(slots=True)
class Lists:
    """Bullets and numbered lists in the numbering part; every numbered list begins at 1."""

    root: Element
    bullets: int = 0
    boxed: int = 0
    decimal: int = 0
    last: int = 0
    nums: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: WordFile) -> Lists:
        """Adds the kit's two kinds of list to whatever the file has."""
        root = _numbering(document)
        abstract = 1 + max(
            (int(a.get(qn("w:abstractNumId"))) for a in root.findall(qn("w:abstractNum"))), default=-1
        )
        last = max((int(n.get(qn("w:numId"))) for n in root.findall(qn("w:num"))), default=0)
        first = root.find(qn("w:num"))
        for number, kind in enumerate((_BULLETS, _BOXED, _DECIMAL), abstract):
            made = parse_xml(_abstract(number, *kind))
            root.append(made) if first is None else first.addprevious(made)
        lists = cls(root, decimal=abstract + 2, last=last)
        lists.bullets = lists._num(abstract, "")
        lists.boxed = lists._num(abstract + 1, "")
        return lists

    def ordered(self) -> int:
        """The id of a new numbered list."""
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return self._num(self.decimal, start)

    def _num(self, abstract: int, more: str) -> int:
        self.last += 1
        xml = f'<w:num {NAMESPACES} w:numId="{self.last}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
        cleanup = self.root.find(qn("w:numIdMacAtCleanup"))
        made = parse_xml(xml)
        self.root.append(made) if cleanup is None else cleanup.addprevious(made)
        return self.last


def _abstract(number: int, kind: str, text: str, left: int, hanging: int) -> str:
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )


def _numbering(document: WordFile) -> Element:
    try:
        part = document.part.part_related_by(RT.NUMBERING)
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            _WORDML + "numbering+xml",
            parse_xml(f"<w:numbering {NAMESPACES}/>"),
            document.part.package,
        )
        document.part.relate_to(part, RT.NUMBERING)
    assert isinstance(part, NumberingPart)  # python-docx reads the part of that relation so
    return part.element


@dataclass(slots=True)
class Footnotes:
    """Real footnotes. ``mark`` gives the reference; ``save`` writes the part."""

    part: Part
    root: Element
    text_style: str
    mark_style: str
    last: int
    written: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: WordFile, ids: dict[str, str], own: WordFile) -> Footnotes:
        """Those of the file, continued; the kit's separators where it has none. Whatever the file says of
        their numbers, they go from 1 through the whole document, as in the other formats."""
        for told in (document.settings.element, document.element.body):
            for number in told.xpath("|".join(f".//w:footnotePr/w:{name}" for name in _NUMBERING)):
                number.getparent().remove(number)
        try:
            part = document.part.part_related_by(RT.FOOTNOTES)
        except KeyError:
            blob = own.part.part_related_by(RT.FOOTNOTES).blob
            part = Part(
                PackURI("/word/footnotes.xml"), _WORDML + "footnotes+xml", blob, document.part.package
            )
            document.part.relate_to(part, RT.FOOTNOTES)
        root = etree.fromstring(part.blob)
        last = max((int(n.get(qn("w:id"))) for n in root.findall(qn("w:footnote"))), default=0)
        return cls(part, root, ids["footnote text"], ids["footnote reference"], max(last, 0))

    def mark(self, text: str) -> str:
        """Adds a footnote; gives the run that refers to it."""
        self.last += 1
        props = f'<w:rPr><w:rStyle w:val="{self.mark_style}"/></w:rPr>'
        words = paragraph(f"<w:r>{props}<w:footnoteRef/></w:r>{text}", self.text_style)
        self.written.append(f'<w:footnote w:id="{self.last}">{words}</w:footnote>')
        return f'<w:r>{props}<w:footnoteReference w:id="{self.last}"/></w:r>'

    def save(self) -> None:
        """Writes all notes into the file's part."""
        made = etree.fromstring(f"<w:footnotes {NAMESPACES}>{''.join(self.written)}</w:footnotes>")
        self.root.extend(list(made))
        etree.cleanup_namespaces(self.root)
        self.part._blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)


def open_base(data: str | BinaryIO) -> WordFile:
    """A Word file, from a path or an open file."""
    return docx.Document(data)
