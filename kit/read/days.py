"""Days written with the month first, as American programs do: told from Danish ones by a number above 12."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_DAY = re.compile(r"\s*(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_MONTHS = 12


def month_first(text: str) -> date | None:
    """The day of ``12/25/2026``, which only fits with the month first; ``None`` for all else."""
    match = _DAY.match(text)
    if not match or not int(match[1]) <= _MONTHS < int(match[3]):
        return None
    year = int(match[4])
    try:
        return date(year + 2000 if year < 100 else year, int(match[1]), int(match[3]))
    except ValueError:
        return None


def either_way(texts: Iterable[str]) -> frozenset[str]:
    """Those of a column's texts that may be read both ways, where another one has the month first, written
    with the same sign: of ``10/12/2026`` and ``12/25/2026`` the first."""
    found = list(texts)
    signs = {match[2] for text in found if month_first(text) and (match := _DAY.match(text))}
    return frozenset(text for text in found if signs and _fits_both(text, signs))


def _fits_both(text: str, signs: set[str]) -> bool:
    match = _DAY.match(text)
    if not match or match[2] not in signs:
        return False
    first, second = int(match[1]), int(match[3])
    return first != second and 1 <= first <= _MONTHS and 1 <= second <= _MONTHS
