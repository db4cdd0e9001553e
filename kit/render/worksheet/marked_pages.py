"""The first and the last sheet of a marked copy: what is asked, and what found no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.mark import NOTE_SIGN, Mark, MarkedCopy, Spot
from kit.render.worksheet.bench import Bench, tab_name
from kit.render.worksheet.layout import HEADER_ROW, Layout
from kit.render.worksheet.marked_cells import MARK_INK, place_of, slot_of
from kit.render.worksheet.palette import GREY, INK, MARK, MARK_LINES, WHITE
from kit.render.worksheet.printing import print_portrait
from kit.render.worksheet.styles import BODY, Look
from kit.render.worksheet.widths import height

_WIDTHS = {"A": 5.0, "B": 16.0, "C": 25.0, "D": 15.0, "E": 45.0, "F": 45.0, "G": 24.0, "H": 9.0}
_LAST = len(_WIDTHS)
_HEADS = ("copy_kind", "copy_sheet", "copy_cell", "copy_wrong", "copy_remedy", "copy_theirs", "copy_done")
_SIGNS = {"error": f"{NOTE_SIGN}{NOTE_SIGN}", "question": NOTE_SIGN, "note": "–"}
_ONE_LINE = 10
"""A cell with a link does not wrap in LibreOffice."""

_TICK = "x"

_LEFT_WIDTHS = {"A": 30.0, "B": 12.0, "C": 90.0}


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a mark leads: sheet and cell as words, and the link's target (``""`` leads nowhere)."""

    sheet: str
    cell: str
    target: str


def write_remarks(book: Workbook, copy: MarkedCopy, layouts: Sequence[Layout], bench: Bench) -> None:
    """Add the first sheet: whose copy this is, what to do, and every mark in the order of the copy."""
    page = book.create_sheet(tab_name(bench.words("copy_tab")), 0)
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    row = _head(page, copy, bench)
    row = _how(page, copy, bench, row)
    asked = [mark for mark in copy.marks if mark.needs_person]
    row = _title(page, bench, row + 1, "copy_asked" if asked else "copy_asked_none")
    if asked:
        row = _list(page, asked, layouts, bench, row)
    notes = [mark for mark in copy.marks if not mark.needs_person]
    if notes:
        row = _title(page, bench, row + 1, "copy_notes")
        _list(page, notes, layouts, bench, row)
    page.sheet_view.showGridLines = False
    page.protection.sheet = True
    page.sheet_properties.tabColor = MARK_LINES
    print_portrait(page, bench, landscape=True)


def _head(page: Page, copy: MarkedCopy, bench: Bench) -> int:
    put, sheet, words = bench.styler.put, bench.worksheet, bench.words
    title = f"{words('copy_title')} · {sheet.workshop_title}"
    put(page["A1"], Look(size=20, bold=True, colour=bench.palette.main), title)
    put(page["A2"], Look(size=13), f"{sheet.municipality} · {bench.marks.unit}")
    whose = words("copy_of", n=copy.copy.number, file=copy.source)
    put(page["A3"], Look(size=BODY, colour=INK), whose)
    tokens = f"{words('token_is', token=bench.marks.token)} · {copy.copy.token}"
    put(page["A4"], Look(size=9, colour=GREY), tokens)
    line = Look(thick="t", line_colour=bench.palette.main)
    for at in range(1, _LAST + 1):
        put(page.cell(5, at), line)
    for row, points in ((1, 36), (2, 22), (3, 18), (4, 18), (5, 8)):
        page.row_dimensions[row].height = points
    return 6


def _title(page: Page, bench: Bench, row: int, key: str) -> int:
    bench.styler.put(page.cell(row, 1), Look(size=13, bold=True, colour=bench.palette.main), bench.words(key))
    page.row_dimensions[row].height = 26
    return row + 1


def _how(page: Page, copy: MarkedCopy, bench: Bench, row: int) -> int:
    row, words = _title(page, bench, row, "copy_how"), bench.words
    to = bench.worksheet.send_to
    steps = [
        words("copy_how_1"),
        words("copy_how_2", sign=NOTE_SIGN),
        words("copy_how_3", done=words("copy_done")),
        words("copy_how_4", to=to) if to else words("copy_how_4_plain"),
    ]
    if copy.unplaced:
        steps.insert(-1, words("copy_left", tab=tab_name(words("unplaced_tab"))))
    number = Look(bold=True, colour=bench.palette.main, horizontal="center", vertical="top")
    wide = sum(list(_WIDTHS.values())[1:])
    for place, text in enumerate(steps, 1):
        bench.styler.put(page.cell(row, 1), number, place)
        bench.styler.put(page.cell(row, 2), Look(wrap=True, vertical="top"), text)
        page.merge_cells(start_row=row, end_row=row, start_column=2, end_column=_LAST)
        page.row_dimensions[row].height = height([(text, wide)], BODY, 18)
        row += 1
    return row


def _list(page: Page, marks: Sequence[Mark], layouts: Sequence[Layout], bench: Bench, row: int) -> int:
    """The table of marks; only those that ask somebody have a field to tick."""
    ticked = marks[0].needs_person
    head = Look(bold=True, colour=WHITE, fill=bench.palette.main, wrap=True)
    for at, key in enumerate(("", *_HEADS), 1):
        text = bench.words(key) if key and (ticked or key != "copy_done") else None
        bench.styler.put(page.cell(row, at), head, text)
    page.row_dimensions[row].height = 22
    first, last = row + 1, row + len(marks)
    for at, mark in enumerate(marks, first):
        _entry(page, at, mark, _where(mark, layouts, bench), bench)
        if ticked:
            _tick(page, at, bench)
    if ticked:
        _tick_rule(page, f"H{first}:H{last}", bench)
    return last + 1


def _entry(page: Page, row: int, mark: Mark, where: _Where, bench: Bench) -> None:
    put = bench.styler.put
    sign = Look(lines="b", bold=True, colour=MARK_INK, horizontal="center", vertical="top")
    kind = Look(lines="b", bold=mark.severity == "error", wrap=True, vertical="top")
    text = Look(lines="b", wrap=True, vertical="top")
    link = Look(lines="b", wrap=True, vertical="top", bold=True, underline=True, colour=bench.palette.main)
    put(page.cell(row, 1), sign, _SIGNS[mark.severity])
    put(page.cell(row, 2), kind, bench.words(f"copy_kind_{mark.severity}"))
    put(page.cell(row, 3), text, where.sheet)
    cell = page.cell(row, 4)
    if where.target:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=where.target)
    put(cell, link if where.target else text, where.cell or None)
    put(page.cell(row, 5), text, mark.sentence)
    put(page.cell(row, 6), text, mark.remedy)
    put(page.cell(row, 7), Look(lines="b", wrap=True, vertical="top", colour=GREY), mark.found_at or None)
    put(page.cell(row, 8), text)
    shown = (where.sheet, where.cell, mark.sentence, mark.remedy, mark.found_at)
    sizes = list(zip(shown, list(_WIDTHS.values())[2:7], strict=True))
    page.row_dimensions[row].height = height(sizes, BODY, 20) + 3


def _tick(page: Page, row: int, bench: Bench) -> None:
    """The one kind of cell on this sheet that people fill in."""
    cell = page.cell(row, _LAST)
    bench.styler.put(cell, Look(lines="lrtb", line_colour=MARK_LINES, fill=MARK, horizontal="center"))
    cell.protection = Protection(locked=False)


def _tick_rule(page: Page, place: str, bench: Bench) -> None:
    rule = DataValidation(type="list", formula1=f'"{_TICK}"', allow_blank=True)
    rule.showErrorMessage = False
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = bench.words("copy_tick_title"), bench.words("copy_tick")
    rule.add(place)
    page.add_data_validation(rule)


def _where(mark: Mark, layouts: Sequence[Layout], bench: Bench) -> _Where:
    by_code = {layout.sheet.code: layout for layout in layouts}
    spots = [spot for spot in mark.spots if spot.sheet in by_code]
    if not spots:
        return _Where(bench.words("copy_whole_file"), "", "")
    layout = by_code[spots[0].sheet]
    here = [spot for spot in spots if spot.sheet == spots[0].sheet]
    names = list(dict.fromkeys(_named(spot, layout, bench) for spot in here))
    cell = ", ".join(names)
    if len(cell) > _ONE_LINE and len(names) > 1:
        cell = bench.words("copy_more", first=names[0], n=len(names) - 1)
    tab = bench.tab(layout.sheet)
    return _Where(tab, cell, f"'{tab.replace(chr(39), chr(39) * 2)}'!{_target(here[0], layout)}")


def _named(spot: Spot, layout: Layout, bench: Bench) -> str:
    """``D7``, the row, or what the spot is called where it is no cell to fill in."""
    if spot.row and spot.column:
        return _target(spot, layout)
    if spot.row:
        return bench.words("copy_row", n=spot.row)
    return slot_of(layout, spot.column).header if spot.column else bench.words("copy_whole_sheet")


def _target(spot: Spot, layout: Layout) -> str:
    if not spot.row:
        return f"{slot_of(layout, spot.column).letter}{HEADER_ROW}" if spot.column else "A1"
    row, _ = place_of(layout, spot.row, spot.column)
    return f"{slot_of(layout, spot.column).letter}{row}"


def write_unplaced(book: Workbook, copy: MarkedCopy, bench: Bench) -> None:
    """Add the last sheet: all that people wrote and no column holds. It is open, to cut and paste from."""
    put, words = bench.styler.put, bench.words
    page = book.create_sheet(tab_name(words("unplaced_tab")))
    for letter, width in _LEFT_WIDTHS.items():
        page.column_dimensions[letter].width = width
    put(page["A1"], Look(size=16, bold=True, colour=bench.palette.main), words("unplaced_tab"))
    put(page["A2"], Look(wrap=True, vertical="top"), words("unplaced_text"))
    page.merge_cells("A2:C2")
    put(page["A3"], Look(size=8, colour=GREY), f"{bench.marks.token} · {copy.copy.token}")
    page.row_dimensions[1].height, page.row_dimensions[2].height = 28, 32
    head = Look(bold=True, colour=WHITE, fill=bench.palette.main, indent=1)
    for at, key in enumerate(("unplaced_theirs", "unplaced_cell", "unplaced_words"), 1):
        put(page.cell(4, at), head, words(key))
    page.row_dimensions[4].height = 22
    text = Look(lines="b", wrap=True, vertical="top", indent=1, number_format="@")
    for row, item in enumerate(copy.unplaced, 5):
        for at, value in enumerate((item.tab, item.cell, item.text), 1):
            put(page.cell(row, at), text, value or None)
        wrapped = [(item.tab, _LEFT_WIDTHS["A"] - 2), (item.text, _LEFT_WIDTHS["C"] - 2)]
        page.row_dimensions[row].height = height(wrapped, BODY, 18)
    page.freeze_panes = "A5"
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = MARK_LINES
    print_portrait(page, bench, landscape=True)
