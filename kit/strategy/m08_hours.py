"""Hours in use of the hours that are free: the figure, and the roles at the limit."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Table
from kit.model.figure import Load, LoadChart, LoadRow
from kit.model.results import Utilisation
from kit.strategy.book import Basis, Chapter, cell, left

ROLES, QUARTERS = 8, 8
"""So many rows and columns the figure has at most, of the first quarters; the other roles stand in the
table behind it. The query of ``M08.hours`` looks at as many quarters."""
NEAR = 0.01
"""A role this close to the limit counts as being at it."""


def utilisation(chapter: Chapter) -> None:
    """Roles × quarters: used hours of those that are free; the tightest roles first."""
    used = [u for u in chapter.book.results.plan.utilisation if u.used]
    if not used:
        chapter.unknown("hours", "network")
        return
    _tight(chapter, used)
    blind = sorted({u.role for u in used if u.committed is None})
    if blind:
        roles = chapter.names.roles_low(blind)
        basis = Basis.of("AN-10", *(u.evidence for u in used if u.committed is None))
        chapter.claim("committed", chapter.text("committed", len(blind), roles=roles), basis)
    quarters = sorted({u.quarter for u in used})
    shown = [u for u in used if u.quarter in quarters[:QUARTERS]]
    roles_used = sorted({u.role for u in shown}, key=lambda role: (-_most(shown, role), role))
    rows = [_row(chapter, role, quarters[:QUARTERS]) for role in roles_used]
    _figure(chapter, shown, quarters[:QUARTERS], rows)
    if len(rows) > ROLES:
        chapter.plain(chapter.text("hours_roles", len(rows) - ROLES))
    if len(quarters) > QUARTERS:
        chapter.more("hours_quarters", len(quarters) - QUARTERS)


def _tight(chapter: Chapter, used: Sequence[Utilisation]) -> None:
    """The roles within a point of the limit; else the one that comes closest."""
    say, names = chapter.say, chapter.names
    known = sorted(
        (u for u in used if u.share is not None), key=lambda u: (-(u.share or 0), u.role, u.quarter)
    )
    if not known:
        return
    limit = chapter.book.context.catalogue.thresholds["plan.utilisation"]
    near = [u for u in known if (u.share or 0) >= limit - NEAR]
    if near:
        quarters: dict[str, list[str]] = {}
        for u in sorted(near, key=lambda u: u.quarter):
            quarters.setdefault(u.role, []).append(say.quarter(u.quarter))
        said = [
            chapter.text("at_limit_role", role=names.role_low(role), quarter=say.all(mine))
            for role, mine in quarters.items()
        ]
        text = chapter.text("at_limit", len(said), percent=say.percent(limit), roles=say.all(said))
    else:
        first = known[0]
        text = chapter.text(
            "tight",
            role=names.role_low(first.role),
            quarter=say.quarter(first.quarter),
            percent=say.percent(first.share or 0),
        )
    chapter.claim("utilisation", text, Basis.of("AN-10", *(u.evidence for u in used)))


def _most(shown: Sequence[Utilisation], role: str) -> float:
    return max(u.share or 0.0 for u in shown if u.role == role)


def _row(chapter: Chapter, role: str, quarters: Sequence[str]) -> LoadRow:
    stated = {u.quarter: u for u in chapter.book.results.plan.utilisation if u.role == role}
    loads = (_load(chapter, stated[quarter]) if quarter in stated else None for quarter in quarters)
    return LoadRow(chapter.names.role(role), tuple(loads))


def _load(chapter: Chapter, found: Utilisation) -> Load:
    free = max(0.0, found.hours - (found.committed or 0.0))
    part, whole = chapter.say.number(found.used, 1), chapter.say.number(free, 1)
    return Load(found.used, free, chapter.text("part_of", part=part, whole=whole))


def _figure(
    chapter: Chapter, shown: Sequence[Utilisation], quarters: Sequence[str], rows: Sequence[LoadRow]
) -> None:
    say = chapter.say
    limit = chapter.book.context.catalogue.thresholds["plan.utilisation"]
    basis = Basis.of("AN-10", *(u.evidence for u in shown))
    heads = tuple(say.quarter(quarter) for quarter in quarters)
    words = [chapter.text(f"hours_{key}") for key in ("used", "full", "free")]
    limit_word = chapter.text("hours_limit", percent=say.percent(limit))
    figure = LoadChart(heads, words[0], words[1], words[2], limit_word, limit, tuple(rows[:ROLES]))
    table = _table(chapter, heads, rows, basis)
    alt = _alt(chapter, shown, limit)
    chapter.figure("hours", chapter.text("utilisation_table"), alt, figure, table, basis)


def _table(chapter: Chapter, heads: Sequence[str], rows: Sequence[LoadRow], basis: Basis) -> Table:
    columns = (left(chapter.names.column("B9", "role"), 1.8), *map(left, heads))
    cells = [[cell(row.label), *(cell(load.text if load else "") for load in row.loads)] for row in rows]
    return chapter.made_table("utilisation.table", chapter.text("utilisation_table"), columns, cells, basis)


def _alt(chapter: Chapter, shown: Sequence[Utilisation], limit: float) -> str:
    """What the line is, and which role in the figure comes closest to it."""
    say = chapter.say
    first = max(shown, key=lambda u: u.share or 0.0)
    free = max(0.0, first.hours - (first.committed or 0.0))
    return chapter.text(
        "hours_alt",
        percent=say.percent(limit),
        role=chapter.names.role_low(first.role),
        quarter=say.quarter(first.quarter),
        part=say.number(first.used, 1),
        whole=say.count("hour", free, 1),
    )
