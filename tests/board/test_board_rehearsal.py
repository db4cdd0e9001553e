"""The rehearsal municipality: its papers are written, and their numbers are those of its strategy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from board_case import Paper, faults, note_faults
from real.demos import demo_once

from kit.pipeline.check import gather
from kit.pipeline.edition import compile_edition, strategy_context
from kit.pipeline.folder import open_folder
from kit.strategy.board import board_deck
from kit.strategy.council import council_note

pytestmark = pytest.mark.real


@pytest.fixture(scope="module", params=["da", "en"])
def rehearsal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Paper]:
    root = demo_once(request.param, tmp_path_factory)
    folder = open_folder(root)
    gathered = gather(folder)
    day = folder.process.last_day
    made = compile_edition(folder, gathered, "0.3", day)
    setting = strategy_context(folder, gathered, "0.3", day)
    return root, Paper(made.results, made.strategy, setting)


def test_every_number_of_the_deck_stands_in_the_strategy(rehearsal: tuple[Path, Paper]) -> None:
    _, made = rehearsal
    deck = board_deck(made.results, made.strategy, made.context)
    assert 8 <= len(deck.slides) <= 14
    assert faults(made, deck) == {}


def test_every_number_of_the_note_stands_in_the_strategy(rehearsal: tuple[Path, Paper]) -> None:
    _, made = rehearsal
    note = council_note(made.results, made.strategy, made.context)
    assert note_faults(made, note) == {}


def test_consolidate_writes_them(rehearsal: tuple[Path, Paper]) -> None:
    root, _ = rehearsal
    entries = json.loads((root / "outputs" / "manifest.json").read_text("utf-8"))["files"]
    found = {(entry["kind"], entry["format"]): entry for entry in entries}
    for kind in (("board-deck", "pptx"), ("council-note", "docx"), ("council-note", "pdf")):
        assert (root / found[kind]["path"]).is_file()
    assert found[("council-note", "pdf")]["pages"] == 2
