"""Results about who meets and decides: the forums of AN-06 and the annual wheel of AN-08."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import Ids


@dataclass(frozen=True, slots=True)
class Forum:
    """One forum. ``members`` are role ids, or roles as people wrote them; ``meets`` is a choice of
    ``rhythm``; ``escalates_to`` is where it brings what it cannot settle, ``""`` where nobody said."""

    name: str
    decides: str
    members: tuple[str, ...]
    meets: str
    escalates_to: str
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class ForumFault:
    """``kind``: ``nowhere`` (a forum escalates to nobody), ``unknown`` (to a forum that is not there) or
    ``circle`` (forums escalate in a ring). ``forums`` are the names concerned, ``target`` is what was
    written."""

    kind: str
    forums: tuple[str, ...]
    target: str = ""
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Forums:
    """AN-06, the forums. ``outside`` are roles accountable for a decision that sit in no forum."""

    items: tuple[Forum, ...] = ()
    faults: tuple[ForumFault, ...] = ()
    outside: tuple[str, ...] = ()
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class WheelActivity:
    """One activity of the annual wheel. ``hours_year`` = minutes × times a year ÷ 60 for one who takes part
    each time, ``None`` where one of the two is missing. ``differs`` when another entry has the same words."""

    activity: str
    frequency: str
    minutes: float | None
    responsible: str
    output: str
    hours_year: float | None
    differs: bool
    units: tuple[str, ...]
    evidence: Ids = ()
