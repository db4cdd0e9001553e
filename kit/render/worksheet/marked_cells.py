"""Cells in question: coloured, signed and annotated until somebody changes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.mark import NOTE_SIGN, Mark
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.layout import FIRST_ROW, MARKER, NUMBER, Layout, Slot
from kit.render.worksheet.metrics import line_count
from kit.render.worksheet.palette import GREY, MARK, MARK_LINES, WHITE
from kit.render.worksheet.printing import print_input
from kit.render.worksheet.styles import DATE_FORMAT, FONT
from kit.render.worksheet.values import Shown

MARK_INK = "7A4F00"
"""The sign's colour: dark enough on white."""

_NOTE_WIDTH = 300
_NOTE_SIZE = 9.0
_COMPARED = 60
"""So much of a text is compared to see whether it has been changed; a formula holds 255 characters."""

_ODD = re.compile("[^ -\ufffd]|_x005F_")

_SIGNED = DifferentialStyle(
    numFmt=NumberFormat(
        200, ";".join(f'"{NOTE_SIGN} "{shown}' for shown in ("General", "-General", "General", "@"))
    )
)
_SIGNED_DATE = DifferentialStyle(numFmt=NumberFormat(201, f'"{NOTE_SIGN} "{DATE_FORMAT}'))
_SETTLED = DifferentialStyle(font=Font(color=GREY, bold=False), numFmt=NumberFormat(202, "0"))
_CHANGED = DifferentialStyle(fill=PatternFill("solid", bgColor=WHITE))
"""Looks by rule; their number formats need ids of their own, above those of cells."""

Place = tuple[int, int]
"""Row and column of a cell in the copy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The cells of one sheet about which something is asked, with all that is asked."""

    layout: Layout
    cells: Mapping[Place, tuple[Mark, ...]]

    @classmethod
    def of(cls, layout: Layout, marks: Iterable[Mark]) -> Asked:
        """What concerns cells or rows of this sheet; notes ask nothing."""
        found: dict[Place, list[Mark]] = {}
        for mark in marks:
            for spot in mark.spots if mark.needs_person else ():
                if spot.sheet == layout.sheet.code and spot.row:
                    found.setdefault(place_of(layout, spot.row, spot.column), []).append(mark)
        return cls(layout, {place: tuple(marks) for place, marks in sorted(found.items())})


def slot_of(layout: Layout, field: str) -> Slot:
    """The slot that holds a field; the row numbers' where there is none."""
    return next((slot for slot in layout.slots if field and slot.field == field), layout.slots[0])


def place_of(layout: Layout, row: int, field: str) -> Place:
    """Where a field of the row with this number stands in the copy."""
    return FIRST_ROW + row - 1, slot_of(layout, field).at


def mark_cells(page: Page, asked: Asked, bench: Bench) -> None:
    """Mark every cell in question, and its row beside the row number."""
    slots = {slot.at: slot for slot in asked.layout.slots}
    values = {row.at: row.values for row in asked.layout.rows}
    changed: dict[int, list[str]] = {}
    paint = _Paint()
    for (row, at), marks in asked.cells.items():
        cell, slot = page.cell(row, at), slots[at]
        cell.comment = _note(marks, bench)
        if slot.kind == NUMBER:
            changed.setdefault(row, []).append("")
            continue
        value = values.get(row, {}).get(at)
        paint.put(cell, value)
        test = _changed(slot, row, value)
        changed.setdefault(row, []).append(test)
        if test:
            _rules(page, cell, test, value)
    for row, tests in changed.items():
        _sign_row(page, page.cell(row, 1), tests)
    _unfold(page, asked, bench)
    if asked.cells:
        page.sheet_properties.tabColor = MARK_LINES


def _note(marks: Sequence[Mark], bench: Bench) -> Comment:
    text = "\n\n".join(f"{NOTE_SIGN} {mark.sentence}\n{mark.remedy}" for mark in marks)
    lines = line_count(text, _NOTE_WIDTH * 0.75 - 8, _NOTE_SIZE)
    author = bench.worksheet.send_to or bench.worksheet.municipality
    return Comment(text, author, width=_NOTE_WIDTH, height=min(420, 22 + 17 * lines))


class _Paint:
    """A heavy frame and a ground; an empty cell is hatched, so that it is seen in black and white too.

    Each look that a cell had before is worked out once.
    """

    def __init__(self) -> None:
        self._ready: dict[tuple[Any, bool], Any] = {}

    def put(self, cell: Cell, value: Shown | None) -> None:
        key = (tuple(cell._style), value is None)
        if key not in self._ready:
            side = Side("medium", color=MARK_LINES)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            hatched = PatternFill("lightUp", fgColor=MARK_LINES, bgColor=MARK)
            cell.fill = hatched if value is None else PatternFill("solid", fgColor=MARK)
            self._ready[key] = copy(cell._style)
        cell._style = copy(self._ready[key])


def _changed(slot: Slot, row: int, value: Shown | None) -> str:
    """A formula that is true once somebody has changed the cell; ``""`` where none can tell."""
    ref = f"${slot.letter}${row}"
    filled = f"LEN(TRIM({ref}))>0"
    if value is None:
        return filled
    test = _differs(ref, value)
    needed = slot.column is not None and slot.column.need == "required"
    return f"AND({filled},{test})" if needed and test else test


def _differs(ref: str, value: Shown) -> str:
    if isinstance(value, date):
        return f"{ref}<>DATE({value.year},{value.month},{value.day})"
    if isinstance(value, int | float):
        return f"{ref}<>{value!r}"
    # up to where programs might count characters differently: line breaks, escapes, signs beyond 16 bits
    start = _ODD.split(value, maxsplit=1)[0][:_COMPARED]
    if not start:
        return ""
    told = '"' + start.replace('"', '""') + '"'
    return f"NOT(EXACT({ref if start == value else f'LEFT({ref},{len(start)})'},{told}))"


def _rules(page: Page, cell: Cell, test: str, value: Shown | None) -> None:
    """Once changed the cell looks like any other; until then a sign stands before what it shows.

    The sign is a rule and not the cell's own format: a text cell must stay one, or "10-49" becomes a date.
    """
    page.conditional_formatting.add(cell.coordinate, Rule("expression", formula=[test], dxf=_CHANGED))
    if value is not None:
        signed = _SIGNED_DATE if isinstance(value, date) else _SIGNED
        rule = Rule("expression", formula=[f"NOT({test})"], dxf=signed)
        page.conditional_formatting.add(cell.coordinate, rule)


def _sign_row(page: Page, cell: Cell, tests: Sequence[str]) -> None:
    """The sign beside the row number, until everything asked about in the row has been changed."""
    cell.number_format = f'0" {NOTE_SIGN}"'
    cell.font = Font(name=FONT, family=2, size=9.5, bold=True, color=MARK_INK)
    whole = f"AND({','.join(tests)})"
    if all(tests) and len(whole) < 1000:
        page.conditional_formatting.add(cell.coordinate, Rule("expression", formula=[whole], dxf=_SETTLED))


def _unfold(page: Page, asked: Asked, bench: Bench) -> None:
    """Open the folded groups if something is asked in one: nobody follows a link into a hidden column.

    All of them: LibreOffice takes the sign of a folded group for that of the open one on its left.
    """
    slots = {slot.at: slot for slot in asked.layout.slots}
    if bench.unfolded or not any(slots[at].group for _, at in asked.cells):
        return
    for slot in asked.layout.slots:
        dimension = page.column_dimensions[slot.letter]
        if slot.foldable:
            dimension.hidden = False
        elif slot.kind == MARKER:
            dimension.collapsed = False
    if asked.layout.sheet.layout != "form":
        print_input(page, asked.layout, bench)
