"""Reads .xlsx, strict ones included: own small reader on zip and expat, with exact addresses and limits."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from kit.read import limits
from kit.read.cells import SheetParser
from kit.read.comments import CommentParser, DrawingParser
from kit.read.grid import Book, Name, Tab, number_of
from kit.read.limits import RefusedError
from kit.read.parts import Parts, parse, remembering
from kit.read.stored import Stored, Styles, unescape
from kit.read.struck import struck_cells, struck_styles
from kit.read.usual import UnusualError, each_row, merged
from kit.read.usual import strings as usual_strings

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_SHARES = (9, 10)
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_LONGEST_ENDS = 4_000
_MOST_NAMES = 2_000
_OVER_CELLS: Mapping[str, type[CommentParser] | type[DrawingParser]] = {
    "/comments": CommentParser,
    "/drawing": DrawingParser,
}
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)


@dataclass(frozen=True, slots=True)
class _Relation:
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class _Index:
    """What workbook.xml says: tabs as ``(name, hidden, relation id)``, names that point at one cell, and the
    texts of those that stand for one."""

    tabs: tuple[tuple[str, bool, str], ...]
    names: tuple[Name, ...]
    from_1904: bool
    constants: str = ""


def read_xlsx(data: bytes, format: str = "xlsx", most: int = limits.CELLS) -> Book:
    """The whole workbook, with at most so many cells a sheet (empty formatted ones included).

    ``RefusedError`` where it is damaged, too big, encrypted or unsafe.
    """
    parts = Parts(data)
    main = next((r.target for r in _relations(parts, "").values() if r.type.endswith("/officeDocument")), "")
    if main not in parts:
        main = "xl/workbook.xml"
    index = _index_in(parts.read(main))
    relations = _relations(parts, main)
    if len(index.tabs) > limits.SHEETS:
        raise RefusedError("file.too-big")
    styles = cache(partial(_styles, parts, relations))
    stored = Stored(_shared_strings(parts, relations), styles, index.from_1904)
    tabs, printed = [], list[str]()
    for name, hidden, relation_id in index.tabs:
        relation = relations.get(relation_id)
        if relation is None or not relation.type.endswith("/worksheet"):
            continue  # a chart sheet has no cells
        data = parts.read(relation.target)
        printed.append(_page_ends(data))
        parser = _sheet(data, partial(SheetParser, stored, most))
        rows = parser.rows
        ordered = rows if list(rows) == sorted(rows) else dict(sorted(rows.items()))
        comments = _comments(parts, relation.target)
        struck = struck_cells(data, styles().struck)
        tabs.append(Tab(name, ordered, tuple(parser.merges), hidden, comments, struck))
    if not tabs:
        raise RefusedError("file.damaged")
    marks = " ".join((_marks(parts), index.constants, *printed))
    return Book(format, tuple(tabs), index.names, marks, "xl/vbaProject.bin" in parts)


def _sheet(data: bytes, new: Callable[[], SheetParser]) -> SheetParser:
    """A parsed sheet: its rows by their makes and the rest by the parser, or all by the parser."""
    parser = new()
    try:
        rest = each_row(data, parser.row)
        references = merged(rest)
    except UnusualError:
        parser, rest = new(), data
        parse(rest, parser.start, parser.end, parser.buffer.append)
        return parser
    for reference in references:
        parser.merge(reference)
    parse(rest)  # it holds nothing more for us, but must be whole and harmless
    return parser


def _page_ends(data: bytes) -> str:
    """What a sheet prints above and below each page, which may repeat the identity; ``""`` for nothing."""
    start = data.rfind(b"<headerFooter")
    return data[start : start + _LONGEST_ENDS].decode("utf-8", "replace") if start >= 0 else ""


def _comments(parts: Parts, sheet: str) -> tuple[tuple[int, int, str], ...]:
    """What people hung on the cells of a sheet or drew over them; newer conversations have a twin here in
    plain words."""
    found: list[tuple[int, int, str]] = []
    for relation in _relations(parts, sheet).values():
        makers = (maker for end, maker in _OVER_CELLS.items() if relation.type.endswith(end))
        for maker in makers if relation.target in parts else ():
            collected = maker()
            parse(parts.read(relation.target), collected.start, collected.end, collected.buffer.append)
            found += collected.found
    return tuple(found)


def _relations(parts: Parts, owner: str) -> Mapping[str, _Relation]:
    """The relations of a part (``""`` for the package), with targets as part names."""
    folder, base = posixpath.split(owner)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    if path not in parts:
        return {}
    return {
        id: _Relation(type, _inside(folder, target)) for id, type, target in _relations_in(parts.read(path))
    }


def _inside(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


@remembering
def _relations_in(data: bytes) -> tuple[tuple[str, str, str], ...]:
    """Id, type and target of each relation."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attrs.get("Target", "").replace("\\", "/")
            found.append((attrs.get("Id", ""), attrs.get("Type", ""), target))

    parse(data, start)
    return tuple(found)


@remembering
def _index_in(data: bytes) -> _Index:
    tabs: list[tuple[str, bool, str]] = []
    names: list[Name] = []
    constants: list[str] = []
    called = ""
    from_1904 = False
    text: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal called, from_1904
        if tag == "sheet":
            relation = next((v for k, v in attrs.items() if k == "id" or k.endswith(":id")), "")
            hidden = attrs.get("state", "visible") != "visible"
            tabs.append((attrs.get("name", ""), hidden, relation))
        elif tag == "definedName":
            called = attrs.get("name", "")
            text.clear()
        elif tag == "workbookPr":
            from_1904 = attrs.get("date1904") in ("1", "true")

    def end(tag: str) -> None:
        if tag == "definedName":
            target = "".join(text)
            name = _name(called, target)
            if name:
                names.append(name)
            elif target[:1] == '"':
                constants.append(target[: limits.LONGEST_CONSTANT])

    parse(data, start, end, text.append)
    return _Index(tuple(tabs), tuple(names), from_1904, " ".join(constants))


@lru_cache(_MOST_NAMES)
def _name(name: str, target: str) -> Name | None:
    """A defined name that points at one cell; ``None`` for ranges, formulas and ``#REF!``."""
    match = _TARGET.match(target)
    if not match:
        return None
    tab = match[1].replace("''", "'") if match[1] else match[2]
    return Name(name, tab, int(match[4]), number_of(match[3]))


class _Strings:
    """The shared strings part: rich text as one text, without phonetic readings."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.buffer: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == "t":
            self.buffer.clear()
        elif tag == "si":
            self._pieces.clear()
        elif tag == "rPh":
            self._phonetic = True

    def end(self, tag: str) -> None:
        if tag == "t":
            if not self._phonetic:
                self._pieces.extend(self.buffer)
        elif tag == "si":
            self.found.append(unescape("".join(self._pieces)))
            if len(self.found) > limits.SHARED_STRINGS:
                raise RefusedError("file.too-big")
        elif tag == "rPh":
            self._phonetic = False


def _shared_strings(parts: Parts, relations: Mapping[str, _Relation]) -> list[str]:
    strings = _Strings()
    part = next((r.target for r in relations.values() if r.type.endswith("/sharedStrings")), "")
    if part not in parts:
        return []
    data = parts.read(part)
    try:
        found = [unescape(text) for text in usual_strings(data)]
    except UnusualError:
        parse(data, strings.start, strings.end, strings.buffer.append)
        return strings.found
    if len(found) > limits.SHARED_STRINGS:
        raise RefusedError("file.too-big")
    return found


def _styles(parts: Parts, relations: Mapping[str, _Relation]) -> Styles:
    part = next((r.target for r in relations.values() if r.type.endswith("/styles")), "")
    return _styles_in(parts.read(part)) if part in parts else Styles({})


@remembering
def _styles_in(data: bytes) -> Styles:
    formats: dict[str, str] = {}
    used: list[str] = []
    inside = False

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            formats[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            used.append(attrs.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    parse(data, start, end)
    return Styles({str(i): _shows(id, formats) for i, id in enumerate(used)}, struck_styles(data))


def _shows(id: str, formats: dict[str, str]) -> str:
    if id not in formats:
        number = int(id) if id.isdecimal() else 0
        return "date" if number in _BUILT_IN_DATES else "share" if number in _BUILT_IN_SHARES else ""
    code = _NOT_CODE.sub("", formats[id].split(";")[0]).lower()
    if "general" not in code and any(char in code for char in "dmyhs"):
        return "date"
    return "share" if "%" in code else ""


def _marks(parts: Parts) -> str:
    """Document properties as one text: copies of the identity, where a program kept them."""
    texts = [parts.read(name) for name in ("docProps/custom.xml", "docProps/core.xml") if name in parts]
    return " ".join(text.decode("utf-8", "replace") for text in texts)
