"""All tables as one workbook: a sheet and a real Excel table for each, the data dictionary first."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.table import Table, TableStyleInfo

from kit.model.star import StarTable, StarValue
from kit.render.export.delimited import RISKY
from kit.render.worksheet.package import normalise_xlsx

LONGEST = 32_767
"""Characters in a cell, by Excel's limit; the whole text stands in the other formats."""

_WIDTHS = {"text": 24, "integer": 11, "number": 11, "date": 12}
_BOLD, _WRAP = Font(bold=True), Alignment(vertical="top")


def to_xlsx(tables: Iterable[StarTable], title: str, day: date) -> bytes:
    """The workbook, the same bytes for the same tables; ``day`` is its only date.

    Texts are texts: what looks like a formula carries Excel's own mark that it is none.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "kit"
    for number, table in enumerate(tables, 1):
        _sheet(book, table, number)
    made = io.BytesIO()
    book.save(made)
    return normalise_xlsx(made.getvalue(), day)


def _sheet(book: Workbook, table: StarTable, number: int) -> None:
    page = book.create_sheet(table.name)
    page.freeze_panes = "B2"
    for place, column in enumerate(table.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.type]
    page.append([_cell(page, column.name, _BOLD) for column in table.columns])
    for row in table.rows:
        page.append([_value(page, value) for value in row])
    if table.rows:
        page._tables.add(_table(table, number))  # the public call warns of columns that are there


def _table(table: StarTable, number: int) -> Table:
    """Named as the sheet, so that Power BI and Excel list it by that name."""
    last = f"{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    name = table.name.replace("-", "_")
    made = Table(id=number, name=name, displayName=name, ref=f"A1:{last}")
    made._initialise_columns()
    for named, column in zip(made.tableColumns, table.columns, strict=True):
        named.name = column.name
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    return made


def _value(page: WriteOnlyWorksheet, value: StarValue) -> object:
    """Plain values go as they are; only texts that look like formulas need a cell of their own."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    return _cell(page, text) if text.startswith(RISKY) or text.startswith("#") else text


def _cell(page: WriteOnlyWorksheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    if font:
        cell.font = font
    else:
        cell.quotePrefix = True
        cell.alignment = _WRAP
    return cell
