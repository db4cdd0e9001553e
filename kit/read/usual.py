"""Cells and shared strings in the writing that Excel, LibreOffice and the kit use, by pattern.

Nearly every file is written like that, and a pattern reads it three times faster than a parser hands over its
tags. Whatever is written otherwise (comments, CDATA, prefixes, rich text, rarer attributes) is
:class:`UnusualError` here and goes to the parser, which reads all of XML; both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Written = tuple[str, str, str, str, str, str, str]
"""A cell as it stands: column letters, style, type, formula, value, text in place, and what is none of it."""

_TEXT = r"[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});"
_ANY = rf"{_TEXT}*(?:{_ENTITY}{_TEXT}*)*"
_SOME = rf"(?:{_TEXT}|{_ENTITY}){_ANY}"
_PRESERVE = r'(?: xml:space="preserve")?'
_ATTRIBUTES = r'(?:\s+[A-Za-z][\w:.]*="[^"<&]*")*'

_DATA = re.compile(rb"<sheetData>\s*(?=<row )")
_DATA_END = re.compile(rb"\s*</sheetData>")
_ROW = re.compile(rb'\s*<row r="(\d{1,7})"' + _ATTRIBUTES.encode() + rb"\s*(/?)>")
_ROW_END = b"</row>"
_LONGEST_ROW = 2**21
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d{1,7}"(?: s="(\d{1,6})")?(?: t="(\w{1,9})")?\s*(?:/>|>'
    rf"(<f{_ATTRIBUTES}\s*(?:/>|>{_ANY}</f>))?"
    rf"(?:<v>({_SOME})</v>|<is><t{_PRESERVE}>({_SOME})</t></is>)?"
    r"</c>)|\s+|(.+)",
    re.S,
)
_BLANKS = re.compile(rb'(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?\s*/>)+')
_MERGES = re.compile(
    rb'<mergeCells(?: count="\d{1,7}")?>(?:<mergeCell ref="[A-Z0-9:]{1,30}"\s*/>)*</mergeCells>'
)
_REFERENCE = re.compile(rb'ref="([^"]*)"')
_OURS = re.compile(rb"<(?:[\w.-]+:)?(?:c|row|mergeCell)[\s/>]|<!|<\?(?!xml )")
_STRINGS = re.compile(rb"<sst(?:\s[^<>]*)?>")
_STRINGS_END = re.compile(rb"</sst>\s*")
_STRING = re.compile(rf"\s*<si><t{_PRESERVE}(?:/>|>({_ANY})</t>)</si>\s*|(.+)", re.S)
_MOST_STRINGS = 2**23
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding=[\"'](?!utf-8[\"'])", re.I)
_ONE_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|([a-z]+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class UnusualError(Exception):
    """Written in another way: a matter for the parser."""


def each_row(
    data: bytes, take: Callable[[str, list[Written]], object], blank: Callable[[str, int], object]
) -> bytes:
    """Give each row's number and cells to ``take``, number and count of cells of one that is formatted but
    empty to ``blank``; return the sheet's part without them."""
    begin = _DATA.search(data)
    if begin is None or data.find(b"<!", 0, begin.start()) >= 0 or _ENCODING.match(data):
        raise UnusualError
    at = begin.end()
    while row := _ROW.match(data, at):
        at = row.end()
        if row[2]:
            blank(row[1].decode(), 0)
            continue
        end = data.find(_ROW_END, at)
        if not 0 <= end - at <= _LONGEST_ROW:
            raise UnusualError
        if _BLANKS.fullmatch(data, at, end):
            blank(row[1].decode(), data.count(b"<", at, end))
        else:
            take(row[1].decode(), _CELL.findall(_decoded(data[at:end])))
        at = end + len(_ROW_END)
    end_of_all = _DATA_END.match(data, at)
    if end_of_all is None:
        raise UnusualError
    return b"%b<sheetData/>%b" % (data[: begin.start()], data[end_of_all.end() :])


def merged(rest: bytes) -> list[str]:
    """The merged ranges in a sheet's part without its rows; nothing else in it is of any use to us."""
    found = _MERGES.search(rest)
    start, end = found.span() if found else (0, 0)
    if _OURS.search(rest[:start]) or _OURS.search(rest, end):
        raise UnusualError
    return [reference.decode() for reference in _REFERENCE.findall(rest, start, end)]


def strings(data: bytes) -> list[str]:
    """The shared strings, each as it stands (:func:`text_of` still to be done)."""
    begin, size = _STRINGS.search(data[:4096]), len(data)
    if begin is None or size > _MOST_STRINGS or b"<!" in data or _ENCODING.match(data):
        raise UnusualError
    end = data.rfind(b"</sst>")
    if end < 0 or not _STRINGS_END.fullmatch(data, end):
        raise UnusualError
    found = []
    for text, other in _STRING.findall(_decoded(data[begin.end() : end])):
        if other:
            raise UnusualError
        found.append(text_of(text) if "&" in text else text)
    return found


def text_of(written: str) -> str:
    """A text with its entities replaced."""
    return _ONE_ENTITY.sub(_character, written)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise UnusualError


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise UnusualError from problem
