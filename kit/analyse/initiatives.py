"""AN-09 Initiative score: what is worth doing, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from kit.analyse.context import AnalysisContext
from kit.analyse.names import suggestions, unanswered, unify
from kit.analyse.role_days import role_days
from kit.analyse.rows import (
    areas_of,
    average,
    by_name,
    common_name,
    distinct,
    grouped,
    ids,
    in_order,
    join,
    many,
    pick,
    shared_ranks,
    statistic,
    total,
    units_of,
    wordings,
)
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.results import Count, Criterion, Initiative, Initiatives, Quality, System, Systems

CRITERIA = ("value", "fit", "feasible", "data_ready", "risk")
CLASSES = ("start", "prepare", "small_steps", "park")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the criteria; ``safe`` is that of 6 − risk."""

    value: float = 2.0
    fit: float = 1.0
    feasible: float = 1.0
    data_ready: float = 1.0
    safe: float = 1.0


def benefit(value: float, fit: float, weights: Weights = Weights()) -> float:
    """B = (2·value + fit) ÷ 3, on 1–5."""
    return (weights.value * value + weights.fit * fit) / (weights.value + weights.fit)


def doability(
    feasible: float,
    data_ready: float,
    risk: float,
    weights: Weights = Weights(),
) -> float:
    """G = (feasible + data_ready + (6 − risk)) ÷ 3, on 1–5; risk 5 is the worst."""
    whole = weights.feasible + weights.data_ready + weights.safe
    return (weights.feasible * feasible + weights.data_ready * data_ready + weights.safe * (6 - risk)) / whole


def klass(benefit: float, doability: float, limit: float) -> str:
    """``start``, ``prepare``, ``small_steps`` or ``park`` by the limit on both."""
    if benefit >= limit:
        return "start" if doability >= limit else "prepare"
    return "small_steps" if doability >= limit else "park"


def initiatives(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, quality: Quality
) -> Initiatives:
    """AN-09 from B4: rows of equal unified title are one initiative, each criterion the mean of the tables
    that scored it.

    B = (2·value + fit) ÷ 3; G = (feasible + data_ready + 6 − risk) ÷ 3; P = B·G (1–25); E = P ÷ √days.
    Classes by ``initiatives.class`` on B and G. The rank range comes from each weight in turn
    ``initiatives.weight_change`` more and less. Ids I-001 … follow the rank, then the unified title; without
    all five scores an initiative has no rank and stands last. Days are the mean over tables, dots the sum.
    """
    rows = pick(evidence, "B4")
    known = by_any_name(systems)
    merged = [_initiative(mine, context, known) for mine in by_name(rows, "title").values()]
    indices, leaving = quality.indices(), frozenset(systems.leaving)
    checked = [_parked(_checked(item, indices, leaving, context), context) for item in merged]
    ranked = _ranked(checked, context)
    resolved = _with_dependencies(ranked, rows)
    pairs = {item.title: item.evidence for item in resolved}
    return Initiatives(
        items=resolved,
        classes=tuple(
            Count(name, len(mine), join(i.evidence for i in mine))
            for name in CLASSES
            if (mine := [item for item in resolved if item.klass == name])
        ),
        suggestions=unanswered(
            "initiatives",
            suggestions(pairs, context.limit("systems.name_similarity"), (), pairs.__getitem__),
            context.answered,
        ),
        evidence=ids(rows),
    )


def by_id_and_title(found: Initiatives) -> dict[str, Initiative]:
    """Initiatives by unified id and title, for sheets that refer to them; the first of the list where two are
    alike."""
    named = ((unify(name), item) for item in reversed(found.items) for name in (item.title, item.id))
    return {name: item for name, item in named if name}


def _initiative(
    rows: Sequence[Evidence], context: AnalysisContext, known: Mapping[str, System]
) -> Initiative:
    criteria = tuple(_criterion(rows, key, context) for key in CRITERIA)
    days = average(rows, "days")
    scores = _scores(criteria, days, context)
    roles, unparsed = role_days(rows, context)
    starts = sorted(item.text("wanted_start") for item in rows if item.text("wanted_start"))
    named = (known.get(unify(name)) or name for item in rows for name in item.many("systems"))
    return Initiative(
        id="",
        title=common_name(item.text("title") for item in rows),
        problems=wordings(rows, "problem"),
        areas=areas_of(rows, context.areas),
        audiences=in_order(many(rows, "audience"), context.choices("audience")),
        types=in_order({item.text("type") for item in rows} - {""}, context.choices("initiative_type")),
        systems=distinct(system.name if isinstance(system, System) else system for system in named),
        criteria=criteria,
        days=days,
        dots=total(rows, "dots"),
        owners=wordings(rows, "owner"),
        benefit_owners=wordings(rows, "benefit_owner"),
        roles=roles,
        unparsed=unparsed,
        competences=many(rows, "competences"),
        wanted_start=starts[0] if starts else "",
        depends_on=distinct(name for item in rows for name in item.many("depends_on")),
        unresolved=(),
        benefit=scores.benefit,
        doability=scores.doability,
        priority=scores.priority,
        per_effort=scores.per_effort,
        klass=scores.klass,
        weakest=scores.weakest,
        rank=None,
        rank_best=None,
        rank_worst=None,
        quality=None,
        data_check=False,
        leaving=(),
        units=units_of(rows),
        evidence=ids(rows),
    )


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the criteria come to; ``None`` where one of them has no answer."""

    benefit: float | None
    doability: float | None
    priority: float | None
    per_effort: float | None
    klass: str | None
    weakest: str | None


def _scores(criteria: Sequence[Criterion], days: float | None, context: AnalysisContext) -> _Scores:
    value, fit, feasible, ready, risk = (criterion.score.mean for criterion in criteria)
    worth = None if value is None or fit is None else benefit(value, fit)
    ease = None if feasible is None or ready is None or risk is None else doability(feasible, ready, risk)
    weakest = _weakest(feasible, ready, risk)
    if worth is None or ease is None:
        return _Scores(worth, ease, None, None, None, weakest)
    priority = worth * ease
    effort = priority / sqrt(days) if days else None
    return _Scores(
        worth, ease, priority, effort, klass(worth, ease, context.limit("initiatives.class")), weakest
    )


def _criterion(rows: Sequence[Evidence], key: str, context: AnalysisContext) -> Criterion:
    """Tables differ when the means of two units are ``initiatives.table_gap`` or more apart."""
    by_unit = grouped(rows, lambda item: item.unit.code)
    means = [m for mine in by_unit.values() if (m := average(mine, key)) is not None]
    far = bool(means) and max(means) - min(means) >= context.limit("initiatives.table_gap")
    return Criterion(key, statistic(rows, key, context.limit("groups.spread")), far)


def _weakest(feasible: float | None, ready: float | None, risk: float | None) -> str | None:
    """The criterion that holds doability back most; the first of equals."""
    scores = {"feasible": feasible, "data_ready": ready, "risk": None if risk is None else 6 - risk}
    known = {key: score for key, score in scores.items() if score is not None}
    return min(known, key=lambda key: known[key]) if known else None


def _checked(
    item: Initiative, indices: Mapping[str, float], leaving: frozenset[str], context: AnalysisContext
) -> Initiative:
    """With the lowest quality index of its systems, and those of them that are being phased out."""
    lowest = min((indices[name] for name in item.systems if name in indices), default=None)
    ready = item.criterion("data_ready").score.mean
    far = (
        lowest is not None
        and ready is not None
        and abs(ready - lowest) >= context.limit("initiatives.table_gap")
    )
    ending = tuple(name for name in item.systems if name in leaving)
    return replace(item, quality=lowest, data_check=far, leaving=ending)


def _parked(item: Initiative, context: AnalysisContext) -> Initiative:
    """As the lead decided: parked, whatever its scores say."""
    reason = context.parked.get(unify(item.title))
    return item if reason is None else replace(item, klass="park", parked=reason)


def _ranked(items: Sequence[Initiative], context: AnalysisContext) -> tuple[Initiative, ...]:
    ranks = shared_ranks([item.priority for item in items])
    variants = [shared_ranks([_priority(item, w) for item in items]) for w in _variants(context)]
    found = []
    for place, (item, rank) in enumerate(zip(items, ranks, strict=True)):
        seen = [r for r in (rank, *(variant[place] for variant in variants)) if r is not None]
        best, worst = (min(seen), max(seen)) if seen else (None, None)
        found.append(replace(item, rank=rank, rank_best=best, rank_worst=worst))
    found.sort(key=lambda i: (i.rank is None, i.rank or 0, unify(i.title)))
    return tuple(replace(item, id=f"I-{number:03d}") for number, item in enumerate(found, 1))


def _variants(context: AnalysisContext) -> list[Weights]:
    """Each weight alone by ``initiatives.weight_change`` more and less."""
    change = context.limit("initiatives.weight_change")
    base = Weights()
    return [
        replace(base, **{name: getattr(base, name) * factor})
        for name in ("value", "fit", "feasible", "data_ready", "safe")
        for factor in (1 - change, 1 + change)
    ]


def _priority(item: Initiative, weights: Weights) -> float | None:
    if item.priority is None:
        return None
    value, fit, feasible, ready, risk = (c.score.mean or 0.0 for c in item.criteria)
    return benefit(value, fit, weights) * doability(feasible, ready, risk, weights)


def _with_dependencies(items: Sequence[Initiative], rows: Iterable[Evidence]) -> tuple[Initiative, ...]:
    """Dependencies as ids: by title, by an id that a row carries, or by an id of this run."""
    by_key = {unify(item.id): item.id for item in items}
    titles = {unify(item.title): item.id for item in items}
    carried = {
        unify(row.text("initiative_id")): titles[unify(row.text("title"))]
        for row in rows
        if row.text("initiative_id") and unify(row.text("title")) in titles
    }
    by_key |= carried | titles
    found = []
    for item in items:
        known = {by_key[unify(name)] for name in item.depends_on if unify(name) in by_key}
        lost = tuple(name for name in item.depends_on if unify(name) not in by_key)
        found.append(replace(item, depends_on=tuple(sorted(known)), unresolved=lost))
    return tuple(found)
