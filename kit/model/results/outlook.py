"""Results about data sets, what they could tell together, and the technology: AN-14, AN-16 to AN-18."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import Count, Ids, Statistic


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set, rows of equal unified title merged. ``source`` is the system as the list of systems calls
    it. Choices hold ids, ``""`` where blank. ``index`` is its own quality index of AN-14, 1–5, else its
    source's (then ``borrowed``), ``None`` where neither was scored."""

    title: str
    description: str
    source: str
    area: str
    owner: str
    personal: tuple[str, ...]
    access: str
    definition: str
    legal_basis: str
    frequency: str
    index: float | None
    borrowed: bool
    evidence: Ids = ()

    @property
    def protected(self) -> bool:
        """Holds personal data of any kind."""
        return bool(set(self.personal) - {"none"})


@dataclass(frozen=True, slots=True)
class DataSets:
    """AN-14 from S2, by title. Lists hold titles: ``no_owner``, ``no_definition`` (no, or only partly),
    ``no_basis`` (personal data and no legal basis stated)."""

    items: tuple[DataSet, ...] = ()
    access: tuple[Count, ...] = ()
    no_owner: tuple[str, ...] = ()
    no_definition: tuple[str, ...] = ()
    no_basis: tuple[str, ...] = ()
    evidence: Ids = ()

    def evidence_of(self, titles: tuple[str, ...]) -> Ids:
        """The rows behind some of the data sets."""
        wanted = set(titles)
        return tuple(sorted({id for item in self.items if item.title in wanted for id in item.evidence}))


@dataclass(frozen=True, slots=True)
class Combination:
    """A question that needs two kinds of data; the same one from several tables is one.

    ``blocked_by`` is ``""`` when it is ready, else an obstacle of S5 (``legal``, ``access`` …), ``key`` or
    ``key_unknown`` where nothing ties the two together, ``quality`` where an index is below
    ``combinations.index``, ``quality_unknown`` where one is missing. ``obstacles`` are all that tables named;
    more than one means that they differ. ``initiative`` is an id of AN-09 or what people wrote.
    """

    question: str
    first: str
    second: str
    key: str
    obstacles: tuple[str, ...]
    first_index: float | None
    second_index: float | None
    blocked_by: str
    initiative: str
    units: tuple[str, ...]
    evidence: Ids = ()

    @property
    def ready(self) -> bool:
        return not self.blocked_by


@dataclass(frozen=True, slots=True)
class Combinations:
    """AN-16. Ready ones first, then by what blocks them. ``blocked`` counts by ``blocked_by``."""

    items: tuple[Combination, ...] = ()
    blocked: tuple[Count, ...] = ()
    evidence: Ids = ()

    @property
    def ready(self) -> tuple[Combination, ...]:
        return tuple(item for item in self.items if item.ready)


@dataclass(frozen=True, slots=True)
class ArchitectureGoal:
    """One of the five goals over all systems checked. ``share`` = (yes + ½ partly) ÷ (yes + partly + no),
    0–1; ``None`` where nobody knew."""

    goal: str
    yes: int
    partly: int
    no: int
    unknown: int
    share: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class CheckedSystem:
    """One system. ``answers`` are in the order of the goals, ``""`` where blank; ``differs`` names the goals
    on which two rows say different things (the latest counts)."""

    system: str
    critical: bool
    answers: tuple[str, ...]
    no: int
    differs: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Architecture:
    """AN-17. ``weak`` have ``architecture.many_no`` or more times no, most first; ``unchecked`` are critical
    systems that nobody has held against the goals."""

    goals: tuple[ArchitectureGoal, ...] = ()
    systems: tuple[CheckedSystem, ...] = ()
    weak: tuple[CheckedSystem, ...] = ()
    unchecked: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class AreaRing:
    """Where one area puts a technology."""

    area: str
    ring: str
    status: str


@dataclass(frozen=True, slots=True)
class Technology:
    """One technology over all areas. ``ring`` is the one that most areas chose, on a tie the more careful
    one; ``status`` is how far the furthest area has come. ``apart`` when areas chose different rings.
    ``mismatch`` is ``ready_none`` (ring ready, nothing here) or ``wait_running`` (ring wait, yet a pilot or
    more runs), else ``""``. ``value`` is 1–5."""

    name: str
    ring: str
    status: str
    rings: tuple[AreaRing, ...]
    apart: bool
    mismatch: str
    value: Statistic
    next: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Pilot:
    """A pilot that has run for more than ``radar.pilot_months``; ``months`` are whole ones."""

    technology: str
    area: str
    started: date
    months: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Radar:
    """AN-18. ``technologies`` by ring, then name; ``rings`` and ``statuses`` count technologies.
    ``trial_ratio`` = technologies to try ÷ max(1, technologies in use), ``None`` without technologies.
    ``undated`` are pilots without a date, as technology and area."""

    technologies: tuple[Technology, ...] = ()
    rings: tuple[Count, ...] = ()
    statuses: tuple[Count, ...] = ()
    old_pilots: tuple[Pilot, ...] = ()
    undated: tuple[tuple[str, str], ...] = ()
    trial_ratio: float | None = None
    evidence: Ids = ()
