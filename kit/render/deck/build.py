"""Puts a workshop's slides together, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.errors import ContentError
from kit.model.agenda import Clocked, Recap, Workshop
from kit.model.card import Deck
from kit.model.catalogue import Catalogue
from kit.model.process import Process, Session
from kit.model.text import Words
from kit.render.agenda_view import switched_off, timing
from kit.render.deck import shapes
from kit.render.deck.slides import Deckmaker, Following
from kit.render.deck.template import describe, open_canvas
from kit.render.logo import logo
from kit.resources import Resources


def build_deck(
    workshop: Workshop,
    process: Process,
    *,
    catalogue: Catalogue,
    decks: Mapping[str, Deck],
    words: Words,
    resources: Resources,
    recap: Recap | None = None,
) -> bytes:
    """The deck as .pptx: native text, notes on every slide; the same bytes for the same input.

    ``words`` are those of ``deck.toml``; ``catalogue`` gives the sheets' titles and tiers and the next
    workshop's title, ``decks`` the card decks' titles. ``ContentError`` if the process does not hold the
    workshop, the template lacks a layout, or a title is too long for its slide.
    """
    session = process.session(workshop.id)
    if session is None:
        raise ContentError(f"the process has no session of {workshop.id}")
    lang = words.lang
    title = workshop.title[lang]
    footer = words("footer", municipality=process.municipality, workshop=title)
    canvas = open_canvas(resources, lang=lang, colour=process.brand.colour, footer=footer)
    describe(
        canvas,
        title=words("document", workshop=title, municipality=process.municipality),
        author=process.municipality,
        day=session.day,
    )
    clock = timing(workshop, words)
    off = switched_off(workshop, process, catalogue.sheets)
    maker = Deckmaker(canvas, clock, catalogue.sheets, decks, off)
    items = clock.items(workshop, session)
    maker.title(workshop, process.municipality, session, items)
    if mark := logo(resources):
        shapes.logo(canvas.prs.slides[0], mark, process.municipality)
    maker.purpose(workshop)
    maker.agenda(items)
    if recap:
        maker.recap(recap)
    _blocks(maker, items, _next(process, session, catalogue.workshops, lang))
    return canvas.save(session.day)


def _blocks(maker: Deckmaker, items: Sequence[Clocked], after: Following | None) -> None:
    for item in items:
        if item.block.kind == "exercise":
            maker.exercise(item)
        elif item.block.is_break:
            maker.pause(item)
        elif item is items[-1]:
            maker.close(item, after)
        else:
            maker.talk(item)
    if items and items[-1].block.kind in ("exercise", "break"):
        maker.close(None, after)


def _next(process: Process, session: Session, workshops: Sequence[Workshop], lang: str) -> Following | None:
    """The session after this one, by day."""
    later = sorted((s for s in process.sessions if s.day > session.day), key=lambda s: (s.day, s.start))
    if not later:
        return None
    titles = {workshop.id: workshop.title[lang] for workshop in workshops}
    return Following(later[0], titles.get(later[0].workshop, ""))
