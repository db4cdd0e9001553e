"""A workbook as plain cells with their addresses, whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a usable value. ``kind`` is ``error`` (``#N/A``) or ``formula`` (never calculated)."""

    kind: str
    text: str


Raw = str | int | float | bool | date | Unreadable
"""One cell as the file has it; empty cells are absent."""

Row = dict[int, Raw]
"""The filled cells of a row by column number, from 1."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both corners inclusive, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Tab:
    """One tab of a workbook: its name as it stands, and the filled cells by row number, from 1, ascending.

    ``comments`` are what people hung on cells: row, column and text. ``struck`` are rows and columns of cells
    whose text is struck through.
    """

    name: str
    rows: Mapping[int, Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    comments: tuple[tuple[int, int, str], ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that stands in a cell."""
        return frozenset([raw for cells in self.rows.values() for raw in cells.values() if type(raw) is str])

    def cells_with(self, texts: Set[str]) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of the cells that hold one of these, row by row."""
        for row, cells in self.rows.items():
            if not texts.isdisjoint(cells.values()):
                for column, raw in cells.items():
                    if isinstance(raw, str) and raw in texts:
                        yield row, column, raw


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name that points at one cell."""

    name: str
    tab: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. ``marks`` is text beside the cells that may repeat the identity (properties).
    ``hides_errors``: some cells hold errors, which came through as empty ones. ``boxes`` are texts of
    comments and text boxes of which nobody knows where they are."""

    format: str
    tabs: tuple[Tab, ...]
    names: tuple[Name, ...] = ()
    marks: str = ""
    macros: bool = False
    hides_errors: bool = False
    boxes: tuple[str, ...] = ()


@cache
def letters(column: int) -> str:
    """``1`` is ``A``, ``28`` is ``AB``."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_of(name: str) -> int:
    """``A`` is 1, ``ab`` is 28; 0 for anything but letters."""
    total = 0
    for char in name.upper():
        if not "A" <= char <= "Z":
            return 0
        total = total * 26 + ord(char) - 64
    return total


def address(row: int, column: int) -> str:
    """``D7``, as people see it."""
    return f"{letters(column)}{row}"


_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$")


def corners(reference: str) -> Merge | None:
    """The corners of ``B2:C5`` or ``$B$4``; ``None`` where it is no range."""
    match = _RANGE.match(reference)
    if not match:
        return None
    left, top = number_of(match[1]), int(match[2])
    right, bottom = (number_of(match[3]), int(match[4])) if match[3] else (left, top)
    return Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def spans(cells: Iterable[tuple[int, int]]) -> str:
    """Cells ``(row, column)`` as people write them: ``D7, D9–D12``."""
    pieces: list[str] = []
    ordered = sorted(set(cells), key=lambda cell: (cell[1], cell[0]))
    start = 0
    for i, (row, column) in enumerate(ordered):
        if i + 1 < len(ordered) and ordered[i + 1] == (row + 1, column):
            continue
        first = address(*ordered[start])
        pieces.append(first if start == i else f"{first}–{address(row, column)}")
        start = i + 1
    return ", ".join(pieces)
