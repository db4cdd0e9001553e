"""One worksheet part of an .xlsx as cells: a stream of tags or rows in, a grid out."""

from __future__ import annotations

from collections.abc import Sequence
from operator import getitem

from kit.read import limits
from kit.read.grid import Merge, Row, Unreadable, corners, letters, number_of
from kit.read.limits import RefusedError
from kit.read.stored import Stored
from kit.read.usual import Make

_TEXTS = ("v", "t")
_DIGITS = "0123456789"
_NOT_CALCULATED = Unreadable("formula", "")

_columns: dict[str, int] = {}


class SheetParser:
    """Collects the filled cells of one sheet; ``start``, ``end``, ``buffer.append`` go to the parser."""

    def __init__(self, stored: Stored, most: int = limits.CELLS) -> None:
        self._stored = stored
        self._most = most
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
            self._start_row(attrs.get("r", ""))
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
            self._add(self._row, self._cells)

    def row(self, number: int, make: Make, texts: Sequence[str]) -> None:
        """A whole row of that make, with the texts of its values."""
        cells = dict(zip(make.columns, map(getitem, self._stored.of_make(make), texts), strict=True))
        if "" in cells.values():
            cells = {column: raw for column, raw in cells.items() if raw != ""}
        if make.formulas:
            cells |= dict.fromkeys(make.formulas, _NOT_CALCULATED)
            cells = dict(sorted(cells.items()))
        self._count += make.count
        self._add(number, cells)

    def _add(self, row: int, cells: Row) -> None:
        if not 0 < row <= limits.LAST_ROW:
            raise RefusedError("file.damaged")
        if self._count > self._most:
            raise RefusedError("file.too-big")
        if row in self.rows:
            self.rows[row].update(cells)
        elif cells:
            self.rows[row] = cells

    def merge(self, reference: str) -> None:
        """A merged range such as ``B2:C5``."""
        merge = corners(reference) if len(self.merges) < limits.MERGES else None
        if merge:
            self.merges.append(merge)

    def _start_row(self, given: str) -> None:
        self._row = int(given) if given.isdecimal() else self._row + 1
        self._last = ""
        self._cells = {}

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
            self._cells[column] = _NOT_CALCULATED
            return
        raw = self._stored.texts(kind, attrs.get("s", ""))[value]
        if raw != "":
            self._cells[column] = raw


def _column_of(name: str) -> int:
    """The number of a column's letters, remembered; ``RefusedError`` beyond Excel's last one."""
    column = number_of(name)
    if not 0 < column <= limits.LAST_COLUMN:
        raise RefusedError("file.damaged")
    _columns[name] = column
    return column
