"""Writes one input sheet after its layout: title, guidance, hidden keys, headings, example, rows."""

from __future__ import annotations

from datetime import date
from functools import cache

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.given import record, recorded
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.heading import write_heading
from kit.render.worksheet.layout import (
    COLUMN,
    CROSSING,
    FIRST_ROW,
    HEADER_ROW,
    KEY_ROW,
    MARKER,
    NUMBER,
    Layout,
    Row,
    Slot,
)
from kit.render.worksheet.palette import GREY, LINE, SHADE
from kit.render.worksheet.printing import print_input
from kit.render.worksheet.styles import DATE_FORMAT, Look
from kit.render.worksheet.values import Shown, shown
from kit.render.worksheet.widths import row_height

_CENTRED = ("number", "int", "date", "quarter", "initials", "code")
_NUMBERS = ("number", "int")
_FROZEN_AT_MOST = 44.0
"""Frozen columns may take this many digits of width: the rest must still be seen on a small screen."""


def write_sheet(book: Workbook, layout: Layout, bench: Bench) -> Page:
    """Add one input sheet. Its cells stay open: the workbook's structure is locked elsewhere."""
    page = book.create_sheet(bench.tab(layout.sheet))
    write_heading(page, layout, bench)
    _keys(page, layout, bench)
    _names(book, page, layout)
    for row in layout.rows:
        _row(page, layout, row, bench)
    _columns(page, layout, bench)
    _view(page, layout)
    page.sheet_properties.tabColor = bench.palette.main
    print_input(page, layout, bench)
    return page


def _keys(page: Page, layout: Layout, bench: Bench) -> None:
    """The hidden row by which columns are known again after a person has renamed or moved them."""
    look = Look(size=8, colour=GREY)
    bench.styler.put(page.cell(KEY_ROW, 1), look, f"{_record(layout, bench)}{bench.marks.token}")
    for slot in layout.answers:
        bench.styler.put(page.cell(KEY_ROW, slot.at), look, slot.key)
    page.row_dimensions[KEY_ROW].hidden = True


def _record(layout: Layout, bench: Bench) -> str:
    """What the kit itself fills in, so that people's changes to it are seen."""
    sheet, worksheet = layout.sheet, bench.worksheet
    fill = next(fill for fill in worksheet.fills if fill.sheet is sheet)
    rows = fill.rows if fill.given is None else fill.given
    columns = recorded(sheet)
    texts = ([_text(shown(row.get(c.id), c, worksheet.lists, bench.lang)) for c in columns] for row in rows)
    return record(sheet, texts)


def _text(value: Shown | None) -> str:
    if value is None:
        return ""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def _names(book: Workbook, page: Page, layout: Layout) -> None:
    for slot in layout.answers:
        place = f"'{page.title}'!${slot.letter}${HEADER_ROW}"
        book.defined_names[slot.name] = DefinedName(slot.name, attr_text=place)


def _row(page: Page, layout: Layout, row: Row, bench: Bench) -> None:
    block = layout.sheet.block
    widths = {s.at: s.width for s in layout.first_view if s.column and s.column.id != block}
    values = [(value, widths[at]) for at, value in row.values.items() if at in widths]
    page.row_dimensions[row.at].height = row_height(layout.sheet, values)
    for slot in layout.slots:
        value: object = row.at - FIRST_ROW + 1 if slot.kind == NUMBER else row.values.get(slot.at)
        bench.styler.put(page.cell(row.at, slot.at), _look(slot, layout, row, bench), value)


def _look(slot: Slot, layout: Layout, row: Row, bench: Bench) -> Look:
    thick = "t" if row.opens and row.block else ""
    fill = bench.palette.faint if _banded(layout, row) else ""
    if slot.kind == NUMBER:
        return Look(
            size=8.5, colour=GREY, horizontal="center", lines="tb", thick=thick, fill=fill,
            line_colour=_line(thick, bench),
        )  # fmt: skip
    if slot.kind == MARKER:
        return Look(fill=bench.palette.faint)
    column = slot.column
    assert column is not None
    if column.id in layout.sheet.once and not row.opens and layout.sheet.block:
        return Look(fill=SHADE, lines="lr", number_format="@")
    value = row.values.get(slot.at)
    if value is not None and slot.at not in row.answered:
        fill = bench.palette.given
    centred = column.type in _CENTRED or slot.kind == CROSSING
    return _answer_look(thick, _line(thick, bench), fill, centred, _number_format(slot, value))


@cache
def _answer_look(thick: str, line_colour: str, fill: str, centred: bool, number_format: str) -> Look:
    """Thousands of cells have one of few looks."""
    return Look(
        lines="lrtb",
        thick=thick,
        line_colour=line_colour,
        fill=fill,
        horizontal="center" if centred else "left",
        indent=0 if centred else 1,
        wrap=True,
        number_format=number_format,
    )


def _banded(layout: Layout, row: Row) -> bool:
    """Every other respondent of a form, every other row of a matrix: the eye keeps its line."""
    return bool(row.at % 2 == 0 if layout.crossings else row.block % 2)


def _line(thick: str, bench: Bench) -> str:
    return bench.palette.main if thick else LINE


def _number_format(slot: Slot, value: object) -> str:
    """Text columns are text: else a program reads "10-49" as a date and "1.0" as 1."""
    assert slot.column is not None
    if slot.column.type == "date" or isinstance(value, date):
        return DATE_FORMAT
    return "General" if slot.column.type in _NUMBERS else "@"


def _columns(page: Page, layout: Layout, bench: Bench) -> None:
    """Widths, and the folded groups. The sign that opens a group stands above the marker on its left."""
    page.sheet_properties.outlinePr = Outline(summaryRight=False, summaryBelow=False)
    for slot in layout.slots:
        dimension = page.column_dimensions[slot.letter]
        dimension.width = slot.width
        if slot.column:
            dimension.number_format = _number_format(slot, None)  # for rows that people add below
        if slot.foldable:
            dimension.outlineLevel = 1
            dimension.hidden = not bench.unfolded
        elif slot.kind == MARKER and not bench.unfolded:
            dimension.collapsed = True
    if any(slot.foldable for slot in layout.slots):
        page.column_dimensions.max_outline = 1  # without it Excel leaves no room for the signs


def _view(page: Page, layout: Layout) -> None:
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 85 if layout.crossings else 100  # turned headers leave little room below
    frozen = _frozen(layout)
    page.freeze_panes = page.cell(HEADER_ROW + 1, frozen.at + 1).coordinate
    start = next(
        (s for s in layout.answers if s.column and s.column.id not in layout.sheet.prefilled), frozen
    )
    page.sheet_view.pane.activePane = pane = "bottomLeft" if start.at <= frozen.at else "bottomRight"
    for selection in page.sheet_view.selection:
        if selection.pane == pane:
            selection.activeCell = selection.sqref = f"{start.letter}{FIRST_ROW}"


def _frozen(layout: Layout) -> Slot:
    """The last column that stays in sight: the first with text, or the row numbers if that is too wide."""
    used = 0.0
    for slot in layout.slots:
        used += slot.width
        if slot.kind == COLUMN and slot.column and slot.column.type != "code":
            return slot if used <= _FROZEN_AT_MOST or (slot.at == 2 and used <= 60) else layout.slots[0]
    return layout.slots[0]
