"""Fills a worksheet in as a participant's program would, and does to it what people do to files.

For the rehearsal and for tests: the answers go through the very bytes that :mod:`kit.render.worksheet` wrote.
"""

from kit.render.filling.book import Entry, Filled, SheetEntries, fill
from kit.render.filling.mishaps import (
    encrypted,
    inserted_rows,
    renamed_tab,
    retokened,
    truncated,
    with_column,
    word_document,
)
from kit.render.filling.ods import as_ods

__all__ = [
    "Entry",
    "Filled",
    "SheetEntries",
    "as_ods",
    "encrypted",
    "fill",
    "inserted_rows",
    "renamed_tab",
    "retokened",
    "truncated",
    "with_column",
    "word_document",
]
