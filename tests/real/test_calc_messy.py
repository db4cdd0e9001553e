"""What people really write in Calc: near misses, half rows, dates in every manner, other formats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kit.model.evidence import UNKNOWN, Return, Value
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from real.conftest import start
from real.office import Act, Office

pytestmark = pytest.mark.real

MESSY: tuple[Act, ...] = (
    # a drop-down pasted over: another case, an id, a near miss
    ("paste_over", "F2", "1", "Driver eller barriere", "BARRIERE"),
    ("type", "F2", "1", "Beskrivelse", "  Tal  fra   mange ark "),
    ("paste_over", "F2", "1", "Kategori", "data"),
    ("paste_over", "F2", "1", "Fagområde", "SO"),
    ("type", "F2", "1", "Styrke", "2.5"),
    ("type", "F2", "1", "Kan vi selv gøre noget?", "ved ikke"),
    ("pick", "F2", "2", "Driver eller barriere", "Driver"),
    ("type", "F2", "2", "Beskrivelse", "Én linje\nog en til"),
    ("paste_over", "F2", "2", "Kategori", "Kompetanser"),
    ("pick", "F2", "2", "Fagområde", "Social og handicap"),
    ("type", "F2", "2", "Styrke", "=2+2"),
    ("type", "F2", "2", "Kan vi selv gøre noget?", "ca. 3"),
    # half a row, after one left empty
    ("type", "F2", "4", "Beskrivelse", "Kun en tanke"),
    # a scale exceeded, a fraction, a question mark among blanks
    ("pick", "F2", "5", "Driver eller barriere", "Barriere"),
    ("type", "F2", "5", "Styrke", "7"),
    ("type", "F2", "5", "Kan vi selv gøre noget?", " ? "),
    # the example row stays; dates as they are written in Denmark
    ("type", "C2", "1", "Spørgsmål", "Hvem ejer stamdata?"),
    ("type", "C2", "1", "Svar senest", "5/3-2027"),
    ("type", "C2", "2", "Spørgsmål", "Hvad koster det?"),
    ("type", "C2", "2", "Svar senest", "d. 5. marts 2027"),
    ("type", "C2", "3", "Spørgsmål", "Hvornår?"),
    ("type", "C2", "3", "Svar senest", "05.03.27"),
    ("type", "C2", "4", "Spørgsmål", "Hvem spørger vi?"),
    ("type", "C2", "4", "Svar senest", "efter påske"),
    ("paste_over", "C2", "4", "Blokerer en beslutning?", "ja"),
)

EXPECTED: Mapping[tuple[str, int], tuple[dict[str, Value], bool]] = {
    ("F2", 7): (
        {
            "force": "barrier", "description": "Tal fra mange ark", "category": "data", "area": "SO",
            "strength": 2.5, "influence": UNKNOWN,
        },
        True,
    ),
    ("F2", 8): (
        {"force": "driver", "description": "Én linje\nog en til", "area": "SH", "strength": 4}, False,
    ),
    ("F2", 10): ({"description": "Kun en tanke"}, False),
    ("F2", 11): ({"force": "barrier", "influence": UNKNOWN}, False),
    ("C2", 7): ({"question": "Hvem ejer stamdata?", "due": date(2027, 3, 5)}, False),
    ("C2", 8): ({"question": "Hvad koster det?", "due": date(2027, 3, 5)}, False),
    ("C2", 9): ({"question": "Hvornår?", "due": date(2027, 3, 5)}, False),
    ("C2", 10): ({"question": "Hvem spørger vi?", "blocking": "yes"}, False),
}  # fmt: skip

FINDINGS = {
    ("cell.not-in-list-near", "F2 Drivere og barrierer", "D8"),
    ("cell.not-a-number-near", "F2 Drivere og barrierer", "G8"),
    ("cell.out-of-range", "F2 Drivere og barrierer", "F11"),
    ("cell.required-empty", "F2 Drivere og barrierer", "B10"),
    ("cell.required-empty", "F2 Drivere og barrierer", "C11"),
    ("cell.required-empty", "F2 Drivere og barrierer", "D10–D11"),
    ("cell.required-empty", "F2 Drivere og barrierer", "E10–E11"),
    ("cell.required-empty", "F2 Drivere og barrierer", "F10"),
    ("cell.required-empty", "F2 Drivere og barrierer", "G10"),
    ("cell.not-a-date", "C2 Åbne spørgsmål", "F10"),
    ("cell.required-empty", "C2 Åbne spørgsmål", "C7–C10"),
    ("cell.required-empty", "C2 Åbne spørgsmål", "D7–D9"),
    ("cell.required-empty", "C2 Åbne spørgsmål", "E7–E10"),
}
"""All that a person is asked, in the cells as they stand in the file."""

OTHER_NAMES = {"xlsx": "Bord 2.xlsx", "ods": "Bord 2.ods", "xls": "bord2.xls"}


def made(folder: Path, workshop: str, unit: str, lang: str = "da") -> tuple[Folder, Path]:
    """A new process and one of its worksheets."""
    process = open_folder(start(folder, lang))
    written = make(process, [workshop], frozenset({"worksheet"}), lambda _: None)
    paths = [process.root / path for path in written.paths if unit in path]
    assert len(paths) == 1
    return process, paths[0]


@pytest.fixture(scope="module")
def messy(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Gathered]:
    """The same messy worksheet, sent back in each format that Calc can write."""
    gathered = {}
    for format, name in OTHER_NAMES.items():
        process, workbook = made(tmp_path_factory.mktemp("messy"), "kickoff", "bord-2")
        file = process.root / "returned" / name
        office.work(workbook, MESSY, [file])
        gathered[format] = gather(process)
    return gathered


@pytest.mark.parametrize("format", OTHER_NAMES)
def test_messy_answers_are_understood(messy: Mapping[str, Gathered], format: str) -> None:
    found = {(e.sheet, e.row): (dict(e.values), e.complete) for e in messy[format].evidence}
    assert found == dict(EXPECTED)
    assert {e.unit.code for e in messy[format].evidence} == {"G2"}


@pytest.mark.parametrize("format", OTHER_NAMES)
def test_messy_answers_are_asked_about_cell_by_cell(messy: Mapping[str, Gathered], format: str) -> None:
    asked = {(f.code, f.sheet, f.cell) for f in messy[format].findings if f.needs_person}
    assert asked == FINDINGS


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("fejl.xlsx", ("cell.error-value", "F2 Drivere og barrierer", "F7")),
        ("fejl.ods", ("cell.error-value", "F2 Drivere og barrierer", "F7")),
        ("fejl.xls", ("file.hides-errors", "", "")),
    ],
)
def test_a_formula_that_fails(
    office: Office, tmp_path: Path, name: str, finding: tuple[str, str, str]
) -> None:
    process, workbook = made(tmp_path, "kickoff", "bord-2")
    acts: list[Act] = [
        ("type", "F2", "1", "Beskrivelse", "Tal fra mange ark"),
        ("type", "F2", "1", "Styrke", "=1/0"),
        ("type", "F2", "1", "Kan vi selv gøre noget?", "=SUM(1;2)"),
    ]
    office.work(workbook, acts, [process.root / "returned" / name])
    gathered = gather(process)
    (row,) = gathered.evidence
    assert dict(row.values) == {"description": "Tal fra mange ark", "influence": 3}
    about_errors = {(f.code, f.sheet, f.cell) for f in gathered.findings if "error" in f.code}
    assert about_errors == {finding}


def test_one_tab_saved_as_csv(office: Office, tmp_path: Path) -> None:
    process, workbook = made(tmp_path, "kickoff", "bord-2")
    file = process.root / "returned" / "kun kræfter.csv"
    office.work(workbook, MESSY, [file], tab="F2")
    (item,) = gather(process).returns
    assert item.format == "csv"
    found = {(e.sheet, e.row): (dict(e.values), e.complete) for e in item.evidence}
    assert found == {key: value for key, value in EXPECTED.items() if key[0] == "F2"}


def test_what_the_kit_had_filled_in_may_be_changed(office: Office, tmp_path: Path) -> None:
    process, workbook = made(tmp_path, "roles", "bord-1")
    acts: list[Act] = [
        ("pick", "R2", "2", "Beholder vi rollen?", "Ændres"),
        ("type", "R2", "2", "Formål", "Vores egne ord"),
        ("clear", "R2", "2", "Timer pr. måned"),
        ("pick", "R2", "3", "Beholder vi rollen?", "Udgår"),
        ("rename", "R2", "R4 RACI"),  # a name that belongs to another sheet
    ]
    file = process.root / "returned" / "r.ods"
    # the name is taken, so it must be freed first
    office.work(workbook, [("rename", "R4", "R2 Roller"), *acts], [file])
    (item,) = gather(process).returns
    rows = {e.row: e for e in item.evidence}
    assert [(e.sheet, e.tab) for e in item.evidence] == [("R2", "R4 RACI")] * 2
    changed, dropped = rows[8], rows[9]
    assert (changed.values["keep"], changed.values["purpose"]) == ("change", "Vores egne ord")
    assert (changed.cells["keep"], changed.cells["purpose"]) == (
        cell(item, 8, "keep"),
        cell(item, 8, "purpose"),
    )
    assert "hours_month" not in changed.values
    assert changed.values["role_id"] == "RO-02"
    assert (dropped.values["keep"], dropped.values["role_id"]) == ("drop", "RO-03")


def cell(item: Return, row: int, column: str) -> str:
    """Where the other rows have that column, one row on."""
    other = next(e for e in item.evidence if e.row != row)
    return other.cells[column].rstrip("0123456789") + str(row)


def test_an_english_worksheet_on_a_danish_computer(office: Office, tmp_path: Path) -> None:
    process, workbook = made(tmp_path, "kickoff", "table-4", "en")
    acts: list[Act] = [
        ("pick", "F2", "1", "Driver or barrier", "Barrier"),
        ("type", "F2", "1", "Description", "Figures from “many” sheets – monthly"),
        ("pick", "F2", "1", "Category", "Law and security"),
        ("pick", "F2", "1", "Service area", "Health and elderly care"),
        ("type", "F2", "1", "Strength", "3,5"),
        ("type", "F2", "1", "Can we do something about it?", "don’t know"),
        ("type", "C2", "1", "Question", "Who owns it?"),
        ("type", "C2", "1", "Answer due", "12-10-2026"),
    ]
    office.work(workbook, acts, [process.root / "returned" / "back.ods"])
    (item,) = gather(process).returns
    assert [(e.sheet, e.row, dict(e.values)) for e in sorted(item.evidence, key=lambda e: e.id)] == [
        ("C2", 7, {"question": "Who owns it?", "due": date(2026, 10, 12)}),
        (
            "F2",
            7,
            {
                "force": "barrier", "description": "Figures from “many” sheets – monthly", "category": "law",
                "area": "SO", "strength": 3.5, "influence": UNKNOWN,
            },
        ),
    ]  # fmt: skip
