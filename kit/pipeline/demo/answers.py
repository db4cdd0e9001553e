"""The rehearsal's answers in one language, as somebody types them into a worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kit.content.demo import Answer, DemoFault, DemoReturn, DemoRow, DemoSheet
from kit.model.catalogue import Catalogue
from kit.model.sheet import Choice, Column, Sheet
from kit.model.text import Text
from kit.render.filling import Entry, SheetEntries
from kit.render.worksheet.values import SEPARATOR, Shown


@dataclass(frozen=True, slots=True)
class Typist:
    """Turns ids into the words that stand in the drop-downs, and texts into those of the process language."""

    catalogue: Catalogue
    lists: Mapping[str, tuple[Choice, ...]]
    lang: str

    def entries(self, item: DemoReturn, faults: tuple[DemoFault, ...] = ()) -> tuple[SheetEntries, ...]:
        """All answers of a return, with the faults of its cells written over them."""
        return tuple(self._sheet(sheet, faults) for sheet in item.sheets)

    def _sheet(self, sheet: DemoSheet, faults: tuple[DemoFault, ...]) -> SheetEntries:
        definition = self.catalogue.sheets[sheet.code]
        mine = {
            place_of(fault, sheet): fault for fault in faults if fault.sheet == sheet.code and fault.column
        }
        entries = [self._entry(row, mine.get(place), definition) for place, row in enumerate(sheet.rows)]
        return SheetEntries(sheet.code, tuple(entries))

    def _entry(self, row: DemoRow, fault: DemoFault | None, sheet: Sheet) -> Entry:
        if fault and fault.write is not None:
            row = replace(row, values={**row.values, fault.column: fault.write})
        return Entry(
            values=self._typed(row.values, sheet),
            keys=self._typed(row.keys, sheet),
            every=row.every,
            error=(fault.column, fault.error) if fault and fault.error else None,
        )

    def _typed(self, values: Mapping[str, Answer], sheet: Sheet) -> dict[str, Shown]:
        return {id: self.typed(value, sheet.column(id.partition(".")[0])) for id, value in values.items()}

    def typed(self, value: Answer, column: Column | None) -> Shown:
        """One value as it is typed."""
        if isinstance(value, Text):
            return value[self.lang]
        if isinstance(value, tuple):
            return SEPARATOR.join(str(self.typed(part, column)) for part in value)
        if column is None or (not isinstance(value, str) and not column.source):
            return value
        choices = self.lists.get(column.source or "", ())
        return next((choice.label(self.lang) for choice in choices if choice.id == str(value)), value)


def place_of(fault: DemoFault, sheet: DemoSheet) -> int:
    """The place of the row that a fault of a cell is about; ``ValueError`` if none or several are meant."""
    where = fault.where or {}
    found = [
        place
        for place, row in enumerate(sheet.rows)
        if all({**row.keys, **row.values}.get(column) == value for column, value in where.items())
    ]
    if len(found) != 1:
        raise ValueError(f"planted.toml: {fault.id}: {len(found)} rows of {sheet.code} are meant")
    return found[0]
