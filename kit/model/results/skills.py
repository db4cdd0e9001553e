"""Results about competences and learning: AN-19, AN-20."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import NO_SHARE, Count, Ids, Share


@dataclass(frozen=True, slots=True)
class CompetenceNeed:
    """What the tables require: median ``level`` (0–4) and mean ``importance`` (1–3) of a role's
    competence."""

    role: str
    competence: str
    level: float
    importance: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class CompetenceCell:
    """Roles × one competence. A role with ``groups.competence`` answers stands alone; the smaller ones stand
    together (``roles`` has then several). ``hidden`` cells have too few answers: only ``requirement`` is
    told, ``n`` is 0. ``gap`` = max(0, requirement − median); ``short`` people are below their own role's
    requirement; ``priority`` = gap × importance × (1 + ``planned`` initiatives that need it), ``None``
    without importance."""

    roles: tuple[str, ...]
    competence: str
    requirement: float | None
    importance: float | None
    n: int
    unknown: int
    median: float | None
    gap: float | None
    short: int | None
    planned: int
    priority: float | None
    hidden: bool
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class CompetenceLevel:
    """One competence over all roles: ``median`` of the ``n`` answers in cells that are not hidden, so that
    nobody can be found by subtraction; ``None`` and 0 where no cell is told. ``requirement`` is the median of
    what the roles that need it require, ``None`` where none does. Both are 0–4."""

    competence: str
    requirement: float | None
    n: int
    median: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """A competence needed at level 3 that only one person of an area reaches (areas of five answers or
    more)."""

    competence: str
    area: str
    n: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class KeyFunction:
    """A function that the strategy leans on (U3). ``hours_month`` is what is set aside, ``needed_month`` the
    norm of its roles together, ``None`` where neither R2 nor a card says. ``backup`` is ``yes``, ``no`` or
    ``""``; ``short`` when less is set aside than needed."""

    function: str
    area: str
    roles: tuple[str, ...]
    hours_month: float | None
    needed_month: float | None
    backup: str
    evidence: Ids = ()

    @property
    def short(self) -> bool:
        known = self.hours_month is not None and self.needed_month is not None
        return known and (self.hours_month or 0.0) < (self.needed_month or 0.0)


@dataclass(frozen=True, slots=True)
class Competences:
    """AN-19. ``top`` are the gaps above 0, highest priority first. ``wants_more`` counts people who want to
    learn, where at least ``groups.competence`` answered. ``key_functions`` stand without a backup first."""

    needs: tuple[CompetenceNeed, ...] = ()
    cells: tuple[CompetenceCell, ...] = ()
    top: tuple[CompetenceCell, ...] = ()
    key_persons: tuple[KeyPerson, ...] = ()
    wants_more: tuple[Count, ...] = ()
    respondents: int = 0
    key_functions: tuple[KeyFunction, ...] = ()
    levels: tuple[CompetenceLevel, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """One learning activity. ``hours`` = people × hours each. ``in_time`` is false when it starts after an
    initiative that needs the competence, ``None`` where none is planned. ``tied``
    when it meets a gap, ``None`` where no figure is known."""

    competence: str
    audience: str
    people: float | None
    form: str
    hours_each: float | None
    hours: float | None
    price: float | None
    start: date | None
    end: date | None
    responsible: str
    sign: str
    initiative: str
    in_time: bool | None
    tied: bool | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class GapCover:
    """One of the top gaps and what is done about it: ``state`` is ``covered``, ``late`` or ``open``."""

    roles: tuple[str, ...]
    competence: str
    state: str
    activities: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class QuarterLearning:
    """Learning hours that start in a quarter, against the free hours of B9 (``None`` where unknown)."""

    quarter: str
    hours: float
    free: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Learning:
    """AN-20. ``coverage`` is top gaps with an activity in time ÷ top gaps. ``untied`` activities meet no
    gap."""

    activities: tuple[Activity, ...] = ()
    gaps: tuple[GapCover, ...] = ()
    coverage: Share = NO_SHARE
    quarters: tuple[QuarterLearning, ...] = ()
    hours: float | None = None
    price: float | None = None
    untied: tuple[Activity, ...] = ()
    evidence: Ids = ()
