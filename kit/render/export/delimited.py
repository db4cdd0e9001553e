"""A table as CSV, such that a double-click in the reader's own Excel opens it right."""

from __future__ import annotations

import csv
import io
from datetime import date

from kit.model.star import StarTable, StarValue

_BOM = "\ufeff"
"""Without it Excel reads æøå wrongly."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a text for a formula, the last three because it skips them."""


def to_csv(table: StarTable, lang: str) -> bytes:
    """UTF-8 with byte order mark, one line for each row, ISO dates.

    Danish: semicolons and decimal commas, as Danish Excel has them; else RFC 4180 with commas and points.
    """
    made = io.StringIO(newline="")
    danish = lang == "da"
    writer = csv.writer(made, delimiter=";" if danish else ",", lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    comma = "," if danish else "."
    for row in table.rows:
        writer.writerow([_cell(value, comma) for value in row])
    return (_BOM + made.getvalue()).encode()


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def _cell(value: StarValue, comma: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value.replace("\0", ""))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return number(value).replace(".", comma)
    return str(value)


def number(value: float) -> str:
    """Whole numbers without a fraction, others with every digit that they have."""
    return str(int(value)) if value.is_integer() else repr(value)
