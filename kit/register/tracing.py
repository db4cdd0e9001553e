"""Follows the register both ways: a claim to its cells, a cell to its claims. The file is only read."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kit.model.decision import Fate
from kit.model.trace import Answers, Down, Statement, Trace, TracedFigure, Up
from kit.register.noted import Noted, numbered
from kit.register.rows import Rows

_CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})(\d+)(?:[-–:]([A-Z]{1,3})(\d+))?")

FIGURES_SINCE = 3
"""The first version of the register that knows the figures of each claim."""

_STATEMENTS = """
SELECT c.id, c.module, c.text FROM claim c JOIN claim_evidence e ON e.claim_id = c.id
WHERE e.evidence_id = :id
UNION ALL
SELECT q.id, q.module, q.text FROM open_question q
JOIN open_question_evidence e ON e.question_id = q.id WHERE e.evidence_id = :id
UNION ALL
SELECT d.matter, '', d.answer FROM decision d
JOIN decision_evidence e ON e.matter = d.matter WHERE e.evidence_id = :id
"""


def trace(
    path: Path,
    wanted: str,
    individual: frozenset[str],
    names: frozenset[str] = frozenset(),
    edition: str = "",
) -> Trace:
    """What ``wanted`` names in the register at ``path``: a claim, open question, decision or row by its id,
    a cell as ``FILE!SHEET!CELL``, or a footnote by its number; else the statements of a module, the rows of a
    file, the rows in which a name stands, such as a system's, or the footnotes with these words.

    Of a file its name is enough, of a sheet its code; ``CELL`` may be a row's number. ``individual`` are the
    codes of sheets whose rows are never told, only their number. ``names`` are what a footnote is called, in
    small letters: ``fodnote 12``. A number alone may be a footnote's and a name. Where an ``edition`` is
    given, only its footnotes are looked for. Finding nothing is an empty trace; a footnote's number that the
    edition does not have is an ``UnknownNoteError``.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        rows = Rows(connection, individual)
        number = numbered(wanted, names)
        noted = Noted(rows, edition or (number.edition if number else ""))
        found = Trace() if edition or (number and number.named) else _Follow(rows).found(wanted)
        if number and not (found.found and not noted.has(number.number)):
            return replace(found, notes=noted.at(number.number))
        return found if found.found else Trace(notes=noted.saying(wanted) or noted.with_part(wanted))


class _Follow:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._connection = rows.connection

    def found(self, wanted: str) -> Trace:
        """What the first way that leads anywhere leads to."""
        if wanted.count("!") >= 2:
            return self.cell(*wanted.rsplit("!", 2))
        ways = (self.id, self.module, self.file, self.name)
        return next((found for way in ways if (found := way(wanted)).found), Trace())

    def id(self, id: str) -> Trace:
        """The statement of this id with its rows, or the row with its statements."""
        down = tuple(self.down(id))
        if down:
            return Trace(down=down)
        return self.up(self._connection.execute("SELECT * FROM evidence WHERE id = ?", (id,)).fetchall())

    def down(self, id: str) -> Iterator[Down]:
        """The claim, open question or decision of this id with its rows."""
        sources = (
            ("SELECT id, module, text, analyses FROM claim WHERE id = ?", "claim_evidence", "claim_id"),
            (
                "SELECT id, module, text, '' FROM open_question WHERE id = ?",
                "open_question_evidence",
                "question_id",
            ),
            ("SELECT matter, '', answer, '' FROM decision WHERE matter = ?", "decision_evidence", "matter"),
        )
        for sql, table, key in sources:
            for found, module, text, analyses in self._connection.execute(sql, (id,)):
                rows = self._connection.execute(
                    f"SELECT e.* FROM evidence e JOIN {table} c ON c.evidence_id = e.id WHERE c.{key} = ?"
                    " ORDER BY e.file, e.sheet, e.row",
                    (id,),
                ).fetchall()
                told, counted = self._rows.told(rows), self._rows.counted(rows)
                names = tuple(part for part in analyses.split("; ") if part)
                statement = Statement(found, module, text)
                yield Down(statement, names, told, counted, tuple(self._figures(found)))

    def _figures(self, claim: str) -> Iterator[TracedFigure]:
        """What the claim's numbers are; those that the sentence itself sets are no figures. Registers of
        older kits have none."""
        if self._connection.execute("PRAGMA user_version").fetchone()[0] < FIGURES_SINCE:
            return
        figures = self._connection.execute(
            "SELECT number, text, query FROM claim_figure WHERE claim_id = ? AND query LIKE '% FROM %'"
            " ORDER BY place",
            (claim,),
        )
        for number, text, query in figures:
            yield TracedFigure(text or self._rows.number(number), query)

    def cell(self, file: str, sheet: str, cell: str) -> Trace:
        """The rows that hold a cell, and what was said of it; of individual answers nothing was said."""
        match = _CELL.fullmatch(cell.strip())
        if match is None:
            return Trace()
        number, address = int(match[2]), f"{match[1].upper()}{match[2]}"
        rows = [
            row
            for row in self._connection.execute("SELECT * FROM evidence")
            if _is_file(row["file"], file) and sheet.casefold() in _names(row)
        ]
        here = [row for row in rows if address in json.loads(row["cells"]).values()]
        if not here:
            here = [row for row in rows if row["row"] == number]
        found = self.up(here)
        personal = {row["sheet_code"] for row in rows} & self._rows.individual
        if personal or any(_is_tab(sheet, code) for code in self._rows.individual):
            return Trace(up=found.up, hidden=found.hidden)
        return Trace(up=found.up, findings=self._said(file, sheet, match))

    def module(self, id: str) -> Trace:
        """The claims and open questions of a module."""
        sql = "SELECT id, module, text FROM claim WHERE module = :id UNION ALL SELECT id, module, text"
        found = self._connection.execute(f"{sql} FROM open_question WHERE module = :id", {"id": id.upper()})
        return Trace(statements=tuple(Statement(*row) for row in found))

    def file(self, name: str) -> Trace:
        """The rows of a return."""
        rows = self._connection.execute("SELECT * FROM evidence ORDER BY file, sheet, row").fetchall()
        return self.up([row for row in rows if _is_file(row["file"], name)])

    def name(self, name: str) -> Trace:
        """The rows in which this name stands."""
        return self.up(self._rows.named(name))

    def up(self, rows: Sequence[sqlite3.Row]) -> Trace:
        """Rows with what became of them; of individual answers only how many the whole sheet has."""
        told = [row for row in rows if row["sheet_code"] not in self._rows.individual]
        hidden = {row["sheet_code"] for row in rows} & self._rows.individual
        return Trace(up=tuple(self._up(row) for row in told), hidden=tuple(map(self._whole, sorted(hidden))))

    def _whole(self, sheet: str) -> Answers:
        sql = "SELECT count(*) FROM evidence WHERE sheet_code = ?"
        return Answers(sheet, int(self._connection.execute(sql, (sheet,)).fetchone()[0]))

    def _up(self, row: sqlite3.Row) -> Up:
        fate = self._connection.execute(
            "SELECT kind, other, reason, owner, due FROM fate WHERE evidence_id = ?", (row["id"],)
        ).fetchone()
        found = self._connection.execute(_STATEMENTS, {"id": row["id"]})
        statements = tuple(Statement(id, module, text) for id, module, text in found)
        if fate is None:
            return Up(self._rows.row(row), None, statements)
        kind, other, reason, owner, due = fate
        places = tuple(statement.id for statement in statements)
        return Up(self._rows.row(row), Fate(row["id"], kind, places, other, reason, owner, due), statements)

    def _said(self, file: str, sheet: str, cell: re.Match[str]) -> tuple[str, ...]:
        """Findings about a cell, or about its row where only a number was given."""
        said = self._connection.execute("SELECT code, file, sheet, cell, message, remedy FROM finding")
        return tuple(
            f"{code}: {message} {remedy}"
            for code, where, tab, cells, message, remedy in said
            if _is_file(where, file) and _is_tab(tab, sheet) and _touches(cells, cell)
        )


def _is_file(path: str, wanted: str) -> bool:
    """By its path or the end of it; of an archive and its member the names are enough: ``a.zip!b.xlsx``."""
    parts, asked = path.casefold().split("!"), wanted.casefold().split("!")
    if len(asked) > len(parts):
        return False
    return all(
        f"/{part}".endswith(f"/{name}") for part, name in zip(parts[-len(asked) :], asked, strict=True)
    )


def _names(row: sqlite3.Row) -> tuple[str, str]:
    return row["sheet_code"].casefold(), row["sheet"].casefold()


def _is_tab(tab: str, wanted: str) -> bool:
    return tab.casefold() == wanted.casefold() or tab.casefold().startswith(f"{wanted.casefold()} ")


def _touches(cells: str, wanted: re.Match[str]) -> bool:
    letters, number = wanted[1].upper(), int(wanted[2])
    return any(
        int(top) <= number <= int(bottom or top)
        and (not letters or _place(first) <= _place(letters) <= _place(last or first))
        for first, top, last, bottom in _RANGE.findall(cells)
    )


def _place(letters: str) -> tuple[int, str]:
    """Columns in their order: Z before AA."""
    return len(letters), letters
