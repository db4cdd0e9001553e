"""Rows and shared strings in the writing that Excel, LibreOffice and the kit use, without a parser.

Nearly every file is written like that. The rows of a sheet are of a few makes: columns, styles and types of
their cells are the same again and again, and only their numbers and texts differ. A make is looked at once,
in all files together; after that a row is but its texts. Whatever is written otherwise (comments, CDATA,
prefixes, rich text, rarer attributes) is :class:`UnusualError` here and goes to the parser, which reads all
of XML; both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kit.read import limits
from kit.read.grid import number_of

_ATTRIBUTES = r'(?:\s+[A-Za-z][\w:.]*="[^"<&]*")*'
_PRESERVE = ' xml:space="preserve"'

_DATA = re.compile(rb"<sheetData>\s*(?=<row )")
_DATA_END = re.compile(rb"\s*</sheetData>")
_ROW = re.compile(rb'\s*<row r="(\d{1,7})"' + _ATTRIBUTES.encode() + rb"\s*(/?)>")
_ROW_END = b"</row>"
_LONGEST_ROW = 2**21

_TEXT = re.compile(">([^<]+)<")
_HOLE, _NUMBER = ">\0<", "\1"
"""What stands for a text and for the row's own number in the writing of a make: signs that no row has."""
_CELL = re.compile(
    rf'<c r="([A-Z]{{1,3}}){_NUMBER}"(?: s="(\d{{1,6}}|\d{{0,5}}{_NUMBER})")?(?: t="(\w{{1,9}})")?\s*(?:/>|>'
    rf"(<f{_ATTRIBUTES}\s*(?:/>|>(\0?)</f>))?"
    rf"(?:<v>(\0)</v>|<is><t(?:{_PRESERVE})?>(\0)</t></is>)?"
    r"</c>)|(.+)",
    re.S,
)
_MOST_MAKES, _LONGEST_MAKE = 1_000, 20_000
"""A template has a few dozen makes, and hardly one is that long."""

_MERGES = re.compile(
    rb'<mergeCells(?: count="\d{1,7}")?>(?:<mergeCell ref="[A-Z0-9:]{1,30}"\s*/>)*</mergeCells>'
)
_REFERENCE = re.compile(rb'ref="([^"]*)"')
_OURS = re.compile(rb"<(?:[\w.-]++:)?(?:c|row|mergeCell)[\s/>]|<!|<\?(?!xml )")

_STRINGS = re.compile(rb"<sst(?:\s[^<>]*)?>\s*")
_STRINGS_END = re.compile(rb"</sst>\s*")
_FIRST, _BETWEEN, _LAST = "<si><t>", "</t></si><si><t>", "</t></si>"
_TAGS = 4
_MOST_STRINGS = 2**23

_ENCODING = re.compile(rb"<\?xml[^>]*?encoding=[\"'](?!utf-8[\"'])", re.I)
_ALLOWED = bytes(byte for byte in range(256) if byte in b"\t\n" or byte >= 0x20)
_ODD_SIGNS = {b"\xef": (b"\xef\xbf\xbe", b"\xef\xbf\xbf"), b"]": (b"]]>",)}
"""What XML allows in no text, though each of the bytes may stand there; by its first byte, which is rare."""
_AT_ONCE = 2**20
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class UnusualError(Exception):
    """Written in another way: a matter for the parser."""


@dataclass(frozen=True, slots=True, eq=False)
class Make:
    """How a row is written, but for its number and its texts.

    ``columns`` are those of the cells with a value and ``kinds`` their types and styles; ``places`` say which
    of the row's texts are these values (``None`` for all, formulas have texts too). ``formulas`` are columns
    of cells that have a formula and no value, ``count`` is how many cells there are, empty ones included. Of
    a ``numbered`` one some styles end like the row's number, and were taken for it.
    """

    columns: tuple[int, ...]
    kinds: tuple[tuple[str, str], ...]
    places: tuple[int, ...] | None
    formulas: tuple[int, ...]
    count: int
    numbered: bool


def each_row(data: bytes, take: Callable[[int, Make, Sequence[str]], object]) -> bytes:
    """Give each row's number, make and values to ``take``; return the sheet's part without the rows."""
    begin = _DATA.search(data)
    if begin is None or data.find(b"<!", 0, begin.start()) >= 0 or _ENCODING.match(data):
        raise UnusualError
    _refuse_odd_signs(data, begin.end())
    try:
        end = _each_row(data, begin.end(), take)
    except UnicodeDecodeError as problem:
        raise UnusualError from problem
    end_of_all = _DATA_END.match(data, end)
    if end_of_all is None:
        raise UnusualError
    return b"%b<sheetData/>%b" % (data[: begin.start()], data[end_of_all.end() :])


def _each_row(data: bytes, at: int, take: Callable[[int, Make, Sequence[str]], object]) -> int:
    """All rows from there on; the place where no other one begins."""
    while row := _ROW.match(data, at):
        at = row.end()
        if row[2]:
            take(int(row[1]), _NO_CELLS, ())
            continue
        end = data.find(_ROW_END, at)
        if not 0 <= end - at <= _LONGEST_ROW:
            raise UnusualError
        number, written = row[1].decode(), data[at:end].decode()
        at = end + len(_ROW_END)
        pieces = _TEXT.split(written)
        writing = _HOLE.join(pieces[::2])
        if len(writing) > _LONGEST_MAKE:
            raise UnusualError
        make = _make_of(writing.replace(f'{number}"', f'{_NUMBER}"'))
        if make.numbered:
            make = _with_number(make, number)
        texts = list(map(text_of, pieces[1::2])) if "&" in written else pieces[1::2]
        if make.places is not None:
            texts = [texts[place] for place in make.places]
        take(int(number), make, texts)
    return at


@lru_cache(_MOST_MAKES)
def _make_of(writing: str) -> Make:
    """What the writing of a row says; ``UnusualError`` where one of its cells is not written as usual."""
    columns, kinds, places, formulas = list[int](), list[tuple[str, str]](), list[int](), list[int]()
    texts = 0
    cells = _CELL.findall(writing)
    for name, style, kind, formula, formula_text, value, text_in_place, other in cells:
        if other:
            raise UnusualError
        texts += bool(formula_text)
        if value or text_in_place:
            columns.append(number_of(name))
            kinds.append((kind or "n", style))
            places.append(texts)
            texts += 1
        elif formula:
            formulas.append(number_of(name))
    known = {*columns, *formulas}
    if len(known) < len(columns) + len(formulas) or max(known, default=0) > limits.LAST_COLUMN:
        raise UnusualError
    numbered = any(_NUMBER in style for _, style in kinds)
    all_texts = None if len(places) == texts else tuple(places)
    return Make(tuple(columns), tuple(kinds), all_texts, tuple(formulas), len(cells), numbered)


_NO_CELLS = _make_of("")


@lru_cache(_MOST_MAKES)
def _with_number(make: Make, number: str) -> Make:
    """The make for one row: some of its styles had the same number as the row."""
    kinds = tuple((kind, style.replace(_NUMBER, number)) for kind, style in make.kinds)
    return replace(make, kinds=kinds, numbered=False)


def merged(rest: bytes) -> list[str]:
    """The merged ranges in a sheet's part without its rows; nothing else in it is of any use to us."""
    found = _MERGES.search(rest)
    start, end = found.span() if found else (0, 0)
    if _OURS.search(rest[:start]) or _OURS.search(rest, end):
        raise UnusualError
    return [reference.decode() for reference in _REFERENCE.findall(rest, start, end)]


def strings(data: bytes) -> list[str]:
    """The shared strings, entities replaced."""
    begin, end = _STRINGS.search(data[:4096]), data.rfind(b"</sst>")
    if begin is None or len(data) > _MOST_STRINGS or b"<!" in data or _ENCODING.match(data):
        raise UnusualError
    if not _STRINGS_END.fullmatch(data, end):
        raise UnusualError
    _refuse_odd_signs(data, begin.end())
    written = _decoded(data[begin.end() : end]).rstrip()
    written = written.replace(f"<t{_PRESERVE}>", "<t>").replace("<si><t/></si>", _FIRST + _LAST)
    if not written:
        return []
    found = written[len(_FIRST) : -len(_LAST)].split(_BETWEEN)
    tags = written.count("<")
    if not (written.startswith(_FIRST) and written.endswith(_LAST)) or tags != _TAGS * len(found):
        raise UnusualError
    return [text_of(text) if "&" in text else text for text in found] if "&" in written else found


def text_of(written: str) -> str:
    """A text with its entities replaced."""
    text, count = _ENTITY.subn(_character, written)
    if count != written.count("&"):
        raise UnusualError
    return text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise UnusualError


def _refuse_odd_signs(data: bytes, start: int) -> None:
    """``UnusualError`` where from there on something stands that XML allows in no text."""
    for begin in range(start, len(data), _AT_ONCE):
        if data[begin : begin + _AT_ONCE].translate(None, _ALLOWED):
            raise UnusualError
    for first, signs in _ODD_SIGNS.items():
        if first in data and any(sign in data for sign in signs):
            raise UnusualError


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise UnusualError from problem
