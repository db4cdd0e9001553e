"""Printing ``kit status``: what came, which of two files counts, and who owes what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from kit.cli import show
from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.pipeline.status import (
        AreaCell,
        AreaLine,
        Debt,
        FileFate,
        ModuleDue,
        Status,
        StatusLine,
        WorkshopStatus,
    )

MOST = 20
"""So many lines of those who owe something; the letters and ``--json`` have all."""
FEW = 3
"""Up to so many tables without an answer stand one by one."""
LONGEST_NAME = 22


def status(the_status: Status) -> None:
    """Per workshop and unit what has come back, then what is odd, and last who to chase.

    One line for a workshop that has not been held.
    """
    lang = the_status.lang
    for workshop in the_status.workshops:
        if workshop.held:
            _workshop(workshop, lang)
        else:
            click.echo(say("status_not_held", lang, name=workshop.name, title=workshop.title))
    if any(line.files for workshop in the_status.workshops for line in workshop.lines):
        show.wrapped(say("status_how", lang), 0)
    if any(workshop.held for workshop in the_status.workshops):
        _areas(the_status.areas, lang)
    _several(the_status, lang)
    _strays(the_status, lang)
    _debts(the_status.debts, lang)
    if the_status.over:
        click.echo("")
        show.wrapped(say("status_over", lang), 0)
    _modules(the_status.modules, lang)
    click.echo(say("status_sum", lang, here=the_status.here, all=the_status.expected))


# What came ----------------------------------------------------------------------------------------------


def _workshop(workshop: WorkshopStatus, lang: str) -> None:
    """The table of one workshop. The files stand last, where a narrow window can break them."""
    heads = ["unit", "state", "rows", "questions", "cells", "sheets", "files"]
    if not any(line.files for line in workshop.lines):
        heads = heads[:2]
    rows = [row[: len(heads)] for row in _rows(workshop.lines, lang)]
    day = f" · {show.date_words(workshop.day, lang)}" if workshop.day else ""
    title = f"{workshop.name} · {workshop.title}{day}"
    show.table(title, [say(f"status_{head}", lang) for head in heads], rows, right=range(2, 5))


def _rows(lines: Sequence[StatusLine], lang: str) -> Iterator[tuple[str, ...]]:
    """A row a unit; tables and areas in a row that owe all alike share one where they are many."""
    for alike, run in groupby(lines, key=_alike):
        mine = list(run)
        if alike and len(mine) > FEW:
            yield (_together([line.unit for line in mine]), say(f"status_{mine[0].state}", lang), *_NOTHING)
        else:
            yield from (_row(line, lang) for line in mine)


_NOTHING = ("–", "–", "–", "", "")
"""Answers, questions, cells, sheets and files of a unit that has sent nothing."""


def _alike(line: StatusLine) -> str:
    """What makes units one row: nothing has come, and they are of one kind; ``""`` for all others."""
    return line.of.kind if line.of and line.state == "missing" else ""


def _row(line: StatusLine, lang: str) -> tuple[str, ...]:
    state = say(f"status_{line.state}", lang)
    if not line.files:
        return (line.unit, state, *_NOTHING)
    rows, errors, questions, _notes = line.numbers
    files = ", ".join(PurePosixPath(file).name for file in line.files)
    numbers = (rows, errors + questions, line.open_cells)
    return (line.unit, state, *(str(n or "–") for n in numbers), " ".join(line.empty_sheets), files)


def _together(names: Sequence[str]) -> str:
    """``Bord 5–12, 14`` for tables in a row; areas by their letters, the first and the last of many."""
    stem, _, _ = names[0].rpartition(" ")
    keys = [name.removeprefix(f"{stem} ") if stem else name for name in names]
    if not all(key.isdigit() for key in keys):
        return (
            ", ".join(keys) if len(keys) <= 2 * FEW else f"{', '.join(keys[:2])} … {keys[-1]} ({len(keys)})"
        )
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(map(int, keys)), key=lambda pair: pair[1] - pair[0])
    ]
    told = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{stem} {told}"


def _areas(areas: Sequence[AreaLine], lang: str) -> None:
    """How many answers speak of each area at each workshop."""
    rows = [(area.code, _cut(area.name), *map(_area_cell, area.cells)) for area in areas]
    heads = ["", say("status_area", lang), *(cell.workshop for cell in areas[0].cells)]
    numbers = range(2, len(heads))
    click.echo("")
    show.table(say("status_areas", lang), heads, rows, right=numbers, wraps=False)
    click.echo(say("status_areas_how", lang))


def _area_cell(cell: AreaCell) -> str:
    if not cell.held:
        return "·"
    mark = "!" if cell.own in ("missing", "empty", "unreadable") else ""
    return f"{mark}{cell.answers}"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


# What is odd --------------------------------------------------------------------------------------------


def _several(the_status: Status, lang: str) -> None:
    """Each unit with more than one file: which counts and why."""
    if not the_status.several:
        return
    _heading(say("status_several", lang))
    for unit in the_status.several:
        click.echo(f"  {unit.workshop} · {unit.unit}")
        for fate in unit.files:
            _fate(fate, lang)


def _fate(fate: FileFate, lang: str) -> None:
    told = say(f"status_fate_{fate.fate}", lang, sheets=", ".join(fate.sheets), rows=fate.rows)
    click.echo(f"    {in_returned(fate.file)}: {told}")
    for finding in fate.reasons:
        show.wrapped(finding.message(lang), 6)
        if finding.needs_person:
            show.wrapped(f"→ {finding.remedy(lang)}", 6)


def _strays(the_status: Status, lang: str) -> None:
    """Files that belong to nobody, with what is worst about each."""
    if not the_status.strays:
        return
    _heading(say("status_unplaced", lang))
    for stray in the_status.strays:
        click.echo(f"  {in_returned(stray.file)}")
        if stray.reason:
            show.wrapped(f"{stray.reason.message(lang)} → {stray.reason.remedy(lang)}", 4)


def in_returned(file: str) -> str:
    """A file without the folder in which all of them lie."""
    return file.removeprefix("returned/")


def _heading(text: str) -> None:
    click.echo("")
    click.secho(text, bold=True)


# Who owes what ------------------------------------------------------------------------------------------


def _debts(debts: Sequence[Debt], lang: str) -> None:
    if not debts:
        return
    rows = [_debt(run, lang) for run in _shared(debts)]
    heads = [say(f"status_{head}", lang) for head in ("unit", "workshop", "days", "owes")]
    click.echo("")
    show.table(say("status_chase", lang), heads, rows[:MOST], right=(2,))
    if len(rows) > MOST:
        click.echo(say("status_more", lang, count=len(rows) - MOST))
    if any(debt.copies for debt in debts):
        click.echo(say("status_copies", lang))


def _shared(debts: Sequence[Debt]) -> Iterator[list[Debt]]:
    """Debts that share a line: tables or areas of one workshop without a word, where they are many."""

    def key(debt: Debt) -> tuple[str, ...]:
        return (debt.workshop, debt.unit.kind) if debt.state == "nothing" else ()

    for shared, run in groupby(debts, key=key):
        mine = list(run)
        if shared and len(mine) > FEW:
            yield mine
        else:
            yield from ([debt] for debt in mine)


def _debt(debts: Sequence[Debt], lang: str) -> tuple[str, ...]:
    """One line: who, from which workshop, for how many days, what; and the first whom the participants' list
    names for the unit."""
    first = debts[0]
    names = [debt.unit.key if debt.unit.kind == "area" else debt.name for debt in debts]
    name = _together(names) if len(debts) > 1 else _name(first)
    told = "; ".join(_owed(first, lang))
    if len(debts) == 1 and first.functions:
        told = say("status_ask", lang, owes=told, function=first.functions[0])
    return name, first.workshop, str(first.days), told


def _name(debt: Debt) -> str:
    return f"{debt.unit.key} {_cut(debt.name)}" if debt.unit.kind == "area" else _cut(debt.name)


def _owed(debt: Debt, lang: str) -> Iterator[str]:
    if debt.state in ("nothing", "empty", "unreadable"):
        files = ", ".join(PurePosixPath(file).name for file in debt.files)
        yield say(f"status_owes_{debt.state}", lang, files=files)
        return
    if debt.sheets:
        yield say("status_owes_sheets", lang, sheets=", ".join(debt.sheets))
    if debt.questions:
        yield say("status_owes_questions", lang, n=debt.questions)


def letters_line(paths: Sequence[str], root: Path) -> str:
    """How many reminders were written, and where."""
    if not paths:
        return say("status_no_letters")
    count = sum(path.endswith(".docx") for path in paths)
    return say("status_letters", count=count, folder=(root / paths[0]).parent)


# The strategy's modules -----------------------------------------------------------------------------------


def _modules(modules: Sequence[ModuleDue], lang: str) -> None:
    """What each module needs, who owns it, and when it is to be swapped out."""
    if not modules:
        return
    rows = [
        (
            due.module,
            say(f"status_module_{due.state}", lang),
            _cut(due.owner) or "–",
            f"{due.review:%d-%m-%Y}" if due.review else "–",
            due.swap_if or "–",
        )
        for due in modules
    ]
    heads = ("module", "module_state", "module_owner", "module_review", "module_swap")
    click.echo("")
    show.table(say("status_modules", lang), [say(f"status_{head}", lang) for head in heads], rows)
