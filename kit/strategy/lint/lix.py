"""LIX, the readability figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 6
"""A word of more letters than this is a long one."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SENTENCE = re.compile(r"[.:!?](?=[”“\"’')]*(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Lix:
    """What a text was counted to hold: words, sentences, and words of more than six letters."""

    words: int
    sentences: int
    long: int

    @property
    def value(self) -> float:
        """Words per sentence plus the percentage of long words; 0 for a text without words.

        C. H. Björnsson, "Läsbarhet" (Stockholm 1968): LIX = words ÷ sentences + 100 × long words ÷ words.
        Below 25 reads like a children's book, 35–44 like a newspaper, 55 and above like law.
        """
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long / self.words


def lix(paragraphs: Iterable[str]) -> Lix:
    """The LIX of paragraphs. A sentence ends at ``. : ! ?`` before a space or the paragraph's end, and with
    each paragraph, a list's item without full stop included. Numbers are words, as Björnsson counts them; a
    hyphen joins (``BI-netværk`` is one)."""
    words = sentences = long = 0
    for text in paragraphs:
        found = _WORD.findall(text)
        if not found:
            continue
        words += len(found)
        long += sum(sum(letter.isalpha() for letter in word) > LONG for word in found)
        ends = list(_SENTENCE.finditer(text))
        open_end = _WORD.search(text, ends[-1].end()) if ends else found
        sentences += len(ends) + bool(open_end)
    return Lix(words, sentences, long)
