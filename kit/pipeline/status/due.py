"""Modules of the strategy that somebody must look at: due for review, without owner, or with a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kit.analyse import AnalysisContext, module_health, rule
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder

SOON = timedelta(days=30)
"""So long before its day a review is told: whoever owns the module must find the time."""
UNOWNED = ("M00",)
"""The version sheet belongs to whoever compiles the strategy."""


@dataclass(frozen=True, slots=True)
class ModuleDue:
    """One module that needs a look. ``state`` is ``late`` (its review day has passed), ``due`` (within
    30 days), ``ownerless``, ``undated`` (no review day) or ``watch``: only its trigger ``swap_if`` is to be
    held against what has happened. ``owner`` is a function, ``""`` where there is none."""

    module: str
    state: str
    owner: str
    review: date | None
    swap_if: str


STATES = ("late", "due", "ownerless", "undated", "watch")


def modules_due(folder: Folder, gathered: Gathered, today: date) -> tuple[ModuleDue, ...]:
    """Every module that needs a look as of ``today``, worst first, from U7 and the lead's decisions (AN-24).

    Empty until somebody has answered for the modules.
    """
    context = AnalysisContext(folder.process, folder.catalogue, today)
    health = module_health(rule(gathered.evidence, context).evidence, context)
    if not health.evidence:
        return ()
    found = []
    for state in health.modules:
        needs = _needs(state.owner, state.review, state.swap_if, today)
        if needs and state.module not in UNOWNED:
            found.append(ModuleDue(state.module, needs, state.owner, state.review, state.swap_if))
    return tuple(sorted(found, key=lambda due: (STATES.index(due.state), due.review or date.max)))


def _needs(owner: str, review: date | None, swap_if: str, today: date) -> str:
    """The worst that a module needs; ``""`` for nothing."""
    if review and review <= today:
        return "late"
    if review and review - SOON <= today:
        return "due"
    if not owner:
        return "ownerless"
    return "undated" if review is None else "watch" if swap_if else ""
