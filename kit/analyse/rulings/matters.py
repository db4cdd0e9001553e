"""What there is to decide, in the order of what it holds up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kit.analyse.context import AnalysisContext
from kit.analyse.names import same_matter, suggestions, unanswered, unify
from kit.analyse.rows import Shelf, distinct, ids, pick, shelved
from kit.analyse.rulings import same, settle
from kit.analyse.rulings.ground import Grounds
from kit.model.decision import Matter, Ruled
from kit.model.evidence import Evidence
from kit.model.results import HolderConflict, Initiative, NamePair, Results, SystemDifference

SAME_GROUP = 3
"""So many systems of one KLE group are asked about in pairs; more are a list in the strategy."""

_MODULE_POINTS = ("M02", "M04", "M05", "M06", "M07")
_CRITICAL = (("RO-05", "owner"), ("RO-06", "manager"), ("RO-03", "data_owner"))


def matters(results: Results, ruled: Ruled, context: AnalysisContext) -> tuple[Matter, ...]:
    """Everything that waits for the lead, sheet by sheet, what holds up most first; texts apart.

    Matters already decided are left out: their rows are made from the decisions. ``shown`` holds ids and
    plain texts; the wordings of the workbook are made where it is written.
    """
    top = {system for item in results.initiatives.items[:5] for system in item.systems}
    critical = {system.name for system in results.systems.items if system.is_critical}
    evidence = shelved(ruled.evidence)
    grounds = Grounds(evidence, context)
    found = (
        *_names(_pairs(results, evidence, ruled.apart, context), evidence, critical, top),
        *_answers(results, grounds, critical),
        *_holders(results, grounds),
        *_initiatives(results, grounds),
        *_modules(grounds, context),
    )
    decided = {decision.matter for decision in ruled.decisions}
    once = {matter.id: matter for matter in reversed(found) if matter.id not in decided}
    return tuple(matter for matter in found if once.get(matter.id) is matter)


def _by_weight(found: Iterable[Matter]) -> list[Matter]:
    """Those that hold up most first; equals as they came."""
    return sorted(found, key=lambda matter: -len(matter.blocks))


def _names(
    pairs_by_kind: Iterable[tuple[str, Sequence[NamePair]]],
    evidence: Shelf,
    critical: set[str],
    top: set[str],
) -> list[Matter]:
    found = []
    for kind, pairs in pairs_by_kind:
        for pair in pairs:
            both = {pair.first, pair.second}
            blocks = [key for key, names in (("critical", critical), ("top", top)) if both & names]
            names = [unify(name) for name in (pair.first, pair.second)]
            shown = {"kind": kind, "first": pair.first, "second": pair.second, "reason": pair.reason}
            print_ = same.ground_of(kind, names, evidence)
            id = same_matter(kind, pair.first, pair.second)
            found.append(Matter(id, "same", print_, shown, tuple(blocks), pair.evidence))
    return _by_weight(found)


def _pairs(
    results: Results, evidence: Shelf, answered: frozenset[str], context: AnalysisContext
) -> Iterator[tuple[str, Sequence[NamePair]]]:
    yield "systems", (*results.systems.duplicates, *_same_group(results))
    for kind in ("roles", "functions"):
        yield kind, unanswered(kind, _alike(kind, evidence, context), answered)
    yield "initiatives", results.initiatives.suggestions


def _same_group(results: Results) -> list[NamePair]:
    """Different systems for the same KLE group, where they are few enough to ask about."""
    known = {frozenset((pair.first, pair.second)) for pair in results.systems.duplicates}
    return [
        NamePair(first, second, "kle", 0.0, overlap.evidence)
        for overlap in results.systems.overlaps
        if len(overlap.systems) <= SAME_GROUP
        for first, second in combinations(overlap.systems, 2)
        if frozenset((first, second)) not in known
    ]


def _alike(kind: str, evidence: Shelf, context: AnalysisContext) -> tuple[NamePair, ...]:
    """Names of a kind that look alike, wherever things of that kind are introduced."""
    behind: dict[str, list[Evidence]] = {}
    names = []
    for sheet, column in same.DEFINED[kind]:
        for row in pick(evidence, sheet):
            if name := row.text(column):
                names.append(name)
                behind.setdefault(unify(name), []).append(row)
    limit = context.limit("systems.name_similarity")
    return suggestions(distinct(names), limit, (), lambda name: ids(behind.get(unify(name), ())))


def _answers(results: Results, grounds: Grounds, critical: set[str]) -> list[Matter]:
    found = [
        Matter(
            id=(id := settle.value_matter(difference.column, difference.system)),
            kind="value",
            ground=grounds.of(id).print,
            shown={"subject": difference.system, "field": difference.column, **_views(difference)},
            blocks=("critical",) if difference.system in critical else (),
            evidence=difference.evidence,
        )
        for difference in results.systems.differences
    ]
    return _by_weight(found)


def _views(of: SystemDifference | HolderConflict) -> dict[str, str | tuple[str, ...]]:
    """The views as ``value|unit, unit`` and the one that most hold, ``""`` on a tie."""
    told = tuple(f"{view.value}|{','.join(view.units)}" for view in of.views)
    weights = [len(view.areas) or len(view.units) for view in of.views]
    best = of.views[0].value if weights.count(max(weights)) == 1 and weights[0] == max(weights) else ""
    return {"views": told, "suggestion": best}


def _holders(results: Results, grounds: Grounds) -> list[Matter]:
    found = []
    for conflict in results.role_conflicts.holders:
        kind, key = conflict.kind, conflict.scope if conflict.kind != "thing" else unify(conflict.scope)
        id = f"holder:{conflict.role}:{kind}:{key}"
        shown = {"role": conflict.role, "scope": conflict.scope, **_views(conflict)}
        print_ = grounds.of(id).print
        found.append(Matter(id, "holder", print_, shown, ("conflict",), conflict.evidence))
    lacking: Mapping[str, Sequence[str]] = {
        role: [gap.system for gap in results.coverage.critical_gaps if getattr(gap, f"{column}_missing")]
        for role, column in _CRITICAL
    }
    behind = {gap.system: gap.evidence for gap in results.coverage.critical_gaps}
    for role, systems in lacking.items():
        for system in systems:
            id = f"holder:{role}:thing:{unify(system)}"
            print_ = grounds.of(id).print
            shown = {"role": role, "scope": system, "views": (), "suggestion": ""}
            found.append(Matter(id, "holder", print_, shown, ("minimum", "critical"), behind[system]))
    return _by_weight(found)


def _initiatives(results: Results, grounds: Grounds) -> list[Matter]:
    found = []
    needed = {id for item in results.initiatives.items for id in item.depends_on}
    for item in results.initiatives.items:
        id = settle.initiative_matter(item.title)
        print_ = grounds.of(id).print
        blocks = [key for key, waits in _waits(item, needed) if waits]
        shown = {"initiative": item.title, "id": item.id, "suggestion": _suggestion(item)}
        found.append(Matter(id, "initiative", print_, shown, tuple(blocks), item.evidence))
    return _by_weight(found)


def _waits(item: Initiative, needed: Collection[str]) -> Iterator[tuple[str, bool]]:
    """What waits for a decision on it; ``needed`` are the ids that others depend on."""
    yield "others", item.id in needed
    yield "owner", item.klass == "start" and not (item.owners and item.benefit_owners)


def _suggestion(item: Initiative) -> str:
    """``accept``, ``park`` or, where scores are missing, ``""``."""
    if item.klass is None:
        return ""
    return "park" if item.klass == "park" else "accept"


def _modules(grounds: Grounds, context: AnalysisContext) -> list[Matter]:
    found = []
    for module in context.catalogue.modules:
        id = f"module:{module.id}"
        behind = grounds.of(id)
        owned = any(row.text("owner") and row.day("review") for row in behind.rows)
        waits = module.id in _MODULE_POINTS and not owned
        shown = {"module": module.id}
        found.append(
            Matter(id, "module", behind.print, shown, ("minimum",) if waits else (), ids(behind.rows))
        )
    return _by_weight(found)
