"""Results about goals and benefits: AN-11, the seven sins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import Count, Ids


@dataclass(frozen=True, slots=True)
class Sin:
    """One sin of one goal or benefit. ``key`` is ``SY1`` … ``SY7``; ``lacks`` names what SY7 misses:
    ``date``, ``owner`` or ``measured_on``."""

    key: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of one area. ``initiative`` is its id, ``""`` where none is named or known; ``owners`` are
    that initiative's. ``said`` are sins that people named themselves. ``differs`` when another entry has the
    same words and area with other figures: both are kept."""

    goal: str
    area: str
    indicator: str
    now: float | None
    target: float | None
    due: date | None
    core: str
    side_effect: str
    initiative: str
    owners: tuple[str, ...]
    sins: tuple[Sin, ...]
    said: tuple[str, ...]
    differs: bool
    units: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit of one initiative (``initiative`` its id, ``title`` as people wrote it). ``hours_year`` and
    ``dkk_year`` are what it comes to in a year, ``None`` where figures or a unit of time or money are
    missing, where it is described in words only, or where tables differ."""

    initiative: str
    title: str
    benefit: str
    kind: str
    owners: tuple[str, ...]
    baseline: float | None
    target: float | None
    after: float | None
    unit: str
    measured_on: date | None
    measured_by: str
    preconditions: tuple[str, ...]
    hours_year: float | None
    dkk_year: float | None
    sins: tuple[Sin, ...]
    differs: bool
    units: tuple[str, ...]
    evidence: Ids = ()

    @property
    def text_only(self) -> bool:
        """Whether it is described in words only, and so in no sum."""
        return self.kind == "text_only"


@dataclass(frozen=True, slots=True)
class YearSum:
    """Stated benefits to be measured in one year (0: no measuring date is given); ``None`` of nothing."""

    year: int
    hours: float | None
    dkk: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class GoalCheck:
    """AN-11. ``sins`` counts goals and benefits by sin, ``SY1`` first; ``years`` in order, undated last."""

    goals: tuple[Goal, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    sins: tuple[Count, ...] = ()
    years: tuple[YearSum, ...] = ()
    evidence: Ids = ()

    def of(self, initiative: str) -> tuple[Benefit, ...]:
        """The benefits of an initiative by its id."""
        return tuple(benefit for benefit in self.benefits if benefit.initiative == initiative)
