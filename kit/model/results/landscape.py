"""Results about systems, data quality and data flows: AN-13 to AN-15."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import NO_SHARE, Count, Ids, NamePair, Share, View


@dataclass(frozen=True, slots=True)
class System:
    """One system over all areas. ``key`` is its unified name (or uuid's first name), ``name`` the wording
    used most.

    ``areas`` use it by their own rows, ``also_used_by`` by others' word. Choices hold ids, ``""`` where
    blank. ``critical`` is ``yes`` as soon as one area says so. ``names`` are all
    wordings, local nicknames included. ``confirmed`` areas answered yes, corrected or
    missing from the list.
    """

    key: str
    name: str
    names: tuple[str, ...]
    areas: tuple[str, ...]
    also_used_by: tuple[str, ...]
    confirmed: tuple[str, ...]
    critical: str
    life_cycle: str
    hosting: str
    users: str
    owner: str
    manager: str
    data_owner: str
    supplier: str
    purpose: str
    personal_data: tuple[str, ...]
    agreement: str
    risk_assessed: date | None
    ai: str
    extract: str
    contract_end: date | None
    kle: tuple[str, ...]
    uuid: str
    evidence: Ids = ()

    @property
    def is_critical(self) -> bool:
        return self.critical == "yes"

    @property
    def shared(self) -> bool:
        """Used by at least two areas."""
        return len(set(self.areas) | set(self.also_used_by)) > 1

    @property
    def sensitive(self) -> bool:
        """Holds sensitive data or data on criminal offences."""
        return bool({"sensitive", "criminal"} & set(self.personal_data))


@dataclass(frozen=True, slots=True)
class SystemDifference:
    """Areas say different things about one system: ``column`` of S1 and the views (both are kept)."""

    system: str
    column: str
    views: tuple[View, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class AreaSystems:
    """One area's list: ``uses`` systems, ``confirmed`` of them answered by the area, ``removed`` not used
    here."""

    area: str
    uses: int
    confirmed: int
    critical: int
    removed: tuple[str, ...]
    evidence: Ids = ()

    @property
    def signed_off(self) -> bool:
        """Every system of the list has been answered."""
        return self.uses > 0 and self.confirmed == self.uses


@dataclass(frozen=True, slots=True)
class Overlap:
    """Different systems with the same KLE group."""

    kle: str
    systems: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class ContractEnd:
    """A contract that ends within ``systems.contract_months`` (``months`` whole ones from the day; negative
    when it has ended)."""

    system: str
    day: date
    months: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Systems:
    """AN-13. Lists hold system names. ``assessed_basis`` are the systems that a risk assessment is asked of:
    critical ones and those with sensitive data; ``no_assessment`` and ``old_assessment`` are among them.
    ``no_agreement``: personal data and the answer no; ``agreement_unknown``: no answer. ``no_extract``: "no"
    or only on screen. ``duplicates`` are suggestions."""

    items: tuple[System, ...] = ()
    areas: tuple[AreaSystems, ...] = ()
    life_cycle: tuple[Count, ...] = ()
    hosting: tuple[Count, ...] = ()
    users: tuple[Count, ...] = ()
    critical: tuple[Count, ...] = ()
    verified: Share = NO_SHARE
    no_owner: tuple[str, ...] = ()
    no_manager: tuple[str, ...] = ()
    no_data_owner: tuple[str, ...] = ()
    critical_no_owner: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    duplicates: tuple[NamePair, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    differences: tuple[SystemDifference, ...] = ()
    no_agreement: tuple[str, ...] = ()
    agreement_unknown: tuple[str, ...] = ()
    assessed_basis: tuple[str, ...] = ()
    no_assessment: tuple[str, ...] = ()
    old_assessment: tuple[str, ...] = ()
    ai: tuple[str, ...] = ()
    ai_unknown: tuple[str, ...] = ()
    contracts: tuple[ContractEnd, ...] = ()
    no_extract: tuple[str, ...] = ()
    extract_unknown: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    evidence: Ids = ()

    def get(self, name: str) -> System | None:
        """A system by its name."""
        return next((s for s in self.items if s.name == name), None)

    @property
    def critical_systems(self) -> tuple[System, ...]:
        return tuple(s for s in self.items if s.is_critical)

    def evidence_of(self, names: tuple[str, ...]) -> Ids:
        """The rows behind some of the systems."""
        wanted = set(names)
        return tuple(sorted({id for s in self.items if s.name in wanted for id in s.evidence}))


@dataclass(frozen=True, slots=True)
class QualityCell:
    """Object × dimension: mean over units (1–5) with ``n``; ``word`` is ``weak``, ``tolerable``, ``good`` or
    ``None`` without answers."""

    dimension: str
    mean: float | None
    n: int
    unknown: int
    word: str | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class UserGap:
    """Two areas see the same object ``quality.user_gap`` or more apart on one dimension."""

    object: str
    dimension: str
    high_area: str
    high: float
    low_area: str
    low: float
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class QualityObject:
    """One system or data set. ``index`` is the mean of the core dimensions answered, ``index_of`` how many
    of four these are; access stands apart. ``debt`` = Σ max(0, 3 − cell) × 2 if critical."""

    name: str
    critical: bool
    areas: tuple[str, ...]
    cells: tuple[QualityCell, ...]
    index: float | None
    index_of: int
    debt: float
    causes: tuple[Count, ...]
    costs: tuple[str, ...]
    one_group: bool
    evidence: Ids = ()

    def cell(self, dimension: str) -> QualityCell:
        """One dimension's cell; ``KeyError`` if there is none of that name."""
        for cell in self.cells:
            if cell.dimension == dimension:
                return cell
        raise KeyError(dimension)


@dataclass(frozen=True, slots=True)
class Quality:
    """AN-14. ``dimensions`` in order, the four core ones first, then ``access``. ``objects`` by name;
    ``debt_top`` the ten with most debt, worst first."""

    dimensions: tuple[str, ...] = ()
    objects: tuple[QualityObject, ...] = ()
    debt_top: tuple[QualityObject, ...] = ()
    user_gaps: tuple[UserGap, ...] = ()
    causes: tuple[Count, ...] = ()
    evidence: Ids = ()

    def get(self, name: str) -> QualityObject | None:
        return next((o for o in self.objects if o.name == name), None)

    def indices(self) -> dict[str, float]:
        """The index (1–5) of each object that has one, by name."""
        return {o.name: o.index for o in self.objects if o.index is not None}


@dataclass(frozen=True, slots=True)
class Node:
    """A place where data are. ``kind`` is ``system``, ``spreadsheet``, ``paper``, ``person`` or ``outside``;
    ``degree`` counts the flows that touch it."""

    name: str
    kind: str
    areas: tuple[str, ...]
    degree: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One movement. ``manual`` is ``None`` where the method is unknown. ``hours_year`` is minutes × times a
    year ÷ 60 for manual ones, ``None`` where minutes or frequency do not say. ``cross`` when its two ends
    share no area."""

    source: str
    target: str
    what: str
    area: str
    kind: str
    method: str
    frequency: str
    minutes: float | None
    personal: str
    watched_by: str
    problem: str
    manual: bool | None
    hours_year: float | None
    cross: bool
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Silo:
    """``index`` = flows inside the area ÷ flows that touch it, 0–1."""

    area: str
    inside: int
    touching: int

    @property
    def index(self) -> float | None:
        return self.inside / self.touching if self.touching else None


@dataclass(frozen=True, slots=True)
class Flows:
    """AN-15. ``manual`` is manual ÷ flows of known method; ``hours_year`` sums stated ones; ``top`` the ten
    most expensive manual flows and ``top_share`` what the first five take of all hours. ``to_ask`` are manual
    flows whose hours cannot be computed. ``dead_ends`` receive and never pass on, ``isolated`` have no flow.
    ``unwatched`` cross areas with personal data and nobody watching. ``rings`` are systems in a circle."""

    items: tuple[Flow, ...] = ()
    nodes: tuple[Node, ...] = ()
    manual: Share = NO_SHARE
    hours_year: float | None = None
    top: tuple[Flow, ...] = ()
    top_share: float | None = None
    to_ask: tuple[Flow, ...] = ()
    silos: tuple[Silo, ...] = ()
    hubs: tuple[Node, ...] = ()
    dead_ends: tuple[str, ...] = ()
    isolated: tuple[str, ...] = ()
    unwatched: tuple[Flow, ...] = ()
    rings: tuple[tuple[str, ...], ...] = ()
    evidence: Ids = ()

    def of_area(self, area: str) -> tuple[Flow, ...]:
        """The flows that an area told of."""
        return tuple(f for f in self.items if f.area == area)
