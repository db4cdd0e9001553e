"""Collects what is odd about the cells of one tab and says the same thing once, with all its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kit.findings import Finding
from kit.read.answer import Problem
from kit.read.grid import spans

_DISTINCT = 5
"""So many different wrong texts of one column get a finding each; more become one."""

_MISFITS = ("cell.not-", "cell.out-of-range", "cell.below-", "cell.above-", "cell.required-empty")
_STAYS = ("personal.cpr", "personal.email", "personal.phone")


@dataclass(slots=True)
class _Group:
    values: Mapping[str, object]
    shown: list[str] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)


class Remarks:
    """Findings of one tab in the making; ``file`` and ``tab`` are where it lies."""

    def __init__(self, file: str, tab: str) -> None:
        self._file = file
        self._tab = tab
        self._groups: dict[tuple[str, str], dict[str, _Group]] = {}
        self._whole: list[Finding] = []

    def cell(self, problem: Problem, header: str, row: int, column: int) -> None:
        """Something about one cell under ``header``."""
        by_text = self._groups.get((problem.code, header))
        if by_text is None:
            by_text = self._groups[problem.code, header] = {}
        group = by_text.get(problem.shown)
        if group is None:
            group = by_text[problem.shown] = _Group(problem.values, [problem.shown])
        group.cells.append((row, column))

    def tab(self, code: str, cell: str = "", **values: object) -> None:
        """Something about the whole tab, or about a place that is no column of a table."""
        self._whole.append(Finding(code, self._file, self._tab, cell, values))

    def misfits(self) -> set[int]:
        """The rows with a cell that does not fit its column, or that lack what they cannot do without."""
        groups = (
            g
            for (code, _), by_text in self._groups.items()
            if code.startswith(_MISFITS)
            for g in by_text.values()
        )
        return {row for group in groups for row, _ in group.cells}

    def forget(self, rows: Collection[int]) -> None:
        """Take back what was said of the cells of these rows, but for what points to a person."""
        for (code, _), by_text in self._groups.items():
            for text, group in list(by_text.items()) if code not in _STAYS else ():
                group.cells = [cell for cell in group.cells if cell[0] not in rows]
                if not group.cells:
                    del by_text[text]

    def findings(self) -> tuple[Finding, ...]:
        """Everything collected, in the order of its coming."""
        grouped = [
            self._finding(code, header, group)
            for (code, header), by_text in self._groups.items()
            for group in _joined(by_text)
        ]
        return (*self._whole, *grouped)

    def _finding(self, code: str, header: str, group: _Group) -> Finding:
        values = {
            **group.values,
            "header": header,
            "shown": "”, “".join(group.shown),
            "count": len(group.cells),
        }
        return Finding(code, self._file, self._tab, spans(group.cells), values)


def _joined(by_text: Mapping[str, _Group]) -> Iterable[_Group]:
    """The groups, or one for all where there are too many different texts."""
    groups = list(by_text.values())
    if len(groups) <= _DISTINCT:
        return groups
    shown = [text for group in groups[:_DISTINCT] for text in group.shown]
    return [_Group(groups[0].values, [*shown, "…"], [cell for group in groups for cell in group.cells])]
