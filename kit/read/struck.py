"""Answers that somebody struck through instead of deleting them."""

from __future__ import annotations

import re

from kit.read.aside import quoted
from kit.read.grid import corners, spans
from kit.read.layout import EXAMPLE_MARKS
from kit.read.locate import Table
from kit.read.parts import parse
from kit.read.remarks import Remarks
from kit.read.text import plain

_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_WHERE, _STYLE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3}\d{1,7})"'), re.compile(rb'(?:^|\s)s="(\d{1,6})"')
_OFF = ("0", "false")


def struck_styles(data: bytes) -> frozenset[str]:
    """The numbers of the cell styles that strike their text through, in the styles of an .xlsx."""
    if b"strike" not in data:
        return frozenset()
    fonts: list[bool] = []
    used: list[str] = []
    inside = ""

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        if tag in ("fonts", "cellXfs"):
            inside = tag
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts":
            fonts[-1] = attrs.get("val") not in _OFF
        elif tag == "xf" and inside == "cellXfs":
            used.append(attrs.get("fontId", "0"))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == inside:
            inside = ""

    parse(data, start, end)
    struck = {str(place) for place, is_struck in enumerate(fonts) if is_struck}
    return frozenset(str(place) for place, font in enumerate(used) if font in struck)


def struck_cells(data: bytes, styles: frozenset[str]) -> frozenset[tuple[int, int]]:
    """Row and column of the cells of a sheet that have one of these styles, empty ones included."""
    found: set[tuple[int, int]] = set()
    for cell in _CELL.finditer(data) if styles else ():
        where, style = _WHERE.search(cell[1]), _STYLE.search(cell[1])
        place = corners(where[1].decode()) if where and style and style[1].decode() in styles else None
        if place:
            found.add((place.top, place.left))
    return frozenset(found)


def say_struck(table: Table, remarks: Remarks) -> None:
    """Ask about what is struck through below the headings, but for the kit's own help and example."""
    columns = set(table.columns.values())
    found = [
        (row, column, raw)
        for row, column in sorted(table.tab.struck)
        if column in columns and row > table.top and (table.end is None or row < table.end)
        if (raw := table.tab.rows.get(row, {}).get(column)) is not None and not _is_ours(table, row)
    ]
    if found:
        where = spans((row, column) for row, column, _ in found)
        remarks.tab("cell.struck-through", where, shown=quoted(raw for _, _, raw in found))


def _is_ours(table: Table, row: int) -> bool:
    """Whether a row is the kit's help or example."""
    texts = {plain(raw) for raw in table.tab.rows[row].values() if isinstance(raw, str)}
    return not EXAMPLE_MARKS.isdisjoint(texts) or (bool(texts) and texts <= table.layout.printed)
