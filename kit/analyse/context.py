"""What an analysis knows besides the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.model.catalogue import Catalogue
from kit.model.process import Process


@dataclass(frozen=True, slots=True)
class AnalysisContext:
    """``day`` is the day from which "older than 24 months" and "overdue" are measured; no clock is read.

    ``answered`` are matters of kind ``same`` that the lead has decided: nobody is asked again. ``parked`` are
    unified titles of initiatives that the lead has parked, with the reason. ``decided`` are all matters of
    which a decision counts.
    """

    process: Process
    catalogue: Catalogue
    day: date
    answered: frozenset[str] = frozenset()
    parked: Mapping[str, str] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()

    def limit(self, name: str) -> float:
        """A threshold such as ``consensus.agree``; ``KeyError`` if the content has none of that name."""
        return float(self.catalogue.thresholds[name])

    def choices(self, name: str) -> tuple[str, ...]:
        """The ids of a list, in its order; empty where there is no such list."""
        return tuple(choice.id for choice in self.catalogue.lists.get(name, ()))

    @property
    def areas(self) -> tuple[str, ...]:
        """Area codes in the process's order."""
        return tuple(area.code for area in self.process.areas)

    def session_day(self, workshop: str) -> date | None:
        session = self.process.session(workshop)
        return session.day if session else None


def months_between(first: date, second: date) -> int:
    """Whole months from ``first`` to ``second``, negative when it lies before.

    From 31 January to 28 February is not yet a month; from 15 March 2025 to 15 March 2027 are 24.
    """
    if second < first:
        return -months_between(second, first)
    months = (second.year - first.year) * 12 + second.month - first.month
    return months - (second.day < first.day)


def older_than(day: date, months: float, today: date) -> bool:
    """Whether more than so many months have passed: exactly 24 months is not older than 24."""
    passed = months_between(day, today)
    return passed > months or (passed == months and today.day > day.day)
