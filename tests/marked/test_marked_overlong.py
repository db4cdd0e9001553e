"""A text too long for a cell goes on where there is room, and the copy says so."""

from __future__ import annotations

import csv
import io

import pytest
from marked_world import FIRST, HEADER, RISK, World, column_of, filled, opened, page_of

WORDS = " ".join(f"ord{n}" for n in range(12_000))
"""Some 90,000 characters, no two pieces alike."""


def as_csv(data: bytes, code: str, changes: dict[str, str]) -> bytes:
    """The first row of one sheet with other texts, as a file whose cells hold as much as one likes."""
    page = page_of(opened(data), code)
    lines = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    for key, text in changes.items():
        lines[FIRST - 1][column_of(page, key) - 1] = text
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows(lines)
    return made.getvalue().encode()


def copied(world: World, changes: dict[str, str], code: str = "B7"):
    data = as_csv(filled(world.blank("network", "G1"), {"B7": {1: RISK}}), code, changes)
    return opened(world.copy_of(data, "lang.csv").data)


@pytest.mark.parametrize(
    "text", [WORDS, "x" * 70_000, "_x0041_" * 7_000], ids=["words", "one word", "escapes"]
)
def test_the_copy_holds_the_whole_text(world: World, text: str) -> None:
    book = copied(world, {"~B7.risk": text})
    page, last = page_of(book, "B7"), book.worksheets[-1]
    start = page.cell(FIRST, column_of(page, "~B7.risk")).value
    rests = [row[2] for row in last.iter_rows(min_row=5, values_only=True) if row[0] == "lang"]
    whole = "".join([start, *rests]).replace("_x005F_", "_")
    assert "".join(whole.split()) == "".join(text.split())
    places = {row[:2] for row in last.iter_rows(min_row=5, values_only=True)}
    assert places == {("lang", "B7")}, "and the printed numbers of rows are nobody's words"


def test_the_copy_says_where_it_goes_on(world: World) -> None:
    book = copied(world, {"~B7.risk": WORDS})
    page, first, last = page_of(book, "B7"), book.worksheets[0], book.worksheets[-1]
    header = str(page.cell(HEADER, column_of(page, "~B7.risk")).value).rstrip(" \xa0*")
    said = [row for row in first.iter_rows(values_only=True) if row[4] and "for lang til én celle" in row[4]]
    assert len(said) == 1 and header in said[0][4] and f"“{last.title}”" in said[0][5]
    assert said[0][3] == page.cell(FIRST, column_of(page, "~B7.risk")).coordinate


def test_a_long_list_is_copied_too(world: World) -> None:
    names = "; ".join(f"System nummer {n}" for n in range(3_000))
    book = copied(world, {"~B4.title": "Ét", "~B4.problem": "Lang", "~B4.systems": names}, "B4")
    told = "".join(
        str(v) for page in book.worksheets for row in page.iter_rows(values_only=True) for v in row if v
    )
    assert all(f"System nummer {n}" in told for n in range(3_000))


def test_a_long_note_is_copied_in_pieces(world: World) -> None:
    data = as_csv(filled(world.blank("network", "G1"), {"B7": {1: RISK}}), "B7", {"~B7.kind": "Tekinsk"})
    note = "\n".join([*data.decode().splitlines(), ";;;;;;;;;;;;;;;;;;;;" + WORDS])
    book = opened(world.copy_of(note.encode(), "note.csv").data)
    last = book.worksheets[-1]
    rests = "".join(str(row[2]) for row in last.iter_rows(min_row=5, values_only=True))
    assert rests == WORDS
