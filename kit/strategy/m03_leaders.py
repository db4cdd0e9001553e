"""Five marks of leadership, as the leaders see themselves; never one leader's answer."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.results import LeadershipMark
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import low
from kit.strategy.since import LEADERS, Compared, since, tell


def leaders(chapter: Chapter) -> None:
    """AN-03 on U6. Silent where the sheet is not in use; too few answers make a question."""
    found = chapter.book.results.leadership
    if not found.marks and "U6" not in chapter.book.context.process.tier2:
        return
    chapter.heading("leaders_heading")
    shown = found.shown
    if not shown or found.leaders is None:
        chapter.unknown("leaders", "skills")
        return
    say = chapter.say
    basis = Basis.of("AN-03", *(mark.evidence for mark in shown))
    text = chapter.text("leaders", found.leaders)
    means = [round(mark.now.mean or 0.0, 1) for mark in shown]
    if min(means) < max(means):
        lowest = [mark for mark, mean in zip(shown, means, strict=True) if mean == min(means)]
        text += " " + chapter.text("leaders_low", marks=_listed(chapter, lowest), mean=say.mark(min(means)))
    chapter.claim("leaders", text, basis)
    columns = (
        left(chapter.names.column("U6", "mark"), 3.4),
        right(chapter.text("answers"), 0.7),
        right(chapter.text("leaders_mean"), 1),
        left(chapter.text("agreement"), 1.2),
    )
    rows = [_row(chapter, mark) for mark in found.marks]
    chapter.table("leaders.table", chapter.text("leaders_table"), columns, rows)
    moved = since(chapter, LEADERS)
    if moved:
        tell(chapter, moved, _compared(chapter, basis))
    _apart(chapter, shown)


def _compared(chapter: Chapter, basis: Basis) -> Compared:
    return Compared(
        noun="mark",
        title=lambda mark: chapter.names.choice("leadership_mark", mark),
        said=lambda mark: chapter.text(f"mark_{mark}"),
        header=chapter.names.column("U6", "mark"),
        subject="since.leaders",
        basis=basis,
    )


def _listed(chapter: Chapter, marks: Sequence[LeadershipMark]) -> str:
    return chapter.say.all(f"“{chapter.text(f'mark_{mark.mark}')}”" for mark in marks)


def _row(chapter: Chapter, mark: LeadershipMark) -> list[Cell]:
    title = cell(chapter.names.choice("leadership_mark", mark.mark))
    if mark.hidden:
        return [title, cell(""), cell(chapter.text("too_few")), cell("")]
    say = chapter.say
    agreement = chapter.text(f"label_{mark.agreement}") if mark.agreement else ""
    text = chapter.text("leaders_row", mark=chapter.text(f"mark_{mark.mark}"), mean=say.mark(mark.now.mean))
    chapter.row_claim(f"leaders.{mark.mark}", text, Basis.of("AN-03", mark.evidence), note=False)
    return [title, cell(say.number(mark.now.n)), cell(say.mark(mark.now.mean)), cell(agreement)]


def _apart(chapter: Chapter, shown: Sequence[LeadershipMark]) -> None:
    """Where leaders differ: between areas with both views, else that it lies within them."""
    apart = [mark for mark in shown if mark.agreement in ("partly", "disagree")]
    between = [mark for mark in apart if mark.where == "between" and len(mark.views) > 1]
    for mark in between:
        high, least = mark.views[0], mark.views[-1]
        text = chapter.text(
            "leaders_between",
            mark=chapter.text(f"mark_{mark.mark}"),
            high_areas=chapter.names.areas(high.areas),
            high=chapter.say.mark(high.mean),
            low_areas=chapter.names.areas(least.areas),
            low=chapter.say.mark(least.mean),
        )
        chapter.claim(f"leaders.apart.{mark.mark}", text, Basis.of("AN-03", mark.evidence))
    for agreement in ("partly", "disagree"):
        within = [mark for mark in apart if mark.agreement == agreement and mark not in between]
        if within:
            label = low(chapter.text(f"label_{agreement}"))
            text = chapter.text("leaders_within", marks=_listed(chapter, within), label=label)
            basis = Basis.of("AN-03", *(mark.evidence for mark in within))
            chapter.claim(f"leaders.within.{agreement}", text, basis)
