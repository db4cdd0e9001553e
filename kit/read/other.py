"""Reads .xls and .xlsb through calamine, and .csv through the standard library."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from kit.read import limits
from kit.read.boxes import boxes_in_xls, boxes_in_xlsb
from kit.read.grid import Book, Raw, Row, Tab
from kit.read.limits import RefusedError
from kit.read.mirrors import mirrors_in
from kit.read.old_excel import Share, shares_in
from kit.read.parts import Parts
from kit.read.stored import share

_DELIMITERS = ";,\t"
_LOOKED_AT = 40
_ERROR_RECORD = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a]\x01"
    rb"|\x06\x00(?:[\x16-\xff]\x00|.[\x01-\x20]).{6}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff",
    re.S,
)
"""An error value, or a formula with one, as .xls stores it: calamine gives an empty cell for either.
A formula's record is at least 22 bytes long; without that, conditional formats look like one now and then."""


def read_calamine(data: bytes, format: str) -> Book:
    """The whole workbook. May abort the process on a hostile file: only ever call it in a guarded worker."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 (300 kB, rarely used)

    zipped = Parts(data) if format == "xlsb" else None  # with the limits of a zip
    shares = shares_in(data) if format == "xls" else frozenset()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        meta = book.sheets_metadata
        if len(meta) > limits.SHEETS:
            raise RefusedError("file.too-big")
        tabs = tuple(
            Tab(
                sheet.name,
                _rows(book.get_sheet_by_index(i).to_python(skip_empty_area=False), shares),
                hidden=not str(sheet.visible).endswith(".Visible"),
            )
            for i, sheet in enumerate(meta)
            if str(sheet.typ).endswith("WorkSheet")
        )
    except PasswordError as problem:
        raise RefusedError("file.encrypted") from problem
    except CalamineError as problem:
        raise RefusedError("file.damaged") from problem
    if not tabs:
        raise RefusedError("file.damaged")
    hides_errors = format == "xls" and bool(_ERROR_RECORD.search(data))
    # gone through twice: unpacked, all parts together may take more memory than the helper has
    parts = (part for _, part in zipped.each()) if zipped else (data,)
    marks = mirrors_in(part for part in parts if isinstance(part, bytes))
    boxes = boxes_in_xlsb(zipped.each()) if zipped else boxes_in_xls(data)
    return Book(format, tabs, marks=marks, hides_errors=hides_errors, boxes=boxes)


def _rows(lines: Iterable[Sequence[object]], shares: frozenset[Share] = frozenset()) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    count = 0
    for number, line in enumerate(lines, 1):
        cells = {column: raw for column, cell in enumerate(line, 1) if (raw := _raw(cell)) != ""}
        count += len(cells)
        if count > limits.CELLS:
            raise RefusedError("file.too-big")
        for column in cells if shares else ():
            cell = line[column - 1]
            if isinstance(cell, int | float) and (number, column, cell) in shares:
                cells[column] = share(cell)
        if cells:
            rows[number] = cells
    return rows


def _raw(cell: object) -> Raw:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    return ""


def read_csv(data: bytes, tab: str) -> Book:
    """A text file as a workbook with one tab. UTF-8, UTF-16 with a mark, else Windows' western code page."""
    text = _decoded(data)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as problem:
        raise RefusedError("file.damaged") from problem
    return Book("csv", (Tab(tab, _rows(lines)),))


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The separator by which the first records come out alike: prose has more commas than a table has
    columns. Where even the wider, then a semicolon, as Danish Excel writes."""
    head = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])

    def alike(sign: str) -> tuple[int, int]:
        try:
            records = csv.reader(io.StringIO(head, newline=""), delimiter=sign)
            widths = Counter(len(record) for record in records if len(record) > 1)
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=alike)
