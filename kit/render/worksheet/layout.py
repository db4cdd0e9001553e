"""Where everything stands on an input sheet: which column holds what, and which row which answer.

Nothing is written here; the plan is plain data that the writing modules follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from openpyxl.utils import get_column_letter

from kit.errors import ContentError
from kit.model.sheet import REQUIRED_SIGN, Choice, Column, PrefilledRow, Sheet, SheetFill, Worksheet
from kit.model.text import Words
from kit.render.worksheet.values import Shown, entries, shown
from kit.render.worksheet.widths import crossing_width, number_width, width_of

TITLE_ROW, GUIDANCE_ROW, KEY_ROW, HEADER_ROW, HELP_ROW, EXAMPLE_ROW, FIRST_ROW = range(1, 8)

NUMBER, COLUMN, CROSSING, MARKER = "number", "column", "crossing", "marker"

_SPARE = 5
"""Empty rows at least below rows that people have filled in, where the sheet offers any."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of the Excel sheet. ``at`` counts from 1; ``group`` is ``scores``, ``more`` or ``""``.

    ``kind`` is ``number`` (the kit's row numbers), ``column``, ``crossing`` (a matrix column, whose list
    entry is ``entry``) or ``marker`` (the narrow column that opens a folded group).
    """

    kind: str
    at: int
    width: float
    header: str
    column: Column | None = None
    entry: str = ""
    group: str = ""
    key: str = ""
    name: str = ""

    @property
    def letter(self) -> str:
        return str(get_column_letter(self.at))

    @property
    def field(self) -> str:
        """The column's id; of a crossing its id in wide rows, such as ``letter.RO-03``; else ``""``."""
        id = self.column.id if self.column else ""
        return f"{id}.{self.entry}" if self.kind == CROSSING else id

    @property
    def foldable(self) -> bool:
        return bool(self.group) and self.kind != MARKER


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: what is filled in already, by Excel column. ``block`` numbers a form's respondents.

    ``answered`` are the columns of those values that people have filled in, not the kit.
    """

    at: int
    values: Mapping[int, Shown]
    block: int = 0
    opens: bool = False
    answered: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Layout:
    """The plan of one input sheet. What is asked of it for every cell it works out once."""

    sheet: Sheet
    slots: tuple[Slot, ...]
    rows: tuple[Row, ...]

    @property
    def answers(self) -> tuple[Slot, ...]:
        """Slots that hold values: columns and crossings."""
        return tuple(slot for slot in self.slots if slot.kind in (COLUMN, CROSSING))

    @cached_property
    def crossings(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind == CROSSING)

    @cached_property
    def first_view(self) -> tuple[Slot, ...]:
        """What a person meets first: every slot outside the folded groups."""
        return tuple(slot for slot in self.slots if not slot.group)

    @property
    def last(self) -> Slot:
        """The right-most slot of the first view."""
        return self.first_view[-1]

    @property
    def last_row(self) -> int:
        return self.rows[-1].at if self.rows else FIRST_ROW

    def group(self, name: str) -> tuple[Slot, ...]:
        """The columns of a folded group, without its marker."""
        return tuple(slot for slot in self.slots if slot.group == name and slot.kind != MARKER)


def plan(fill: SheetFill, worksheet: Worksheet, words: Words) -> Layout:
    """The layout of one sheet of a worksheet.

    Raises :class:`ContentError` where a matrix has no list for its columns.
    """
    slots = _slots(fill, worksheet, words)
    rows = _matrix_rows(fill, slots, worksheet) if fill.sheet.matrix else _rows(fill, slots, worksheet)
    return Layout(fill.sheet, slots, rows)


def plan_answers(fill: SheetFill, worksheet: Worksheet, words: Words) -> Layout:
    """The layout of a sheet that has been filled in: each row of the fill is one row of the sheet.

    In a matrix the crossings of a row stand in it by id (``letter.RO-03``). Raises like :func:`plan`.
    """
    sheet, slots = fill.sheet, _slots(fill, worksheet, words)
    mine = frozenset(
        slot.at for slot in slots
        if slot.column and slot.column.need != "made" and slot.column.id not in sheet.prefilled
    )  # fmt: skip
    prepared = 0 if sheet.prefilled else len(fill.rows)
    spare = max(min(sheet.rows, _SPARE), sheet.rows - prepared)
    rows = [replace(row, answered=mine & row.values.keys()) for row in _filled(fill, slots, worksheet)]
    return Layout(sheet, slots, (*rows, *_empty_rows(len(rows), spare)))


def _slots(fill: SheetFill, worksheet: Worksheet, words: Words) -> tuple[Slot, ...]:
    made = [Slot(NUMBER, 1, number_width(words), words("number"))]
    for group in ("", "scores", "more"):
        columns = [c for c in fill.sheet.columns if _group_of(c) == group]
        if group and columns:
            made.append(Slot(MARKER, len(made) + 1, 4.6, words(group), group=group))
        for column in columns:
            made += _slots_of(column, fill, worksheet, words, len(made) + 1)
    return tuple(made)


def _group_of(column: Column) -> str:
    return "scores" if column.scores else "more" if column.more else ""


def _slots_of(column: Column, fill: SheetFill, worksheet: Worksheet, words: Words, at: int) -> list[Slot]:
    sheet, lists = fill.sheet, worksheet.lists
    matrix, group = sheet.matrix, _group_of(column)
    if matrix and column.id == matrix.column:
        return []
    if matrix and column.id == matrix.value:
        return _crossings(column, fill, worksheet, words, at)
    header = column.header[worksheet.lang]
    if column.need == "required":
        header = f"{header}\u00a0{REQUIRED_SIGN}"  # the sign never stands alone on a line
    # A respondent code differs from one worksheet to the next: it must not move anything.
    rows = () if column.id == sheet.block else fill.rows
    known = [shown(row.get(column.id), column, lists, worksheet.lang) for row in rows]
    width = width_of(column, header, sheet, lists, words, known)
    return [
        Slot(COLUMN, at, width, header, column, "", group, sheet.key(column.id), sheet.name_of(column.id))
    ]


def _crossings(value: Column, fill: SheetFill, worksheet: Worksheet, words: Words, at: int) -> list[Slot]:
    sheet = fill.sheet
    assert sheet.matrix is not None
    side = sheet.column(sheet.matrix.column)
    choices: tuple[Choice, ...] = entries(worksheet.lists, side.source if side else None)
    if not choices:
        raise ContentError(
            f"{sheet.code}: the list for its columns ({sheet.matrix.column}) is missing or empty"
        )
    labels = [choice.label(worksheet.lang) for choice in choices]
    beside = [c for c in sheet.columns if c.id not in (sheet.matrix.column, sheet.matrix.value)]
    others = sum(slot.width for c in beside for slot in _slots_of(c, fill, worksheet, words, 1))
    width = crossing_width(len(choices), others + number_width(words), sheet.paper)
    return [
        Slot(CROSSING, at + place, width, label, value, choice.id, "", sheet.cross_key(choice.id),
             sheet.name_of(f"{value.id}_{choice.id}"))
        for place, (choice, label) in enumerate(zip(choices, labels, strict=True))
    ]  # fmt: skip


def _rows(fill: SheetFill, slots: Sequence[Slot], worksheet: Worksheet) -> tuple[Row, ...]:
    made = _filled(fill, slots, worksheet)
    return tuple(made + _empty_rows(len(made), fill.sheet.rows))


def _filled(fill: SheetFill, slots: Sequence[Slot], worksheet: Worksheet) -> list[Row]:
    sheet, made = fill.sheet, list[Row]()
    before: object = None
    block = -1
    for place, given in enumerate(fill.rows):
        mark = given.get(sheet.block) if sheet.block else None
        opens = sheet.block is not None and (place == 0 or mark != before)
        block, before = block + opens, mark
        made.append(Row(FIRST_ROW + place, _values(given, slots, worksheet), max(block, 0), opens))
    return made


def _empty_rows(after: int, count: int) -> list[Row]:
    return [Row(FIRST_ROW + after + place, {}) for place in range(count)]


def _values(given: PrefilledRow, slots: Sequence[Slot], worksheet: Worksheet) -> dict[int, Shown]:
    made = {}
    for slot in slots:
        if slot.column:
            value = shown(given.get(slot.field), slot.column, worksheet.lists, worksheet.lang)
            if value is not None:
                made[slot.at] = value
    return made


def _matrix_rows(fill: SheetFill, slots: Sequence[Slot], worksheet: Worksheet) -> tuple[Row, ...]:
    """Long rows with the same row id become one; crossings that are known already are filled in."""
    matrix = fill.sheet.matrix
    assert matrix is not None
    together: dict[object, dict[int, Shown]] = {}
    for given in fill.rows:
        values = together.setdefault(given.get(matrix.row), {})
        values.update(_values(given, slots, worksheet))
        for slot in slots:
            if slot.kind == CROSSING and slot.column and given.get(matrix.column) == slot.entry:
                value = shown(given.get(matrix.value), slot.column, worksheet.lists, worksheet.lang)
                if value is not None:
                    values[slot.at] = value
    made = [Row(FIRST_ROW + place, values) for place, values in enumerate(together.values())]
    return tuple(made + _empty_rows(len(made), fill.sheet.rows))
