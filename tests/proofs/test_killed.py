"""Killed at any moment: outputs and register are whole, the next run completes, the returns are untouched."""

from __future__ import annotations

import logging
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from proofs.killing import (
    assert_opens,
    assert_store_is_whole,
    files,
    finish,
    kill_at_some_moment,
    left_in,
    listed,
)

pytestmark = pytest.mark.real

LOG = logging.getLogger(__name__)
RUNS = 100 if os.environ.get("KIT_FULL") else 12
FIRST, SECOND = ("consolidate", "--edition", "0.1"), ("consolidate", "--edition", "0.2")
MAKE, CHECK = ("make", "network", "--only", "worksheet,guide"), ("check",)
TURNS = (FIRST, SECOND, FIRST, SECOND, MAKE, SECOND, FIRST, SECOND, FIRST, CHECK)
"""What is killed, in turn: two editions, so that every file has another content than before."""
LAST = (MAKE, CHECK, FIRST, FIRST)
REGISTER = "outputs/strategy/register.sqlite"
"""Remembers the runs before it: its content depends on which of them were killed."""


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The same process, never killed: every content a file may have, the end, and the seconds of each run."""

    may_be: dict[str, set[str]]
    at_last: Mapping[str, str]
    seconds: Mapping[tuple[str, ...], float]


@pytest.fixture(scope="module")
def small(danish_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal municipality with the returns of one workshop."""
    root = tmp_path_factory.mktemp("small") / "forløb"
    shutil.copytree(danish_demo / "returned" / "Workshop 2", root / "returned")
    shutil.copy(danish_demo / "kit.toml", root)
    return root


@pytest.fixture(scope="module")
def undisturbed(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    root = tmp_path_factory.mktemp("undisturbed") / "forløb"
    shutil.copytree(small, root)
    may_be: dict[str, set[str]] = defaultdict(set)
    seconds = {}
    for command in (SECOND, FIRST, SECOND, *LAST):
        seconds[command] = finish(root, *command)
        for path, sha in left_in(root).whole.items():
            may_be[path].add(sha)
    for path in may_be:
        assert_opens(root / path)
    left = left_in(root)
    assert not left.cut_off
    return Undisturbed(may_be, left.whole, seconds)


def test_killed_at_any_moment(small: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    before = files(small / "returned", small)
    dice = Random(2027)
    killed = cut_off = 0
    for turn in range(RUNS):
        command = TURNS[turn % len(TURNS)]
        killed += kill_at_some_moment(small, command, undisturbed.seconds[command], dice)
        left = left_in(small)
        cut_off += left.cut_off
        assert files(small / "returned", small) == before, turn
        if REGISTER in left.whole:
            assert_opens(small / REGISTER)
            undisturbed.may_be[REGISTER].add(left.whole[REGISTER])
        for path, sha in (*left.whole.items(), *listed(small).items()):
            if path != "outputs/manifest.json":
                assert sha in undisturbed.may_be[path], (turn, path)
        assert_store_is_whole(small, tmp_path)
    for command in LAST:
        finish(small, *command)
    left = left_in(small)
    assert not left.cut_off
    assert left.whole.keys() ^ undisturbed.at_last.keys() == set()
    other = {path for path, sha in left.whole.items() if sha != undisturbed.at_last[path]}
    assert other <= {REGISTER, "outputs/manifest.json"}
    assert listed(small) == {p: sha for p, sha in left.whole.items() if p != "outputs/manifest.json"}
    assert files(small / "returned", small) == before
    LOG.info("%d of %d runs killed, %d of them while they wrote", killed, RUNS, cut_off)
    assert killed >= RUNS // 2 and cut_off >= RUNS // 10
