"""One TOML table being read: typed getters that collect findings instead of raising.

A getter returns a harmless default where the file is wrong, so that reading goes on and every fault of
every file is reported in one run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

from kit.content.expected import as_written, in_each, not_toml
from kit.content.parsed import Parsed, Raw
from kit.findings import Finding
from kit.model.text import LANGUAGES, Text

T = TypeVar("T")
_MISSING = object()


class Table:
    """A table of one file. ``path`` is the key's path, such as ``blocks[3].title``."""

    def __init__(self, data: Raw, file: str, findings: list[Finding], path: str = "") -> None:
        self._data = data
        self.file = file
        self.findings = findings
        self.path = path
        self._known: list[str] = []

    def report(self, code: str, key: str = "", **values: object) -> None:
        """Add a finding about one key of this table."""
        self.findings.append(Finding(code, file=self.file, values={"key": self._where(key), **values}))

    def wrong(self, key: str, value: object, expected: str, /, **values: object) -> None:
        """Add the finding that a key has a wrong value; ``expected`` is a key of ``content.toml``."""
        told = in_each("expected", expected, **values)
        self.report("content.wrong-value", key, value=as_written(value), **told)

    def _where(self, key: str) -> str:
        return f"{self.path}.{key}".strip(".") if key else self.path

    def _take(self, key: str, default: object = _MISSING) -> Any:  # noqa: ANN401 - TOML is untyped
        self._known.append(key)
        if key in self._data:
            return self._data[key]
        if default is _MISSING:
            near = self._near(key, self._data)
            self.report("content.missing-key", key, hint=near)
        return None if default is _MISSING else default

    @staticmethod
    def _near(key: str, among: Sequence[str] | Raw) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a wrong key needs it

        close = get_close_matches(key, list(among), 1, 0.7)
        return f"({close[0]}?)" if close else ""

    def _typed(self, key: str, kind: type | tuple[type, ...], expected: str, default: object) -> Any:  # noqa: ANN401 - TOML is untyped
        value = self._take(key, default)
        if value is None or value is default:
            return value
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, value, expected, name=key)
            return None if default is _MISSING else default
        return value

    def string(self, key: str, default: object = _MISSING) -> str:
        return self._typed(key, str, "string", default) or ""

    def integer(self, key: str, default: object = _MISSING, low: int = 0) -> int:
        value = self._typed(key, int, "integer", default)
        if isinstance(value, int) and value < low:
            self.wrong(key, value, "at_least", low=low)
        return int(value or 0)

    def number(self, key: str, default: float | None = None) -> float | None:
        value = self._typed(key, (int, float), "number", default)
        return None if value is None else float(value)

    def flag(self, key: str) -> bool:
        return bool(self._typed(key, bool, "flag", False))

    def day(self, key: str) -> date | None:
        value = self._typed(key, date, "day", _MISSING)
        if isinstance(value, datetime):
            self.wrong(key, value, "day")
            return None
        return value if isinstance(value, date) else None

    def clock(self, key: str, default: time) -> time:
        value = self._typed(key, time, "clock", default)
        return value if isinstance(value, time) else default

    def days(self, key: str) -> tuple[date, ...]:
        return tuple(self._items(key, date, "days"))

    def one_of(self, key: str, allowed: Sequence[str], default: object = _MISSING) -> str:
        """A string that must be one of ``allowed``; the first of them where it is not."""
        value = self.string(key, default)
        if value and value not in allowed:
            self.wrong(key, value, "one_of", names=", ".join(allowed))
            return allowed[0]
        return value or (allowed[0] if default is _MISSING else "")

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(self._items(key, str, "strings"))

    def _items(self, key: str, kind: type[T], expected: str) -> list[T]:
        """The entries of a list that are of the right kind; each other one is reported."""
        found = []
        for value in self._typed(key, list, "list", []) or []:
            if isinstance(value, kind) and not isinstance(value, datetime):
                found.append(value)
            else:
                self.wrong(key, value, expected, name=key)
        return found

    def text(self, key: str, default: object = _MISSING) -> Text | None:
        """A text with every language; gaps are findings, filled with ``""``."""
        value = self._typed(key, dict, "text", default)
        return self._text(value, key) if isinstance(value, dict) else None

    def need_text(self, key: str) -> Text:
        """A required text; an empty one where it is missing (and reported)."""
        return self.text(key) or Text.same("")

    def _text(self, value: Raw, key: str) -> Text:
        for lang in LANGUAGES:
            if not value.get(lang):
                self.report("content.missing-language", key, lang=lang)
        return Text.of({**dict.fromkeys(LANGUAGES, ""), **{k: str(v) for k, v in value.items()}})

    def texts(self, key: str) -> tuple[Text, ...]:
        values = self._items(key, dict, "text")
        return tuple(self._text(value, f"{key}[{n}]") for n, value in enumerate(values, 1))

    def table(self, key: str) -> Table:
        """A subtable that must be there."""
        value = self._typed(key, dict, "table", _MISSING)
        return Table(value if isinstance(value, dict) else {}, self.file, self.findings, self._where(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables, ``[[key]]``."""
        values = self._items(key, dict, "tables")
        return tuple(
            Table(value, self.file, self.findings, f"{self._where(key)}[{n}]")
            for n, value in enumerate(values, 1)
        )

    def entries(self, *but: str) -> Iterator[tuple[str, Table]]:
        """Every subtable by its id, in the order of the file, but for the keys named."""
        for key, value in self._data.items():
            if key in but:
                continue
            self._known.append(key)
            if isinstance(value, dict):
                yield key, Table(value, self.file, self.findings, self._where(key))
            else:
                self.report("content.unknown-key", key, hint="")

    def has(self, key: str) -> bool:
        return key in self._data

    def ids(self) -> tuple[str, ...]:
        """The keys of this table, in the order of the file."""
        return tuple(self._data)

    def done(self) -> None:
        """Report keys that nobody asked for."""
        for key in self._data:
            if key not in self._known:
                self.report("content.unknown-key", key, hint=self._near(key, self._known))


def parse(text: str, file: str, findings: list[Finding], parsed: Parsed | None = None) -> Table:
    """The root table of a TOML text; ``parsed`` may know it from an earlier run.

    Where it is no TOML, a finding says so, and the empty table that stands in for it reports nothing more:
    every key would be missing, and none of that is true.
    """
    try:
        data = (parsed or Parsed()).loads(text)
    except tomllib.TOMLDecodeError as problem:
        findings.append(Finding("content.not-toml", file=file, values=not_toml(problem)))
        return Table({}, file, [])
    return Table(data, file, findings)
