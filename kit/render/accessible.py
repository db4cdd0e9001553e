"""What the kit can see by itself of a file's accessibility: it reads the very bytes that it wrote."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from lxml import etree

from kit.render.figures.colour import INK, READABLE, WHITE, accent, contrast

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIELDS = frozenset({"input", "select", "textarea"})
_NIGHT = ("#e8ecef", "#14191e")
"""Text and ground of the page in dark mode, as ``strategy.css`` has them."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one file: its key, whether all was well, and how many things were looked at."""

    key: str
    ok: bool
    seen: int = 1


def pdf_checks(data: bytes) -> tuple[Check, ...]:
    """Title, language, tags and the marks of PDF/UA and PDF/A, read from the file."""
    wanted = {
        "pdf_title": rb"<dc:title>.*?<rdf:li[^>]*>[^<]+",
        "pdf_shown": rb"/DisplayDocTitle true",
        "pdf_lang": rb"/Lang ?\([a-zA-Z-]+\)",
        "pdf_tagged": rb"/Marked true",
        "pdf_structure": rb"/StructTreeRoot",
        "pdf_ua": rb"pdfuaid:part(?:>|=\")1",
        "pdf_archive": rb"pdfaid:part(?:>|=\")2",
    }
    return tuple(Check(key, bool(re.search(pattern, data, re.DOTALL))) for key, pattern in wanted.items())


def docx_checks(data: bytes) -> tuple[Check, ...]:
    """Headings in order, alternative texts, header rows and language of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
        core = etree.fromstring(package.read("docProps/core.xml"))
    levels = _levels(body, styles)
    drawn = list(body.iter(_DOC_PR))
    tables = list(body.iter(f"{_W}tbl"))
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title")
    return (
        Check("docx_title", bool(title)),
        Check("docx_lang", any(lang.get(f"{_W}val") for lang in styles.iter(f"{_W}lang"))),
        Check("headings", _nested(levels), len(levels)),
        Check("alt", all(picture.get("descr") for picture in drawn), len(drawn)),
        Check("header_rows", all(_has_header(table) for table in tables), len(tables)),
    )


def html_checks(text: str, colour: str) -> tuple[Check, ...]:
    """Language, headings, alternative texts, labels, links, and the contrast of ``colour``."""
    page = _Page()
    page.feed(text)
    pairs = [(INK, WHITE), (accent(colour), WHITE), _NIGHT, (accent(colour, _NIGHT[1]), _NIGHT[1])]
    unnamed = [id for id in page.fields if id not in page.labelled]
    return (
        Check("html_lang", page.lang),
        Check("html_title", page.title),
        Check("one_h1", page.levels.count(1) == 1),
        Check("headings", _nested(page.levels), len(page.levels)),
        Check("alt", all(page.pictures), len(page.pictures)),
        Check("header_rows", all(page.tables), len(page.tables)),
        Check("labels", not unnamed, len(page.fields)),
        Check("links", page.targets <= page.ids, len(page.targets)),
        Check("contrast", all(contrast(one, other) >= READABLE for one, other in pairs), len(pairs)),
    )


def _levels(body: etree._Element, styles: etree._Element) -> list[int]:
    named = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        found = (
            re.fullmatch(r"heading (\d)", (name.get(f"{_W}val") or "").lower()) if name is not None else None
        )
        if found:
            named[style.get(f"{_W}styleId")] = int(found[1])
    used = (style.get(f"{_W}val") for style in body.iter(f"{_W}pStyle"))
    return [named[style] for style in used if style in named]


def _nested(levels: Iterable[int]) -> bool:
    """No heading is more than one level below the one before it."""
    last = 0
    for level in levels:
        if level > last + 1:
            return False
        last = level
    return last > 0


def _has_header(table: etree._Element) -> bool:
    row = table.find(f"{_W}tr")
    return row is not None and row.find(f"{_W}trPr/{_W}tblHeader") is not None


class _Page(HTMLParser):
    """What a page says of itself, gathered while it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = self.title = False
        self.levels: list[int] = []
        self.pictures: list[bool] = []
        self.tables: list[bool] = []
        self.fields: list[str] = []
        self.labelled: set[str] = set()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.lang |= tag == "html" and bool(said.get("lang"))
        self.title |= tag == "title"
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in said:
            self.ids.add(said["id"])
        if said.get("href", "").startswith("#"):
            self.targets.add(said["href"][1:])
        self._named(tag, said)

    def _named(self, tag: str, said: dict[str, str]) -> None:
        """Things that need a name: pictures, tables and fields."""
        hidden = said.get("aria-hidden") == "true"
        if (tag == "svg" and not hidden) or tag == "img":
            self.pictures.append(any(said.get(key) for key in ("alt", "aria-label", "aria-labelledby")))
        elif tag == "table":
            self.tables.append(False)
        elif tag == "th" and self.tables:
            self.tables[-1] = True
        elif tag == "label" and said.get("for"):
            self.labelled.add(said["for"])
        elif tag in _FIELDS:
            place = said.get("id") or f"#{len(self.fields)}"
            self.fields.append(place)
            if said.get("aria-label") or "label" in self._open:
                self.labelled.add(place)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
