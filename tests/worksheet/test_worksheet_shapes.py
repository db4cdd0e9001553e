"""Forms in blocks, matrices, and what stored values look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from worksheet_samples import FIRST, HEADER, KEYS, column_of, opened, page_of, worksheet

from kit.errors import ContentError
from kit.model.catalogue import Catalogue
from kit.model.evidence import UNKNOWN
from kit.model.sheet import Lists, SheetFill, Worksheet
from kit.render.worksheet import WorksheetWriter
from kit.render.worksheet.palette import Palette, contrast


def with_fill(sample: Worksheet, *fills: SheetFill) -> Worksheet:
    return replace(sample, fills=fills)


def test_a_form_has_one_block_and_one_page_for_each_respondent(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    sheet = catalogue.sheets["F3"]
    page = page_of(opened(writer.write(worksheet(catalogue, "kickoff"))), "F3")
    themes = len(catalogue.themes)
    codes = column_of(page, sheet.key("respondent"))
    starts = [FIRST + block * themes for block in range(5)]
    assert [page.cell(row, codes).value for row in starts] == ["B-01", "B-02", "B-03", "B-04", "B-05"]
    assert [mark.id for mark in page.row_breaks.brk] == [row - 1 for row in starts[1:]]
    assert page.sheet_properties.pageSetUpPr.fitToPage is not True  # else Excel ignores the page breaks
    for row in starts[1:]:
        assert page.cell(row, codes).border.top.style == "medium"
        assert page.cell(row + 1, codes).border.top.style == "thin"
    once = [column_of(page, sheet.key(id)) for id in sheet.once]
    assert once
    for at in once:
        shaded = [page.cell(row, at).fill.fgColor.rgb == "00ECECEC" for row in range(FIRST, FIRST + themes)]
        assert shaded == [False] + [True] * (themes - 1)
        assert all(page.cell(row, at).value is None for row in range(FIRST, page.max_row + 1))


@pytest.mark.parametrize(("name", "code"), [("roles", "R4"), ("skills", "U1")])
def test_a_matrix_has_a_keyed_column_for_each_entry(
    catalogue: Catalogue, writer: WorksheetWriter, name: str, code: str
) -> None:
    sample = worksheet(catalogue, name)
    sheet, matrix = catalogue.sheets[code], catalogue.sheets[code].matrix
    assert matrix is not None
    book = opened(writer.write(sample))
    page = page_of(book, code)
    source = sheet.column(matrix.column)
    assert source is not None
    for choice in sample.lists[source.source or ""]:
        at = column_of(page, sheet.cross_key(choice.id))
        header = page.cell(HEADER, at)
        assert header.value == choice.label("da")
        assert header.alignment.textRotation == 90
        named = book.defined_names[sheet.name_of(f"{matrix.value}_{choice.id}")].attr_text
        assert named.endswith(f"${header.column_letter}${HEADER}")
    keys = [cell.value for cell in page[KEYS]]
    assert sheet.key(matrix.column) not in keys
    assert sheet.key(matrix.value) not in keys
    rest = [c.id for c in sheet.columns if c.id not in (matrix.row, matrix.column, matrix.value)]
    assert [column_of(page, sheet.key(id)) for id in rest] == [
        len(keys) - len(rest) + n + 1 for n in range(len(rest))
    ]


def test_known_crossings_are_filled_in_on_one_row(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sheet = catalogue.sheets["U1"]
    rows = (
        {"role": "RO-03", "competence": "K-04", "level": 3},
        {"role": "RO-03", "competence": "K-06", "level": 2},
        {"role": "RO-04", "competence": "K-04", "level": 4},
    )
    sample = with_fill(worksheet(catalogue, "skills"), SheetFill(sheet, rows))
    page = page_of(opened(writer.write(sample)), "U1")
    four, six = (column_of(page, sheet.cross_key(id)) for id in ("K-04", "K-06"))
    assert [page.cell(FIRST, at).value for at in (four, six)] == [3, 2]
    assert [page.cell(FIRST + 1, at).value for at in (four, six)] == [4, None]
    assert str(page.cell(FIRST + 1, 2).value).startswith("RO-04")


def test_a_matrix_without_its_list_is_a_fault_of_the_content(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    sample = worksheet(catalogue, "roles")
    known = {name: entries for name, entries in sample.lists.by_name.items() if name != "roles"}
    with pytest.raises(ContentError, match="R4"):
        writer.write(replace(sample, lists=Lists(known)))


def test_stored_values_are_shown_as_people_write_them(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sheet = catalogue.sheets["S1"]
    given = {
        "system": "=cmd|'/c calc'!A1", "area": "SO", "critical": UNKNOWN, "also_used_by": ("SK", "SO"),
        "users": "from_10", "risk_assessed": date(2025, 3, 14), "purpose": "#N/A", "kle": "17.00",
    }  # fmt: skip
    sample = with_fill(worksheet(catalogue, "round"), SheetFill(sheet, (given,)))
    page = page_of(opened(writer.write(sample)), "S1")

    shown = {id: page.cell(FIRST, column_of(page, sheet.key(id))).value for id in given}
    assert shown == {
        "system": "=cmd|'/c calc'!A1", "area": "Sundhed og ældre", "critical": "?",
        "also_used_by": "Dagtilbud og skole; Sundhed og ældre", "users": "10-49",
        "risk_assessed": datetime(2025, 3, 14), "purpose": "#N/A", "kle": "17.00",
    }  # fmt: skip
    dangerous = page.cell(FIRST, column_of(page, sheet.key("system")))
    assert (dangerous.data_type, dangerous.quotePrefix) == ("s", True)
    assert page.cell(FIRST, column_of(page, sheet.key("purpose"))).data_type == "s"
    day = page.cell(FIRST, column_of(page, sheet.key("risk_assessed")))
    assert (day.is_date, day.number_format) == (True, "dd-mm-yyyy")
    # Typed into an empty row, "10-49" must not become a day in October, nor "17.00" seventeen.
    for id in ("users", "kle", "system"):
        assert page.cell(FIRST + 1, column_of(page, sheet.key(id))).number_format == "@"


def test_a_light_colour_is_darkened_until_white_can_be_read_on_it(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    for colour in ("#ffee00", "#1f4e5f", "#ffffff", "#00a0e0"):
        palette = Palette.of(colour)
        assert contrast(palette.main, "FFFFFF") >= 4.5
        assert contrast("1F2328", palette.soft) >= 7
        assert contrast("595959", palette.faint) >= 4.5
    page = page_of(opened(writer.write(replace(worksheet(catalogue), colour="#ffee00"))), "B4")
    header = page.cell(HEADER, 2)
    assert contrast(header.fill.fgColor.rgb[2:], header.font.color.rgb[2:]) >= 4.5
