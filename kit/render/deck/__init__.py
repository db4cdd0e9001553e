"""Slides: a 16:9 deck with native text, speaker notes and one slide per exercise with its clock."""

from kit.render.deck.build import build_deck

__all__ = ["build_deck"]
