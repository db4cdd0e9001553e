"""The rows of a return in the present layout: beside those that the kit fills in, respondents together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.model.evidence import Evidence, Unread
from kit.model.sheet import PrefilledRow, Sheet

_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?")

_WIDEST_GAP = 500

Origin = tuple[str, int]
"""Tab and row in the file that was read."""


@dataclass(slots=True)
class Line:
    """One row of a return: values by column id, a matrix's crossings by ``letter.RO-03``."""

    origin: Origin
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Placed:
    """The rows of one sheet of the copy. ``rows_of`` tells which row (from 1) an original row became.

    ``openers`` gives for each row the first one of its respondent, which alone holds what is asked once.
    """

    rows: tuple[PrefilledRow, ...]
    rows_of: Mapping[Origin, int]
    openers: Mapping[int, int]

    def row(self, origin: Origin, once: bool) -> int:
        """Where something about an original row is to be marked; 0 where the row is not in the copy."""
        row = self.rows_of.get(origin, 0)
        return self.openers.get(row, row) if once else row


def lines_of(sheet: Sheet, evidence: Iterable[Evidence], unread: Iterable[Unread]) -> dict[Origin, Line]:
    """The rows of one sheet as they were read; what was not understood stands in them as it was written."""
    lines: dict[Origin, Line] = {}
    for item in evidence:
        line = lines.setdefault((item.tab, item.row), Line((item.tab, item.row), {}))
        line.values.update(_wide(sheet, item))
    for cell in unread:
        line = lines.setdefault((cell.tab, cell.row), Line((cell.tab, cell.row), {}))
        if cell.text:
            line.values[cell.column] = _typed(sheet, cell)
    tabs = list(dict.fromkeys(tab for tab, _ in lines))
    return dict(sorted(lines.items(), key=lambda item: (tabs.index(item[0][0]), item[0][1])))


def _typed(sheet: Sheet, cell: Unread) -> object:
    """A number off the scale stays a number; anything else is the text that people wrote."""
    column = sheet.column(cell.column.partition(".")[0])
    if column is None or column.type not in ("number", "int") or not _NUMBER.fullmatch(cell.text):
        return cell.text
    value = float(cell.text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _wide(sheet: Sheet, item: Evidence) -> dict[str, object]:
    if sheet.matrix is None:
        return dict(item.values)
    matrix = sheet.matrix
    values: dict[str, object] = {
        id: value for id, value in item.values.items() if id not in (matrix.column, matrix.value)
    }
    values[f"{matrix.value}.{item.values[matrix.column]}"] = item.values[matrix.value]
    return values


@dataclass(slots=True)
class _Row:
    """A row of the copy in the making, with the original rows that became it (one, or none)."""

    values: dict[str, object]
    origin: Origin | None = None


def place(
    sheet: Sheet, lines: Sequence[Line], prefilled: Sequence[PrefilledRow], first: int | None = None
) -> Placed:
    """People's rows in the place of the kit's own where they are the same, the others below.

    ``prefilled`` are the rows of a fresh sheet that are no answer by themselves; those that nobody answered
    stay, so that they can still be answered. With ``first``, the number of a sheet's first row, people's own
    rows keep their places, gaps included: in these stand the rows of the sheet's other half, in another file.
    """
    rows = _beside(sheet, lines, prefilled)
    if first is not None and not prefilled and not sheet.block:
        rows = _with_gaps(rows, first)
    if sheet.block:
        rows = _together(rows, sheet.block)
    openers = _ask_once(rows, sheet)
    rows_of = {row.origin: number for number, row in enumerate(rows, 1) if row.origin}
    return Placed(tuple(row.values for row in rows), rows_of, openers)


def _beside(sheet: Sheet, lines: Sequence[Line], prefilled: Sequence[PrefilledRow]) -> list[_Row]:
    keys = _keys(sheet, prefilled)
    places: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(prefilled):
        places.setdefault(_key(row, keys), at)
    taken: dict[int, list[Line]] = {}
    strays: list[Line] = []
    for line in lines:
        same = places.get(_key(line.values, keys)) if keys else None
        if same is None:
            strays.append(line)
        else:
            taken.setdefault(same, []).append(line)
    others: list[Line] = []
    for line in strays:
        fit = _only_fit(line, prefilled, keys, taken)
        if fit is None:
            others.append(line)
        else:
            taken[fit] = [line]
    rows: list[_Row] = []
    for at, row in enumerate(prefilled):
        rows += [_Row(line.values, line.origin) for line in taken.get(at, ())] or [_Row(dict(row))]
    return rows + [_Row(line.values, line.origin) for line in others]


def _with_gaps(rows: Sequence[_Row], first: int) -> list[_Row]:
    """The rows where they stood, one below the other where two stood in the same place."""
    made: list[_Row] = []
    for row in rows:
        gap = row.origin[1] - first - len(made) if row.origin else 0
        made += [_Row({}) for _ in range(min(gap, _WIDEST_GAP))]
        made.append(row)
    return made


def _keys(sheet: Sheet, prefilled: Sequence[PrefilledRow]) -> tuple[str, ...]:
    """The columns by which a row of the kit's is known again: its own id, else all that it fills in."""
    filled = [id for id in sheet.prefilled if any(id in row for row in prefilled)]
    made = [id for id in filled if (c := sheet.column(id)) and c.type == "code" and c.need == "made"]
    return tuple(made or filled)


def _key(values: Mapping[str, object], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(_told(values, id) for id in keys)


def _told(values: Mapping[str, object], id: str) -> str:
    return str(values.get(id) or "").casefold()


def _only_fit(
    line: Line, prefilled: Sequence[PrefilledRow], keys: Sequence[str], taken: Mapping[int, object]
) -> int | None:
    """The only row left over that this one may be, where part of what tells it is missing."""
    told = {id: _told(line.values, id) for id in keys if id in line.values}
    if not told or len(told) == len(keys):
        return None
    fits = [
        at
        for at, row in enumerate(prefilled)
        if at not in taken and all(_told(row, id) == text for id, text in told.items())
    ]
    return fits[0] if len(fits) == 1 else None


def _together(rows: Sequence[_Row], block: str) -> list[_Row]:
    """The rows of each respondent one below the other, in the order in which respondents first appear.

    Rows without a code come first: below others they would be taken for that respondent's.
    """
    order: dict[object, list[_Row]] = {None: []}
    for row in rows:
        order.setdefault(row.values.get(block), []).append(row)
    return [row for group in order.values() for row in group]


def _ask_once(rows: Sequence[_Row], sheet: Sheet) -> dict[int, int]:
    """Leave what is asked once per respondent in the first of the rows; what differs there stays as it is."""
    openers: dict[int, int] = {}
    if not sheet.block:
        return openers
    first: dict[object, int] = {}
    for number, row in enumerate(rows, 1):
        openers[number] = opener = first.setdefault(row.values.get(sheet.block), number)
        for id in sheet.once if number != opener else ():
            told = rows[opener - 1].values
            if id in row.values and told.setdefault(id, row.values[id]) == row.values[id]:
                del row.values[id]
    return openers
