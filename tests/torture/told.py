"""What the findings of a file name: cells, the column under a heading, rows, tabs, or the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kit.findings import Finding
from kit.model.evidence import Return
from kit.model.sheet import Column
from kit.read.grid import corners
from kit.read.text import plain

Place = tuple[str, int, int]
"""Tab, row and column."""

_COLUMNS = ("table.columns-disagree", "table.one-source", "table.unknown-column")
"""They give the cell of a heading and speak of all that stands under it."""
_ROWS = ("table.rows-above-header", "row.example-overwritten")
_CELLS = ("table.merged-cells", "table.displaced")
_HEADERS = ("table.column-missing", "table.column-gone")
_TABS = ("sheet.without-table", "sheet.twice", "sheet.switched-off")
"""They name a tab and the code of the sheet on it that is not counted."""
_WHOLE = (
    "identity.missing",
    "identity.damaged",
    "identity.other-process",
    "file.no-answers",
    "file.not-a-workbook",
)
"""They refuse a file. Not among them: that it could not be opened or holds no answers, for neither is so."""
_COPIES = ("sheet.copied", "return.copy")
_EMPTY = ("cell.expected-empty", "cell.required-empty")
"""They call a cell empty: no excuse where something stands in it, but for a dash and its like."""
_NOTHING = ("", "na")


@dataclass(slots=True)
class Named:
    """What the findings of one file name."""

    whole: bool = False
    errors: bool = False
    cells: set[Place] = field(default_factory=set)
    empty: set[Place] = field(default_factory=set)
    columns: set[Place] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    headers: list[tuple[str, str]] = field(default_factory=list)
    tabs: set[tuple[str, str]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    copies: set[tuple[str, str]] = field(default_factory=set)

    def names(self, place: Place, sheet: str, column: Column, value: object) -> bool:
        tab, row, c = place
        return (
            self.whole
            or (self.errors and value is None)
            or place in self.cells
            or (place in self.empty and isinstance(value, str) and plain(value) in _NOTHING)
            or (tab, row) in self.rows
            or any((tab, c) == (t, at) and row >= top for t, top, at in self.columns)
            or any(tab == t and f"“{h}" in texts for t, texts in self.headers for h in column.header.all())
            or bool({(tab, sheet), (tab, "")} & self.tabs)
            or sheet in self.files
        )


def named(item: Return, findings: Sequence[Finding]) -> Named:
    said = Named()
    unread = item.identity is None or not item.evidence
    for finding in findings:
        code, tab = finding.code, finding.sheet
        sheet = str(finding.values.get("code", ""))
        if code in _WHOLE and unread:
            said.whole = True
        if code == "file.hides-errors":
            said.errors = True
        if code == "return.answered-twice":
            said.files |= set(str(finding.values["sheets"]).split(", "))
        if code in _COPIES:
            said.copies |= {(tab, s) for s in (sheet or str(finding.values.get("sheets", ""))).split(", ")}
        if code in _TABS or code == "sheet.added":
            said.tabs.add((tab, sheet))
        if code in _HEADERS:
            said.headers.append((tab, str(finding.values["headers"])))
        _note_cells(said, finding)
    return said


def _note_cells(said: Named, finding: Finding) -> None:
    code, tab = finding.code, finding.sheet
    for row, column in _cells(finding.cell):
        if code in _COLUMNS:
            said.columns.add((tab, row, column))
        elif code in _ROWS:
            said.rows.add((tab, row))
        elif code in _EMPTY:
            said.empty.add((tab, row, column))
        elif code.startswith(("cell.", "personal.", "reference.")) or code in _CELLS:
            said.cells.add((tab, row, column))


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells of ``D7, D9–D12``."""
    for piece in filter(None, text.split(", ")):
        spot = corners(piece.replace("–", ":"))
        assert spot is not None, text
        for row in range(spot.top, spot.bottom + 1):
            for column in range(spot.left, spot.right + 1):
                yield row, column
