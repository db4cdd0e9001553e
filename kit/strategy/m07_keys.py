"""The functions that the strategy leans on, and the leaders' own part."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.results import KeyFunction
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low, slug

SHOWN = 15
LEARNING_MARK = "L4"
"""The mark on whether leaders learn too."""


def key_functions(chapter: Chapter) -> None:
    """AN-19 on U3. Silent where the sheet is not in use."""
    found, names = chapter.book.results.competences.key_functions, chapter.names
    if not found:
        if "U3" in chapter.book.context.process.tier2:
            chapter.heading("functions_heading")
            chapter.unknown("functions", "skills")
        return
    chapter.heading("functions_heading")
    alone = [f for f in found if f.backup == "no"]
    text = chapter.text("functions", len(found)) + " " + cap(chapter.text("no_backup", len(alone)))
    chapter.claim("functions", text, Basis.of("AN-19", *(f.evidence for f in found)))
    columns = (
        left(names.column("U3", "function"), 1.8),
        left(names.column("U3", "area"), 1.7),
        left(names.column("U3", "roles"), 2),
        right(chapter.text("col_set_aside"), 0.9),
        right(chapter.text("col_needed"), 0.9),
        left(names.column("U3", "backup"), 0.9),
    )
    rows = [_row(chapter, item) for item in found[:SHOWN]]
    chapter.table("functions.table", chapter.text("functions_table"), columns, rows)
    if len(found) > SHOWN:
        chapter.more("functions_more", len(found) - SHOWN)
    short = [f for f in found if f.short]
    if short:
        listed = chapter.say.some([_called(chapter, f) for f in short])
        text = chapter.text("short_hours", len(short), functions=listed)
        chapter.claim("functions.short", text, Basis.of("AN-19", *(f.evidence for f in short)))


def _called(chapter: Chapter, item: KeyFunction) -> str:
    function = low(free(item.function))
    if not item.area:
        return function
    return chapter.text("function_in", function=function, area=chapter.names.area(item.area))


def _row(chapter: Chapter, item: KeyFunction) -> list[Cell]:
    say, names = chapter.say, chapter.names
    function = free(item.function)
    text = chapter.text("function_row", function=function, roles=names.roles_low(item.roles) or "–")
    subject = f"functions.{slug(f'{function} {item.area}')}"
    notes = chapter.row_claim(subject, text, Basis.of("AN-19", item.evidence))
    hours, needed = (
        "–" if value is None else say.number(value, 1) for value in (item.hours_month, item.needed_month)
    )
    return [
        cell(function, notes=notes),
        cell(names.area(item.area) if item.area else ""),
        cell(cap("; ".join(names.role(role) for role in item.roles))),
        cell(hours),
        cell(needed),
        cell(names.choice("yes_no", item.backup) if item.backup else ""),
    ]


def leaders_part(chapter: Chapter) -> None:
    """What leaders do themselves, as numbers of leaders only (U6)."""
    found, say = chapter.book.results.leadership, chapter.say
    if found.leaders is None or found.steps is None:
        return
    chapter.heading("leaders_heading")
    text = chapter.text("steps", found.steps, leaders=say.letters(found.leaders))
    marks = [mark for mark in found.shown if mark.mark == LEARNING_MARK]
    for mark in marks:
        text += " " + chapter.text("learning_mark", mean=say.mark(mark.now.mean))
    chapter.claim("leaders", text, Basis.of("AN-03", found.evidence))


def backup_to_find(chapter: Chapter) -> str | None:
    """Monday's action on the first function without a backup."""
    for item in chapter.book.results.competences.key_functions:
        if item.backup == "no":
            who = chapter.names.area(item.area) if item.area else free(chapter.owner())
            return chapter.text("monday_backup", who=who, function=low(free(item.function)))
    return None
