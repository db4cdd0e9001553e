"""Findings: something wrong or odd, as a value with a code, a place and a remedy.

The sentences stand in ``catalogue.toml``: one entry per code, each language side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SEVERITIES = ("error", "question", "note")
"""``error`` stops the row or file it names, ``question`` asks a person, ``note`` needs nobody."""

_HEAD = re.compile(r'^\["(.+)"\]\nseverity = "(.+)"$', re.MULTILINE)
"""How each entry of the catalogue begins."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``values`` fill the placeholders of the catalogue's sentences; ``cell`` may be a list ``D7, D9``."""

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        return _severities()[self.code]

    def message(self, lang: str) -> str:
        """What is wrong, in one sentence."""
        return self._say("message", lang)

    def remedy(self, lang: str) -> str:
        """What to do about it, in one sentence."""
        return self._say("remedy", lang)

    def _say(self, what: str, lang: str) -> str:
        return str(_entries()[self.code][what][lang]).format(**self.values)

    @property
    def needs_person(self) -> bool:
        """True for errors and questions: these make a command end with exit code 1."""
        return self.severity != "note"


@cache
def _catalogue() -> str:
    return (Path(__file__).parent / "catalogue.toml").read_text("utf-8")


@cache
def _severities() -> dict[str, str]:
    """By code. To put findings in order takes no more, and the whole catalogue takes long to parse."""
    return dict(_HEAD.findall(_catalogue()))


@cache
def _entries() -> dict[str, dict[str, dict[str, str]]]:
    import tomllib  # noqa: PLC0415 - only a finding that is shown needs it

    return tomllib.loads(_catalogue())


def codes() -> tuple[str, ...]:
    """Every code of the catalogue, in its order."""
    return tuple(_severities())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by file, sheet and cell; stable and independent of reading order."""
    return tuple(
        sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.file, f.sheet, f.code, f.cell))
    )
