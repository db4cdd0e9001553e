"""AN-20 Learning coverage: what is done about the gaps, and whether it comes in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from kit.analyse.capacity import quarter_number, quarter_of
from kit.analyse.context import AnalysisContext
from kit.analyse.initiatives import by_id_and_title
from kit.analyse.names import unify
from kit.analyse.rows import grouped, ids, join, latest, latest_text, pick, plus
from kit.model.evidence import Evidence
from kit.model.results import (
    Activity,
    CompetenceCell,
    Competences,
    DeliveryPlan,
    GapCover,
    Initiative,
    Initiatives,
    Learning,
    QuarterLearning,
    Share,
)


def learning(
    evidence: Iterable[Evidence],
    context: AnalysisContext,
    competences: Competences,
    initiatives: Initiatives,
    plan: DeliveryPlan,
) -> Learning:
    """AN-20 from U4: a top gap is covered when an activity for its competence starts before the first quarter
    of the initiatives in the plan that need it (or of the one that it is tied to), or when none needs it;
    ``late`` when all start later. Hours = people × hours each; price and hours sum what is stated.

    The same competence, target group, form and start on two tables' lists is one activity.
    """
    rows = [item for item in pick(evidence, "U4") if item.text("competence")]
    starts = _starts(initiatives, plan)
    ideas = by_id_and_title(initiatives)
    needed = _Needed(starts, {competence: _first(mine.values()) for competence, mine in starts.items()})
    same = grouped(rows, _subject)
    activities = [_activity(mine, needed, ideas, competences) for mine in same.values()]
    activities.sort(key=lambda a: (a.start or date.max, a.competence, unify(a.audience)))
    gaps = tuple(_cover(cell, activities) for cell in competences.top)
    covered = sum(gap.state == "covered" for gap in gaps)
    return Learning(
        activities=tuple(activities),
        gaps=gaps,
        coverage=Share(covered, len(gaps), join(gap.evidence for gap in gaps)),
        quarters=_quarters(activities, plan),
        hours=plus(activity.hours for activity in activities),
        price=plus(activity.price for activity in activities),
        untied=tuple(activity for activity in activities if activity.tied is False),
        evidence=ids(rows),
    )


def _subject(item: Evidence) -> tuple[str, str, str, date | None]:
    return item.text("competence"), unify(item.text("audience")), item.text("form"), item.day("start")


@dataclass(frozen=True, slots=True)
class _Needed:
    """When initiatives of the plan first need each competence: each by its id, and the earliest."""

    by_initiative: Mapping[str, Mapping[str, str]]
    first: Mapping[str, str]

    def quarter(self, competence: str, initiative: str) -> str:
        """The initiative's own, else the earliest of any; ``""`` where none needs it."""
        own = self.by_initiative.get(competence, {}).get(initiative)
        return own or self.first.get(competence, "")


def _first(quarters: Iterable[str]) -> str:
    return min(quarters, key=lambda quarter: quarter_number(quarter) or 0)


def _starts(initiatives: Initiatives, plan: DeliveryPlan) -> dict[str, dict[str, str]]:
    """By each competence the initiatives of the plan that need it, with their first quarters."""
    found: dict[str, dict[str, str]] = {}
    first = {item.initiative: item.quarters[0] for item in plan.placed}
    for item in initiatives.items:
        for competence in item.competences if item.id in first else ():
            found.setdefault(competence, {})[item.id] = first[item.id]
    return found


def _activity(
    rows: Sequence[Evidence],
    needed: _Needed,
    ideas: Mapping[str, Initiative],
    competences: Competences,
) -> Activity:
    people, each = (_number(latest(rows, column)) for column in ("people", "hours_each"))
    start, end = latest(rows, "start"), latest(rows, "end")
    competence = latest_text(rows, "competence")
    idea = ideas.get(unify(latest_text(rows, "initiative")))
    tied_to = idea.id if idea else ""
    return Activity(
        competence=competence,
        audience=latest_text(rows, "audience"),
        people=people,
        form=latest_text(rows, "form"),
        hours_each=each,
        hours=people * each if people is not None and each is not None else None,
        price=_number(latest(rows, "price")),
        start=start if isinstance(start, date) else None,
        end=end if isinstance(end, date) else None,
        responsible=latest_text(rows, "responsible"),
        sign=latest_text(rows, "sign"),
        initiative=tied_to,
        in_time=_in_time(start if isinstance(start, date) else None, needed.quarter(competence, tied_to)),
        tied=_meets_gap(competence, competences),
        evidence=ids(rows),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _in_time(start: date | None, quarter: str) -> bool | None:
    """Whether it starts in a quarter before this one."""
    if start is None or not quarter:
        return None
    return (quarter_number(quarter_of(start)) or 0) < (quarter_number(quarter) or 0)


def _meets_gap(competence: str, competences: Competences) -> bool | None:
    """``None`` where no figure is known for the competence."""
    known = [cell.gap for cell in competences.cells if cell.competence == competence and cell.gap is not None]
    return any(gap > 0 for gap in known) if known else None


def _cover(cell: CompetenceCell, activities: Iterable[Activity]) -> GapCover:
    mine = [activity for activity in activities if activity.competence == cell.competence]
    late = all(activity.in_time is False for activity in mine)
    state = "open" if not mine else "late" if late else "covered"
    behind = join((cell.evidence, *(activity.evidence for activity in mine)))
    return GapCover(cell.roles, cell.competence, state, len(mine), behind)


def _quarters(activities: Iterable[Activity], plan: DeliveryPlan) -> tuple[QuarterLearning, ...]:
    """Hours by the quarter in which activities start, and what the plan leaves free there."""
    found: dict[str, list[Activity]] = {}
    for activity in activities:
        if activity.start and activity.hours is not None:
            found.setdefault(quarter_of(activity.start), []).append(activity)
    free: dict[str, list[float]] = {}
    for line in plan.utilisation:
        free.setdefault(line.quarter, []).append(line.hours - (line.committed or 0.0) - line.used)
    return tuple(
        QuarterLearning(
            quarter,
            fsum(activity.hours or 0.0 for activity in mine),
            fsum(free[quarter]) if quarter in free else None,
            join(activity.evidence for activity in mine),
        )
        for quarter, mine in sorted(found.items())
    )
