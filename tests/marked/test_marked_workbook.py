"""What a person sees: the list, the links, the marked cells, and what found no place."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from marked_world import (
    FIRST,
    IDEA,
    RISK,
    World,
    asked,
    column_of,
    filled,
    opened,
    page_of,
    said,
    saved,
    text_of,
)
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.content import load_words
from kit.findings import Finding
from kit.model.mark import CopyMark, Mark, MarkedCopy, Spot, Unplaced
from kit.model.sheet import Identity, SheetFill, Worksheet
from kit.model.text import Words
from kit.pipeline.lists import worksheet_lists
from kit.pipeline.prefill import Known
from kit.render.worksheet import write_marked

FAULTY = {
    "B4": {1: {**IDEA, "~B4.dots": "fire"}},
    "B7": {1: {**RISK, "~B7.kind": "Tekinsk"}, 2: {**RISK, "~B7.impact": None}, 3: RISK},
}


@pytest.fixture
def copy(world: World) -> bytes:
    return world.copy_of(filled(world.blank("network", "G1"), FAULTY)).data


def listed(page: Page) -> list[list[object]]:
    """The rows of the lists on the first sheet: those that lead somewhere or name a whole file."""
    kinds = ("Skal rettes", "Vi spørger", "Til orientering", "We ask", "Must be corrected")
    return [[cell.value for cell in row] for row in page.iter_rows() if row[1].value in kinds]


def test_marked_cells_have_colour_frame_and_note(copy: bytes) -> None:
    page = page_of(opened(copy), "B7")
    wrong = page.cell(FIRST, column_of(page, "~B7.kind"))
    empty = page.cell(FIRST + 1, column_of(page, "~B7.impact"))
    for cell in (wrong, empty):
        assert cell.border.left.style == "medium"
        assert cell.fill.fill_type in ("solid", "lightUp")
    assert empty.fill.fill_type == "lightUp", "an empty cell is seen without colour"
    assert wrong.number_format == "@", "a text cell stays one"
    assert wrong.comment is not None
    assert "“Tekinsk” kan ikke vælges i “Slags risiko *”" in wrong.comment.text
    assert "Mente I “Teknisk”?" in wrong.comment.text
    assert page.cell(FIRST, 1).number_format == '0" ▲"'
    assert page.cell(FIRST, 1).value == 1


def test_all_other_cells_are_unmarked(copy: bytes) -> None:
    page = page_of(opened(copy), "B7")
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert marked == {
        page.cell(FIRST, column_of(page, "~B7.kind")).coordinate,
        page.cell(FIRST + 1, column_of(page, "~B7.impact")).coordinate,
    }
    assert page.cell(FIRST + 2, 1).number_format == "General"
    assert page.cell(FIRST, column_of(page, "~B7.risk")).border.left.style == "thin"


def test_marks_go_away_once_the_cell_is_changed(copy: bytes) -> None:
    page = page_of(opened(copy), "B7")
    rules = {
        str(place.sqref): [rule.formula[0] for rule in place.rules] for place in page.conditional_formatting
    }
    kind = f"${page.cell(1, column_of(page, '~B7.kind')).column_letter}${FIRST}"
    changed = f'AND(LEN(TRIM({kind}))>0,NOT(EXACT({kind},"Tekinsk")))'
    assert rules[kind.replace("$", "")] == [changed, f"NOT({changed})"]
    assert rules[f"A{FIRST}"] == [f"AND({changed})"]


def test_the_list_is_worst_first_and_leads_to_the_cells(copy: bytes) -> None:
    book = opened(copy)
    page = book.worksheets[0]
    assert page.title == "Bemærkninger"
    rows = listed(page)
    kinds = [row[1] for row in rows]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds.count("Vi spørger") == 3
    wrong = next(row for row in page.iter_rows() if "Tekinsk" in str(row[4].value))
    target = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", wrong[3].hyperlink.location)
    assert target is not None
    assert book[target[1]][target[2]].value == "Tekinsk"
    assert wrong[3].value == target[2]
    assert wrong[5].value == "Mente I “Teknisk”? Så vælg det på listen."
    assert str(wrong[6].value).startswith("B7 ")


def test_there_is_a_field_to_tick_and_nothing_else_to_change(copy: bytes) -> None:
    book = opened(copy)
    page = book.worksheets[0]
    assert page.protection.sheet
    assert book.security.lockStructure
    ticks = [cell for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert len(ticks) == 3
    assert all(cell.column == 8 for cell in ticks)
    assert all(cell.coordinate in page.data_validations.dataValidation[0].sqref for cell in ticks)


def test_drop_downs_are_those_of_the_worksheet(world: World, copy: bytes) -> None:
    blank = opened(world.blank("network", "G1"))
    book = opened(copy)
    for code in ("B4", "B7"):
        rules = {
            str(one.formula1) for one in page_of(blank, code).data_validations.dataValidation if one.formula1
        }
        assert rules
        assert rules <= {
            str(one.formula1) for one in page_of(book, code).data_validations.dataValidation if one.formula1
        }


def test_folded_columns_open_where_something_is_asked(world: World) -> None:
    blank = world.blank("network", "G1")
    page = page_of(opened(blank), "B4")
    folded = next(
        cell.column_letter
        for cell in page[3]
        if cell.value and page.column_dimensions[cell.column_letter].hidden
    )
    key = page[f"{folded}3"].value
    number = world.folder.catalogue.sheets["B4"].column(str(key).partition(".")[2])
    assert number is not None
    wrong = {**IDEA, "~B4.value": "meget"}
    page = page_of(opened(world.copy_of(filled(blank, {"B4": {1: wrong}})).data), "B4")
    value = page.cell(1, column_of(page, "~B4.value")).column_letter
    assert page_of(opened(blank), "B4").column_dimensions[value].hidden
    assert not page.column_dimensions[value].hidden


def test_what_has_no_place_stands_on_the_last_sheet(world: World) -> None:
    book = opened(filled(world.blank("network", "G1"), FAULTY))
    notes = book.create_sheet("Vores noter")
    notes["B2"] = "Husk kantinen"
    notes["B3"] = "=SUM(A1)"
    notes["B3"].data_type = "s"
    page = page_of(book, "B7")
    page.cell(4, 30).value, page.cell(FIRST, 30).value = "Vores kolonne", "En tanke"
    data = world.copy_of(saved(book)).data
    last = opened(data).worksheets[-1]
    assert last.title == "Ikke placeret"
    rows = [[cell.value for cell in row] for row in last.iter_rows(min_row=5)]
    assert rows == [
        [page.title, "AD4", "Vores kolonne"], [page.title, "AD7", "En tanke"],
        ["Vores noter", "B2", "Husk kantinen"], ["Vores noter", "B3", "=SUM(A1)"],
    ]  # fmt: skip
    assert last["C7"].data_type == "s"
    notes_of = next(row for row in listed(opened(data).worksheets[0]) if row[6] == "Vores noter")
    assert (
        notes_of[5]
        == "Teksten står på det sidste ark, “Ikke placeret”. Flyt den ind på det rigtige ark, hvis den skal tælle med."
    )
    again = world.read(data)
    assert [list(cell) for cell in again.kept] == rows
    assert said(again.evidence) == said(world.read(saved(book)).evidence)


def test_without_anything_left_there_is_no_such_sheet(copy: bytes) -> None:
    book = opened(copy)
    assert "Ikke placeret" not in book.sheetnames
    assert "passede ikke" not in text_of(book.worksheets[0])


def test_text_that_the_copy_lacks_is_said_to_be_missing(world: World) -> None:
    """A row above the headings is in no column: either on the last sheet, or named with its place."""
    data = filled(world.blank("network", "G1"), FAULTY)
    world.put(data, "svar.xlsx")
    gathered = world.gathered()
    tab = next(one.tab for one in gathered.evidence if one.sheet == "B7")
    finding = Finding("row.example-overwritten", "returned/svar.xlsx", tab, "B6, C6")
    item = replace(gathered.returns[0], findings=(finding,), kept=())
    from kit.pipeline.marked import marked_copies

    (bare,) = marked_copies(world.folder, replace(gathered, returns=(item,), findings=(finding,)))
    (row,) = listed(opened(bare.data).worksheets[0])
    assert (
        row[5]
        == f"Teksten er ikke med i kopien. Skriv den ind her fra jeres egen fil ({tab} B6, C6), hvis den skal tælle med."
    )
    item = replace(item, kept=((tab, "B6", "Vores eget"),))
    (whole,) = marked_copies(world.folder, replace(gathered, returns=(item,), findings=(finding,)))
    (row,) = listed(opened(whole.data).worksheets[0])
    assert str(row[5]).startswith("Teksten står på det sidste ark")


def test_english(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World.of(tmp_path_factory.mktemp("en") / "process", "en")
    copy = world.copy_of(filled(world.blank("network", "G1"), FAULTY))
    assert copy.path == "outputs/strategy/corrected-copies/svar corrected copy.xlsx"
    page = opened(copy.data).worksheets[0]
    text = text_of(page)
    assert "Corrected copy no. 1 of svar.xlsx" in text
    assert not re.search(r"[æøåÆØÅ]", text.replace("Prøvekøbing", "").replace("Ét overblik", ""))


def odd(world: World, text: str) -> MarkedCopy:
    """A copy in which a strange text stands everywhere."""
    folder = world.folder
    sheet = folder.catalogue.sheets["B7"]
    workshop = folder.catalogue.workshop("network")
    known = Known(folder.process, folder.catalogue, (), "da")
    unit = next(iter(world.read(world.blank("network", "G1")).identity.unit for _ in (1,)))
    worksheet = Worksheet(
        Identity(folder.process.code, workshop.code, unit), "Netværk", "Bord 1", "Prøvekøbing", "da", "#1f4e5f",
        "2027-01-26", (SheetFill(sheet, ({"risk": text, "kind": text, "impact": 3},)),),
        worksheet_lists(folder, known),
    )  # fmt: skip
    spots = (Spot("B7", 1, "risk"), Spot("B7", 1, "kind"), Spot("B7", 1), Spot("B7"), Spot("B7", 0, "kind"))
    marks = (Mark("error", text[:200], text[:200], spots, "Ark1 D7"), Mark("question", "Hele filen", "Se"))
    return MarkedCopy(worksheet, "svar.xlsx", CopyMark(1, "0" * 12), marks, (Unplaced("Ark", "B2", text),))


@pytest.fixture
def words(world: World) -> Words:
    parts = [load_words(world.folder.resources, part, "da").texts for part in ("worksheet", "marked")]
    return Words({**parts[0], **parts[1]}, "da")


ODD = {
    "formula": "=1+1",
    "controls": "a\x00b\x0bc\x1f",
    "surrogate": "a\ud800b\uffff",
    "escape": "_x0041_ og _x000D_",
    "emoji": "👍 fint 👍🏽",
    "quotes": 'Han sagde "nej" & <gik>',
    "lines": "en\r\nto\rtre\nfire",
    "long": "ord " * 12_000,
}


@pytest.mark.parametrize("name", ODD)
def test_any_text_can_be_written_and_read_again(world: World, words: Words, name: str) -> None:
    text = ODD[name]
    data = write_marked(odd(world, text), words)
    assert data == write_marked(odd(world, text), words)
    (row,) = world.read(data).evidence
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffff]", "", text).replace("\r\n", "\n")
    expected = "\n".join(line.strip() for line in clean.replace("\r", "\n").split("\n"))
    if name == "long":
        assert expected.startswith(row.text("risk"))
        assert len(row.text("risk")) > 30_000
    else:
        assert row.text("risk") == expected


def test_same_return_same_bytes_and_fixed_dates(world: World) -> None:
    data = filled(world.blank("network", "G1"), FAULTY)
    one = world.copy_of(data).data
    assert one == world.copies()[0].data
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert any("comments" in name for name in package.namelist())


def test_nothing_is_asked_about_a_copy_that_says_nothing_new(world: World, copy: bytes) -> None:
    """The words on the first sheet are not taken for a table."""
    again = world.read(copy)
    assert {finding.sheet for finding in again.findings if finding.needs_person} <= {
        page.title for page in opened(copy).worksheets if page.title[:2] in ("B4", "B7")
    }
    assert len(asked(again)) == 3
