"""What slides and guide say alike about an agenda: times, days, names, and what runs on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from kit.model.agenda import Clocked, Workshop, clocked
from kit.model.card import Deck
from kit.model.process import Process, Session
from kit.model.sheet import Sheet
from kit.model.text import Words

VISITS = "round"
"""The workshop that is held as one visit to each area."""


def clock_words(moment: time, words: Words) -> str:
    """``9.05`` in Danish, ``9:05`` in English; ``words`` needs the key ``clock``."""
    return words("clock", hours=moment.hour, minutes=f"{moment.minute:02d}")


@dataclass(frozen=True, slots=True)
class Timing:
    """How times are told. A visit of the round begins at another hour in each area: minutes count there.

    ``words`` needs ``clock``; of keys that come in two kinds, those for visits end in ``_visit``.
    """

    words: Words
    visit: bool

    def __call__(self, moment: time) -> str:
        return str(moment.hour * 60 + moment.minute) if self.visit else clock_words(moment, self.words)

    def say(self, key: str, **values: object) -> str:
        """The wording of ``key``, or of its twin for visits where there is one."""
        twin = f"{key}_visit"
        return self.words(twin if self.visit and twin in self.words.texts else key, **values)

    def items(self, workshop: Workshop, session: Session) -> tuple[Clocked, ...]:
        """The blocks with clock times, or with times from the start of the visit."""
        return clocked(workshop, time(0, 0) if self.visit else session.start)


def timing(workshop: Workshop, words: Words) -> Timing:
    """The way in which the times of this workshop are told."""
    return Timing(words, workshop.id == VISITS)


def day_words(day: date) -> str:
    """``07-09-2026``."""
    return f"{day:%d-%m-%Y}"


def deck_name(id: str, decks: Mapping[str, Deck], lang: str) -> str:
    """A deck's title; the id of a single card stands for itself."""
    return decks[id].title[lang] if id in decks else id


def switched_off(workshop: Workshop, process: Process, sheets: Mapping[str, Sheet]) -> frozenset[str]:
    """Sheets that blocks mention and nobody gets as a worksheet: their items run on paper.

    That is tier 2 unless the process has switched it on, and sheets that the kit does not have.
    """
    codes = {code for block in workshop.blocks for code in block.sheets}
    return frozenset(
        code for code in codes if code not in sheets or (sheets[code].tier == 2 and code not in process.tier2)
    )


def sheet_name(code: str, sheets: Mapping[str, Sheet], lang: str) -> str:
    """``F2 Drivere og barrierer``; the code alone where the sheet is unknown."""
    return f"{code} {sheets[code].title[lang]}" if code in sheets else code
