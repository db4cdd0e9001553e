"""Answers that no analysis can use, through the command line: a sentence each, and a strategy all the same."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pipeline.pipeline_world import Cells, fill, folder_at, made

from kit.cli.main import run
from kit.pipeline.folder import Folder, open_folder

pytestmark = pytest.mark.real

AREA = "Sundhed og ældre"
STRATEGY = "outputs/strategy/strategy"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return folder_at(tmp_path / "process")


def answered(folder: Folder, workshop: str, stem: str, cells: Cells, name: str = "") -> None:
    """One worksheet of a workshop, filled in and returned."""
    sheets = made(folder, workshop)
    fill(sheets[stem], folder.root / f"returned/{name or stem}.xlsx", cells)


def consolidated(folder: Folder, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, str]]]:
    """The findings by code; the strategy stands in every format and nothing looks like a fault of the kit."""
    code = run(["-C", str(folder.root), "consolidate", "--json"])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert all(
        (folder.root / f"{STRATEGY}.{format}").stat().st_size > 1000 for format in ("docx", "html", "pdf")
    )
    found: dict[str, list[dict[str, str]]] = {}
    findings = json.loads(said.out)["findings"]
    assert code == int(any(finding["severity"] != "note" for finding in findings))
    for finding in findings:
        assert finding["message"].rstrip().endswith((".", "?")), finding
        found.setdefault(finding["code"], []).append(finding)
    return found


def html(folder: Folder) -> str:
    return re.sub(r"\s+", " ", (folder.root / f"{STRATEGY}.html").read_text("utf-8"))


def initiative(row: int, title: str, **more: object) -> dict[tuple[str, str, int], object]:
    known = {"title": title, "problem": "Det tager for lang tid", "area": AREA, "type": "Analyse og prognose"}
    scores = dict.fromkeys(("value", "fit", "feasible", "data_ready"), 4) | {"risk": 2}
    owned = {"owner": "Ældrechef", "benefit_owner": "Ældrechef", "days": 5, "roles": "RO-09: 5"}
    return {("B4", column, row): value for column, value in {**known, **scores, **owned, **more}.items()}


def capacity(row: int, quarter: str, hours: object) -> dict[tuple[str, str, int], object]:
    return {
        ("B9", "role", row): "RO-09 BI-konsulent (analytiker)",
        ("B9", "quarter", row): quarter,
        ("B9", "hours", row): hours,
        ("B9", "committed", row): 0,
    }


def test_a_ring_of_dependencies(folder, capsys):
    cells = {
        **initiative(1, "Ens tal for fravær", depends_on="Fælles nøgletal"),
        **initiative(2, "Fælles nøgletal", depends_on="Ens tal for fravær"),
        **initiative(3, "Vejdata samlet"),
    }
    answered(folder, "network", "netvaerk-bord-1", cells)
    answered(folder, "network", "netvaerk-forloebsleder", capacity(1, "2027-K2", 200))
    consolidated(folder, capsys)
    text = html(folder)
    assert "Vejdata samlet" in text and "Fælles nøgletal" in text and "ring" in text


def test_negative_hours_and_a_quarter_that_is_none(folder, capsys):
    cells = {**capacity(1, "2027-K2", -40), **capacity(2, "2027-K7", 100), **capacity(3, "2027-K3", 100)}
    answered(folder, "network", "netvaerk-forloebsleder", cells)
    answered(
        folder, "network", "netvaerk-bord-1", initiative(1, "Vejdata samlet", days=-5, wanted_start="snart")
    )
    found = consolidated(folder, capsys)
    cells = {finding["cell"] for same in found.values() for finding in same if finding["severity"] != "note"}
    assert len(cells) >= 4, found
    assert "-40" not in html(folder) and "-37" not in html(folder)


def test_three_hundred_systems_of_one_name(folder, capsys):
    cells: dict[tuple[str, str, int], object] = {}
    for row in range(1, 301):
        cells |= {
            ("S1", "system", row): "Nøglesystemet",
            ("S1", "area", row): AREA,
            ("S1", "confirmed", row): "Ja",
        }
    answered(folder, "round", "runde-SO", cells)
    consolidated(folder, capsys)
    text = html(folder)
    assert "Nøglesystemet" in text and "300 systemer" not in text


def one_area(folder: Folder) -> Folder:
    config = folder.root / "kit.toml"
    head, *areas = config.read_text("utf-8").split("[[areas]]")
    mine = next(area for area in areas if AREA in area)
    config.write_text(f"{head}[[areas]]{mine}", "utf-8")
    return open_folder(folder.root)


def test_one_area_and_two_answers(folder, capsys):
    folder = one_area(folder)
    reason = {("F1", "reason", 1): "… flytte tid til borgerne", ("F1", "audience", 1): "Borgere"}
    told = {**reason, ("F1", "challenge", 1): "Arbejdskraft", ("F1", "area", 1): AREA}
    answered(folder, "kickoff", "kickoff-bord-1", told)
    answered(folder, "network", "netvaerk-bord-1", initiative(1, "Vejdata samlet"))
    consolidated(folder, capsys)
    text = html(folder)
    assert "flytte tid til borgerne" in text and "Vejdata samlet" in text
    assert "nan" not in text.casefold().split() and "None" not in text


def test_one_area_and_no_answers(folder, capsys):
    consolidated(one_area(folder), capsys)
    assert "Det ved vi ikke endnu" in html(folder)


def test_decisions_that_contradict_each_other_and_one_on_what_is_gone(folder, capsys):
    named = ("KMD Nexus", "Nexus")
    rows = {("S1", "system", row): name for row, name in enumerate(named, 1)}
    rows |= {
        ("S1", c, row): v
        for row in (1, 2)
        for c, v in (("area", AREA), ("confirmed", "Ja"), ("critical", "Nej"))
    }
    answered(folder, "round", "runde-SO", rows)
    consolidated(folder, capsys)
    review = folder.root / "outputs/strategy/beslutningsark.xlsx"
    signed = {("D1", "decided_by", 1): "Digitaliseringschef", ("D1", "decided_on", 1): date(2027, 2, 1)}
    for name, answer in (("en", "Ens"), ("to", "Ikke ens")):
        fill(review, folder.root / f"returned/{name}.xlsx", {**signed, ("D1", "decision", 1): answer})
    found = consolidated(folder, capsys)
    assert "decision.contradicted" in found or "decision.opposed" in found, found
    assert all(name in html(folder) for name in named)
    (folder.root / "returned/to.xlsx").unlink()
    (folder.root / "returned/runde-SO.xlsx").unlink()
    found = consolidated(folder, capsys)
    assert list(found) == ["decision.gone"]
