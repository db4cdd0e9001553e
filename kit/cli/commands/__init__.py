"""The commands, each with its options: parse, one call into the pipeline, print, exit code."""

from __future__ import annotations

import click

from kit.cli.commands.export import export
from kit.cli.commands.health import doctor
from kit.cli.commands.intake import check, status
from kit.cli.commands.lead import initiatives, trace
from kit.cli.commands.new import new
from kit.cli.commands.result import compare, consolidate, demo
from kit.cli.commands.room import make, plan
from kit.cli.commands.shared import EXIT_INTERRUPTED, show_findings

__all__ = ["EXIT_INTERRUPTED", "all_commands", "show_findings"]


def all_commands() -> tuple[click.Command, ...]:
    """Every command, in the order in which a process uses them."""
    during = (new(), plan(), make(), check(), status(), consolidate(), initiatives(), trace(), compare())
    return (*during, doctor(), export(), demo())
