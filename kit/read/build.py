"""Answered rows into evidence: values by column, addresses, completeness, and what is odd about the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kit.model.evidence import Addresses, Evidence, Unread, Value
from kit.model.given import naming
from kit.model.process import Unit
from kit.read.answer import Answer, Problem, as_text, shortened
from kit.read.answers import Answers
from kit.read.aside import TAKEN_OUT, quoted
from kit.read.bulk import Maker
from kit.read.days import either_way
from kit.read.given import Given
from kit.read.grid import Unreadable, address, letters, spans
from kit.read.layout import Field
from kit.read.line import Cell, Line
from kit.read.locate import Table
from kit.read.personal import personal_data, without_personal_data
from kit.read.remarks import Remarks
from kit.read.text import one_line, tidy

_EMPTY = {"required": Problem("cell.required-empty"), "expected": Problem("cell.expected-empty")}

_DAYS = ("date", "quarter")
_MAKER = Maker(Evidence)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose a table is, and where it lies."""

    workshop: str
    unit: Unit
    file: str
    tab: str


class _Filled(NamedTuple):
    """A row in the making: its number, its values with their places, and what its id ends with."""

    row: int
    values: dict[str, Value]
    spots: Mapping[str, str]
    complete: bool
    suffix: str = ""


class Builder:
    """Makes the evidence of one table; ``unread`` gathers the cells whose words are not in it."""

    def __init__(self, table: Table, origin: Origin, answers: Answers, remarks: Remarks) -> None:
        self._table = table
        self._origin = origin
        self._answers = answers
        self._remarks = remarks
        layout = table.layout
        self._plain_fields = [layout.fields[id] for id in table.columns if layout.fields[id].entry is None]
        self._crossings = [layout.fields[id] for id in table.columns if layout.fields[id].entry is not None]
        self._ids = [field.id for field in self._plain_fields]
        self._needed = frozenset(f.id for f in self._plain_fields if _must(f) and not self._is_told(f))
        missing = set(table.missing)
        self.unread: list[Unread] = []
        self._id = f"{table.code}.{origin.unit.code}."
        self._held = origin.unit.key if origin.unit.kind == "area" and "area" in layout.fields else ""
        self._spots: dict[tuple[object, ...], dict[str, str]] = {}
        self._letters = {id: letters(column) for id, column in table.columns.items()}
        self._lacks_required = bool(missing & {f.id for f in layout.fields.values() if _must(f)})

    def evidence(self, lines: Sequence[Line]) -> tuple[Evidence, ...]:
        """One piece of evidence per row; in a matrix one per filled crossing."""
        self._ask_which_day(lines)
        for line in lines:
            if line.changed:
                self._say_changed(line)
        rows = self._filled(lines)
        if self._table.layout.sheet.matrix:
            rows = [one for line, row in zip(lines, rows, strict=True) for one in self._crossed(line, row)]
            self.unread.sort(key=lambda cell: cell.row)  # a row's other cells came before all crossings
        return self._evidence(rows)

    def _filled(self, lines: Sequence[Line]) -> list[_Filled]:
        rows: list[_Filled] = []
        for line, *row in zip(lines, *self._columns(lines), strict=True):
            values = {id: value for id, value in zip(self._ids, row, strict=True) if value is not None}
            complete = not self._lacks_required and self._needed <= values.keys()
            spots = self._spots_of(line, values)
            if self._held and "area" not in values:
                values["area"] = self._held
            rows.append(_Filled(line.row, values, spots, complete))
        return rows

    def _columns(self, lines: Sequence[Line]) -> list[list[Value | None]]:
        """Field by field the values of all rows; where there is none, it is said why."""
        raws = [line.raws for line in lines]
        columns: list[list[Value | None]] = []
        left: list[tuple[int, int]] = []
        for number, field in enumerate(self._plain_fields):
            id, asked = field.id, field.column.need in _EMPTY
            columns.append(self._answers.plain(field.column, [row.get(id) for row in raws]))
            if None in columns[-1]:
                left += [
                    (place, number)
                    for place, value in enumerate(columns[-1])
                    if value is None and (asked or id in raws[place])
                ]
        for place, number in sorted(left):
            columns[number][place] = self._look_at(self._plain_fields[number], lines[place])
        return columns

    def _look_at(self, field: Field, line: Line) -> Value | None:
        """The value of a cell that is empty or of which something is to be said."""
        cell = line.cell(field.id)
        value = self._value(field, cell, line.row) if cell else None
        if value is None:
            self._miss(field, cell, line)
        return value

    def _spots_of(self, line: Line, values: Mapping[str, Value]) -> Mapping[str, str]:
        """Where these values stand; one mapping for all rows that are alike in this."""
        key = (*values, *line.taken.items())
        spots = self._spots.get(key)
        if spots is None:
            elsewhere = {id: address(cell.row, cell.column) for id, cell in line.taken.items()}
            spots = self._spots[key] = {id: elsewhere.get(id, self._letters[id]) for id in values}
        return spots

    def _ask_which_day(self, lines: Sequence[Line]) -> None:
        """Days that may be read both ways, in a column where others have the month first."""
        for field in self._plain_fields:
            if field.column.type in _DAYS:
                cells = [cell for line in lines if (cell := line.cell(field.id))]
                either = either_way(cell.raw for cell in cells if isinstance(cell.raw, str))
                for cell in cells if either else ():
                    if cell.raw in either:
                        problem = Problem("cell.day-or-month", one_line(as_text(cell.raw)))
                        self._remarks.cell(problem, heading(self._table, field.id), cell.row, cell.column)

    def _value(self, field: Field, cell: Cell, row: int) -> Value | None:
        answer = self._answers.read(field.column, cell.raw)
        self._say(field, cell, row, answer)
        return answer.value

    def _say(self, field: Field, cell: Cell, row: int, answer: Answer) -> None:
        for problem in answer.problems:
            self._remarks.cell(problem, heading(self._table, field.id), cell.row, cell.column)
        if answer.value is None or not answer.whole:
            self._leave(field, cell, row, answer)

    def _leave(self, field: Field, cell: Cell, row: int, answer: Answer) -> None:
        """Hand a cell on as it was written; what the kit writes itself, as it is stored."""
        text = as_text(cell.raw)
        if answer.whole and isinstance(answer.value, str | tuple):
            text = answer.value if isinstance(answer.value, str) else "; ".join(answer.value)
        if tidy(text) or isinstance(cell.raw, Unreadable):
            told = {problem.code for problem in answer.problems}
            for code in personal_data(text):
                if code in TAKEN_OUT and code not in told:
                    self._remarks.cell(Problem(code), heading(self._table, field.id), cell.row, cell.column)
            origin, text = self._origin, without_personal_data(text)
            where = address(cell.row, cell.column)
            self.unread.append(
                Unread(self._table.code, origin.workshop, origin.unit, origin.tab, row, field.id, where, text)
            )

    def idle(self, lines: Sequence[Line]) -> None:
        """Rows that are no answer by themselves, but hold something that people wrote."""
        plain = {field.id for field in self._plain_fields}
        for line in lines:
            self.leave(line.row, {id: cell for id, cell in line.cells.items() if id in plain})
            self._say_idle(line)

    def leave(self, row: int, cells: Mapping[str, Cell]) -> None:
        """Hand cells on by field as they were written."""
        for id, cell in cells.items():
            field = self._table.layout.fields[id]
            self._leave(field, cell, row, self._answers.read(field.column, cell.raw))

    def _say_changed(self, line: Line) -> None:
        """What the kit had filled in and somebody changed, where that alone counts for nothing."""
        for id in line.changed:
            cell = line.cell(id)
            column = cell.column if cell else self._table.columns[id]
            problem = Problem("row.given-changed", shortened(cell.raw if cell else ""))
            self._remarks.cell(problem, heading(self._table, id), line.row, column)

    def renamed(self, lines: tuple[Line, ...], given: Given) -> None:
        """Rows that went out under another name, and those that are not there any more; where the kit's rows
        are no answers, an empty one says nothing."""
        id = naming(self._table.layout.sheet).id
        told = set[str]()
        for line in lines:
            cell = line.cell(id)
            was = given.was(line.row, as_text(cell.raw)) if cell else None
            if cell and was and was.name not in told:
                told.add(was.name)
                problem = Problem("row.renamed", shortened(cell.raw), {"was": was.name})
                self._remarks.cell(problem, heading(self._table, id), cell.row, cell.column)
        gone = [name for name in given.gone() if name not in told]
        if gone:
            self._remarks.tab("row.given-gone", names=quoted(gone))

    def _say_idle(self, line: Line) -> None:
        if line.changed:
            self._say_changed(line)
            return
        given = self._table.layout.sheet.prefilled
        own = [cell for id, cell in line.cells.items() if id not in given and cell.row == line.row]
        cells = [(cell.row, cell.column) for cell in own or line.cells.values()]
        self._remarks.tab("row.no-answer", spans(cells))

    def _miss(self, field: Field, cell: Cell | None, line: Line) -> None:
        """Note an empty cell, unless it has its own remark already or the unit says what it must hold."""
        if self._is_told(field):
            return
        need = field.column.need
        said = cell is not None and bool(self._answers.read(field.column, cell.raw).problems)
        if need in _EMPTY and not said:
            column = self._table.columns[field.id]
            self._remarks.cell(_EMPTY[need], heading(self._table, field.id), line.row, column)

    def _is_told(self, field: Field) -> bool:
        """Whether the unit says what a cell of that field holds."""
        return field.id == "area" and self._origin.unit.kind == "area"

    def _crossed(self, line: Line, filled: _Filled) -> Iterator[_Filled]:
        """One row of a matrix in long form."""
        matrix = self._table.layout.sheet.matrix
        assert matrix is not None
        head = self._table.header_row or self._table.top
        crossed = False
        for field in self._crossings:
            cell = line.cell(field.id)
            value = None if cell is None else self._value(field, cell, line.row)
            if value is None or cell is None or field.entry is None:
                continue
            crossed = True
            values: dict[str, Value] = {**filled.values, matrix.column: field.entry, matrix.value: value}
            spots = {
                **filled.spots,
                matrix.column: address(head, cell.column),
                matrix.value: address(cell.row, cell.column),
            }
            complete = filled.complete and matrix.row in values
            yield _Filled(line.row, values, spots, complete, f".{field.entry}")
        if not crossed:
            self._leave_row(line)

    def _leave_row(self, line: Line) -> None:
        """The rest of a matrix's row in which no crossing could be read."""
        for field in self._plain_fields:
            cell = line.cell(field.id)
            answer = self._answers.read(field.column, cell.raw) if cell else None
            if cell and answer and answer.value is not None and answer.whole:
                self._leave(field, cell, line.row, answer)
        if not any(field.id in line.raws for field in self._crossings):
            self._say_idle(line)

    def _evidence(self, rows: Sequence[_Filled]) -> tuple[Evidence, ...]:
        origin = self._origin
        of_all = (self._table.code, origin.workshop, origin.unit, origin.file, origin.tab)
        columns: list[Sequence[object]] = [
            [f"{self._id}{one.row}{one.suffix}" for one in rows],
            *([value] * len(rows) for value in of_all),
            [one.row for one in rows],
            [one.values for one in rows],
            [Addresses(one.row, one.spots) for one in rows],
            [one.complete for one in rows],
        ]
        return _MAKER(len(rows), columns)


def heading(table: Table, id: str) -> str:
    """The heading of a table's field as it stands in the file, else as the kit wrote it."""
    field = table.layout.fields[id]
    raw = table.tab.rows.get(table.header_row or 0, {}).get(table.columns.get(id, 0))
    shown = one_line(as_text(raw)) if raw is not None else ""
    return shown or field.entry or field.column.header.all()[0]


def _must(field: Field) -> bool:
    return field.entry is None and field.column.need == "required"
