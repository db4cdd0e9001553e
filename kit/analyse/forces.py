"""AN-02 Force field: purposes, drivers and barriers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from kit.analyse.context import AnalysisContext
from kit.analyse.rows import (
    areas_of,
    average,
    by_name,
    common_name,
    counted,
    grouped,
    ids,
    in_order,
    many,
    numbers,
    pick,
    shared_ranks,
    total,
    wordings,
)
from kit.model.evidence import Evidence
from kit.model.results import Count, ForceCategory, ForceField, ForceItem, Purpose

TOP = 5


def force_field(evidence: Iterable[Evidence], context: AnalysisContext) -> ForceField:
    """AN-02 from F1 and F2: F = Σ strength of drivers − Σ strength of barriers, whole and by category.

    Every row's strength counts in the sums: that five tables wrote the same barrier is its weight. For "act
    first" equal descriptions are one: mean strength × mean influence (1–25), the five highest barriers, and
    the five highest drivers to build on. Purposes are ranked by the sum of their dots. "?" counts in nothing.
    """
    rows = pick(evidence, "F2")
    items = _items(rows, context)
    reasons = pick(evidence, "F1")
    return ForceField(
        drivers=fsum(numbers(_of(rows, "driver"), "strength")),
        barriers=fsum(numbers(_of(rows, "barrier"), "strength")),
        categories=_categories(rows, context),
        forces=items,
        act_first=_top(items, "barrier"),
        build_on=_top(items, "driver"),
        purposes=_purposes(reasons, context),
        challenges=_dots_by_challenge(reasons, context),
        audiences=counted(reasons, lambda item: item.many("audience"), context.choices("audience")),
        evidence=ids(rows, reasons),
    )


def _of(rows: Iterable[Evidence], kind: str) -> list[Evidence]:
    return [item for item in rows if item.text("force") == kind]


def _categories(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[ForceCategory, ...]:
    found = grouped(rows, lambda item: item.text("category"))
    return tuple(
        ForceCategory(
            category,
            fsum(numbers(_of(found[category], "driver"), "strength")),
            fsum(numbers(_of(found[category], "barrier"), "strength")),
            ids(found[category]),
        )
        for category in in_order(found, context.choices("force_category"))
    )


def _items(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[ForceItem, ...]:
    found = [
        _item(kind, same, context)
        for kind in ("driver", "barrier")
        for same in by_name(_of(rows, kind), "description").values()
    ]
    return tuple(sorted(found, key=lambda f: (-(f.score or 0.0), f.kind, f.description)))


def _item(kind: str, rows: Sequence[Evidence], context: AnalysisContext) -> ForceItem:
    strength, influence = average(rows, "strength"), average(rows, "influence")
    known = strength is not None and influence is not None
    return ForceItem(
        kind=kind,
        description=common_name(item.text("description") for item in rows),
        categories=in_order(
            {item.text("category") for item in rows} - {""}, context.choices("force_category")
        ),
        areas=areas_of(rows, context.areas),
        strength=strength,
        influence=influence,
        score=(strength or 0.0) * (influence or 0.0) if known else None,
        counter_moves=wordings(rows, "counter_move"),
        evidence=ids(rows),
    )


def _top(items: Sequence[ForceItem], kind: str) -> tuple[ForceItem, ...]:
    return tuple(item for item in items if item.kind == kind and item.score is not None)[:TOP]


def _purposes(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[Purpose, ...]:
    same = list(by_name(rows, "reason").values())
    dots = [total(mine, "dots") for mine in same]
    ranks = shared_ranks([-1.0 if d is None else d for d in dots])
    found = [
        Purpose(
            reason=common_name(item.text("reason") for item in mine),
            audiences=in_order(many(mine, "audience"), context.choices("audience")),
            challenges=in_order(
                {item.text("challenge") for item in mine} - {""}, context.choices("challenge")
            ),
            areas=areas_of(mine, context.areas),
            dots=given,
            rank=rank or 0,
            evidence=ids(mine),
        )
        for mine, given, rank in zip(same, dots, ranks, strict=True)
    ]
    return tuple(sorted(found, key=lambda p: (p.rank, p.reason)))


def _dots_by_challenge(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[Count, ...]:
    """Challenges by the dots on their purposes; one without any dot is left out."""
    found = grouped(rows, lambda item: item.text("challenge"))
    counts = []
    for challenge in in_order(found, context.choices("challenge")):
        dots = total(found[challenge], "dots")
        if dots is not None:
            counts.append(Count(challenge, dots, ids(found[challenge])))
    return tuple(sorted(counts, key=lambda count: -count.number))
