"""Reads ``workshops/fog.toml``: the kit's words and, beside them, those that a process adds."""

from __future__ import annotations

from kit.content.table import Table, parse
from kit.errors import BrokenContent
from kit.findings import Finding
from kit.model.fog import Fog, FogWord
from kit.model.text import LANGUAGES
from kit.resources import Resources

NAME = "workshops/fog.toml"


def load_fog(resources: Resources) -> Fog:
    """The fog words by language, in alphabetical order.

    A process's own file of this name adds to the kit's: a word that stands in both has the process's advice,
    and one with empty advice is not looked for. ``BrokenContent`` with every finding where it is wrong.
    """
    findings: list[Finding] = []
    words = _read(Resources(), findings)
    if not resources.is_own(NAME):
        for lang, more in _read(resources, findings).items():
            words[lang] |= more
    if findings:
        raise BrokenContent(findings)
    return {
        lang: tuple(FogWord(wanted, plain) for wanted, plain in sorted(mine.items()) if plain)
        for lang, mine in words.items()
    }


def _read(resources: Resources, findings: list[Finding]) -> dict[str, dict[str, str]]:
    root = parse(resources.text(NAME), NAME, findings)
    found = {lang: _words(root.table(lang)) if root.has(lang) else {} for lang in LANGUAGES}
    root.done()
    return found


def _words(table: Table) -> dict[str, str]:
    return {key.casefold().strip(): table.string(key).strip() for key in table.ids()}
