"""Prints what ``kit trace`` has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kit.cli import show
from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.model.trace import Answers, Down, Trace, TracedNote, TracedRow, Up
    from kit.pipeline.folder import Folder

KNOWN_REASONS = ("scores", "decided", "unused", "incomplete")
"""Reasons that the kit gives; any other is in the lead's own words."""

FEW = 20
"""Rows that are told one by one; more are counted, and stand in the register."""
FEW_NOTES = 3
"""Footnotes that are told with their rows; of more only the words."""
FEW_WHOLE = 3
"""Rows of a footnote that are told with every cell."""


def trace(found: Trace, folder: Folder) -> None:
    """Both ways: claims and footnotes with their rows, rows with their claims; what was said of a cell."""
    lang = folder.process.lang
    _notes(found.notes, folder)
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
        _rests_on(len(down.rows), lang)
    _rows(down.rows, folder)
    _answers(down.answers, lang)


def _notes(notes: Sequence[TracedNote], folder: Folder) -> None:
    """Few footnotes with all that they rest on, many one by one in their words."""
    lang = folder.process.lang
    if len(notes) <= FEW_NOTES:
        for note in notes:
            _note(note, folder)
        return
    for note in notes[:FEW]:
        show.wrapped(say("trace_note_line", lang, note=_title(note, lang), text=note.text), 0)
    if len(notes) > FEW:
        click.echo(f"  {say('trace_note_more', lang, n=len(notes) - FEW)}")
    key = "trace_note_hint" if notes[0].current else "trace_note_hint_earlier"
    click.echo(say(key, lang, n=notes[0].number, edition=notes[0].edition))


def _note(note: TracedNote, folder: Folder) -> None:
    lang = folder.process.lang
    click.secho(_title(note, lang), bold=True)
    show.wrapped(note.text, 2)
    for statement in note.statements:
        show.wrapped(f"→ {statement.id}: {statement.text}", 2)
    if note.rows and note.current:
        _rests_on(len(note.rows), lang)
    elif note.rows:
        click.echo(f"  {say('trace_note_now', lang)}")
    _rows(note.rows, folder, full=len(note.rows) <= FEW_WHOLE)
    if note.gone:
        click.echo(f"  {say('trace_note_gone', lang, n=note.gone)}")
    _answers(note.answers, lang)


def _title(note: TracedNote, lang: str) -> str:
    """Its number, and the other one that it has where the strategy is published."""
    key = "trace_note" if note.published in (None, note.number) else "trace_note_published"
    return say(key, lang, n=note.number, edition=note.edition, published=note.published)


def _rests_on(rows: int, lang: str) -> None:
    click.echo(f"  {say('trace_rests_on_one' if rows == 1 else 'trace_rests_on', lang, n=rows)}")


def _rows(rows: Sequence[TracedRow], folder: Folder, full: bool = False) -> None:
    for row in rows[:FEW]:
        _row(row, folder, full)
    if len(rows) > FEW:
        click.echo(f"  {say('trace_more', folder.process.lang, n=len(rows) - FEW)}")


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
