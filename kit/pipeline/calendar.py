"""Danish working days, and when a process holds its workshops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

import holidays

from kit.model.process import WORKSHOPS, Session

QUIET_WEEKS = frozenset({7, 8, 42, 52, *range(27, 33)})
"""ISO weeks with school holidays, when rooms stay half empty."""

NEW_YEAR = ((12, 23), (1, 2))
"""The first and the last (month, day) of the days round the new year, whichever week they lie in."""

WORKING_DAYS_TO_NEXT = {"kickoff": 2, "roles": 4, "network": 5, "round": 5, "systems": 5}
"""Working days from each workshop to the next one: four workshops in five weeks."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Danish public holidays (computed; Store bededag is none since 2024) with names in ``lang``."""

    lang: str = "da"

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on that day."""
        names = holidays.country_holidays(
            "DK", years=day.year, language="da" if self.lang == "da" else "en_US"
        )
        name = names.get(day)
        return str(name) if name else None

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and self.holiday(day) is None

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, working_days: int) -> date:
        """The working day that lies so many working days after ``day``."""
        for _ in range(working_days):
            day = self.next_working(day + timedelta(days=1))
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days from ``first`` to ``last``."""
        return sum(1 for day in _days(first, last) if self.is_working(day))


def _days(first: date, last: date) -> Iterator[date]:
    while first < last:
        first += timedelta(days=1)
        yield first


def week_number(day: date) -> int:
    """The ISO week number."""
    return day.isocalendar().week


def is_quiet(day: date) -> bool:
    """Whether many are on holiday: in a week of school holidays, or round the new year."""
    first, last = NEW_YEAR
    when = (day.month, day.day)
    return week_number(day) in QUIET_WEEKS or when >= first or when <= last


def schedule(start: date, calendar: Calendar, participants: int, groups: int) -> tuple[Session, ...]:
    """The six sessions of a process that begins on ``start`` (or the next working day)."""
    day = calendar.next_working(start)
    facilitators = max(1, -(-participants // 12))
    sessions = []
    for workshop in WORKSHOPS:
        sessions.append(Session(workshop, day, time(9), participants, facilitators, groups))
        day = calendar.after(day, WORKING_DAYS_TO_NEXT.get(workshop, 0))
    return tuple(sessions)
