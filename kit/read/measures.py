"""Numbers, dates and quarters in cells."""

from __future__ import annotations

from datetime import date

from kit.model.sheet import Column
from kit.read.answer import Answer, Problem, as_text, shortened
from kit.read.days import month_first
from kit.read.grid import Raw
from kit.read.personal import personal_data
from kit.read.values import (
    day_in,
    day_of_serial,
    day_without_year,
    friday_in,
    number_in,
    number_inside,
    quarter_in,
    quarter_of,
)


class Measures:
    """Reads them as people write them in that language; ``year`` counts for a week or a day without one."""

    def __init__(self, lang: str, year: int) -> None:
        self._lang = lang
        self._year = year

    def number(self, column: Column, raw: Raw) -> Answer:
        value = raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None
        if isinstance(raw, str):
            value = number_in(raw, self._lang)
        if value is None:
            inside = number_inside(raw) if isinstance(raw, str) and not personal_data(raw) else None
            code = "cell.not-a-number-near" if inside else "cell.not-a-number"
            return Answer(None, (Problem(code, shortened(raw), {"suggestion": inside or ""}),))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if column.type == "int" and not isinstance(value, int):
            return Answer(None, (Problem("cell.not-whole", shortened(raw)),))
        return _bounded(column, value)

    def date(self, _: Column, raw: Raw) -> Answer:
        day = _as_day(raw)
        if day is None:
            return Answer(None, (self._no_date(raw),))
        return Answer(day)

    def _no_date(self, raw: Raw) -> Problem:
        """What is wrong with it, with the day that is probably meant."""
        meant: dict[str, date | None] = {}
        if isinstance(raw, str):
            meant = {
                "cell.week-not-a-day": friday_in(raw, self._year),
                "cell.month-first": month_first(raw),
                "cell.day-without-year": day_without_year(raw, self._year),
            }
        for code, day in meant.items():
            if day:
                return Problem(code, shortened(raw), {"suggestion": as_text(day)})
        return Problem("cell.not-a-date", shortened(raw))

    def quarter(self, _: Column, raw: Raw) -> Answer:
        quarter = quarter_of(raw) if isinstance(raw, date) else quarter_in(as_text(raw))
        if quarter is None:
            day = _as_day(raw) if isinstance(raw, str) else None
            day = day or (friday_in(raw, 0) if isinstance(raw, str) else None)
            quarter = quarter_of(day) if day else None
        if quarter is None:
            return Answer(None, (Problem("cell.not-a-quarter", shortened(raw)),))
        return Answer(quarter)


def _bounded(column: Column, value: int | float) -> Answer:
    low, high = column.low, column.high
    too_low = low is not None and value < low
    too_high = high is not None and value > high
    if not (too_low or too_high):
        return Answer(value)
    bounds: dict[str, object] = {}
    for name, bound in (("low", low), ("high", high)):
        if bound is not None:
            bounds |= {f"{name}_da": f"{bound:g}".replace(".", ","), f"{name}_en": f"{bound:g}"}
    one_sided = "cell.below-minimum" if too_low else "cell.above-maximum"
    code = "cell.out-of-range" if low is not None and high is not None else one_sided
    return Answer(None, (Problem(code, as_text(value), bounds),))


def _as_day(raw: Raw) -> date | None:
    if isinstance(raw, str):
        return day_in(raw)
    if isinstance(raw, date):
        return raw
    return day_of_serial(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None
