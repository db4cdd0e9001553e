"""Parts that several results share: counted numbers, shares, counts, and names that look alike.

Results hold ids and numbers, never prose: labels come from the content. ``evidence`` names the rows
(:attr:`kit.model.evidence.Evidence.id`) that a figure rests on, sorted and without doubles. Where too few
answers stand behind a figure it is ``None`` ("for få svar"); nothing is filled in for blanks.
"""

from __future__ import annotations

from dataclasses import dataclass

Ids = tuple[str, ...]
"""Evidence ids, sorted."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """Numbers on a scale. ``mean`` and ``median`` are ``None`` without numbers; ``spread`` (population
    standard deviation), ``low`` and ``high`` are ``None`` under ``groups.spread`` answers. ``unknown``
    counts the "?", which are in no figure."""

    n: int = 0
    unknown: int = 0
    mean: float | None = None
    median: float | None = None
    spread: float | None = None
    low: float | None = None
    high: float | None = None
    evidence: Ids = ()

    @property
    def unknown_share(self) -> float | None:
        """ "?" of all answers, 0–1; ``None`` without answers."""
        return self.unknown / (self.n + self.unknown) if self.n + self.unknown else None


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; ``value`` is 0–1, ``None`` when there is nothing to take a part of."""

    part: float
    whole: float
    evidence: Ids = ()

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


NO_SHARE = Share(0, 0)
"""Of nothing: its value is ``None``."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind; ``key`` is a choice id, an area code, a role id …, ``""`` where not stated."""

    key: str
    number: float
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class View:
    """What some units say: ``value`` with the units (``G3``, ``ASO``, ``LEAD``) and areas that said it."""

    value: str
    units: tuple[str, ...]
    areas: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names that may mean the same: a suggestion for a person, never merged.

    ``reason`` is ``similar`` (spelling), ``subset`` (one is the other with a vendor's or version's word) or
    ``acronym``; ``similarity`` is 0–1.
    """

    first: str
    second: str
    reason: str
    similarity: float
    evidence: Ids = ()
