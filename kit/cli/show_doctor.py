"""Printing ``kit doctor``: a line for each check; the findings follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.pipeline.doctor import Checked, Doctor


def checks(found: Doctor, lang: str) -> None:
    """What was looked at, and whether it is fine, with the number of findings where it is not."""
    for check in found.checks:
        click.echo(f"  {_state(check, lang)}  {say(f'doctor_{check.key}', lang, n=check.seen)}")


def _state(check: Checked, lang: str) -> str:
    """``ok``, or how many findings, as wide as the widest."""
    if not check.findings:
        return click.style(say("doctor_ok", lang).rjust(4), fg="green")
    worst = "yellow" if any(finding.needs_person for finding in check.findings) else "blue"
    return click.style(f"{len(check.findings)} !".rjust(4), fg=worst)
