"""The group ``kit``: options that work everywhere, exit codes, and one place for errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kit import __version__
from kit.cli import commands
from kit.cli.speaking import Group, complaint
from kit.cli.words import hear, say
from kit.errors import BrokenContent, UsageError
from kit.model.text import LANGUAGES

EXIT_USAGE, EXIT_BUG = 2, 3


def everywhere(command: click.Command) -> click.Command:
    """Give a command ``-C`` and ``--lang``, so that they work after its name too."""
    command.params += [
        click.Option(["-C", "folder"], type=click.Path(path_type=Path), help=say("help_folder"), **_SHARED),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("help_lang"), **_SHARED),
    ]
    return command


def _remember(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep the option on the root context; the one after the command's name wins."""
    shared = ctx.find_root().ensure_object(dict)
    if value is not None or parameter.name not in shared:
        shared[parameter.name] = value


_SHARED: dict[str, Any] = {"expose_value": False, "callback": _remember}


def build() -> click.Group:
    """The whole command line with its help in the language of this call."""
    group = Group(name="kit", help=say("help_kit"), invoke_without_command=True, callback=_alone)
    everywhere(group)
    group.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help=say("help_version"),
            callback=_version,
        )
    )
    for command in commands.all_commands():
        group.add_command(everywhere(command))
    return group


def _alone() -> None:
    """Without a command: the help."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"kit {__version__}")
        ctx.exit()


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``kit`` and leave with its exit code."""
    sys.exit(run(argv))


def run(argv: Sequence[str] | None = None) -> int:
    """Run ``kit`` and return the exit code: 0, 1 (findings), 2 (usage), 3 (a bug), 130 (interrupted)."""
    _utf8()
    arguments = sys.argv[1:] if argv is None else list(argv)
    hear(arguments)
    try:
        code = build().main(args=arguments, prog_name="kit", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        code = _complain(say("interrupted"), commands.EXIT_INTERRUPTED)
    except (click.UsageError, UsageError, BrokenContent, OSError) as wrong:
        code = _explain(wrong, as_json="--json" in arguments)
    except Exception as bug:  # the last line of defence: a sentence instead of a traceback
        if os.environ.get("KIT_DEBUG"):
            raise
        code = _complain(say("bug", problem=f"{type(bug).__name__}: {bug}", version=__version__), EXIT_BUG)
    return code if isinstance(code, int) else 0


def _complain(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _explain(wrong: Exception, as_json: bool) -> int:
    """Wrong usage, a folder that is no process, broken content, a file that cannot be read or written."""
    if isinstance(wrong, BrokenContent):
        commands.show_findings(wrong.findings, as_json)
        return EXIT_USAGE
    if isinstance(wrong, OSError):
        sentence = say("os_error", file=wrong.filename or "?", problem=wrong.strerror or wrong)
        return _complain(sentence, EXIT_USAGE)
    reason = complaint(wrong) if isinstance(wrong, click.UsageError) else str(wrong)
    return _complain(f"{say('wrong')}: {reason}", EXIT_USAGE)


def _utf8() -> None:
    """Print UTF-8 whatever the terminal says, so that æøå never stop a run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
