"""Many of one kind as one finding: how many there are, and the first of them, in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.text import LANGUAGES, Words

FIRST = 4
"""So many are named; the strategy and the register have them all."""
PLACE = "outputs/strategy"
"""Where a finding about the strategy as a whole belongs."""

Item = Callable[["Tell"], str]


@dataclass(frozen=True, slots=True)
class Tell:
    """The linter's words in one language."""

    words: Words

    @classmethod
    def each(cls, words: Words) -> tuple[tuple[str, Tell], ...]:
        """One per language of the kit: a finding is told in the reader's."""
        return tuple((lang, cls(Words(words.texts, lang))) for lang in LANGUAGES)

    def __call__(self, key: str, **values: object) -> str:
        return self.words(key, **values)

    def all(self, parts: Sequence[str]) -> str:
        """``a, b og c``."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])}{self('and')}{parts[-1]}"

    def some(self, parts: Sequence[str]) -> str:
        """The first ones and how many more; one more is not worth hiding."""
        if len(parts) <= FIRST + 1:
            return self.all(parts)
        return self("more", names=", ".join(parts[:FIRST]), n=len(parts) - FIRST)


def named(name: str) -> Item:
    """A name in quotation marks."""
    return lambda tell: tell("named", name=name)


def lacking(name: str, lacks: Sequence[str], **values: object) -> Item:
    """A name, and what it lacks (keys of ``lint.toml``, filled in with ``values``)."""
    return lambda tell: tell(
        "lacking", name=name, lacks=tell.all([tell(key, **values) if values else tell(key) for key in lacks])
    )


def detailed(name: str, detail: str) -> Item:
    """A name, and something in brackets that reads the same in every language."""
    return lambda tell: tell("lacking", name=name, lacks=detail)


def told(
    code: str,
    items: Sequence[Item],
    words: Words,
    place: tuple[str, str, str] = (PLACE, "", ""),
    **values: object,
) -> Finding:
    """The finding about ``items``; ``place`` is file, sheet and cells."""
    lists = {f"items_{lang}": tell.some([item(tell) for item in items]) for lang, tell in Tell.each(words)}
    file, sheet, cell = place
    return Finding(code, file, sheet, cell, {"count": len(items), **lists, **values})
