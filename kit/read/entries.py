"""Entries of lists as people write them: found by id, label or wording, with a suggestion for near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.model.sheet import Choice
from kit.read.text import plain, unified

_LEADING_ID = re.compile(r"([A-Za-z]{1,3}-?\d{1,4})\b")
_LAST_NUMBER = re.compile(r"[^\W\d]*\W*(\d{1,3})$")
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "`": "'"})
_NEAR = 75.0
_SHOWN = 8


def exact(text: str) -> str:
    """A text with its signs but no blanks, in one case, with plain dashes: ``<10`` and ``>10`` stay apart."""
    return "".join(text.translate(_DASHES).casefold().split())


@dataclass(frozen=True, slots=True)
class Entries:
    """One list. ``by_text`` and ``by_plain`` lead from wordings to ids; ambiguous wordings are left out."""

    choices: tuple[Choice, ...]
    by_text: Mapping[str, str]
    by_plain: Mapping[str, str]

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> Entries:
        pairs = [(wording, c.id) for c in choices for wording in _wordings(c)]
        return cls(
            tuple(choices),
            _unambiguous((exact(w), id) for w, id in pairs),
            _unambiguous((p, id) for w, id in pairs if (p := plain(w)) and not p.isdigit()),
        )

    def find(self, text: str) -> str | None:
        """The id of an entry written as id, wording or both; ``None`` if there is none."""
        return self.by_text.get(exact(text)) or self.by_plain.get(plain(text)) or self._lead(text)

    def led(self, text: str) -> bool:
        """Whether only an id at its start tells which entry a text is: ``RO-03, but not for pay``."""
        return (
            exact(text) not in self.by_text
            and plain(text) not in self.by_plain
            and self._lead(text) is not None
        )

    def _lead(self, text: str) -> str | None:
        lead = _LEADING_ID.match(text.strip())
        return self.by_text.get(exact(lead[1])) if lead else None

    def label(self, id: str, lang: str) -> str:
        """The entry as it stands in the drop-down; the id where it is on no list."""
        return next((choice.label(lang) for choice in self.choices if choice.id == id), id)

    def numbered(self, text: str) -> str | None:
        """The entry meant by ``Bord 3`` in a list of plain numbers; ``None`` in other lists."""
        number = _LAST_NUMBER.match(text.strip())
        if number is None or not all(choice.id.isdigit() for choice in self.choices):
            return None
        return self.by_text.get(str(int(number[1])))

    def ticked(self, id: str) -> str | None:
        """``id`` in a list of yes and no, where people tick instead of choosing; ``None`` in other lists."""
        ids = {choice.id for choice in self.choices}
        return id if {"yes", "no"} <= ids and id in ids else None

    def meant(self, text: str) -> Choice | None:
        """The entry that a text is, resembles, or is a part of, if it is part of one only."""
        id = self.find(text)
        if id:
            return next(choice for choice in self.choices if choice.id == id)
        words = set(unified(text).split())
        holding = [
            choice
            for choice in self.choices
            if words and any(words <= set(unified(wording).split()) for wording in choice.text.all())
        ]
        return self.near(text) or (holding[0] if len(holding) == 1 else None)

    def near(self, text: str) -> Choice | None:
        """The entry that the text most resembles; ``None`` where nothing is close."""
        from rapidfuzz import fuzz  # noqa: PLC0415 (only misspelt returns need it)

        wanted = unified(text)
        best, score = None, _NEAR
        for choice in self.choices:
            for wording in (*choice.text.all(), choice.id):
                ratio = fuzz.token_sort_ratio(wanted, unified(wording))
                if ratio > score:
                    best, score = choice, ratio
        return best

    def shown(self, lang: str) -> str:
        """The entries for a sentence, parted by semicolons (they hold commas); a long list is cut short."""
        labels = [choice.label(lang) for choice in self.choices[:_SHOWN]]
        return "; ".join(labels) + (" …" if len(self.choices) > _SHOWN else "")


def _wordings(choice: Choice) -> tuple[str, ...]:
    texts = dict.fromkeys(choice.text.all())
    return (choice.id, *texts, *(f"{choice.id} {text}" for text in texts))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    double = set()
    for text, id in pairs:
        if found.setdefault(text, id) != id:
            double.add(text)
    return {text: id for text, id in found.items() if text not in double}
