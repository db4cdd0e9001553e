"""Reads the strategy back from the files that people get: each format as one text with its footnotes.

Texts are squeezed (no space, no hyphen), so that only words, numbers and signs are compared. Where a footnote
mark stands, its number stands as ``{47}``.
"""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from kit.render.glyphs import printable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
MARKS = re.compile(r"(?:\{\d+\})*")
MARK_SIZE, PROSE_SIZE, BEHIND_SIZE, RUNNING = 11, 15, 100, (80, 1165)
"""In PDF: no text is as small as a mark, prose is larger than notes and cells, the word behind a draft is
huge, and the running lines stand above and below. pdftohtml measures in two thirds of a point."""


@dataclass(frozen=True)
class Shown:
    """What one format shows. ``streams`` are its texts in reading order (in PDF also without what stands at the
    foot of the pages, since a paragraph may go on over it), ``alts`` the words for drawings, ``rows`` the
    tables' rows cell by cell. ``notes`` are the footnotes' words by number; ``None`` in PDF, where a note is
    what follows its number."""

    streams: tuple[str, ...]
    alts: frozenset[str]
    rows: tuple[tuple[str, ...], ...] = ()
    notes: Mapping[int, str] | None = None

    def has(self, text: str) -> bool:
        return any(text in stream for stream in self.streams)

    def marks(self, text: str) -> set[tuple[int, ...]]:
        """The footnotes right behind each place where a squeezed text stands; empty where it stands nowhere."""
        found: set[tuple[int, ...]] = set()
        for stream in self.streams:
            at = stream.find(text)
            while at >= 0:
                behind = MARKS.match(stream, at + len(text))
                found.add(tuple(map(int, re.findall(r"\d+", behind[0] if behind else ""))))
                at = stream.find(text, at + 1)
        return found

    def says(self, number: int, words: str) -> bool:
        """Whether the footnote of that number has these squeezed words."""
        if self.notes is None:
            return self.has(mark(number) + words)
        return self.notes.get(number) == words


def squeezed(text: str) -> str:
    """Letters, digits and signs only: nothing that a line break may change, signs as the kit's font has them."""
    return re.sub(r"[\s\-\u00ad\u200b\f]", "", unicodedata.normalize("NFC", printable(text)))


def mark(number: object) -> str:
    return f"{{{number}}}"


def read_word(path: Path) -> Shown:
    """Body and footnotes. Word does not print a note's id: it counts the references as it meets them. The marks
    of notes that were made before are fields."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
        notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
    words = {note.get(f"{W}id", ""): squeezed(_word(note)) for note in notes.findall(f"{W}footnote")}
    said = {}
    for number, reference in enumerate(body.iter(f"{W}footnoteReference"), 1):
        said[number] = words[reference.get(f"{W}id", "")]
        reference.set(f"{W}id", str(number))
    tables = [
        row.findall(f"{W}tc") for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None
    ]
    return Shown(
        streams=(squeezed(_word(body)),),
        notes=said,
        alts=frozenset(map(squeezed, _described(body))),
        rows=tuple(tuple(squeezed(_word(cell)) for cell in cells) for cells in tables),
    )


def _described(body: ElementTree.Element) -> list[str]:
    """The words of pictures, charts, and tables that stand for a figure."""
    return [
        *(drawing.get("descr", "") for drawing in body.iter(DRAWN)),
        *(table.get(f"{W}val", "") for table in body.iter(f"{W}tblDescription")),
    ]


def _word(element: ElementTree.Element) -> str:
    """The text below an element with its marks; the comma between two marks is none of its words."""
    match element.tag.removeprefix(W):
        case "t":
            return element.text or ""
        case "noBreakHyphen":
            return "-"
        case "footnoteReference":
            return mark(element.get(f"{W}id"))
        case "fldSimple" if "NOTEREF" in element.get(f"{W}instr", ""):
            return mark("".join(element.itertext()))
    parts = (_word(child) for child in element)
    return re.sub(r"\},\{", "}{", "".join(parts))


class _Page(HTMLParser):
    """Marks are links to notes; of a drawing only its words for those who do not see it count."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.alts: list[str] = []
        self.notes: dict[int, list[str]] = {}
        self.rows: list[list[list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"main", "svg", "desc", "form", "sup", "a", "td", "li", "summary"}:
            told = dict(attrs)
            self.open.append((tag, told.get("id") or told.get("role") or ""))
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append([])
        elif tag == "desc":
            self.alts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in (inside := [name for name, _ in self.open]):
            del self.open[len(inside) - 1 - inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if "desc" in tags:
            self.alts[-1] += data
        if "main" not in tags or {"svg", "form", "summary"} & set(tags):
            return
        if tags[-1] == "a" and self.open[-1][1].startswith("mark-"):
            data = mark(data)
        elif {"sup", "a"} & set(tags):
            return
        self._keep(data, next((id for tag, id in self.open if id.startswith("note-")), ""))

    def _keep(self, data: str, note: str) -> None:
        if note:
            self.notes.setdefault(int(note.removeprefix("note-")), []).append(data)
            return
        self.text.append(data)
        if "td" in (tag for tag, _ in self.open):
            self.rows[-1][-1].append(data)


def read_html(path: Path, evidence: str) -> Shown:
    """The page's main part; ``evidence`` is the word before the ids at the end of a note, which paper lacks."""
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return Shown(
        streams=(squeezed("".join(page.text)),),
        notes={number: _words_alone("".join(parts), evidence) for number, parts in page.notes.items()},
        alts=frozenset(map(squeezed, page.alts)),
        rows=tuple(tuple(squeezed("".join(cell)) for cell in row) for row in page.rows if row),
    )


def _words_alone(note: str, evidence: str) -> str:
    return squeezed(re.sub(rf"\s*{evidence}: \S.*$", "", " ".join(note.split())))


def read_markdown(folder: Path, evidence: str) -> Shown:
    """All modules one after another; the text below a figure's caption is its words for those who do not
    see it."""
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.M)
    body = re.sub(r"^\[\^\d+\]: .*$", "", text, flags=re.M)
    tables = re.findall(r"^\|[^\n]*\n\|[-:|]+\n((?:\|.*\n?)*)", body, re.M)
    lines = [line for table in tables for line in table.splitlines()]
    return Shown(
        streams=(squeezed(_plain(re.sub(r"^> |\\$", "", body, flags=re.M))),),
        notes={int(number): _words_alone(_plain(words), evidence) for number, words in notes},
        alts=frozenset(squeezed(_plain(block)) for block in body.split("\n\n")),
        rows=tuple(tuple(squeezed(_plain(cell)) for cell in _cells(line)) for line in lines),
    )


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)[1:-1]


def _plain(text: str) -> str:
    text = re.sub(r"\[\^(\d+)\]", lambda found: mark(found[1]), text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"<br>", " ", text.replace("**", "")))


@dataclass(frozen=True)
class _Bit:
    """A piece of a line in PDF, in units of pdftohtml."""

    top: int
    left: int
    end: int
    size: int
    words: str
    linked: bool

    def joins(self, before: _Bit) -> bool:
        """Whether it stands right behind another piece of its line."""
        return abs(self.left - before.end) <= 3

    def begins(self, after: _Bit) -> bool:
        """Whether it is the number before another piece of its line."""
        return abs(self.top - after.top) <= 3 and 0 < after.left - self.end <= 9


def read_pdf(path: Path) -> Shown:
    """The texts as pdftohtml finds them with their sizes, and the drawings' words from the structure tree."""
    command = ["pdftohtml", "-xml", "-i", "-q", "-stdout", path]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    pieces = _pieces(_bits(done.stdout))
    return Shown(
        streams=(
            "".join(words for _, words in pieces),
            "".join(words for large, words in pieces if large),
            "".join(words for large, words in pieces if not large),
        ),
        alts=frozenset(map(squeezed, _alts(path.read_bytes()))),
    )


def _bits(xml: str) -> list[_Bit]:
    """Every piece of text inside the running lines, the word behind the page of a draft left out."""
    sizes = {id: int(size) for id, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', xml)}
    place = r'<text top="(\d+)" left="(\d+)" width="(\d+)" height="\d+" font="(\d+)">(.*)</text>'
    bits = []
    for *numbers, font, inside in re.findall(place, xml):
        top, left, width = map(int, numbers)
        if RUNNING[0] < top < RUNNING[1] and sizes[font] < BEHIND_SIZE:
            words = squeezed(html.unescape(re.sub(r"<[^>]+>", "", inside)))
            linked = inside.startswith("<a ")
            bits.append(_Bit(top, left, left + width, sizes[font], words, linked))
    return bits


def _pieces(bits: list[_Bit]) -> list[tuple[bool, str]]:
    """Each text with whether it is prose. A mark goes with the text before it, a note's number with the
    note."""
    pieces: list[tuple[bool, str]] = []
    for before, bit, after in zip([bits[0], *bits], bits, [*bits[1:], bits[-1]], strict=False):
        if bit.size > MARK_SIZE or not bit.words.isdigit():
            pieces.append((bit.size >= PROSE_SIZE, bit.words))
        elif bit.linked and (bit.joins(before) or not bit.begins(after)):
            pieces.append((pieces[-1][0], mark(bit.words)))
        else:
            pieces.append((False, f" {mark(bit.words)}"))
    return pieces


def _alts(data: bytes) -> list[str]:
    wide = re.findall(rb"/Alt<FEFF([0-9A-F]+)>", data)
    plain = re.findall(rb"/Alt\((.*?)\)(?=/|>>)", data, re.S)
    return [
        *(bytes.fromhex(alt.decode()).decode("utf-16-be") for alt in wide),
        *(re.sub(r"\\(.)", r"\1", alt.decode("latin-1")) for alt in plain),
    ]
