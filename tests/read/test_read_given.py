"""What the kit filled in and somebody changed, renamed or deleted is said, with what stands there now."""

from __future__ import annotations

import io

import openpyxl
import pytest
from read_world import codes, found, read_bytes
from test_read_formats import converted

from kit.content import load_words
from kit.model.given import GivenRow, given_rows, record
from kit.model.process import Unit
from kit.model.sheet import Identity, SheetFill, Worksheet
from kit.pipeline.prefill import Known, prefill
from kit.render.worksheet import WorksheetWriter

SYSTEMS = (
    {"system": "KMD Nexus", "area": "SO", "critical": "yes", "owner": "Ældrechef"},
    {"system": "Aula", "area": "SO", "critical": "no"},
    {"system": "Vagtplan", "area": "SO", "critical": "no"},
)
LEAD, AREA = Unit("lead", ""), Unit("area", "SO")


def blank(context, resources, workshop: str, unit: Unit, code: str, rows=None) -> openpyxl.Workbook:
    """A worksheet with one sheet as the kit hands it out."""
    known = Known(context.process, context.catalogue, (), "da")
    given = prefill(code, workshop, unit, known) if rows is None else rows
    fills = (SheetFill(context.catalogue.sheets[code], given),)
    identity = Identity(context.process.code, context.catalogue.workshop(workshop).code, unit)
    sheet = Worksheet(
        identity, "Workshop", "SO", "Prøvestrand", "da", "#224466", "2026-09-01", fills, context.lists
    )
    data = WorksheetWriter(load_words(resources, "worksheet", "da")).write(sheet)
    return openpyxl.load_workbook(io.BytesIO(data))


def page(book, code: str):
    return next(tab for tab in book.worksheets if tab.title.startswith(f"{code} "))


def at(book, code: str, row: int, column: str):
    """The cell of a column in the row with this printed number."""
    tab = page(book, code)
    keys = {cell.value: cell.column for cell in tab[3]}
    return tab.cell(6 + row, keys[f"~{code}.{column}"])


def read(book, context, tmp_path, name="svar.xlsx"):
    made = io.BytesIO()
    book.save(made)
    return read_bytes(made.getvalue(), context, tmp_path, name)


@pytest.mark.parametrize(
    ("column", "value"), [("title", "Dataejer for løn"), ("hours_month", 99), ("type", "Passiv")]
)
def test_a_change_in_a_row_without_an_answer_is_said_and_kept(context, resources, tmp_path, column, value):
    book = blank(context, resources, "roles", LEAD, "R2")
    at(book, "R2", 3, column).value = value
    item = read(book, context, tmp_path)
    said = found(item, "row.given-changed")
    assert said.cell == at(book, "R2", 3, column).coordinate and f"“{value}”" in said.message("da")
    assert str(value) in [one.text for one in item.unread] or "passive" in [one.text for one in item.unread]
    assert item.evidence == () and "row.no-answer" not in codes(item)


def test_a_change_in_an_answered_row_is_evidence(context, resources, tmp_path):
    book = blank(context, resources, "roles", LEAD, "R2")
    at(book, "R2", 3, "hours_month").value = 99
    at(book, "R2", 3, "keep").value = "Ændres"
    item = read(book, context, tmp_path)
    assert item.evidence[0].values["hours_month"] == 99
    assert "row.given-changed" not in codes(item)


def test_a_role_chosen_in_the_place_of_another_is_said(context, resources, tmp_path):
    book = blank(context, resources, "roles", AREA, "R3")
    first, second = at(book, "R3", 1, "role"), at(book, "R3", 2, "role")
    first.value = second.value
    item = read(book, context, tmp_path)
    assert found(item, "row.given-changed").cell == first.coordinate


def test_sorted_and_moved_rows_are_nobodys_change(context, resources, tmp_path):
    book = blank(context, resources, "roles", LEAD, "R2")
    tab = page(book, "R2")
    one, other = ([cell.value for cell in tab[row]] for row in (7, 9))
    for cell, a, b in zip(tab[7], other, tab[9], strict=True):
        cell.value = a
        b.value = one[cell.column - 1]
    item = read(book, context, tmp_path)
    assert codes(item) == {"file.no-answers", "sheet.missing"} and item.unread == ()


def test_a_renamed_system_is_asked_about(context, resources, tmp_path):
    book = blank(context, resources, "systems", AREA, "S1", SYSTEMS)
    at(book, "S1", 1, "system").value = "Nexus omsorg"
    at(book, "S1", 1, "confirmed").value = "Ja"
    item = read(book, context, tmp_path)
    said = found(item, "row.renamed")
    assert said.cell == at(book, "S1", 1, "system").coordinate and said.needs_person
    assert "“KMD Nexus”" in said.message("da") and "“Nexus omsorg”" in said.message("da")
    assert item.evidence[0].text("system") == "Nexus omsorg" and "row.given-gone" not in codes(item)


def test_a_deleted_system_is_said(context, resources, tmp_path):
    book = blank(context, resources, "systems", AREA, "S1", SYSTEMS)
    page(book, "S1").delete_rows(8)
    said = found(read(book, context, tmp_path), "row.given-gone")
    assert "“Aula”" in said.message("da") and not said.needs_person


def test_an_untouched_list_and_one_in_another_order_say_nothing(context, resources, tmp_path):
    book = blank(context, resources, "systems", AREA, "S1", SYSTEMS)
    said = {"row.renamed", "row.given-gone", "row.given-changed"}
    assert not said & codes(read(book, context, tmp_path))
    at(book, "S1", 1, "system").value, at(book, "S1", 3, "system").value = "Vagtplan", "kmd  nexus"
    assert not said & codes(read(book, context, tmp_path))


def test_an_object_changed_before_it_was_scored_is_said(context, resources, tmp_path):
    rows = ({"object": "KMD Nexus", "area": "SO"},)
    book = blank(context, resources, "systems", AREA, "S4", rows)
    at(book, "S4", 1, "object").value = "Aula"
    assert "“Aula”" in found(read(book, context, tmp_path), "row.given-changed").message("da")


def test_a_draft_changed_in_the_review_is_said_though_the_row_is_answered(context, resources, tmp_path):
    rows = (
        {"blocks": "2", "module": "M01", "section": "Indledning", "draft": "Vi vil.", "matter": "text:M01"},
    )
    book = blank(context, resources, "review", LEAD, "D6", rows)
    at(book, "D6", 1, "draft").value = "Vi vil meget gerne."
    assert "“Vi vil meget gerne.”" in found(read(book, context, tmp_path), "row.given-changed").message("da")
    at(book, "D6", 1, "own_text").value = "Vores egen tekst"
    item = read(book, context, tmp_path)
    assert "row.given-changed" in codes(item) and item.evidence[0].text("own_text") == "Vores egen tekst"


@pytest.mark.real
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_it_is_seen_in_what_libreoffice_saves(context, resources, tmp_path, kind):
    book = blank(context, resources, "roles", LEAD, "R2")
    made = io.BytesIO()
    book.save(made)
    path = converted(made.getvalue(), tmp_path, kind)
    assert not {"row.given-changed", "row.no-answer"} & codes(
        read_bytes(path.read_bytes(), context, tmp_path, path.name)
    )
    at(book, "R2", 3, "hours_month").value = 99
    made = io.BytesIO()
    book.save(made)
    path = converted(made.getvalue(), tmp_path, kind)
    said = found(read_bytes(path.read_bytes(), context, tmp_path, path.name), "row.given-changed")
    assert said.cell == at(book, "R2", 3, "hours_month").coordinate


def test_a_record_is_read_back_whole_and_only_where_it_fits(catalogue):
    sheet = catalogue.sheets["R2"]
    text = (
        record(sheet, [("RO-01 | et", *("x" * n for n in range(8))), ("", *[""] * 8)])
        + "KIT-PRVK27-ROL-G3-V1-X"
    )
    rows = given_rows(sheet, ["~R2.title", text])
    assert rows is not None and [row.name for row in rows] == ["RO-01 et", ""]
    assert len(dict(rows[0].prints)) == 8 and rows[0] == GivenRow("RO-01 et", rows[0].prints)
    assert given_rows(sheet, ["~R2.title"]) is None and given_rows(sheet, [record(sheet, [])]) == ()
    assert record(sheet, [("navn" * 9_000, *[""] * 8)]) == "" and record(catalogue.sheets["F3"], []) == ""


def test_a_name_written_over_another_is_said_though_the_numbers_are_gone(context, resources, tmp_path):
    book = blank(context, resources, "network", Unit("group", "3"), "B1")
    for row in page(book, "B1").iter_rows(min_row=7, max_col=1):
        row[0].value = None
    at(book, "B1", 1, "field").value = at(book, "B1", 2, "field").value
    assert "“Formål”" in found(read(book, context, tmp_path), "row.given-changed").message("da")
