"""Comments and text boxes in .xls and .xlsb, of which calamine tells nothing: what they say, not where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.model.mark import NOTE_SIGN
from kit.read import limits
from kit.read.comments import MOST, DrawingParser
from kit.read.parts import parse

_OF_XLS = re.compile(rb"\xb6\x01\x12\x00.{10}(..).{6}\x3c\x00..([\x00\x01])", re.S)
"""A text object of an .xls: how many letters it has, and, in the record after it, how wide they are."""
_OF_XLSB = re.compile(rb"\xfd\x04[\x80-\xff]{0,3}[\x00-\x7f].(....)", re.S)
"""A comment's text in an .xlsb, and how many letters it has."""
_COMMENTS, _DRAWING = re.compile(r"comments\d*\.bin$", re.I), re.compile(r"/drawing\d*\.xml$", re.I)


def boxes_in_xls(data: bytes) -> tuple[str, ...]:
    """The texts of comments and text boxes, in the order of the file."""
    return _told(_texts(data, _OF_XLS))


def boxes_in_xlsb(parts: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """The same of a zipped workbook's parts, given by name."""
    found: list[str] = []
    for name, content in parts:
        if isinstance(content, bytes) and _COMMENTS.search(name):
            found += _texts(content, _OF_XLSB)
        elif isinstance(content, bytes) and _DRAWING.search(name):
            drawn = DrawingParser()
            parse(content, drawn.start, drawn.end, drawn.buffer.append)
            found += [text for _, _, text in drawn.found]
    return _told(found)


def _texts(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[str]:
    for match in pattern.finditer(data):
        count = min(int.from_bytes(match[1], "little"), limits.LONGEST_TEXT)
        wide = pattern is _OF_XLSB or match[2] == b"\1"
        letters = data[match.end() : match.end() + count * (1 + wide)]
        yield letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _told(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of people, each once; the notes of a marked copy begin with a sign of the kit's."""
    bare = (text.replace("\0", "").strip() for text in texts)
    return tuple(dict.fromkeys(text for text in bare if text and not text.startswith(NOTE_SIGN)))[:MOST]
