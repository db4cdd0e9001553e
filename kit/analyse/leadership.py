"""AN-03 on U6: five marks of leadership, as leaders see themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.maturity import SCALE, agreement, between_share, consensus, views_of, visible, where_apart
from kit.analyse.rows import grouped, ids, numbers, pick, statistic
from kit.model.evidence import Evidence
from kit.model.results import Leadership, LeadershipMark, Statistic


def leadership(evidence: Iterable[Evidence], context: AnalysisContext) -> Leadership:
    """The maths of AN-03 on the five marks (1–5): mean, median, spread, consensus, and whether views lie
    apart between areas or within them.

    Leaders are few and easily known: under ``groups.leaders`` answers a mark has no figure at all, and no
    area is told apart under ``groups.spread``. What leaders wrote as their next step is theirs: only how many
    wrote one is counted, and only among ``groups.leaders`` or more.
    """
    rows = pick(evidence, "U6")
    marks = grouped(rows, lambda item: item.text("mark"))
    found = tuple(_mark(mark, marks.get(mark, []), context) for mark in context.choices("leadership_mark"))
    answered = [item for item in rows if item.number("now") is not None or item.is_unknown("now")]
    leaders = {_who(item) for item in answered}
    enough = len(leaders) >= context.limit("groups.leaders")
    stepped = {_who(item) for item in rows if item.text("next_step")} & leaders
    return Leadership(
        marks=found if rows else (),
        leaders=len(leaders) if enough else None,
        steps=len(stepped) if enough else None,
        evidence=ids(rows),
    )


def _who(item: Evidence) -> tuple[str, str]:
    return item.file, item.text("respondent")


def _mark(mark: str, rows: Sequence[Evidence], context: AnalysisContext) -> LeadershipMark:
    answers = numbers(rows, "now")
    if len(answers) < context.limit("groups.leaders"):
        return LeadershipMark(mark, Statistic(), None, None, None, True, (), ids(rows))
    now = statistic(rows, "now", context.limit("groups.spread"))
    cns = consensus(answers, *SCALE)
    label = agreement(cns, context.limit("consensus.agree"), context.limit("consensus.partly"))
    views = views_of(rows, context)
    share = between_share([numbers(mine, "now") for _, mine in visible(rows, context)])
    where = where_apart(label, share, views, now.mean, context)
    return LeadershipMark(mark, now, cns, label, where, False, views, ids(rows))
