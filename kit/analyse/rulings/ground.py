"""What a decision rests on, as a fingerprint: when that changes, the decision says so and is not dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from kit.model.evidence import UNKNOWN, Evidence, Value

LENGTH = 10
"""Hex digits of a fingerprint: two grounds of one matter are never mistaken for each other."""


def ground(rows: Iterable[Evidence], columns: Sequence[str]) -> str:
    """The fingerprint of some columns of rows, with the area that each speaks of.

    Files, row numbers and order are no part of it: a return saved under another name changes nothing, nor
    does a second copy of it.
    """
    said = {(row.sheet, row.area, *(_plain(row.values.get(column)) for column in columns)) for row in rows}
    return fingerprint("\n".join("\t".join(line) for line in sorted(said)))


def fingerprint(text: str) -> str:
    """The fingerprint of a text; ``""`` of nothing."""
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH] if text else ""


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    if value is UNKNOWN:
        return "?"
    if isinstance(value, tuple):
        return "; ".join(sorted(value))
    return " ".join(str(value).split())
