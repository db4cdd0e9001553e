"""Texts that carry their languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("da", "en")
"""The languages that must be complete; the first one is the default."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of the kit.

    ``text["da"]`` gives the Danish wording. A missing language raises ``KeyError``: the content
    loader reports gaps as findings before anything is rendered.
    """

    wordings: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, wordings: Mapping[str, str] | None = None, /, **more: str) -> Text:
        """Build from ``{"da": …, "en": …}`` or ``Text.of(da=…, en=…)``."""
        return cls(tuple({**(wordings or {}), **more}.items()))

    @classmethod
    def same(cls, wording: str) -> Text:
        """A text that reads the same in every language (a product name, a code)."""
        return cls(tuple((lang, wording) for lang in LANGUAGES))

    def __getitem__(self, lang: str) -> str:
        for code, wording in self.wordings:
            if code == lang:
                return wording
        raise KeyError(lang)

    def all(self) -> tuple[str, ...]:
        """Every wording, in the order of the content file."""
        return tuple(wording for _, wording in self.wordings)


@dataclass(frozen=True, slots=True)
class Words:
    """A named set of short texts (labels, headings, sentences with ``{placeholders}``)."""

    texts: Mapping[str, Text]
    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The wording of ``key`` with its placeholders filled in; ``KeyError`` if unknown."""
        wording = self.texts[key][self.lang]
        return wording.format(**values) if values else wording
