"""``kit plan`` and ``kit make``: before a workshop."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kit.cli import show
from kit.cli.commands.shared import command, json_option, process_folder, show_findings
from kit.cli.words import say
from kit.errors import UsageError
from kit.model.process import WORKSHOPS


def plan() -> click.Command:
    """``kit plan`` with its options."""
    return command("plan", _run_plan, [json_option()])


def _run_plan(as_json: bool) -> int:
    from kit.pipeline.plan import make_plan  # noqa: PLC0415

    folder = process_folder()
    plan = make_plan(folder.process, folder.catalogue)
    if not as_json:
        show.plan(plan, folder.process)
    return show_findings((*folder.findings, *plan.findings), as_json)


def make() -> click.Command:
    """``kit make`` with its options."""
    return command(
        "make",
        _run_make,
        [
            click.Argument(["workshops"], nargs=-1),
            click.Option(["--only"], help=say("help_option_only")),
        ],
    )


def _run_make(workshops: Sequence[str], only: str | None) -> int:
    from kit.pipeline.make import KINDS, make  # noqa: PLC0415

    chosen = tuple(_workshop(name) for name in workshops)
    kinds = tuple(kind.strip() for kind in only.split(",")) if only else KINDS
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(say("no_kind", name=kind, names=", ".join(KINDS)))
    folder = process_folder()
    for name in chosen:
        if folder.process.session(name) is None:
            raise UsageError(say("not_held", name=name))
    with show.progress() as step:
        written = make(folder, chosen, frozenset(kinds), step)
    click.echo(say("make_done", count=len(written.paths), folder=folder.outputs))
    if written.findings:
        show_findings(written.findings)
    return 0


def _workshop(name: str) -> str:
    """The workshop that is meant, by its name, number or file word."""
    from kit.pipeline.folder import workshop_called  # noqa: PLC0415

    found = workshop_called(name)
    if found is None:
        raise UsageError(say("no_workshop", name=name, names=", ".join(WORKSHOPS)))
    return found
