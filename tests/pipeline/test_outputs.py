"""Outputs are whole, listed in the manifest, and never overwrite a person's edits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kit.errors import ContentError
from kit.model.process import Process
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.outputs import ANNOUNCED, Output, Paper, sha256, write_outputs


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return new_process(tmp_path, Wishes("Prøve", date(2027, 1, 12), "da", 24, "Direktør", "Chef"))


def output(data: bytes, name: str = "a.pdf") -> Output:
    return Output(f"outputs/kickoff/{name}", "guide", "kickoff", data, 3, Paper(2, "A4", 2, True))


def manifest(root: Path) -> dict[str, dict[str, object]]:
    files = json.loads((root / "outputs/manifest.json").read_text("utf-8"))["files"]
    return {entry["path"]: entry for entry in files}


def test_manifest_says_what_was_written(tmp_path: Path, process: Process) -> None:
    write_outputs(tmp_path, process, [output(b"one")])
    assert manifest(tmp_path) == {
        "outputs/kickoff/a.pdf": {
            "path": "outputs/kickoff/a.pdf",
            "kind": "guide",
            "workshop": "kickoff",
            "format": "pdf",
            "lang": "da",
            "sha256": sha256(b"one"),
            "pages": 3,
            "copies": 2,
            "size": "A4",
            "sides": 2,
            "colour": True,
        }
    }


def test_own_files_are_replaced_and_others_stay_listed(tmp_path: Path, process: Process) -> None:
    write_outputs(tmp_path, process, [output(b"one"), output(b"x", "b.pdf")])
    written = write_outputs(tmp_path, process, [output(b"two")])
    assert written.findings == ()
    assert (tmp_path / "outputs/kickoff/a.pdf").read_bytes() == b"two"
    assert set(manifest(tmp_path)) == {"outputs/kickoff/a.pdf", "outputs/kickoff/b.pdf"}


def test_an_edited_file_is_never_overwritten(tmp_path: Path, process: Process) -> None:
    write_outputs(tmp_path, process, [output(b"one")])
    edited = tmp_path / "outputs/kickoff/a.pdf"
    edited.write_bytes(b"mine")
    for round_, data in enumerate((b"two", b"three"), 1):
        written = write_outputs(tmp_path, process, [output(data)])
        assert edited.read_bytes() == b"mine"
        assert [(f.code, f.file) for f in written.findings] == [("output.edited", "outputs/kickoff/a.pdf")], (
            round_
        )
        assert (tmp_path / "outputs/kickoff/a-2.pdf").read_bytes() == data


def test_a_broken_manifest_protects_everything(tmp_path: Path, process: Process) -> None:
    write_outputs(tmp_path, process, [output(b"one")])
    (tmp_path / "outputs/manifest.json").write_text("{", "utf-8")
    write_outputs(tmp_path, process, [output(b"two")])
    assert (tmp_path / "outputs/kickoff/a.pdf").read_bytes() == b"one"
    assert (tmp_path / "outputs/kickoff/a-2.pdf").read_bytes() == b"two"


def test_nothing_temporary_is_left(tmp_path: Path, process: Process) -> None:
    write_outputs(tmp_path, process, [output(b"one")])
    assert [p.name for p in (tmp_path / "outputs").rglob(".*")] == []


def test_a_file_that_would_be_written_the_same_is_nobodys_edit(tmp_path: Path, process: Process) -> None:
    """So a run that was cut off before the manifest is mended by the next one."""
    write_outputs(tmp_path, process, [output(b"one")])
    (tmp_path / "outputs/manifest.json").unlink()
    written = write_outputs(tmp_path, process, [output(b"one")])
    assert written.findings == ()
    assert set(manifest(tmp_path)) == {"outputs/kickoff/a.pdf"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, PermissionError, MemoryError])
def test_what_is_cut_off_leaves_whole_files_only(
    tmp_path: Path, process: Process, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    names = ("a.pdf", "b.pdf", "c.pdf")
    write_outputs(tmp_path, process, [output(b"old " + name.encode(), name) for name in names])
    rename = Path.replace

    def cut_off(part: Path, target: Path) -> Path:
        if target.name == "b.pdf":
            raise stop
        return rename(part, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(stop):
        write_outputs(tmp_path, process, [output(b"new " + name.encode(), name) for name in names])
    folder = tmp_path / "outputs/kickoff"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.pdf": b"new a.pdf",
        "b.pdf": b"old b.pdf",
        "c.pdf": b"old c.pdf",
    }
    monkeypatch.undo()
    again = write_outputs(tmp_path, process, [output(b"newer " + name.encode(), name) for name in names])
    assert again.findings == (), "the kit still knows its own files"
    assert {entry["sha256"] for entry in manifest(tmp_path).values()} == {
        sha256(path.read_bytes()) for path in folder.iterdir()
    }


def test_all_is_made_before_anything_is_written(tmp_path: Path, process: Process) -> None:
    def outputs() -> Iterator[Output]:
        yield output(b"one")
        raise ValueError("a later file cannot be made")

    with pytest.raises(ValueError, match="later"):
        write_outputs(tmp_path, process, outputs())
    assert not (tmp_path / "outputs").exists()


def test_two_files_of_one_name_are_a_fault_of_the_content(tmp_path: Path, process: Process) -> None:
    with pytest.raises(ContentError, match=r"a\.pdf"):
        write_outputs(tmp_path, process, [output(b"one"), output(b"two", "A.pdf")])
    assert not (tmp_path / "outputs").exists()


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path, process: Process) -> None:
    (tmp_path / "outputs/kickoff/a.pdf").mkdir(parents=True)
    written = write_outputs(tmp_path, process, [output(b"one")])
    assert written.paths == ("outputs/kickoff/a-2.pdf",)


def test_after_a_kill_the_next_run_knows_its_own_files_and_sweeps(
    tmp_path: Path, process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the first file and the manifest, and the next run has something else to write."""
    write_outputs(tmp_path, process, [output(b"old")])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kit.pipeline.outputs._write_manifest", killed)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(tmp_path, process, [output(b"newer"), output(b"b", "b.pdf")])
    monkeypatch.undo()
    (tmp_path / "outputs/kickoff/.b.pdf.part").write_bytes(b"half")
    (tmp_path / "outputs/.x.part").mkdir()
    written = write_outputs(tmp_path, process, [output(b"newest"), output(b"B", "b.pdf")])
    assert written.findings == ()
    assert {p.name for p in (tmp_path / "outputs").rglob("*")} == {
        "kickoff",
        "a.pdf",
        "b.pdf",
        "manifest.json",
    }
    assert (tmp_path / "outputs/kickoff/a.pdf").read_bytes() == b"newest"


def test_what_another_command_was_killed_over_stays_known(tmp_path: Path, process: Process) -> None:
    """A killed consolidate, then a make that ends well, then consolidate again: nobody has edited anything."""
    first, other = (
        Output("outputs/a.txt", "strategy", None, b"1"),
        Output("outputs/b.txt", "deck", None, b"1"),
    )
    write_outputs(tmp_path, process, [first])
    (tmp_path / "outputs/a.txt").write_bytes(b"2")  # what the killed run had written
    (tmp_path / ANNOUNCED).write_text(json.dumps({"outputs/a.txt": [sha256(b"2")]}))
    write_outputs(tmp_path, process, [other])
    written = write_outputs(tmp_path, process, [replace(first, data=b"3")])
    assert written.findings == () and written.paths == ("outputs/a.txt",)
    assert not (tmp_path / ANNOUNCED).exists()
