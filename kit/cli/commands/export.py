"""``kit export``: the register for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.commands.shared import command, process_folder, show_findings
from kit.cli.words import say
from kit.errors import UsageError

_FORMATS = ("csv", "xlsx", "parquet")
"""As in the pipeline, which is not loaded for the help alone."""


def export() -> click.Command:
    """``kit export`` with its options."""
    return command(
        "export",
        _run_export,
        [
            click.Option(["--format", "formats"], help=say("help_option_format", names=", ".join(_FORMATS))),
            click.Option(["--publish"], is_flag=True, help=say("help_option_publish")),
            click.Option(["--to"], type=click.Path(path_type=Path), help=say("help_option_to")),
        ],
    )


def _run_export(formats: str | None, publish: bool, to: Path | None) -> int:
    from kit.pipeline.export import FORMATS, PARQUET_EXTRA, export  # noqa: PLC0415

    wanted = tuple(name.strip().lower() for name in formats.split(",")) if formats else FORMATS
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(say("no_format", name=name, names=", ".join(FORMATS)))
    done = export(process_folder(), wanted, publish, to)
    click.echo(say("export_done", tables=done.tables, rows=done.rows, folder=done.folder))
    if done.missing:
        click.echo(say("export_no_parquet", library="pyarrow", command=PARQUET_EXTRA), err=True)
    if not publish:
        click.echo(say("export_private", command="kit export --publish"), err=True)
    if done.findings:
        show_findings(done.findings)
    return 0
