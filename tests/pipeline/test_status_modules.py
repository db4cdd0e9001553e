"""Modules on ``kit status``: due, late, without owner, and triggers to hold against what has happened."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pipeline_world import fill, folder_at, gathered, made, row

from kit.cli.main import run
from kit.pipeline.folder import Folder
from kit.pipeline.status.due import modules_due


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return folder_at(tmp_path_factory.mktemp("modules") / "forløb")


def test_each_module_says_the_worst_that_it_needs(folder: Folder) -> None:
    day, owner = date(2027, 6, 30), "Chef"
    rows = gathered(
        row("U7", "LEAD", 1, module="M04", owner=owner, review=date(2027, 6, 30), swap_if="Ny lov"),
        row("U7", "LEAD", 2, module="M05", owner=owner, review=date(2027, 7, 30)),
        row("U7", "LEAD", 3, module="M06", owner=owner, review=date(2027, 7, 31)),
        row("U7", "LEAD", 4, module="M07", owner=owner, review=date(2027, 7, 31), swap_if="Nye roller"),
        row("U7", "LEAD", 5, module="M08", owner=owner),
        row("U7", "LEAD", 6, module="M10", review=date(2027, 12, 1)),
        row("U7", "LEAD", 7, module="M99", owner=owner, review=date(2027, 6, 1)),
    )
    found = {due.module: due.state for due in modules_due(folder, rows, day)}
    silent = dict.fromkeys(("M01", "M02", "M03", "M09", "M11", "M12"), "ownerless")
    assert found == {
        "M99": "late", "M04": "late", "M05": "due", "M10": "ownerless", **silent, "M08": "undated",
        "M07": "watch",
    }  # fmt: skip
    assert list(found)[:4] == ["M99", "M04", "M05", "M10"]


def test_nobody_is_asked_before_the_sheet_came(folder: Folder) -> None:
    assert modules_due(folder, gathered(row("F1", "G1", 1, reason="tid")), date(2030, 1, 1)) == ()


def test_the_command_line_shows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_at(tmp_path / "forløb")
    sheet = made(folder, "skills")["opkvalificering-forloebsleder"]
    typed = {("U7", "owner", 5): "Digitaliseringschef", ("U7", "review", 5): date(2027, 6, 1)}
    fill(sheet, folder.root / "returned/leder.xlsx", typed)
    capsys.readouterr()
    assert run(["-C", str(folder.root), "status", "--date", "2027-06-02"]) == 0
    said = capsys.readouterr().out
    assert "Strategiens moduler" in said and "læs igen nu" in said and "01-06-2027" in said
    run(["-C", str(folder.root), "status", "--date", "2027-06-02", "--json"])
    told = json.loads(capsys.readouterr().out)["modules"]
    late = [one for one in told if one["state"] == "late"]
    assert [(one["owner"], one["review"]) for one in late] == [("Digitaliseringschef", "2027-06-01")]
