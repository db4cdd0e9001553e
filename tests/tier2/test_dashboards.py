"""The empty one-page dashboards: what stands on them, that they print on one page, and that Excel takes them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from real.judges import microsoft, openxml_audit

from kit.content import load_words
from kit.model.results import Dashboard, KeyFigure, Source
from kit.model.text import Words
from kit.render.dashboard import PERIODS, Frame, dashboard_xlsx
from kit.render.worksheet.palette import contrast
from kit.resources import Resources

FRAME = Frame("Prøvekøbing Kommune", "#1f4e5f", date(2027, 1, 20))
PAGE = Dashboard(
    name="Distriktslederens side",
    audience="Distriktsledere i hjemmeplejen",
    decision="Om vi flytter vagter mellem distrikterne",
    figures=(KeyFigure("Besøg leveret", "under 97 %"), KeyFigure("Fravær i procent", "")),
    left_out=(),
    react="Når to tal falder samtidig",
    sources=(Source("KMD Nexus", True, 3.0), Source("Opus Vagtplan", True, 2.5)),
    weak=("Opus Vagtplan",),
    refreshed="weekly",
    owner="BI-konsulent",
    unit="G1",
)
LONG = replace(
    PAGE,
    name="Klima og energi på én side for alle kommunens bygninger, veje, biler og haller",
    audience="Teknik- og miljøchef og driftsledere på rådhuset, skolerne, i hallerne og på plejecentrene",
    decision="Hvilken bygning vi skruer på først, " * 6,
    figures=tuple(
        KeyFigure(f"Nøgletal nummer {n} korrigeret for vejret", "Når det er steget to gange " * 3)
        for n in range(7)
    ),
)


def words(lang: str = "da") -> Words:
    return load_words(Resources(), "dashboard", lang)


def made(page: Dashboard = PAGE, lang: str = "da"):
    return load_workbook(io.BytesIO(dashboard_xlsx(page, FRAME, words(lang)))).active


def texts(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def figure_rows(sheet) -> list[int]:
    return [row[0].row for row in sheet.iter_rows(max_col=1) if isinstance(row[0].value, int)]


def test_the_page_says_who_reads_it_and_which_decision_it_supports() -> None:
    sheet = made()
    for text in (
        PAGE.name,
        PAGE.audience,
        PAGE.decision,
        PAGE.owner,
        "Hver uge",
        "Kilder: KMD Nexus; Opus Vagtplan",
    ):
        assert text in texts(sheet)
    assert any(text.startswith("Bedømt som svage data: Opus Vagtplan") for text in texts(sheet))
    assert "Reagér: når to tal falder samtidig" in texts(sheet)


def test_each_figure_has_six_empty_periods_a_trend_and_its_threshold() -> None:
    sheet = made()
    first, second = figure_rows(sheet)
    assert [sheet[f"B{row}"].value for row in (first, second)] == ["Besøg leveret", "Fravær i procent"]
    assert [sheet[f"J{row}"].value for row in (first, second)] == ["Under 97 %", None]
    assert [sheet[f"{letter}{first}"].value for letter in PERIODS] == [None] * 6
    assert {sheet[f"{letter}{first - 1}"].value for letter in PERIODS} == {"Uge"}
    assert all(sheet[f"I{row}"].data_type == "f" for row in (first, second))
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.showErrorMessage) == (f"C{first}:H{second}", "decimal", True)


@pytest.mark.parametrize(
    "page", [PAGE, LONG, replace(PAGE, figures=PAGE.figures[:1], react="", weak=(), sources=())]
)
def test_it_prints_on_one_landscape_page(page: Dashboard) -> None:
    sheet = made(page)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$J${sheet.max_row}"
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert all(heights)
    if page is not LONG:
        assert sum(heights) <= 523.5  # what A4 holds at full size


def test_what_people_wrote_stays_text() -> None:
    evil = replace(
        PAGE, name="=1+1", audience="+45", decision="@SUM(A1)", figures=(KeyFigure("-2", "=A1"),), owner="=B1"
    )
    sheet = made(evil)
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == [f"I{figure_rows(sheet)[0]}"]
    assert sheet["A1"].value == "=1+1" and sheet["A1"].quotePrefix


def test_the_same_input_gives_the_same_bytes_with_one_date() -> None:
    data = dashboard_xlsx(PAGE, FRAME, words())
    assert data == dashboard_xlsx(PAGE, FRAME, words())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2027-01-20T"}
        assert "Distriktslederens side – étsidesoverblik – Prøvekøbing Kommune" in core
        fonts = re.findall(rb"<font>(.*?)</font>", parts.read("xl/styles.xml"), re.S)
        assert all(font.index(b"<sz") < font.index(b"<name") for font in fonts)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffd700", "#1f4e5f"])
def test_words_can_be_read_on_any_colour(colour: str) -> None:
    sheet = load_workbook(io.BytesIO(dashboard_xlsx(PAGE, replace(FRAME, colour=colour), words()))).active
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                ground = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else "FFFFFF"
                assert contrast(cell.font.color.rgb[2:], ground) >= 4.5, cell.coordinate


def test_both_languages() -> None:
    assert "The page supports a decision" in texts(made(lang="en"))
    assert "Siden støtter en beslutning" in texts(made(lang="da"))
    assert "Ikke aftalt endnu" in texts(made(replace(PAGE, owner="", refreshed="")))


def files(folder: Path) -> list[Path]:
    found = []
    for name, page in (("short", PAGE), ("long", LONG)):
        for lang in ("da", "en"):
            path = folder / f"{name}-{lang}.xlsx"
            path.write_bytes(dashboard_xlsx(page, FRAME, words(lang)))
            found.append(path)
    return found


@pytest.mark.real
def test_validators_find_nothing(tmp_path: Path) -> None:
    paths = files(tmp_path)
    assert microsoft(paths) == {}
    assert openxml_audit(paths) == {}


@pytest.mark.real
def test_libreoffice_prints_one_page_and_works_the_trend_out(tmp_path: Path) -> None:
    """Numbers may have gaps: the latest two in the row count, wherever they stand."""
    paths = files(tmp_path)
    book = load_workbook(paths[0])
    sheet = book.active
    first, second = figure_rows(sheet)
    for cell, value in {f"C{first}": 98.2, f"D{first}": 97.5, f"F{first}": 97.0, f"H{second}": 3}.items():
        sheet[cell] = value
    book.save(tmp_path / "filled.xlsx")
    paths.append(tmp_path / "filled.xlsx")
    for path in [*paths, tmp_path / "filled.csv"]:
        convert(path, tmp_path)
    for path in paths:
        info = ["pdfinfo", path.with_suffix(".pdf")]
        told = subprocess.run(info, check=True, capture_output=True, text=True).stdout
        assert re.search(r"^Pages:\s+1$", told, re.M), path.name
    lines = (tmp_path / "filled.csv").read_text("utf-8").splitlines()
    trends = [next(line for line in lines if name in line) for name in ("Besøg leveret", "Fravær i procent")]
    assert re.search(r"▼ 0[.,]5\b", trends[0])
    assert not re.search("[▲▼=]", trends[1])


def convert(path: Path, folder: Path) -> None:
    """``short-da.xlsx`` to ``short-da.pdf``, ``filled.csv`` from ``filled.xlsx``."""
    what = "csv:Text - txt - csv (StarCalc):44,34,76" if path.suffix == ".csv" else "pdf"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    office = ["soffice", profile, "--headless", "--convert-to", what, "--outdir", str(folder)]
    subprocess.run([*office, str(path.with_suffix(".xlsx"))], check=True, capture_output=True)
