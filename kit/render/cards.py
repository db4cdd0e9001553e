"""Dialogue cards as PDF: four an A4 sheet for the office printer, or one a page for the print shop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.model.card import Card, Deck, Section
from kit.model.text import Words
from kit.render.card_views import blank_card, family_colours
from kit.render.colour import under_white_text
from kit.render.tidy import tidy
from kit.render.typst import compile_pdf
from kit.resources import Resources

MODES = ("sheet", "single")
TEMPLATE = "templates/cards.typ"
REGIONS = {"da": "DK", "en": "GB"}


def cards_pdf(
    deck: Deck,
    *,
    mode: str,
    lang: str,
    municipality: str,
    day: date,
    words: Words,
    resources: Resources,
) -> bytes:
    """The deck with its blanks as an accessible PDF (PDF/UA-1, PDF/A-2a); the same bytes each time.

    ``mode`` ``sheet``: A4, fronts and then their backs, mirrored for turning on the long edge, with crop
    marks. ``single``: 95 × 138 mm trim and 3 mm bleed, front and back by turns. ``words`` are those of
    ``cards.toml``. ``ContentError`` names the card whose text does not fit.
    """
    if mode not in MODES:
        raise ValueError(mode)
    colours = family_colours(resources)
    cards = [_entry(card, lang) for card in deck.cards]
    if deck.blanks:
        cards += [{**_entry(blank_card(deck, words, colours), lang), "blank": True}] * deck.blanks
    data = {
        "mode": mode,
        "lang": lang,
        "region": REGIONS[lang],
        "municipality": municipality,
        "deck": deck.title[lang],
        "cards": cards,
    }
    title = f"{deck.title[lang]} – {municipality}"
    return compile_pdf(resources.bytes(TEMPLATE), data, resources=resources, day=day, title=title)


def _entry(card: Card, lang: str) -> dict[str, object]:
    """The card in one language, as the template reads it."""
    return {
        "id": card.id,
        "title": tidy(card.title[lang]),
        "kicker": card.kicker[lang],
        "mark": card.mark,
        "colour": under_white_text(card.colour),
        "blank": False,
        "front": _sections(card.front, lang),
        "back": _sections(card.back, lang),
    }


def _sections(sections: Iterable[Section], lang: str) -> list[dict[str, object]]:
    return [
        {
            "label": section.label[lang] if section.label else None,
            "items": [tidy(item[lang]) for item in section.items],
            "style": section.style,
        }
        for section in sections
    ]
