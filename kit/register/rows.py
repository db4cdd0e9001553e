"""Rows of returns as the register tells them: the cells in words, and never one person's answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kit.model.trace import Answers, TracedCell, TracedRow

_DECIMAL_COMMA = ("da",)


class Rows:
    """Reads rows of one register; those of ``individual`` sheets are counted only. Rows of a query come as
    ``sqlite3.Row``."""

    def __init__(self, connection: sqlite3.Connection, individual: frozenset[str]) -> None:
        self.connection = connection
        self.individual = individual
        self._headers: dict[str, dict[str, tuple[str, str | None]]] = {}

    def told(self, rows: Iterable[sqlite3.Row]) -> tuple[TracedRow, ...]:
        """Those rows of ``evidence`` that may be told, in words."""
        return tuple(self.row(row) for row in rows if row["sheet_code"] not in self.individual)

    def counted(self, rows: Iterable[sqlite3.Row]) -> tuple[Answers, ...]:
        """How many of the rows are individual answers, sheet by sheet."""
        counts: dict[str, int] = {}
        for row in rows:
            if row["sheet_code"] in self.individual:
                counts[row["sheet_code"]] = counts.get(row["sheet_code"], 0) + 1
        return tuple(Answers(sheet, number) for sheet, number in sorted(counts.items()))

    def named(self, name: str) -> Sequence[sqlite3.Row]:
        """The rows in which somebody wrote or chose this name, capitals or not. Individual answers are not
        searched: that a name stands there tells already."""
        wanted, found = name.casefold(), []
        for (sheet,) in self.connection.execute("SELECT DISTINCT sheet_code FROM evidence ORDER BY 1"):
            if sheet in self.individual:
                continue
            columns = list(self._columns(sheet))
            for values in self.connection.execute(f'SELECT * FROM "{sheet}"'):
                texts = (values[column] for column in columns if isinstance(values[column], str))
                if any(wanted in text.casefold().split("; ") for text in texts):
                    found.append(values["evidence_id"])
        return self.of(found)

    def of(self, ids: Iterable[str]) -> Sequence[sqlite3.Row]:
        """The rows of these ids, in this order; those that have gone are left out."""
        sql = "SELECT * FROM evidence WHERE id = ?"
        found = (self.connection.execute(sql, (id,)).fetchone() for id in ids)
        return [row for row in found if row is not None]

    def row(self, row: sqlite3.Row) -> TracedRow:
        return TracedRow(
            evidence=row["id"],
            sheet=row["sheet_code"],
            file=row["file"],
            tab=row["sheet"],
            row=row["row"],
            workshop=row["workshop"],
            unit=row["unit"],
            area=row["area"],
            cells=tuple(self._cells(row)),
        )

    def number(self, value: object) -> str:
        """A number as it is written in the language of the process."""
        text = f"{value:.10g}" if isinstance(value, float) else str(value)
        (lang,) = self.connection.execute("SELECT lang FROM edition WHERE current = 1").fetchone()
        return text.replace(".", ",") if lang in _DECIMAL_COMMA else text

    def _cells(self, row: sqlite3.Row) -> Iterator[TracedCell]:
        sheet, addresses = row["sheet_code"], json.loads(row["cells"])
        values = self.connection.execute(
            f'SELECT * FROM "{sheet}" WHERE evidence_id = ?', (row["id"],)
        ).fetchone()
        for column, (header, list_name) in self._columns(sheet).items():
            value = values[column] if values is not None else None
            if value is not None:
                yield TracedCell(header, addresses.get(column, ""), self._words(value, list_name))

    def _columns(self, sheet: str) -> dict[str, tuple[str, str | None]]:
        """Header and list of each column, in the order of the sheet."""
        if sheet not in self._headers:
            told = {
                column: (header, list_name)
                for column, header, list_name in self.connection.execute(
                    "SELECT column, header, list FROM sheet_column WHERE sheet_code = ?", (sheet,)
                )
            }
            order = [info[1] for info in self.connection.execute(f'PRAGMA table_info("{sheet}")')]
            self._headers[sheet] = {column: told[column] for column in order if column in told}
        return self._headers[sheet]

    def _words(self, value: object, list_name: str | None) -> str:
        """An id of a list in words; several ids one by one; anything else as it stands."""
        if not isinstance(value, str):
            return self.number(value)
        if list_name is None:
            return value
        return "; ".join(self._entry(part, list_name) for part in value.split("; "))

    def _entry(self, id: str, list_name: str) -> str:
        found = self.connection.execute(
            "SELECT text FROM list_entry WHERE list = ? AND id = ?", (list_name, id)
        ).fetchone()
        return str(found[0]) if found else id
