"""Results about where the municipality wants to go and stands: AN-02, AN-03."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import Count, Ids, Statistic


@dataclass(frozen=True, slots=True)
class Purpose:
    """One reason for using data; the same sentence from several tables is one. ``dots`` is ``None`` where
    nobody counted them; ``rank`` is shared on ties."""

    reason: str
    audiences: tuple[str, ...]
    challenges: tuple[str, ...]
    areas: tuple[str, ...]
    dots: float | None
    rank: int
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class ForceCategory:
    """Sums of strength in one category; ``balance`` = drivers − barriers."""

    category: str
    drivers: float
    barriers: float
    evidence: Ids = ()

    @property
    def balance(self) -> float:
        return self.drivers - self.barriers


@dataclass(frozen=True, slots=True)
class ForceItem:
    """One force, equal descriptions merged: mean strength and influence (1–5), ``score`` their product
    (1–25), ``None`` where either is unknown."""

    kind: str
    description: str
    categories: tuple[str, ...]
    areas: tuple[str, ...]
    strength: float | None
    influence: float | None
    score: float | None
    counter_moves: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class ForceField:
    """AN-02. ``act_first`` are the five barriers with the highest score, ``build_on`` the five drivers.
    ``challenges`` are purposes' dots by challenge, ``audiences`` numbers of purposes."""

    drivers: float = 0.0
    barriers: float = 0.0
    categories: tuple[ForceCategory, ...] = ()
    forces: tuple[ForceItem, ...] = ()
    act_first: tuple[ForceItem, ...] = ()
    build_on: tuple[ForceItem, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    challenges: tuple[Count, ...] = ()
    audiences: tuple[Count, ...] = ()
    evidence: Ids = ()

    @property
    def balance(self) -> float:
        """F = Σ strength of drivers − Σ strength of barriers."""
        return self.drivers - self.barriers


@dataclass(frozen=True, slots=True)
class AreaView:
    """The mean of one area on one theme; small areas stand together (``areas`` has then several codes)."""

    areas: tuple[str, ...]
    n: int
    mean: float
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class ThemeMaturity:
    """One theme. ``agreement`` is ``agree``, ``partly`` or ``disagree``; ``where`` is ``between`` or
    ``within`` areas and stands only where people do not agree; ``quadrant`` is ``act``, ``talk``, ``hold`` or
    ``look``. ``views`` are the areas' means, highest first, each of at least ``groups.spread`` answers.
    ``one_group`` marks a theme on which only one unit answered."""

    theme: str
    block: str
    now: Statistic
    target: Statistic
    importance: float | None
    gap: float | None
    weighted_gap: float | None
    consensus: float | None
    agreement: str | None
    between: float | None
    where: str | None
    quadrant: str | None
    views: tuple[AreaView, ...] = ()
    one_group: bool = False
    evidence: Ids = ()

    @property
    def high(self) -> AreaView | None:
        """The view of those who see most; ``None`` where no two views can be shown."""
        return self.views[0] if len(self.views) > 1 else None

    @property
    def low(self) -> AreaView | None:
        """The view of those who see least."""
        return self.views[-1] if len(self.views) > 1 else None


@dataclass(frozen=True, slots=True)
class Maturity:
    """AN-03. Every theme of the catalogue, in its order; there is no total score."""

    themes: tuple[ThemeMaturity, ...] = ()
    respondents: int = 0
    areas: tuple[str, ...] = ()
    evidence: Ids = ()

    @property
    def disagreements(self) -> tuple[ThemeMaturity, ...]:
        """Themes on which people do not agree, least consensus first."""
        apart = [t for t in self.themes if t.agreement in ("partly", "disagree")]
        return tuple(sorted(apart, key=lambda t: (t.consensus or 0.0, t.theme)))


@dataclass(frozen=True, slots=True)
class LeadershipMark:
    """One of the five marks. Under ``groups.leaders`` answers it is ``hidden``: no figure at all, ``now.n``
    is 0. The rest is as in :class:`ThemeMaturity`."""

    mark: str
    now: Statistic
    consensus: float | None
    agreement: str | None
    where: str | None
    hidden: bool
    views: tuple[AreaView, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Leadership:
    """AN-03 on U6. ``leaders`` who answered and ``steps``, leaders who wrote a step of their own, are
    ``None`` where they are fewer than ``groups.leaders``; what they wrote is in no result."""

    marks: tuple[LeadershipMark, ...] = ()
    leaders: int | None = None
    steps: int | None = None
    evidence: Ids = ()

    @property
    def shown(self) -> tuple[LeadershipMark, ...]:
        """Marks with enough answers, in the order of the sheet."""
        return tuple(mark for mark in self.marks if not mark.hidden)
