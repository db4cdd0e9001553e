"""What to print and bring, with counts from participants, tables and areas."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.model.agenda import Workshop
from kit.model.card import Deck
from kit.model.process import Process, Session
from kit.model.sheet import Sheet
from kit.model.text import Words
from kit.render.agenda_view import VISITS, deck_name, sheet_name

PER_FACILITATOR, PER_TABLE = 12, 6
"""At most so many participants per facilitator and per table."""

CARDS_A_SHEET = 4
DOTS, PENS, PADS = 12, 2, 4
"""Dots and pens per participant, pads of notes per table."""


@dataclass(frozen=True, slots=True)
class Bring:
    """What the list is made from. ``off`` are the sheets that run on paper."""

    workshop: Workshop
    process: Process
    session: Session
    sheets: Mapping[str, Sheet]
    decks: Mapping[str, Deck]
    off: frozenset[str]
    words: Words

    @property
    def tables(self) -> int:
        return self.session.groups

    @property
    def people(self) -> int:
        return self.session.participants


def bring_list(bring: Bring) -> list[tuple[str, str, str]]:
    """Thing, count and note, in the order in which one packs."""
    rows = [*_cards(bring), *_worksheets(bring), *_forms(bring), *_paper(bring)]
    return rows + [
        (bring.words(f"item_{thing}"), str(count), bring.words(f"item_{thing}_note", **values))
        for thing, count, values in _common(bring)
    ]


def people_advice(session: Session, words: Words, visit: bool) -> list[str]:
    """Sentences where facilitators or tables are too few for the participants."""
    if visit:
        return []
    advice = []
    needed = math.ceil(session.participants / PER_FACILITATOR)
    if needed > session.facilitators:
        values = {"people": session.participants, "needed": needed, "have": session.facilitators}
        advice.append(words("more_facilitators", **values))
    seats = math.ceil(session.participants / max(session.groups, 1))
    if seats > PER_TABLE:
        advice.append(words("more_tables", tables=session.groups, seats=seats))
    return advice


def _cards(bring: Bring) -> Iterator[tuple[str, str, str]]:
    words = bring.words
    for id in dict.fromkeys(id for block in bring.workshop.blocks for id in block.cards):
        deck = bring.decks.get(id)
        if deck is None:
            continue
        sheets = math.ceil((len(deck.cards) + deck.blanks) / CARDS_A_SHEET)
        key = "item_deck_count_one" if bring.tables == 1 else "item_deck_count"
        yield (
            deck_name(id, bring.decks, words.lang),
            words(key, tables=bring.tables),
            words("item_deck_note", sheets=sheets),
        )


def _worksheets(bring: Bring) -> Iterator[tuple[str, str, str]]:
    counts = {"group": bring.tables, "area": len(bring.process.areas), "lead": 1}
    for plan in bring.workshop.worksheets:
        name = f"item_worksheet_{plan.unit}"
        sheets = ", ".join(code for code in plan.sheets if code not in bring.off)
        yield bring.words(name), str(counts[plan.unit]), bring.words(f"{name}_note", sheets=sheets)


def _forms(bring: Bring) -> Iterator[tuple[str, str, str]]:
    """Individual answers are given on paper: one form each and a tenth to spare; of those that leaders alone
    answer, in the lead's worksheet, as many as it holds."""
    everyone = bring.people + math.ceil(bring.people / 10)
    for plan in bring.workshop.worksheets:
        for code in plan.sheets:
            if code in bring.sheets and bring.sheets[code].individual and code not in bring.off:
                alone = plan.unit == "lead"
                name = sheet_name(code, bring.sheets, bring.words.lang)
                note = bring.words("item_form_note_lead" if alone else "item_form_note", code=code)
                count = bring.session.leaders + 1 if alone else everyone
                yield bring.words("item_form", sheet=name), str(count), note


def _paper(bring: Bring) -> Iterator[tuple[str, str, str]]:
    codes = dict.fromkeys(code for block in bring.workshop.blocks for code in block.sheets)
    for code in codes:
        if code in bring.off:
            yield bring.words("item_paper", sheet=code), str(bring.tables), bring.words("item_paper_note")


def _common(bring: Bring) -> Iterator[tuple[str, int, dict[str, object]]]:
    yield "guide", bring.session.facilitators, {}
    if bring.workshop.id == VISITS:
        return
    yield "agenda", bring.people, {}
    yield "dots", DOTS * bring.people, {}
    yield "notes", PADS * bring.tables, {}
    yield "pens", PENS * bring.people, {}
    yield "timers", bring.tables, {}
