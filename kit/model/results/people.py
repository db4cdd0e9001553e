"""Results about people and roles: AN-01, AN-04 to AN-07."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import NO_SHARE, Count, Ids, Share, View


@dataclass(frozen=True, slots=True)
class Attendance:
    """One workshop: ``attended`` counts "yes" and "partly"; ``coverage`` is areas with an attendee of all."""

    workshop: str
    listed: int
    attended: int
    areas: tuple[str, ...]
    areas_missing: tuple[str, ...]
    coverage: Share
    levels: tuple[Count, ...]
    sponsor_present: bool
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """AN-01. Only workshops with participant rows; ``areas_never`` had nobody in any of them."""

    workshops: tuple[Attendance, ...] = ()
    areas_never: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One function of one area; several rows give the mean. ``types`` holds more than one when tables
    differ."""

    function: str
    area: str
    types: tuple[str, ...]
    influence: float | None
    affected: float | None
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Stakeholders:
    """AN-04. ``no_ask``: influence and affected ≥ 4, and nothing is asked of them. ``passive_affected``:
    passive and affected ≥ 4. ``areas_without`` have no function at all."""

    functions: tuple[Stakeholder, ...] = ()
    types: tuple[Count, ...] = ()
    no_ask: tuple[Stakeholder, ...] = ()
    passive_affected: tuple[Stakeholder, ...] = ()
    areas_without: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RoleSlots:
    """One role. ``per`` is a choice of ``scope``. ``required`` is ``None`` where nobody counts the scope
    (data sets). ``in_use`` is false when most tables that answered drop it; ``keep``, ``change`` and ``drop``
    are their numbers. ``coverage`` is filled ÷ required."""

    role: str
    title: str
    per: str
    in_use: bool
    keep: int
    change: int
    drop: int
    required: int | None
    filled: int
    proposed: int
    vacant: int
    hours_month: float | None
    coverage: Share
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One role in one area (``""`` for the whole municipality). ``missing`` has neither holder nor proposal.
    Roles per system count the area's systems; a shared system counts in each of its areas."""

    role: str
    area: str
    required: int
    filled: int
    proposed: int
    missing: int
    evidence: Ids = ()

    @property
    def coverage(self) -> float | None:
        """Filled ÷ required, 0–1."""
        return self.filled / self.required if self.required else None


@dataclass(frozen=True, slots=True)
class CriticalGap:
    """A critical system that lacks an owner, a manager or a data owner."""

    system: str
    areas: tuple[str, ...]
    owner_missing: bool
    manager_missing: bool
    data_owner_missing: bool
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class SponsorCheck:
    """``state`` is ``ok`` (a holder at director level, or the function that the process names as sponsor),
    ``partly`` (named, level unknown or lower) or ``missing``."""

    function: str
    level: str
    state: str
    evidence: Ids = ()


NO_SPONSOR = SponsorCheck("", "", "missing")


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """AN-05. ``total`` is filled ÷ required over all roles in use; ``data_owner_areas`` is areas with a
    data owner ÷ areas."""

    roles: tuple[RoleSlots, ...] = ()
    cells: tuple[CoverageCell, ...] = ()
    total: Share = NO_SHARE
    data_owner_areas: Share = NO_SHARE
    areas_without_data_owner: tuple[str, ...] = ()
    critical_gaps: tuple[CriticalGap, ...] = ()
    sponsor: SponsorCheck = NO_SPONSOR
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RaciCell:
    """How many tables gave this role this letter for one decision."""

    role: str
    letter: str
    votes: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RaciFault:
    """``kind``: rows ``no_accountable``, ``several_accountable``, ``no_responsible``, ``many_consulted``,
    ``empty``; columns ``much_accountable``, ``unused``; ``adviser_decides`` (the DPO holds A or R). ``unit``
    is the table whose matrix has the fault, ``""`` for the common matrix."""

    kind: str
    decision: str = ""
    role: str = ""
    unit: str = ""
    number: int = 0
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RaciRow:
    """One decision over all tables. ``common`` is the common matrix: ``(role, letter)`` that at least half of
    the tables gave, and the accountable role with most votes (none on a tie). ``votes`` holds every crossing.
    """

    decision: str
    groups: int
    accountable: str
    common: tuple[tuple[str, str], ...]
    votes: tuple[RaciCell, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RaciQuality:
    """AN-06. ``faults`` are those of the common matrix, ``group_faults`` those inside one table's matrix.
    Without any R4 row there are no faults: nobody has answered."""

    rows: tuple[RaciRow, ...] = ()
    faults: tuple[RaciFault, ...] = ()
    group_faults: tuple[RaciFault, ...] = ()
    groups: int = 0
    without_accountable: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class AccountableConflict:
    """Tables differ on who is accountable. ``share`` gave A to the modal role; ``kind`` is ``split`` (share
    under the limit) or ``differs``. Both views stand in ``views`` (value = role id), most votes first."""

    decision: str
    groups: int
    share: float
    kind: str
    views: tuple[View, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class HolderConflict:
    """Different holders named for the same role and scope (``kind`` area, system or municipality)."""

    role: str
    kind: str
    scope: str
    views: tuple[View, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Load:
    """A function with more roles than ``roles.max_roles``; ``hours_month`` sums what is stated."""

    function: str
    area: str
    roles: tuple[str, ...]
    hours_month: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class DoubleHat:
    """A note, not an error: one function is data owner and system manager of the same system."""

    system: str
    function: str
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class RoleConflicts:
    """AN-07. ``compared`` decisions have an A from at least two tables; ``keeping`` are roles on which
    tables differ between keep and drop (value = choice of ``keep``)."""

    accountable: tuple[AccountableConflict, ...] = ()
    compared: int = 0
    holders: tuple[HolderConflict, ...] = ()
    keeping: tuple[HolderConflict, ...] = ()
    loads: tuple[Load, ...] = ()
    double_hats: tuple[DoubleHat, ...] = ()
    evidence: Ids = ()
