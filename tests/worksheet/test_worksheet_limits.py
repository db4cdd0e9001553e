"""Excel's limits: each one is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet as Page
from worksheet_samples import WORKBOOKS, worksheet

from kit.errors import ContentError
from kit.model.catalogue import Catalogue
from kit.model.sheet import SheetFill
from kit.model.text import Text
from kit.render.worksheet import WorksheetWriter, check_limits


def page() -> Page:
    made = Workbook().worksheets[0]
    made.title = "B4"
    made["A1"] = "Titel"
    return made


def text(made: Page) -> None:
    made["C9"]._value = "a" * 32_768


def formula(made: Page) -> None:
    made["C9"] = "=1+1"


def number(made: Page) -> None:
    made["C9"] = float("nan")


def day(made: Page) -> None:
    made["C9"] = date(1850, 1, 1)


def inline_list(made: Page) -> None:
    made.add_data_validation(DataValidation(type="list", formula1='"' + "a," * 128 + '"', sqref="C9"))


def prompt(made: Page) -> None:
    made.add_data_validation(DataValidation(prompt="a" * 256, sqref="C9"))


def prompt_title(made: Page) -> None:
    made.add_data_validation(DataValidation(promptTitle="a" * 33, sqref="C9"))


def error(made: Page) -> None:
    made.add_data_validation(DataValidation(error="a" * 256, sqref="C9"))


def rule(made: Page) -> None:
    made.add_data_validation(DataValidation("custom", formula1="A1=" + "1" * 255, sqref="C9"))


def header(made: Page) -> None:
    made.oddHeader.left.text = "a" * 256


def width(made: Page) -> None:
    made.column_dimensions["C"].width = 256


def height(made: Page) -> None:
    made.row_dimensions[9].height = 410


def table(made: Page) -> None:
    for place, value in (("A1", "Titel"), ("B1", "titel"), ("A2", "x")):
        made[place] = value
    made.tables["t"] = Table(displayName="t", name="t", ref="A1:B2")


def defined_name(made: Page) -> None:
    made.parent.defined_names["A1"] = DefinedName("A1", attr_text="B4!$A$1")


def tab(made: Page) -> None:
    made._WorkbookChild__title = "B4 " + "x" * 29


def tab_twice(made: Page) -> None:
    made.parent.create_sheet("Andet")._WorkbookChild__title = "b4"


FAULTS = {
    text: "C9: text over", formula: "C9: a formula", number: "C9: not a number", day: "C9: a day before",
    inline_list: "C9: drop-down", prompt: "C9: prompt over", prompt_title: "C9: promptTitle",
    error: "C9: error over", rule: "C9: rule over", header: "header or footer", width: "column C",
    height: "row 9", table: "table t",
    defined_name: "A1: not a defined name", tab: "not a name for a sheet", tab_twice: "two sheets",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_told_with_its_place(fault: Callable[[Page], None]) -> None:
    made = page()
    check_limits(made.parent)
    fault(made)
    with pytest.raises(ContentError) as told:
        check_limits(made.parent)
    assert FAULTS[fault] in str(told.value)
    assert fault in (defined_name, tab, tab_twice) or str(told.value).startswith("B4: ")


def test_all_faults_are_told_at_once() -> None:
    made = page()
    for fault in (prompt, width, formula):
        fault(made)
    with pytest.raises(ContentError) as told:
        check_limits(made.parent)
    assert len(str(told.value).splitlines()) == 3


def test_a_help_text_that_excel_would_cut_stops_the_making(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    sheet = catalogue.sheets["B7"]
    long = replace(sheet.columns[0], help=Text.of(da="ord " * 70, en="word " * 60))
    broken = replace(sheet, columns=(long, *sheet.columns[1:]))
    with pytest.raises(ContentError, match=r"B7 .*: prompt over 255"):
        writer.write(replace(worksheet(catalogue), fills=(SheetFill(broken),)))


def test_long_and_odd_names_still_fit(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    sheet = catalogue.sheets["B7"]
    odd = replace(sheet, title=Text.same("Risici: [hvad] kan/må ikke * ske? 'aldrig' nogensinde"))
    sample = worksheet(catalogue, unit_name="Børn & unge " * 30)
    sample = replace(sample, fills=(SheetFill(odd),), municipality="Prøve & købing " * 20)
    assert writer.write(sample)
    with pytest.raises(ContentError, match="control character"):
        writer.write(replace(sample, unit_name="Bord\x07"))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_kits_own_sheets_keep_within_the_limits(
    catalogue: Catalogue, writer: WorksheetWriter, lang: str
) -> None:
    for name in WORKBOOKS:
        assert writer.write(worksheet(catalogue, name, lang))
