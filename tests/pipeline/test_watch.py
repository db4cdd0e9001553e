"""Rounds of ``kit check --watch``: only what is new, read when the folder stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pipeline_world import fill, folder_at, made

from kit.pipeline.check import READINGS, check, gather
from kit.pipeline.folder import Folder
from kit.pipeline.watch import Round, watch


class EndError(Exception):
    """Ends a watch as Ctrl-C does."""


GOOD = {
    ("F2", "force", 1): "Barriere",
    ("F2", "description", 1): "Ingen ved, hvem der ejer data",
    ("F2", "strength", 1): 4,
    ("F2", "influence", 1): 3,
}
BAD = {**GOOD, ("F2", "strength", 1): 9}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Path]:
    """A process, and beside it answers that may be sent in."""
    folder = folder_at(tmp_path_factory.mktemp("watch") / "forløb")
    sheets, post = made(folder, "kickoff"), folder.root.parent / "post"
    for table in (1, 2, 3):
        fill(sheets[f"kickoff-bord-{table}"], post / f"bord {table}.xlsx", GOOD)
    fill(sheets["kickoff-bord-1"], post / "bord 1 ny.xlsx", {**GOOD, ("F2", "strength", 1): 5})
    fill(sheets["kickoff-bord-2"], post / "bord 2 forkert.xlsx", BAD)
    return folder, post


@pytest.fixture
def returned(sent: tuple[Folder, Path]) -> Path:
    folder, _ = sent
    shutil.rmtree(folder.root / "returned", ignore_errors=True)
    (folder.root / "returned").mkdir()
    return folder.root / "returned"


def rounds(folder: Folder, *events: Callable[[], object]) -> list[Round]:
    """Each event happens while the watcher waits; then it is left alone for two intervals."""
    todo = [step for event in events for step in (event, lambda: None, lambda: None)]

    def wait() -> None:
        if not todo:
            raise EndError
        todo.pop(0)()

    found: list[Round] = []
    with pytest.raises(EndError):
        for one in watch(folder, wait):
            found.append(one)
    return found


def names(found: Round) -> list[str]:
    return [item.file for item in found.reply.gathered.returns]


def codes(found: Round) -> set[tuple[str, str]]:
    return {(finding.file, finding.code) for finding in found.reply.gathered.findings}


def test_first_all_that_is_there_then_only_what_comes(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 1.xlsx", returned)
    first, second = rounds(folder, lambda: shutil.copy(post / "bord 2.xlsx", returned))
    assert (names(first), names(second)) == (["returned/bord 1.xlsx"], ["returned/bord 2.xlsx"])
    assert second.gone == ()
    assert {item.file for item in second.reply.gathered.evidence} == {"returned/bord 2.xlsx"}


def test_an_empty_folder_is_a_round_too_and_may_appear_later(sent, returned):
    folder, post = sent
    returned.rmdir()
    first, second = rounds(folder, returned.mkdir, lambda: shutil.copy(post / "bord 1.xlsx", returned))
    assert names(first) == []
    assert names(second) == ["returned/bord 1.xlsx"]


def test_what_stands_still_is_not_told_again(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 1.xlsx", returned)
    again = lambda: os.utime(returned / "bord 1.xlsx", (1, 1))  # noqa: E731
    assert len(rounds(folder, lambda: None, again, lambda: None)) == 1


def test_a_file_is_read_when_it_has_stopped_growing(sent, returned):
    folder, post = sent
    data = (post / "bord 1.xlsx").read_bytes()
    target = returned / "bord 1.xlsx"
    grow = [lambda n=n: target.write_bytes(data[: len(data) * n // 4]) for n in (1, 2, 3, 4)]
    todo = [*grow, lambda: None, lambda: None]
    states = []

    def wait() -> None:
        if not todo:
            raise EndError
        states.append(len(found))
        todo.pop(0)()

    found: list[Round] = []
    with pytest.raises(EndError):
        for one in watch(folder, wait):
            found.append(one)
    assert [names(one) for one in found] == [[], ["returned/bord 1.xlsx"]]
    assert not {code for _, code in codes(found[1])} & {"file.damaged", "file.unreadable"}
    assert states == [1, 1, 1, 1, 1, 2], "one interval after the last change"


def test_lock_files_are_passed_over(sent, returned):
    folder, _ = sent
    found = rounds(folder, lambda: (returned / "~$bord 1.xlsx").write_bytes(b"lock"))
    assert len(found) == 1


def test_a_changed_file_is_told_whole_and_gets_its_copy(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 2.xlsx", returned)
    _, second = rounds(folder, lambda: shutil.copy(post / "bord 2 forkert.xlsx", returned / "bord 2.xlsx"))
    expected = check(folder, (returned / "bord 2.xlsx",))
    assert second.reply.gathered == expected
    assert any(finding.needs_person for finding in expected.findings)
    (copy,) = second.reply.copies
    assert (folder.root / copy).is_file()


def test_a_file_that_goes_is_said_once(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 1.xlsx", returned)
    shutil.copy(post / "bord 3.xlsx", returned)
    _, second = rounds(folder, (returned / "bord 1.xlsx").unlink)
    assert (second.gone, names(second)) == (("returned/bord 1.xlsx",), [])


def test_of_the_others_only_what_was_not_said_before_is_told(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 1.xlsx", returned)
    shutil.copy(post / "bord 2 forkert.xlsx", returned)
    _, second = rounds(folder, lambda: shutil.copy(post / "bord 1 ny.xlsx", returned))
    assert names(second) == ["returned/bord 1 ny.xlsx"]
    assert ("returned/bord 1.xlsx", "return.answered-twice") in codes(second)
    assert "returned/bord 2 forkert.xlsx" not in {file for file, _ in codes(second)}


def test_a_zip_is_told_by_what_is_in_it(sent, returned):
    folder, post = sent

    def pack() -> None:
        shutil.make_archive(str(returned / "svar"), "zip", post)

    _, second = rounds(folder, pack)
    assert names(second) == sorted(f"returned/svar.zip!{path.name}" for path in post.iterdir())
    assert len(second.reply.copies) >= 1


def test_what_is_told_in_the_end_is_what_a_fresh_reading_finds(sent, returned):
    folder, post = sent
    shutil.copy(post / "bord 1.xlsx", returned)
    rounds(folder, lambda: shutil.copy(post / "bord 2 forkert.xlsx", returned))
    remembered = gather(folder)
    (folder.root / READINGS).unlink()
    assert gather(folder) == remembered == gather(folder, folder.returned())
