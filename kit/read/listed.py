"""Choices from lists in cells, one or several: found as people write them, with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kit.model.sheet import Column
from kit.model.text import LANGUAGES
from kit.read.answer import BLANK, Answer, Problem, as_text, shortened
from kit.read.entries import Entries, exact
from kit.read.grid import Raw
from kit.read.personal import personal_data, without_personal_data
from kit.read.text import one_line, tidy

_IDS_AND_TEXTS = frozenset({"roles", "decisions", "scopes"})
"""Lists to which a return may add: known entries become ids, what is not found is judged later, with all."""
_PARTED = re.compile(r"[;/,+&\n]|\b(?:og|and)\b")
_TICKS = {**dict.fromkeys(("x", "✓", "✔", "☑", "√", "j", "y"), "yes"), **dict.fromkeys(("☐", "n"), "no")}


class Listed:
    """Reads entries of the lists of the process. People may add to those that are ``open``: there and where
    no list is known ``text`` reads the cell."""

    def __init__(
        self, entries: Mapping[str, Entries], open: frozenset[str], text: Callable[[Column, Raw], Answer]
    ) -> None:
        self._entries = entries
        self._open = open
        self._text = text

    def choice(self, column: Column, raw: Raw) -> Answer:
        entries = self._entries.get(column.source or "")
        if entries is None or column.source in self._open:
            return self._text(column, raw)
        if isinstance(raw, bool):
            raw = "yes" if raw else "no"
        text = as_text(raw)
        id = entries.find(text) or entries.numbered(text) or entries.ticked(_TICKS.get(exact(text), ""))
        return _found(entries, id, text) if id else Answer(None, (_not_listed(entries, text),))

    def ref(self, column: Column, raw: Raw) -> Answer:
        text = one_line(as_text(raw))
        entries = self._entries.get(column.source or "")
        id = entries.find(text) if entries else None
        if column.source in _IDS_AND_TEXTS:
            return _found(entries, id, text) if entries and id else Answer(text)
        if entries is None or column.source in self._open:
            return self._text(column, raw)
        return _found(entries, id, text) if id else Answer(None, (_not_listed(entries, text),))

    def several(self, column: Column, raw: Raw) -> Answer:
        pieces = self._pieces(as_text(raw), column)
        if not pieces:
            return nothing_in(column, as_text(raw))
        entries = self._entries.get(column.source or "")
        if entries is None or column.source in self._open:
            private = [Problem(code) for code in personal_data("; ".join(pieces))]
            return Answer(tuple(map(without_personal_data, pieces)), tuple(private))
        ids: list[str] = []
        problems: list[Problem] = []
        for piece in pieces:
            id = entries.find(piece)
            if id:
                ids.append(id)
                problems += _found(entries, id, piece).problems
            elif column.source in _IDS_AND_TEXTS:
                ids.append(piece)
            else:
                problems.append(_not_listed(entries, piece))
        return Answer(tuple(dict.fromkeys(ids)) or None, tuple(problems), whole=not problems)

    def _pieces(self, text: str, column: Column) -> list[str]:
        """A cell's entries: parted by semicolons or lines; by commas or slashes where all parts are known."""
        entries = self._entries.get(column.source or "")
        pieces: list[str] = []
        for part in map(one_line, re.split(r"[;\n]", tidy(text))):
            finer = [p.strip() for p in re.split(r"[,/]", part)]
            whole = entries is None or entries.find(part) or len(finer) == 1
            if not whole and entries and (column.source not in self._open or all(map(entries.find, finer))):
                pieces.extend(finer)
            else:
                pieces.append(part)
        return list(dict.fromkeys(p for p in pieces if p))


def nothing_in(column: Column, raw: str) -> Answer:
    """A dash or a lone semicolon is an empty cell: where the row cannot do without it, it is missing."""
    return BLANK if column.need == "required" else Answer(None, (Problem("cell.unknown-not-here", raw),))


def _found(entries: Entries, id: str, text: str) -> Answer:
    """An entry; where only the id at the start of the text told it, the rest is said."""
    if not entries.led(text):
        return Answer(id)
    labels = {f"read_as_{lang}": entries.label(id, lang) for lang in LANGUAGES}
    return Answer(id, (Problem("cell.read-as", shortened(text), labels),), whole=False)


def _not_listed(entries: Entries, text: str) -> Problem:
    """What is wrong with a text that is no entry: several entries in one, nearly one, or none."""
    parts = list(filter(None, map(str.strip, _PARTED.split(text))))
    meant = {choice.id: choice for part in parts if (choice := entries.meant(part))}
    if len(meant) > 1 and 2 * len(meant) >= len(parts):
        labels = {f"allowed_{lang}": "; ".join(c.label(lang) for c in meant.values()) for lang in LANGUAGES}
        return Problem("cell.several-in-one", shortened(text), labels)
    near = entries.meant(text)
    if near:
        labels = {f"suggestion_{lang}": near.label(lang) for lang in ("da", "en")}
        return Problem("cell.not-in-list-near", shortened(text), labels)
    allowed = {f"allowed_{lang}": entries.shown(lang) for lang in ("da", "en")}
    return Problem("cell.not-in-list", shortened(text), allowed)
