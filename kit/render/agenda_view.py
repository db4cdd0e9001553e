"""What slides and guide say alike about an agenda: times, days, names, and what runs on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from kit.model.agenda import Workshop
from kit.model.card import Deck
from kit.model.process import Process
from kit.model.sheet import Sheet
from kit.model.text import Words


def clock_words(moment: time, words: Words) -> str:
    """``9.05`` in Danish, ``9:05`` in English; ``words`` needs the key ``clock``."""
    return words("clock", hours=moment.hour, minutes=f"{moment.minute:02d}")


def day_words(day: date) -> str:
    """``07-09-2026``."""
    return f"{day:%d-%m-%Y}"


def deck_name(id: str, decks: Mapping[str, Deck], lang: str) -> str:
    """A deck's title; the id of a single card stands for itself."""
    return decks[id].title[lang] if id in decks else id


def switched_off(workshop: Workshop, process: Process, sheets: Mapping[str, Sheet]) -> frozenset[str]:
    """Sheets of tier 2 that blocks mention and the process has not switched on: they run on paper."""
    codes = {code for block in workshop.blocks for code in block.sheets}
    return frozenset(
        code for code in codes if code in sheets and sheets[code].tier == 2 and code not in process.tier2
    )
