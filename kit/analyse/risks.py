"""AN-12 Risks: what can go wrong, and what nobody has taken care of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import floor

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import (
    average,
    by_name,
    common_name,
    counted,
    distinct,
    ids,
    in_order,
    join,
    pick,
    plus,
    total,
    wordings,
)
from kit.model.evidence import Evidence
from kit.model.results import Count, Risk, RiskCell, Risks, Share

LEVELS = ("high", "medium", "low")


def risks(evidence: Iterable[Evidence], context: AnalysisContext) -> Risks:
    """AN-12 from B7: score = probability × impact (1–25), equal texts merged by their means; under
    ``risk.medium`` low, under ``risk.high`` medium, else high. Untreated: high without treatment or without a
    responsible function. Supplier share = risks that the supplier handles best ÷ risks of which that is said.
    The reserve sums stated DKK only."""
    rows = pick(evidence, "B7")
    found = [_risk(mine, context) for mine in by_name(rows, "risk").values()]
    found.sort(key=lambda r: (-round(r.score or 0.0, 9), unify(r.risk)))
    items = tuple(replace(risk, number=place) for place, risk in enumerate(found, 1))
    said = [risk for risk in items if risk.handled_by]
    return Risks(
        items=items,
        matrix=_matrix(items),
        levels=tuple(
            Count(level, len(mine), join(r.evidence for r in mine))
            for level in LEVELS
            if (mine := [risk for risk in items if risk.level == level])
        ),
        kinds=counted(rows, lambda item: filter(None, [item.text("kind")]), context.choices("risk_kind")),
        untreated=tuple(r for r in items if r.level == "high" and not (r.treatments and r.responsible)),
        supplier=Share(
            sum("supplier" in risk.handled_by for risk in said), len(said), join(r.evidence for r in said)
        ),
        reserve=plus(risk.reserve for risk in items),
        evidence=ids(rows),
    )


def _risk(rows: Sequence[Evidence], context: AnalysisContext) -> Risk:
    probability, impact = average(rows, "probability"), average(rows, "impact")
    score = None if probability is None or impact is None else probability * impact
    return Risk(
        number=0,
        risk=common_name(item.text("risk") for item in rows),
        kinds=in_order({item.text("kind") for item in rows} - {""}, context.choices("risk_kind")),
        probability=probability,
        impact=impact,
        score=score,
        level=_level(score, context),
        handled_by=in_order({item.text("handled_by") for item in rows} - {""}, context.choices("handler")),
        treatments=wordings(rows, "treatment"),
        responsible=wordings(rows, "responsible"),
        applies_to=distinct(part for item in rows for part in item.text("applies_to").split(";")),
        reserve=total(rows, "reserve"),
        evidence=ids(rows),
    )


def _level(score: float | None, context: AnalysisContext) -> str | None:
    if score is None:
        return None
    if score >= context.limit("risk.high"):
        return "high"
    return "medium" if score >= context.limit("risk.medium") else "low"


def _matrix(items: Iterable[Risk]) -> tuple[RiskCell, ...]:
    cells: dict[tuple[int, int], list[int]] = {}
    for risk in items:
        if risk.probability is not None and risk.impact is not None:
            cells.setdefault((floor(risk.probability + 0.5), floor(risk.impact + 0.5)), []).append(
                risk.number
            )
    return tuple(RiskCell(p, i, tuple(numbers)) for (p, i), numbers in sorted(cells.items()))
