"""The twelve points that a usable strategy needs: where they stand, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kit.model.document import Cell
from kit.model.results import CheckPoint
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low

NAMED = 4
VITAL = 6
"""So many points have to be in place before the strategy can be used: the first."""


def check(chapter: Chapter) -> None:
    """AN-22: how many points are in place, and what each of the others lacks."""
    minimum, say = chapter.book.results.minimum, chapter.say
    counts = [(state, minimum.count(state)) for state in ("ok", "partly", "missing")]
    parts = [chapter.text(f"count_{state}", n) for state, n in counts if n]
    text = chapter.text("check", parts=say.clauses(parts))
    behind = [say.number(p.number) for p in minimum.points if p.number <= VITAL and p.state != "ok"]
    key = "usable" if minimum.usable else "not_usable"
    text += " " + chapter.text(key, len(behind), points=say.all(behind))
    chapter.claim("check", text, Basis.of("AN-22", minimum.evidence))
    columns = (
        right(chapter.text("col_number"), 0.4),
        left(chapter.text("col_point"), 3),
        left(chapter.text("col_state"), 0.9),
        left(chapter.text("col_missing"), 2.2),
    )
    rows = [_point_row(chapter, point) for point in minimum.points]
    chapter.table("check.table", chapter.text("check_table"), columns, rows)


def _point_row(chapter: Chapter, point: CheckPoint) -> list[Cell]:
    title = _point(chapter, point.number)
    state = chapter.text(f"state_{point.state}")
    text = chapter.text("point", title=title, state=low(state))
    notes = chapter.row_claim(f"check.{point.number}", text, Basis.of("AN-22", point.evidence), note=False)
    level = {"ok": 4, "partly": 2, "missing": 0}[point.state]
    return [
        cell(str(point.number)),
        cell(title, notes=notes),
        cell(state, level),
        cell(_missing(chapter, point)),
    ]


def _point(chapter: Chapter, number: int) -> str:
    limits = chapter.book.context.catalogue.thresholds
    least = chapter.say.number(limits["strategy.min_initiatives"])
    share = chapter.say.percent(limits["strategy.owner_coverage"])
    return chapter.text(f"point_{number}", least=least, share=share)


def _missing(chapter: Chapter, point: CheckPoint) -> str:
    """What is missing by name; else its numbers."""
    say = chapter.say
    if point.state == "ok":
        return chapter.text("nothing_missing")
    named = _LACKS.get(point.number, _by_name)(chapter, point.items)
    items = list(dict.fromkeys(named))
    if items:
        return cap(say.some(items, NAMED))
    if point.whole > 1:
        return chapter.text("part_of", part=say.number(point.part), whole=say.number(point.whole))
    return chapter.text("all_missing")


def _by_name(chapter: Chapter, ids: Sequence[str]) -> list[str]:
    """The titles of what is missing; a decision’s begins small, for it stands inside a list."""
    titles = ((id, chapter.names.anything(id)) for id in ids)
    return [low(title) if title == chapter.names.decision(id) != id else title for id, title in titles]


def _without_owners(chapter: Chapter, ids: Sequence[str]) -> list[str]:
    """Initiatives, each with what it lacks."""
    said = []
    for item in filter(None, map(chapter.book.results.initiatives.get, ids)):
        owned = {"owner": item.owners, "benefit_owner": item.benefit_owners}
        what = chapter.say.all(chapter.text(f"lacks_{key}") for key, owners in owned.items() if not owners)
        said.append(chapter.text("lacks", title=free(item.title), what=what))
    return said


def _without_hours(chapter: Chapter, ids: Sequence[str]) -> list[str]:
    """The roles that lack hours or a figure for them, those that keep most initiatives waiting first."""
    waiting = Counter(
        (item.reason, item.detail) for item in filter(None, map(chapter.book.results.plan.get, ids))
    )
    return [
        chapter.text(
            f"lacks_{reason}{'' if role else '_bare'}",
            role=chapter.names.role_low(role),
            initiatives=chapter.say.count("initiative", n),
        )
        for (reason, role), n in waiting.most_common()
    ]


_LACKS: Mapping[int, Callable[[Chapter, Sequence[str]], list[str]]] = {
    5: _without_owners,
    6: _without_hours,
}
"""How these points tell what is missing, for a name alone would not say it."""
