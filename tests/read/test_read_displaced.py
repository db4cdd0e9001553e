"""Answers that slid sideways without their headings are asked about, and never read under the wrong ones."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from read_world import RISK, Page, book_of, codes, found, read_bytes, saved

from kit.model.evidence import Return

RISKS = [
    {**RISK, "risk": f"Risiko {n}", "probability": n, "treatment": "Udpeg en ejer", "responsible": "IT-chef"}
    for n in (1, 2, 3, 4)
]
FIRST, LAST = 7, 10
"""The rows of the answers, below help and example."""


def sheet(context, **changes) -> Workbook:
    return book_of(Page("B7", RISKS, help=True, example=True, **changes), context=context)


def read(book: Workbook, context, tmp_path) -> Return:
    return read_bytes(saved(book), context, tmp_path)


def wrong(item: Return) -> list[str]:
    return [f"{one.row} {id}" for one in item.evidence for id in one.values if not _fits(one.row, one.values)]


def _fits(row: int, values) -> bool:
    return values.get("risk") == f"Risiko {row - FIRST + 1}"


@pytest.mark.parametrize(("steps", "left"), [(1, "C"), (2, "D"), (4, "F"), (9, "K"), (-1, "A")])
def test_answers_that_were_moved_are_asked_about_once(context, tmp_path, steps, left):
    book = sheet(context)
    book.worksheets[0].move_range(f"B{FIRST}:J{LAST}", cols=steps)
    item = read(book, context, tmp_path)
    said = found(item, "table.displaced")
    assert said.needs_person and said.cell.startswith(f"{left}{FIRST}–") and said.cell.endswith(str(LAST))
    assert f"i kolonne {left}," in said.message("da") and "“Hvad kan gå galt?” i kolonne B" in said.message(
        "da"
    )
    assert item.evidence == () and "cell.not-in-list" not in codes(item)


def test_what_slid_is_handed_on_under_the_headings_where_it_fits(context, tmp_path):
    book = sheet(context)
    book.worksheets[0].move_range(f"B{FIRST}:J{LAST}", cols=3)
    item = read(book, context, tmp_path)
    told = {(one.row, one.column): (one.cell, one.text) for one in item.unread}
    assert told[FIRST, "risk"] == (f"E{FIRST}", "Risiko 1") and told[LAST, "probability"] == (f"G{LAST}", "4")
    assert len(told) == sum(map(len, RISKS))
    assert not {cell for _, cell, _ in item.kept} & {cell for cell, _ in told.values()}


def test_help_and_example_that_slid_too_are_nobodys_words(context, tmp_path):
    book = sheet(context)
    book.worksheets[0].move_range(f"A5:J{LAST}", cols=4, rows=2)
    item = read(book, context, tmp_path)
    assert found(item, "table.displaced").cell == f"F{FIRST + 2}–L{LAST + 2}"
    assert item.kept == () and {one.row for one in item.unread} == set(range(FIRST + 2, LAST + 3))


def _inserted(tab: Worksheet) -> None:
    """Some cells inserted in the middle of the first rows, those behind them pushed to the right."""
    tab.move_range(f"D{FIRST}:J{FIRST + 1}", cols=1)


def _deleted(tab: Worksheet) -> None:
    """The kind deleted with its cells, those behind it drawn to the left."""
    tab.move_range(f"D{FIRST}:J{FIRST + 1}", cols=-1)


@pytest.mark.parametrize("edit", [_inserted, _deleted])
def test_part_of_some_rows_is_enough(context, tmp_path, edit):
    book = sheet(context)
    edit(book.worksheets[0])
    item = read(book, context, tmp_path)
    said = found(item, "table.displaced")
    assert said.cell == f"B{FIRST}–{'I' if edit is _inserted else 'G'}{FIRST + 1}"
    assert ("kolonne E, passer" if edit is _inserted else "kolonne C, passer") in said.message("da")
    assert [one.row for one in item.evidence] == [FIRST + 2, FIRST + 3] and wrong(item) == []


def test_numbers_that_point_to_a_person_are_still_named(context, tmp_path):
    book = sheet(context)
    book.worksheets[0][f"G{FIRST}"] = "Spørg 010203-1234"
    book.worksheets[0].move_range(f"B{FIRST}:J{LAST}", cols=1)
    item = read(book, context, tmp_path)
    assert {"personal.cpr", "table.displaced"} <= codes(item)
    assert not any("1234" in one.text for one in item.unread)


@pytest.mark.parametrize(
    "changes",
    [{"kind": 4}, {"probability": "Teknisk", "kind": 4}, {"kind": "?", "impact": "stor"}, {"risk": None}],
)
def test_single_cells_that_do_not_fit_are_no_slide(context, tmp_path, changes):
    rows = [{**row, **changes} for row in RISKS]
    item = read(book_of(Page("B7", rows), context=context), context, tmp_path)
    assert "table.displaced" not in codes(item) and len(item.evidence) == len(rows)


def test_a_table_that_stands_elsewhere_with_its_headings_is_no_slide(context, tmp_path):
    item = read(sheet(context, left=7), context, tmp_path)
    assert "table.displaced" not in codes(item) and wrong(item) == []


def test_a_number_pushed_out_of_the_last_column_is_asked_about(context, tmp_path):
    rows = [
        {"field": field, "content": "Vi deler tal", "agreement": 4} for field in ("Formål", "Navn", "Sponsor")
    ]
    book = book_of(Page("B1", rows), context=context)
    book.worksheets[0].move_range("D5:D6", cols=1)
    item = read(book, context, tmp_path)
    said = found(item, "table.displaced")
    assert said.cell == "B5–E6" and "kolonne E, passer under “Enighed” i kolonne D" in said.message("da")


def test_numbers_in_a_column_of_their_own_are_no_slide(context, tmp_path):
    rows = [{"field": field, "content": "Vi deler tal"} for field in ("Formål", "Navn", "Sponsor")]
    extra = {"E4": "Prikker", "E5": 3, "E6": 4, "E7": 5}
    item = read(book_of(Page("B1", rows, extra=extra), context=context), context, tmp_path)
    assert "table.displaced" not in codes(item) and len(item.evidence) == 3


def test_answers_moved_right_of_rows_that_the_kit_began_are_asked_about(context, tmp_path):
    given = [{"field": field} for field in ("Formål", "Navn", "Sponsor", "Kanal")]
    book = book_of(Page("B1", given), context=context)
    for row, (field, content, agreement) in enumerate(
        [("Formål", "Vi deler tal", 4), ("Navn", "Netværket", 5)], 7
    ):
        for column, value in enumerate((field, content, agreement), 7):
            book.worksheets[0].cell(row, column, value)
    said = found(read(book, context, tmp_path), "table.displaced")
    assert said.cell == "B7–I8" and "kolonne G, passer under “Punkt” i kolonne B" in said.message("da")


def test_numbers_of_a_csv_under_words_tell_of_a_slide_too(context, tmp_path):
    rows = [
        {"field": field, "content": f"Vi deler {field.lower()}", "agreement": n}
        for n, field in enumerate(("Formål", "Navn", "Sponsor", "Kanal"), 1)
    ]
    tab = book_of(Page("B1", rows), context=context).worksheets[0]
    first = tab.max_row - len(rows) + 1
    for row in range(first, tab.max_row + 1):
        for column in (2, 3, 4):
            tab.cell(row, column).value = tab.cell(row, column + 1).value
    lines = [";".join(str(cell.value or "") for cell in row) for row in tab.iter_rows()]
    item = read_bytes("\n".join(lines).encode(), context, tmp_path, "svar.csv")
    assert "table.displaced" in codes(item)
    assert not [one for one in item.evidence if str(one.values.get("content", "")).isdecimal()]
