"""Where people see things differently: themes, decisions, roles, systems and initiatives on one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.analyse.context import AnalysisContext
from kit.analyse.maturity import SCALE, consensus
from kit.analyse.names import unify
from kit.analyse.rows import (
    average,
    by_name,
    grouped,
    ids,
    join,
    mean,
    numbers,
    pick,
    shared_ranks,
    shelved,
    units_of,
)
from kit.analyse.rulings.settle import initiative_matter, value_matter
from kit.model.evidence import Evidence
from kit.model.process import Unit
from kit.model.results import (
    AreaView,
    Count,
    Disagreement,
    Disagreements,
    HolderConflict,
    Initiative,
    Initiatives,
    Maturity,
    Point,
    RoleConflicts,
    Side,
    Systems,
    ThemeMaturity,
    View,
)
from kit.model.results.disagreement import KINDS

LEADERS = ("director", "head", "manager")
"""Levels that lead others; whoever states another level, or none, is one of the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """The results that are compared."""

    maturity: Maturity
    conflicts: RoleConflicts
    systems: Systems
    initiatives: Initiatives


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: str
    name: str
    weight: float
    points: tuple[Point, ...]


def disagreements(evidence: Iterable[Evidence], context: AnalysisContext, found: Found) -> Disagreements:
    """All that is seen differently, by AN-03, AN-07, AN-09 and AN-13, on one scale of agreement: 0 to 1.

    Themes and criteria: the consensus of Tastle & Wierman (:func:`kit.analyse.maturity.consensus`), apart
    under ``consensus.agree``; a theme needs ``groups.spread`` answers, a criterion two units (each counts
    once, with its mean). Decisions, roles and systems: views of the most common kind ÷ all views, apart under
    1. A theme lies ``between`` areas by AN-03's rule of η², else between ``leaders`` and others where both
    have ``groups.spread`` answers and means ``consensus.leaders_distance`` or more apart, else ``within``.

    Rank by (1 − agreement) × weight; weights stand under ``talk``, a theme's times its importance ÷ 5. What
    the lead has decided (``context.decided``) has no rank and stands in ``settled``.
    """
    rows = shelved(evidence)
    subjects = [
        *_themes(rows, context, found.maturity),
        *_decisions(context, found.conflicts),
        *_roles(context, found.conflicts),
        *_systems(context, found.systems),
        *_initiatives(rows, context, found.initiatives),
    ]
    apart = [_left(subject, context.decided, settled=False) for subject in subjects]
    settled = [_left(subject, context.decided, settled=True) for subject in subjects]
    items = _ranked([subject for subject in apart if subject.points])
    done = tuple(_made(subject, 0) for subject in settled if subject.points)
    behind = join(item.evidence for item in (*items, *done))
    return Disagreements(items, done, _compared(rows, context, found), behind)


def _left(subject: _Subject, decided: frozenset[str], settled: bool) -> _Subject:
    """The subject with the points that are decided, or those that are not; least agreement first."""
    points = [point for point in subject.points if (point.matter in decided) is settled]
    points.sort(key=lambda point: (point.agreement, point.about, point.scope))
    return _Subject(subject.kind, subject.name, subject.weight, tuple(points))


def _score(subject: _Subject) -> float:
    return (1.0 - subject.points[0].agreement) * subject.weight


def _made(subject: _Subject, rank: int) -> Disagreement:
    points, score = subject.points, _score(subject)
    behind = join(point.evidence for point in points)
    return Disagreement(subject.kind, subject.name, points, subject.weight, score, rank, behind)


def _ranked(subjects: Sequence[_Subject]) -> tuple[Disagreement, ...]:
    ranks = shared_ranks([_score(subject) for subject in subjects])
    made = [_made(subject, rank or 0) for subject, rank in zip(subjects, ranks, strict=True)]
    return tuple(sorted(made, key=lambda d: (d.rank, KINDS.index(d.kind), unify(d.subject), d.subject)))


def _themes(rows: Sequence[Evidence], context: AnalysisContext, found: Maturity) -> Iterator[_Subject]:
    answers = grouped(pick(rows, "F3"), lambda item: item.text("theme"))
    for theme in found.disagreements:
        mine = [item for item in answers.get(theme.theme, ()) if item.number("now") is not None]
        if theme.consensus is None or not mine:
            continue
        where, sides = _seen(theme, mine, context)
        point = Point("now", "", "consensus", theme.consensus, where, sides, evidence=ids(mine))
        importance = theme.importance
        weight = context.limit("talk.theme")
        weight *= context.limit("talk.theme_unrated") if importance is None else importance / 5
        yield _Subject("theme", theme.theme, weight, (point,))


def _seen(
    theme: ThemeMaturity, rows: Sequence[Evidence], context: AnalysisContext
) -> tuple[str, tuple[Side, ...]]:
    """Where a theme is seen differently, and both views; no view of fewer than ``groups.spread`` people."""
    least = context.limit("groups.spread")
    if theme.where == "between" and theme.high and theme.low:
        return "between", (_of_area(theme.high), _of_area(theme.low))
    leading = [item for item in rows if item.text("level") in LEADERS]
    others = [item for item in rows if item.text("level") not in LEADERS]
    sides = _halves("leaders", leading, "others", others, least)
    if sides and abs((sides[0].mean or 0) - (sides[1].mean or 0)) >= context.limit(
        "consensus.leaders_distance"
    ):
        return "leaders", sides
    middle = mean(numbers(rows, "now")) or 0.0
    upper = [item for item in rows if (item.number("now") or 0) >= middle]
    lower = [item for item in rows if (item.number("now") or 0) < middle]
    return "within", _halves("upper", upper, "lower", lower, least)


def _of_area(view: AreaView) -> Side:
    areas = tuple(area for area in view.areas if area)
    return Side("areas", "", view.mean, view.n, (), areas, view.evidence)


def _halves(
    first: str, ones: Sequence[Evidence], second: str, rest: Sequence[Evidence], least: float
) -> tuple[Side, ...]:
    """Both halves of the answers, or none: one alone would give the other away."""
    if min(len(ones), len(rest)) < least:
        return ()
    return tuple(
        Side(who, "", average(mine, "now"), len(mine), (), (), ids(mine))
        for who, mine in ((first, ones), (second, rest))
    )


def _views(views: Sequence[View], who: str) -> tuple[Side, ...]:
    return tuple(
        Side(who, v.value, None, len(v.areas if who == "areas" else v.units), v.units, v.areas, v.evidence)
        for v in views
    )


def _modal(sides: Sequence[Side]) -> float:
    """The share of the most common view among all views given."""
    return max(side.n for side in sides) / sum(side.n for side in sides)


def _apart_by(units: Iterable[str]) -> str:
    """``between`` where only areas answered, else ``tables``."""
    kinds = {unit.kind for code in units if (unit := Unit.parse(code))}
    return "between" if kinds == {"area"} else "tables"


def _named(about: str, scope: str, views: Sequence[View], matter: str = "") -> Point:
    sides = _views(views, "units")
    where = _apart_by(code for side in sides for code in side.units)
    behind = join(side.evidence for side in sides)
    return Point(about, scope, "share", _modal(sides), where, sides, matter, behind)


def _decisions(context: AnalysisContext, found: RoleConflicts) -> Iterator[_Subject]:
    for conflict in found.accountable:
        point = _named("accountable", "", conflict.views)
        yield _Subject("decision", conflict.decision, context.limit("talk.decision"), (point,))


def _roles(context: AnalysisContext, found: RoleConflicts) -> Iterator[_Subject]:
    """Different holders for one scope; a role that one table drops and another keeps."""
    points: dict[str, list[Point]] = {}
    for conflict in (*found.keeping, *found.holders):
        points.setdefault(conflict.role, []).append(_role_point(conflict))
    for role, mine in points.items():
        yield _Subject("role", role, context.limit("talk.role"), tuple(mine))


def _role_point(conflict: HolderConflict) -> Point:
    if conflict.kind == "keep":
        return _named("keep", "", conflict.views)
    key = unify(conflict.scope) if conflict.kind == "thing" else conflict.scope
    matter = f"holder:{conflict.role}:{conflict.kind}:{key}"
    return _named("holder", conflict.scope, conflict.views, matter)


def _systems(context: AnalysisContext, found: Systems) -> Iterator[_Subject]:
    critical = {system.name for system in found.items if system.is_critical}
    points: dict[str, list[Point]] = {}
    for different in found.differences:
        sides = _views(different.views, "areas")
        matter = value_matter(different.column, different.system)
        point = Point(
            different.column, "", "share", _modal(sides), "between", sides, matter, different.evidence
        )
        points.setdefault(different.system, []).append(point)
    for system, mine in points.items():
        key = "talk.system_critical" if system in critical else "talk.system"
        yield _Subject("system", system, context.limit(key), tuple(mine))


def _initiatives(
    rows: Sequence[Evidence], context: AnalysisContext, found: Initiatives
) -> Iterator[_Subject]:
    scored = by_name(pick(rows, "B4"), "title")
    for item in found.items:
        points = tuple(_criteria(item, scored.get(unify(item.title), ()), context))
        if points:
            top = item.rank is not None and item.rank <= context.limit("talk.top")
            weight = context.limit("talk.initiative_top" if top else "talk.initiative")
            yield _Subject("initiative", item.title, weight, points)


def _criteria(item: Initiative, rows: Sequence[Evidence], context: AnalysisContext) -> Iterator[Point]:
    """The criteria on which units are apart, with the highest and the lowest score."""
    by_unit = grouped(rows, lambda row: row.unit.code)
    for criterion in item.criteria:
        scores = {
            unit: score
            for unit, mine in by_unit.items()
            if (score := average(mine, criterion.key)) is not None
        }
        agreed = consensus(scores.values(), *SCALE)
        if len(scores) < 2 or agreed is None or agreed >= context.limit("consensus.agree"):
            continue
        sides = tuple(
            _scoring([row for unit in scores if scores[unit] == mark for row in by_unit[unit]], mark)
            for mark in (max(scores.values()), min(scores.values()))
        )
        behind = ids(row for row in rows if row.number(criterion.key) is not None)
        matter = initiative_matter(item.title)
        where = _apart_by(scores)
        yield Point(criterion.key, "", "consensus", agreed, where, sides, matter, behind)


def _scoring(rows: Sequence[Evidence], mark: float) -> Side:
    units = units_of(rows)
    return Side("units", "", mark, len(units), units, (), ids(rows))


def _compared(rows: Sequence[Evidence], context: AnalysisContext, found: Found) -> tuple[Count, ...]:
    """How many of each kind at least two units or enough people answered."""
    named = [item for item in pick(rows, "R2", "R3") if item.text("holder") or item.text("keep")]
    roles = grouped(named, lambda item: item.text("role") or item.text("role_id") or item.text("title"))
    numbers_of = (
        sum(theme.consensus is not None for theme in found.maturity.themes),
        found.conflicts.compared,
        sum(len(units_of(mine)) > 1 for mine in roles.values()),
        sum(len(system.areas) > 1 for system in found.systems.items),
        sum(not item.one_group and item.rank is not None for item in found.initiatives.items),
    )
    return tuple(Count(kind, n) for kind, n in zip(KINDS, numbers_of, strict=True) if n)
