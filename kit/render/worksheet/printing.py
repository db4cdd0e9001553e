"""Print set-up: A4 or A3, fitted to the width, headings on each page, and whose page it is."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.render.worksheet.bench import Bench
from kit.render.worksheet.layout import HEADER_ROW, TITLE_ROW, Layout
from kit.render.worksheet.metrics import column_points

_PAPER = {"A4": (9, 842.0), "A3": (8, 1191.0)}
"""Excel's number of a paper size, and its long side in points."""

_SIDE, _TOP, _HEADER = 0.45, 0.75, 0.35
"""Margins in inches."""

_SHRUNK = 0.82
"""A table is shrunk to this share of its size if it then fits on one page: a row overleaf is lost."""

_LEGIBLE = 0.6
"""A sheet that would become smaller than this takes two pages side by side (the lead's unfolded ones)."""

_HEADER_ROOM = 70
_SAFETY = 0.97
"""Printers measure columns a little differently; a form must not lose its last column."""


def print_input(page: Page, layout: Layout, bench: Bench) -> None:
    """Landscape, as wide as the paper. A form gets one page for each respondent."""
    number, long_side = _PAPER[layout.sheet.paper]
    _page(page, bench, number, "landscape")
    if layout.sheet.layout == "form":
        first = [row.at for row in layout.rows if row.block == 0]
        scale = min(1.0, _across(page, layout, long_side), _down(page, first[-1] if first else 0, long_side))
        page.page_setup.scale = max(10, int(100 * _SAFETY * scale))
        page.print_title_rows = f"{TITLE_ROW}:{HEADER_ROW}"
        for row in layout.rows[1:]:
            if row.opens:
                page.row_breaks.append(Break(id=row.at - 1))
    else:
        scale = min(1.0, _across(page, layout, long_side))
        one_page = _down(page, layout.last_row, long_side) >= scale * _SHRUNK
        _fit(page, 1 if one_page else 0)
        page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        if scale < _LEGIBLE:
            page.page_setup.fitToWidth = 2
            page.print_title_cols = "A:B"


def _across(page: Page, layout: Layout, long_side: float) -> float:
    """The scale at which the columns in sight fill the paper's width."""
    shown = [slot.width for slot in layout.slots if not page.column_dimensions[slot.letter].hidden]
    return (long_side - 2 * _SIDE * 72) / sum(column_points(width) for width in shown)


def _down(page: Page, last_row: int, long_side: float) -> float:
    """The scale at which all rows up to ``last_row`` fill the paper's height."""
    rows = [page.row_dimensions[at] for at in range(1, last_row + 1)]
    needed = sum(row.height or 15.0 for row in rows if not row.hidden)
    return float((long_side / 2**0.5 - 2 * _TOP * 72) / max(needed, 1.0))


def print_portrait(page: Page, bench: Bench, landscape: bool = False) -> None:
    """The sheets that nobody fills in: A4, as wide as the paper."""
    _page(page, bench, _PAPER["A4"][0], "landscape" if landscape else "portrait")
    _fit(page)


def _fit(page: Page, high: int = 0) -> None:
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = high


def _page(page: Page, bench: Bench, paper: int, orientation: str) -> None:
    page.page_setup.paperSize = paper
    page.page_setup.orientation = orientation
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = _SIDE
    margins.top = margins.bottom = _TOP
    margins.header = margins.footer = _HEADER
    sheet, words = bench.worksheet, bench.words
    page.oddHeader.left.text = f"{_line(sheet.municipality)} · {_line(sheet.workshop_title)}"
    page.oddHeader.right.text = bench.marks.header_unit
    page.oddFooter.left.text = bench.marks.token
    page.oddFooter.right.text = words("page", page="&P", pages="&N")
    for part in (page.oddHeader.left, page.oddHeader.right, page.oddFooter.left, page.oddFooter.right):
        part.font, part.size, part.color = "Arial,Regular", 8, "595959"


def _line(text: str) -> str:
    """A text for the page header: cut to fit Excel's 255 characters, its ``&`` doubled."""
    cut = text if len(text) <= _HEADER_ROOM else text[: _HEADER_ROOM - 1].rstrip() + "…"
    return cut.replace("&", "&&")
