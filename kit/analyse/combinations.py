"""AN-16 Data combinations: which questions two kinds of data could answer, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.data_sets import Indices
from kit.analyse.initiatives import by_id_and_title
from kit.analyse.names import unify
from kit.analyse.rows import (
    common_name,
    grouped,
    ids,
    in_order,
    join,
    latest_choice,
    latest_text,
    pick,
    units_of,
)
from kit.model.evidence import Evidence
from kit.model.results import (
    Combination,
    Combinations,
    Count,
    DataSets,
    Initiative,
    Initiatives,
    Quality,
    Systems,
)

AFTER = ("key", "key_unknown", "quality", "quality_unknown")
"""What is looked at when nobody named an obstacle, in this order."""


def combinations(
    evidence: Iterable[Evidence],
    context: AnalysisContext,
    systems: Systems,
    quality: Quality,
    sets: DataSets,
    initiatives: Initiatives,
) -> Combinations:
    """AN-16 from S5: ready = obstacle none, and a key that is known and not none, and both indices of AN-14
    (1–5) at or above ``combinations.index``; else blocked by the first of obstacle, key, quality.

    A data set's index is its own, else its source's. The same question about the same two (in any order) is
    one; where tables differ on the obstacle the first that is not "none" counts, for one doubt is enough.
    """
    rows = [item for item in pick(evidence, "S5") if item.text("question")]
    indices = Indices.of(systems, quality)
    described = {unify(item.title): item.index for item in sets.items}
    same = grouped(rows, _subject)
    order = (*context.choices("join_obstacle"), *AFTER)
    ideas = by_id_and_title(initiatives)
    found = [_combination(mine, context, indices, described, ideas) for mine in same.values()]
    found.sort(key=lambda c: (bool(c.blocked_by), in_place(c.blocked_by, order), unify(c.question)))
    blocks = in_order({c.blocked_by for c in found} - {""}, order)
    groups = {block: [c for c in found if c.blocked_by == block] for block in blocks}
    counts = (Count(block, len(mine), join(c.evidence for c in mine)) for block, mine in groups.items())
    return Combinations(tuple(found), tuple(counts), ids(rows))


def in_place(key: str, order: Sequence[str]) -> int:
    """The place of a key in an order; unknown ones last."""
    return order.index(key) if key in order else len(order)


def _subject(item: Evidence) -> tuple[str, frozenset[str]]:
    return unify(item.text("question")), frozenset(unify(item.text(side)) for side in ("data_a", "data_b"))


def _combination(
    rows: Sequence[Evidence],
    context: AnalysisContext,
    indices: Indices,
    described: Mapping[str, float | None],
    ideas: Mapping[str, Initiative],
) -> Combination:
    def index(name: str) -> float | None:
        mine = described.get(unify(name))
        return indices.get(name) if mine is None else mine

    first, second = rows[0].text("data_a"), rows[0].text("data_b")
    key = latest_choice(rows, "key")
    said = in_order({item.text("obstacle") for item in rows} - {""}, context.choices("join_obstacle"))
    sides = index(first), index(second)
    initiative = latest_text(rows, "initiative")
    item = ideas.get(unify(initiative))
    return Combination(
        question=common_name(row.text("question") for row in rows),
        first=indices.called(first),
        second=indices.called(second),
        key=key,
        obstacles=said,
        first_index=sides[0],
        second_index=sides[1],
        blocked_by=blocked_by(said, key, sides, context.limit("combinations.index")),
        initiative=item.id if item else initiative,
        units=units_of(rows),
        evidence=ids(rows),
    )


def blocked_by(obstacles: Sequence[str], key: str, indices: Sequence[float | None], least: float) -> str:
    """What stands in the way first, ``""`` when nothing does. An index of exactly ``least`` is enough."""
    named = [obstacle for obstacle in obstacles if obstacle != "none"]
    if named:
        return named[0]
    if key in ("none", "unknown", ""):
        return "key" if key == "none" else "key_unknown"
    if any(index is not None and index < least for index in indices):
        return "quality"
    return "quality_unknown" if None in indices else ""
