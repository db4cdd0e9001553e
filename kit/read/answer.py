"""What comes of one cell: a value, or what is wrong with it; and how a cell reads in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.model.evidence import Value
from kit.read.grid import Raw, Unreadable
from kit.read.personal import personal_data
from kit.read.text import one_line

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell. ``shown`` is what stands there, shortened, never personal data."""

    code: str
    shown: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell read: its value (``None`` where there is none), its problems, and whether the value says all."""

    value: Value | None
    problems: tuple[Problem, ...] = ()
    whole: bool = True


BLANK = Answer(None)


def as_text(raw: Raw) -> str:
    """A cell as it reads: whole numbers without a point, dates as ``12-10-2026``."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, date):
        return f"{raw:%d-%m-%Y}"
    if isinstance(raw, Unreadable):
        return raw.text
    return str(raw)


def shortened(raw: Raw) -> str:
    """A cell for a sentence: one line, cut short, without numbers that look like a person's."""
    text = one_line(as_text(raw))
    if personal_data(text):
        return "…"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
