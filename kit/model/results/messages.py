"""Results about who hears what from whom: AN-21."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import Ids, Share


@dataclass(frozen=True, slots=True)
class Message:
    """One message of U5. ``reaches`` are the functions of AN-04 that it is for, as function and area; a
    message to a whole type reaches each of them. ``late`` when it comes after the first change."""

    audience: str
    message: str
    channel: str
    sender: str
    day: date | None
    feedback: str
    reaches: tuple[tuple[str, str], ...]
    late: bool
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A passive function that the strategy touches strongly. ``state`` is the best that a message gives it:
    ``covered``, ``late``, ``no_feedback``, ``no_day``, or ``open`` without any. ``change`` is the first
    quarter of a planned initiative in its area, ``""`` where none is planned."""

    function: str
    area: str
    state: str
    change: str
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Communication:
    """AN-21. ``coverage`` = covered ÷ all that must be reached; ``None`` where the sheet is not in use.
    ``messages`` by day; ``gaps`` are those not covered, worst first."""

    messages: tuple[Message, ...] = ()
    reached: tuple[Reached, ...] = ()
    coverage: Share | None = None
    evidence: Ids = ()

    @property
    def gaps(self) -> tuple[Reached, ...]:
        order = ("open", "no_day", "no_feedback", "late")
        apart = [item for item in self.reached if item.state in order]
        return tuple(sorted(apart, key=lambda item: order.index(item.state)))
