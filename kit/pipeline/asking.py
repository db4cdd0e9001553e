"""What is asked in a marked copy: findings as marks, in the words of the copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.findings import SEVERITIES, Finding
from kit.model.mark import Mark, Spot, Unplaced
from kit.model.sheet import Sheet
from kit.model.text import Words
from kit.pipeline.placing import Placed
from kit.pipeline.pointing import Target, cells_of

_OWN_REMEDIES = {
    "table.one-source": "remedy_columns",
    "table.columns-disagree": "remedy_columns",
    "table.displaced": "remedy_columns",
    "table.column-missing": "remedy_column_back",
    "identity.not-in-cells": "remedy_token",
    "identity.mixed": "remedy_token",
}
"""What to do in the copy, where the kit has put the file's own fault right."""

_WHOLE_SHEETS = frozenset({"sheet.twice", "sheet.without-table", "sheet.added", "table.unknown-column"})
_SOME_ROWS = frozenset({"table.rows-above-header", "row.example-overwritten"})
"""Findings about text that no column holds: it stands on the copy's last sheet, or in their file alone."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding and what it points at."""

    finding: Finding
    targets: tuple[Target, ...]


def marks(
    pointed: Sequence[Pointed],
    placed: Mapping[str, Placed],
    sheets: Mapping[str, Sheet],
    unplaced: Sequence[Unplaced],
    words: Words,
) -> tuple[Mark, ...]:
    """The marks of a copy: worst first, then in the order of its sheets, rows and columns."""
    codes = list(sheets)

    def order(mark: Mark) -> tuple[int, int, int, int]:
        spot = mark.spots[0] if mark.spots else Spot("")
        sheet = codes.index(spot.sheet) if spot.sheet in sheets else -1
        columns = [column.id for column in sheets[spot.sheet].columns] if sheet >= 0 else []
        id = spot.column.partition(".")[0]
        return SEVERITIES.index(mark.severity), sheet, spot.row, columns.index(id) if id in columns else -1

    made = []
    for item in pointed:
        finding = item.finding
        spots = dict.fromkeys(_spot(t, placed[t.sheet], sheets[t.sheet]) for t in item.targets)
        made.append(
            Mark(
                severity=finding.severity,
                sentence=finding.message(words.lang),
                remedy=_remedy(finding, unplaced, words),
                spots=tuple(sorted(spots, key=lambda spot: spot.row)),
                found_at=f"{finding.sheet} {finding.cell}".strip(),
            )
        )
    return tuple(sorted(made, key=order))


def _spot(target: Target, placed: Placed, sheet: Sheet) -> Spot:
    row = placed.row(target.origin, target.column in sheet.once) if target.origin else 0
    return Spot(target.sheet, row, target.column)


def _remedy(finding: Finding, unplaced: Sequence[Unplaced], words: Words) -> str:
    if finding.code in _OWN_REMEDIES:
        return words(_OWN_REMEDIES[finding.code])
    if finding.code not in _WHOLE_SHEETS | _SOME_ROWS:
        return finding.remedy(words.lang)
    rows = {cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in cells_of(finding.cell)}
    here = [item for item in unplaced if item.tab == finding.sheet]
    if finding.code in _SOME_ROWS:
        here = [item for item in here if item.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in rows]
    if here:
        return words("remedy_moved", tab=words("unplaced_tab"))
    return words("remedy_not_copied", place=f"{finding.sheet} {finding.cell}".strip())
