"""Click in the language of the call: its headings and its complaints about the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import click

from kit.cli.words import say
from kit.errors import UsageError

_HEADINGS = {"Options": "options", "Commands": "commands"}
_PLACEHOLDER = re.compile(
    r"\b(OPTIONS|COMMAND|ARGS|TEXT|PATH|FILES|DIRECTORY|BEFORE|AFTER|WORKSHOPS|INTEGER RANGE)\b"
)


def _placeholders(text: str) -> str:
    """Click's words for what is to be written there, in the language of the call."""
    return _PLACEHOLDER.sub(lambda found: say(f"placeholder_{found[0].lower().replace(' ', '_')}"), text)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _placeholders(args), prefix or f"{say('usage')}: ")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(_placeholders(term), meaning) for term, meaning in rows]
        super().write_dl(told, col_max, col_spacing)

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(_HEADINGS[heading]) if heading in _HEADINGS else heading)


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help speaks the language of the call."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = say("help_help")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """The whole help: Click breaks lines, and half a sentence helps nobody."""
        return super().get_short_help_str(max(limit, len(self.help or "")))


class Group(Command, click.Group):
    """Lists its commands in the order in which they were added, and shows its help when called alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = get_close_matches(name, self.commands, 1)
            raise UsageError(say("no_command", name=name, names=", ".join(near or self.commands)))
        return super().resolve_command(ctx, args)


def complaint(wrong: click.UsageError) -> str:
    """What is wrong with the command line, and what would be right."""
    if isinstance(wrong, click.NoSuchOption):
        names = ", ".join(wrong.possibilities or ()) or "--help"
        return say("no_option", name=wrong.option_name, names=names)
    if isinstance(wrong, click.BadOptionUsage):
        return say("needs_value", name=wrong.option_name)
    if isinstance(wrong, click.MissingParameter) and wrong.param:
        return say("missing", name=_placeholders(wrong.param.human_readable_name))
    if isinstance(wrong, click.BadParameter) and wrong.param:
        return _bad_value(wrong.param, wrong)
    if type(wrong) is click.UsageError and wrong.ctx:  # Click's own word: too many arguments
        return say("wrong_usage", command=wrong.ctx.command_path)
    return wrong.format_message()


def _bad_value(parameter: click.Parameter, wrong: click.BadParameter) -> str:
    name, kind = "/".join(parameter.opts), parameter.type
    if isinstance(kind, click.Choice):
        return say("bad_choice", name=name, names=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return say("bad_number", name=name, low=kind.min, high=kind.max)
    return wrong.format_message()
