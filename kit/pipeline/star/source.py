"""What the star is made of: the register's tables, and which of their rows may be told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kit.model.sheet import Column, Sheet
from kit.model.star import StarColumn, StarTable, StarValue
from kit.model.text import Text
from kit.pipeline.folder import Folder, static_lists
from kit.register import Records, read_records

FIXED = (
    "edition", "return_file", "evidence", "claim", "claim_evidence", "open_question",
    "open_question_evidence", "decision", "decision_evidence", "fate", "finding", "change", "edition_claim",
    "result", "sheet_column",
)  # fmt: skip

PERSONS = "C1"
"""The list of participants: a row is a person."""

REVIEW = "D"
"""Begins the codes of the review workbook's sheets: what the kit fills in there names files and rows."""

Row = tuple[StarValue, ...]
Rows = list[Row]
Naming = tuple[str, str, str]


@dataclass(frozen=True)
class Source:
    """The register of a folder; with ``publish`` only what may leave the lead's hands."""

    folder: Folder
    path: Path
    publish: bool

    def __getitem__(self, table: str) -> Records:
        return self._tables[table]

    @cached_property
    def _tables(self) -> dict[str, Records]:
        names = (*FIXED, *self.folder.catalogue.sheets)
        return dict(zip(names, read_records(self.path, names), strict=True))

    @cached_property
    def texts(self) -> dict[str, Text]:
        return dict(self.folder.words("export").texts)

    @cached_property
    def lists(self) -> dict[str, dict[str, str]]:
        """The wordings of every list's entries in the process language."""
        lang = self.folder.process.lang
        found = {
            name: {c.id: c.text[lang] for c in entries} for name, entries in static_lists(self.folder).items()
        }
        return {name: entries for name, entries in found.items() if entries}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that the register has, in the order of the catalogue, without those that are hidden."""
        there = set(self["sheet_column"].of("sheet_code"))
        sheets = self.folder.catalogue.sheets.values()
        return tuple(s for s in sheets if (s.code,) in there and not self._hidden(s))

    def _hidden(self, sheet: Sheet) -> bool:
        return self.publish and (sheet.individual or sheet.code == PERSONS or sheet.code.startswith(REVIEW))

    def columns(self, sheet: Sheet) -> tuple[Column, ...]:
        """The columns that may be told."""
        return tuple(c for c in sheet.columns if not (self.publish and c.type == "initials"))

    def answers(self, sheet: Sheet) -> Iterator[tuple[str, tuple[StarValue, ...]]]:
        """Evidence id and the values of :meth:`columns` of each row."""
        for id, *values in self[sheet.code].of("evidence_id", *(c.id for c in self.columns(sheet))):
            yield str(id), tuple(values)

    @cached_property
    def evidence(self) -> frozenset[str]:
        """The rows that may be told."""
        codes = {sheet.code for sheet in self.sheets}
        return frozenset(str(id) for id, code in self["evidence"].of("id", "sheet_code") if code in codes)

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """Modules that the lead keeps back; none where all is told."""
        if not self.publish:
            return frozenset()
        rows = self["decision"].of("matter", "kind", "state", "answer")
        kept = [
            str(matter)
            for matter, kind, state, answer in rows
            if kind == "module"
            and state in ("holds", "changed")
            and json.loads(str(answer)).get("publish") == "no"
        ]
        return frozenset(matter.partition(":")[2] for matter in kept)

    def file_key(self, file: object) -> str | None:
        """A short key of a file that stays while its path does; ``None`` where there is no file."""
        return hashlib.sha256(str(file).encode()).hexdigest()[:12] if file else None

    def table(
        self, kind: str, name: str, columns: Sequence[Naming], rows: Sequence[tuple[StarValue, ...]]
    ) -> StarTable:
        """A table whose meanings stand in the words: ``(name, type, key to)`` for each column."""
        told = tuple(StarColumn(n, t, self.meaning(name, n), key) for n, t, key in columns)
        return StarTable(name, kind, self.texts[f"table_{name}"], told, tuple(map(_without_blanks, rows)))

    def meaning(self, table: str, column: str) -> Text:
        """The words of a column: its own in this table, else those of every column of that name."""
        own = self.texts.get(f"column_{table}_{column}")
        return own or self.texts[f"column_{column}"]


def _without_blanks(row: Row) -> Row:
    """An empty text is no value: some formats cannot tell the two apart."""
    return tuple(None if value == "" else value for value in row)
