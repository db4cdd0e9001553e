"""Which worksheets a process hands out: one per workshop and unit."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.agenda import Workshop
from kit.model.catalogue import Catalogue
from kit.model.process import LEAD, Process, Unit


@dataclass(frozen=True, slots=True)
class Handout:
    """One worksheet to hand out: a unit of a workshop with its sheets (those switched on)."""

    workshop: Workshop
    unit: Unit
    sheets: tuple[str, ...]


def handouts(process: Process, catalogue: Catalogue, workshop_id: str) -> tuple[Handout, ...]:
    """Every worksheet of one workshop: groups in order, then areas, then the lead's."""
    session = process.session(workshop_id)
    if session is None:
        return ()
    workshop = catalogue.workshop(workshop_id)
    units = {
        "group": tuple(Unit("group", str(n)) for n in range(1, session.groups + 1)),
        "area": tuple(Unit("area", area.code) for area in process.areas),
        "lead": (LEAD,),
    }
    return tuple(
        Handout(workshop, unit, sheets)
        for plan in workshop.worksheets
        for sheets in (_switched_on(plan.sheets, process, catalogue),)
        if sheets
        for unit in units[plan.unit]
    )


def _switched_on(codes: tuple[str, ...], process: Process, catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(code for code in codes if catalogue.sheets[code].tier == 1 or code in process.tier2)
