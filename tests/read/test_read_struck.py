"""What is struck through counts, and is asked about."""

from __future__ import annotations

import pytest
from openpyxl.styles import Font
from read_world import RISK, Page, book_of, bytes_of, codes, found, read_bytes, saved
from test_read_formats import converted

ROWS = [{**RISK, "risk": f"Risiko {n}"} for n in (1, 2, 3)]


def struck(context, *cells: str, help: bool = False) -> bytes:
    book = book_of(Page("B7", ROWS, help=help, example=help), context=context)
    for cell in cells:
        book.worksheets[0][cell].font = Font(strike=True)
    return saved(book)


def test_answers_that_are_struck_through_are_asked_about_and_count(context, tmp_path):
    item = read_bytes(struck(context, "B5", "D5", "B7", "Z99"), context, tmp_path)
    said = found(item, "cell.struck-through")
    assert (
        said.needs_person
        and said.cell == "B5, B7, D5"
        and "“Risiko 1”, “4”, “Risiko 3”" in said.message("da")
    )
    assert len(item.evidence) == 3


def test_headings_help_example_and_empty_cells_are_nobodys_answer(context, tmp_path):
    data = struck(context, "B4", "B5", "B6", "J8", help=True)
    assert "cell.struck-through" not in codes(read_bytes(data, context, tmp_path))


def test_nothing_is_said_where_nothing_is_struck(context, tmp_path):
    book = book_of(Page("B7", ROWS), context=context)
    book.worksheets[0]["B5"].font = Font(strike=False, bold=True)
    assert "cell.struck-through" not in codes(read_bytes(saved(book), context, tmp_path))
    assert "cell.struck-through" not in codes(
        read_bytes(bytes_of(Page("B7", ROWS), context=context), context, tmp_path)
    )


@pytest.mark.real
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_it_is_seen_in_what_libreoffice_saves(context, tmp_path, kind):
    path = converted(struck(context, "B6", "C6"), tmp_path, kind)
    item = read_bytes(path.read_bytes(), context, tmp_path, path.name)
    assert found(item, "cell.struck-through").cell == "B6, C6"
