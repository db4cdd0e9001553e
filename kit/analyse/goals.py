"""AN-11 Goals and benefits: which figures deserve to be followed, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.benefits import benefits, years
from kit.analyse.context import AnalysisContext
from kit.analyse.initiatives import by_id_and_title
from kit.analyse.names import unify
from kit.analyse.rows import (
    distinct,
    grouped,
    ids,
    in_order,
    join,
    latest,
    latest_text,
    many,
    pick,
    units_of,
)
from kit.analyse.sins import SINS, Facts, sins
from kit.model.evidence import Evidence
from kit.model.results import Benefit, Count, Goal, GoalCheck, Initiative, Initiatives


def goals(evidence: Iterable[Evidence], context: AnalysisContext, ideas: Initiatives) -> GoalCheck:
    """AN-11 from B5 and B6, each sin a rule of its own (:mod:`kit.analyse.sins`).

    The same goal of an area with the same figures from several tables is one; other figures are another view
    and stand beside it. Sums hold stated figures only (:func:`kit.analyse.benefits.years`).
    """
    rows = [item for item in pick(evidence, "B6") if item.text("goal")]
    cards = [item for item in pick(evidence, "B5") if item.text("benefit")]
    known = by_id_and_title(ideas)
    found = _goals(rows, context, known)
    gains = benefits(cards, context, known)
    return GoalCheck(found, gains, _counted(found, gains), years(gains), ids(rows, cards))


def _goals(
    rows: Sequence[Evidence], context: AnalysisContext, known: Mapping[str, Initiative]
) -> tuple[Goal, ...]:
    reach = _reach(rows, known)
    same = grouped(rows, _figures)
    views = Counter(name[:2] for name in same)
    order = {area: place for place, area in enumerate(context.areas)}
    made = [_goal(mine, context, known, reach, views[name[:2]] > 1) for name, mine in same.items()]
    return tuple(
        sorted(made, key=lambda g: (order.get(g.area, len(order)), unify(g.goal), g.target or 0, g.now or 0))
    )


def _figures(item: Evidence) -> tuple[str, str, float | None, float | None]:
    return unify(item.text("goal")), item.area, item.number("now"), item.number("target")


def _reach(rows: Iterable[Evidence], known: Mapping[str, Initiative]) -> dict[str, set[str]]:
    """The areas of which an initiative's goals speak, by its id."""
    found: dict[str, set[str]] = {}
    for item in rows:
        idea = known.get(unify(item.text("initiative")))
        if idea and item.area:
            found.setdefault(idea.id, set()).add(item.area)
    return found


def _goal(
    rows: Sequence[Evidence],
    context: AnalysisContext,
    known: Mapping[str, Initiative],
    reach: Mapping[str, set[str]],
    differs: bool,
) -> Goal:
    idea = known.get(unify(latest_text(rows, "initiative")))
    due = latest([item for item in rows if item.day("due")], "due")
    owners = distinct((*idea.owners, *idea.benefit_owners)) if idea else ()
    side_effect, core = latest_text(rows, "side_effect"), latest_text(rows, "core")
    facts = Facts(
        now=rows[0].number("now"),
        target=rows[0].number("target"),
        idea=idea,
        reach=len(reach.get(idea.id, ())) if idea else 0,
        core=core,
        side_effect=side_effect,
        named={"date": bool(due), "owner": bool(owners)},
        goal=True,
    )
    return Goal(
        goal=latest_text(rows, "goal"),
        area=rows[0].area,
        indicator=latest_text(rows, "indicator"),
        now=facts.now,
        target=facts.target,
        due=next((item.day("due") for item in reversed(rows) if item.day("due")), None),
        core=core,
        side_effect=side_effect,
        initiative=idea.id if idea else "",
        owners=owners,
        sins=sins(facts, context),
        said=in_order(many(rows, "sins"), SINS),
        differs=differs,
        units=units_of(rows),
        evidence=ids(rows),
    )


def _counted(found: Sequence[Goal], gains: Sequence[Benefit]) -> tuple[Count, ...]:
    every = [(sin.key, goal.evidence) for goal in found for sin in goal.sins]
    every += [(sin.key, gain.evidence) for gain in gains for sin in gain.sins]
    return tuple(
        Count(key, len(mine), join(mine))
        for key in SINS
        if (mine := [rows for name, rows in every if name == key])
    )
