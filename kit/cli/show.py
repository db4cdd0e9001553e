"""Printing: tables for people, JSON for programs, progress on a terminal only."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from kit.cli.words import say
from kit.findings import SEVERITIES, Finding

if TYPE_CHECKING:  # names for annotations only
    from pathlib import Path

    from kit.model.process import Process
    from kit.pipeline.plan import Plan
    from kit.pipeline.watch import Round

Step = Callable[[str], None]
_STYLE = {"error": "red", "question": "yellow", "note": "blue"}


FEW_NOTES = 3
LONGEST_CELLS = 60


def as_json(ordered: Sequence[Finding], lang: str) -> str:
    """The findings in the form that ``--json`` promises."""
    return json.dumps({"findings": json_rows(ordered, lang)}, ensure_ascii=False, indent=1)


def json_rows(ordered: Sequence[Finding], lang: str) -> list[dict[str, str]]:
    """Each finding with what it says and where."""
    return [
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
        words = {"plan": "workshop_word", "strategy": "module_word" if not finding.cell else "sheet_word"}
        word = words.get(finding.code.partition(".")[0], "sheet_word")
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


def copies(root: Path, paths: Sequence[str]) -> None:
    """How many marked copies were written, and where."""
    click.echo(say("check_copies", count=len(paths), folder=(root / paths[0]).parent))


def one_round(found: Round, root: Path, lang: str, every_note: bool) -> None:
    """What ``kit check --watch`` has to tell: a line for what is fine or gone, the findings of the rest."""
    told = found.reply.gathered
    asked = {finding.file for finding in told.findings if finding.needs_person}
    fine = [item for item in told.returns if item.file not in asked]
    lines = [say("watch_fine", lang, file=item.file, rows=len(item.evidence)) for item in fine]
    lines += [say("watch_gone", lang, file=file) for file in found.gone]
    if lines:
        click.echo("\n" + "\n".join(lines))
    if told.findings:
        findings(told.findings, lang, every_note)
    if found.reply.copies:
        copies(root, found.reply.copies)


def round_as_json(found: Round, lang: str) -> str:
    """One round on one line: the files that were read, those that are gone, and the findings."""
    told = found.reply.gathered
    row = {
        "read": [item.file for item in told.returns],
        "gone": list(found.gone),
        "findings": json_rows(told.findings, lang),
    }
    return json.dumps(row, ensure_ascii=False)


def plan(the_plan: Plan, process: Process) -> None:
    """The calendar and each agenda."""
    lang = process.lang
    rows = [
        (
            str(day.week),
            date_words(day.session.day, lang),
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
    table(say("plan_calendar", lang), [say(head, lang) for head in heads], rows)
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
        table(
            f"{day.workshop.id} · {day.workshop.title[lang]}",
            [say(head, lang) for head in agenda_heads],
            agenda,
        )


def date_words(day: date, lang: str) -> str:
    """``tirs. 12-01-2027``."""
    weekday = say(f"weekday_{day.weekday()}", lang)
    return f"{weekday} {day:%d-%m-%Y}"


def table(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Collection[int] = (),
    wraps: bool = True,
) -> None:
    """Print a table; in a narrow window only its last column breaks into lines (none without ``wraps``), a
    file's name at its signs.

    ``right`` are the places of columns with numbers.
    """
    from rich import box  # noqa: PLC0415 - rich costs as much as Click itself
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    made = Table(box=box.SIMPLE_HEAD)
    made.padding = (0, 1, 0, 0)
    for place, head in enumerate(heads):
        last = wraps and place == len(heads) - 1
        made.add_column(
            head, overflow="fold", no_wrap=not last, justify="right" if place in right else "left"
        )
    console = Console(highlight=False)
    room = console.width - _taken(heads, rows)
    for row in rows:
        end = broken(row[-1], room) if wraps else row[-1]
        made.add_row(*map(Text, [*row[:-1], end]))
    console.print(Text(title, style="bold"))
    console.print(made)


def _taken(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """What a table's frame and all its columns but the last take, in letters."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)][:-1]
    return sum(width + 2 for width in widths) + 3


_PIECE = re.compile(r"[^-_/ ]*[-_/ ]|[^-_/ ]+")


def broken(text: str, width: int) -> str:
    """The text in lines of at most ``width`` letters, broken after a space, ``-``, ``_`` or ``/``. What is
    longer without any of them is left to the table."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def wrapped(text: str, indent: int) -> None:
    """A sentence broken at the window's width, each line indented."""
    width = max(40, min(get_terminal_size().columns, 120))
    space = " " * indent
    lines = wrap(
        text, width - 1, initial_indent=space, subsequent_indent=space, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    click.echo("\n".join(lines))


@contextmanager
def progress() -> Iterator[Step]:
    """A function that says what is being done: on a terminal a live line, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("…") as live:
        yield live.update
