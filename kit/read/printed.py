"""Tells what the kit itself wrote on a worksheet, beside the answers, from what people wrote there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.model.mark import CopyMark
from kit.model.sheet import KEY_PREFIX, Identity, Sheet
from kit.read.context import ReadContext
from kit.read.text import plain

_PIECE, _SENTENCE = 5, 12
"""So many letters a piece of one of our sentences with gaps, and a whole text of ours within another, has."""
_LOOSE = 10
"""So many letters may be left of a sentence of ours when all that we know of it and of its gaps is taken out:
numbers, short words."""
_UNIT = 25
_BETWEEN = "·"
_HOLE = re.compile(r"\{[^{}]*\}")
_TOKEN = re.compile(r"KIT-[A-Z0-9-]+", re.I)
_MOST = 5_000


class Printed:
    """All texts of the kit's own: those of the catalogue, and the words of worksheets and marked copies."""

    def __init__(self, context: ReadContext) -> None:
        self._exact = frozenset(filter(None, map(plain, _texts(context))))
        names = (context.process.municipality, *(area.name for area in context.process.areas))
        self._names = self._exact | frozenset(map(plain, names))
        words = [wording for text in context.words.values() for wording in text.all() if "{" in wording]
        gapped = {piece for wording in words for piece in map(plain, _HOLE.split(wording))}
        pieces = {p for p in gapped if len(p) >= _PIECE} | {p for p in self._exact if len(p) >= _SENTENCE}
        self._pieces = _longest_first(pieces)
        self._fillings = _longest_first(set(map(plain, _fillings(context))) - {""})
        self._titles = {key: frozenset(map(plain, text.all())) for key, text in context.words.items()}
        self._known: dict[str, bool] = {}
        self.knows_words = bool(context.words)

    def __call__(self, text: str) -> bool:
        """Whether the kit wrote this, as far as one can tell."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            found = self._known[text] = self._is_own(text)
        return found

    def is_word(self, key: str, text: str) -> bool:
        """Whether a text is that word of the kit's, in any language."""
        return plain(text) in self._titles.get(key, ())

    def _is_own(self, text: str) -> bool:
        if text.startswith(KEY_PREFIX):
            return True
        if Identity.find(text) != (None, False) or CopyMark.find(text):
            text = _TOKEN.sub("", text)
        bare = plain(text)
        if not bare or bare in self._exact:
            return True
        first, *others = text.split(_BETWEEN)
        if others and plain(first) in self._names and all(map(self._is_unit, others)):
            return True
        left = _without(bare, self._pieces)
        return left != bare and len(_without(left, self._fillings)) <= min(_LOOSE, len(bare) // 3)

    def _is_unit(self, text: str) -> bool:
        return plain(text) in self._names or len(plain(text)) <= _UNIT


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        if len(piece) <= len(text) and piece in text:
            text = text.replace(piece, "")
    return text


def _fillings(context: ReadContext) -> Iterator[str]:
    """What stands in the gaps of our sentences: who collects the returns, headings, the folded columns."""
    yield from (context.process.lead, context.process.sponsor, context.process.municipality)
    if "more" in context.words:
        yield from context.words["more"].all()
    for sheet in context.catalogue.sheets.values():
        for column in sheet.columns:
            yield from column.header.all()


def _texts(context: ReadContext) -> Iterator[str]:
    """Every whole text that the kit may write into a cell."""
    catalogue = context.catalogue
    for workshop in (*catalogue.workshops, catalogue.review):
        yield from workshop.title.all()
    for role in catalogue.roles:
        yield from ("; ".join(role.kitos), *role.title.all(), *role.does.all(), *role.decides.all())
    for choices in context.lists.by_name.values():
        for choice in choices:
            yield choice.id
            for wording in choice.text.all():
                yield from (wording, f"{choice.id} {wording}")
    for text in context.words.values():
        yield from (_HOLE.sub("", wording) for wording in text.all())
    for code, sheet in catalogue.sheets.items():
        yield from (code, *(f"{code} {title}" for title in sheet.title.all()))
        yield from _texts_of(sheet)


def _texts_of(sheet: Sheet) -> Iterator[str]:
    for text in (sheet.title, sheet.row_is, sheet.guidance):
        yield from text.all()
    for column in sheet.columns:
        for made in (column.header, column.help, column.example):
            yield from made.all() if made else ()
