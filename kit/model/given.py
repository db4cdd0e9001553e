"""What the kit filled in before a sheet went out, recorded on the sheet itself.

The hidden cell with the identity, left of the keys, also holds the name of every row that the kit wrote and
fingerprints of the rest of it, so that a row which somebody has changed is known from one that nobody
touched. Where it is gone, nothing is compared.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kit.model.sheet import KEY_PREFIX, Column, Sheet

_ROOM = 32_000
"""So long a record is at most: Excel takes 32,767 characters in a cell, and the identity stands there too."""
_LISTS = f"{KEY_PREFIX}given lists "
_BETWEEN, _AFTER_NAME = "|", ":"
_SIZE = 6
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row as it went out: its name, and by column id the fingerprints of the other cells."""

    name: str
    prints: tuple[tuple[str, str], ...]


@lru_cache(maxsize=_KEPT)
def fingerprint(text: str) -> str:
    """Six signs that tell texts apart whatever their case, blanks and punctuation."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    return hashlib.sha256(letters.encode()).hexdigest()[:_SIZE]


def naming(sheet: Sheet) -> Column:
    """The column that names the kit's rows: its own code, else the first that a row needs."""
    given = [column for id in sheet.prefilled if (column := sheet.column(id))]
    codes = [column for column in given if column.type == "code" and column.need == "made"]
    needed = [column for column in given or sheet.columns if column.need == "required"]
    return (codes or needed or given or list(sheet.columns))[0]


def recorded(sheet: Sheet) -> tuple[Column, ...]:
    """The columns of a record: the one that names the rows, and the others that the kit fills in."""
    first = naming(sheet)
    others = (column for id in sheet.prefilled if (column := sheet.column(id)))
    return (first, *(column for column in others if column != first))


def record(sheet: Sheet, rows: Iterable[Sequence[str]]) -> str:
    """What the hidden cell says before the identity; ``rows`` are the texts of :func:`recorded` columns as
    people see them.

    ``""`` for forms, whose codes differ from group to group, and where a cell cannot hold it.
    """
    told = "".join(_row(name, others) for name, *others in rows)
    nothing = sheet.block or not (told or sheet.prefilled)
    return "" if nothing or len(told) > _ROOM else f"{_prefix(sheet)}{told} "


def _row(name: str, others: Iterable[str]) -> str:
    bare = " ".join(name.replace(_BETWEEN, " ").split())
    return f"{bare}{_AFTER_NAME}{''.join(map(fingerprint, others))}{_BETWEEN}"


def given_rows(sheet: Sheet, texts: Iterable[str]) -> tuple[GivenRow, ...] | None:
    """The rows that one of these cells records, in their order; ``None`` where none of them does."""
    prefix = _prefix(sheet)
    found = next((text for text in texts if text.startswith(prefix)), None)
    return None if found is None else tuple(_rows(sheet, found[len(prefix) :]))


def list_record(texts: Iterable[str]) -> str:
    """What a hidden cell beside the lists says of all that stands in them; ``""`` where it cannot hold it."""
    told = "".join(sorted(set(map(fingerprint, texts))))
    return f"{_LISTS}{told}" if len(told) <= _ROOM else ""


def listed_in(text: str) -> frozenset[str] | None:
    """The fingerprints that such a cell records; ``None`` for any other text."""
    if not text.startswith(_LISTS):
        return None
    told = text[len(_LISTS) :]
    return frozenset(told[at : at + _SIZE] for at in range(0, len(told), _SIZE))


def _rows(sheet: Sheet, text: str) -> Iterator[GivenRow]:
    _, *others = recorded(sheet)
    for row in text.split(_BETWEEN)[:-1]:  # the identity comes after the last
        name, _, prints = row.rpartition(_AFTER_NAME)
        pieces = (prints[at : at + _SIZE] for at in range(0, len(prints), _SIZE))
        yield GivenRow(name, tuple(zip((column.id for column in others), pieces, strict=False)))


def _prefix(sheet: Sheet) -> str:
    return f"{KEY_PREFIX}given {sheet.code} "
