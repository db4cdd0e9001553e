"""Where it is settled: forums, their members, and the way up."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.results import Forum, ForumFault
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.m04_raci import marked
from kit.strategy.say import cap, free, low, slug


def forums(chapter: Chapter) -> None:
    """AN-06 from R5; nothing where the sheet is switched off."""
    if "R5" not in chapter.book.context.process.tier2:
        return
    found = chapter.book.results.forums
    chapter.heading("forums_heading")
    if not found.items:
        chapter.unknown("forums", "roles")
        return
    basis = Basis.of("AN-06", found.evidence)
    chapter.claim("forums", chapter.text("forums", len(found.items)), basis)
    columns = (
        left(chapter.names.column("R5", "forum"), 1.2),
        left(chapter.names.column("R5", "decides"), 2),
        left(chapter.names.column("R5", "members"), 1.8),
        left(chapter.names.column("R5", "meets"), 1),
        left(chapter.names.column("R5", "escalates_to"), 1.2),
    )
    rows = [_row(chapter, forum) for forum in found.items]
    chapter.table("forums.table", chapter.text("forums_table"), columns, rows)
    _faults(chapter)


def _row(chapter: Chapter, forum: Forum) -> list[Cell]:
    name, decides = free(forum.name), free(forum.decides)
    text = chapter.text("forum_row", forum=name, decides=low(decides))
    notes = chapter.row_claim(f"forum.{slug(name)}", text, Basis.of("AN-06", forum.evidence))
    members = cap(chapter.say.all(marked(chapter, role) for role in forum.members))
    meets = chapter.names.choice("rhythm", forum.meets) if forum.meets else ""
    return [
        cell(name, notes=notes),
        cell(decides),
        cell(members),
        cell(meets),
        cell(free(forum.escalates_to)),
    ]


def _faults(chapter: Chapter) -> None:
    found = chapter.book.results.forums
    bare = [fault for fault in found.faults if fault.kind == "nowhere"]
    if bare:
        names = chapter.say.all(f"“{free(name)}”" for fault in bare for name in fault.forums)
        basis = Basis.of("AN-06", *(fault.evidence for fault in bare))
        chapter.claim("forum.nowhere", chapter.text("forum_nowhere", len(bare), forums=names), basis)
    for fault in found.faults:
        if fault.kind != "nowhere":
            subject = f"forum.{fault.kind}.{slug(fault.forums[0])}"
            chapter.claim(subject, _told(chapter, fault), Basis.of("AN-06", fault.evidence))
    if found.outside:
        roles = chapter.say.all(marked(chapter, role) for role in found.outside)
        basis = Basis.of("AN-06", chapter.book.results.raci.evidence, found.evidence)
        chapter.claim("forum.outside", chapter.text("forum_outside", len(found.outside), roles=roles), basis)


def _told(chapter: Chapter, fault: ForumFault) -> str:
    first = free(fault.forums[0])
    if fault.kind == "unknown":
        return chapter.text("forum_unknown", forum=first, target=free(fault.target))
    if len(fault.forums) == 1:
        return chapter.text("forum_circle_self", forum=first)
    names = chapter.say.all(f"“{free(name)}”" for name in fault.forums)
    return chapter.text("forum_circle", forums=names)


def forum_to_settle(chapter: Chapter) -> list[str]:
    """For Monday: the first forum that has nobody above it."""
    bare = [fault for fault in chapter.book.results.forums.faults if fault.kind == "nowhere"]
    who = chapter.names.lead()
    return [chapter.text("monday_forum", who=who, forum=free(fault.forums[0])) for fault in bare[:1]]
