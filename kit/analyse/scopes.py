"""What a role holder's "applies to" means: the municipality, an area, or a thing by its name."""

from __future__ import annotations

from typing import NamedTuple

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.model.evidence import Evidence

WHOLE = "municipality"


class Scope(NamedTuple):
    """``kind`` is ``municipality``, ``area`` or ``thing`` (a system, initiative or module by unified
    name)."""

    kind: str
    key: str


def scope_of(item: Evidence, context: AnalysisContext) -> Scope:
    """The scope of a row of R3. A blank one is the unit's area, if it has one, else the whole
    municipality."""
    text = item.text("scope") or item.area or WHOLE
    if text == WHOLE or unify(text) == unify(context.process.municipality):
        return Scope(WHOLE, WHOLE)
    for area in context.process.areas:
        if text == area.code or unify(text) == unify(area.name):
            return Scope("area", area.code)
    return Scope("thing", unify(text))
