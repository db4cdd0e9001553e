"""Appendix F: the terms of the glossary that this edition uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kit.model.card import Term
from kit.model.document import Module
from kit.strategy.book import Book, Chapter, cell, left

_DANISH = r"(?:(?:[bdgklmnprst](?=e))?(?:e(?:r(?:ne)?|ns?|ts?)?|n|t|r(?:ne)?|ne))?s?"
_ENGLISH = r"(?:e?s|d|ed)?(?:['’]s)?"
_ENDINGS = {"da": _DANISH, "en": _ENGLISH}
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def write(book: Book, modules: tuple[Module, ...]) -> Module:
    """The appendix from the text of these modules; a sentence alone where it uses no term."""
    chapter = Chapter(book, "F", "", "appendix_f")
    lang = book.context.process.lang
    used = used_terms(book.context.catalogue.glossary, modules, lang)
    chapter.plain(chapter.text("lead", len(used)), "lead")
    columns = (left(chapter.text("col_term"), 1), left(chapter.text("col_meaning"), 3))
    rows = [(cell(term.title[lang]), cell(term.meaning[lang])) for term in used]
    chapter.table("terms", chapter.text("table"), columns, rows)
    return chapter.done(appendix=True)


def used_terms(glossary: tuple[Term, ...], modules: tuple[Module, ...], lang: str) -> tuple[Term, ...]:
    """The terms that stand in the text as whole words, alone or with a simple ending, in the glossary's
    order. Small and capital letters count as the same, but for abbreviations."""
    text = "\n".join(_texts(modules))
    return tuple(term for term in glossary if any(_found(name, text, lang) for name in _names(term, lang)))


def _names(term: Term, lang: str) -> tuple[str, ...]:
    """``RPA`` and ``softwarerobot`` from "RPA (softwarerobot)"; single letters find nothing by themselves."""
    title = term.title[lang]
    inside = [part for part in _IN_BRACKETS.findall(title) if " " not in part]
    return tuple(name for name in (_IN_BRACKETS.sub("", title).strip(), *inside) if len(name) > 1)


def _found(name: str, text: str, lang: str) -> bool:
    """Every word of a term may have its ending: "kritiske systemer" is a "kritisk system"."""
    pattern = r"\s+".join(_forms(word, lang) for word in name.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, 0 if name.isupper() else re.IGNORECASE) is not None


def _forms(word: str, lang: str) -> str:
    if lang == "da" and word.endswith("ent"):  # åbent, åben, åbne
        return re.escape(word.removesuffix("ent")) + "(?:ent?|ne)"
    return re.escape(word) + _ENDINGS.get(lang, "")


def _texts(value: object) -> Iterator[str]:
    """Every text of a part of the tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for member in fields(value):
            yield from _texts(getattr(value, member.name))
