"""How wide a column and how high a row should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from kit.render.worksheet.values import Shown, entries, help_text

HEADER_SIZE = 9.5
TURNED_SIZE = 9.0
SMALL = 8.5

_UNSET = 18
"""The model's default: a column that says no width of its own gets one by its type."""

_BY_TYPE = {
    "text": 26.0, "longtext": 40.0, "number": 10.0, "int": 10.0, "date": 12.5, "multichoice": 24.0,
    "quarter": 10.0, "person": 22.0, "initials": 9.0, "reflist": 24.0, "code": 9.0,
}  # fmt: skip

_HELP_LINES = 4
_WIDEST_FOR_HELP = 17.0
_WIDEST_FOR_VALUES = 36.0
_PAPER_DIGITS = {"A4": 140.0, "A3": 205.0}
"""What fits side by side on the paper, turned, at full size."""

_WRITING = 27.0
"""Row height in points that leaves room to write by hand on the print."""

_HIGHEST = 400.0
"""Excel's rows are no higher than 409 points; a longer text is read in the formula bar."""

_KNOWN = 21.0
"""Height of a row that the kit has mostly filled in: there is little left to write."""


def width_of(
    column: Column, header: str, sheet: Sheet, lists: Lists, words: Words, known: Iterable[Shown | None]
) -> float:
    """Width in digits: the column's own, else by its type; never so narrow that a word would break.

    ``known`` are the values that the kit fills in.
    """
    if sheet.layout == "fields":
        wanted = {0: 28.0, 1: 84.0}.get(sheet.columns.index(column), 12.0)
    elif column.width != _UNSET:
        wanted = float(column.width)
    elif column.type in _BY_TYPE:
        wanted = _BY_TYPE[column.type]
    else:
        wanted = _list_width([choice.label(words.lang) for choice in entries(lists, column.source)])
    wanted = max(wanted, width_for(longest_word(header, HEADER_SIZE, bold=True)))
    texts = {value for value in known if isinstance(value, str)}
    widest = max((longest_word(text, BODY) for text in texts), default=0.0)
    wanted = max(wanted, min(width_for(widest) + 1, _WIDEST_FOR_VALUES))
    return round(_with_help(wanted, help_text(column, lists, words)), 1)


def _with_help(width: float, text: str) -> float:
    """A narrow column widened a little, where its help would otherwise make every heading tall."""
    while width < _WIDEST_FOR_HELP and line_count(text, column_points(width - 2), SMALL) > _HELP_LINES:
        width += 1
    return width


def _list_width(labels: list[str]) -> float:
    """Room for nearly every label on one line or, when long, on two."""
    widest = max((text_points(label, BODY) for label in labels), default=80.0)
    return min(max(width_for(widest) + 2, 11.0), 22.0)


def crossing_width(count: int, others: float, paper: str) -> float:
    """Matrix columns: room for two turned lines and a hand-written letter; wider where the paper allows."""
    return round(min(max((_PAPER_DIGITS[paper] - others) / count, 4.8), 7.2), 1)


def number_width(words: Words) -> float:
    """The row-number column also carries the word "example"."""
    return round(width_for(text_points(words("example"), 8)) + 0.7, 1)


def height(texts: Iterable[tuple[str, float]], size: float, least: float, bold: bool = False) -> float:
    """Height in points for wrapped texts, each with the width (in digits) that it has."""
    lines = max((line_count(text, column_points(width), size, bold) for text, width in texts), default=1)
    return round(min(max(least, lines * line_height(size) + 5), _HIGHEST), 1)


def turned_height(labels: Iterable[str], size: float) -> float:
    """Height in points for headers turned by 90°, on at most two lines."""
    needed = max((_turned(label, size) for label in labels), default=0.0)
    return round(min(max(needed, 56.0) + 12, 200.0), 1)


def _turned(label: str, size: float) -> float:
    whole = text_points(label, size)
    return whole if whole < 110 else max(whole * 0.6, longest_word(label, size))


def row_height(sheet: Sheet, values: Sequence[tuple[Shown, float]]) -> float:
    """Height of a data row: room for a hand on the print, and for what stands there (value, width)."""
    texts = [(value, width - 2) for value, width in values if isinstance(value, str)]
    mostly_known = sheet.layout == "table" and len(values) > 4
    return height(texts, BODY, _KNOWN if mostly_known else _least_height(sheet))


def _least_height(sheet: Sheet) -> float:
    if sheet.layout == "form":
        return 20.5
    if sheet.layout == "fields":
        return 34.0
    longtext = any(
        column.type == "longtext" and not (column.more or column.scores) for column in sheet.columns
    )
    return 30.0 if longtext and sheet.rows <= 15 else _WRITING if sheet.layout == "table" else 24.0
