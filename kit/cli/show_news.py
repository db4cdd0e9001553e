"""Prints what is new since the last run of ``kit consolidate``."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.model.change import Change, News

FEW = 12
"""Changes that are told one by one; all of them stand in the register's table ``change``."""

_LONGEST = 100
_PLAIN = ("day", "edition", "kit")


def news(found: News | None, lang: str) -> None:
    """What came in, what was decided, and what reads otherwise because of it."""
    click.echo("")
    if found is None:
        click.echo(say("news_first", lang))
        return
    click.secho(say("news_since", lang, edition=found.since.edition, day=found.since.day), bold=True)
    if found.quiet:
        click.echo(f"  {say('news_none', lang)}")
        return
    for key, files in (
        ("new", found.files_new),
        ("changed", found.files_changed),
        ("gone", found.files_gone),
    ):
        if files:
            click.echo(f"  {say(f'news_files_{key}', lang, n=len(files), names=_names(files, lang))}")
    if found.decided:
        click.echo(f"  {say('news_decided', lang, n=len(found.decided))}")
    for what in ("figure", "claim", "question"):
        counts = {kind: len(found.of(what, kind)) for kind in ("new", "changed", "gone")}
        if any(counts.values()):
            click.echo(f"  {say(f'news_{what}', lang, **counts)}")
    for change in found.changes[:FEW]:
        _change(change, lang)
    if len(found.changes) > FEW:
        click.echo(f"  {say('news_more', lang, n=len(found.changes) - FEW, table='change')}")


def _names(files: Sequence[str], lang: str) -> str:
    shown = ", ".join(files[:3])
    return shown if len(files) <= 3 else say("news_and_more", lang, names=shown, n=len(files) - 3)


def _change(change: Change, lang: str) -> None:
    click.echo(f"  {say(f'news_kind_{change.kind}', lang)} {change.id}")
    for sign, text in (("−", change.before), ("+", change.after)):
        if text:
            shown = _number(text, lang) if change.what == "figure" else text
            click.echo(f"    {sign} {shorten(shown, _LONGEST, placeholder=' …')}")
    causes = [say(f"news_cause_{cause}", lang) if cause in _PLAIN else cause for cause in change.causes]
    click.echo(f"    ← {_names(causes, lang)}")


def _number(text: str, lang: str) -> str:
    """A figure with the decimal sign of the language; a text as it is."""
    whole, point, part = text.partition(".")
    is_number = bool(point) and whole.lstrip("-").isdigit() and part.isdigit()
    return f"{whole}{say('decimal_sign', lang)}{part}" if is_number else text
