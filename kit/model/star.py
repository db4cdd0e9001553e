"""The register as a star: dimensions to filter by, facts to count, bridges between them.

What ``kit export`` writes in every format; the data dictionary is made of the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.text import Text

StarValue = str | int | float | date | None

KINDS = ("dimension", "fact", "bridge")
TYPES = ("text", "integer", "number", "date")


@dataclass(frozen=True, slots=True)
class StarColumn:
    """One column. ``type`` is one of :data:`TYPES`; flags are integers, 0 or 1. ``key_to`` is the
    ``table.column`` that the values are keys to, ``""`` where they are none."""

    name: str
    type: str
    meaning: Text
    key_to: str = ""


@dataclass(frozen=True, slots=True)
class StarTable:
    """One table; every row has one value for each column, ``None`` where there is none.

    ``kind`` is one of :data:`KINDS`. The first column of a dimension is its key.
    """

    name: str
    kind: str
    meaning: Text
    columns: tuple[StarColumn, ...]
    rows: tuple[tuple[StarValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Star:
    """All tables, dimensions first. ``published`` says that everything about single persons is left out."""

    tables: tuple[StarTable, ...]
    published: bool = False
