"""Results about where people still see things differently, whatever the matter."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import Count, Ids

KINDS = ("theme", "decision", "role", "system", "initiative")
"""What people can see differently, in the order in which equals stand."""


@dataclass(frozen=True, slots=True)
class Side:
    """One view: who holds it, and what it is.

    ``value`` is a role id, a choice id or a text as people wrote it; on a scale it is ``""`` and ``mean`` has
    the mean. ``who`` is ``areas``, ``units``, ``leaders``, ``others`` (than leaders), ``lower`` or ``upper``
    (the answers below the mean and the rest, wherever they come from). ``n`` counts people or units; a view
    of individual answers has at least ``groups.spread``.
    """

    who: str
    value: str
    mean: float | None
    n: int
    units: tuple[str, ...]
    areas: tuple[str, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing about a subject that is seen differently.

    ``about`` is ``now`` (a theme), ``accountable``, ``holder``, ``keep``, a column of S1 or a criterion of
    B4; ``scope`` is an area code, ``municipality`` or a thing's name where a holder is for one. ``agreement``
    is 0–1: with ``measure`` ``consensus`` that of Tastle & Wierman, with ``share`` the share of the view that
    most hold. ``where`` is ``between`` or ``within`` areas, ``leaders`` (they and the others) or ``tables``.
    ``sides`` are the views, the furthest apart or the most held first; none where groups are too small.
    ``matter`` is the lead's question that would settle it, ``""`` where there is none.
    """

    about: str
    scope: str
    measure: str
    agreement: float
    where: str
    sides: tuple[Side, ...]
    matter: str = ""
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A theme, decision, role, system or initiative on which people differ.

    ``subject`` is an id (``T04``, ``D05``, ``RO-03``), a system's name or an initiative's title. ``points``
    stand with least agreement first, never without one. ``score`` = (1 − agreement) × ``weight`` of the
    first point; ``rank`` is shared on ties.
    """

    kind: str
    subject: str
    points: tuple[Point, ...]
    weight: float
    score: float
    rank: int
    evidence: Ids = ()

    @property
    def agreement(self) -> float:
        """That of the point on which people agree least."""
        return self.points[0].agreement


@dataclass(frozen=True, slots=True)
class Disagreements:
    """Highest score first. ``settled`` are differences that the lead has decided while both views still
    stand in the answers; their rank is 0. ``compared`` counts by kind the subjects that two units, or enough
    people, answered."""

    items: tuple[Disagreement, ...] = ()
    settled: tuple[Disagreement, ...] = ()
    compared: tuple[Count, ...] = ()
    evidence: Ids = ()

    def of(self, kind: str) -> tuple[Disagreement, ...]:
        return tuple(item for item in self.items if item.kind == kind)
