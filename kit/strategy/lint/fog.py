"""Fog words in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kit.model.fog import FogWord


def fog_words(text: str, words: Iterable[FogWord]) -> tuple[tuple[str, str], ...]:
    """Each fog word of ``text`` as it stands there, once, with the plainer advice; in the order of the text.

    Words are compared without regard to case, and a line break counts as a space. A longer phrase that
    holds a shorter one is told alone.
    """
    flat = " ".join(text.split())
    known = tuple(words)
    if not known:
        return ()
    pattern, advice = _pattern(known)
    found: dict[str, tuple[str, str]] = {}
    for match in pattern.finditer(flat):
        found.setdefault(match[0].casefold(), (match[0], advice[match.lastindex or 0]))
    return tuple(found.values())


@lru_cache(4)
def _pattern(words: tuple[FogWord, ...]) -> tuple[re.Pattern[str], dict[int, str]]:
    """One pattern for all words, the longest first, and the advice of each of its groups."""
    ordered = sorted(words, key=lambda word: (-len(word.wanted), word.wanted))
    parts = (f"({_part(word.wanted)})" for word in ordered)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    return pattern, {place: word.plain for place, word in enumerate(ordered, 1)}


def _part(wanted: str) -> str:
    return re.escape(wanted).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
