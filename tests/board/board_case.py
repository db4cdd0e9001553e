"""The small municipality of tests/strategy with all that a board's paper is made from, and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from strategy_case import Rows, context, words
from strategy_results import results

from kit.model.board import BoardDeck, Bubbles, CouncilNote, Slide
from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.document import FigureNode, Table
from kit.model.results import Results
from kit.strategy import StrategyContext, compile_strategy

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CODE = re.compile(r"\bM\d\d\b")
_SCALE = re.compile(r"af 5 fingre|of 5 fingers")
_TWELVE = {"da": "tolv", "en": "twelve"}


@dataclass(frozen=True)
class Paper:
    """One edition: what its papers are made from."""

    results: Results
    strategy: Strategy
    context: StrategyContext


def paper(catalogue: Catalogue, lang: str, found: Results | None = None) -> Paper:
    rows = Rows()
    made = results(rows, lang)
    setting = context(catalogue, lang, rows)
    chosen = made if found is None else found
    return Paper(chosen, compile_strategy(chosen, setting), setting)


def numbers(text: str, lang: str) -> set[str]:
    """Every number of a text, in digits or, from two on, in letters; scales and modules are none."""
    text = _CODE.sub(" ", _SCALE.sub(" ", text))
    found = {number.lstrip("0") or "0" for number in _NUMBER.findall(text)}
    letters = words("templates/words/strategy.toml", lang)
    in_words = {letters(f"number_{n}"): str(n) for n in range(2, 11)} | {_TWELVE[lang]: "12"}
    return found | {in_words[word] for word in re.findall(r"\w+", text.casefold()) if word in in_words}


def strings(thing: object) -> Iterator[str]:
    """Every text below a value, but not what a chart plots: its points are compared by themselves."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from strings(part)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))


def material(made: Paper, claims: Iterable[str]) -> str:
    """The words of the claims, and of the tables and figures that they are."""
    by_id = {claim.id: claim.text for claim in made.strategy.claims}
    nodes = [node for module in made.strategy.document.modules for node in module.nodes]
    own = {node.id: node for node in nodes if isinstance(node, Table | FigureNode)}
    said = []
    for id in claims:
        said.append(by_id[id])
        for node in filter(None, (own.get(id), own.get(f"{id}.table"))):
            said += strings(node)
            if isinstance(node, Table):
                said.append(str(len(node.rows)))
    return " ".join(said)


def unbacked(made: Paper, said: Iterable[str], claims: Iterable[str], more: Iterable[str] = ()) -> set[str]:
    """Numbers that none of the claims holds."""
    lang = made.context.process.lang
    held = numbers(material(made, claims), lang) | set(more)
    return {number for text in said for number in numbers(text, lang)} - held


def said_on(slide: Slide) -> list[str]:
    """What people read on a slide."""
    body = slide.body
    shown = (body.key, body.alt) if isinstance(body, Bubbles) else body
    return [slide.title, *strings(shown)]


def faults(made: Paper, deck: BoardDeck) -> dict[str, set[str]]:
    """Slides with numbers that their claims do not hold. The last slide counts its own lines; the first
    one bears the day."""
    found = {}
    for slide in deck.slides:
        more = [str(len(slide.body.items))] if slide.id == "asks" else []
        more += numbers(" ".join(slide.body.lines), deck.lang) if slide.id == "cover" else []
        if loose := unbacked(made, said_on(slide), slide.claims, more):
            found[slide.id] = loose
    return found


def note_faults(made: Paper, note: CouncilNote) -> dict[str, set[str]]:
    """Points of the note with numbers that their claims do not hold; the edition's own number is known."""
    points = [point for section in note.sections for point in section.points]
    points += [point for question in note.questions for point in question.answer]
    edition = numbers(made.context.edition, note.lang)
    found = {p.text: unbacked(made, [p.text], p.claims, edition) for p in points}
    return {text: loose for text, loose in found.items() if loose}
