"""Results about one-page dashboards: what B8 asks for, and whether its sources can carry it (AN-14)."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import Ids


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure; ``threshold`` is when to react, ``""`` where nobody said."""

    name: str
    threshold: str


@dataclass(frozen=True, slots=True)
class Source:
    """A system behind a dashboard. ``known`` when it is on the list of systems; ``index`` is its quality,
    1–5, ``None`` where nobody has judged it."""

    name: str
    known: bool
    index: float | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One row of B8. ``figures`` are at most ``dashboards.figures``, ``left_out`` the rest. ``react`` is what
    was written of thresholds that belongs to no single figure. ``weak`` are sources below
    ``quality.tolerable``."""

    name: str
    audience: str
    decision: str
    figures: tuple[KeyFigure, ...]
    left_out: tuple[str, ...]
    react: str
    sources: tuple[Source, ...]
    weak: tuple[str, ...]
    refreshed: str
    owner: str
    unit: str
    evidence: Ids = ()

    @property
    def unknown_sources(self) -> tuple[str, ...]:
        return tuple(source.name for source in self.sources if not source.known)

    @property
    def unjudged(self) -> tuple[str, ...]:
        """Sources whose quality nobody has judged."""
        return tuple(source.name for source in self.sources if source.index is None)


@dataclass(frozen=True, slots=True)
class Dashboards:
    """AN-14, the sources of one-page dashboards; in the order of the process."""

    items: tuple[Dashboard, ...] = ()
    evidence: Ids = ()
