"""What ``kit make`` writes: all of it listed, none of it twice, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pipeline_world import fill, folder_at, made, shown

from kit.pipeline.folder import ASIDE, Folder
from kit.pipeline.make import KINDS, make
from kit.render.pdf import page_count

ROOT = Path(__file__).resolve().parents[2]
ALL = frozenset(KINDS)


def run(folder: Folder, *workshops: str, kinds: frozenset[str] = ALL) -> tuple[str, ...]:
    return make(folder, workshops, kinds, lambda _: None).paths


def manifest(root: Path) -> list[dict]:
    return json.loads((root / "outputs/manifest.json").read_text("utf-8"))["files"]


def files(root: Path) -> dict[str, bytes]:
    """Everything below ``outputs/`` for people, without the manifest."""
    found = {
        path.relative_to(root).as_posix(): path for path in (root / "outputs").rglob("*") if path.is_file()
    }
    del found["outputs/manifest.json"]
    return {name: path.read_bytes() for name, path in sorted(found.items()) if not name.startswith(ASIDE)}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The kick-off's and the round's material, all kinds."""
    folder = folder_at(tmp_path_factory.mktemp("make") / "Forløb, æøå & co")
    run(folder, "kickoff", "round")
    return folder


def test_every_file_is_in_the_manifest_exactly_once(full):
    entries = manifest(full.root)
    assert sorted(entry["path"] for entry in entries) == list(files(full.root))
    assert [entry["path"] for entry in entries] == sorted(entry["path"] for entry in entries)


def test_the_manifest_tells_the_truth_about_each_file(full):
    content = files(full.root)
    for entry in manifest(full.root):
        path, data = entry["path"], content[entry["path"]]
        assert entry["sha256"] == hashlib.sha256(data).hexdigest(), path
        assert entry["pages"] == (page_count(data) if path.endswith(".pdf") else None), path
        assert (entry["format"], entry["lang"]) == (path.rpartition(".")[2], "da"), path
        assert path.startswith(f"outputs/{entry['workshop']}/"), path
        assert {"copies", "size", "sides", "colour"} <= set(entry) or entry["kind"] == "deck", path


def test_each_kind_has_its_files(full):
    kinds: dict[tuple[str, str], int] = {}
    for entry in manifest(full.root):
        key = (entry["workshop"], entry["kind"])
        kinds[key] = kinds.get(key, 0) + 1
    decks = {id for block in full.catalogue.workshop("kickoff").blocks for id in block.cards}
    assert kinds == {
        ("kickoff", "deck"): 1, ("kickoff", "cards"): 2 * len(decks), ("kickoff", "worksheet"): 6,
        ("kickoff", "guide"): 1, ("round", "deck"): 1, ("round", "worksheet"): 9, ("round", "guide"): 1,
    }  # fmt: skip


def test_file_names_are_plain(full):
    for path in files(full.root):
        assert re.fullmatch(r"[A-Za-z0-9./-]+", path), path


def test_nothing_temporary_is_left(full):
    assert list(full.outputs.rglob(".*")) == [full.root / ASIDE]


def test_only_the_kinds_asked_for(folder):
    paths = run(folder, "kickoff", kinds=frozenset({"worksheet"}))
    assert {entry["kind"] for entry in manifest(folder.root)} == {"worksheet"}
    assert sorted(paths) == list(files(folder.root))


def test_a_guide_made_alone_is_the_same_guide(full, folder):
    (path,) = run(folder_like(full, folder), "round", kinds=frozenset({"guide"}))
    assert files(folder.root)[path] == files(full.root)[path]


def folder_like(full: Folder, folder: Folder) -> Folder:
    assert full.process == folder.process
    return folder


def test_a_second_run_changes_nothing(full):
    before = files(full.root)
    again = make(full, ("round",), ALL, lambda _: None)
    assert again.findings == ()
    assert files(full.root) == before


def test_an_edited_worksheet_is_not_overwritten(folder):
    sheets = made(folder, "kickoff")
    edited = sheets["kickoff-bord-1"]
    edited.write_bytes(edited.read_bytes() + b" ")
    mine = edited.read_bytes()
    written = make(folder, ("kickoff",), frozenset({"worksheet"}), lambda _: None)
    assert edited.read_bytes() == mine
    assert [finding.code for finding in written.findings] == ["output.edited"]
    assert edited.with_name("kickoff-bord-1-2.xlsx").is_file()
    assert len(written.paths) == len(sheets)


def test_steps_are_told_in_the_language_of_the_process(folder):
    told: list[str] = []
    make(folder, ("round",), frozenset({"worksheet", "guide"}), told.append)
    title = folder.catalogue.workshop("round").title["da"]
    assert told == ["læser besvarelser", f"{title} – arkmapper", f"{title} – drejebog"]


def test_workshop_n_builds_workshop_n_plus_1(folder):
    sheets = made(folder, "kickoff")
    so, ds = (folder.process.area(code).name for code in ("SO", "DS"))
    fill(
        sheets["kickoff-forloebsleder"],
        folder.root / "returned" / "leder.xlsx",
        {
            ("S1", "system", 1): "KMD Nexus", ("S1", "area", 1): so, ("S1", "confirmed", 1): "Ja",
            ("S1", "critical", 1): "Ja", ("S1", "also_used_by", 1): ds, ("S1", "system", 2): "Aula",
            ("S1", "area", 2): ds, ("S1", "confirmed", 2): "Ja", ("S1", "owner", 2): "Skolechef",
        },
    )  # fmt: skip
    visits = made(folder, "round", "systems")
    mine = ("system", "area", "confirmed", "critical", "owner", "also_used_by")
    nexus = ("KMD Nexus", ds, None, "Ja", None, so)
    assert shown(visits["runde-DS"], "S1", *mine) == [("Aula", ds, None, None, "Skolechef", None), nexus]
    assert shown(visits["runde-SO"], "S1", *mine) == [("KMD Nexus", so, None, "Ja", None, ds)]
    assert shown(visits["runde-SO"], "S4", "object", "area") == [("KMD Nexus", so)]
    assert shown(visits["systemer-forloebsleder"], "S1", "system", "area") == [("KMD Nexus", so)]


def test_two_runs_give_the_same_bytes_on_another_day_and_machine(tmp_path, full):
    """Another hash seed, time zone and locale, in a process of its own."""
    folder = folder_at(tmp_path)
    places = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "kit", "-C", str(folder.root), "--lang", "da", "make", "kickoff", "round"],
        env={**os.environ, **places}, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert files(folder.root) == files(full.root)
    assert (folder.root / "outputs/manifest.json").read_bytes() == (
        full.root / "outputs/manifest.json"
    ).read_bytes()
