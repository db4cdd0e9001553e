"""Who says what to whom: the messages, and those whom none reaches yet."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.results import Message, Reached
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap, free, low, slug

SHOWN = 25


def messages(chapter: Chapter) -> None:
    """AN-21, or the question where nobody has written a message."""
    found = chapter.book.results.communication
    if not found.messages:
        chapter.unknown("messages", "skills")
    else:
        chapter.claim("messages", _summary(chapter), Basis.of("AN-21", found.evidence))
        _table(chapter)
        late = [message for message in found.messages if message.late]
        if late:
            listed = chapter.say.some([low(_audience(chapter, message)) for message in late])
            text = chapter.text("late", len(late), audiences=listed)
            chapter.claim("messages.late", text, Basis.of("AN-21", *(m.evidence for m in late)))
    _gaps(chapter)


def _summary(chapter: Chapter) -> str:
    found, say = chapter.book.results.communication, chapter.say
    text = chapter.text("written", len(found.messages))
    share = found.coverage
    if share is not None and share.whole:
        text += " " + cap(chapter.text("covered", share.part, whole=say.letters(share.whole)))
    return text


def _table(chapter: Chapter) -> None:
    found, names = chapter.book.results.communication, chapter.names
    columns = (
        left(names.column("U5", "day"), 1.1),
        left(names.column("U5", "audience"), 2),
        left(names.column("U5", "message"), 2.3),
        left(names.column("U5", "sender"), 1.5),
        left(names.column("U5", "channel"), 1.2),
        left(chapter.text("col_back"), 1.5),
    )
    rows = [_row(chapter, message) for message in found.messages[:SHOWN]]
    chapter.table("messages.table", chapter.text("messages_table"), columns, rows)
    if len(found.messages) > SHOWN:
        chapter.more("messages_more", len(found.messages) - SHOWN)


def _audience(chapter: Chapter, message: Message) -> str:
    """Whom a message is for; the word for passive roles stands for all of them."""
    audience = free(message.audience)
    passive = chapter.names.choice("role_type", "passive")
    return chapter.text("all_passive") if low(audience) == low(passive) else audience


def _row(chapter: Chapter, message: Message) -> list[Cell]:
    say, missing = chapter.say, chapter.common("not_agreed")
    audience = _audience(chapter, message)
    text = chapter.text("message_row", audience=audience, message=free(message.message))
    notes = chapter.row_claim(f"messages.{slug(audience)}", text, Basis.of("AN-21", message.evidence))
    channel = chapter.names.choice("message_channel", message.channel) if message.channel else ""
    return [
        cell(say.day(message.day) if message.day else missing),
        cell(cap(audience), notes=notes),
        cell(free(message.message)),
        cell(free(message.sender) or missing),
        cell(channel),
        cell(free(message.feedback) or missing),
    ]


def _gaps(chapter: Chapter) -> None:
    """Passive functions whom no message reaches in time and with a way to answer."""
    gaps, names = chapter.book.results.communication.gaps, chapter.names
    if not gaps:
        return
    chapter.plain(chapter.text("gaps", len(gaps)))
    columns = (
        left(names.column("R1", "function"), 1.6),
        left(names.column("R1", "area"), 1.6),
        left(chapter.text("col_lacks"), 2),
    )
    rows = [_gap_row(chapter, gap) for gap in gaps[:SHOWN]]
    chapter.table("messages.gaps", chapter.text("gaps_table"), columns, rows)


def _gap_row(chapter: Chapter, gap: Reached) -> list[Cell]:
    function, lacks = free(gap.function), chapter.text(f"lacks_{gap.state}")
    subject = f"messages.gap.{slug(f'{function} {gap.area}')}"
    text = chapter.text("gap_row", function=function, lacks=low(lacks))
    notes = chapter.row_claim(subject, text, Basis.of("AN-21 AN-04", gap.evidence))
    if gap.state == "late" and gap.change:
        lacks = chapter.text("lacks_late_by", quarter=chapter.say.quarter(gap.change))
    return [cell(function, notes=notes), cell(chapter.names.area(gap.area) if gap.area else ""), cell(lacks)]


def message_to_write(chapter: Chapter) -> str | None:
    """Monday's action for the first function that no message reaches."""
    for gap in chapter.book.results.communication.gaps:
        if gap.state == "open":
            who = low(free(chapter.owner()))
            return chapter.text("monday_message", who=who, function=free(gap.function))
    return None
