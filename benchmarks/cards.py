"""All cards of the kit as duplex A4 sheets: by the kit, and the same texts by WeasyPrint as PDF/UA."""

from __future__ import annotations

import html
import sys
import time
from datetime import date
from pathlib import Path

from kit.content import load_catalogue, load_words
from kit.model.card import Card, Deck, Section
from kit.model.text import Text
from kit.render.card_views import all_decks, family_colours
from kit.render.cards import cards_pdf
from kit.resources import Resources

RESOURCES = Resources()
WORDS = load_words(RESOURCES, "cards", "da")
CATALOGUE, _ = load_catalogue(RESOURCES)
DECKS = all_decks(CATALOGUE, WORDS, family_colours(RESOURCES))
DECK = Deck("all", DECKS["themes"].title, tuple(card for deck in DECKS.values() for card in deck.cards))
COUNT = len(DECK.cards)

STYLE = """
@font-face { font-family: K; src: url("%s") }
@font-face { font-family: K; font-weight: bold; src: url("%s") }
@page { size: A4; margin: 0 }
body { font: 11pt K; margin: 0; color: #1b2730 }
.sheet { break-after: page; height: 297mm; position: relative }
.card { position: absolute; width: 95mm; height: 138mm; box-sizing: border-box }
.card { padding: 6.8mm; overflow: hidden }
.band { margin: -2.8mm; padding: 3mm; border-radius: 2.5mm; color: white }
.band { position: relative; overflow: hidden }
.front .band { height: 30mm }
.hatch { position: absolute; right: 0; top: 0; width: 42mm; height: 36mm }
h1 { font-size: 24pt; margin: 6mm 0 2mm } .back h1 { font-size: 12pt; margin: 0 0 0 8mm }
h2 { font-size: 11pt; margin: 3mm 0 1mm } .front p { font-size: 15pt; margin: 0 }
ul { margin: 0; padding-left: 4mm } .line { border-bottom: .5pt solid #55606a; height: 8.4mm }
.foot { position: absolute; bottom: 5.2mm; font-size: 8.5pt; color: #55606a }
.mark { position: absolute; background: black }
"""
ICON = (
    '<svg width="14mm" height="14mm" viewBox="0 0 1 1" aria-hidden="true">'
    '<path fill="white" d="M.5 0 1 .5 .5 1 0 .5z"/></svg>'
)
HATCH = (
    '<svg class="hatch" viewBox="0 0 100 80" aria-hidden="true">'
    + "".join(f'<path stroke="white" stroke-opacity=".4" d="M{x} 0l-40 80"/>' for x in range(0, 140, 5))
    + "</svg>"
)
PLACES = ((7, 7.5), (108, 7.5), (7, 151.5), (108, 151.5))
"""Top left corners of the four cards of a sheet, in mm."""


def by_kit() -> bytes:
    return cards_pdf(
        DECK, mode="sheet", lang="da", municipality="Prøvekøbing", day=date(2027, 1, 12), words=WORDS,
        resources=RESOURCES,
    )  # fmt: skip


def by_weasyprint() -> bytes:
    """The same texts, symbols, hatches, writing lines and crop marks; no text fitting."""
    import weasyprint

    fonts = tuple(
        RESOURCES.path(f"templates/fonts/AtkinsonHyperlegibleNext_{style}.ttf").as_uri()
        for style in ("400Regular", "700Bold")
    )
    sheets = []
    for first in range(0, COUNT, 4):
        four = DECK.cards[first : first + 4]
        sheets.append(_sheet([_side(card, card.front, "front") for card in four], (0, 1, 2, 3)))
        sheets.append(_sheet([_side(card, card.back, "back") for card in four], (1, 0, 3, 2)))
    page = f'<html lang="da"><head><title>Kort</title><style>{STYLE % fonts}</style></head>'
    document = weasyprint.HTML(string=page + f"<body>{''.join(sheets)}</body></html>")
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _sheet(sides: list[str], places: tuple[int, ...]) -> str:
    cards = (
        side % f"left:{PLACES[place][0]}mm;top:{PLACES[place][1]}mm"
        for side, place in zip(sides, places, strict=False)
    )
    return f'<div class="sheet">{"".join(cards)}{_crop_marks()}</div>'


def _crop_marks() -> str:
    marks = []
    for x, y in PLACES:
        for dx, dy in ((0, 0), (95, 0), (0, 138), (95, 138)):
            marks.append(_mark(x + dx, y + dy - 3, ".1mm", "2mm"))
            marks.append(_mark(x + dx - 3, y + dy, "2mm", ".1mm"))
    return "".join(marks)


def _mark(x: float, y: float, width: str, height: str) -> str:
    return f'<div class="mark" style="left:{x}mm;top:{y}mm;width:{width};height:{height}"></div>'


def _side(card: Card, sections: tuple[Section, ...], side: str) -> str:
    title = f"<h1>{_text(card.title)}</h1>"
    inside = title if side == "back" else f"{ICON}<div>{_text(card.kicker)}</div>"
    band = f'<div class="band" style="background:{card.colour}">{HATCH}{inside}</div>'
    parts = [band, title if side == "front" else ""]
    for section in sections:
        parts.append(f"<h2>{_text(section.label)}</h2>" if section.label else "")
        if section.style == "list":
            parts.append("<ul>" + "".join(f"<li>{_text(item)}</li>" for item in section.items) + "</ul>")
        else:
            parts += [f"<p>{_text(item)}</p>" for item in section.items]
        if section.style == "lines":
            parts.append('<div class="line"></div>' * 2)
    foot = f'<div class="foot">{_text(DECK.title)} · {card.id} · DA</div>'
    return f'<div class="card {side}" style="%s">{"".join(parts).replace("%", "%%")}{foot}</div>'


def _text(text: Text) -> str:
    return html.escape(text["da"])


if __name__ == "__main__":
    # Timed after the content is loaded, with the engine's own import: what making the deck costs.
    start = time.perf_counter()
    made = by_kit() if sys.argv[1] == "kit" else by_weasyprint()
    print(time.perf_counter() - start)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_bytes(made)
