"""The register of the run before: what it said, and the editions that it knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from kit.errors import KitError
from kit.model.change import Said, Snapshot
from kit.register.schema import SCHEMA_VERSION

SqlValue = str | int | float | None
Row = tuple[SqlValue, ...]

NOTES = ("note", "note_claim")
"""The tables of footnotes."""

_STANDS_ALONE = "name NOT LIKE '%[%'"
"""Figures inside a list are told by claims; their places in the list say nothing."""


class NewerRegisterError(KitError):
    """The register was written by a newer kit: to replace it would lose what this one does not know."""


@dataclass(frozen=True, slots=True)
class History:
    """Rows of the tables ``edition``, ``edition_claim``, ``edition_mark`` and of the footnotes' tables about
    editions before this run. The number of the edition stands first in each."""

    editions: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
    marks: tuple[Row, ...] = ()
    notes: tuple[Row, ...] = ()
    note_claims: tuple[Row, ...] = ()

    def without(self, edition: str) -> History:
        """The history before an edition is written (again)."""
        tables: Iterator[tuple[Row, ...]] = (getattr(self, part.name) for part in fields(self))
        return History(*(tuple(row for row in table if row[0] != edition) for table in tables))


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the register knows of the run that wrote it, and of the editions before."""

    snapshot: Snapshot
    history: History


def read_earlier(path: Path) -> Earlier | None:
    """The run before, from its register; ``None`` where there is none, or where the file is no register.

    Registers of older kits are read too: what they lack is empty. Raises ``NewerRegisterError`` where the
    register has a newer schema. The file is only read.
    """
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            version = version_of(connection)
            if version is not None and version > SCHEMA_VERSION:
                raise NewerRegisterError(str(path), version)
            return _earlier(connection, version) if version else None
    except sqlite3.Error:
        return None


def version_of(connection: sqlite3.Connection) -> int | None:
    """The schema version; ``None`` where the tables of every register are not there."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"edition", "return_file", "evidence", "claim"} <= names:
        return None
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _earlier(connection: sqlite3.Connection, version: int) -> Earlier | None:
    """``None`` where the register tells of no edition."""
    if connection.execute("SELECT count(*) FROM edition").fetchone()[0] == 0:
        return None
    return Earlier(_snapshot(connection, version), _history(connection, version))


def _snapshot(connection: sqlite3.Connection, version: int) -> Snapshot:
    where = "WHERE current = 1" if version > 1 else ""
    row = connection.execute(f"SELECT number, day FROM edition {where}").fetchone()
    decisions = "SELECT matter, answer FROM decision" if version > 1 else "SELECT '', '' WHERE 0"
    figures = f"SELECT analysis || '.' || name, number, text FROM result WHERE {_STANDS_ALONE}"
    return Snapshot(
        edition=str(row[0]),
        day=str(row[1]),
        files=dict(connection.execute("SELECT file, sha256 FROM return_file")),
        rows=dict(connection.execute("SELECT id, file FROM evidence")),
        decisions=dict(connection.execute(decisions)),
        figures={name: (number, text) for name, number, text in connection.execute(figures)},
        claims=_said(connection, "claim", "claim_id"),
        questions=_said(connection, "open_question", "question_id"),
    )


def _said(connection: sqlite3.Connection, table: str, key: str) -> dict[str, Said]:
    behind: dict[str, list[str]] = {}
    for id, evidence in connection.execute(f"SELECT {key}, evidence_id FROM {table}_evidence"):
        behind.setdefault(id, []).append(evidence)
    rows = connection.execute(f"SELECT id, module, text FROM {table} ORDER BY rowid")
    return {id: Said(module, text, tuple(sorted(behind.get(id, ())))) for id, module, text in rows}


def _history(connection: sqlite3.Connection, version: int) -> History:
    if version == 1:
        row = connection.execute("SELECT number, 0, day, municipality, process, lang FROM edition").fetchone()
        claims = connection.execute("SELECT ?, id, module, text FROM claim", (row[0],))
        return History((row,), tuple(claims))
    editions = connection.execute("SELECT number, 0, day, municipality, process, lang FROM edition")
    claims = connection.execute("SELECT edition, claim_id, module, text FROM edition_claim")
    marks = "SELECT edition, subject, value, answers FROM edition_mark" if version > 2 else "SELECT 0 WHERE 0"
    notes = (f"SELECT * FROM {table}" if version > 3 else "SELECT 0 WHERE 0" for table in NOTES)
    said = (tuple(connection.execute(query)) for query in (marks, *notes))
    return History(tuple(editions), tuple(claims), *said)
