"""A decision's way round: suggested, decided in Calc, consolidated, and held against what arrives later."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kit.pipeline.consolidate import REGISTER, consolidate
from kit.pipeline.folder import open_folder
from real.office import Office

pytestmark = pytest.mark.real

PAIR = ("KMD Nexus", "KMD-Nexus")
SAME = "same:systems:kmd nexus|kmdnexus"


@pytest.fixture(scope="module")
def process(danish_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions") / "forløb"
    shutil.copytree(danish_demo, folder, ignore=shutil.ignore_patterns(".read"))
    return folder


def _numbers(workbook: Path, code: str, column: str, *wanted: str) -> list[str]:
    """The row numbers, as they stand in the first column, of rows with these texts in a column."""
    book = openpyxl.load_workbook(workbook)
    tab = next(tab for tab in book.worksheets if tab.title.startswith(f"{code} "))
    keys = next(row for row in tab.iter_rows() if any(cell.value == f"~{code}.{column}" for cell in row))
    place = next(cell.column for cell in keys if cell.value == f"~{code}.{column}")
    found = {str(row[place - 1].value): str(row[0].value) for row in tab.iter_rows()}
    return [found[text] for text in wanted]


def _ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / REGISTER)) as register:
        return register.execute(sql).fetchall()


def _run(folder: Path) -> list[str]:
    done = consolidate(open_folder(folder), "0.4", date(2027, 3, 15), lambda _: None)
    return [finding.code for finding in done.findings if finding.code.startswith("decision.")]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_decision_holds_until_its_ground_changes(
    process: Path, office: Office, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "forløb"
    shutil.copytree(process, folder)
    review = folder / "outputs" / "strategy" / "beslutningsark.xlsx"
    same = _numbers(review, "D1", "second", PAIR[1])[0]
    parked = _numbers(review, "D4", "initiative", "Chatbot på hjemmesiden")[0]
    own = _numbers(review, "D6", "section", "Modulerne")[0]
    signed = [("Besluttet af", "Digitaliseringschef"), ("Besluttet den", "01-03-2027")]
    acts = [
        ("type", "D1", same, "Ens?", "Ens"),
        ("type", "D1", same, "Navnet, der gælder", PAIR[0]),
        ("type", "D4", parked, "Beslutning", "Parkér"),
        ("type", "D4", parked, "Parkeres, fordi …", "Data er ikke klar"),
        ("type", "D6", own, "Egen tekst", "Vi ejer hvert modul."),
        *(("type", *row, *sign) for row in (("D1", same), ("D4", parked), ("D6", own)) for sign in signed),
    ]
    office.work(review, acts, [folder / "returned" / f"Beslutninger.{ending}"])

    before = _ask(folder, "SELECT count(*) FROM evidence WHERE sheet_code = 'S1'")
    assert _run(folder) == []
    states = dict(_ask(folder, "SELECT matter, state FROM decision"))
    assert states == {
        SAME: "holds",
        "initiative:chatbot paa hjemmesiden": "holds",
        "text:M00:modulerne": "holds",
    }
    assert _ask(folder, "SELECT count(*) FROM evidence WHERE sheet_code = 'S1'") == before
    assert _ask(folder, "SELECT count(*) FROM fate WHERE kind = 'merged'")[0][0] > 0
    assert _ask(folder, "SELECT reason FROM fate WHERE kind = 'parked' AND reason <> 'scores'") != []
    assert _ask(folder, "SELECT text FROM claim WHERE id = 'M00.own.modulerne'") == [
        ("Vi ejer hvert modul.",)
    ]
    assert "KMD-Nexus" not in (folder / "outputs/strategy/modules/B-systemliste.md").read_text("utf-8")

    _arrives(folder)
    assert _run(folder) == ["decision.changed"]
    states = dict(_ask(folder, "SELECT matter, state FROM decision"))
    assert states[SAME] == "changed" and list(states.values()).count("holds") == 2
    assert _ask(folder, "SELECT count(*) FROM fate WHERE kind = 'merged'")[0][0] > 0, "it is not dropped"
    renewed = openpyxl.load_workbook(review)
    told = [str(c.value) for row in renewed.worksheets[1].iter_rows() for c in row if c.value]
    assert any(
        text.startswith("Grundlaget er ændret. Før: Ens, KMD Nexus (Digitaliseringschef") for text in told
    )


def _arrives(folder: Path) -> None:
    """A later version of an area's answer, in which the system has another supplier."""
    for path in sorted((folder / "returned").rglob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for tab in book.worksheets:
            if tab.title.startswith("S1 ") and _renames_supplier(tab):
                book.save(path.with_name(f"{path.stem} version 9.xlsx"))
                return
    raise AssertionError("no area has the system")


def _renames_supplier(tab: openpyxl.worksheet.worksheet.Worksheet) -> bool:
    keys = {str(cell.value): cell.column for row in tab.iter_rows(max_row=6) for cell in row if cell.value}
    if "~S1.supplier" not in keys:
        return False
    for row in tab.iter_rows(min_row=7):
        if row[keys["~S1.system"] - 1].value in PAIR and row[keys["~S1.confirmed"] - 1].value:
            row[keys["~S1.supplier"] - 1].value = "En anden leverandør"
            return True
    return False


def test_what_is_for_internal_use_is_not_published(process: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forløb"
    shutil.copytree(process, folder)
    review = folder / "outputs" / "strategy" / "beslutningsark.xlsx"
    book = openpyxl.load_workbook(review)
    _answer(book, "D5", "module", "M10 Risici, databeskyttelse og etik", publish="Nej")
    _answer(book, "D6", "section", "Modulerne", own_text="Kun for os selv.", publish="Nej")
    book.save(folder / "returned" / "beslutninger.xlsx")
    consolidate(open_folder(folder), "0.4", date(2027, 3, 15), lambda _: None, publish=True)
    whole = (folder / "outputs/strategy/strategy.html").read_text("utf-8")
    public = (folder / "outputs/strategy/offentlig/strategy.html").read_text("utf-8")
    for words in ("Kun for os selv.", 'id="module-m10"', "S1.ASO."):
        assert words in whole and words not in public, words
    assert 'id="module-m11"' in public
    targets = set(re.findall(r'href="#([^"]+)"', public))
    assert targets <= set(re.findall(r'id="([^"]+)"', public)), "every link resolves"
    cited = {int(number) for number in re.findall(r'href="#note-(\d+)"', public)}
    assert cited == set(range(1, max(cited) + 1)), "notes are numbered without gaps"


def _answer(book: openpyxl.Workbook, code: str, column: str, wanted: str, **answers: object) -> None:
    tab = next(tab for tab in book.worksheets if tab.title.startswith(f"{code} "))
    keys = {str(cell.value): cell.column for row in tab.iter_rows(max_row=6) for cell in row if cell.value}
    place = keys[f"~{code}.{column}"]
    row = next(row for row in range(6, tab.max_row + 1) if tab.cell(row, place).value == wanted)
    for id, value in (answers | {"decided_on": date(2027, 3, 1)}).items():
        tab.cell(row, keys[f"~{code}.{id}"]).value = value
