"""The group ``kit``: options that work everywhere, exit codes, and one place for errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kit import __version__
from kit.cli import commands
from kit.cli.words import say
from kit.errors import KitError, UsageError
from kit.model.text import LANGUAGES

EXIT_USAGE, EXIT_BUG, EXIT_INTERRUPTED = 2, 3, 130


class Kit(click.Group):
    """Lists its commands in the order in which a process uses them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def everywhere(command: click.Command) -> click.Command:
    """Give a command ``-C`` and ``--lang``, so that they work after its name too."""
    command.params += [
        click.Option(["-C", "folder"], type=click.Path(path_type=Path), help=say("help_folder"), expose_value=False,
                     callback=_remember),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("help_lang"), expose_value=False,
                     callback=_remember),
    ]  # fmt: skip
    return command


def _remember(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep the option on the root context; the one after the command's name wins."""
    shared = ctx.find_root().ensure_object(dict)
    if value is not None or parameter.name not in shared:
        shared[parameter.name] = value


def build() -> click.Group:
    """The whole command line with its help in the language of this call."""
    group = Kit(name="kit", help=say("help_kit"), no_args_is_help=True, callback=lambda: None)
    everywhere(group)
    group.params.append(
        click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, help=say("help_version"),
                     callback=_version)
    )  # fmt: skip
    for command in commands.all_commands():
        group.add_command(everywhere(command))
    return group


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
    try:
        code = build().main(args=None if argv is None else list(argv), prog_name="kit", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as empty:
        click.echo(empty.ctx.get_help())
        return 0
    except click.UsageError as wrong:
        click.echo(f"{say('wrong')}: {wrong.format_message()}", err=True)
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted"), err=True)
        return EXIT_INTERRUPTED
    except KitError as problem:
        return _explain(problem)
    except OSError as problem:
        click.echo(
            say("os_error", file=problem.filename or "?", problem=problem.strerror or problem), err=True
        )
        return EXIT_USAGE
    except Exception as bug:  # the last line of defence: a sentence instead of a traceback
        click.echo(say("bug", problem=f"{type(bug).__name__}: {bug}", version=__version__), err=True)
        if "--debug" in sys.argv:
            raise
        return EXIT_BUG


def _explain(problem: KitError) -> int:
    findings = getattr(problem, "findings", ())
    if findings:
        commands.show_findings(findings)
        return EXIT_USAGE
    if isinstance(problem, UsageError):
        click.echo(f"{say('wrong')}: {problem}", err=True)
        return EXIT_USAGE
    click.echo(say("bug", problem=str(problem), version=__version__), err=True)
    return EXIT_BUG


def _utf8() -> None:
    """Print UTF-8 whatever the terminal says, so that æøå never stop a run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
