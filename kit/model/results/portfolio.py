"""Results about initiatives, their plan and risks: AN-09, AN-10, AN-12."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import NO_SHARE, Count, Ids, NamePair, Share, Statistic


@dataclass(frozen=True, slots=True)
class Criterion:
    """One score (``value``, ``fit``, ``feasible``, ``data_ready``, ``risk``) over the tables that gave it;
    ``differs`` when two tables are ``initiatives.table_gap`` or more apart."""

    key: str
    score: Statistic
    differs: bool


@dataclass(frozen=True, slots=True)
class RoleDays:
    """Days that one role works on an initiative."""

    role: str
    days: float


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative, rows of equal unified title merged.

    ``benefit``, ``doability`` are 1–5, ``priority`` 1–25, ``per_effort`` = priority ÷ √days. ``klass`` is
    ``start``, ``prepare``, ``small_steps`` or ``park``; all are ``None`` where scores are missing. ``rank``
    is shared on ties; ``rank_best``…``rank_worst`` is its range when each weight changes by half. ``weakest``
    is the doability criterion to work on first. ``quality`` is the lowest quality index among its systems;
    ``data_check`` flags one that differs from ``data_ready`` by 2 or more. ``leaving`` are its systems that
    are being phased out. ``unparsed`` are parts of the roles column that could not be read, ``unresolved``
    dependencies that name no initiative. ``parked`` is the lead's reason where a decision has parked it.
    """

    id: str
    title: str
    problems: tuple[str, ...]
    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    types: tuple[str, ...]
    systems: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    days: float | None
    dots: float | None
    owners: tuple[str, ...]
    benefit_owners: tuple[str, ...]
    roles: tuple[RoleDays, ...]
    unparsed: tuple[str, ...]
    competences: tuple[str, ...]
    wanted_start: str
    depends_on: tuple[str, ...]
    unresolved: tuple[str, ...]
    benefit: float | None
    doability: float | None
    priority: float | None
    per_effort: float | None
    klass: str | None
    weakest: str | None
    rank: int | None
    rank_best: int | None
    rank_worst: int | None
    quality: float | None
    data_check: bool
    leaving: tuple[str, ...]
    units: tuple[str, ...]
    evidence: Ids = ()
    parked: str = ""

    @property
    def one_group(self) -> bool:
        """Whether it rests on one unit only."""
        return len(self.units) == 1

    def parked_by_lead(self, limit: float) -> bool:
        """Whether a person parked it: with a reason, or although its scores speak for it. ``limit`` is the
        threshold ``initiatives.class``."""
        scores = (self.benefit, self.doability)
        above = any(score is not None and score >= limit for score in scores)
        return self.klass == "park" and (bool(self.parked) or above)

    @property
    def differs(self) -> tuple[str, ...]:
        """Criteria on which tables are far apart."""
        return tuple(c.key for c in self.criteria if c.differs)

    def criterion(self, key: str) -> Criterion:
        """A criterion by key; ``KeyError`` if there is none of that name."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Initiatives:
    """AN-09. By rank; those without scores stand last."""

    items: tuple[Initiative, ...] = ()
    classes: tuple[Count, ...] = ()
    suggestions: tuple[NamePair, ...] = ()
    evidence: Ids = ()

    def get(self, id: str) -> Initiative | None:
        return next((i for i in self.items if i.id == id), None)

    def of_class(self, klass: str) -> tuple[Initiative, ...]:
        return tuple(i for i in self.items if i.klass == klass)


@dataclass(frozen=True, slots=True)
class RoleHours:
    """Hours of one role in one quarter."""

    role: str
    quarter: str
    hours: float


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One initiative in the plan. ``quarters`` is empty where it is not placed, and then ``reason`` is
    ``capacity`` (``detail`` role), ``capacity_unknown`` (role without a row in B9), ``depends`` (initiative
    id), ``cycle``, ``no_owner``, ``no_days``, ``no_roles``, ``beyond`` (wanted after the last quarter),
    ``parked`` (``detail`` the lead's reason, if any) or ``no_scores``. ``prepare`` names the criterion to
    lift first where its class is ``prepare``.
    """

    initiative: str
    title: str
    klass: str | None
    quarters: tuple[str, ...]
    hours: float | None
    needs: tuple[RoleHours, ...]
    prepare: str | None
    reason: str
    detail: str
    evidence: Ids = ()

    @property
    def placed(self) -> bool:
        return bool(self.quarters)


@dataclass(frozen=True, slots=True)
class Utilisation:
    """One role in one quarter, hours. ``limit`` = utilisation × (hours − committed); ``committed`` is
    ``None`` where nobody stated it, and then nothing is taken off. ``share`` is used ÷ (hours − committed),
    0–1, ``None`` where nothing is free."""

    role: str
    quarter: str
    hours: float
    committed: float | None
    limit: float
    used: float
    share: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class FirstVisible:
    """The first thing that can be shown in a quarter: the best initiative that ends in it."""

    quarter: str
    initiative: str
    title: str


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """AN-10. Quarters are ``2027-K1``, consecutive from the first to the last of B9. ``cycles`` names rings
    of dependencies by initiative id."""

    quarters: tuple[str, ...] = ()
    items: tuple[PlanItem, ...] = ()
    utilisation: tuple[Utilisation, ...] = ()
    first_visible: tuple[FirstVisible, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    evidence: Ids = ()

    @property
    def placed(self) -> tuple[PlanItem, ...]:
        return tuple(i for i in self.items if i.placed)

    @property
    def not_placed(self) -> tuple[PlanItem, ...]:
        return tuple(i for i in self.items if not i.placed)

    def get(self, initiative: str) -> PlanItem | None:
        return next((i for i in self.items if i.initiative == initiative), None)


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, equal texts merged: mean probability and impact (1–5), ``score`` their product. ``level`` is
    ``low``, ``medium``, ``high`` or ``None``; ``number`` is its mark in the matrix, worst first."""

    number: int
    risk: str
    kinds: tuple[str, ...]
    probability: float | None
    impact: float | None
    score: float | None
    level: str | None
    handled_by: tuple[str, ...]
    treatments: tuple[str, ...]
    responsible: tuple[str, ...]
    applies_to: tuple[str, ...]
    reserve: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RiskCell:
    """A field of the 5 × 5 matrix with the numbers of its risks (scores rounded to whole, halves up)."""

    probability: int
    impact: int
    risks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """AN-12. ``untreated`` are high risks without treatment or without a responsible function."""

    items: tuple[Risk, ...] = ()
    matrix: tuple[RiskCell, ...] = ()
    levels: tuple[Count, ...] = ()
    kinds: tuple[Count, ...] = ()
    untreated: tuple[Risk, ...] = ()
    supplier: Share = NO_SHARE
    reserve: float | None = None
    evidence: Ids = ()
