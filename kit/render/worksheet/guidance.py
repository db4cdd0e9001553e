"""The first sheet: whose worksheet this is, how to fill it in, what is in it, where to send it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.sheet import Sheet
from kit.render.worksheet.bench import Bench, tab_name
from kit.render.worksheet.palette import GREY, WHITE
from kit.render.worksheet.printing import print_portrait
from kit.render.worksheet.styles import BODY, Look
from kit.render.worksheet.widths import height

_WIDTHS = {"A": 5.0, "B": 30.0, "C": 34.0, "D": 58.0}
_LAST = 4


def write_guidance(book: Workbook, bench: Bench) -> None:
    """Add the locked guidance sheet; it comes first in the workbook."""
    page = book.create_sheet(tab_name(bench.words("guidance_tab")), 0)
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    row = _head(page, bench)
    row = _how(page, bench, row + 1)
    row = _contents(page, bench, row + 1)
    _send(page, bench, row + 1)
    page.sheet_view.showGridLines = False
    page.protection.sheet = True
    page.sheet_properties.tabColor = "A0A0A0"
    print_portrait(page, bench)


def _head(page: Page, bench: Bench) -> int:
    put, sheet = bench.styler.put, bench.worksheet
    put(page["A1"], Look(size=20, bold=True, colour=bench.palette.main), sheet.workshop_title)
    put(page["A2"], Look(size=13), f"{sheet.municipality} · {bench.marks.unit}")
    put(page["A3"], Look(size=9, colour=GREY), bench.words("token_is", token=bench.marks.token))
    line = Look(thick="t", line_colour=bench.palette.main)
    for at in range(1, _LAST + 1):
        put(page.cell(4, at), line)
    for row, points in ((1, 36), (2, 22), (3, 18), (4, 10)):
        page.row_dimensions[row].height = points
    return 5


def _title(page: Page, bench: Bench, row: int, key: str) -> int:
    bench.styler.put(page.cell(row, 1), Look(size=13, bold=True, colour=bench.palette.main), bench.words(key))
    page.row_dimensions[row].height = 24
    return row + 1


def _how(page: Page, bench: Bench, row: int) -> int:
    row = _title(page, bench, row, "how")
    for place, text in enumerate(_steps(bench), 1):
        number = Look(bold=True, colour=bench.palette.main, horizontal="center", vertical="top")
        bench.styler.put(page.cell(row, 1), number, place)
        _spread(page, bench, row, 2, text)
        row += 1
    return row


def _steps(bench: Bench) -> list[str]:
    """What everyone must know; folded groups only where there are some."""
    columns = [column for fill in bench.worksheet.fills for column in fill.sheet.columns]
    folded = not bench.unfolded and any(column.more or column.scores for column in columns)
    keys = [f"how_{n}" for n in range(1, 8) if n != 6 or folded]
    return [bench.words(key) for key in keys]


def _spread(page: Page, bench: Bench, row: int, first: int, text: str) -> None:
    """A text over the width of the sheet."""
    bench.styler.put(page.cell(row, first), Look(wrap=True, vertical="top"), text)
    page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=_LAST)
    width = sum(list(_WIDTHS.values())[first - 1 :])
    page.row_dimensions[row].height = height([(text, width)], BODY, 18)


def _contents(page: Page, bench: Bench, row: int) -> int:
    row = _title(page, bench, row, "sheets")
    head = Look(bold=True, colour=WHITE, fill=bench.palette.main)
    for at, key in ((1, "sheets_sheet"), (2, ""), (3, "sheets_row"), (4, "sheets_guidance")):
        bench.styler.put(page.cell(row, at), head, bench.words(key) if key else None)
    page.row_dimensions[row].height = 20
    for fill in bench.worksheet.fills:
        row += 1
        _entry(page, bench, row, fill.sheet)
    return row + 1


def _entry(page: Page, bench: Bench, row: int, sheet: Sheet) -> None:
    put, lang = bench.styler.put, bench.lang
    text = Look(lines="b", wrap=True, vertical="top")
    put(page.cell(row, 1), Look(lines="b", bold=True, vertical="top", colour=bench.palette.main), sheet.code)
    link = page.cell(row, 2)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{bench.tab(sheet)}'!A1")
    linked = Look(lines="b", bold=True, vertical="top", colour=bench.palette.main, underline=True, wrap=True)
    put(link, linked, sheet.title[lang])
    put(page.cell(row, 3), text, sheet.row_is[lang])
    put(page.cell(row, 4), text, sheet.guidance[lang] or None)
    texts = [(sheet.title[lang], 30.0), (sheet.row_is[lang], 34.0), (sheet.guidance[lang], 58.0)]
    page.row_dimensions[row].height = height(texts, BODY, 18) + 3


def _send(page: Page, bench: Bench, row: int) -> None:
    row = _title(page, bench, row, "send")
    to = bench.worksheet.send_to
    text = bench.words("send_to_text", to=to) if to else bench.words("send_text")
    _spread(page, bench, row, 1, text)
