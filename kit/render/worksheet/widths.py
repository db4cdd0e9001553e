"""How wide a column and how high a row should be."""

from __future__ import annotations

from collections.abc import Iterable

from kit.model.sheet import Column, Lists, Sheet
from kit.model.text import Words
from kit.render.worksheet.metrics import (
    column_points,
    line_count,
    line_height,
    longest_word,
    text_points,
    width_for,
)
from kit.render.worksheet.styles import BODY
from kit.render.worksheet.values import entries

HEADER_SIZE = 9.5
SMALL = 8.5

_UNSET = 18
"""The model's default: a column that says no width of its own gets one by its type."""

_BY_TYPE = {
    "text": 26.0, "longtext": 40.0, "number": 10.0, "int": 10.0, "date": 12.5, "multichoice": 24.0,
    "quarter": 10.0, "person": 22.0, "initials": 9.0, "reflist": 24.0, "code": 9.0,
}  # fmt: skip

_WRITING = 27.0
"""Row height in points that leaves room to write by hand on the print."""


def width_of(column: Column, header: str, sheet: Sheet, lists: Lists, lang: str) -> float:
    """Width in digits: the column's own, else by its type; never so narrow that a header word breaks."""
    if sheet.layout == "fields":
        wanted = {0: 28.0, 1: 84.0}.get(sheet.columns.index(column), 12.0)
    elif column.width != _UNSET:
        wanted = float(column.width)
    elif column.type in _BY_TYPE:
        wanted = _BY_TYPE[column.type]
    else:
        wanted = _list_width([choice.label(lang) for choice in entries(lists, column.source)])
    return round(max(wanted, width_for(longest_word(header, HEADER_SIZE, bold=True))), 1)


def _list_width(labels: list[str]) -> float:
    """Room for nearly every label on one line or, when long, on two."""
    widest = max((text_points(label, BODY) for label in labels), default=80.0)
    return min(max(width_for(widest) + 2, 11.0), 22.0)


def crossing_width(labels: list[str]) -> float:
    """Matrix columns: two turned lines of the header, and a hand-written letter."""
    return 4.8 if max(map(len, labels)) <= 24 else 5.4


def number_width(words: Words) -> float:
    """The row-number column also carries the word "example"."""
    return round(width_for(text_points(words("example"), 8)) + 0.6, 1)


def height(texts: Iterable[tuple[str, float]], size: float, least: float, bold: bool = False) -> float:
    """Height in points for wrapped texts, each with the width (in digits) that it has."""
    lines = max((line_count(text, column_points(width), size, bold) for text, width in texts), default=1)
    return round(max(least, lines * line_height(size) + 5), 1)


def turned_height(labels: Iterable[str], size: float) -> float:
    """Height in points for headers turned by 90°, on at most two lines."""
    longest = max((text_points(label, size, bold=True) for label in labels), default=0.0)
    return round(min(max(longest * 0.62 if longest > 96 else longest, 56.0) + 14, 150.0), 1)


def row_height(sheet: Sheet) -> float:
    """Height of a data row, so that a hand can write on the print."""
    if sheet.layout == "form":
        return 20.5
    if sheet.layout == "fields":
        return 34.0
    longtext = any(
        column.type == "longtext" and not (column.more or column.scores) for column in sheet.columns
    )
    return 32.0 if longtext and sheet.rows <= 15 else _WRITING if sheet.layout == "table" else 24.0
