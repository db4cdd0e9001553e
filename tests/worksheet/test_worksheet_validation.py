"""What cells accept, what they say, and what is marked."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet as Page
from worksheet_samples import FIRST, WORKBOOKS, column_of, opened, page_of, worksheet

from kit.model.catalogue import Catalogue
from kit.render.worksheet import WorksheetWriter


def rule_of(page: Page, key: str) -> DataValidation:
    cell = page.cell(FIRST, column_of(page, key)).coordinate
    return next(rule for rule in page.data_validations.dataValidation if cell in rule.sqref)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_drop_down_stands_on_the_lists_sheet(
    catalogue: Catalogue, writer: WorksheetWriter, name: str, lang: str
) -> None:
    sample = worksheet(catalogue, name, lang)
    book = opened(writer.write(sample))
    lists, seen = book.worksheets[-1], 0
    for fill in sample.fills:
        page = page_of(book, fill.sheet.code)
        for column in fill.sheet.columns:
            entries = sample.lists.by_name.get(column.source or "", ())
            if not entries or (fill.sheet.matrix and column.id == fill.sheet.matrix.column):
                continue
            across = fill.sheet.matrix and column.id == fill.sheet.matrix.value
            cross = fill.sheet.matrix and sample.lists["roles"][0].id
            key = fill.sheet.cross_key(cross) if across and cross else fill.sheet.key(column.id)
            rule = rule_of(page, key)
            assert rule.type == "list"
            tab, place = book.defined_names[rule.formula1].attr_text.split("!")
            assert tab.strip("'") == lists.title
            cells = [row[0].value for row in lists[place.replace("$", "")]]
            assert cells == [choice.label(lang) for choice in entries]
            seen += 1
    assert seen


def test_open_lists_let_people_write_and_closed_ones_stop_them(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    book = opened(writer.write(worksheet(catalogue)))
    page = page_of(book, "B4")
    closed, many = rule_of(page, "~B4.area"), rule_of(page, "~B4.audience")
    assert (closed.showErrorMessage, closed.errorStyle) == (True, "stop")
    assert catalogue.sheets["B4"].column("area").help["da"] in closed.error
    assert many.showErrorMessage is False
    assert rule_of(page, "~B4.systems").showErrorMessage is False
    assert rule_of(page, "~B4.owner").showErrorMessage is False
    matrix = page_of(opened(writer.write(worksheet(catalogue, "roles"))), "R4")
    assert rule_of(matrix, "~R4.decision").showErrorMessage is False  # groups add decisions of their own
    assert rule_of(matrix, "~R4.letter.RO-03").showErrorMessage is True


def test_a_list_that_the_process_lacks_gives_no_drop_down(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    rule = rule_of(page_of(opened(writer.write(worksheet(catalogue))), "B4"), "~B4.depends_on")
    assert rule.type is None
    assert rule.prompt


def test_rules_of_numbers_dates_and_quarters(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    network = opened(writer.write(worksheet(catalogue)))
    kickoff = opened(writer.write(worksheet(catalogue, "kickoff")))
    bounded = rule_of(page_of(network, "B4"), "~B4.days")
    assert bounded.formula1.endswith("AND(N7>=1,N7<=500),FALSE)")
    asked = rule_of(page_of(kickoff, "F3"), "~F3.now")
    assert asked.formula1.endswith(',EXACT(F7,"?"))')
    day = rule_of(page_of(network, "C2"), "~C2.due")
    assert (day.type, day.operator) == ("date", "between")
    quarter = rule_of(page_of(network, "B4"), "~B4.wanted_start")
    assert quarter.formula1 == "kit_list_quarter"
    place = network.defined_names["kit_list_quarter"].attr_text.split("!")[1].replace("$", "")
    labels = [row[0].value for row in network.worksheets[-1][place]]
    assert (labels[0], labels[-1], len(labels)) == ("2027-K1", "2029-K4", 12)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_prompts_come_from_the_columns_help(catalogue: Catalogue, writer: WorksheetWriter, lang: str) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue, "round", lang))), "S1")
    for column in catalogue.sheets["S1"].columns:
        if column.need == "made":
            continue
        prompt = rule_of(page, f"~S1.{column.id}").prompt
        assert prompt.startswith(column.help[lang])
        if column.type == "multichoice":
            assert {"da": "semikolon", "en": "semicolon"}[lang] in prompt


def test_marks_watch_required_columns_only(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue))), "B4")
    required = {c.id for c in catalogue.sheets["B4"].columns if c.need == "required"}
    columns = {column_of(page, f"~B4.{id}") for id in required}
    watched = {part.min_col for rules in page.conditional_formatting for part in rules.cells.ranges}
    assert watched == columns
    assert required == {"title", "problem"}


def test_what_the_kit_filled_in_begins_no_row(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue, "round"))), "S1")
    confirmed = page.cell(1, column_of(page, "~S1.confirmed")).column_letter
    system = page.cell(1, column_of(page, "~S1.system")).column_letter
    formulas = {
        str(rules.sqref): rule.formula[0] for rules in page.conditional_formatting for rule in rules.rules
    }
    known = next(f for place, f in formulas.items() if place.startswith(f"{confirmed}{FIRST}:"))
    empty = next(f for place, f in formulas.items() if place.startswith(f"{confirmed}{FIRST + 30}:"))
    assert f"${system}{FIRST}" not in known
    assert f"${system}{FIRST + 30}" in empty


def test_the_one_cell_of_a_respondent_counts_for_the_block(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    page = page_of(opened(writer.write(worksheet(catalogue, "kickoff"))), "F3")
    area = page.cell(1, column_of(page, "~F3.area")).column_letter
    themes = len(catalogue.themes)
    places = {str(r.sqref): r.rules[0].formula[0] for r in page.conditional_formatting}
    mine = {place: formula for place, formula in places.items() if place.startswith(area)}
    assert len(mine) == 5
    assert f"${FIRST + themes}:" in mine[f"{area}{FIRST + themes}"]
