"""Copies are written where they would differ from those that lie there, and else left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_world import RISK, World, filled

import kit.pipeline.marked
from kit.model.mark import MarkedCopy
from kit.model.text import Words
from kit.pipeline import lists
from kit.pipeline.outputs import MANIFEST
from kit.pipeline.recopy import COPIES
from kit.pipeline.reply import Reply, reply_to

WRONG = {"B7": {1: {**RISK, "~B7.kind": "Tekinsk"}}}
WORSE = {"B7": {1: {**RISK, "~B7.kind": "Tekinsk", "~B7.impact": 9}}}
NAMES = ("G1", "G2")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the returns of which copies are made, as they are made."""
    seen: list[str] = []
    write = kit.pipeline.marked.write_marked

    def noted(copy: MarkedCopy, words: Words) -> bytes:
        seen.append(copy.source)
        return write(copy, words)

    monkeypatch.setattr(kit.pipeline.marked, "write_marked", noted)
    return seen


@pytest.fixture
def asked(world: World, made: list[str]) -> World:
    """Two returns with a question each, checked once."""
    for name in NAMES:
        world.put(filled(world.blank("network", name), WRONG), f"{name}.xlsx")
    assert answered(world).copies == tuple(str(copy(world, name, "")) for name in NAMES)
    assert made == ["G1.xlsx", "G2.xlsx"]
    made.clear()
    return world


def answered(world: World, names: frozenset[str] | None = None) -> Reply:
    return reply_to(world.folder, world.gathered(), names)


def copy(world: World, name: str, root: Path | str | None = None) -> Path:
    base = world.folder.root if root is None else Path(root)
    return base / f"outputs/strategy/rettede-kopier/{name} rettet kopi.xlsx"


def test_a_second_check_writes_nothing(asked: World, made: list[str]) -> None:
    root = asked.folder.root
    files = [copy(asked, "G1"), copy(asked, "G2"), root / MANIFEST, root / COPIES]
    before = [(file.stat().st_ino, file.stat().st_mtime_ns) for file in files]
    again = answered(asked)
    assert made == []
    assert [(file.stat().st_ino, file.stat().st_mtime_ns) for file in files] == before
    assert len(again.copies) == 2, "they lie ready all the same"


def test_a_changed_return_gets_its_new_copy_and_no_other_does(asked: World, made: list[str]) -> None:
    before = copy(asked, "G1").read_bytes()
    asked.put(filled(asked.blank("network", "G1"), WORSE), "G1.xlsx")
    assert len(answered(asked).copies) == 2
    assert made == ["G1.xlsx"]
    assert copy(asked, "G1").read_bytes() != before
    answered(asked)
    assert made == ["G1.xlsx"], "and once is enough"


def test_a_copy_that_is_gone_comes_back(asked: World, made: list[str]) -> None:
    before = copy(asked, "G2").read_bytes()
    copy(asked, "G2").unlink()
    assert len(answered(asked).copies) == 2
    assert made == ["G2.xlsx"]
    assert copy(asked, "G2").read_bytes() == before


def test_what_a_person_has_written_into_a_copy_stays(asked: World, made: list[str]) -> None:
    copy(asked, "G1").write_bytes(b"theirs")
    for _ in range(2):
        answer = answered(asked)
        assert answer.copies[0].endswith("/G1 rettet kopi-2.xlsx")
        assert answer.copies[1].endswith("/G2 rettet kopi.xlsx")
        assert [f.code for f in answer.gathered.findings if f.code == "output.edited"] == ["output.edited"]
    assert copy(asked, "G1").read_bytes() == b"theirs"
    assert set(made) == {"G1.xlsx"}


def test_asked_about_one_file_only_that_is_looked_at(asked: World, made: list[str]) -> None:
    one = frozenset({"returned/G1.xlsx"})
    assert len(answered(asked, one).copies) == 1
    assert made == []
    asked.put(filled(asked.blank("network", "G1"), WORSE), "G1.xlsx")
    answered(asked, one)
    asked.put(filled(asked.blank("network", "G1"), WRONG), "G1.xlsx")
    answered(asked)
    assert made == ["G1.xlsx", "G1.xlsx"], "back as it was, and so is the copy"


def test_a_return_that_has_come_leaves_the_other_copies_alone(asked: World, made: list[str]) -> None:
    asked.put(filled(asked.blank("network", "G3"), WRONG), "G3.xlsx")
    assert len(answered(asked).copies) == 3
    assert made == ["G3.xlsx"]


@pytest.mark.parametrize("spoilt", ["", "{", '{"run": 1}', '{"run": "", "copies": [1]}'])
def test_a_spoilt_record_costs_time_and_nothing_else(asked: World, made: list[str], spoilt: str) -> None:
    (asked.folder.root / COPIES).write_text(spoilt, "utf-8")
    assert len(answered(asked).copies) == 2
    assert made == ["G1.xlsx", "G2.xlsx"]


def test_without_the_manifest_the_copies_are_written_anew(asked: World, made: list[str]) -> None:
    (asked.folder.root / MANIFEST).unlink()
    answered(asked)
    assert made == ["G1.xlsx", "G2.xlsx"]
    assert (asked.folder.root / MANIFEST).is_file()


def test_a_list_too_long_for_a_drop_down_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Funktion {number}" for number in range(3)]
    monkeypatch.setattr(lists, "MOST", 3)
    assert len(lists.entries(names)) == 3
    assert lists.entries([*names, "Én til"]) == ()
