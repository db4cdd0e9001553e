"""AN-04 Stakeholders: who is touched, and of whom nothing is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import average, common_name, grouped, ids, in_order, join, pick, wordings
from kit.model.evidence import Evidence
from kit.model.results import Count, Stakeholder, Stakeholders

STRONG = 4


def stakeholders(evidence: Iterable[Evidence], context: AnalysisContext) -> Stakeholders:
    """AN-04 from R1: one stakeholder per function and area (mean influence and affected, 1–5). No ask: both ≥
    4 and nothing in "what we ask". Passive and affected ≥ 4 must hear of it. Types count stakeholders; one on
    whose type tables differ counts in each. An area that named nobody is listed once somebody has."""
    rows = [item for item in pick(evidence, "R1") if item.text("function")]
    same = grouped(rows, lambda item: (unify(item.text("function")), item.area))
    found = [_stakeholder(area, mine, context) for (_, area), mine in same.items()]
    found.sort(key=lambda s: (-(s.influence or 0) - (s.affected or 0), unify(s.function), s.area))
    named = {s.area for s in found}
    return Stakeholders(
        functions=tuple(found),
        types=_types(found, context),
        no_ask=tuple(s for s in found if _at_least(s.influence) and _at_least(s.affected) and not s.asks),
        passive_affected=tuple(s for s in found if "passive" in s.types and _at_least(s.affected)),
        areas_without=tuple(area for area in context.areas if area not in named) if found else (),
        evidence=ids(rows),
    )


def _at_least(value: float | None) -> bool:
    return value is not None and value >= STRONG


def _stakeholder(area: str, rows: Sequence[Evidence], context: AnalysisContext) -> Stakeholder:
    return Stakeholder(
        function=common_name(item.text("function") for item in rows),
        area=area,
        types=in_order({item.text("type") for item in rows} - {""}, context.choices("role_type")),
        influence=average(rows, "influence"),
        affected=average(rows, "affected"),
        needs=wordings(rows, "needs"),
        asks=wordings(rows, "we_ask"),
        evidence=ids(rows),
    )


def _types(found: Sequence[Stakeholder], context: AnalysisContext) -> tuple[Count, ...]:
    groups = {kind: [s for s in found if kind in s.types] for kind in context.choices("role_type")}
    return tuple(Count(kind, len(g), join(s.evidence for s in g)) for kind, g in groups.items() if g)
