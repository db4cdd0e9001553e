"""Hours by role and quarter from B9, and what the plan takes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import fsum

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import grouped, ids, in_order, mean, moment, numbers
from kit.model.evidence import Evidence
from kit.model.results import Ids, RoleHours, Utilisation

_QUARTER = re.compile(r"(\d{4})\s*-?\s*[KQ]([1-4])", re.IGNORECASE)

SLACK = 1e-9
"""Rounding never keeps an initiative out that fits exactly."""


def quarter_number(text: str) -> int | None:
    """A running number of ``2027-K1``; ``None`` if it is no quarter."""
    match = _QUARTER.fullmatch(text.strip())
    return int(match[1]) * 4 + int(match[2]) - 1 if match else None


def quarter_name(number: int) -> str:
    """``2027-K1`` of a running number."""
    return f"{number // 4}-K{number % 4 + 1}"


def quarter_of(day: date) -> str:
    """The quarter in which a day lies."""
    return quarter_name(day.year * 4 + (day.month - 1) // 3)


@dataclass(frozen=True, slots=True)
class Supply:
    """Stated hours of one role in one quarter; ``committed`` is ``None`` where nobody stated it."""

    hours: float
    committed: float | None
    evidence: Ids

    @property
    def free(self) -> float:
        return max(0.0, self.hours - (self.committed or 0.0))


@dataclass(slots=True)
class Capacity:
    """The book of hours: ``quarters`` run without gap from the first to the last of B9."""

    quarters: tuple[str, ...]
    roles: tuple[str, ...]
    supply: Mapping[tuple[str, str], Supply]
    share: float
    used: dict[tuple[str, str], float] = field(default_factory=dict)

    def index(self, quarter: str) -> int:
        return self.quarters.index(quarter)

    def at_or_after(self, quarter: str) -> int:
        """The place of the first quarter that is not before this one; 0 for none or an earlier one."""
        wanted = quarter_number(quarter)
        if wanted is None:
            return 0
        return sum((quarter_number(known) or 0) < wanted for known in self.quarters)

    def between(self, taken: Iterable[str]) -> tuple[str, ...]:
        """The quarters from the first to the last of those taken."""
        places = sorted(self.index(quarter) for quarter in taken)
        return self.quarters[places[0] : places[-1] + 1] if places else ()

    def limit(self, role: str, quarter: str) -> float:
        supply = self.supply.get((role, quarter))
        return self.share * supply.free if supply else 0.0

    def room(self, role: str, quarter: str) -> float:
        return max(0.0, self.limit(role, quarter) - self.used.get((role, quarter), 0.0))

    def short(self, window: Sequence[str], hours: Mapping[str, float]) -> str:
        """The first role that has too little room in a window, ``""`` if all have enough."""
        for role, need in hours.items():
            if need > fsum(self.room(role, quarter) for quarter in window) + SLACK:
                return role
        return ""

    def take(self, window: Sequence[str], hours: Mapping[str, float]) -> tuple[RoleHours, ...]:
        """Book the hours, as many as possible in the first quarter of the window."""
        taken = []
        for role, need in hours.items():
            left = need
            for quarter in window:
                part = min(left, self.room(role, quarter))
                if part > SLACK:
                    self.used[role, quarter] = self.used.get((role, quarter), 0.0) + part
                    taken.append(RoleHours(role, quarter, part))
                    left -= part
        return tuple(taken)

    def utilisation(self) -> tuple[Utilisation, ...]:
        """Every role and quarter of B9 with what the plan uses."""
        found = []
        for role in self.roles:
            for quarter in self.quarters:
                supply = self.supply.get((role, quarter))
                if supply:
                    found.append(self._line(role, quarter, supply))
        return tuple(found)

    def _line(self, role: str, quarter: str, supply: Supply) -> Utilisation:
        used = self.used.get((role, quarter), 0.0)
        return Utilisation(
            role=role,
            quarter=quarter,
            hours=supply.hours,
            committed=supply.committed,
            limit=self.share * supply.free,
            used=used,
            share=used / supply.free if supply.free else None,
            evidence=supply.evidence,
        )


def capacity(rows: Sequence[Evidence], context: AnalysisContext) -> Capacity:
    """The hours of B9. Units of one role add up; where two tables state the same role, unit and quarter the
    later workshop counts, and within one workshop their mean. Rows without hours say nothing."""
    stated = [
        item
        for item in rows
        if item.text("role") and item.number("hours") is not None and quarter_number(item.text("quarter"))
    ]
    slots = grouped(stated, lambda item: (item.text("role"), _quarter(item)))
    numbers_seen = sorted({quarter_number(quarter) or 0 for _, quarter in slots})
    span = range(numbers_seen[0], numbers_seen[-1] + 1) if numbers_seen else range(0)
    roles = in_order({role for role, _ in slots}, [role.id for role in context.catalogue.roles])
    supply = {slot: _supply(mine) for slot, mine in slots.items()}
    return Capacity(tuple(map(quarter_name, span)), roles, supply, context.limit("plan.utilisation"))


def with_more(book: Capacity, more: Mapping[str, float]) -> Capacity:
    """The same hours with so many more (or fewer) in every quarter, by role; never less than none.

    A role that stated nothing has these hours alone.
    """
    supply = dict(book.supply)
    for role, hours in more.items():
        for quarter in book.quarters:
            now = supply.get((role, quarter), Supply(0.0, None, ()))
            supply[role, quarter] = replace(now, hours=max(0.0, now.hours + hours))
    roles = (*book.roles, *(role for role in sorted(more) if role not in book.roles))
    return replace(book, supply=supply, roles=roles, used={})


def _quarter(item: Evidence) -> str:
    return quarter_name(quarter_number(item.text("quarter")) or 0)


def _supply(rows: Sequence[Evidence]) -> Supply:
    units = grouped(rows, lambda item: unify(item.text("unit")))
    hours, committed = [], []
    for mine in units.values():
        last = [item for item in mine if moment(item) == max(map(moment, mine))]
        hours.append(mean(numbers(last, "hours")) or 0.0)
        bound = mean(numbers(last, "committed"))
        if bound is not None:
            committed.append(bound)
    return Supply(fsum(hours), fsum(committed) if committed else None, ids(rows))
