"""AN-14 Data quality: where figures can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import (
    areas_of,
    average,
    common_name,
    counted,
    grouped,
    ids,
    latest_choice,
    mean,
    numbers,
    pick,
    units_of,
    wordings,
)
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.results import Quality, QualityCell, QualityObject, System, Systems, UserGap

CORE = ("completeness", "correctness", "timeliness", "reusability")
DIMENSIONS = (*CORE, "access")
TOP = 10


def quality(evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems) -> Quality:
    """AN-14 from S4: cell = mean over rows per object and dimension (1–5) with n; index = mean of the core
    dimensions that have an answer (access stands apart). Debt = Σ over core dimensions max(0, tolerable −
    cell) × (2 if critical else 1). User gap: two areas' means on the same object differ by
    ``quality.user_gap`` or more. Words: under ``quality.tolerable`` weak, less than one above it tolerable,
    else good. "?" is in no figure.

    An object is a system of S1 under any of its names, or else the data set as it is called.
    """
    rows = pick(evidence, "S4")
    known = by_any_name(systems)
    named = [item for item in rows if item.text("object")]
    found = grouped(named, lambda item: _key(item, known))
    made = [
        (_object(mine, known.get(unify(mine[0].text("object"))), context), mine) for mine in found.values()
    ]
    objects = sorted((scored for scored, _ in made), key=lambda o: unify(o.name))
    worst = sorted((o for o in objects if o.debt > 0), key=lambda o: (-round(o.debt, 9), unify(o.name)))
    gaps = [gap for scored, mine in made for gap in _user_gaps(scored.name, mine, context)]
    return Quality(
        dimensions=DIMENSIONS if objects else (),
        objects=tuple(objects),
        debt_top=tuple(worst[:TOP]),
        user_gaps=tuple(sorted(gaps, key=lambda g: (-(g.high - g.low), unify(g.object), g.dimension))),
        causes=counted(rows, _cause, context.choices("quality_cause")),
        evidence=ids(rows),
    )


def _key(item: Evidence, known: Mapping[str, System]) -> str:
    name = unify(item.text("object"))
    return known[name].key if name in known else name


def _cause(item: Evidence) -> tuple[str, ...]:
    cause = latest_choice([item], "cause")
    return (cause,) if cause else ()


def _object(rows: Sequence[Evidence], system: System | None, context: AnalysisContext) -> QualityObject:
    cells = tuple(_cell(rows, dimension, context) for dimension in DIMENSIONS)
    core = [cell.mean for cell in cells if cell.dimension in CORE and cell.mean is not None]
    critical = system is not None and system.is_critical
    tolerable = context.limit("quality.tolerable")
    return QualityObject(
        name=system.name if system else common_name(item.text("object") for item in rows),
        critical=critical,
        areas=areas_of(rows, context.areas),
        cells=cells,
        index=mean(core),
        index_of=len(core),
        debt=fsum(max(0.0, tolerable - value) for value in core) * (2 if critical else 1),
        causes=counted(rows, _cause, context.choices("quality_cause")),
        costs=wordings(rows, "cost"),
        one_group=len(units_of(rows)) == 1,
        evidence=ids(rows),
    )


def _cell(rows: Sequence[Evidence], dimension: str, context: AnalysisContext) -> QualityCell:
    found = numbers(rows, dimension)
    behind = [item for item in rows if item.number(dimension) is not None or item.is_unknown(dimension)]
    middle = mean(found)
    return QualityCell(
        dimension=dimension,
        mean=middle,
        n=len(found),
        unknown=sum(item.is_unknown(dimension) for item in rows),
        word=None if middle is None else _word(middle, context.limit("quality.tolerable")),
        evidence=ids(behind),
    )


def _word(value: float, tolerable: float) -> str:
    return "weak" if value < tolerable else "tolerable" if value < tolerable + 1 else "good"


def _user_gaps(name: str, rows: Sequence[Evidence], context: AnalysisContext) -> list[UserGap]:
    areas = grouped((item for item in rows if item.area), lambda item: item.area)
    gaps = []
    for dimension in DIMENSIONS:
        means = {a: m for a, mine in sorted(areas.items()) if (m := average(mine, dimension)) is not None}
        if len(means) < 2:
            continue
        high, low = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
        if means[high] - means[low] >= context.limit("quality.user_gap"):
            behind = ids(areas[high], areas[low])
            gaps.append(UserGap(name, dimension, high, means[high], low, means[low], behind))
    return gaps
