"""The benefit cards of AN-11: what each comes to in a year, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import grouped, ids, join, latest_text, natural, numbers, plus, units_of, wordings
from kit.analyse.sins import Facts, sins
from kit.model.evidence import Evidence
from kit.model.results import Benefit, Initiative, YearSum

UNITS = {
    "hours_week": ("hours", "weekly"),
    "hours_month": ("hours", "monthly"),
    "hours_year": ("hours", "yearly"),
    "dkk_month": ("dkk", "monthly"),
    "dkk_year": ("dkk", "yearly"),
}
"""What can be added up: of hours or DKK, and how often it comes in a year."""

TEXT_ONLY = "text_only"

Key = tuple[str, str, float | None, float | None, str]


def benefits(
    rows: Sequence[Evidence], context: AnalysisContext, known: Mapping[str, Initiative]
) -> tuple[Benefit, ...]:
    """B5, the best initiative's first; ``known`` are initiatives by unified id and title.

    Equal words with equal figures from several tables are one benefit; with other figures each view stands,
    and none is in a sum: nobody can tell which holds.
    """
    same = grouped(rows, lambda item: _figures(item, known))
    views = Counter(name[:2] for name in same)
    made = [_benefit(mine, context, known, views[name[:2]] > 1) for name, mine in same.items()]
    return tuple(sorted(made, key=_place))


def _place(item: Benefit) -> tuple[object, ...]:
    figures = (item.baseline or 0.0, item.target or 0.0, item.unit)
    return (not item.initiative, natural(item.initiative), unify(item.title), unify(item.benefit), *figures)


def _figures(item: Evidence, known: Mapping[str, Initiative]) -> Key:
    title = unify(item.text("initiative"))
    place = known[title].id if title in known else title
    baseline, target = item.number("baseline"), item.number("target")
    return place, unify(item.text("benefit")), baseline, target, item.text("unit")


def _benefit(
    rows: Sequence[Evidence], context: AnalysisContext, known: Mapping[str, Initiative], differs: bool
) -> Benefit:
    title, kind, unit = latest_text(rows, "initiative"), latest_text(rows, "kind"), rows[0].text("unit")
    idea = known.get(unify(title))
    owners = wordings(rows, "benefit_owner")
    day = next((item.day("measured_on") for item in reversed(rows) if item.day("measured_on")), None)
    facts = Facts(
        now=rows[0].number("baseline"),
        target=rows[0].number("target"),
        idea=idea,
        reach=0,
        core="",
        side_effect="",
        named={"owner": bool(owners)} | ({} if kind == TEXT_ONLY else {"measured_on": day is not None}),
        goal=False,
        measured=kind != TEXT_ONLY,
    )
    counts = not differs and kind != TEXT_ONLY
    return Benefit(
        initiative=idea.id if idea else "",
        title=idea.title if idea else title,
        benefit=latest_text(rows, "benefit"),
        kind=kind,
        owners=owners,
        baseline=facts.now,
        target=facts.target,
        after=next(reversed(numbers(rows, "after")), None),
        unit=unit,
        measured_on=day,
        measured_by=latest_text(rows, "measured_by"),
        preconditions=wordings(rows, "precondition"),
        hours_year=_yearly(facts, unit, "hours", context) if counts else None,
        dkk_year=_yearly(facts, unit, "dkk", context) if counts else None,
        sins=sins(facts, context),
        differs=differs,
        units=units_of(rows),
        evidence=ids(rows),
    )


def _yearly(facts: Facts, unit: str, of: str, context: AnalysisContext) -> float | None:
    """The way from baseline to target × how often the unit comes in a year (the factors of AN-15)."""
    what, often = UNITS.get(unit, ("", ""))
    if what != of or facts.now is None or facts.target is None:
        return None
    return abs(facts.target - facts.now) * context.limit(f"flows.{often}")


def years(gains: Sequence[Benefit]) -> tuple[YearSum, ...]:
    """Hours and DKK by the year of the measuring date, in order; year 0, last, has none."""
    counted = [b for b in gains if b.hours_year is not None or b.dkk_year is not None]
    found = {b.measured_on.year if b.measured_on else 0 for b in counted}
    return tuple(
        _sum(year, [b for b in counted if (b.measured_on.year if b.measured_on else 0) == year])
        for year in sorted(found, key=lambda year: (year == 0, year))
    )


def _sum(year: int, mine: Sequence[Benefit]) -> YearSum:
    rows = join(b.evidence for b in mine)
    return YearSum(year, plus(b.hours_year for b in mine), plus(b.dkk_year for b in mine), rows)
