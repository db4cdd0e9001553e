"""Slots: every place that a role has to be filled in, and who is known to fill it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import ids, join, moment, pick
from kit.analyse.scopes import WHOLE, scope_of
from kit.model.evidence import Evidence
from kit.model.results import Ids, Initiative, Initiatives, System, Systems

SYSTEM_FIELDS = {"RO-05": "owner", "RO-06": "manager"}
PLANNED = ("start", "prepare")
VERSION_SHEET = "M00"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to be filled. ``state`` is ``filled``, ``proposed``, ``vacant`` or ``missing``."""

    areas: tuple[str, ...]
    state: str
    evidence: Ids


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is known of holders: rows of R3 by role and scope, and the things that need roles."""

    areas: tuple[str, ...]
    rows: Mapping[tuple[str, str], Sequence[Evidence]]
    systems: tuple[System, ...]
    initiatives: tuple[Initiative, ...]
    modules: tuple[str, ...]
    owned: Mapping[str, Sequence[Evidence]]


def holdings(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, initiatives: Initiatives
) -> Holdings:
    """Gather holders; systems out of use and parked initiatives need none."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in pick(evidence, "R3"):
        found.setdefault((_role_key(item, context), scope_of(item, context).key), []).append(item)
    owned: dict[str, list[Evidence]] = {}
    for item in pick(evidence, "U7"):
        if item.text("owner"):
            owned.setdefault(item.text("module"), []).append(item)
    return Holdings(
        areas=context.areas,
        rows=found,
        systems=tuple(s for s in systems.items if s.life_cycle != "not_in_use"),
        initiatives=tuple(i for i in initiatives.items if i.klass in PLANNED),
        modules=tuple(m.id for m in context.catalogue.modules if m.id != VERSION_SHEET),
        owned=owned,
    )


def _role_key(item: Evidence, context: AnalysisContext) -> str:
    """The catalogue's id, or the unified title of a role that people brought themselves."""
    role = item.text("role")
    return role if context.catalogue.role(role) else unify(role)


def slots_of(role: str, per: str, known: Holdings) -> tuple[Slot, ...] | None:
    """The slots of a role that is needed per municipality, area …; ``None`` where nobody counts them."""
    if per == "municipality":
        return (_slot((), known.rows.get((role, WHOLE), ())),)
    if per == "area":
        return tuple(_slot((area,), known.rows.get((role, area), ())) for area in known.areas)
    if per in ("system", "critical_system"):
        wanted = [s for s in known.systems if s.is_critical or per == "system"]
        return tuple(_system_slot(role, system, known) for system in wanted)
    if per == "initiative":
        return tuple(_initiative_slot(role, initiative, known) for initiative in known.initiatives)
    if per == "module":
        return tuple(_module_slot(role, module, known) for module in known.modules)
    return None


def _slot(areas: tuple[str, ...], rows: Iterable[Evidence], named: Ids | None = None) -> Slot:
    """By the rows of the latest workshop, the best of them; ``named`` are rows elsewhere that name a
    holder."""
    mine = list(rows)
    last = max((moment(item) for item in mine), default=0)
    states = {_state(item) for item in mine if moment(item) == last}
    if named is not None and "filled" not in states:
        return Slot(areas, "filled", join((named, ids(mine))))
    best = next((state for state in ("filled", "proposed", "vacant") if state in states), "missing")
    return Slot(areas, best, ids(mine))


def _state(item: Evidence) -> str:
    return item.text("status") or ("proposed" if item.text("holder") else "missing")


def _system_slot(role: str, system: System, known: Holdings) -> Slot:
    rows = [
        item
        for name in sorted({unify(name) for name in (system.key, *system.names)})
        for item in known.rows.get((role, name), ())
    ]
    field = SYSTEM_FIELDS.get(role)
    said = bool(field) and bool(getattr(system, field or "")) and not rows
    return _slot(system.areas, rows, system.evidence if said else None)


def _initiative_slot(role: str, initiative: Initiative, known: Holdings) -> Slot:
    rows = [
        item
        for key in (unify(initiative.title), unify(initiative.id))
        for item in known.rows.get((role, key), ())
    ]
    said = {"RO-13": initiative.benefit_owners, "RO-14": initiative.owners}.get(role, ())
    return _slot((), rows, initiative.evidence if said else None)


def _module_slot(role: str, module: str, known: Holdings) -> Slot:
    said = known.owned.get(module, ()) if role == "RO-18" else ()
    return _slot((), known.rows.get((role, unify(module)), ()), ids(said) if said else None)
