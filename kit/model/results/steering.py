"""Results that steer the strategy itself: AN-22 to AN-25, and the decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.results.common import Count, Ids


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One of the twelve points. ``key`` names it; ``state`` is ``ok``, ``partly`` or ``missing``; ``part`` of
    ``whole`` are its numbers; ``items`` name what is missing (ids or names)."""

    number: int
    key: str
    state: str
    part: float
    whole: float
    items: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class MinimumCheck:
    """AN-22. ``completeness`` = (ok + ½ partly) ÷ 12; ``usable`` when points 1 to 6 are ok."""

    points: tuple[CheckPoint, ...] = ()
    evidence: Ids = ()

    def count(self, state: str) -> int:
        return sum(p.state == state for p in self.points)

    @property
    def completeness(self) -> float | None:
        if not self.points:
            return None
        return (self.count("ok") + 0.5 * self.count("partly")) / len(self.points)

    @property
    def usable(self) -> bool:
        first = [p for p in self.points if p.number <= 6]
        return bool(first) and all(p.state == "ok" for p in first)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of C2. ``age_days`` runs from the workshop's day. ``overdue`` and ``ownerless`` only when it
    has no answer."""

    question: str
    areas: tuple[str, ...]
    blocking: bool
    responsible: str
    due: date | None
    module: str
    answer: str
    overdue: bool
    ownerless: bool
    age_days: int | None
    evidence: Ids = ()

    @property
    def open(self) -> bool:
        return not self.answer


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """AN-23. Blocking ones first, then by due date. ``modules`` counts the open ones."""

    items: tuple[AskedQuestion, ...] = ()
    modules: tuple[Count, ...] = ()
    evidence: Ids = ()

    @property
    def open(self) -> tuple[AskedQuestion, ...]:
        return tuple(q for q in self.items if q.open)

    @property
    def blocking(self) -> tuple[AskedQuestion, ...]:
        return tuple(q for q in self.open if q.blocking)

    @property
    def overdue(self) -> tuple[AskedQuestion, ...]:
        return tuple(q for q in self.items if q.overdue)

    @property
    def ownerless(self) -> tuple[AskedQuestion, ...]:
        return tuple(q for q in self.items if q.ownerless)


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One module of the strategy. ``review_late`` when its review day has passed, ``review_far`` when it lies
    more than ``strategy.review_months`` after valid-from (or after the day). ``newest`` is the day of the
    newest evidence behind it, ``stale`` when that is more than ``strategy.review_months`` old. ``earlier``
    are versions that it replaces, as written; ``measure`` and ``money`` what it is measured by and costs."""

    module: str
    owner: str
    approved_by: str
    status: str
    version: str
    valid_from: date | None
    review: date | None
    swap_if: str
    earlier: tuple[str, ...]
    review_late: bool
    review_far: bool
    newest: date | None
    stale: bool
    evidence: Ids = ()
    measure: str = ""
    money: str = ""

    @property
    def owner_missing(self) -> bool:
        return not self.owner

    @property
    def review_missing(self) -> bool:
        return self.review is None


@dataclass(frozen=True, slots=True)
class ModuleHealth:
    """AN-24. Every module of the catalogue, in its order, then own ones."""

    modules: tuple[ModuleState, ...] = ()
    evidence: Ids = ()

    def get(self, module: str) -> ModuleState | None:
        return next((m for m in self.modules if m.module == module), None)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of one sheet; ``incomplete`` lack a required value."""

    sheet: str
    rows: int
    incomplete: int


@dataclass(frozen=True, slots=True)
class Input:
    """One file that gave evidence."""

    file: str
    workshop: str
    unit: str
    sheets: tuple[SheetRows, ...]

    @property
    def rows(self) -> int:
        return sum(s.rows for s in self.sheets)


@dataclass(frozen=True, slots=True)
class Provenance:
    """AN-25. What the strategy was made from; ``units`` are codes (``G3``, ``ASO``, ``LEAD``) by workshop."""

    inputs: tuple[Input, ...] = ()
    sheets: tuple[SheetRows, ...] = ()
    workshops: tuple[str, ...] = ()
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rows: int = 0
    incomplete: int = 0

    @property
    def files(self) -> int:
        return len({i.file for i in self.inputs})


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision of C3; ``support`` is the mean fist of five, 0–5."""

    decision: str
    module: str
    decided_by: str
    day: date | None
    support: float | None
    status: str
    workshop: str
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """C3 by day. The same sentence said again later replaces its status."""

    items: tuple[DecisionRow, ...] = ()
    statuses: tuple[Count, ...] = ()
    evidence: Ids = ()

    def of(self, status: str) -> tuple[DecisionRow, ...]:
        return tuple(d for d in self.items if d.status == status)
