"""Reads ``workshops/<workshop>.toml``: agenda, worksheets and the facilitator guide's texts; and what there
is of it for the review workbook."""

from __future__ import annotations

from kit.content.table import Table
from kit.model.agenda import Block, Guide, Step, Trouble, WorksheetPlan, Workshop
from kit.model.decision import REVIEW
from kit.model.text import Text

KINDS = ("opening", "talk", "exercise", "break", "close")
SEATINGS = ("plenary", "groups", "areas")
CUTS = ("can", "first", "never")
UNITS = ("group", "area", "lead")
CARD_DECKS = ("themes", "roles", "barriers", "drivers", "competences", "decisions")


def read_workshop(table: Table) -> Workshop:
    """One workshop; faults go to the table's findings."""
    workshop = Workshop(
        id=table.string("id"),
        code=table.string("code"),
        title=table.need_text("title"),
        subtitle=table.need_text("subtitle"),
        minutes=table.integer("minutes"),
        week=table.integer("week"),
        worksheets=tuple(_worksheet(t) for t in table.tables("worksheets")),
        guide=_guide(table.table("guide")),
        blocks=tuple(_block(t) for t in table.tables("blocks")),
    )
    table.done()
    _check_minutes(workshop, table)
    _check_ids([block.id for block in workshop.blocks], table)
    return workshop


def read_review(table: Table) -> Workshop:
    """The review workbook: what a workshop is to its worksheet, without agenda and guide."""
    review = Workshop(
        id=REVIEW,
        code=table.string("code"),
        title=table.need_text("title"),
        subtitle=table.need_text("subtitle"),
        minutes=0,
        week=0,
        blocks=(),
        worksheets=(WorksheetPlan("lead", table.strings("sheets")),),
        guide=Guide(
            purpose=Text.same(""),
            results=(),
            participants=Text.same(""),
            room=(),
            a_week_before=(),
            a_day_before=(),
            an_hour_before=(),
            troubles=(),
            afterwards=(),
            done_when=Text.same(""),
        ),
    )
    table.done()
    return review


def _worksheet(table: Table) -> WorksheetPlan:
    plan = WorksheetPlan(table.one_of("unit", UNITS), table.strings("sheets"))
    table.done()
    return plan


def _block(table: Table) -> Block:
    steps = tuple(_step(t) for t in table.tables("steps"))
    block = Block(
        id=table.string("id"),
        title=table.need_text("title"),
        minutes=table.integer("minutes", low=1),
        kind=table.one_of("kind", KINDS),
        form=table.need_text("form"),
        seating=table.one_of("seating", SEATINGS),
        on_slide=table.texts("on_slide"),
        steps=steps,
        cue=table.text("cue", None),
        sheets=table.strings("sheets"),
        cards=table.strings("cards"),
        materials=table.texts("materials"),
        cut=table.one_of("cut", CUTS),
    )
    table.done()
    timed = sum(step.minutes for step in steps)
    if timed and timed != block.minutes:
        table.report("content.minutes", "steps", sum=timed, minutes=block.minutes)
    for deck in set(block.cards) - set(CARD_DECKS):
        table.report("content.unknown-reference", "cards", id=deck, hint=" / ".join(CARD_DECKS))
    return block


def _step(table: Table) -> Step:
    minutes = table.integer("minutes", 0)
    text = Text.of(da=table.string("da"), en=table.string("en"))
    table.done()
    return Step(text, minutes)


def _guide(table: Table) -> Guide:
    guide = Guide(
        purpose=table.need_text("purpose"),
        results=table.texts("results"),
        participants=table.need_text("participants"),
        room=table.texts("room"),
        a_week_before=table.texts("a_week_before"),
        a_day_before=table.texts("a_day_before"),
        an_hour_before=table.texts("an_hour_before"),
        troubles=tuple(_trouble(t) for t in table.tables("troubles")),
        afterwards=table.texts("afterwards"),
        done_when=table.need_text("done_when"),
    )
    table.done()
    return guide


def _trouble(table: Table) -> Trouble:
    trouble = Trouble(table.need_text("sign"), table.need_text("remedy"))
    table.done()
    return trouble


def _check_minutes(workshop: Workshop, table: Table) -> None:
    total = sum(block.minutes for block in workshop.blocks)
    if total != workshop.minutes:
        table.report("content.minutes", "minutes", sum=total, minutes=workshop.minutes)


def _check_ids(ids: list[str], table: Table) -> None:
    for double in sorted({id for id in ids if ids.count(id) > 1}):
        table.report("content.double-id", "blocks", id=double)
