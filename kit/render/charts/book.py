"""The numbers behind a native chart: a small table, as a workbook and as references into it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from kit.render.worksheet import normalise_xlsx

Value = str | float | None
SHEET = "Data"


@dataclass(frozen=True, slots=True)
class Book:
    """A header and rows of one length. The first column names the rows; an empty cell is ``None``.

    ``formats`` are Excel's number formats of columns that need one, by the column's number from 0.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    formats: tuple[tuple[int, str], ...] = ()

    def format(self, column: int) -> str:
        return dict(self.formats).get(column, "General")

    def name(self, column: int) -> str:
        """A series' name: the header of its column."""
        place = f"{SHEET}!${get_column_letter(column + 1)}$1"
        cache = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(self.header[column])}</c:v></c:pt>'
        return f"<c:tx><c:strRef><c:f>{place}</c:f><c:strCache>{cache}</c:strCache></c:strRef></c:tx>"

    def texts(self, tag: str, column: int = 0, rows: tuple[int, int] | None = None) -> str:
        """A column of words as ``c:cat``; ``rows`` are the first and the number after the last, from 0."""
        return self._reference(tag, column, rows, "str", "")

    def numbers(self, tag: str, column: int, rows: tuple[int, int] | None = None) -> str:
        """A column of numbers as ``c:val``, ``c:xVal``, …; what is empty stays a gap."""
        code = f"<c:formatCode>{escape(self.format(column))}</c:formatCode>"
        return self._reference(tag, column, rows, "num", code)

    def _reference(self, tag: str, column: int, rows: tuple[int, int] | None, kind: str, code: str) -> str:
        first, end = rows or (0, len(self.rows))
        letter = get_column_letter(column + 1)
        values = [row[column] for row in self.rows[first:end]]
        points = "".join(
            f'<c:pt idx="{n}"><c:v>{_said(value)}</c:v></c:pt>'
            for n, value in enumerate(values)
            if value is not None
        )
        cache = f'{code}<c:ptCount val="{len(values)}"/>{points}'
        place = f"{SHEET}!${letter}${first + 2}:${letter}${end + 1}"
        return (
            f"<c:{tag}><c:{kind}Ref><c:f>{place}</c:f><c:{kind}Cache>{cache}</c:{kind}Cache>"
            f"</c:{kind}Ref></c:{tag}>"
        )

    def xlsx(self) -> bytes:
        """The workbook; text is text even where it begins like a formula. Its dates are settled with the
        package that holds it."""
        made = Workbook()
        sheet = made.active
        assert sheet is not None  # a new workbook has one
        sheet.title = SHEET
        for number, row in enumerate((self.header, *self.rows), 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place, value or None if isinstance(value, str) else value)
                if isinstance(value, str) and value:
                    cell.data_type = "s"
                elif value is not None and number > 1:
                    cell.number_format = self.format(place - 1)
        sheet.column_dimensions["A"].width = 44
        data = io.BytesIO()
        made.save(data)
        return normalise_xlsx(data.getvalue())


def _said(value: Value) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.10g}"
