"""What a decision rests on, as a fingerprint: when that changes, the decision says so and is not dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.analyse.context import AnalysisContext
from kit.analyse.rows import grouped, pick, shelved
from kit.analyse.scopes import Scope, scope_of
from kit.model.evidence import UNKNOWN, Evidence, Value

LENGTH = 10
"""Hex digits of a fingerprint: two grounds of one matter are never mistaken for each other."""

_OWNERS = ("owner", "manager", "data_owner")
_SCORES = ("title", "problem", "value", "fit", "feasible", "data_ready", "risk", "days")
_MODULE = ("owner", "review", "swap_if")


@dataclass(frozen=True, slots=True)
class Ground:
    """The rows that a decision speaks of, and which of their columns it rests on."""

    rows: tuple[Evidence, ...]
    columns: tuple[str, ...]

    @property
    def print(self) -> str:
        return ground(self.rows, self.columns)


class Grounds:
    """The ground of each matter that is not about names, looked up rather than searched for: a large register
    has thousands of matters."""

    def __init__(self, evidence: Iterable[Evidence], context: AnalysisContext) -> None:
        self._evidence = shelved(evidence)
        self._held = grouped(
            pick(self._evidence, "R3"), lambda row: (row.text("role"), scope_of(row, context))
        )
        self._modules = grouped(pick(self._evidence, "U7"), lambda row: row.text("module"))

    def of(self, matter: str) -> Ground:
        """The rows behind a matter; no rows where its subject is not there."""
        kind, _, rest = matter.partition(":")
        if kind == "value":
            column, _, key = rest.partition(":")
            return Ground(tuple(self._evidence.named("S1", "system", key)), (column,))
        if kind == "holder":
            role, scope_kind, key = (*rest.split(":", 2), "", "")[:3]
            held = self._held.get((role, Scope(scope_kind, key)), ())
            systems = self._evidence.named("S1", "system", key) if scope_kind == "thing" else ()
            return Ground((*held, *systems), ("holder", *_OWNERS))
        if kind == "initiative":
            return Ground(tuple(self._evidence.named("B4", "title", rest)), _SCORES)
        return Ground(tuple(self._modules.get(rest, ())), _MODULE)


def ground(rows: Iterable[Evidence], columns: Sequence[str]) -> str:
    """The fingerprint of some columns of rows, with the area that each speaks of.

    Files, row numbers and order are no part of it: a return saved under another name changes nothing, nor
    does a second copy of it.
    """
    said = {(row.sheet, row.area, *(_plain(row.values.get(column)) for column in columns)) for row in rows}
    return fingerprint("\n".join("\t".join(line) for line in sorted(said)))


def fingerprint(text: str) -> str:
    """The fingerprint of a text; ``""`` of nothing."""
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH] if text else ""


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    if value is UNKNOWN:
        return "?"
    if isinstance(value, tuple):
        return "; ".join(sorted(value))
    return " ".join(str(value).split())
