"""Rows that the kit filled in before a sheet went out: which of them somebody changed, renamed or deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kit.model.given import GivenRow, fingerprint, given_rows, naming
from kit.read.answer import as_text
from kit.read.grid import Raw
from kit.read.locate import Table


class Given:
    """What a table's hidden cell says of the rows that the kit filled in."""

    def __init__(self, table: Table, rows: Sequence[GivenRow], names: Iterable[str]) -> None:
        self._table = table
        self._rows = rows
        self._here = Counter(map(fingerprint, names))

    @property
    def count(self) -> int:
        """How many rows went out filled in."""
        return len(self._rows)

    @classmethod
    def of(cls, table: Table, rows: Iterable[Mapping[str, Raw]]) -> Given | None:
        """``rows`` are all of the table as they stand; ``None`` where the cell is gone or never was."""
        sheet = table.layout.sheet
        cells = table.tab.rows.get(table.key_row or 0, {})
        given = given_rows(sheet, (raw for raw in cells.values() if isinstance(raw, str)))
        if given is None:
            return None
        return cls(table, given, (as_text(row.get(naming(sheet).id, "")) for row in rows))

    def changed(self, row: int, raws: Mapping[str, Raw]) -> tuple[str, ...] | None:
        """The fields in which a row differs from how it went out, none where nobody touched it; ``None`` for
        a row that the kit did not write."""
        texts = {id: as_text(raw) for id, raw in raws.items()}
        first = naming(self._table.layout.sheet).id
        was = self.was(row, texts.get(first, ""))
        if was is not None:
            return (first, *self._differing(was, texts))
        name = fingerprint(texts.get(first, ""))
        apart = [self._differing(given, texts) for given in self._rows if fingerprint(given.name) == name]
        if not apart:
            return None
        # one row's name written over another's, where no number tells which row it was
        replacing = not self._numbered(row) and self._here[name] > len(apart) and self.gone()
        return (*((first,) if replacing else ()), *min(apart, key=len))

    def was(self, row: int, name: str) -> GivenRow | None:
        """The row that went out in this one's place, under a name that no row has any more."""
        was = self._numbered(row)
        return None if was is None or fingerprint(was.name) in self._here else was

    def _numbered(self, row: int) -> GivenRow | None:
        """The row that went out under the number that is printed before this one."""
        first = min(self._table.columns.values())
        numbers = (as_text(raw) for c, raw in self._table.tab.rows.get(row, {}).items() if c < first)
        number = next((int(text) for text in numbers if text.isdecimal()), 0)
        return self._rows[number - 1] if 0 < number <= len(self._rows) else None

    def gone(self) -> list[str]:
        """The names that went out and that no row has any more."""
        return list(dict.fromkeys(row.name for row in self._rows if fingerprint(row.name) not in self._here))

    def _differing(self, given: GivenRow, texts: Mapping[str, str]) -> tuple[str, ...]:
        known = self._table.columns
        return tuple(
            id for id, mark in given.prints if id in known and fingerprint(texts.get(id, "")) != mark
        )
