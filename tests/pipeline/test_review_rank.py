"""What the review workbook says of an initiative's place on the list."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from pipeline_world import fill, folder_at, made

from kit.pipeline.consolidate import consolidate


def test_a_rank_that_the_weights_do_not_move_is_told_without_a_range(tmp_path: Path) -> None:
    folder = folder_at(tmp_path / "forløb")
    sheets = made(folder, "network")
    scores = dict.fromkeys(("value", "fit", "feasible", "data_ready", "risk"), 3)
    idea = {"title": "Ét overblik", "problem": "Tal samles i hånden", **scores}
    typed = {("B4", column, 1): value for column, value in idea.items()}
    fill(sheets["netvaerk-bord-1"], folder.root / "returned/1.xlsx", typed)
    consolidate(folder, "0.1", None, lambda _: None)
    book = load_workbook(folder.root / "outputs/strategy/beslutningsark.xlsx", read_only=True)
    said = [str(cell) for row in book["D4 Initiativer"].values for cell in row if cell]
    assert any("Plads 1, også når vægtene flyttes" in cell for cell in said)
    assert not any("fra 1 til 1" in cell for cell in said)
