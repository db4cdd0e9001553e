"""All tables as one workbook: a sheet and a real Excel table for each, the data dictionary first."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from kit.model.star import StarTable, StarValue
from kit.render.export.delimited import RISKY
from kit.render.worksheet.package import normalise_xlsx

LONGEST = 32_767
"""Characters in a cell, by Excel's limit; the whole text stands in the other formats."""

_FORMULA_LIKE = (*RISKY, "#")

_NARROWEST, _WIDEST = 9, 60
"""Of columns, in characters."""

_BOLD, _TOP = Font(name="Calibri", size=11, bold=True), Alignment(vertical="top")


def to_xlsx(tables: Iterable[StarTable], title: str, day: date) -> bytes:
    """The workbook, the same bytes for the same tables; ``day`` is its only date.

    Texts are texts: what looks like a formula carries Excel's own mark that it is none.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
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
        longest = max((_length(row[place - 1]) for row in table.rows), default=0)
        width = min(_WIDEST, max(_NARROWEST, longest, len(column.name)) + 2)
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([column.name for column in table.columns])
    for cell in page[1]:
        cell.font = _BOLD
    for number_of, row in enumerate(table.rows, 2):
        page.append([_clean(value) for value in row])
        for place, value in enumerate(row, 1):
            if isinstance(value, str) and value.startswith(_FORMULA_LIKE):
                _as_text(page.cell(number_of, place))
    if table.rows:
        page.add_table(_table(table, number))


def _length(value: StarValue) -> int:
    return 0 if value is None else len(str(value))


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


def _clean(value: StarValue) -> StarValue:
    """Without what Excel cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST] if isinstance(value, str) else value


def _as_text(cell: Cell) -> None:
    """What was taken for a formula or an error is a text, and stays one when somebody edits it."""
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _TOP
