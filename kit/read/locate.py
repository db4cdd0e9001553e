"""Finds the tables of a tab by a vote: header text 2, hidden key row 2, defined name 1. Never by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from kit.model.sheet import KEY_PREFIX
from kit.read import limits
from kit.read.grid import Name, Tab
from kit.read.layout import Layout, Layouts

_HEADER, _KEY, _NAME = 2, 2, 1
_ENOUGH = 0.6
"""Share of the required columns whose headings must be found where there is no key row."""
_NEAR = 5
_TEMPLATES, _FEW = 200, 400
"""So many tabs' tables are remembered, of tabs with so many marks at most."""
_NOWHERE = Tab("", {})

_Marked = tuple[int, int, str]
"""A cell that marks fields: row, column and text."""

Hits = dict[str, list[int]]
"""Columns in which each field's mark was found, in one row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table as it was found in a tab.

    ``top`` is the last row of its headings, ``end`` the first row of another table (or ``None``). ``columns``
    maps field ids to columns. ``weak`` fields are vouched for by one source only, of ``torn`` ones the
    sources say different things, ``missing`` ones were not found.
    """

    layout: Layout
    tab: Tab
    top: int
    header_row: int | None
    key_row: int | None
    columns: Mapping[str, int]
    weak: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    end: int | None = None
    score: int = 0

    @property
    def code(self) -> str:
        return self.layout.sheet.code

    @property
    def heading_rows(self) -> frozenset[int]:
        return frozenset(r for r in (self.header_row, self.key_row, self.top) if r)


@dataclass(slots=True)
class _Marks:
    """All marks of one sheet code in one tab, by row."""

    headers: dict[int, Hits] = field(default_factory=dict)
    keys: dict[int, Hits] = field(default_factory=dict)
    names: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def are_several(self) -> bool:
        """Whether there is more than one word that also other sheets have, such as “Fagområde”."""
        if self.keys or len(self.names) > 1:
            return True
        return len(self.names) + max(map(len, self.headers.values()), default=0) > 1


def locate(tab: Tab, names: tuple[Name, ...], layouts: Layouts) -> tuple[Table, ...]:
    """The tables of a tab from top to bottom; two of them never share a heading."""
    marked = tuple(_marked(tab, layouts))
    named = tuple((n.name.casefold(), n.row, n.column) for n in names if n.tab == tab.name)
    found = (_remembered if len(marked) <= _FEW else _tables)(marked, named, layouts)
    return tuple(replace(table, tab=tab) for table in found)


def _marked(tab: Tab, layouts: Layouts) -> Iterator[_Marked]:
    marks = layouts.marks_among(tab.texts)
    last = next(islice(tab.rows, limits.HEADING_ROWS, None), limits.LAST_ROW + 1)
    for row, column, text in tab.cells_with(marks):
        if row >= last:
            break
        yield row, column, text


def _tables(
    marked: tuple[_Marked, ...], named: tuple[tuple[str, int, int], ...], layouts: Layouts
) -> tuple[Table, ...]:
    """The tables of any tab with these marks and these names, as yet in no tab."""
    marks: dict[str, _Marks] = {}
    for row, column, text in marked:
        for code, id in layouts.spots(text):
            of_sheet = _marks_of(marks, code)
            _note(of_sheet.keys if text.startswith(KEY_PREFIX) else of_sheet.headers, row, id, column)
    for name, row, column in named:
        spot = layouts.names.get(name)
        if spot:
            _marks_of(marks, spot[0]).names[spot[1]] = (row, column)
    found = [t for code, m in marks.items() if m.are_several and (t := _table(layouts.by_code[code], m))]
    found.sort(key=lambda t: (-t.score, t.code))
    kept: list[Table] = []
    for table in found:
        if not any(_overlap(table, other) for other in kept):
            kept.append(table)
    kept.sort(key=lambda t: (t.top, min(t.columns.values())))
    return tuple(_bounded(kept))


_remembered = lru_cache(_TEMPLATES)(_tables)
"""Returns from one template have the same marks in the same cells."""


def _marks_of(found: dict[str, _Marks], code: str) -> _Marks:
    marks = found.get(code)
    if marks is None:
        marks = found[code] = _Marks()
    return marks


def _note(rows: dict[int, Hits], row: int, id: str, column: int) -> None:
    rows.setdefault(row, {}).setdefault(id, []).append(column)


def _table(layout: Layout, marks: _Marks) -> Table | None:
    key_row, keys = _best(marks.keys)
    header_row, headers = _best(marks.headers)
    if not _plausible(layout, headers, keys, marks.names):
        return None
    votes = _votes(headers, keys, marks.names)
    columns = _assign(layout, votes, headers)
    # sorting moves headings and answers, but not the names: one that points at no heading tells no row
    told = [row for row, _ in marks.names.values() if header_row is None or row in marks.headers]
    name_row = max(told, default=None)
    agreed = {id: votes[id][column] for id, column in columns.items()}
    return Table(
        layout=layout,
        tab=_NOWHERE,
        top=_top(header_row, key_row, name_row),
        header_row=header_row,
        key_row=key_row,
        columns=columns,
        weak=tuple(id for id in layout.fields if agreed.get(id, 9) <= max(_HEADER, _KEY)),
        torn=tuple(
            id
            for id in columns
            if _is_torn(votes[id], columns[id]) or _is_headed_elsewhere(headers.get(id, ()), id, columns)
        ),
        missing=tuple(id for id in layout.fields if id not in columns),
        score=sum(agreed.values()),
    )


def _best(rows: dict[int, Hits]) -> tuple[int | None, Hits]:
    """The row with marks of most fields, the upper one where equal; at least two fields."""
    row = max(rows, key=lambda r: (len(rows[r]), -r), default=None)
    return (row, rows[row]) if row is not None and len(rows[row]) >= 2 else (None, {})


def _plausible(layout: Layout, headers: Hits, keys: Hits, names: Mapping[str, object]) -> bool:
    if len(keys) >= 2:
        return True
    matrix = layout.sheet.matrix
    if matrix:
        crossings = sum(1 for id in headers if layout.fields[id].entry)
        return matrix.row in headers and crossings >= 3
    found = set(headers) | set(keys) | set(names)
    wanted = layout.required or frozenset(layout.fields)
    return len(found) >= 2 and len(found & wanted) >= _ENOUGH * len(wanted)


def _votes(headers: Hits, keys: Hits, names: Mapping[str, tuple[int, int]]) -> dict[str, dict[int, int]]:
    votes: dict[str, dict[int, int]] = {}
    sources = [(headers, _HEADER), (keys, _KEY), ({id: [place[1]] for id, place in names.items()}, _NAME)]
    for hits, weight in sources:
        for id, columns in hits.items():
            ballot = votes.setdefault(id, {})
            for column in columns:
                ballot[column] = ballot.get(column, 0) + weight
    return votes


def _assign(layout: Layout, votes: dict[str, dict[int, int]], headers: Hits) -> dict[str, int]:
    """Each field its column and each column its field, the surest first; even ones as the header says."""
    order = {id: place for place, id in enumerate(layout.fields)}
    ballots = sorted(
        (-weight, column not in headers.get(id, ()), order[id], column, id)
        for id, ballot in votes.items()
        for column, weight in ballot.items()
    )
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for _, _, _, column, id in ballots:
        if id not in columns and column not in taken:
            columns[id] = column
            taken.add(column)
    return dict(sorted(columns.items(), key=lambda item: order[item[0]]))


def _is_torn(ballot: dict[int, int], chosen: int) -> bool:
    """Whether another column has as many votes, or the votes of a whole source."""
    return any(weight >= ballot[chosen] for column, weight in ballot.items() if column != chosen)


def _is_headed_elsewhere(headed: Sequence[int], id: str, columns: Mapping[str, int]) -> bool:
    """Whether a heading stands only over what key and name call another field: people go by the heading."""
    others = {column for other, column in columns.items() if other != id}
    return bool(headed) and columns[id] not in headed and not others.isdisjoint(headed)


def _top(header: int | None, key: int | None, name: int | None) -> int:
    """The last heading row. The header counts; a key row or name only near it, or where there is none."""
    if header is None:
        return max(key or 0, name or 0)
    return max(header, *(row for row in (key, name) if row and header < row <= header + _NEAR), header)


def _overlap(one: Table, other: Table) -> bool:
    rows = {one.top, one.header_row, one.key_row} & {other.top, other.header_row, other.key_row} - {None}
    return bool(rows) and bool(set(one.columns.values()) & set(other.columns.values()))


def _bounded(tables: list[Table]) -> Iterator[Table]:
    """Each table with the row at which the next one below it begins."""
    for table in tables:
        below = [
            min(other.heading_rows)
            for other in tables
            if min(other.heading_rows) > table.top
            and set(other.columns.values()) & set(table.columns.values())
        ]
        end = min(below, default=None)
        yield replace(table, end=end)
