"""``kit status`` as people and programs see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli import show
from kit.cli.main import run


def new(folder: Path, tables: int = 5) -> Path:
    asked = ["--municipality", "Prøvekøbing", "--start", "2027-01-12", "--participants", "24", "--lang", "da"]
    assert run(["new", str(folder), *asked, "--groups", str(tables)]) == 0
    return folder


@pytest.fixture
def small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = new(tmp_path / "p")
    capsys.readouterr()
    return folder


@pytest.fixture
def large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """40 tables and 30 areas with names of 80 letters."""
    folder = new(tmp_path / "stor", 40)
    file = folder / "kit.toml"
    head = file.read_text("utf-8").partition("[[areas]]")[0]
    areas = [
        f'[[areas]]\ncode = "{chr(65 + n // 26)}{chr(65 + n % 26)}"\nname = "{f"Fagområde {n} ":x<80}"\n'
        f'colour = "#336699"\npattern = "dots"\n'
        for n in range(30)
    ]
    file.write_text(head + "".join(areas), "utf-8")
    capsys.readouterr()
    return folder


def shown(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *more: str,
    width: int = 80,
) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["status", "-C", str(folder), *more]) == 0
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_who_needs_a_reminder_stands_last_with_days_and_function(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(small, capsys, monkeypatch, "--date", "2027-01-15")
    start = lines.index("Hvem skal have en påmindelse, værst først")
    told = [" ".join(line.split()) for line in lines[start:]]
    assert "Bord 1–5 kickoff 3 intet er kommet" in told
    assert "Forløbsleder roles 1 intet er kommet · spørg Digitaliseringschef" in told
    assert "DS, BF … OK (8) roles 1 intet er kommet" in told
    assert lines[-1] == "0 af 55 arkmapper er kommet."


@pytest.mark.parametrize("width", [80, 120])
def test_many_tables_and_long_names_stay_readable(
    large: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    lines = shown(large, capsys, monkeypatch, "--date", "2027-03-01", width=width)
    assert max(map(len, lines)) <= width
    assert len(lines) < 120
    assert any(line.split()[:2] == ["Bord", "1–40"] for line in lines if line)
    assert sum(line.startswith(" A") or line.startswith(" B") for line in lines) >= 30
    head = next(line for line in lines if "Fagområde  " in line)
    assert head.split()[1:] == ["kickoff", "roles", "network", "round", "systems", "skills"], "no name is cut"


def test_the_same_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "returned" / "tom.xlsx").write_bytes(b"")
    assert run(["status", "-C", str(small), "--json", "--date", "2027-01-13"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == [
        "date", "expected", "here", "workshops", "areas", "owed", "several", "unplaced", "modules", "letters",
        "findings",
    ]  # fmt: skip
    assert (told["date"], told["expected"], told["here"], told["letters"]) == ("2027-01-13", 55, 0, [])
    assert told["unplaced"] == [{"file": "returned/tom.xlsx", "code": "file.empty"}]
    assert [finding["code"] for finding in told["findings"]] == ["file.empty"]
    units = told["workshops"][0]["units"]
    assert [unit["unit"] for unit in units] == ["G1", "G2", "G3", "G4", "G5", "LEAD"]
    assert units[0]["sheets"][0] == {"sheet": "F1", "answers": 0, "open_cells": 0}
    assert {debt["state"] for debt in told["owed"]} == {"nothing"}
    assert told["owed"][0]["since"] == "2027-01-12"
    assert told["areas"][0]["workshops"][1] == {"workshop": "roles", "answers": 0, "own_worksheet": "later"}


def test_letters_are_written_only_when_asked_for(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(small, capsys, monkeypatch, "--date", "2027-01-13")
    assert {path.name for path in (small / "outputs").glob("*")} <= {".read"}
    lines = shown(small, capsys, monkeypatch, "--date", "2027-01-13", "--letters")
    folder = small / "outputs" / "strategy" / "paamindelser"
    assert lines[-1] == f"Påmindelser: 6, som mail og Word i {folder}."
    assert len(list(folder.iterdir())) == 12
    assert (
        shown(small, capsys, monkeypatch, "--date", "2027-01-01", "--letters")[-1]
        == "Ingen skal have en påmindelse."
    )
    assert not list(folder.iterdir())


def test_letters_in_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["status", "-C", str(small), "--json", "--letters", "--date", "2027-01-13", "--lang", "en"]) == 0
    )
    paths = json.loads(capsys.readouterr().out)["letters"]
    assert "outputs/strategy/reminders/kickoff-table-1.txt" in paths
    assert all((small / path).is_file() for path in paths)


def test_a_wrong_date_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "-C", str(small), "--date", "i går"]) == 2
    assert "“i går” er ingen dato." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kickoff-forloebsleder.xlsx", ["kickoff-", "forloebsleder.xlsx"]),
        ("bord 3.xlsx, bord 3_rettet.xlsx", ["bord 3.xlsx, bord 3_", "rettet.xlsx"]),
        ("Fra bord 4/svar.xlsx", ["Fra bord 4/svar.xlsx"]),
        ("enmegetlangfiludentegn.xlsx", ["enmegetlangfiludentegn.xlsx"]),
    ],
)
def test_names_of_files_break_at_their_signs(text: str, lines: list[str]) -> None:
    assert show.broken(text, 22).splitlines() == lines
