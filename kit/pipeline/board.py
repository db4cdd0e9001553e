"""The papers for those who decide: the board's deck and the council's note, written with every edition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.model.claim import Strategy
from kit.pipeline.check import Gathered
from kit.pipeline.edition import Edition, strategy_context
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output
from kit.render.board import build_board_deck, note_docx, note_pdf
from kit.render.pdf import page_count
from kit.strategy.board import board_deck
from kit.strategy.council import council_note

BASE = "outputs/strategy"


def board_outputs(
    folder: Folder, gathered: Gathered, made: Edition, edition: str, day: date
) -> Iterator[Output]:
    """The deck as .pptx; the note as Word and PDF, without what the lead keeps from being published."""
    context = strategy_context(folder, gathered, edition, day)
    strategy: Strategy = made.strategy
    deck = board_deck(made.results, strategy, context)
    slides = build_board_deck(deck, folder.resources)
    yield Output(f"{BASE}/{deck.name}.pptx", "board-deck", None, slides)
    note = council_note(made.results, strategy, context, made.ruled.unpublished)
    path = f"{BASE}/{note.name}"
    yield Output(f"{path}.docx", "council-note", None, note_docx(note, folder.resources))
    pdf = note_pdf(note, folder.resources)
    yield Output(f"{path}.pdf", "council-note", None, pdf, pages=page_count(pdf))
