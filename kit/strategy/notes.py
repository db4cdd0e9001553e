"""Footnotes: where a sentence comes from, in words that a person can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.model.document import Note
from kit.model.evidence import Evidence
from kit.model.process import WORKSHOPS
from kit.strategy.names import Names
from kit.strategy.say import cap

FEW = 3
"""So many rows are named one by one."""
CLAUSES = 3
"""A note with more workshops or sheets than this becomes one line."""


class Notes:
    """Numbers the notes in the order of the text; the same words about the same evidence are one note."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        ordered = sorted(names.context.evidence.values(), key=_place)
        self._rank = {row.id: place for place, row in enumerate(ordered)}
        self._known: dict[tuple[str, ...], int] = {}
        self._claims: dict[int, list[str]] = {}

    def cite(self, ids: Sequence[str], claim: str = "") -> tuple[int, ...]:
        """The number of the note on these rows, by which ``claim`` stands; nothing for no rows. ``KeyError``
        for an unknown id."""
        if not ids:
            return ()
        wanted = tuple(ids)
        if wanted not in self._known:
            self._known[wanted] = self._cited(sorted(set(wanted), key=self._rank.__getitem__))
        number = self._known[wanted]
        if claim:
            self._claims.setdefault(number, []).append(claim)
        return (number,)

    def _cited(self, ids: Sequence[str]) -> int:
        rows = [self._names.context.evidence[id] for id in ids]
        told = tuple(row.id for row in rows if not self._individual(row.sheet))
        return self._numbers.setdefault((self._text(rows), told), len(self._numbers) + 1)

    def all(self) -> tuple[Note, ...]:
        return tuple(
            Note(number, text, ids, tuple(self._claims.get(number, ())))
            for (text, ids), number in self._numbers.items()
        )

    def _individual(self, sheet: str) -> bool:
        found = self._names.context.catalogue.sheets.get(sheet)
        return found is not None and found.individual

    def _text(self, rows: Sequence[Evidence]) -> str:
        workshops = _grouped(rows)
        if sum(len(sheets) for sheets in workshops.values()) > CLAUSES:
            return self._short(rows, workshops)
        return " ".join(self._clause(workshop, sheets) for workshop, sheets in workshops.items())

    def _short(self, rows: Sequence[Evidence], workshops: dict[str, dict[str, list[Evidence]]]) -> str:
        """One line for a sentence that rests on much."""
        names, say = self._names, self._names.say
        sheets = sorted({row.sheet for row in rows})
        where = say.all(names.workshop(workshop) for workshop in workshops)
        if set(workshops) == set(WORKSHOPS):
            where = names.context.words("whole_process")
        key = "note_many_one" if len(sheets) == 1 else "note_many"
        count = say.count("row", len(rows))
        return cap(names.context.words(key, where=where, sheets=say.all(sheets), rows=count))

    def _clause(self, workshop: str, sheets: dict[str, list[Evidence]]) -> str:
        names = self._names
        parts = [self._sheet(sheet, rows) for sheet, rows in sheets.items()]
        open_rows = [row for sheet, rows in sheets.items() for row in rows if not self._individual(sheet)]
        where = names.workshop(workshop)
        if open_rows:
            units = names.units([row.unit.code for row in open_rows])
            where = names.context.words("note_where", workshop=where, units=units)
        return cap(names.context.words("note_clause", where=where, what=names.say.all(parts)))

    def _sheet(self, sheet: str, rows: Sequence[Evidence]) -> str:
        names, words = self._names, self._names.context.words
        if self._individual(sheet):
            return words("note_answers", sheet=sheet, answers=names.say.count("answer", len(rows)))
        if len(rows) > FEW:
            return words("note_rows", sheet=sheet, rows=names.say.count("row", len(rows)))
        numbers = sorted({row.row for row in rows})
        key = "note_row" if len(numbers) == 1 else "note_some_rows"
        return words(key, sheet=sheet, numbers=names.say.all(map(str, numbers)))


def _place(row: Evidence) -> tuple[int, str, str, str, int, str]:
    """Rows in the order of the process: workshop, sheet, unit, row."""
    known = WORKSHOPS.index(row.workshop) if row.workshop in WORKSHOPS else len(WORKSHOPS)
    return known, row.workshop, row.sheet, row.unit.code, row.row, row.id


def _grouped(rows: Iterable[Evidence]) -> dict[str, dict[str, list[Evidence]]]:
    """Rows by workshop and sheet, in the order in which they come."""
    found: dict[str, dict[str, list[Evidence]]] = {}
    for row in rows:
        found.setdefault(row.workshop, {}).setdefault(row.sheet, []).append(row)
    return found
