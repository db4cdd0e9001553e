"""Critical systems against five goals."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import Architecture, ArchitectureGoal
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low, slug

SHOWN = 15
LISTED = 5
COUNTED = ("yes", "partly", "no", "unknown")
LEVELS = {"no": 0, "partly": 2, "yes": 4}


def architecture(chapter: Chapter) -> None:
    """AN-17. Silent where the sheet is not in use."""
    found = chapter.book.results.architecture
    if not found.systems and not found.unchecked:
        if "S6" in chapter.book.context.process.tier2:
            chapter.heading("architecture_heading")
            chapter.unknown("architecture", "systems")
        return
    chapter.heading("architecture_heading")
    if found.systems:
        _goals(chapter, found)
        _figure(chapter, found)
        _weak(chapter, found)
        _apart(chapter, found)
    if found.unchecked:
        systems = chapter.say.some(found.unchecked, LISTED)
        chapter.unknown("unchecked", "systems", systems=systems)


def _goals(chapter: Chapter, found: Architecture) -> None:
    say = chapter.say
    text = chapter.text("architecture", len(found.systems))
    known = [goal for goal in found.goals if goal.share is not None]
    if known:
        least = min(goal.share or 0.0 for goal in known)
        lowest = [goal for goal in known if goal.share == least]
        listed = say.all(f"“{low(chapter.names.column('S6', goal.goal))}”" for goal in lowest)
        text += " " + chapter.text("architecture_low", goals=listed, share=say.percent(least))
    chapter.claim("architecture", text, Basis.of("AN-17", found.evidence))
    columns = (
        left(chapter.text("col_goal"), 2.4),
        right(chapter.text("col_share"), 1),
        *(
            right(chapter.names.choice("architecture_answer", key), 0.8)
            for key in (*reversed(LEVELS), "unknown")
        ),
    )
    rows = [_goal_row(chapter, goal) for goal in found.goals]
    chapter.plain(chapter.text("architecture_how"))
    chapter.table("architecture.goals", chapter.text("goals_table"), columns, rows)


def _goal_row(chapter: Chapter, goal: ArchitectureGoal) -> list[Cell]:
    say = chapter.say
    share = "–" if goal.share is None else say.percent(goal.share)
    title = chapter.names.column("S6", goal.goal)
    text = chapter.text("goal_row", goal=low(title), share=share)
    chapter.row_claim(f"architecture.{goal.goal}", text, Basis.of("AN-17", goal.evidence), note=False)
    counts = (goal.yes, goal.partly, goal.no, goal.unknown)
    return [cell(title), cell(share), *(cell(say.number(count)) for count in counts)]


def _figure(chapter: Chapter, found: Architecture) -> None:
    names = chapter.names
    titles = tuple(names.column("S6", goal.goal) for goal in found.goals)
    shown = found.systems[:SHOWN]
    rows = tuple((free(s.system), tuple(_heat(chapter, answer) for answer in s.answers)) for s in shown)
    words = {key: names.choice("architecture_answer", key) for key in LEVELS}
    title = names.column("S6", "system")
    figure = HeatMatrix(title, titles, rows, (words["no"], "", words["partly"], "", words["yes"]))
    caption = chapter.text("architecture_figure")
    for s in shown:
        text = chapter.text("system_row", s.no, system=free(s.system))
        chapter.row_claim(f"architecture.{slug(s.system)}", text, Basis.of("AN-17", s.evidence), note=False)
    data = [[cell(name), *(cell(c.text, c.level) for c in cells)] for name, cells in rows]
    columns = (left(title, 1.6), *(left(header) for header in titles))
    table = chapter.made_table("architecture.data", caption, columns, data)
    alt = chapter.text("architecture_alt", len(rows), no=chapter.say.number(sum(s.no for s in shown)))
    basis = Basis.of("AN-17", *(s.evidence for s in shown))
    chapter.figure("architecture.matrix", caption, alt, figure, table, basis)


def _heat(chapter: Chapter, answer: str) -> HeatCell:
    if not answer:
        return HeatCell("–", None)
    if answer not in LEVELS:
        return HeatCell("?", None)
    return HeatCell(chapter.names.choice("architecture_answer", answer), LEVELS[answer])


def _weak(chapter: Chapter, found: Architecture) -> None:
    if found.weak:
        many = chapter.book.context.catalogue.thresholds["architecture.many_no"]
        listed = chapter.say.some([free(s.system) for s in found.weak], LISTED)
        text = chapter.text("weak_systems", len(found.weak), systems=listed, goals=chapter.say.letters(many))
        chapter.claim("architecture.weak", text, Basis.of("AN-17", *(s.evidence for s in found.weak)))


def _apart(chapter: Chapter, found: Architecture) -> None:
    for system in [s for s in found.systems if s.differs][:LISTED]:
        goals = chapter.say.all(f"“{low(chapter.names.column('S6', goal))}”" for goal in system.differs)
        text = cap(chapter.text("architecture_apart", system=free(system.system), goals=goals))
        basis = Basis.of("AN-17", system.evidence)
        chapter.claim(f"architecture.apart.{slug(system.system)}", text, basis)
