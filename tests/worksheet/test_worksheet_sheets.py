"""What stands on an input sheet, and by what it is known again."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet as Page
from worksheet_samples import (
    EXAMPLE,
    FIRST,
    HEADER,
    HELP,
    KEYS,
    WORKBOOKS,
    column_of,
    opened,
    page_of,
    worksheet,
)

from kit.model.catalogue import Catalogue
from kit.model.sheet import Identity
from kit.render.worksheet import WorksheetWriter

BOOKS = [(name, lang) for name in WORKBOOKS for lang in ("da", "en")]


def texts(page: Page, row: int) -> list[str]:
    return [str(cell.value) for cell in page[row] if cell.value is not None]


def test_every_tier_one_sheet_is_among_the_samples(catalogue: Catalogue) -> None:
    tier_one = {code for code, sheet in catalogue.sheets.items() if sheet.tier == 1}
    more = {"S2", "S5", "S6", "S7", "U3", "U5", "U6"}
    assert {code for _, codes in WORKBOOKS.values() for code in codes} >= tier_one | more


@pytest.mark.parametrize(("name", "lang"), BOOKS)
def test_header_key_and_defined_name_agree_for_every_column(
    catalogue: Catalogue, writer: WorksheetWriter, name: str, lang: str
) -> None:
    sample = worksheet(catalogue, name, lang)
    book = opened(writer.write(sample))
    for fill in sample.fills:
        sheet, page = fill.sheet, page_of(book, fill.sheet.code)
        assert page.row_dimensions[KEYS].hidden
        across = (sheet.matrix.column, sheet.matrix.value) if sheet.matrix else ()
        for column in sheet.columns:
            if column.id in across:
                continue
            at = column_of(page, sheet.key(column.id))
            header = page.cell(HEADER, at)
            sign = "\u00a0*" if column.need == "required" else ""
            assert header.value == column.header[lang] + sign
            assert header.font.bold == (column.need in ("required", "expected"))
            named = book.defined_names[sheet.name_of(column.id)].attr_text
            assert named == f"'{page.title}'!${header.column_letter}${HEADER}"


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_token_is_seen_on_every_sheet_and_heads_the_key_row(
    catalogue: Catalogue, writer: WorksheetWriter, name: str
) -> None:
    sample = worksheet(catalogue, name)
    book = opened(writer.write(sample))
    assert len(book.worksheets) == len(sample.fills) + 2
    for page in book.worksheets:
        seen = [
            cell.value for row in page.iter_rows(max_row=3) for cell in row
            if isinstance(cell.value, str) and not page.row_dimensions[cell.row].hidden
            and not page.column_dimensions[cell.column_letter].hidden
        ]  # fmt: skip
        assert any(Identity.find(text)[0] == sample.identity for text in seen), page.title
    for page in book.worksheets[1:-1]:
        assert str(page.cell(KEYS, 1).value).endswith(sample.identity.token)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_person_meets_at_most_eight_columns(
    catalogue: Catalogue, writer: WorksheetWriter, name: str
) -> None:
    sample = worksheet(catalogue, name)
    book = opened(writer.write(sample))
    for fill in sample.fills:
        page = page_of(book, fill.sheet.code)
        if fill.sheet.matrix or name == "lead":
            continue
        keyed = [cell for cell in page[KEYS][1:] if cell.value]
        open_ones = [c for c in keyed if not page.column_dimensions[c.column_letter].outlineLevel]
        assert 1 <= len(open_ones) <= 8, fill.sheet.code


@pytest.mark.parametrize("lang", ["da", "en"])
def test_folded_groups_stand_apart_and_say_how_to_open_them(
    catalogue: Catalogue, writer: WorksheetWriter, lang: str
) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue, lang=lang))), "B4")
    sizes = page.column_dimensions
    folded = [cell.column for cell in page[KEYS] if sizes[cell.column_letter].outlineLevel]
    hidden = [cell.column for cell in page[KEYS] if sizes[cell.column_letter].hidden]
    assert folded == hidden
    groups = [at for at in folded if at - 1 not in folded]
    assert len(groups) == 2
    assert [sizes[page.cell(1, at - 1).column_letter].collapsed for at in groups] == [True, True]
    assert page.sheet_properties.outlinePr.summaryRight is False
    assert page.sheet_format.outlineLevelCol == 1
    words = {
        "da": ("“Scoring”, “Flere oplysninger”", "Klik på +"),
        "en": ("“Scoring”, “More details”", "Click the +"),
    }
    assert all(word in str(page.cell(2, 1).value) for word in words[lang])
    assert [page.cell(HEADER, at - 1).value for at in groups] == words[lang][0].strip("“”").split("”, “")


def test_nothing_is_folded_for_the_lead(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue, "lead"))), "B4")
    levels = [size.outlineLevel for size in page.column_dimensions.values()]
    assert 1 in levels
    assert not any(size.hidden for size in page.column_dimensions.values())
    assert "Klik på +" not in str(page.cell(2, 1).value)


def test_help_and_example_stand_under_the_header(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    for lang, word in (("da", "eksempel"), ("en", "example")):
        page = page_of(opened(writer.write(worksheet(catalogue, lang=lang))), "B4")
        sheet = catalogue.sheets["B4"]
        assert page.cell(EXAMPLE, 1).value == word
        for column in sheet.columns:
            at = column_of(page, sheet.key(column.id))
            assert page.cell(HELP, at).value == column.help[lang]
            example = page.cell(EXAMPLE, at)
            assert example.value == (column.example[lang] if column.example else None)
            assert example.value is None or example.data_type == "s"


def test_rows_are_numbered_and_offered(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sheet = catalogue.sheets["B1"]
    page = page_of(opened(writer.write(worksheet(catalogue))), "B1")
    fields = len(catalogue.lists["charter_field"])
    numbers = [page.cell(row, 1).value for row in range(FIRST, page.max_row + 1)]
    assert numbers == list(range(1, fields + sheet.rows + 1))
    labels = [page.cell(row, 2).value for row in range(FIRST, FIRST + fields)]
    assert labels == [choice.text["da"] for choice in catalogue.lists["charter_field"]]


def test_data_cells_are_open_and_never_merged(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    for name in WORKBOOKS:
        book = opened(writer.write(worksheet(catalogue, name)))
        assert book.security.lockStructure
        assert [page.protection.sheet for page in book.worksheets] == [
            True, *[False] * (len(book.worksheets) - 2), True,
        ]  # fmt: skip
        for page in book.worksheets[1:-1]:
            assert all(part.max_row < FIRST for part in page.merged_cells.ranges), page.title
            assert page.freeze_panes is not None
            assert page.freeze_panes.endswith("5")


def test_carriers_beside_the_cell(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sample = worksheet(catalogue)
    book, token = opened(writer.write(sample)), sample.identity.token
    assert book.defined_names["kit_identity"].attr_text == f'"{token}"'
    assert book.custom_doc_props["kit_identity"].value == token
    assert token in book.properties.keywords
    for page in book.worksheets:
        assert page.oddFooter.left.text == token
        assert page.oddHeader.right.text == "Bord 2"
        assert "Prøvekøbing" in page.oddHeader.left.text


def test_guidance_links_to_every_sheet(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    book = opened(writer.write(worksheet(catalogue)))
    links = [
        cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink
    ]
    assert links == [f"'{page.title}'!A1" for page in book.worksheets[1:-1]]


def test_print_set_up(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sample = worksheet(catalogue, "kickoff")
    book = opened(writer.write(sample))
    for fill in sample.fills:
        page = page_of(book, fill.sheet.code)
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize in (8, 9)
        assert (page.page_setup.paperSize == 8) == (fill.sheet.paper == "A3")
        assert page.print_title_rows
        assert all((size.height or 0) >= 20 for row, size in page.row_dimensions.items() if row >= FIRST)
