"""How much room words take in Arial: enough to choose column widths and row heights."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

_EMS = {
    0.222: "ijl'|’‘",
    0.278: "ft.,:;/ I![]\\",
    0.333: 'r-()“”"*',
    0.5: "ckJsvxyz",
    0.556: "abdeghnopquLå0123456789?–+=<>_#$",
    0.611: "FTZøßl",
    0.667: "ABEKPSVXY&Å",
    0.722: "CDHNRUw",
    0.778: "GOQØ",
    0.833: "mM",
    0.889: "æ%",
    1.0: "WÆ…—@",
}
_WIDTH = {char: ems for ems, chars in reversed(_EMS.items()) for char in chars}
_BOLD = 1.08
_KNOWN = 20_000
"""So many words and lines are measured once: headings, lists and guidance stand in every worksheet."""
_BREAKS = re.compile(r"(?<=[\s\-–/;])")


@lru_cache(_KNOWN)
def text_points(text: str, size: float, bold: bool = False) -> float:
    """Width of a text on one line, in points."""
    return sum([_WIDTH.get(char, 0.6) for char in text]) * size * (_BOLD if bold else 1.0)


def column_points(width: float) -> float:
    """Width of a column in points; ``width`` counts digits of Arial 10, as Excel does (7 pixels each)."""
    return (width * 7 + 5) * 0.75


def width_for(points: float) -> float:
    """The column width, in digits, that gives ``points`` of room beside Excel's own margins."""
    return (points / 0.75 + 8) / 7


@lru_cache(_KNOWN)
def longest_word(text: str, size: float, bold: bool = False) -> float:
    """Width in points of the widest piece that will not be broken."""
    return max((text_points(piece.strip(), size, bold) for piece in _BREAKS.split(text)), default=0.0)


def line_count(text: str, points: float, size: float, bold: bool = False) -> int:
    """Lines that a wrapped text takes in a cell with ``points`` of room (at least 1)."""
    room = max(points - 5, 1.0)
    return sum(_wrapped(line, room, size, bold) for line in text.split("\n")) if text else 1


@lru_cache(_KNOWN)
def _wrapped(line: str, room: float, size: float, bold: bool) -> int:
    lines, used = 1, 0.0
    for piece in _BREAKS.split(line):
        width, shown = text_points(piece, size, bold), text_points(piece.rstrip(), size, bold)
        if used and used + shown > room:
            lines, used = lines + 1, 0.0
        if shown > room:
            lines += ceil(shown / room) - 1
            width = shown % room
        used += width
    return lines


def line_height(size: float) -> float:
    """Height of one line in points."""
    return size * 1.28
