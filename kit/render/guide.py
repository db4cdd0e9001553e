"""The facilitator guide (drejebog) as PDF: eight fixed headings, read standing in a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.errors import ContentError
from kit.model.agenda import Block, Clocked, Step, Workshop
from kit.model.card import Deck
from kit.model.catalogue import Catalogue
from kit.model.process import Process, Session
from kit.model.text import Text, Words
from kit.render.agenda_view import Timing, day_words, deck_name, switched_off, timing
from kit.render.bring import Bring, bring_list, people_advice
from kit.render.colour import under_white_text
from kit.render.tidy import tidy
from kit.render.typst import compile_pdf
from kit.resources import Resources

TEMPLATE = "templates/guide.typ"
REGIONS = {"da": "DK", "en": "GB"}


def guide_pdf(
    workshop: Workshop,
    process: Process,
    *,
    catalogue: Catalogue,
    decks: Mapping[str, Deck],
    files: Sequence[str],
    words: Words,
    resources: Resources,
) -> bytes:
    """The guide of one workshop as an accessible PDF (PDF/UA-1, PDF/A-2a), dated on the session's day.

    ``decks`` are the card decks by id, ``files`` the names of the workshop's other files for the appendix,
    ``words`` those of ``guide.toml``. ``ContentError`` if the process does not hold the workshop.
    """
    session = process.session(workshop.id)
    if session is None:
        raise ContentError(f"the process has no session of {workshop.id}")
    off = switched_off(workshop, process, catalogue.sheets)
    clock = timing(workshop, words)
    bring = Bring(workshop, process, session, catalogue.sheets, decks, off, words)
    title = words("document", workshop=workshop.title[words.lang], municipality=process.municipality)
    data = {
        "lang": words.lang,
        "region": REGIONS[words.lang],
        "municipality": process.municipality,
        "colour": under_white_text(process.brand.colour),
        **_head(workshop, process, session, clock),
        **_texts(workshop, words),
        "headings": [clock.say(f"heading_{number}") for number in range(1, 9)],
        "words": {key: clock.say(key) for key in _PLAIN},
        "page_parts": _page_parts(words),
        "facts": _facts(process, session, workshop, clock),
        "advice": people_advice(session, words, clock.visit),
        "bring": [[tidy(cell) for cell in row] for row in bring_list(bring)],
        "intro": clock.say("plan_intro", time=clock(session.start)),
        "plan": [_entry(item, clock, decks, off) for item in clock.items(workshop, session)],
        "cut": _cuts(workshop, words),
        "sheets": _sheets(workshop, catalogue, words, off),
        "files": list(files),
    }
    return compile_pdf(resources.bytes(TEMPLATE), data, resources=resources, day=session.day, title=title)


_PLAIN = (
    "kind", "results", "done", "room", "bring", "bring_thing", "bring_count", "bring_note", "per_block",
    "week_before", "day_before", "hour_before", "plan_time", "plan_block", "trouble_sign", "trouble_remedy",
    "cutting", "sheets_used", "sheet_code", "sheet_title", "sheet_row", "files",
)  # fmt: skip
"""Words that the template prints as they are."""


def _head(workshop: Workshop, process: Process, session: Session, clock: Timing) -> dict[str, object]:
    lang = clock.words.lang
    items = clock.items(workshop, session)
    when = clock.say(
        "when",
        day=day_words(session.day),
        week=session.day.isocalendar().week,
        start=clock(session.start),
        end=clock(items[-1].end),
        minutes=workshop.minutes,
    )
    return {"title": workshop.title[lang], "subtitle": workshop.subtitle[lang], "when": when}


def _page_parts(words: Words) -> list[str]:
    """The footer's wording around the two numbers."""
    before, rest = words("page", page="\0", pages="\1").split("\0")
    return [before, *rest.split("\1")]


def _facts(process: Process, session: Session, workshop: Workshop, clock: Timing) -> list[list[str]]:
    """Number and word pairs under the second heading."""
    words = clock.words
    places = (
        [str(len(process.areas)), words("visits")] if clock.visit else [str(session.groups), words("tables")]
    )
    people = [] if clock.visit else [[str(session.participants), words("people")]]
    return [
        *people,
        places,
        [str(session.facilitators), words("facilitators")],
        [str(workshop.minutes), words("length")],
    ]


def _texts(workshop: Workshop, words: Words) -> dict[str, object]:
    """The guide's own texts in one language."""
    guide, lang = workshop.guide, words.lang

    def each(texts: Sequence[Text]) -> list[str]:
        return [tidy(text[lang]) for text in texts]

    materials = [
        [block.title[lang], tidy("; ".join(thing[lang] for thing in block.materials))]
        for block in workshop.blocks
        if block.materials
    ]
    return {
        "purpose": tidy(guide.purpose[lang]),
        "results": each(guide.results),
        "done": tidy(guide.done_when[lang]),
        "participants": tidy(guide.participants[lang]),
        "room": each(guide.room),
        "materials": materials,
        "before": [each(guide.a_week_before), each(guide.a_day_before), each(guide.an_hour_before)],
        "troubles": [[tidy(t.sign[lang]), tidy(t.remedy[lang])] for t in guide.troubles],
        "afterwards": each(guide.afterwards),
    }


def _entry(item: Clocked, clock: Timing, decks: Mapping[str, Deck], off: frozenset[str]) -> dict[str, object]:
    """One row of the minute plan."""
    block, words = item.block, clock.words
    lang = words.lang
    return {
        "start": clock(item.start),
        "until": words("until", time=clock(item.end)),
        "minutes": words("minutes", minutes=block.minutes),
        "cut": "" if block.is_break else words(f"cut_{block.cut}"),
        "cut_kind": block.cut,
        "break": block.is_break,
        "title": tidy(block.title[lang]),
        "form": tidy(block.form[lang]),
        "cue": tidy(block.cue[lang]) if block.cue else "",
        "steps": [_step(step, words) for step in block.steps],
        "tags": _tags(block, decks, off, words),
        "materials": _materials(block, words),
    }


def _step(step: Step, words: Words) -> list[str]:
    return [words("minutes", minutes=step.minutes) if step.minutes else "", tidy(step.text[words.lang])]


def _tags(block: Block, decks: Mapping[str, Deck], off: frozenset[str], words: Words) -> list[str]:
    tags = [words("paper_tag" if code in off else "sheet_tag", code=code) for code in block.sheets]
    return tags + [deck_name(id, decks, words.lang) for id in block.cards]


def _materials(block: Block, words: Words) -> str:
    if not block.materials:
        return ""
    return tidy(words("materials", things="; ".join(thing[words.lang] for thing in block.materials)))


def _cuts(workshop: Workshop, words: Words) -> dict[str, object]:
    """What to cut, in order, and what never."""
    lang = words.lang
    order = [b for kind in ("first", "can") for b in workshop.blocks if b.cut == kind and not b.is_break]
    never = [b.title[lang] for b in workshop.blocks if b.cut == "never" and not b.is_break]
    return {
        "order": [words("cutting_item", title=tidy(b.title[lang]), minutes=b.minutes) for b in order],
        "never": words("cutting_never", titles="; ".join(never)) if never else "",
    }


def _sheets(workshop: Workshop, catalogue: Catalogue, words: Words, off: frozenset[str]) -> list[list[str]]:
    """Code, title and what a row is, for each sheet that the workshop's worksheets or blocks use."""
    codes = dict.fromkeys((*workshop.sheets, *(code for block in workshop.blocks for code in block.sheets)))
    lang = words.lang
    return [
        [code, catalogue.sheets[code].title[lang], catalogue.sheets[code].row_is[lang]]
        for code in codes
        if code in catalogue.sheets and code not in off
    ]
