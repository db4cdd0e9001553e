"""Evidence: one row of one return, with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kit.findings import Finding
from kit.model.mark import CopyMark
from kit.model.process import Unit
from kit.model.sheet import Identity


class Unknown(Enum):
    """The answer "?": legal, counted as answered, never counted as a number."""

    ANSWER = "?"


UNKNOWN = Unknown.ANSWER

Value = str | int | float | date | tuple[str, ...] | Unknown
"""A choice is stored as its id (``active``, ``RO-03``), an area as its code, a list as a tuple."""


class Addresses(Mapping[str, str]):
    """The addresses of a row's values, equal to a dictionary with the same. ``spots`` gives by column id the
    letters of its column, or a whole address where the value stands in another row; hundreds of rows share
    one. So a row takes a few bytes where a dictionary takes hundreds.
    """

    __slots__ = ("row", "spots")

    def __init__(self, row: int, spots: Mapping[str, str]) -> None:
        self.row = row
        self.spots = spots

    def __getitem__(self, column: str) -> str:
        spot = self.spots[column]
        return spot if spot[-1:].isdigit() else f"{spot}{self.row}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.spots)

    def __len__(self) -> int:
        return len(self.spots)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[Addresses], tuple[int, Mapping[str, str]]]:
        return Addresses, (self.row, self.spots)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row. ``id`` is stable and readable: ``B4.G3.7`` is sheet B4, group 3, row 7.

    ``file`` is relative to the process folder; ``tab`` is the sheet's name as it stands in the file;
    ``cells`` gives the address of each value. ``complete`` is false when a required column is empty: the
    row is kept, has a finding, and counts where what it has suffices.
    """

    id: str
    sheet: str
    workshop: str
    unit: Unit
    file: str
    tab: str
    row: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]
    complete: bool = True

    def text(self, column: str) -> str:
        """The value as text, ``""`` where blank or "?"."""
        value = self.values.get(column)
        return "" if value is None or value is UNKNOWN else str(value)

    def number(self, column: str) -> float | None:
        """The value as a number, ``None`` where blank, "?" or no number."""
        value = self.values.get(column)
        return float(value) if isinstance(value, int | float) else None

    def day(self, column: str) -> date | None:
        """The value as a date, ``None`` where blank or no date."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def many(self, column: str) -> tuple[str, ...]:
        """The value as a tuple; one text is a tuple of one, blank is an empty tuple."""
        value = self.values.get(column)
        if isinstance(value, tuple):
            return value
        return (value,) if isinstance(value, str) and value else ()

    def is_unknown(self, column: str) -> bool:
        return self.values.get(column) is UNKNOWN

    @property
    def area(self) -> str:
        """The area that the row speaks of: its own column, else the unit's; ``""`` if neither."""
        return self.text("area") or (self.unit.key if self.unit.kind == "area" else "")


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell of a known column whose words are not, or not wholly, in evidence: ``Akitv`` for a choice.

    ``unit`` and ``workshop`` are those of its table; ``column`` is a column id, in a matrix a crossing such
    as ``letter.RO-03``. ``text`` is what people wrote.
    """

    sheet: str
    workshop: str
    unit: Unit
    tab: str
    row: int
    column: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Return:
    """A worksheet that came back: what it says of itself, its evidence, and what is odd about it.

    ``identity`` is ``None`` where the file could not be recognised; such a return has no evidence and at
    least one finding that names it. ``kept`` are cells in unknown columns: ``(tab, cell, text)``.
    ``copy_of`` says that the file is a marked copy that has been filled in. ``evidence`` and ``unread`` may
    be sequences that make what they hold only when it is asked for: who goes through them often keeps a
    tuple.
    """

    file: str
    sha256: str
    format: str
    identity: Identity | None
    evidence: Sequence[Evidence] = ()
    findings: tuple[Finding, ...] = ()
    kept: tuple[tuple[str, str, str], ...] = ()
    unread: Sequence[Unread] = ()
    copy_of: CopyMark | None = None
