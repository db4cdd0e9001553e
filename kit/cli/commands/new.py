"""``kit new``: asks what it has not been told, and writes ``kit.toml``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from kit.cli.commands.shared import EXIT_INTERRUPTED, command, read_day
from kit.cli.words import language, say
from kit.errors import UsageError


def new() -> click.Command:
    """``kit new`` with its options."""
    options = (
        "municipality",
        "start",
        "participants",
        "groups",
        "sponsor",
        "lead",
        "code",
        "colour",
        "extensions",
    )
    numbers = ("participants", "groups")
    return command(
        "new",
        _run_new,
        [
            click.Argument(["directory"], type=click.Path(path_type=Path)),
            *(
                click.Option(
                    [f"--{name}"],
                    type=click.IntRange(1, 500) if name in numbers else None,
                    help=say(f"help_option_{name}"),
                )
                for name in options
            ),
        ],
    )


def _run_new(directory: Path, municipality: str | None, start: str | None, **given: Any) -> int:  # noqa: ANN401
    from kit.pipeline.new import Wishes, new_process  # noqa: PLC0415

    file = directory / "kit.toml"
    if file.exists():
        raise UsageError(say("not_empty", file=file))
    try:
        municipality, first = _asked(municipality, start, given)
    except click.Abort:  # nothing has been written before all is known
        click.echo(say("nothing_written"), err=True)
        return EXIT_INTERRUPTED
    wishes = Wishes(
        municipality=municipality,
        start=first,
        lang=language(),
        participants=given["participants"] or 24,
        groups=given["groups"],
        sponsor=given["sponsor"] or say("default_sponsor"),
        lead=given["lead"] or say("default_lead"),
        code=given["code"],
        colour=given["colour"],
        extensions=tuple(
            code.strip().upper() for code in (given["extensions"] or "").split(",") if code.strip()
        ),
    )
    new_process(directory, wishes)
    click.echo(say("new_done", file=file))
    return 0


def _asked(municipality: str | None, start: str | None, given: dict[str, Any]) -> tuple[str, date]:
    """Name and first day; where one of them was not given, all that was not given is asked for."""
    asks = municipality is None or start is None
    municipality = municipality or _ask("municipality")
    first = read_day(start or _ask("start"))
    if asks:
        given["participants"] = given["participants"] or _ask("participants", 24, int)
        given["groups"] = given["groups"] or _ask("groups", -(-given["participants"] // 5), int)
        for name in ("sponsor", "lead"):
            given[name] = given[name] or _ask(name, say(f"default_{name}"))
    return municipality, first


def _ask(name: str, default: object = None, kind: type = str) -> Any:  # noqa: ANN401 - the answer has that type
    return click.prompt(say(f"ask_{name}"), default=default, type=kind, prompt_suffix=" ")
