"""Answered rows into evidence: values by column, addresses, completeness, and what is odd about the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.model.evidence import Evidence, Value
from kit.model.process import Unit
from kit.read.answers import Answers, Problem, as_text
from kit.read.grid import address
from kit.read.layout import Field
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.rows import Cell, Line
from kit.read.text import one_line

_EMPTY = {"required": Problem("cell.required-empty"), "expected": Problem("cell.expected-empty")}


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose a table is, and where it lies."""

    workshop: str
    unit: Unit
    file: str
    tab: str


@dataclass(slots=True)
class _Filled:
    """The values of one row as they gather."""

    values: dict[str, Value]
    cells: dict[str, str]
    complete: bool = True


class Builder:
    """Makes the evidence of one table."""

    def __init__(self, table: Table, origin: Origin, answers: Answers, remarks: Remarks) -> None:
        self._table = table
        self._origin = origin
        self._answers = answers
        self._remarks = remarks
        layout = table.layout
        self._plain_fields = [layout.fields[id] for id in table.columns if layout.fields[id].entry is None]
        self._crossings = [layout.fields[id] for id in table.columns if layout.fields[id].entry is not None]
        self._headers = headings(table)
        missing = set(table.missing)
        self._lacks_required = bool(missing & {f.id for f in layout.fields.values() if _must(f)})

    def evidence(self, lines: tuple[Line, ...]) -> Iterator[Evidence]:
        """One piece of evidence per row; in a matrix one per filled crossing."""
        for line in lines:
            filled = self._fill(line)
            if self._table.layout.sheet.matrix is None:
                yield self._evidence(line.row, filled, "")
            else:
                yield from self._crossed(line, filled)

    def _fill(self, line: Line) -> _Filled:
        filled = _Filled({}, {}, not self._lacks_required)
        for field in self._plain_fields:
            cell = line.cells.get(field.id)
            value = self._value(field, cell)
            if value is None:
                self._miss(field, cell, line, filled)
            elif cell is not None:
                filled.values[field.id] = value
                filled.cells[field.id] = address(cell.row, cell.column)
        unit = self._origin.unit
        if unit.kind == "area" and "area" in self._table.layout.fields and "area" not in filled.values:
            filled.values["area"] = unit.key
        return filled

    def _value(self, field: Field, cell: Cell | None) -> Value | None:
        if cell is None:
            return None
        answer = self._answers.read(field.column, cell.raw)
        for problem in answer.problems:
            self._remarks.cell(problem, self._headers[field.id], cell.row, cell.column)
        return answer.value

    def _miss(self, field: Field, cell: Cell | None, line: Line, filled: _Filled) -> None:
        """Note an empty cell, unless it has its own remark already or the unit says what it must hold."""
        if field.id == "area" and self._origin.unit.kind == "area":
            return
        need = field.column.need
        if need == "required":
            filled.complete = False
        said = cell is not None and bool(self._answers.read(field.column, cell.raw).problems)
        if need in _EMPTY and not said:
            column = self._table.columns[field.id]
            self._remarks.cell(_EMPTY[need], self._headers[field.id], line.row, column)

    def _crossed(self, line: Line, filled: _Filled) -> Iterator[Evidence]:
        """One row of a matrix in long form."""
        matrix = self._table.layout.sheet.matrix
        assert matrix is not None
        head = self._table.header_row or self._table.top
        for field in self._crossings:
            cell = line.cells.get(field.id)
            value = self._value(field, cell)
            if value is None or cell is None or field.entry is None:
                continue
            values: dict[str, Value] = {**filled.values, matrix.column: field.entry, matrix.value: value}
            cells = {
                **filled.cells,
                matrix.column: address(head, cell.column),
                matrix.value: address(cell.row, cell.column),
            }
            complete = filled.complete and matrix.row in values
            yield self._evidence(line.row, _Filled(values, cells, complete), f".{field.entry}")

    def _evidence(self, row: int, filled: _Filled, suffix: str) -> Evidence:
        origin = self._origin
        code = self._table.code
        return Evidence(
            id=f"{code}.{origin.unit.code}.{row}{suffix}",
            sheet=code,
            workshop=origin.workshop,
            unit=origin.unit,
            file=origin.file,
            tab=origin.tab,
            row=row,
            values=filled.values,
            cells=filled.cells,
            complete=filled.complete,
        )


def headings(table: Table) -> Mapping[str, str]:
    """The headings of a table's fields as they stand in the file, else as the kit wrote them."""
    row = table.tab.rows.get(table.header_row or 0, {})
    found = {}
    for id, field in table.layout.fields.items():
        raw = row.get(table.columns.get(id, 0))
        shown = one_line(as_text(raw)) if raw is not None else ""
        found[id] = shown or field.entry or field.column.header.all()[0]
    return found


def _must(field: Field) -> bool:
    return field.entry is None and field.column.need == "required"
