"""The lists sheet: what can be chosen, one column a list, each under a defined name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from kit.model.given import list_record
from kit.model.sheet import Column, Sheet
from kit.render.worksheet.bench import Bench, tab_name
from kit.render.worksheet.metrics import text_points, width_for
from kit.render.worksheet.palette import GREY
from kit.render.worksheet.printing import print_portrait
from kit.render.worksheet.styles import BODY, Look
from kit.render.worksheet.values import entries

_FIRST = 5
_UNSEEN = ";;;"
_QUARTERS = "quarter"
_HOW_MANY_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One list: its name in the model, a heading that people know, and what can be chosen."""

    name: str
    heading: str
    labels: tuple[str, ...]

    @property
    def defined_name(self) -> str:
        return f"kit_list_{re.sub(r'[^A-Za-z0-9]', '_', self.name)}"


def list_name(column: Column) -> str:
    """The list behind a column's drop-down; ``""`` if it has none."""
    return column.source or (_QUARTERS if column.type == "quarter" else "")


def list_columns(bench: Bench) -> tuple[ListColumn, ...]:
    """Every list that a drop-down of this worksheet needs, in the order of first use; none is empty."""
    found: dict[str, ListColumn] = {}
    for fill in bench.worksheet.fills:
        for column in _with_list(fill.sheet):
            name = list_name(column)
            labels = _labels(column, bench)
            if name not in found and labels:
                found[name] = ListColumn(name, column.header[bench.lang], labels)
    return tuple(found.values())


def _with_list(sheet: Sheet) -> list[Column]:
    across = sheet.matrix.column if sheet.matrix else None
    return [column for column in sheet.columns if column.id != across and list_name(column)]


def _labels(column: Column, bench: Bench) -> tuple[str, ...]:
    if column.source:
        return tuple(choice.label(bench.lang) for choice in entries(bench.worksheet.lists, column.source))
    return _quarters(bench.worksheet.day)


def _quarters(day: str) -> tuple[str, ...]:
    """Three years of quarters from a day on; none where the worksheet names no day."""
    if not day:
        return ()
    first = date.fromisoformat(day)
    start = first.year * 4 + (first.month - 1) // 3
    return tuple(f"{q // 4}-K{q % 4 + 1}" for q in range(start, start + _HOW_MANY_QUARTERS))


def write_lists(book: Workbook, lists: tuple[ListColumn, ...], bench: Bench) -> None:
    """Add the locked lists sheet and the defined names of its columns."""
    words, put = bench.words, bench.styler.put
    page = book.create_sheet(tab_name(words("lists_tab")))
    put(page["A1"], Look(size=16, bold=True, colour=bench.palette.main), words("lists_tab"))
    put(page["A2"], Look(colour=GREY), words("lists_text"))
    put(page["A3"], Look(size=8, colour=GREY), bench.marks.token)
    texts = (text for entry in lists for text in (entry.heading, *entry.labels))
    put(page["B3"], Look(size=8, colour=GREY, number_format=_UNSEEN), list_record(texts) or None)
    head = Look(bold=True, colour="FFFFFF", fill=bench.palette.main, wrap=True, indent=1)
    body = Look(lines="b", indent=1, number_format="@")
    for at, entry in enumerate(lists, 1):
        put(page.cell(_FIRST - 1, at), head, entry.heading)
        for place, label in enumerate(entry.labels):
            put(page.cell(_FIRST + place, at), body, label)
        letter = get_column_letter(at)
        last = _FIRST + len(entry.labels) - 1
        widest = max(text_points(text, BODY) for text in (*entry.labels, entry.heading))
        page.column_dimensions[letter].width = round(min(width_for(widest) + 4, 48.0), 1)
        reference = f"'{page.title}'!${letter}${_FIRST}:${letter}${last}"
        book.defined_names[entry.defined_name] = DefinedName(entry.defined_name, attr_text=reference)
    page.row_dimensions[1].height = 28
    page.row_dimensions[_FIRST - 1].height = 32
    page.freeze_panes = f"A{_FIRST}"
    page.sheet_view.showGridLines = False
    page.protection.sheet = True
    page.sheet_properties.tabColor = "A0A0A0"
    print_portrait(page, bench, landscape=True)
