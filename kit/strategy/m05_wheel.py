"""The annual wheel: what the network does again and again."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.results import WheelActivity
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import free, low, slug

ROWS = 25


def annual_wheel(chapter: Chapter) -> None:
    """AN-08 from B3; nothing where the sheet is switched off."""
    if "B3" not in chapter.book.context.process.tier2:
        return
    wheel = chapter.book.results.network.wheel
    chapter.heading("wheel_heading")
    if not wheel:
        chapter.unknown("wheel", "network")
        return
    chapter.claim("wheel", _text(chapter), Basis.of("AN-08", *(activity.evidence for activity in wheel)))
    columns = (
        left(chapter.names.column("B3", "activity"), 2.2),
        left(chapter.names.column("B3", "frequency"), 1.1),
        right(chapter.names.column("B3", "minutes"), 0.9),
        left(chapter.names.column("B3", "responsible"), 1.4),
        right(chapter.text("col_hours_year"), 0.8),
    )
    rows = [_row(chapter, activity) for activity in wheel[:ROWS]]
    chapter.table("wheel.table", chapter.text("wheel_table"), columns, rows)
    if len(wheel) > ROWS:
        chapter.more("wheel_more", len(wheel) - ROWS)


def _text(chapter: Chapter) -> str:
    network, say = chapter.book.results.network, chapter.say
    names = {slug(activity.activity) for activity in network.wheel}
    text = chapter.text("wheel", len(names))
    if network.wheel_hours is not None:
        text += " " + chapter.text("wheel_hours", hours=say.count("hour", network.wheel_hours, 1))
    apart = {slug(a.activity): f"“{free(a.activity)}”" for a in network.wheel if a.differs}
    if apart:
        text += " " + chapter.text("wheel_differs", activities=say.all(apart.values()))
    return text


def _row(chapter: Chapter, activity: WheelActivity) -> list[Cell]:
    say, names = chapter.say, chapter.names
    title = free(activity.activity)
    often = names.choice("rhythm", activity.frequency) if activity.frequency else ""
    text = chapter.text("wheel_row", activity=title, frequency=low(often) or "–")
    notes = chapter.row_claim(f"wheel.{slug(title)}", text, Basis.of("AN-08", activity.evidence))
    if activity.differs:
        title = chapter.text("wheel_differs_mark", activity=title, units=names.units(activity.units))
    minutes = "" if activity.minutes is None else say.number(activity.minutes)
    hours = "" if activity.hours_year is None else say.number(activity.hours_year, 1)
    role = names.role(activity.responsible) if activity.responsible else ""
    return [cell(title, notes=notes), cell(often), cell(minutes), cell(role), cell(hours)]
