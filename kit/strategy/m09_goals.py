"""The goals after the check for the seven sins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.model.document import Cell, Paragraph
from kit.model.results import Benefit, Goal, Sin
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap, free, low, slug

ROWS = 25
NAMED = 6


def goals(chapter: Chapter) -> None:
    """AN-11 from B6; nothing where the sheet is switched off."""
    if "B6" not in chapter.book.context.process.tier2:
        return
    found = chapter.book.results.goals
    chapter.heading("goals_heading")
    if not found.goals:
        chapter.unknown("goals", "network")
        return
    basis = Basis.of("AN-11", *(goal.evidence for goal in found.goals))
    chapter.claim("goals", _text(chapter, found.goals), basis)
    columns = (
        left(chapter.text("col_goal"), 2.2),
        left(chapter.names.column("B6", "area"), 1.4),
        left(chapter.text("col_now_target"), 1.1),
        left(chapter.text("col_due"), 0.9),
        left(chapter.text("col_sins"), 1.6),
    )
    rows = [_row(chapter, goal) for goal in found.goals[:ROWS]]
    chapter.table("goals.table", chapter.text("goals_table"), columns, rows)
    if len(found.goals) > ROWS:
        chapter.more("goals_more", len(found.goals) - ROWS)
    _apart(chapter, found.goals)
    _said(chapter, [goal for goal in found.goals if goal.said])


def _text(chapter: Chapter, found: Sequence[Goal]) -> str:
    doubtful = sum(bool(goal.sins) for goal in found)
    if not doubtful:
        return chapter.text("goals_clean", len(found))
    if len(found) == 1:
        return chapter.text("goals_lone")
    if doubtful == len(found):
        return chapter.text("goals_every", doubtful)
    return chapter.text("goals", doubtful, whole=chapter.say.letters(len(found)))


def _row(chapter: Chapter, goal: Goal) -> list[Cell]:
    say, names = chapter.say, chapter.names
    target = "–" if goal.target is None else say.number(goal.target, 2)
    day = say.day(goal.due) if goal.due else "–"
    words = free(goal.goal)
    now = "" if goal.now is None else say.number(goal.now, 2)
    values = {"goal": words, "now": now, "target": target, "day": day}
    text = chapter.text("goal_row" if now else "goal_row_bare", **values)
    notes = chapter.row_claim(f"goal.{slug(f'{goal.area} {words}')}", text, Basis.of("AN-11", goal.evidence))
    wrong = cap(say.all(low(chapter.text(f"short_{sin.key}")) for sin in goal.sins))
    return [
        cell(words, notes=notes),
        cell(names.area(goal.area) if goal.area else ""),
        cell(chapter.text("now_target" if now else "now_unknown", now=now, target=target)),
        cell(day),
        cell(wrong or chapter.text("holds")),
    ]


def _apart(chapter: Chapter, found: Sequence[Goal]) -> None:
    apart = [goal for goal in found if goal.differs]
    if apart:
        named = dict.fromkeys(f"“{free(goal.goal)}”" for goal in apart)
        text = chapter.text("goals_differ", goals=chapter.say.all(named))
        chapter.claim("goals.apart", text, Basis.of("AN-11", *(goal.evidence for goal in apart)))


def sins(chapter: Chapter) -> None:
    """One point for each sin, with the goals and benefits that it is about."""
    found = chapter.book.results.goals
    if found.sins:
        chapter.heading("sins_heading")
        chapter.plain(chapter.text("sins"))
    points: list[Paragraph] = []
    for count in found.sins:
        guilty = [_item(chapter, item, sin) for item, sin in _every(chapter) if sin.key == count.key]
        items = chapter.say.some(list(dict.fromkeys(guilty)), NAMED)
        short, title = chapter.text(f"short_{count.key}"), low(chapter.names.choice("sin", count.key))
        text = chapter.text(f"sin_{count.key}", short=short, sin=title, items=items)
        points.append(chapter.stated(f"sin.{count.key}", text, Basis.of("AN-11", count.evidence)))
    chapter.bullets(points)


def _every(chapter: Chapter) -> Iterator[tuple[Goal | Benefit, Sin]]:
    """Each sin with its goal or benefit, goals first."""
    found = chapter.book.results.goals
    yield from ((goal, sin) for goal in found.goals for sin in goal.sins)
    yield from ((benefit, sin) for benefit in found.benefits for sin in benefit.sins)


def _item(chapter: Chapter, item: Goal | Benefit, sin: Sin) -> str:
    title = title_of(item)
    if not sin.lacks:
        return f"“{title}”"
    what = chapter.say.all(chapter.text(f"lacks_{key}") for key in sin.lacks)
    return chapter.text("lacks", title=title, what=what)


def title_of(item: Goal | Benefit) -> str:
    """A goal or benefit in its own words."""
    return free(item.goal if isinstance(item, Goal) else item.benefit)


def _said(chapter: Chapter, doubted: Sequence[Goal]) -> None:
    """Doubts that people wrote themselves."""
    if not doubted:
        return
    items = [
        chapter.text(
            "said_item",
            goal=free(goal.goal),
            sins=chapter.say.all(low(chapter.text(f"short_{key}")) for key in goal.said),
        )
        for goal in doubted
    ]
    basis = Basis.of("AN-11", *(goal.evidence for goal in doubted))
    tables = len({unit for goal in doubted for unit in goal.units})
    chapter.claim("goals.said", chapter.text("said", tables, sins=chapter.say.all(items)), basis)


def monday_goals(chapter: Chapter) -> list[str]:
    """For Monday: the first goal that belongs to nobody, and the first without a figure of today."""
    who, said = chapter.names.lead(), list[str]()
    for key, sentence in (("SY7", "monday_sin"), ("SY4", "monday_baseline")):
        guilty = [item for item, sin in _every(chapter) if sin.key == key]
        said += [chapter.text(sentence, who=who, title=title_of(item)) for item in guilty[:1]]
    return said
