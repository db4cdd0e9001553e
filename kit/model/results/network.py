"""Results about the BI network: AN-08."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.results.common import NO_SHARE, Count, Ids, Share
from kit.model.results.forums import WheelActivity


@dataclass(frozen=True, slots=True)
class CharterText:
    """One unit's wording of a charter field; ``agreement`` is its fist of five, 0–5."""

    content: str
    unit: str
    agreement: float | None
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class CharterField:
    """One of the charter's fields. ``content`` is the wording with most agreement (the lead's own stands
    before); ``texts`` keeps all. ``agreement`` is the mean fist of five."""

    field: str
    content: str
    agreement: float | None
    texts: tuple[CharterText, ...]
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the network; ``hours_month`` is ``None`` where not stated."""

    function: str
    area: str
    role: str
    hours_month: float | None
    tools: str
    evidence: Ids = ()


@dataclass(frozen=True, slots=True)
class Network:
    """AN-08. ``completeness`` is filled charter fields ÷ all; ``coverage`` areas with a member ÷ areas;
    ``hours_month`` sums stated hours. ``wheel_hours`` is what the annual wheel takes in a year for one who is
    there each time."""

    charter: tuple[CharterField, ...] = ()
    completeness: Share = NO_SHARE
    members: tuple[Member, ...] = ()
    coverage: Share = NO_SHARE
    areas_without: tuple[str, ...] = ()
    roles: tuple[Count, ...] = ()
    hours_month: float | None = None
    agreement: float | None = None
    wheel: tuple[WheelActivity, ...] = ()
    wheel_hours: float | None = None
    evidence: Ids = ()

    def field(self, id: str) -> CharterField | None:
        """A filled charter field by its id (``purpose``, ``review`` …)."""
        return next((f for f in self.charter if f.field == id), None)
