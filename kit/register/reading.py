"""Reads the register back as plain rows. The file is only read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kit.register.earlier import Row, version_of
from kit.register.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Records:
    """One table of the register; ``()`` and no rows where the register does not have it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, *columns: str) -> tuple[Row, ...]:
        """The rows with these columns only, in this order. ``ValueError`` where one is unknown."""
        if not self.columns:
            return ()
        places = [self.columns.index(column) for column in columns]
        return tuple(tuple(row[place] for place in places) for row in self.rows)


def schema_version(path: Path) -> int | None:
    """The register's schema version; ``None`` where the file is no register of the kit."""
    try:
        with closing(connect(path)) as connection:
            return version_of(connection)
    except sqlite3.Error:
        return None


def is_current(path: Path) -> bool:
    """Whether this kit wrote the register, so that every table of today is there."""
    return schema_version(path) == SCHEMA_VERSION


def read_records(path: Path, tables: tuple[str, ...]) -> tuple[Records, ...]:
    """Tables of the register at ``path`` in the order asked for, rows as they were written.

    Raises ``sqlite3.Error`` where the file is broken.
    """
    with closing(connect(path)) as connection:
        return tuple(_records(connection, table) for table in tables)


def connect(path: Path) -> sqlite3.Connection:
    """The register at ``path``, only to be read."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _records(connection: sqlite3.Connection, table: str) -> Records:
    columns = tuple(info[1] for info in connection.execute(f'PRAGMA table_info("{table}")'))
    if not columns:
        return Records((), ())
    return Records(columns, tuple(connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')))
