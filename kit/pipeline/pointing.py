"""What a finding points at: from a cell of the returned file to a row and a column of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.evidence import Evidence, Unread
from kit.model.sheet import REQUIRED_SIGN, Lists, Sheet
from kit.pipeline.placing import Line, Origin

_CELLS = re.compile(r"([A-Z]{1,3})(\d{1,7})(?:[–:-]([A-Z]{1,3})(\d{1,7}))?")
_MOST = 20_000
"""A finding names no more cells than this; what lies beyond is not marked one by one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A sheet, and, as far as it is known, the original row and the column. ``cell`` is as in the file."""

    sheet: str
    origin: Origin | None
    column: str
    cell: str


class Pointer:
    """Knows of one return which row of which sheet lies where, and what stands in which column."""

    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        lines: Mapping[str, Mapping[Origin, Line]],
        lists: Lists,
        read: tuple[Sequence[Evidence], Sequence[Unread]],
    ) -> None:
        self._sheets = sheets
        self._lines = lines
        self._lists = lists
        self._tabs: dict[str, dict[str, None]] = {}
        self._columns: dict[tuple[str, str, str], str] = {}
        self._rows: dict[tuple[str, str, str], int] = {}
        for item in read[0]:
            self._learn(item)
        for cell in read[1]:
            self._at(cell.sheet, cell.tab, cell.cell, cell.column, cell.row)

    def _learn(self, item: Evidence) -> None:
        self._tabs.setdefault(item.tab, {})[item.sheet] = None
        matrix = self._sheets[item.sheet].matrix
        for id, cell in item.cells.items():
            crossing = matrix is not None and id == matrix.value
            if not (matrix and id == matrix.column):
                field = f"{id}.{item.values[matrix.column]}" if matrix and crossing else id
                self._at(item.sheet, item.tab, cell, field, item.row)

    def _at(self, sheet: str, tab: str, cell: str, field: str, row: int) -> None:
        self._rows.setdefault((sheet, tab, cell), row)
        self._tabs.setdefault(tab, {})[sheet] = None
        self._columns.setdefault((sheet, tab, cell.rstrip("0123456789")), field)

    def targets(self, finding: Finding) -> tuple[Target, ...]:
        """Everything that the finding names; a finding about the whole file has none."""
        codes = self._codes(finding)
        if not codes:
            return ()
        cells = list(_cells_of(finding.cell))
        if not cells:
            return tuple(Target(code, None, "", "") for code in codes[:1])
        found = (self._target(finding, codes, letter, row) for letter, row in cells)
        return tuple(dict.fromkeys(found))

    def _codes(self, finding: Finding) -> list[str]:
        told = str(finding.values.get("code", ""))
        return [told] if told in self._lines else list(self._tabs.get(finding.sheet, ()))

    def _target(self, finding: Finding, codes: Sequence[str], letter: str, row: int) -> Target:
        origin = (finding.sheet, row)
        code = next((code for code in codes if origin in self._lines.get(code, {})), codes[0])
        known = self._columns.get((code, finding.sheet, letter))
        column = known or self._by_header(self._sheets[code], finding)
        lines = self._lines.get(code, {})
        if origin not in lines:  # what stands in a row without an answer of its own is told with another
            origin = (finding.sheet, self._rows.get((code, finding.sheet, f"{letter}{row}"), row))
        there = origin if origin in lines else None
        return Target(code, there, column, f"{letter}{row}")

    def _by_header(self, sheet: Sheet, finding: Finding) -> str:
        """The column under a heading of which nothing was understood; ``""`` if the heading is unknown."""
        headers = {_bare(str(finding.values[key])) for key in _HEADERS if finding.values.get(key)}
        return next((field for field, texts in self._headings(sheet) if headers & texts), "")

    def _headings(self, sheet: Sheet) -> Iterator[tuple[str, set[str]]]:
        matrix = sheet.matrix
        for column in sheet.columns:
            if matrix and column.id == matrix.column:
                for choice in self._lists.by_name.get(column.source or "", ()):
                    wordings = choice.text.all()
                    texts = {choice.id, *wordings, *(f"{choice.id} {wording}" for wording in wordings)}
                    yield f"{matrix.value}.{choice.id}", {_bare(text) for text in texts}
            elif not (matrix and column.id == matrix.value):
                yield column.id, {_bare(text) for text in column.header.all()}


_HEADERS = ("header", "header_da", "header_en")


def _bare(header: str) -> str:
    return " ".join(header.replace(REQUIRED_SIGN, " ").split()).casefold()


def _cells_of(text: str) -> Iterator[tuple[str, int]]:
    """Every cell of ``D7, D9–D12``; a range stays in its column."""
    left = _MOST
    for match in _CELLS.finditer(text):
        first, last = int(match[2]), int(match[4] or match[2])
        for row in range(first, min(last, first + left - 1) + 1):
            yield match[1], row
        left -= min(last - first + 1, left)


def cells_of(text: str) -> frozenset[str]:
    """The same as addresses."""
    return frozenset(f"{letter}{row}" for letter, row in _cells_of(text))
