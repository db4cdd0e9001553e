"""AN-01 Participation: who was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import areas_of, counted, grouped, ids, pick
from kit.model.evidence import Evidence
from kit.model.results import Attendance, Participation, Share

PRESENT = ("yes", "partly")


def participation(evidence: Iterable[Evidence], context: AnalysisContext) -> Participation:
    """AN-01 from C1: per workshop, coverage = areas with at least one attendee ÷ areas of the process; the
    mix of levels; whether the sponsor was there (a director, or the function that the process names).

    Where a table corrected its own list, the lead's rows for that table no longer count. Someone of whom
    nobody said whether they came is listed, not counted as attending.
    """
    rows = pick(evidence, "C1")
    workshops = grouped(rows, lambda item: item.workshop)
    found = tuple(_attendance(workshop, _own(mine), context) for workshop, mine in workshops.items())
    met = {area for workshop in found for area in workshop.areas}
    never = tuple(area for area in context.areas if area not in met) if found else ()
    return Participation(found, never, ids(rows))


def _own(rows: Sequence[Evidence]) -> list[Evidence]:
    """The tables' own lists before the lead's."""
    corrected = {item.unit.key for item in rows if item.unit.kind == "group"}
    return [item for item in rows if item.unit.kind != "lead" or item.text("group") not in corrected]


def _attendance(workshop: str, rows: Sequence[Evidence], context: AnalysisContext) -> Attendance:
    there = [item for item in rows if item.text("attended") in PRESENT]
    areas = tuple(area for area in areas_of(there, context.areas) if area in context.areas)
    return Attendance(
        workshop=workshop,
        listed=len(rows),
        attended=len(there),
        areas=areas,
        areas_missing=tuple(area for area in context.areas if area not in areas),
        coverage=Share(len(areas), len(context.areas), ids(there)),
        levels=counted(there, lambda item: (item.text("level"),), context.choices("level")),
        sponsor_present=any(_is_sponsor(item, context) for item in there),
        evidence=ids(rows),
    )


def _is_sponsor(item: Evidence, context: AnalysisContext) -> bool:
    named = unify(context.process.sponsor)
    return item.text("level") == "director" or (bool(named) and unify(item.text("function")) == named)
