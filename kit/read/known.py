"""Names that a list and the returns know, and which of them an unknown name probably means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from kit.read.text import squashed, unified

_NEAR = 85.0
_SHORTEST = 4
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Spellings:
    """Unified names with the same digits, each also with its words sorted and without blanks."""

    names: list[str]
    by_words: list[str] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)

    def spelt(self) -> _Spellings:
        """Itself, now with the other spellings: few kinds of digits are ever asked for."""
        if not self.by_words:
            self.by_words = list(map(_sorted_words, self.names))
            self.glued = [name.replace(" ", "") for name in self.names]
        return self


class Known:
    """The names of one kind: ``shown`` has them by their unified form (:func:`kit.read.text.unified`)."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        self._shown = shown
        self._by_digits: dict[tuple[str, ...], _Spellings] = {}
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._words: dict[str, int] = {}
        self._near: dict[str, str | None] = {}
        self._squashed = {name.replace(" ", "") for name in self._shown}

    def __bool__(self) -> bool:
        return bool(self._shown)

    def has(self, name: str) -> bool:
        return squashed(name) in self._squashed

    def near(self, name: str) -> str | None:
        """The known name that is most likely meant; ``None`` where nothing is close or digits differ."""
        wanted = unified(name)
        if len(wanted) < _SHORTEST:
            return None
        if not self._by_word:
            self._index()
        if wanted not in self._near:
            found = self._spelt_alike(wanted) or self._part_of(wanted)
            self._near[wanted] = self._shown[found] if found else None
        return self._near[wanted]

    def _index(self) -> None:
        by_digits: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in self._shown:
            by_digits[_digits(name)].append(name)
            words = set(name.split())
            self._words[name] = len(words)
            for word in words:
                self._by_word[word].append(name)
        self._by_digits = {digits: _Spellings(names) for digits, names in by_digits.items()}

    def _spelt_alike(self, wanted: str) -> str | None:
        """The name most alike in spelling, with its words in any order or written together."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (only misspelt returns need it)

        spellings = self._by_digits.get(_digits(wanted))
        if spellings is None:
            return None
        best, score = None, _NEAR
        spellings = spellings.spelt()
        asked = ((_sorted_words(wanted), spellings.by_words), (wanted.replace(" ", ""), spellings.glued))
        for text, candidates in asked:
            found = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=score)
            if found and found[1] > score:
                _, score, place = found
                best = spellings.names[place]
        return best

    def _part_of(self, wanted: str) -> str | None:
        """The only known name that holds all words of this one, or whose words this one holds."""
        words = set(wanted.split())
        shared = Counter(chain.from_iterable(self._by_word.get(word, ()) for word in words))
        mine = len(words)
        found = [
            name
            for name, both in shared.items()
            if mine != (theirs := self._words[name]) and both in (mine, theirs)
        ]
        return found[0] if len(found) == 1 else None


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def _digits(text: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(text))
