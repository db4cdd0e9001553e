"""``kit initiatives`` and ``kit trace``: answers for the lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from kit.cli import show_plan, show_trace
from kit.cli.commands.shared import command, process_folder, read_day
from kit.cli.words import say
from kit.errors import UsageError

_QUESTION = re.compile(r"(?P<role>[A-Za-z]{2}-\d{2})\s*=\s*(?P<hours>[+-]?\d{1,4}(?:[.,]\d{1,2})?)")


def initiatives() -> click.Command:
    """``kit initiatives`` with its options."""
    return command(
        "initiatives",
        _run_initiatives,
        [
            click.Option(["--what-if", "questions"], multiple=True, help=say("help_option_what_if")),
            click.Option(["--date", "day"], help=say("help_option_date")),
        ],
    )


def _run_initiatives(questions: Sequence[str], day: str | None) -> int:
    from kit.pipeline.initiatives import initiatives as outlook  # noqa: PLC0415

    more: dict[str, float] = {}
    for question in questions:
        match = _QUESTION.fullmatch(question.strip())
        if match is None:
            raise UsageError(say("wrong_what_if", value=question))
        role = match["role"].upper()
        more[role] = more.get(role, 0.0) + float(match["hours"].replace(",", "."))
    folder = process_folder()
    show_plan.outlook(outlook(folder, more, read_day(day) if day else None), folder, more)
    return 0


def trace() -> click.Command:
    """``kit trace`` with its options."""
    return command(
        "trace",
        _run_trace,
        [
            click.Argument(["words"], metavar="ID", nargs=-1, required=True),
            click.Option(["--edition"], help=say("help_option_trace_edition")),
        ],
    )


def _run_trace(words: tuple[str, ...], edition: str | None) -> int:
    from kit.pipeline.trace import follow  # noqa: PLC0415

    folder, wanted = process_folder(), " ".join(words)
    found = follow(folder, wanted, edition)
    if not found.found and edition:
        raise UsageError(say("trace_no_note", wanted=wanted, edition=edition))
    if not found.found:
        raise UsageError(say("trace_nothing", wanted=wanted))
    show_trace.trace(found, folder)
    return 0
