"""Small tools on evidence that every analysis uses: picking, grouping, counting, and figures.

Everything here is independent of the order in which evidence arrives: rows are put in the order of the
process (workshop, then id) first, and sums are exact (``math.fsum``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from math import fsum
from statistics import median
from typing import TypeVar, overload

from kit.analyse.names import unify
from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import WORKSHOPS
from kit.model.results import Count, Ids, Statistic

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_DIGITS = re.compile(r"\d+")


@cache
def natural(id: str) -> str:
    """A sorting key under which row 10 comes after row 9: before each number stands how long it is.

    One text and no tuple of parts: registers of many municipalities hold a key for every row.
    """
    return _DIGITS.sub(_with_length, id)


def _with_length(number: re.Match[str]) -> str:
    plain = str(int(number[0]))
    return f"\0{chr(len(plain))}{plain}"


class Shelf(Sequence[Evidence]):
    """Evidence sorted once: rows in the order of the process (workshop, then id), by sheet, and by name.

    An analysis takes its own rows from it and never goes through all the others.
    """

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._rows = _in_turn(evidence)
        self._sheets = grouped(self._rows, lambda item: item.sheet)
        self._names: dict[tuple[str, str], dict[str, list[Evidence]]] = {}

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> list[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | list[Evidence]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._rows)

    def of(self, sheets: Iterable[str]) -> list[Evidence]:
        """Rows of these sheets in the order of the process."""
        found = [rows for sheet in dict.fromkeys(sheets) if (rows := self._sheets.get(sheet))]
        return list(found[0]) if len(found) == 1 else _in_turn(chain.from_iterable(found))

    def named(self, sheet: str, column: str, name: str) -> Sequence[Evidence]:
        """Rows of a sheet whose column holds this unified name."""
        if (sheet, column) not in self._names:
            self._names[sheet, column] = by_name(self.of((sheet,)), column)
        return self._names[sheet, column].get(name, ())


def shelved(evidence: Iterable[Evidence]) -> Shelf:
    """The evidence on a shelf; one that is a shelf already, as it is."""
    return evidence if isinstance(evidence, Shelf) else Shelf(evidence)


def pick(evidence: Iterable[Evidence], *sheets: str) -> list[Evidence]:
    """Rows of these sheets in the order of the process: workshop, then id."""
    if isinstance(evidence, Shelf):
        return evidence.of(sheets)
    return _in_turn(item for item in evidence if item.sheet in sheets)


def _in_turn(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: (moment(item), natural(item.id)))


def moment(item: Evidence) -> int:
    """The place of a row's workshop in the process."""
    return WORKSHOPS.index(item.workshop) if item.workshop in WORKSHOPS else len(WORKSHOPS)


def ids(*groups: Iterable[Evidence]) -> Ids:
    """The ids of all rows, sorted, once."""
    return _sorted({item.id for group in groups for item in group})


def join(groups: Iterable[Ids]) -> Ids:
    """Several tuples of ids as one, sorted, without doubles."""
    return _sorted({id for group in groups for id in group})


def _sorted(found: set[str]) -> Ids:
    return tuple(sorted(found, key=natural) if len(found) > 1 else found)


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Rows by key, keys in order of first appearance (rows come in the order of the process)."""
    found: dict[K, list[T]] = {}
    for item in rows:
        found.setdefault(key(item), []).append(item)
    return found


def by_name(rows: Iterable[Evidence], column: str) -> dict[str, list[Evidence]]:
    """Rows by the unified name in a column, sorted by it; rows where it is blank are left out."""
    found = grouped((item for item in rows if item.text(column)), lambda item: unify(item.text(column)))
    return dict(sorted(found.items()))


def mean(values: Iterable[float]) -> float | None:
    """The exact mean, ``None`` of nothing."""
    numbers = list(values)
    return fsum(numbers) / len(numbers) if numbers else None


def numbers(rows: Iterable[Evidence], column: str) -> list[float]:
    """The numbers of a column; blanks and "?" are left out."""
    return [value for item in rows if (value := item.number(column)) is not None]


def total(rows: Iterable[Evidence], column: str) -> float | None:
    """The sum of stated numbers, ``None`` when none is stated."""
    return plus(numbers(rows, column))


def plus(values: Iterable[float | None]) -> float | None:
    """The sum of what is stated, ``None`` when nothing is."""
    found = [value for value in values if value is not None]
    return fsum(found) if found else None


def average(rows: Iterable[Evidence], column: str) -> float | None:
    """The mean of a column's numbers, ``None`` when none is stated."""
    return mean(numbers(rows, column))


def statistic(rows: Sequence[Evidence], column: str, spread_from: float) -> Statistic:
    """All figures of one column. Under ``spread_from`` numbers there is no spread, low or high.

    The rows behind it are those with a number or "?"; ``spread`` is the population standard deviation.
    """
    found = numbers(rows, column)
    behind = ids(item for item in rows if item.number(column) is not None or item.is_unknown(column))
    unknown = sum(item.is_unknown(column) for item in rows)
    middle = mean(found)
    if middle is None:
        return Statistic(unknown=unknown, evidence=behind)
    if len(found) < spread_from:
        return Statistic(len(found), unknown, middle, float(median(found)), evidence=behind)
    spread = (fsum((x - middle) ** 2 for x in found) / len(found)) ** 0.5
    return Statistic(
        len(found), unknown, middle, float(median(found)), spread, min(found), max(found), behind
    )


def latest(rows: Iterable[Evidence], column: str) -> Value | None:
    """The last value that stands in a column (a blank or "?" never wipes an answer out)."""
    found: Value | None = None
    for item in rows:
        value = item.values.get(column)
        if value is not None and value is not UNKNOWN and value not in ("", ()):
            found = value
    return found


def latest_text(rows: Iterable[Evidence], column: str) -> str:
    """:func:`latest` as text, ``""`` where nothing stands."""
    value = latest(rows, column)
    return "" if value is None else str(value)


def latest_choice(rows: Iterable[Evidence], column: str) -> str:
    """The last choice made; ``unknown`` where people only answered "?" or "don't know"."""
    found = ""
    for item in rows:
        said = "unknown" if item.is_unknown(column) else item.text(column)
        if said and (said != "unknown" or not found):
            found = said
    return found


def common_name(names: Iterable[str]) -> str:
    """The wording used most, the first in the alphabet on a tie, ``""`` of nothing."""
    counted = Counter(" ".join(name.split()) for name in names if name.strip())
    if len(counted) == 1:
        return next(iter(counted))
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def wordings(rows: Iterable[Evidence], column: str) -> tuple[str, ...]:
    """Different texts of a column, equal unified ones once, in the order of the process."""
    return distinct(item.text(column) for item in rows)


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without doubles (compared by unified name), blanks left out; each in its most common wording."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if text.strip():
            found.setdefault(unify(text), []).append(text)
    return tuple(common_name(same) for same in found.values())


def many(rows: Iterable[Evidence], column: str) -> tuple[str, ...]:
    """Every entry of a column of several choices, sorted, once."""
    return tuple(sorted({entry for item in rows for entry in item.many(column)}))


def areas_of(rows: Iterable[Evidence], order: Sequence[str]) -> tuple[str, ...]:
    """Areas that rows speak of, in the process's order, unknown ones last."""
    return in_order({item.area for item in rows if item.area}, order)


def units_of(rows: Iterable[Evidence]) -> tuple[str, ...]:
    """Codes of the units that gave the rows, sorted: ``ASO``, ``G2``, ``G10``, ``LEAD``."""
    return tuple(sorted({item.unit.code for item in rows}, key=natural))


def in_order(keys: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """Known keys in the given order, the others after them by name."""
    found = set(keys)
    return (*(key for key in order if key in found), *sorted(found - set(order)))


def counted(
    rows: Iterable[Evidence], key: Callable[[Evidence], Iterable[str]], order: Sequence[str] = ()
) -> tuple[Count, ...]:
    """How many rows have each key; a row may have several or none. Keys in the given order."""
    found: dict[str, list[Evidence]] = {}
    for item in rows:
        for entry in dict.fromkeys(key(item)):
            found.setdefault(entry, []).append(item)
    return tuple(Count(entry, len(found[entry]), ids(found[entry])) for entry in in_order(found, order))


def shared_ranks(scores: Sequence[float | None]) -> list[int | None]:
    """Ranks from 1, highest score first; equal scores share one, ``None`` has none. Scores are compared at
    nine decimals, so that equal formulas tie."""
    rounded = [None if score is None else round(score, 9) for score in scores]
    known = sorted(score for score in rounded if score is not None)
    return [None if s is None else 1 + len(known) - bisect_right(known, s) for s in rounded]
