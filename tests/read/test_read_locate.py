"""Tables are found by identity and headings, wherever they stand and whatever the tab is called."""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter
from read_world import IDEA, RISK, Page, book_of, bytes_of, codes, found, read_bytes, saved, token

EDITS = {
    "renamed and moved": {"title": "Ark1", "top": 9, "left": 5},
    "no names": {"names": False},
    "headings translated": {"lang": "en"},
    "headings rewritten": {"rename": {"risk": "Fare", "impact": "Skade"}},
    "keys gone": {"keys": False},
    "columns in another order": {"columns": ["impact", "risk", "handled_by", "probability", "kind"]},
}


@pytest.mark.parametrize("edit", EDITS)
def test_the_same_row_comes_back_after_an_edit(context, tmp_path, edit):
    item = read_bytes(bytes_of(Page("B7", [RISK], **EDITS[edit]), context=context), context, tmp_path)
    (row,) = item.evidence
    assert dict(row.values) == {
        "risk": "Ingen ejer", "kind": "technical", "probability": 4, "impact": 3, "handled_by": "us",
    }  # fmt: skip
    assert not {"table.one-source", "table.columns-disagree"} & codes(item)


def test_rows_and_columns_inserted_above_left_and_between(context, tmp_path):
    book = book_of(Page("B7", [RISK, RISK], names=False), context=context)
    tab = book.worksheets[0]
    tab.insert_cols(3)
    tab.insert_rows(1, 4)
    tab.insert_rows(10)
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.row for e in item.evidence] == [9, 11]
    assert item.evidence[0].cells["kind"] == "D9"


def test_names_left_behind_below_the_headings_hide_no_answer(context, tmp_path):
    book = book_of(Page("B7", [RISK, {**RISK, "risk": "Ingen tid"}]), context=context)
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("$4", "$5")
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.text("risk") for e in item.evidence] == ["Ingen ejer", "Ingen tid"]


def test_headings_that_changed_places_are_asked_about(context, tmp_path):
    page = Page("B7", [RISK], rename={"risk": "Tiltag", "treatment": "Hvad kan gå galt?"})
    item = read_bytes(bytes_of(page, context=context), context, tmp_path)
    assert item.evidence[0].text("risk") == "Ingen ejer"  # as key and name say; but people go by the heading
    assert found(item, "table.columns-disagree").cell == "B4, G4"


def test_one_source_alone_asks(context, tmp_path):
    item = read_bytes(
        bytes_of(Page("B7", [RISK], keys=False, names=False), context=context), context, tmp_path
    )
    assert len(item.evidence) == 1
    asked = found(item, "table.one-source")
    assert asked.needs_person and asked.cell.startswith("B4")


def test_a_row_of_lost_headings_is_no_answer(context, tmp_path):
    rename = {c.id: f"Überschrift {c.id}" for c in context.catalogue.sheets["B7"].columns}
    page = Page("B7", [RISK], names=False, rename=rename)
    item = read_bytes(bytes_of(page, context=context), context, tmp_path)
    assert [e.row for e in item.evidence] == [5]
    assert "table.one-source" in codes(item)


def test_sources_that_disagree_ask_and_the_heading_counts(context, tmp_path):
    book = book_of(Page("B7", [RISK], names=False), context=context)
    tab = book.worksheets[0]
    for row in (4, 5):
        tab.cell(row, 5).value, tab.cell(row, 6).value = tab.cell(row, 6).value, tab.cell(row, 5).value
    item = read_bytes(saved(book), context, tmp_path)
    assert item.evidence[0].values["impact"] == 3
    assert item.evidence[0].values["handled_by"] == "us"
    assert found(item, "table.columns-disagree").cell == "E4, F4"


def test_rows_sorted_above_the_headings_ask(context, tmp_path):
    page = Page("B7", [RISK], top=8, keys=False)
    book = book_of(page, context=context)
    for column, value in enumerate(RISK.values(), 2):
        book.worksheets[0].cell(5, column, value)
    item = read_bytes(saved(book), context, tmp_path)
    assert len(item.evidence) == 1
    assert found(item, "table.rows-above-header").cell == "B5"


def test_the_lists_tab_of_the_kit_is_no_table(context, tmp_path):
    book = book_of(Page("B7", [RISK]), context=context)
    tab = book.create_sheet("Lister")
    tab["A1"] = token()
    sheet = context.catalogue.sheets["R3"]
    for column, id in enumerate(("role", "status"), 1):
        found_column = sheet.column(id)
        tab.cell(4, column, found_column.header["da"])
        for row, choice in enumerate(context.lists[found_column.source], 5):
            tab.cell(row, column, choice.label("da"))
    tab.cell(4, 3, sheet.column("scope").header["da"])
    item = read_bytes(saved(book), context, tmp_path)
    assert {e.sheet for e in item.evidence} == {"B7"}
    assert item.kept == ()


def test_two_tables_on_one_tab(context, tmp_path):
    book = book_of(Page("B7", [RISK, RISK], names=False), context=context)
    tab = book.worksheets[0]
    sheet = context.catalogue.sheets["B4"]
    for column, id in enumerate(("title", "problem"), 2):
        tab.cell(12, column, sheet.key(id))
        tab.cell(13, column, sheet.column(id).header["da"])
        tab.cell(14, column, IDEA[id])
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.id for e in item.evidence] == ["B7.G3.5", "B7.G3.6", "B4.G3.14"]


def test_a_sheet_copied_within_the_workbook_counts_once(context, tmp_path):
    other = {**RISK, "risk": "Noget andet"}
    pages = (Page("B7", [RISK]), Page("B7", [other], title="Risici (2)"), Page("B7", [RISK], title="Kopi"))
    item = read_bytes(bytes_of(*pages, context=context), context, tmp_path)
    assert [e.values["risk"] for e in item.evidence] == ["Ingen ejer"]
    assert found(item, "sheet.twice").sheet == "Risici (2)"
    assert found(item, "sheet.copied").sheet == "Kopi"


def test_an_empty_original_beside_a_filled_copy_is_no_question(context, tmp_path):
    pages = (Page("B7"), Page("B7", [RISK], title="Risici (2)"))
    item = read_bytes(bytes_of(*pages, context=context), context, tmp_path)
    assert [e.tab for e in item.evidence] == ["Risici (2)"]
    assert "sheet.twice" not in codes(item)


def test_each_tab_keeps_its_own_token(context, tmp_path):
    pages = (
        Page("B7", [RISK]),
        Page("B4", [IDEA]),
        Page("B4", [IDEA], title="Bord 4", token=token("NET", "G4")),
    )
    item = read_bytes(bytes_of(*pages, context=context), context, tmp_path)
    assert [e.id for e in item.evidence] == ["B7.G3.5", "B4.G3.5", "B4.G4.5"]
    assert found(item, "identity.mixed").sheet == "Bord 4"


def test_column_letters_are_right_far_out(context, tmp_path):
    item = read_bytes(bytes_of(Page("B7", [RISK], left=27), context=context), context, tmp_path)
    assert item.evidence[0].cells["risk"] == f"{get_column_letter(27)}5"
