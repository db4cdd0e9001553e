"""Printing: tables for people, JSON for programs, progress on a terminal only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click

from kit.cli.words import say
from kit.findings import SEVERITIES, Finding

if TYPE_CHECKING:  # names for annotations only
    from kit.model.process import Process
    from kit.pipeline.plan import Plan
    from kit.pipeline.status import Status, WorkshopStatus

Step = Callable[[str], None]
_STYLE = {"error": "red", "question": "yellow", "note": "blue"}


FEW_NOTES = 3
LONGEST_CELLS = 60


def as_json(ordered: Sequence[Finding], lang: str) -> str:
    """The findings in the form that ``--json`` promises."""
    rows = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "file": finding.file,
            "sheet": finding.sheet,
            "cell": finding.cell,
            "message": finding.message(lang),
            "remedy": finding.remedy(lang),
        }
        for finding in ordered
    ]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=1)


def findings(ordered: Sequence[Finding], lang: str, every_note: bool) -> None:
    """Findings grouped per file, the file with the worst first, and a count.

    Without ``every_note`` a file's notes are told one by one only while they are few: nobody needs to act
    on them, and what a person must see should not drown.
    """
    if not ordered:
        click.echo(say("findings_none", lang))
        return
    worst = {finding.file: SEVERITIES.index(finding.severity) for finding in reversed(ordered)}
    by_file = sorted(ordered, key=lambda finding: (worst[finding.file], finding.file))
    for file, group in groupby(by_file, key=lambda finding: finding.file):
        click.echo("")
        click.secho(file or "kit", bold=True)
        mine = tuple(group)
        notes = sum(not finding.needs_person for finding in mine)
        told = every_note or notes <= FEW_NOTES
        for finding in mine:
            if told or finding.needs_person:
                _finding(finding, lang)
        if not told:
            click.echo(f"  {say('notes_more', lang, count=notes)}")
    click.echo("")
    summary(ordered, lang)


def _finding(finding: Finding, lang: str) -> None:
    mark = click.style(say(f"severity_{finding.severity}", lang), fg=_STYLE[finding.severity])
    place = ""
    if finding.sheet:
        word = "workshop_word" if finding.code.startswith("plan.") else "sheet_word"
        place = f" · {say(word, lang)} “{finding.sheet}”"
    if finding.cell:
        place += f", {say('cell_word', lang)} {_short(finding.cell)}"
    click.echo(f"  {mark} [{finding.code}]{place}")
    click.echo(f"    {finding.message(lang)}")
    click.echo(f"    → {finding.remedy(lang)}")


def _short(cells: str) -> str:
    """A long list of cells, cut at a comma; ``--json`` gives all of them."""
    return cells if len(cells) <= LONGEST_CELLS else cells[:LONGEST_CELLS].rpartition(",")[0] + " …"


def summary(all_findings: Sequence[Finding], lang: str) -> None:
    """How many findings of each severity."""
    count = [sum(finding.severity == severity for finding in all_findings) for severity in SEVERITIES]
    click.echo(say("findings_count", lang, errors=count[0], questions=count[1], notes=count[2]))


def plan(the_plan: Plan, process: Process) -> None:
    """The calendar and each agenda."""
    lang = process.lang
    rows = [
        (
            str(day.week),
            _date(day.session.day, lang),
            f"{day.agenda[0].start:%H:%M}–{day.agenda[-1].end:%H:%M}",
            str(day.session.participants),
            str(day.session.groups),
            day.workshop.id,
            day.workshop.title[lang],
        )
        for day in the_plan.days
    ]
    heads = (
        *("plan_week", "plan_day", "plan_time", "plan_people", "plan_tables", "plan_name"),
        "plan_workshop",
    )
    _table(say("plan_calendar", lang), [say(head, lang) for head in heads], rows)
    for day in the_plan.days:
        agenda = [
            (
                f"{item.start:%H:%M}",
                str(item.block.minutes),
                " ".join(item.block.sheets),
                item.block.title[lang],
            )
            for item in day.agenda
        ]
        agenda_heads = ("plan_time", "plan_minutes", "plan_sheets", "plan_block")
        _table(
            f"{day.workshop.id} · {day.workshop.title[lang]}",
            [say(head, lang) for head in agenda_heads],
            agenda,
        )


def _date(day: date, lang: str) -> str:
    weekday = say(f"weekday_{day.weekday()}", lang)
    return f"{weekday} {day:%d-%m-%Y}"


def status(the_status: Status) -> None:
    """Per workshop and unit what has come back; one line for a workshop that has not been held."""
    lang = the_status.lang
    for workshop in the_status.workshops:
        if workshop.held:
            _status_of(workshop, lang)
        else:
            click.echo(say("status_not_held", lang, name=workshop.name, title=workshop.title))
    if the_status.unplaced:
        click.echo(f"{say('status_unplaced', lang)}: {', '.join(map(_in_returned, the_status.unplaced))}")
    click.echo(say("status_sum", lang, here=the_status.here, all=the_status.expected))


def _status_of(workshop: WorkshopStatus, lang: str) -> None:
    """The table of one workshop. The files stand last, where a narrow window can break them."""
    heads = ["unit", "state", "rows", "errors", "questions", "notes"]
    rows = [
        (line.unit, say(f"status_{line.state}", lang), *map(str, line.numbers)) for line in workshop.lines
    ]
    if any(line.files for line in workshop.lines):
        heads.append("files")
        files = [", ".join(PurePosixPath(file).name for file in line.files) for line in workshop.lines]
        rows = [(*row, named) for row, named in zip(rows, files, strict=True)]
    _table(f"{workshop.name} · {workshop.title}", [say(f"status_{head}", lang) for head in heads], rows)


def _in_returned(file: str) -> str:
    """A file without the folder in which all of them lie."""
    return file.removeprefix("returned/")


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; in a narrow window only its last column breaks into lines."""
    from rich import box  # noqa: PLC0415 - rich costs as much as Click itself
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head is not heads[-1])
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)


@contextmanager
def progress() -> Iterator[Step]:
    """A function that says what is being done: on a terminal a live line, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("…") as live:
        yield live.update
