"""The sheets of workshops 3 and 4 that a process may switch on, from worksheet to strategy and back."""

from __future__ import annotations

from collections import Counter

import pytest
from extended_world import SHEETS, World, held

COUNTS = {"S2": 4, "S5": 6, "S6": 6, "S7": 10, "U3": 5, "U5": 4, "U6": 40}
"""Rows typed by the tables and the lead; those that the kit filled in and nobody answered are none."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """The rehearsal municipality with these sheets, held in each language."""
    return {lang: held(tmp_path_factory.mktemp(lang), lang) for lang in ("da", "en")}


@pytest.fixture(scope="module")
def world(worlds: dict[str, World]) -> World:
    return worlds["da"]


def test_every_answer_comes_back_as_it_was_typed(worlds: dict[str, World]) -> None:
    for lang, world in worlds.items():
        found = Counter(item.sheet for item in world.gathered.evidence if item.sheet in SHEETS)
        assert dict(found) == COUNTS, lang
        mine = [f for f in world.gathered.findings if f.sheet[:2] in SHEETS]
        assert {f.code for f in mine} == {"cell.expected-empty"}, [
            (f.code, f.sheet, f.cell, f.message("en")) for f in mine
        ]
