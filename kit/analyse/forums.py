"""AN-06, the forums: who meets, who decides there, and where it goes when they cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import by_name, common_name, ids, in_order, join, latest_text, many, pick
from kit.model.evidence import Evidence
from kit.model.results import Forum, ForumFault, Forums, RaciQuality


def forums(evidence: Iterable[Evidence], context: AnalysisContext, raci: RaciQuality) -> Forums:
    """AN-06 from R5: rows of equal unified name are one forum, the latest answer in each column, members all
    that are named.

    Faults: a forum that escalates to nobody, to a forum that is not there (the list ``forums`` names those
    above all others), or in a ring. ``outside`` are roles that the common RACI makes accountable and that
    sit in no forum; without RACI or forums there are none.
    """
    rows = [item for item in pick(evidence, "R5") if item.text("forum")]
    found = {name: _forum(mine, context) for name, mine in by_name(rows, "forum").items()}
    items = tuple(found.values())
    seated = {role for forum in items for role in forum.members}
    deciding = {row.accountable for row in raci.rows if row.accountable} if items else set()
    return Forums(
        items=items,
        faults=tuple(_faults(found, context)),
        outside=in_order(deciding - seated, [role.id for role in context.catalogue.roles]),
        evidence=ids(rows),
    )


def _forum(rows: Sequence[Evidence], context: AnalysisContext) -> Forum:
    return Forum(
        name=common_name(item.text("forum") for item in rows),
        decides=latest_text(rows, "decides"),
        members=in_order(many(rows, "members"), [role.id for role in context.catalogue.roles]),
        meets=latest_text(rows, "meets"),
        escalates_to=latest_text(rows, "escalates_to"),
        evidence=ids(rows),
    )


def _faults(found: Mapping[str, Forum], context: AnalysisContext) -> Iterable[ForumFault]:
    top = {unify(text) for c in context.catalogue.lists.get("forums", ()) for text in (c.id, *c.text.all())}
    above = {name: unify(forum.escalates_to) for name, forum in found.items() if forum.escalates_to}
    for name, forum in found.items():
        if name not in above and name not in top:
            yield ForumFault("nowhere", (forum.name,), evidence=forum.evidence)
        elif name in above and above[name] not in found and above[name] not in top:
            yield ForumFault("unknown", (forum.name,), forum.escalates_to, forum.evidence)
    for ring in _rings(above):
        members = [found[name] for name in ring]
        rows = join(forum.evidence for forum in members)
        yield ForumFault("circle", tuple(forum.name for forum in members), evidence=rows)


def _rings(above: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every ring of forums that escalate to one another, once, from its first name on."""
    rings: set[tuple[str, ...]] = set()
    for start in above:
        path = [start]
        while (following := above.get(path[-1])) is not None and following not in path:
            path.append(following)
        if following is not None:
            ring = path[path.index(following) :]
            first = ring.index(min(ring))
            rings.add((*ring[first:], *ring[:first]))
    return sorted(rings)
