"""``kit consolidate`` and ``kit demo``: from returns to the strategy."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli import show, show_news
from kit.cli.commands.shared import (
    command,
    json_option,
    process_folder,
    read_day,
    shared_options,
    show_findings,
)
from kit.cli.words import say


def consolidate() -> click.Command:
    """``kit consolidate`` with its options."""
    return command(
        "consolidate",
        _run_consolidate,
        [
            click.Option(["--edition"], help=say("help_option_edition")),
            click.Option(["--date", "day"], help=say("help_option_date")),
            click.Option(["--publish"], is_flag=True, help=say("help_option_publish_strategy")),
            click.Option(["--gate"], type=click.Choice(["mvp"]), help=say("help_option_gate")),
            json_option(),
        ],
    )


def _run_consolidate(
    edition: str | None, day: str | None, publish: bool, gate: str | None, as_json: bool
) -> int:
    from kit.pipeline.consolidate import consolidate  # noqa: PLC0415

    folder = process_folder()
    with show.progress() as step:
        done = consolidate(folder, edition, read_day(day) if day else None, step, publish=publish)
    if not as_json:
        counts = {"rows": done.rows, "files": done.files, "claims": done.claims, "questions": done.questions}
        click.echo(say("consolidate_done", None, edition=done.edition, **counts))
        click.echo(say("strategy_at", folder=folder.outputs / "strategy"))
    missing = (done.below_minimum,) if gate and done.below_minimum else ()
    code = show_findings((*done.findings, *missing), as_json)
    if not as_json:
        show_news.news(done.news, folder.process.lang)
    return code


def compare() -> click.Command:
    """``kit compare 0.2 0.3``."""
    return command("compare", _run_compare, [click.Argument(["before"]), click.Argument(["after"])])


def _run_compare(before: str, after: str) -> int:
    from kit.pipeline.compare import compare as compare_editions  # noqa: PLC0415

    folder = process_folder()
    done = compare_editions(folder, before, after)
    click.echo(done.sentence)
    for path in done.paths:
        click.echo(f"  {folder.root / path}")
    show_findings(done.findings)
    return 0


def demo() -> click.Command:
    """``kit demo`` with its options."""
    directory = click.Argument(["directory"], required=False, type=click.Path(path_type=Path))
    return command("demo", _run_demo, [directory])


def _run_demo(directory: Path | None) -> int:
    from kit.pipeline.demo import demo  # noqa: PLC0415

    target = directory or Path("outputs/demo")
    lang = shared_options().get("lang") or "da"
    with show.progress() as step:
        done = demo(target, lang, step)
    for workshop, files in done.steps:
        click.echo(say("demo_step", lang, workshop=workshop, files=files))
    show.summary(done.findings, lang)
    first = target / "outputs" / "strategy" / "strategy.pdf"
    click.echo(say("demo_done", lang, folder=target, first=first))
    return 0
