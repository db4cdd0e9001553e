"""From rows of S3 to edges between the places where data are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import common_name, grouped, latest, latest_choice, latest_text
from kit.model.evidence import Evidence
from kit.model.results import System

MANUAL = frozenset({"typing", "copy_paste", "mail", "paper"})
TIMED = frozenset({"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"})
"""Frequencies with a number of times a year; "real time" and "when needed" have none."""

KINDS: Mapping[str, re.Pattern[str]] = {
    "spreadsheet": re.compile(r"\b(regneark\w*|excel\w*|spreadsheets?|google sheets?|csv)\b"),
    "paper": re.compile(r"\b(papir\w*|papers?|blanket(ter)?|telefon|phone)\b"),
    "person": re.compile(
        r"\b(borger(e|en|ne)?|citizens?|paaroerende|relatives?|virksomhed(er)?|business(es)?)\b"
    ),
}
"""How people write of places that are no system, in both languages, as unified names."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a flow; ``areas`` are empty for what is no system."""

    key: str
    name: str
    kind: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One movement in one area (``""`` where no area told of it), with its rows in the order of the
    process."""

    source: End
    target: End
    area: str
    rows: tuple[Evidence, ...]

    def text(self, column: str) -> str:
        return latest_text(self.rows, column)

    def choice(self, column: str) -> str:
        return latest_choice(self.rows, column)

    @property
    def method(self) -> str:
        return latest_choice(self.rows, "method")

    @property
    def minutes(self) -> float | None:
        value = latest(self.rows, "minutes")
        return float(value) if isinstance(value, int | float) else None

    @property
    def manual(self) -> bool | None:
        """``None`` where nobody knows how the data move."""
        if self.method in ("", "unknown"):
            return None
        return self.method in MANUAL or (self.method == "file" and bool(self.minutes))

    def times_a_year(self, context: AnalysisContext) -> float | None:
        """Working days, weeks … a year from the thresholds; ``None`` where the frequency does not say."""
        frequency = self.text("frequency")
        return context.limit(f"flows.{frequency}") if frequency in TIMED else None


def edges_of(
    rows: Iterable[Evidence], known: Mapping[str, System], context: AnalysisContext
) -> tuple[Edge, ...]:
    """Flows by source, target, content and area. A row without an area joins the one area that told of the
    same movement. Rows that lack an end are left out."""
    ended = [item for item in rows if item.text("source") and item.text("target")]
    names: dict[str, list[str]] = {}
    for item in ended:
        for column in ("source", "target"):
            names.setdefault(unify(item.text(column)), []).append(item.text(column))
    ends = {key: _end(key, written, known) for key, written in names.items()}
    same = grouped(ended, lambda i: (ends[unify(i.text("source"))], ends[unify(i.text("target"))], _what(i)))
    edges = []
    for (source, target, _), mine in same.items():
        for area, part in _by_area(mine).items():
            edges.append(Edge(source, target, area, tuple(part)))
    return tuple(edges)


def _what(item: Evidence) -> str:
    return unify(item.text("what"))


def _by_area(rows: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    areas = grouped(rows, lambda item: item.area)
    named = [area for area in areas if area]
    if "" in areas and len(named) == 1:
        areas[named[0]] += areas.pop("")
    return areas


def _end(key: str, written: Iterable[str], known: Mapping[str, System]) -> End:
    system = known.get(key)
    if system:
        return End(system.key, system.name, "system", (*system.areas, *system.also_used_by))
    for kind, pattern in KINDS.items():
        if pattern.search(key):
            return End(key, common_name(written), kind, ())
    return End(key, common_name(written), "outside", ())
