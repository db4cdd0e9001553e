"""What was read before: one SQLite file, one row a file, so that an unchanged file is not read again.

The store is a convenience and may be deleted at any time. A broken or foreign one is replaced, one that is
busy or cannot be written is done without. It holds nothing of a file that is gone.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

_APPLICATION = 0x6B697452
"""Marks the file as ours in the header of the SQLite file: ``kitR``."""
_WAIT = 0.5
"""Seconds that another run may hold the file."""
_BESIDE = ("", "-journal", "-wal", "-shm")
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_NOMEM,
    }
)
"""Troubles that say nothing about what the file holds."""
_TABLE = """CREATE TABLE IF NOT EXISTS reading (
  name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, digest TEXT NOT NULL, checksum INTEGER NOT NULL,
  content BLOB NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave. ``sha256`` is that of its bytes, ``digest`` says how it was read; ``content`` is
    the folded returns."""

    sha256: str
    digest: str
    content: bytes


class _ForeignError(Exception):
    """Something else lies where the store should."""


class Store:
    """The store at ``path``. No trouble with it ever reaches the caller."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done_without = False

    def load(self) -> dict[str, Reading]:
        """Every whole reading by the name of its file; none where there is no store or it cannot be used."""
        if not self._path.is_file():
            return {}
        try:
            return self._load()
        except (sqlite3.Error, _ForeignError) as problem:
            if _is_broken(problem):
                self._remove()
        return {}

    def save(self, new: Mapping[str, Reading], gone: Iterable[str]) -> None:
        """Put ``new`` in and take ``gone`` out, both or neither. After a failure nothing is tried again."""
        if self._done_without:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connected()) as connection:
                self._save(connection, new, gone)
        except (sqlite3.Error, OSError) as problem:
            self._done_without = True
            if _is_broken(problem):
                self._remove()

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)

    def _load(self) -> dict[str, Reading]:
        with closing(self._connected()) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != _APPLICATION:
                if self._path.stat().st_size:
                    raise _ForeignError
                return {}  # another run has just begun it
            rows = connection.execute("SELECT name, sha256, digest, checksum, content FROM reading")
            return {
                name: Reading(sha256, digest, content)
                for name, sha256, digest, checksum, content in rows
                if type(content) is bytes and zlib.crc32(content) == checksum
            }

    def _save(self, connection: sqlite3.Connection, new: Mapping[str, Reading], gone: Iterable[str]) -> None:
        connection.execute("PRAGMA secure_delete = ON")  # what is taken out leaves no trace in the file
        connection.execute("PRAGMA synchronous = OFF")  # after a power cut it is built anew
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(_TABLE)
        connection.executemany("DELETE FROM reading WHERE name = ?", ((name,) for name in gone))
        connection.executemany(
            "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)",
            ((n, r.sha256, r.digest, zlib.crc32(r.content), r.content) for n, r in new.items()),
        )
        connection.execute("COMMIT")

    def _remove(self) -> None:
        for ending in _BESIDE:
            with suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _is_broken(problem: Exception) -> bool:
    """Whether the file itself is at fault, not the moment, the disk or the rights."""
    if isinstance(problem, sqlite3.Error):
        code = getattr(problem, "sqlite_errorcode", None)
        return code is not None and code & 0xFF not in _PASSING
    return isinstance(problem, _ForeignError)
