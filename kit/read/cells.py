"""One worksheet part of an .xlsx as cells: a stream of tags in, a grid out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date

from kit.read import limits
from kit.read.grid import Merge, Raw, Row, Unreadable, corners, letters, number_of
from kit.read.limits import RefusedError
from kit.read.usual import UnusualError, Written, text_of

_TEXTS = ("v", "t")
_DIGITS = "0123456789"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ZERO = date(1899, 12, 31).toordinal()
_LAST_SERIAL = 2_958_465
_1904 = 1462
_KNOWN = 2_000
_LONG = 19
"""From so many digits on a whole number fits no program's own kind of it."""

_columns: dict[str, int] = {}


def unescape(text: str) -> str:
    """``_x000D_`` and its like as the characters they stand for."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def day_of(serial: float, from_1904: bool) -> Raw:
    """The date of a serial number; the number itself where it is only a time or no date at all."""
    shifted = serial + (_1904 if from_1904 else 0)
    if not 1 <= shifted <= _LAST_SERIAL:
        return serial
    # Excel believes in 29 February 1900: from serial 60 on it is one day ahead
    return date.fromordinal(_DAY_ZERO + int(shifted) - (1 if shifted >= 60 else 0))


def share(value: float) -> str:
    """``12,5 %`` for 0.125: what people see and mean where a cell shows a number in per cent."""
    return f"{round(value * 100, 8):.10g} %".replace(".", ",")


def clock(value: float) -> str:
    """``12:30`` for 0.5208…, the part of a day that a time is stored as."""
    minutes = round(value * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _as_shown(value: float, shows: str, from_1904: bool) -> Raw:
    """A number in a cell that shows it as a ``date`` (or only a time) or a ``share``."""
    if shows == "share":
        return share(value)
    return clock(value) if 0 < value < 1 else day_of(value, from_1904)


def number(text: str) -> int | float:
    """A number as Excel stores it; whole ones as ``int``. ``ValueError`` if it is none."""
    if text.isdecimal() and len(text) < _LONG:
        return int(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


class SheetParser:
    """Collects the filled cells of one sheet; ``start``, ``end``, ``buffer.append`` go to the parser."""

    def __init__(
        self,
        shared: Sequence[str],
        shows: Callable[[str], str],
        from_1904: bool,
        most: int = limits.CELLS,
        numbers: dict[tuple[str, str], Raw] | None = None,
    ) -> None:
        self._most = most
        self._numbers = {} if numbers is None else numbers
        self._shared = shared
        self._shows = shows
        self._from_1904 = from_1904
        self.rows: dict[int, Row] = {}
        self.merges: list[Merge] = []
        self.buffer: list[str] = []
        self._row = 0
        self._last = ""
        self._cells: Row = {}
        self._attrs: dict[str, str] = {}
        self._value: str | None = None
        self._formula = False
        self._phonetic = False
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            self._attrs = attrs
        elif tag in _TEXTS:
            self.buffer.clear()
        elif tag == "is":
            pass
        elif tag == "row":
            self._start_row(attrs.get("r"))
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            self.merge(attrs.get("ref", ""))

    def end(self, tag: str) -> None:
        if tag == "c":
            self._count += 1
            if self._value is None and not self._formula:
                # most cells of a worksheet are empty ones with a style: nothing to look up for them
                self._last = self._attrs.get("r") or letters(self._column() + 1)
            else:
                self._end_cell()
        elif tag == "is":
            pass
        elif tag == "v":
            self._value = "".join(self.buffer)
        elif tag == "t":
            if not self._phonetic:
                self._value = (self._value or "") + "".join(self.buffer)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row":
            self._end_row()

    def row(self, number: str, written: list[Written]) -> None:
        """A whole row that was found by pattern; ``UnusualError`` where one of its cells was not."""
        self._start_row(number)
        cells, shared = self._cells, self._shared
        blank = 0
        for name, style, kind, formula, value, text, other in written:
            if not (value or text):
                if formula:
                    cells[_columns.get(name) or _column_of(name)] = Unreadable("formula", "")
                elif other:
                    raise UnusualError
                elif not name:
                    blank += 1
                continue
            column = _columns.get(name) or _column_of(name)
            raw: Raw
            if kind == "s" and value.isdecimal() and int(value) < len(shared):
                raw = shared[int(value)]
            elif not kind and value:
                raw = self._number(text_of(value) if "&" in value else value, style)
            else:
                content = value or text
                raw = self._read(kind or "n", text_of(content) if "&" in content else content, style or None)
            if raw != "":
                cells[column] = raw
        self._count += len(written) - blank
        self._end_row()

    def _number(self, value: str, style: str) -> Raw:
        """A cell without a type; the same few numbers come again and again, one style shows them alike."""
        known = self._numbers.get((value, style))
        if known is None:
            known = self._read("n", value, style or None)
            if len(self._numbers) < _KNOWN:
                self._numbers[value, style] = known
        return known

    def blank(self, number: str, count: int) -> None:
        """A whole row of so many empty cells that was found by pattern."""
        self._start_row(number)
        self._count += count
        self._end_row()

    def _start_row(self, given: str | None) -> None:
        self._row = int(given) if given and given.isdecimal() else self._row + 1
        if not 0 < self._row <= limits.LAST_ROW:
            raise RefusedError("file.damaged")
        self._last = ""
        self._cells = {}

    def _end_row(self) -> None:
        if self._count > self._most:
            raise RefusedError("file.too-big")
        if self._cells:
            self.rows.setdefault(self._row, {}).update(self._cells)

    def merge(self, reference: str) -> None:
        """A merged range such as ``B2:C5``."""
        merge = corners(reference) if len(self.merges) < limits.MERGES else None
        if merge:
            self.merges.append(merge)

    def _column(self) -> int:
        """The column of the cell before this one, 0 at the start of a row."""
        name = self._last.rstrip(_DIGITS)
        return (_columns.get(name) or _column_of(name)) if name else 0

    def _end_cell(self) -> None:
        attrs, value, formula = self._attrs, self._value, self._formula
        if self._count > self._most:
            raise RefusedError("file.too-big")
        self._last = attrs.get("r") or letters(self._column() + 1)
        column = self._column()
        self._value = None
        self._formula = False
        kind = attrs.get("t", "n")
        if value is None or (formula and value == "" and kind == "n"):
            self._cells[column] = Unreadable("formula", "")
            return
        raw = self._read(kind, value, attrs.get("s"))
        if raw != "":
            self._cells[column] = raw

    def _read(self, kind: str, value: str, style: str | None) -> Raw:
        """The value of a cell by its type; a cell that breaks the rules becomes an error cell, not a stop."""
        try:
            if kind == "s":
                return self._shared[int(value)]
            if kind == "n":
                if value == "":
                    return ""
                read = number(value)
                shows = self._shows(style) if style else ""
                return _as_shown(read, shows, self._from_1904) if shows else read
            return _read_rare(kind, value)
        except (ValueError, IndexError, OverflowError):
            return Unreadable("error", value[:40])


def _read_rare(kind: str, value: str) -> Raw:
    if kind == "b":
        return value in ("1", "true")
    if kind == "e":
        return Unreadable("error", value)
    if kind == "d":
        return date.fromisoformat(value[:10])
    return unescape(value)


def _column_of(name: str) -> int:
    """The number of a column's letters, remembered; ``RefusedError`` beyond Excel's last one."""
    column = number_of(name)
    if not 0 < column <= limits.LAST_COLUMN:
        raise RefusedError("file.damaged")
    _columns[name] = column
    return column
