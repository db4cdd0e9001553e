"""What is asked of rows when all returns are looked at together, known of each sheet without its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar, overload

from kit.model.evidence import Evidence
from kit.model.process import Unit
from kit.model.sheet import Column, Sheet
from kit.read.text import plain, unified

TOLD_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "systems": (("S1", "system"), ("S1", "local_name"), ("S2", "title")),
    "initiatives": (("B4", "title"), ("B4", "initiative_id")),
    "roles": (("R2", "title"),),
    "decisions": (("R4", "decision"),),
    "forums": (("R5", "forum"),),
    "functions": (("C1", "function"), ("R1", "function"), ("B2", "function")),
}
"""The columns whose rows bring new entries into a list."""

Row = TypeVar("Row")
Named = Mapping[str, Sequence[str]]
Told = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Outline:
    """Of rows one below the other that are of one sheet, workshop, unit and tab. No text stands twice, all
    stand in the order of the rows.

    ``respondents`` are those of a form as they are compared, ``""`` in other sheets; ``told`` gives by list
    what the rows bring into it, as it is compared and as it stands there, ``named`` by column the entries of
    lists that they refer to. ``regular`` says that their ids all differ and begin with sheet and unit, as
    ``B4.G3.7`` does.
    """

    sheet: str
    workshop: str
    unit: Unit
    tab: str
    count: int
    regular: bool
    respondents: Sequence[str]
    told: Told
    named: Named

    @property
    def start(self) -> str:
        """How regular ids begin."""
        return f"{self.sheet}.{self.unit.code}."


class Part(NamedTuple):
    """Rows and their outline."""

    outline: Outline
    rows: Sequence[Evidence]


class Rows(Sequence[Row]):
    """Rows (or cells) of several sequences, one after the other, that may be made only when somebody asks for
    them. As a whole they equal a tuple of the same."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Iterable[Sequence[Row]]) -> None:
        self._pieces = tuple(pieces)

    def __len__(self) -> int:
        return sum(map(len, self._pieces))

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self._pieces)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | Rows) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Parted(Rows[Evidence]):
    """The rows of a return by part."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        super().__init__(part.rows for part in self.parts)


class Outliner:
    """Tells what counts in rows; ``sheets`` are those of the catalogue by code."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets
        self._told: dict[str, list[tuple[str, str]]] = {}
        for source, places in TOLD_BY.items():
            for code, column in places:
                self._told.setdefault(code, []).append((source, column))
        self._named = {
            code: [column.id for column in sheet.columns if _refers(code, column)]
            for code, sheet in sheets.items()
        }

    def parts(self, rows: Sequence[Evidence]) -> Sequence[Part]:
        """The rows in parts, each with its outline."""
        if isinstance(rows, Parted):
            return rows.parts
        groups = groupby(rows, key=attrgetter("sheet", "workshop", "unit", "tab"))
        return [self._part(tuple(group)) for _, group in groups]

    def _part(self, rows: tuple[Evidence, ...]) -> Part:
        first, ids = rows[0], {row.id for row in rows}
        start = f"{first.sheet}.{first.unit.code}."
        told: dict[str, dict[str, str]] = {}
        named: dict[str, dict[str, None]] = {}
        for row in rows:
            for source, column in self._told.get(first.sheet, ()):
                if text := row.text(column):
                    told.setdefault(source, {}).setdefault(unified(text), text)
            for column in self._named.get(first.sheet, ()):
                if names := row.many(column):
                    named.setdefault(column, {}).update(dict.fromkeys(names))
        outline = Outline(
            sheet=first.sheet,
            workshop=first.workshop,
            unit=first.unit,
            tab=first.tab,
            count=len(rows),
            regular=len(ids) == len(rows) and all(id.startswith(start) for id in ids),
            respondents=tuple(dict.fromkeys(self.respondent(row) for row in rows)),
            told=told,
            named={column: tuple(texts) for column, texts in named.items()},
        )
        return Part(outline, rows)

    def respondent(self, row: Evidence) -> str:
        """Who of a unit filled in this row of a form, as it is compared; ``""`` in other sheets."""
        sheet = self._sheets.get(row.sheet)
        return plain(row.text(sheet.block)) if sheet and sheet.block else ""


def _refers(sheet: str, column: Column) -> bool:
    """Whether a column names entries of a list that returns add to, without adding to it itself."""
    source = column.source or ""
    if source not in TOLD_BY or (sheet, column.id) in TOLD_BY[source]:
        return False
    return column.type in ("ref", "reflist") or (column.type == "person" and source == "functions")
