"""Returns are read together, and told apart: what ``kit check FILE`` shows is about FILE."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pipeline_world import Cells, fill, folder_at, made

from kit.model.evidence import UNKNOWN
from kit.model.process import LEAD, Unit
from kit.pipeline.check import check, gather
from kit.pipeline.folder import Folder

FORCE = "Ingen ved, hvem der ejer data – heller ikke “os”"
GROUP: Cells = {
    ("F2", "force", 1): "Barriere",
    ("F2", "description", 1): FORCE,
    ("F2", "strength", 1): 4,
    ("F2", "influence", 1): "?",
    ("F2", "description", 3): "Vi har folk, der vil",
    ("F2", "strength", 3): 9,
}


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Table 1 answered twice, table 2 with faults, the lead, and something that is no worksheet."""
    folder = folder_at(tmp_path_factory.mktemp("check") / "forløb æøå (1)")
    sheets, here = made(folder, "kickoff"), folder.root / "returned"
    fill(sheets["kickoff-bord-1"], here / "bord 1.xlsx", {("F1", "reason", 1): "gøre det nemt"})
    fill(sheets["kickoff-bord-1"], here / "bord 1 ny.xlsx", {("F1", "reason", 1): "gøre det nemmere"})
    fill(sheets["kickoff-bord-2"], here / "fra mail" / "Kopi af bord2 #1.xlsx", GROUP)
    area = folder.process.area("SO")
    assert area
    system = {("S1", "system", 1): "Cura", ("S1", "area", 1): area.name, ("S1", "critical", 1): "Ja"}
    fill(sheets["kickoff-forloebsleder"], here / "Forløbsleder.xlsx", system)
    (here / "noter.txt").write_text("kun noter", "utf-8")
    (here / "~$bord 1.xlsx").write_bytes(b"lock")
    return folder


def test_what_was_typed_is_what_is_gathered(returned):
    (force, half) = [item for item in gather(returned).evidence if item.sheet == "F2"]
    assert force.unit == Unit("group", "2")
    assert force.values == {"force": "barrier", "description": FORCE, "strength": 4, "influence": UNKNOWN}
    assert force.file == "returned/fra mail/Kopi af bord2 #1.xlsx"
    assert (half.row - force.row, half.complete) == (2, False), "blank rows keep their numbers"
    (system,) = [item for item in gather(returned).evidence if item.sheet == "S1"]
    assert system.unit == LEAD
    assert system.values == {"system": "Cura", "area": "SO", "critical": "yes"}


def test_every_file_but_a_programs_lock_is_read(returned):
    files = [item.file for item in gather(returned).returns]
    assert files == sorted(files)
    assert {Path(file).name for file in files} == {
        "Forløbsleder.xlsx", "bord 1 ny.xlsx", "bord 1.xlsx", "Kopi af bord2 #1.xlsx", "noter.txt"
    }  # fmt: skip


def test_check_without_files_is_all_of_it(returned):
    assert check(returned) == gather(returned)


def test_check_of_a_file_tells_of_that_file_only(returned):
    file = returned.root / "returned" / "fra mail" / "Kopi af bord2 #1.xlsx"
    found = check(returned, (file,))
    name = "returned/fra mail/Kopi af bord2 #1.xlsx"
    assert {finding.file for finding in found.findings} == {name}
    assert {item.file for item in found.evidence} == {name}
    assert [item.file for item in found.returns] == [name]
    everything = gather(returned).findings
    assert found.findings == tuple(finding for finding in everything if finding.file == name)
    assert len(found.findings) < len(everything)


def test_a_file_is_judged_among_its_fellows(returned):
    superseded = returned.root / "returned" / "bord 1.xlsx"  # “bord 1 ny” comes after it
    codes = {finding.code for finding in check(returned, (superseded,)).findings}
    assert "return.answered-twice" in codes
    assert not check(returned, (superseded,)).evidence


@pytest.mark.parametrize("way", ["absolute", "dots"])
def test_a_file_is_the_same_however_it_is_named(returned, way):
    file = returned.root / "returned" / "bord 1.xlsx"
    named = file.resolve() if way == "absolute" else file.parent / ".." / "returned" / file.name
    assert check(returned, (named,)) == check(returned, (file,))


def test_a_file_from_elsewhere_is_called_as_it_was_typed(returned, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(returned.root / "returned" / "noter.txt", tmp_path / "noter.txt")
    found = check(returned, (Path("noter.txt"),))
    assert [finding.file for finding in found.findings] == ["noter.txt"]
    assert [item.file for item in found.returns] == ["noter.txt"]


def test_originals_are_never_touched(returned):
    files = {path: path.read_bytes() for path in (returned.root / "returned").rglob("*") if path.is_file()}
    gather(returned)
    assert files == {path: path.read_bytes() for path in files}
    assert len(list((returned.root / "returned").rglob("*"))) == len(files) + 1


def test_a_process_without_returns_has_none(folder):
    (folder.root / "returned").rmdir()
    assert gather(folder).returns == ()
