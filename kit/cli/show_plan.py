"""Prints the initiatives with their place in the plan, and what more hours would move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from kit.cli import show
from kit.cli.words import say

if TYPE_CHECKING:  # names for annotations only
    from kit.model.results import PlanItem
    from kit.pipeline.folder import Folder
    from kit.pipeline.initiatives import Move, Outlook


def outlook(found: Outlook, folder: Folder, more: Mapping[str, float]) -> None:
    """The list by rank; with a question what moves and what it does to the hours of the roles."""
    lang = folder.process.lang
    if not found.items:
        click.echo(say("initiatives_none", lang))
        return
    if more:
        _moves(found, folder, more)
        return
    rows = []
    for item in found.items:
        planned = found.plan.get(item.id)
        spread = f"{item.rank_best}–{item.rank_worst}" if item.rank_best is not None else "–"
        score = "–" if item.priority is None else f"{item.priority:.1f}".replace(".", _comma(lang))
        rank = "–" if item.rank is None else str(item.rank)
        klass = say(f"class_{item.klass}", lang) if item.klass else "–"
        rows.append([rank, spread, score, klass, f"{item.title}\n{_place(planned, folder)}"])
    titles = [say(f"initiatives_{head}", lang) for head in ("rank", "range", "priority", "class", "name")]
    show.table(say("initiatives_title", lang), titles, rows, right=(0, 1, 2))
    click.echo(say("initiatives_hint", lang))


def _comma(lang: str) -> str:
    return "," if lang == "da" else "."


def _place(planned: PlanItem | None, folder: Folder) -> str:
    lang = folder.process.lang
    if planned is None:
        return "–"
    if planned.placed:
        first, last = planned.quarters[0], planned.quarters[-1]
        return first if first == last else f"{first} – {last}"
    detail = planned.detail
    role = folder.catalogue.role(detail)
    named = role.title[lang] if role else detail
    return say(f"waits_{planned.reason}", lang, detail=named)


def _moves(found: Outlook, folder: Folder, more: Mapping[str, float]) -> None:
    lang = folder.process.lang
    asked = ", ".join(
        say("what_if_role", lang, role=_role(role, folder), hours=_hours(hours, lang, signed=True))
        for role, hours in more.items()
    )
    click.secho(say("what_if_title", lang, asked=asked), bold=True)
    if not found.moves:
        click.echo(f"  {say('what_if_nothing', lang)}")
    for move in found.moves:
        _move(move, folder)
    for before, after in found.use:
        told = {
            "role": _role(after.role, folder),
            "quarter": after.quarter,
            "before": _hours(before.used if before else 0.0, lang),
            "room": _hours(before.limit if before else 0.0, lang),
            "after": _hours(after.used, lang),
            "limit": _hours(after.limit, lang),
        }
        click.echo(f"  {say('what_if_use', lang, **told)}")


def _role(id: str, folder: Folder) -> str:
    role = folder.catalogue.role(id)
    return f"{id} {role.title[folder.process.lang]}" if role else id


def _hours(hours: float, lang: str, signed: bool = False) -> str:
    text = f"{hours:+.1f}" if signed else f"{hours:.1f}"
    return text.removesuffix(".0").replace(".", _comma(lang))


def _move(move: Move, folder: Folder) -> None:
    lang = folder.process.lang
    click.echo(f"  {'+' if move.gain else '·'} {move.after.title}")
    told = {"before": _place(move.before, folder), "after": _place(move.after, folder)}
    click.echo(f"    {say('what_if_move', lang, **told)}")
