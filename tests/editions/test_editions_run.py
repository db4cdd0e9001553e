"""Editions of a process on disk: the log, the comparison, and a module swapped alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from editions_process import decide, started, swap

from kit.cli.main import run as kit
from kit.pipeline.consolidate import consolidate
from kit.pipeline.folder import Folder, open_folder

MODULES = "outputs/strategy/modules"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A process with its first edition."""
    folder = started(tmp_path_factory.mktemp("editions") / "forløb")
    compiled(folder, "0.1")
    return folder.root


@pytest.fixture
def process(first: Path, tmp_path: Path) -> Folder:
    shutil.copytree(first, tmp_path / "forløb")
    return open_folder(tmp_path / "forløb")


def compiled(folder: Folder, edition: str | None):
    return consolidate(folder, edition, None, lambda _: None)


def modules(folder: Folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder.root / MODULES).iterdir())}


def one(folder: Folder, id: str) -> Path:
    return next((folder.root / MODULES).glob(f"{id}-*.md"))


def test_a_module_swapped_alone_leaves_the_rest_byte_for_byte(process: Folder) -> None:
    before = modules(process)
    decide(process, "M06", "Vi køber ikke flere systemer i år.")
    compiled(process, "0.1")
    after = modules(process)
    assert before.keys() == after.keys()
    differing = {name.partition("-")[0] for name in before if before[name] != after[name]}
    assert differing == {"M06"}
    assert "Vi køber ikke flere systemer i år." in one(process, "M06").read_text("utf-8")


def test_the_next_run_goes_on_with_the_edition_of_the_last(process: Folder) -> None:
    compiled(process, "0.3")
    assert compiled(process, None).edition == "0.3"
    assert "udgave 0.3" in one(process, "M00").read_text("utf-8")


def sections(folder: Folder) -> dict[str, str]:
    """The chapters of the page by their ids."""
    page = (folder.root / "outputs/strategy/strategy.html").read_text("utf-8")
    found = re.findall(r'<section id="((?:module|appendix)-[^"]+)"(.*?)</section>', page, re.DOTALL)
    return dict(found)


def test_a_swapped_module_takes_its_new_version_and_only_what_tells_of_versions_and_decisions_follows(
    process: Folder,
) -> None:
    swap(process, "M06", "1.0", "Vi køber to systemer i år.")
    compiled(process, "0.1")
    before, page = modules(process), sections(process)
    swap(process, "M06", "1.1", "Vi køber ikke flere systemer i år.")
    compiled(process, "0.1")
    after, told = modules(process), sections(process)
    assert {name.partition("-")[0] for name in before if before[name] != after[name]} == {
        "M00",
        "M06",
        "M12",
        "G",
    }
    assert len(page) == len(before) and page.keys() == told.keys()
    differing = {id for id in page if page[id] != told[id]}
    assert differing == {"module-m00", "module-m06", "module-m12", "appendix-g"}
    assert "- **Version:** 1.1" in one(process, "M06").read_text("utf-8")
    assert re.search(r"M06[^|]*\|[^|]*\| 1\.1 \|", one(process, "M00").read_text("utf-8"))


def test_a_module_edited_by_hand_is_never_overwritten(process: Folder) -> None:
    file = one(process, "M06")
    file.write_text("Mine egne ord.", "utf-8")
    decide(process, "M06", "Vi køber ikke flere systemer i år.")
    done = compiled(process, "0.1")
    assert file.read_text("utf-8") == "Mine egne ord."
    beside = file.with_name(f"{file.stem}-2.md").read_text("utf-8")
    assert "Vi køber ikke flere systemer i år." in beside
    assert [f.file for f in done.findings if f.code == "output.edited"] == [f"{MODULES}/{file.name}"]


def test_the_log_tells_what_the_next_edition_changed_and_compare_shows_it(
    process: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "den første udgave, 0.1" in one(process, "G").read_text("utf-8")
    decide(process, "M06", "Vi køber ikke flere systemer i år.")
    compiled(process, "0.2")
    log = one(process, "G").read_text("utf-8")
    assert "Nye udsagn siden udgave 0.1: 1." in log
    assert "| M06 | Nyt | – | Vi køber ikke flere systemer i år. |" in log
    compiled(process, "0.2")
    assert one(process, "G").read_text("utf-8") == log, "the edition before is not the same one"
    assert kit(["compare", "0.1", "0.2", "-C", str(process.root)]) == 0
    assert "siden udgave 0.1" in capsys.readouterr().out
    page = process.root / "outputs/strategy/sammenligning-0.1-0.2.html"
    assert "<ins>Vi køber ikke flere systemer i år.</ins>" in page.read_text("utf-8")
    assert page.with_suffix(".docx").is_file()


def test_an_edition_that_is_not_in_the_register_is_named(
    process: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit(["compare", "0.1", "7.7", "-C", str(process.root)]) == 2
    assert "Registret kender ikke udgave 7.7. Det kender 0.1." in capsys.readouterr().err
    assert not list((process.root / "outputs/strategy").glob("sammenligning*"))


def test_what_is_published_comes_with_its_accessibility_report(process: Folder) -> None:
    consolidate(process, "0.1", None, lambda _: None, publish=True)
    entries = json.loads((process.root / "outputs/manifest.json").read_text("utf-8"))["files"]
    mine = {entry["path"] for entry in entries if entry["kind"] == "accessibility-report"}
    base = "outputs/strategy/offentlig"
    assert mine == {f"{base}/tilgaengelighed.docx", f"{base}/tilgaengelighed.html"}
    report = (process.root / base / "tilgaengelighed.html").read_text("utf-8")
    for name in ("strategy.docx", "strategy.html", "strategy.pdf"):
        assert (process.root / base / name).is_file()
        assert f"Kontroller af {name}" in report
    assert "I orden" in report
    assert "Kontroller, der fandt fejl" not in report
