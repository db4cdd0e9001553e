"""``kit check`` and ``kit status``: while returns come in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import show, show_status, status_json
from kit.cli.commands.shared import (
    EXIT_INTERRUPTED,
    command,
    json_option,
    process_folder,
    read_day,
    show_findings,
)
from kit.cli.words import language, say
from kit.errors import UsageError

if TYPE_CHECKING:  # names for annotations only; the module itself is imported when a command runs
    from kit.pipeline.folder import Folder
    from kit.pipeline.reply import Reply

INTERVAL = 1.0
"""Seconds between two looks of ``kit check --watch``."""


def check() -> click.Command:
    """``kit check`` with its options."""
    file = click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path))
    notes = click.Option(["--notes", "every_note"], is_flag=True, help=say("help_option_notes"))
    watch = click.Option(["--watch", "keep_on"], is_flag=True, help=say("help_option_watch"))
    return command("check", _run_check, [file, notes, watch, json_option()])


def _run_check(files: Sequence[Path], every_note: bool, keep_on: bool, as_json: bool) -> int:
    from kit.pipeline.reply import reply  # noqa: PLC0415

    if files and keep_on:
        raise UsageError(say("watch_takes_no_files"))
    for file in files:
        if not file.is_file():
            raise UsageError(say("no_file", file=file))
    folder = process_folder()
    if keep_on:
        return _watch(folder, every_note, as_json)
    return _show_reply(folder, reply(folder, tuple(files)), every_note, as_json)


def _show_reply(folder: Folder, answer: Reply, every_note: bool, as_json: bool) -> int:
    """Say what was read and what needs a look; the exit code that it asks for."""
    gathered = answer.gathered
    if not as_json:
        if not gathered.returns:
            click.echo(say("no_returns"))
            return 0
        click.echo(say("check_read", files=len(gathered.returns), rows=len(gathered.evidence)))
    code = show_findings(gathered.findings, as_json, every_note)
    if answer.copies and not as_json:
        show.copies(folder.root, answer.copies)
    return code


def _watch(folder: Folder, every_note: bool, as_json: bool) -> int:
    """Show every round until the person at the keyboard ends it; that is the only end."""
    from kit.pipeline.watch import watch  # noqa: PLC0415

    try:
        for number, found in enumerate(watch(folder, lambda: time.sleep(INTERVAL))):
            if as_json:
                click.echo(show.round_as_json(found, language()))
            elif number:
                show.one_round(found, folder.root, language(), every_note)
            else:
                _show_reply(folder, found.reply, every_note, as_json=False)
            if not number:
                click.echo(say("watch_begun", folder=folder.root / "returned"), err=True)
    except KeyboardInterrupt:
        click.echo(say("watch_ended"), err=True)
    return EXIT_INTERRUPTED


def status() -> click.Command:
    """``kit status`` with its options."""
    options = [
        click.Option(["--letters"], is_flag=True, help=say("help_option_letters")),
        click.Option(["--date", "day"], help=say("help_option_today")),
        click.Option(["--json", "as_json"], is_flag=True, help=say("help_option_status_json")),
    ]
    return command("status", _run_status, [*options])


def _run_status(letters: bool, day: str | None, as_json: bool) -> int:
    from kit.pipeline.status import status  # noqa: PLC0415

    folder = process_folder()
    today = read_day(day) if day else date.today()
    found, written = status(folder, today), None
    if letters:
        from kit.pipeline.status.reminders import write_reminders  # noqa: PLC0415

        written = write_reminders(folder, found.debts, today)
    if as_json:
        click.echo(status_json.as_json(found, written.paths if written else ()))
        return 0
    show_status.status(found)
    if written:
        click.echo(show_status.letters_line(written.paths, folder.root))
        if written.findings:
            show_findings(written.findings)
    return 0
