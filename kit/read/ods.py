"""Reads .ods: own small reader of content.xml, for calamine takes an error for a blank and sees no names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.read import limits
from kit.read.comments import MOST
from kit.read.grid import Book, Merge, Name, Raw, Row, Tab, Unreadable, number_of
from kit.read.limits import RefusedError
from kit.read.mirrors import mirrors_in
from kit.read.parts import Parts, parse
from kit.read.stored import number, share

_TARGET = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_MIRRORS = ("meta.xml", "styles.xml")
"""What the document says of itself, and what it prints on every page."""
_CELLS = ("table-cell", "covered-table-cell")
_BESIDE = frozenset({"annotation", "shapes", "frame", "custom-shape", "dde-links", "tracked-changes"})
"""What may hold paragraphs or tables of its own and is no cell's text."""

_OF_STYLES = ("style", "table-properties", "text-properties")
_STRUCK = "style:text-line-through-style"
_SPOKEN = ("annotation", "shapes", "frame", "custom-shape")
"""Those of them in which people write: comments and text boxes."""


def read_ods(data: bytes) -> Book:
    """The whole workbook. ``RefusedError`` where it is damaged, too big or unsafe."""
    parts = Parts(data)
    content = _Content()
    parse(parts.read("content.xml"), content.start, content.end, content.chars)
    if not content.tabs:
        raise RefusedError("file.damaged")
    beside = [parts.read(name) for name in _MIRRORS if name in parts]
    marks = mirrors_in([*beside, " ".join(content.constants).encode()])
    return Book("ods", tuple(content.tabs), tuple(content.names), marks)


@dataclass(slots=True)
class _Cell:
    """The cell in the making: its attributes and its paragraphs."""

    attrs: Mapping[str, str]
    covered: bool
    paragraphs: list[str] = field(default_factory=list)

    @property
    def repeated(self) -> int:
        return _count(self.attrs.get("table:number-columns-repeated"))

    def raw(self) -> Raw:
        """The value; ``""`` for an empty cell. An error shows as an empty text with other words in sight."""
        attrs, text = self.attrs, "\n".join(self.paragraphs)
        kind = attrs.get("office:value-type")
        formula = "table:formula" in attrs
        if attrs.get("calcext:value-type") == "error":
            return Unreadable("error", text)
        if kind is None:
            return text  # a formula whose result is an empty text has no type either
        if kind == "string":
            given = attrs.get("office:string-value")
            if formula and given == "" and text:
                return Unreadable("error", text)
            return text if given is None else given
        try:
            return _typed(kind, attrs, text)
        except (ValueError, OverflowError):
            return Unreadable("error", text[:40])


def _typed(kind: str, attrs: Mapping[str, str], text: str) -> Raw:
    if kind == "date":
        return date.fromisoformat(attrs.get("office:date-value", "")[:10])
    if kind == "boolean":
        return attrs.get("office:boolean-value") == "true"
    if kind == "time":
        return text or attrs.get("office:time-value", "")
    value = number(attrs.get("office:value", ""))
    return share(value) if kind == "percentage" else value


class _Content:
    """Collects tabs and names from content.xml; ``start``, ``end``, ``chars`` go to the parser."""

    def __init__(self) -> None:
        self.tabs: list[Tab] = []
        self.names: list[Name] = []
        self.constants: list[str] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._aside: list[str] = []
        self._tables = 0
        self._name = ""
        self._is_hidden = False
        self._rows: dict[int, Row] = {}
        self._merges: list[Merge] = []
        self._row = self._times = self._filled = 0
        self._column = 0
        self._cells: Row = {}
        self._cell: _Cell | None = None
        self._text: list[str] | None = None
        self._comment: list[str] = []
        self._comments: list[tuple[int, int, str]] = []
        self._striking: set[str] = set()
        self._struck: set[tuple[int, int]] = set()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if self._aside or tag in _BESIDE:
            self._start_aside(tag)
        elif tag in _CELLS:
            if self._cell is not None:
                raise RefusedError("file.damaged")
            self._cell = _Cell(attrs, tag != _CELLS[0])
        elif self._cell is not None:
            self._start_text(tag, attrs)
        elif tag == "table-row":
            self._start_row(attrs)
        elif tag == "table":
            self._start_table(attrs)
        elif tag in ("named-range", "named-expression"):
            self._add_name(attrs)
        elif tag in _OF_STYLES:
            self._start_style(tag, attrs)

    def _start_style(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "style":
            self._style = attrs.get("style:name", "")
        elif tag == "table-properties" and attrs.get("table:display") == "false":
            self._hidden.add(self._style)
        elif tag == "text-properties" and attrs.get(_STRUCK, "none") != "none":
            self._striking.add(self._style)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self._aside:
            if self._aside.pop() in _SPOKEN and not self._aside:
                self._end_comment()
        elif tag in _CELLS:
            self._end_cell()
        elif tag in ("p", "h") and self._cell is not None and self._text is not None:
            self._cell.paragraphs.append("".join(self._text))
            self._text = None
        elif tag == "table-row" and self._cell is None:
            self._end_row()
        elif tag == "table" and self._cell is None:
            self.tabs.append(
                Tab(
                    self._name,
                    self._rows,
                    tuple(self._merges),
                    self._is_hidden,
                    tuple(self._comments),
                    frozenset(self._struck),
                )
            )

    def chars(self, text: str) -> None:
        if self._aside:
            if self._aside[0] in _SPOKEN and self._aside[-1] in ("p", "span", "a"):
                self._comment.append(text)
        elif self._text is not None:
            self._text.append(text)

    def _start_aside(self, tag: str) -> None:
        self._aside.append(tag)
        if tag in ("p", "h") and self._comment:
            self._comment.append("\n")

    def _start_text(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag in ("p", "h"):
            self._text = []
        elif self._text is not None and tag == "s":
            self._text.append(" " * min(_count(attrs.get("text:c")), limits.LONGEST_TEXT))
        elif self._text is not None and tag in ("tab", "line-break"):
            self._text.append("\t" if tag == "tab" else "\n")

    def _start_table(self, attrs: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables > limits.SHEETS:
            raise RefusedError("file.too-big")
        self._name = attrs.get("table:name", "")
        self._is_hidden = attrs.get("table:style-name", "") in self._hidden
        self._rows, self._merges, self._comments, self._struck = {}, [], [], set()
        self._row = self._times = self._filled = 0

    def _start_row(self, attrs: Mapping[str, str]) -> None:
        self._row += self._times or 1
        self._times = _count(attrs.get("table:number-rows-repeated"))
        if not self._row <= limits.LAST_ROW:
            raise RefusedError("file.damaged")
        self._column, self._cells = 0, {}

    def _end_row(self) -> None:
        """A filled row may be repeated, too; rows are counted before they are made."""
        self._filled += len(self._cells) * self._times
        if self._filled > limits.CELLS:
            raise RefusedError("file.too-big")
        if self._cells:
            self._rows.update((self._row + n, dict(self._cells)) for n in range(self._times))

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        assert cell is not None
        raw = cell.raw()
        first, self._column = self._column + 1, self._column + cell.repeated
        if raw != "" and not cell.covered:
            if self._column > limits.LAST_COLUMN:
                raise RefusedError("file.damaged")
            self._cells.update(dict.fromkeys(range(first, self._column + 1), raw))
            if self._striking and cell.attrs.get("table:style-name", "") in self._striking:
                self._struck.update((self._row, column) for column in range(first, self._column + 1))
        down = _count(cell.attrs.get("table:number-rows-spanned"))
        right = _count(cell.attrs.get("table:number-columns-spanned"))
        if (down > 1 or right > 1) and len(self._merges) < limits.MERGES:
            self._merges.append(Merge(self._row, first, self._row + down - 1, first + right - 1))

    def _end_comment(self) -> None:
        text = "".join(self._comment).strip()
        self._comment.clear()
        where = (self._row, self._column + 1) if self._cell is not None else (1, 1)
        if text and len(self._comments) < MOST:
            self._comments.append((*where, text[: limits.LONGEST_TEXT]))

    def _add_name(self, attrs: Mapping[str, str]) -> None:
        """A name for a cell, or for a text."""
        self.constants.append(attrs.get("table:expression", "")[: limits.LONGEST_CONSTANT])
        match = _TARGET.match(attrs.get("table:cell-range-address", ""))
        if match:
            tab = match[1].replace("''", "'") if match[1] else match[2]
            self.names.append(Name(attrs.get("table:name", ""), tab, int(match[4]), number_of(match[3])))


def _count(text: str | None) -> int:
    """A number of repetitions, 1 where none is given."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 8 else 1
