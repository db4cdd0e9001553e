"""``kit doctor``: whether templates, folder and strategy are sound."""

from __future__ import annotations

import click

from kit.cli import show, show_doctor
from kit.cli.commands.shared import command, json_option, process_folder, read_day, show_findings
from kit.cli.words import say


def doctor() -> click.Command:
    """``kit doctor`` with its options."""
    return command(
        "doctor",
        _run_doctor,
        [click.Option(["--date", "day"], help=say("help_option_date")), json_option()],
    )


def _run_doctor(day: str | None, as_json: bool) -> int:
    from kit.pipeline.doctor import doctor as look  # noqa: PLC0415

    folder = process_folder()
    with show.progress() as step:
        found = look(folder, read_day(day) if day else None, step)
    if not as_json:
        show_doctor.checks(found, folder.process.lang)
    return show_findings(found.findings, as_json, every_note=True)
