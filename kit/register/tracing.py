"""Follows the register both ways: a claim to its cells, a cell to its claims. The file is only read."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from kit.model.decision import Fate
from kit.model.trace import Answers, Down, Statement, Trace, TracedCell, TracedFigure, TracedRow, Up

_CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})(\d+)(?:[-–:]([A-Z]{1,3})(\d+))?")

_DECIMAL_COMMA = ("da",)

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


def trace(path: Path, wanted: str, individual: frozenset[str]) -> Trace:
    """What ``wanted`` names in the register at ``path``: a claim, open question, decision or row by its id,
    or a cell as ``FILE!SHEET!CELL``; else the statements of a module, the rows of a file, or the rows in
    which a name stands, such as a system's.

    Of a file its name is enough, of a sheet its code; ``CELL`` may be a row's number. ``individual`` are the
    codes of sheets whose rows are never told, only their number. Finding nothing is an empty trace.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        follow = _Follow(connection, individual)
        if wanted.count("!") >= 2:
            return follow.cell(*wanted.rsplit("!", 2))
        down = tuple(follow.down(wanted))
        rows = connection.execute("SELECT * FROM evidence WHERE id = ?", (wanted,)).fetchall()
        if down or rows:
            return Trace(down=down) if down else follow.up(rows)
        ways = (follow.module, follow.file, follow.name)
        return next((found for way in ways if (found := way(wanted)).found), Trace())


class _Follow:
    def __init__(self, connection: sqlite3.Connection, individual: frozenset[str]) -> None:
        self._connection = connection
        self._individual = individual
        self._headers: dict[str, dict[str, tuple[str, str | None]]] = {}

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
                told = tuple(self._row(row) for row in rows if row["sheet_code"] not in self._individual)
                names = tuple(part for part in analyses.split("; ") if part)
                statement = Statement(found, module, text)
                yield Down(statement, names, told, self._counted(rows), tuple(self._figures(found)))

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
            yield TracedFigure(text or self._number(number), query)

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
        personal = {row["sheet_code"] for row in rows} & self._individual
        if personal or any(_is_tab(sheet, code) for code in self._individual):
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
        """The rows in which somebody wrote or chose this name, capitals or not. Individual answers are not
        searched: that a name stands there tells already."""
        wanted, found = name.casefold(), []
        for (sheet,) in self._connection.execute("SELECT DISTINCT sheet_code FROM evidence ORDER BY 1"):
            if sheet in self._individual:
                continue
            columns = list(self._columns(sheet))
            for values in self._connection.execute(f'SELECT * FROM "{sheet}"'):
                texts = (values[column] for column in columns if isinstance(values[column], str))
                if any(wanted in text.casefold().split("; ") for text in texts):
                    found.append(values["evidence_id"])
        sql = "SELECT * FROM evidence WHERE id = ?"
        return self.up([self._connection.execute(sql, (id,)).fetchone() for id in found])

    def up(self, rows: Sequence[sqlite3.Row]) -> Trace:
        """Rows with what became of them; of individual answers only how many the whole sheet has."""
        told = [row for row in rows if row["sheet_code"] not in self._individual]
        hidden = {row["sheet_code"] for row in rows} & self._individual
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
            return Up(self._row(row), None, statements)
        kind, other, reason, owner, due = fate
        places = tuple(statement.id for statement in statements)
        return Up(self._row(row), Fate(row["id"], kind, places, other, reason, owner, due), statements)

    def _counted(self, rows: Iterable[sqlite3.Row]) -> tuple[Answers, ...]:
        counts: dict[str, int] = {}
        for row in rows:
            if row["sheet_code"] in self._individual:
                counts[row["sheet_code"]] = counts.get(row["sheet_code"], 0) + 1
        return tuple(Answers(sheet, number) for sheet, number in sorted(counts.items()))

    def _row(self, row: sqlite3.Row) -> TracedRow:
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

    def _cells(self, row: sqlite3.Row) -> Iterator[TracedCell]:
        sheet, addresses = row["sheet_code"], json.loads(row["cells"])
        values = self._connection.execute(
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
                for column, header, list_name in self._connection.execute(
                    "SELECT column, header, list FROM sheet_column WHERE sheet_code = ?", (sheet,)
                )
            }
            order = [info[1] for info in self._connection.execute(f'PRAGMA table_info("{sheet}")')]
            self._headers[sheet] = {column: told[column] for column in order if column in told}
        return self._headers[sheet]

    def _words(self, value: object, list_name: str | None) -> str:
        """An id of a list in words; several ids one by one; anything else as it stands."""
        if not isinstance(value, str):
            return self._number(value)
        if list_name is None:
            return value
        return "; ".join(self._entry(part, list_name) for part in value.split("; "))

    def _number(self, value: object) -> str:
        """A number as it is written in the language of the process."""
        text = f"{value:.10g}" if isinstance(value, float) else str(value)
        (lang,) = self._connection.execute("SELECT lang FROM edition WHERE current = 1").fetchone()
        return text.replace(".", ",") if lang in _DECIMAL_COMMA else text

    def _entry(self, id: str, list_name: str) -> str:
        found = self._connection.execute(
            "SELECT text FROM list_entry WHERE list = ? AND id = ?", (list_name, id)
        ).fetchone()
        return str(found[0]) if found else id

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
