"""Prints what ``kit trace`` has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kit.cli import show
from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.model.trace import Answers, Down, Trace, TracedRow, Up
    from kit.pipeline.folder import Folder

KNOWN_REASONS = ("scores", "decided", "unused", "incomplete")
"""Reasons that the kit gives; any other is in the lead's own words."""

FEW = 20
"""Rows that are told one by one; more are counted, and stand in the register."""


def trace(found: Trace, folder: Folder) -> None:
    """Both ways: claims with their rows, rows with their claims, and what was said of a cell."""
    lang = folder.process.lang
    for down in found.down:
        _down(down, folder)
    for statement in found.statements:
        show.wrapped(f"{statement.id}: {statement.text}", 0)
    for up in found.up[:FEW]:
        _up(up, folder)
    if len(found.up) > FEW:
        click.echo(f"  {say('trace_more', lang, n=len(found.up) - FEW)}")
    _answers(found.hidden, lang)
    for finding in found.findings:
        show.wrapped(say("trace_finding", lang, finding=finding), 0)


def _down(down: Down, folder: Folder) -> None:
    lang = folder.process.lang
    click.secho(down.statement.id, bold=True)
    show.wrapped(down.statement.text, 2)
    if down.analyses:
        click.echo(f"  {say('trace_analyses', lang, names=', '.join(down.analyses))}")
    if down.figures:
        click.echo(f"  {say('trace_figures', lang)}")
    for figure in down.figures:
        show.wrapped(f"{figure.value} ← {figure.query}", 4)
    if down.rows:
        click.echo(f"  {say('trace_rests_on', lang, n=len(down.rows))}")
    for row in down.rows[:FEW]:
        _row(row, folder)
    if len(down.rows) > FEW:
        click.echo(f"  {say('trace_more', lang, n=len(down.rows) - FEW)}")
    _answers(down.answers, lang)


def _up(up: Up, folder: Folder) -> None:
    lang = folder.process.lang
    _row(up.row, folder, full=True)
    if up.fate:
        said = {"other": up.fate.other, "owner": up.fate.owner or "–", "due": up.fate.due or "–"}
        reason = up.fate.reason
        said["reason"] = say(f"trace_reason_{reason}", lang) if reason in KNOWN_REASONS else reason
        click.echo(f"  {say(f'trace_fate_{up.fate.kind}', lang, **said)}")
    for statement in up.statements:
        show.wrapped(f"→ {statement.id}: {statement.text}", 2)


def _row(row: TracedRow, folder: Folder, full: bool = False) -> None:
    lang = folder.process.lang
    place = {"file": row.file, "tab": row.tab, "row": row.row, "unit": _unit(row.unit, folder)}
    click.echo(f"  {say('trace_row', lang, **place)}  [{row.evidence}]")
    told = [f"{cell.header}: {cell.text}" for cell in row.cells if cell.text]
    if full:
        told = [f"{cell.cell} {cell.header}: {cell.text}".strip() for cell in row.cells if cell.text]
    show.wrapped(" · ".join(" ".join(part.split()) for part in (told if full else told[:4])), 4)


def _unit(code: str, folder: Folder) -> str:
    from kit.model.process import Unit  # noqa: PLC0415

    unit, words = Unit.parse(code), folder.words("make")
    return folder.process.unit_name(unit, words("group"), words("lead")) if unit else code


def _answers(answers: Sequence[Answers], lang: str) -> None:
    for one in answers:
        click.echo(f"  {say('trace_answers', lang, sheet=one.sheet, n=one.number)}")
