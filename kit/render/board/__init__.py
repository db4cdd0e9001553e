"""Papers for those who decide: the board's deck, and the council's note in Word and PDF."""

from kit.render.board.deck import build_board_deck
from kit.render.board.note_pdf import note_pdf
from kit.render.board.note_word import note_docx

__all__ = ["build_board_deck", "note_docx", "note_pdf"]
