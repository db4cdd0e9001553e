"""One municipality's run: areas, groups, sessions and what is switched on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

WORKSHOPS = ("kickoff", "roles", "network", "round", "systems", "skills")
"""Workshop ids in the order in which a process holds them."""


@dataclass(frozen=True, slots=True)
class Area:
    """A service area. ``colour`` is ``#rrggbb``; ``pattern`` names a hatch for black-and-white."""

    code: str
    name: str
    colour: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Session:
    """One workshop on one day. For ``round`` the day is the first of its visits."""

    workshop: str
    day: date
    start: time
    participants: int
    facilitators: int
    groups: int

    @property
    def leaders(self) -> int:
        """How many leaders are expected: half of the participants, who go to a wall of their own."""
        return -(-self.participants // 2)


@dataclass(frozen=True, slots=True)
class Brand:
    """The municipality's own look: a main colour ``#rrggbb`` and an optional logo file."""

    colour: str = "#1f4e5f"
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Who fills in a worksheet: a group (table), an area, or the process lead."""

    kind: str
    key: str

    @property
    def code(self) -> str:
        """``G3`` for group 3, ``ASO`` for area SO, ``LEAD`` for the lead: letters and digits only."""
        return {"group": f"G{self.key}", "area": f"A{self.key}", "lead": "LEAD"}[self.kind]

    @classmethod
    def parse(cls, code: str) -> Unit | None:
        """The unit of a code such as ``G3``; ``None`` if it is none."""
        if code == "LEAD":
            return LEAD
        if code[:1] == "G" and code[1:].isdigit():
            return cls("group", code[1:])
        if code[:1] == "A" and len(code) == 3:
            return cls("area", code[1:])
        return None


LEAD = Unit("lead", "")


@dataclass(frozen=True, slots=True)
class Process:
    """All that ``kit.toml`` says. ``code`` (letters and digits) names the process in identity tokens."""

    municipality: str
    code: str
    lang: str
    areas: tuple[Area, ...]
    sessions: tuple[Session, ...]
    sponsor: str = ""
    lead: str = ""
    brand: Brand = field(default_factory=Brand)
    tier2: frozenset[str] = frozenset()
    council_days: tuple[date, ...] = ()

    def area(self, code: str) -> Area | None:
        return next((area for area in self.areas if area.code == code), None)

    def session(self, workshop: str) -> Session | None:
        """The session of a workshop; ``None`` when the process does not hold it."""
        return next((s for s in self.sessions if s.workshop == workshop), None)

    @property
    def last_day(self) -> date:
        """The day of the last planned workshop: the clock of everything that must not read one."""
        return max(s.day for s in self.sessions)

    def unit_name(self, unit: Unit, group_word: str, lead_word: str) -> str:
        """How people call a unit: ``Bord 3``, the area's name, or the lead's word."""
        if unit.kind == "group":
            return f"{group_word} {unit.key}"
        if unit.kind == "area":
            area = self.area(unit.key)
            return area.name if area else unit.key
        return lead_word
