"""One cell and its column in, one value out, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kit.model.evidence import UNKNOWN, Value
from kit.model.sheet import UNKNOWN_ANSWERS, Column
from kit.model.text import LANGUAGES
from kit.read.answer import BLANK, Answer, Problem
from kit.read.context import ReadContext
from kit.read.entries import Entries, exact
from kit.read.grid import Raw, Unreadable
from kit.read.listed import Listed, nothing_in
from kit.read.measures import Measures
from kit.read.text import tidy
from kit.read.worded import Worded, are_sentences

_UNKNOWN = frozenset(map(exact, (*UNKNOWN_ANSWERS, "??", "???")))
_ERROR_TEXT = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|I/T|VÆRDI!|REFERENCE!|NAVN\?)$"
)
_NOTHING = frozenset({"-", "--", "n/a", "n.a.", "i/a", "ikkerelevant", "notapplicable"})
"""What people write for "nothing here": as good as an empty cell."""
_SHORT = 40
"""Longer texts are neither "I do not know" nor "nothing here", whatever blanks stand in them."""
_WORD = 2 * max(map(len, _UNKNOWN | _NOTHING))
"""The same for texts with at most one blank between two signs."""
_KEPT = 50_000
_OFTEN = 80
"""Longer texts are sentences, and hardly one of them comes twice."""
_APART = frozenset({str, int, date})
"""Types of which no value equals one of another type, as ``1`` does ``True`` and ``1.0``."""
_ALONE = _APART | {type(None)}


class Answers:
    """Reads cells by their column's type; equal cells of a column are read once."""

    def __init__(self, context: ReadContext) -> None:
        self._entries = {name: Entries.of(choices) for name, choices in context.lists.by_name.items()}
        if "areas" in self._entries:
            self._entries.setdefault("scopes", self._entries["areas"])
        self._open = context.lists.open
        self._beginnings = {
            (exact(choices[0].label(lang)), exact(choices[1].label(lang)))
            for choices in context.lists.by_name.values()
            if len(choices) > 1
            for lang in LANGUAGES
        }
        self._context = context  # keeps the columns alive, and so their ids unique
        self._known: dict[tuple[int, type], dict[Raw, Answer]] = {}
        self._plain: dict[int, dict[Raw | None, Value]] = {}
        self._count = 0
        lang = context.process.lang
        measures = Measures(lang, max((session.day.year for session in context.process.sessions), default=1))
        self._text = Worded(self._entries, lang).text
        listed = Listed(self._entries, self._open, self._text)
        self._by_type: Mapping[str, Callable[[Column, Raw], Answer]] = {
            "number": measures.number,
            "int": measures.number,
            "date": measures.date,
            "quarter": measures.quarter,
            "choice": listed.choice,
            "ref": listed.ref,
            "multichoice": listed.several,
            "reflist": listed.several,
        }

    def read(self, column: Column, raw: Raw) -> Answer:
        """The answer in a cell. An ``Answer`` without value and problems is a blank cell."""
        known = self._known.get((id(column), type(raw)))
        found = known.get(raw) if known else None
        if found is None:
            found = self._read(column, raw)
            if not isinstance(raw, str) or len(raw) <= _OFTEN:
                self._remember(column, raw, found)
        return found

    def plain(self, column: Column, raws: Sequence[Raw | None]) -> list[Value | None]:
        """Of each cell of a column the value, as far as nothing is to be said about it; ``None`` for an empty
        cell and for one of which :meth:`read` tells more."""
        known = self._plain.setdefault(id(column), {})
        alone = _ALONE.issuperset(map(type, raws))
        safe = raws if alone else [raw if type(raw) in _APART else None for raw in raws]
        values = list(map(known.get, safe))
        if None not in values:
            return values
        left = [place for place, value in enumerate(values) if value is None and raws[place] is not None]
        texts = {raw for place in left if isinstance(raw := raws[place], str) and len(raw) > _WORD}
        if texts and not are_sentences(column, texts):
            texts = set()
        for place in left:
            raw = raws[place]
            if isinstance(raw, str) and raw in texts:
                values[place] = raw
            elif raw is not None:
                values[place] = _plain_value(self.read(column, raw))
        return values

    def _remember(self, column: Column, raw: Raw, answer: Answer) -> None:
        self._count += 1
        if self._count > _KEPT:
            self._count = 1
            self._known.clear()
            self._plain.clear()
        self._known.setdefault((id(column), type(raw)), {})[raw] = answer
        value = _plain_value(answer)
        if value is not None and type(raw) in _APART:
            self._plain.setdefault(id(column), {})[raw] = value

    def entries(self, source: str | None) -> Entries | None:
        """The list of that name, ``None`` where the process has none."""
        return self._entries.get(source or "")

    def closed(self, column: Column) -> Entries | None:
        """The list behind a column to which people may not add; ``None`` for every other column."""
        return None if column.source in self._open else self.entries(column.source)

    def begins_list(self, first: str, second: str) -> bool:
        """Whether two texts are the first two entries of some list, as the kit writes them."""
        return (exact(first), exact(second)) in self._beginnings

    def _read(self, column: Column, raw: Raw) -> Answer:
        if isinstance(raw, Unreadable):
            code = "cell.error-value" if raw.kind == "error" else "cell.formula-without-value"
            return Answer(None, (Problem(code, raw.text),))
        if isinstance(raw, str):
            raw = tidy(raw)
            if not raw:
                return BLANK
            if raw[0] == "#" and _ERROR_TEXT.match(raw):
                return Answer(None, (Problem("cell.error-value", raw),))
            bare = exact(raw) if len(raw) <= _SHORT else ""
            if bare in _UNKNOWN:
                return self._unknown(column, raw)
            if bare in _NOTHING and not self._is_entry(column, raw):
                return nothing_in(column, raw)
        return self._by_type.get(column.type, self._text)(column, raw)

    def _is_entry(self, column: Column, raw: str) -> bool:
        entries = self._entries.get(column.source or "")
        return entries is not None and entries.find(raw) is not None

    def _unknown(self, column: Column, raw: str) -> Answer:
        entries = self._entries.get(column.source or "") if column.type == "choice" else None
        if entries:
            listed = entries.find(raw) or (
                "unknown" if any(c.id == "unknown" for c in entries.choices) else None
            )
            if listed:
                return Answer(listed)
        if column.unknown_ok:
            return Answer(UNKNOWN)
        return Answer(None, (Problem("cell.unknown-not-here", raw),))


def _plain_value(answer: Answer) -> Value | None:
    """The value of an answer of which nothing else is to be said."""
    return answer.value if answer.whole and not answer.problems else None
