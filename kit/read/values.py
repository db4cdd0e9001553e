"""Numbers, dates and quarters as people write them. Each function gives ``None`` for what it cannot read."""

from __future__ import annotations

import math
import re
from datetime import date

from kit.read.stored import day_of

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)$")
_CURRENCY = re.compile(r"^(?:kr\.?|dkk)|(?:kr\.?|dkk|,-)$", re.I)
_GROUPS = {sign: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+$") for sign in ".,"}
_INSIDE = re.compile(r"[+-]?\d[\d.,]*")

_NUMERIC_DAY = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})(?:\s+[\d:.]+)?$")
_ISO_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[t ]\d{1,2}:\d{2}[\d:.]*z?)?$")
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)$")
_NAMED_DAY = re.compile(
    r"(?:\w+\.?\s+)?(?:d\.?\s*|den\s+)?(\d{1,2})\.?\s*([a-zæøå]{3,})\.?,?\s*(\d{4}|\d{2})$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec")
_SERIALS = (20_000, 80_000)
"""Serial numbers taken for dates where no date style says so: 1954 to 2119."""

_QUARTER_FIRST = re.compile(
    r"(?:[kq]|kv\.?)?\s*([1-4])\.?\s*(?:kvartal|kvt\.?|kv\.?|quarter|qtr)?[\s/.,-]+(20\d\d)$"
)
_YEAR_FIRST = re.compile(
    r"(20\d\d)[\s/.,-]*(?:kvartal|kv\.?|quarter|k|q)?[\s.-]*([1-4])\.?\s*(?:kvartal|kv\.?)?$"
)


def number_in(text: str, lang: str = "da") -> int | float | None:
    """A number in Danish (``1.234,5``) or English (``1,234.5``) writing; blanks and kroner are allowed.

    Where a lone sign could be either (``1.234``), the process language decides.
    """
    bare = re.sub(r"[\s'’]", "", text)
    bare = _CURRENCY.sub("", _CURRENCY.sub("", bare)).replace("−", "-")
    if not _NUMBER.match(bare):
        return None
    plain = _with_point(bare, lang)
    if plain is None:
        return None
    value = float(plain)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _with_point(bare: str, lang: str) -> str | None:
    """The digits with a decimal point; ``None`` where points and commas make no number."""
    decimal = max((bare.rfind(sign), sign) for sign in ",.")[1]
    other = "." if decimal == "," else ","
    whole, _, rest = bare.rpartition(decimal)
    if other in bare:
        return f"{whole.replace(other, '')}.{rest}" if _GROUPS[other].match(whole) else None
    if decimal not in bare:
        return bare
    grouped = bool(_GROUPS[decimal].match(bare))
    groups_usual = "." if lang == "da" else ","
    if grouped and (decimal == groups_usual or bare.count(decimal) > 1):
        return bare.replace(decimal, "")
    return f"{whole}.{rest}" if bare.count(decimal) == 1 else None


def number_inside(text: str) -> str | None:
    """The only number in a text with words around it, as it stands there; ``None`` if none or several."""
    found = _INSIDE.findall(text)
    return found[0].rstrip(".,") if len(found) == 1 else None


def day_in(text: str) -> date | None:
    """A date: day, month, year with any usual signs, ISO, or a month's name in Danish or English."""
    text = text.strip().casefold()
    for pattern, order in ((_ISO_DAY, (1, 2, 3)), (_COMPACT_DAY, (1, 2, 3)), (_NUMERIC_DAY, (3, 2, 1))):
        match = pattern.match(text)
        if match:
            year, month, day = (int(match[group]) for group in order)
            return _day(year, month, day)
    match = _NAMED_DAY.match(text)
    return _day(int(match[3]), _month(match[2]), int(match[1])) if match else None


def _month(name: str) -> int:
    """A month's number by the start of its name, in Danish or English; 0 for other words."""
    return next((i for i, start in enumerate(_MONTHS, 1) if _starts(name, start, i)), 0)


def _starts(name: str, start: str, month: int) -> bool:
    if month == 5:
        return name in ("maj", "may")
    if month == 10:
        return name.startswith(("okt", "oct"))
    return name.startswith(start)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


_YEARLESS = re.compile(
    r"(?:\w+\.?\s+)?(?:d\.?\s*|den\s+)?(\d{1,2})(?:\s*[-./]\s*(\d{1,2})|\.?\s*([a-zæøå]{3,}))\.?$"
)


def day_without_year(text: str, year: int) -> date | None:
    """The day of ``1/2`` or ``d. 1. feb`` in that year."""
    match = _YEARLESS.match(text.strip().casefold())
    return _day(year, int(match[2]) if match[2] else _month(match[3]), int(match[1])) if match else None


_WEEK = re.compile(r"(?:uge|week|wk)\.?\s*(\d{1,2})(?:\s*[-,/.]?\s*(20\d\d))?$")


def friday_in(text: str, year: int) -> date | None:
    """The Friday of ``uge 37`` or ``week 37 2027``; ``year`` counts where none is written."""
    match = _WEEK.match(text.strip().casefold())
    try:
        return date.fromisocalendar(int(match[2] or year), int(match[1]), 5) if match else None
    except ValueError:
        return None


def day_of_serial(value: float) -> date | None:
    """The date of a bare serial number, or of digits such as 20261012."""
    if _SERIALS[0] <= value <= _SERIALS[1]:
        day = day_of(value, False)
        return day if isinstance(day, date) else None
    return day_in(str(int(value))) if value == int(value) and 19_000_000 < value < 21_000_000 else None


def quarter_in(text: str) -> str | None:
    """``2027-K1`` from ``K1 2027``, ``2027 q1``, ``1. kvartal 2027`` and their like."""
    text = text.strip().casefold()
    match = _YEAR_FIRST.match(text)
    if match:
        return f"{match[1]}-K{match[2]}"
    match = _QUARTER_FIRST.match(text)
    return f"{match[2]}-K{match[1]}" if match else None


def quarter_of(day: date) -> str:
    """The quarter that a day lies in."""
    return f"{day.year}-K{(day.month + 2) // 3}"
