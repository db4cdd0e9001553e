"""The same row twice on one sheet: pasted again by mistake, or two answers that happen to be alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from kit.model.given import naming
from kit.read.answer import shortened
from kit.read.grid import spans
from kit.read.line import Line
from kit.read.locate import Table
from kit.read.remarks import Remarks


def say_repeated(table: Table, lines: Sequence[Line], remarks: Remarks) -> None:
    """Ask about rows that say the same in every cell, with the places of all of them.

    In a form, rows whose respondent is unknown may be those of two people, so nothing is asked.
    """
    sheet = table.layout.sheet
    name = naming(sheet).id
    if sheet.block:
        lines = [line for line in lines if sheet.block in line.raws]
    named = [line for line in lines if name in line.raws]
    if len({line.raws[name] for line in named}) == len(named):
        return
    for same in _alike(named):
        places = (cell for line in same if (cell := line.cell(name)))
        where = spans((cell.row, cell.column) for cell in places)
        remarks.tab("row.repeated", where, shown=shortened(same[0].raws[name]), count=len(same))


def _alike(lines: Sequence[Line]) -> Iterator[list[Line]]:
    groups: dict[Hashable, list[Line]] = {}
    for line in lines:
        groups.setdefault(frozenset(line.raws.items()), []).append(line)
    return (group for group in groups.values() if len(group) > 1)
