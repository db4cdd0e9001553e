"""Excel's limits, checked on our own output: the library writes in silence what Excel would repair."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.errors import ContentError

_TEXT, _FORMULA, _INLINE, _HEADER = 32_767, 255, 255, 255
_TITLE, _MESSAGE = 32, 255
_TAB = 31
_WIDTH, _HEIGHT = 255.0, 409.0
_NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
_EARLIEST = date(1900, 3, 1)


def check_limits(book: Workbook, formulas: bool = False) -> None:
    """Check a workbook before it is saved.

    Raises :class:`ContentError` with every place and reason, one a line, if Excel would cut, refuse or
    repair something: tab names, defined names, texts, numbers, dates, drop-downs, prompts, page headers,
    sizes, tables. A formula is an error too, unless ``formulas`` are meant: worksheets hold none.
    """
    faults = [*_names(book)]
    for page in book.worksheets:
        faults += [f"{page.title}: {fault}" for fault in _page(page, formulas)]
    if faults:
        raise ContentError("\n".join(faults))


def _names(book: Workbook) -> Iterator[str]:
    tabs = [page.title.casefold() for page in book.worksheets]
    for page in book.worksheets:
        if len(page.title) > _TAB or re.search(r"[\[\]:*?/\\]|^'|'$", page.title) or not page.title:
            yield f"{page.title}: not a name for a sheet (1–{_TAB} characters, none of []:*?/\\)"
        if tabs.count(page.title.casefold()) > 1:
            yield f"{page.title}: two sheets have this name"
    for name in book.defined_names:
        if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name):
            yield f"{name}: not a defined name"


def _page(page: Page, formulas: bool) -> Iterator[str]:
    for cell in page._cells.values():  # to go through all rows makes a cell of every empty place
        fault = _cell(cell, formulas)
        if fault:
            yield f"{cell.coordinate}: {fault}"
    for validation in page.data_validations.dataValidation:
        for fault in _validation(validation):
            yield f"{validation.sqref}: {fault}"
    for part in (page.oddHeader, page.oddFooter):
        if sum(len(item.text or "") + 30 for item in (part.left, part.center, part.right) if item) > _HEADER:
            yield f"page header or footer over {_HEADER} characters"
    yield from _sizes(page)
    yield from _tables(page)


def _cell(cell: Cell, formulas: bool) -> str:
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "f" and not formulas:
            return "a formula"
        if len(value) > _TEXT:
            return f"text over {_TEXT} characters"
    if isinstance(value, float) and not math.isfinite(value):
        return "not a number"
    if isinstance(value, date) and date(value.year, value.month, value.day) < _EARLIEST:
        return "a day before Excel's first"
    return ""


def _validation(validation: DataValidation) -> Iterator[str]:
    inline = validation.formula1 or ""
    if inline.startswith('"') and len(inline) - 2 > _INLINE:
        yield f"drop-down list over {_INLINE} characters"
    if any(len(formula or "") > _FORMULA for formula in (validation.formula1, validation.formula2)):
        yield f"rule over {_FORMULA} characters"
    for what in ("promptTitle", "errorTitle"):
        if len(getattr(validation, what) or "") > _TITLE:
            yield f"{what} over {_TITLE} characters"
    for what in ("prompt", "error"):
        if len(getattr(validation, what) or "") > _MESSAGE:
            yield f"{what} over {_MESSAGE} characters"


def _sizes(page: Page) -> Iterator[str]:
    for letter, column in page.column_dimensions.items():
        if column.width > _WIDTH:
            yield f"column {letter} wider than {_WIDTH:g}"
    for number, row in page.row_dimensions.items():
        if row.height is not None and row.height > _HEIGHT:
            yield f"row {number} higher than {_HEIGHT:g} points"


def _tables(page: Page) -> Iterator[str]:
    for table in page.tables.values():
        headers = [str(cell.value or "").casefold() for cell in page[table.ref][0]]
        if len(set(headers)) < len(headers) or "" in headers:
            yield f"table {table.name}: its headers are not all different and filled"
