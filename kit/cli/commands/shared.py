"""What every command needs: the process folder, a day, findings on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli import show
from kit.cli.speaking import Command
from kit.cli.words import language, say
from kit.errors import UsageError
from kit.findings import Finding, in_order

if TYPE_CHECKING:  # names for annotations only; the module itself is imported when a command runs
    from kit.pipeline.folder import Folder

EXIT_INTERRUPTED = 130

Parameters = list[click.Parameter]


def show_findings(findings: Iterable[Finding], as_json: bool = False, every_note: bool = False) -> int:
    """Print findings, worst first, and return the exit code that they ask for (0 or 1)."""
    ordered = in_order(findings)
    if as_json:
        click.echo(show.as_json(ordered, language()))
    else:
        show.findings(ordered, language(), every_note)
    return int(any(finding.needs_person for finding in ordered))


def command(name: str, run: Callable[..., int], parameters: Parameters) -> click.Command:
    """A command whose help stands under ``help_<name>``; ``run`` gives the exit code."""
    return Command(name, callback=run, params=parameters, help=say(f"help_{name}"))


def process_folder() -> Folder:
    """Open the process folder that ``-C`` names."""
    from kit.pipeline.folder import open_folder  # noqa: PLC0415 - heavy imports only when a command runs

    said = shared_options()
    root = said.get("folder") or Path()
    if not (root / "kit.toml").is_file():
        raise UsageError(say("no_process", folder=root.resolve()))
    return open_folder(root, said.get("lang"))


def shared_options() -> dict[str, Any]:
    """``-C`` and ``--lang``, wherever on the line they stood."""
    return dict(click.get_current_context().find_root().ensure_object(dict))


def read_day(text: str) -> date:
    """A day as ``2027-03-01``; ``UsageError`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(say("wrong_date", value=text)) from None


def json_option() -> click.Option:
    """``--json``: findings for programs."""
    return click.Option(["--json", "as_json"], is_flag=True, help=say("help_option_json"))
