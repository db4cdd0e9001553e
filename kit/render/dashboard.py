"""One-page dashboards: an empty Excel page for each row of B8, ready to be filled in and printed.

A4 landscape on one page: who reads it, the decision that it supports, at most seven key figures over six
periods with trend and threshold, and room for what is decided. The trend is the only formula of the kit.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.results import Dashboard
from kit.model.text import Words
from kit.render.package import normalise_package
from kit.render.worksheet.limits import check_limits
from kit.render.worksheet.metrics import column_points, line_count, line_height
from kit.render.worksheet.package import rewritten
from kit.render.worksheet.palette import GREY, WHITE, Palette
from kit.render.worksheet.styles import Look, Styler, new_workbook

WIDTHS = {"A": 4.5, "B": 35.0, **dict.fromkeys("CDEFGH", 9.0), "I": 13.5, "J": 29.0}
PERIODS = "CDEFGH"
LAST = "J"

TREND = '"▲ "General;"▼ "General;"= "0'
"""Up, down or as before, with how far: the sign tells it without colour."""

_MARGIN_SIDE, _MARGIN_TOP = 0.45, 0.5
_PAGE = 595.0 - 2 * _MARGIN_TOP * 72
"""What a page holds, in points of height."""

_FEW, _HIGH_ROW, _ROW = 5, 34.0, 28.0
"""Few figures get higher rows."""

_LINE = 25.0
_FEWEST, _MOST = 3, 8
"""Lines for what is decided."""

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose page it is, in which colour (``#rrggbb``), and the only date inside the file."""

    municipality: str
    colour: str
    day: date


def dashboard_xlsx(dashboard: Dashboard, frame: Frame, words: Words) -> bytes:
    """One dashboard as .xlsx, the same bytes for the same input. ``words`` are those of ``dashboard.toml``.

    Raises :class:`kit.errors.ContentError` where a text does not fit into Excel.
    """
    book = new_workbook()
    page = book.create_sheet(words("tab"))
    _Sheet(page, dashboard, words, Palette.of(frame.colour)).write()
    _print(page, frame, words)
    _describe(book, dashboard, frame, words)
    check_limits(book, formulas=True)
    made = io.BytesIO()
    book.save(made)
    return normalise_package(rewritten(made.getvalue(), {}), frame.day)


class _Sheet:
    """The page in the making; ``row`` is the next one that is free."""

    def __init__(self, page: Page, dashboard: Dashboard, words: Words, palette: Palette) -> None:
        self.page, self.dashboard, self.words, self.palette = page, dashboard, words, palette
        self.styler = Styler()
        self.row = 1
        self.used = 0.0
        for letter, width in WIDTHS.items():
            page.column_dimensions[letter].width = width
        page.sheet_view.showGridLines = False
        page.sheet_properties.tabColor = palette.main

    def write(self) -> None:
        self._head()
        self._decision()
        first, last = self._figures()
        self._check_numbers(first, last)
        below = self._below()
        self._decided(sum(self._height(*part) for part in below))
        for text, look in below:
            self._across(text, look, self._height(text, look))
        self.page.print_area = f"A1:{LAST}{self.row - 1}"

    def _put(self, place: str, look: Look, value: object = None) -> None:
        self.styler.put(self.page[f"{place}{self.row}"], look, value)

    def _next(self, height: float) -> None:
        self.page.row_dimensions[self.row].height = height
        self.used += height
        self.row += 1

    def _merged(self, first: str, last: str, look: Look, value: str) -> None:
        """A text over several columns; each cell has the look, so that lines go all the way."""
        for letter in _letters(first, last):
            self._put(letter, look, value if letter == first else None)
        self.page.merge_cells(f"{first}{self.row}:{last}{self.row}")

    def _across(self, text: str, look: Look, height: float) -> None:
        self._merged("A", LAST, look, text)
        self._next(height)

    def _height(self, text: str, look: Look) -> float:
        """Room for a text over the whole width."""
        return line_count(text, _room("A", LAST), look.size, look.bold) * line_height(look.size) + 4

    def _head(self) -> None:
        name, main = self.dashboard.name, self.palette.main
        size = next((s for s in (24, 20, 16) if line_count(name, _room("A", LAST), s, True) == 1), 14)
        look = Look(size=size, bold=True, colour=WHITE, fill=main, wrap=True, indent=1)
        self._across(name, look, max(42.0, self._height(name, look)))
        words, nobody = self.words, self.words("not_said")
        often = words(f"refresh_{self.dashboard.refreshed}") if self.dashboard.refreshed else nobody
        fields = (
            ("A", "E", "for", self.dashboard.audience),
            ("F", "I", "owner", self.dashboard.owner),
            ("J", "J", "refreshed", often),
        )
        for first, last, key, _ in fields:
            self._merged(first, last, Look(size=9, colour=GREY, vertical="bottom", indent=1), words(key))
        self._next(18)
        value = Look(size=12, bold=True, wrap=True, vertical="top", indent=1)
        lines = [line_count(text, _room(first, last) - 8, 12, True) for first, last, _, text in fields]
        for first, last, _, text in fields:
            self._merged(first, last, value, text or nobody)
        self._next(max(lines) * line_height(12) + 5)

    def _decision(self) -> None:
        words, main = self.words, self.palette.main
        look = Look(size=9, colour=GREY, vertical="bottom", indent=1)
        self._across(words("decision"), look, 18)
        text = self.dashboard.decision or words("not_said")
        look = Look(size=15, bold=True, colour=main, wrap=True, vertical="top", indent=1)
        self._across(text, look, self._height(text, look))
        self._next(8)

    def _figures(self) -> tuple[int, int]:
        """The key figures, one a row; gives the first and the last of these rows."""
        words = self.words
        header = Look(
            size=10, bold=True, fill=self.palette.soft, lines="lrtb", wrap=True, horizontal="center"
        )
        left = Look(size=10, bold=True, fill=self.palette.soft, lines="lrtb", wrap=True, indent=1)
        period = Look(size=10, lines="lrtb", horizontal="center", colour=GREY, wrap=True)
        key = f"period_{self.dashboard.refreshed}" if self.dashboard.refreshed else "period"
        self._put("A", header)
        self._put("B", left, words("figure"))
        for letter in PERIODS:
            self._put(letter, period, words(key))
        self._put("I", header, words("trend"))
        self._put("J", left, words("react"))
        self.page.print_title_rows = f"{self.row}:{self.row}"
        self._next(28)
        first = self.row
        for place, _ in enumerate(self.dashboard.figures):
            self._figure(place)
        return first, self.row - 1

    def _figure(self, place: int) -> None:
        figure = self.dashboard.figures[place]
        name = Look(size=11, bold=True, lines="lrtb", wrap=True, indent=1)
        limit = Look(size=10, lines="lrtb", wrap=True, indent=1)
        number = Look(size=12, lines="lrtb", horizontal="center")
        self._put("A", Look(size=10, colour=GREY, lines="lrtb", horizontal="center"), place + 1)
        self._put("B", name, figure.name)
        for letter in PERIODS:
            self._put(letter, number)
        self._put("I", Look(size=12, bold=True, lines="lrtb", horizontal="center", number_format=TREND))
        self.page[f"I{self.row}"].value = _trend(self.row)
        threshold = figure.threshold[:1].upper() + figure.threshold[1:]
        self._put("J", limit, threshold or None)
        lines = line_count(figure.name, _room("B", "B") - 8, 11, True) * line_height(11)
        limits = line_count(threshold, _room("J", "J") - 8, 10) * line_height(10)
        self._next(max(_ROW if len(self.dashboard.figures) > _FEW else _HIGH_ROW, lines + 6, limits + 6))

    def _check_numbers(self, first: int, last: int) -> None:
        """Numbers only: a text in a period would be no figure, and the trend would pass over it."""
        words = self.words
        rule = DataValidation(
            type="decimal", operator="between", formula1="-1E+300", formula2="1E+300", allow_blank=True
        )
        rule.promptTitle, rule.prompt = words("number_title"), words("number_prompt")
        rule.errorTitle, rule.error = words("number_title"), words("number_wrong")
        rule.showInputMessage = rule.showErrorMessage = True
        rule.add(f"{PERIODS[0]}{first}:{PERIODS[-1]}{last}")
        self.page.add_data_validation(rule)

    def _below(self) -> list[tuple[str, Look]]:
        """What stands at the foot: when to react, what is weak, where figures come from, how to fill in."""
        found, words = self.dashboard, self.words
        small = Look(size=9, colour=GREY, wrap=True, indent=1)
        parts = []
        if found.weak:
            parts.append(
                (words("weak", sources="; ".join(found.weak)), Look(size=9, bold=True, wrap=True, indent=1))
            )
        if found.sources:
            named = "; ".join(source.name for source in found.sources)
            parts.append((words("sources", sources=named), small))
        return [*parts, (words("how"), small)]

    def _decided(self, below: float) -> None:
        """Lines to write on, as many as the page still holds."""
        words, main = self.words, self.palette.main
        if self.dashboard.react:
            text = words("react_page", react=self.dashboard.react[:1].lower() + self.dashboard.react[1:])
            look = Look(size=11, bold=True, wrap=True, indent=1)
            self._across(text, look, self._height(text, look) + 4)
        self._next(8)
        heading = Look(size=11, bold=True, colour=main, thick="b", line_colour=main, indent=1)
        for letter in _letters("A", LAST):
            self._put(letter, heading)
        for letter, key in (("A", "decided"), ("I", "when"), ("J", "who")):
            self._put(letter, heading, words(key))
        self._next(22)
        room = int((_PAGE - self.used - below - 6) // _LINE)
        line = Look(size=11, lines="b", indent=1)
        for _ in range(min(max(room, _FEWEST), _MOST)):
            for letter in _letters("A", LAST):
                self._put(letter, line)
            self._next(_LINE)
        self._next(6)


def _trend(row: int) -> str:
    """The latest number less the one before it, wherever the two stand in the row; blank under two."""
    numbers = f"C{row}:H{row}"
    place = f"(COLUMN({numbers})-COLUMN(C{row})+1)"
    latest = f"SUMPRODUCT(MAX(ISNUMBER({numbers})*{place}))"
    before = f"SUMPRODUCT(MAX(ISNUMBER({numbers})*{place}*({place}<{latest})))"
    difference = f"INDEX({numbers},1,{latest})-INDEX({numbers},1,{before})"
    return f'=IF(COUNT({numbers})<2,"",ROUND({difference},6))'


def _letters(first: str, last: str) -> str:
    return "".join(letter for letter in WIDTHS if first <= letter <= last)


def _room(first: str, last: str) -> float:
    """The width of some columns in points."""
    return sum(column_points(WIDTHS[letter]) for letter in _letters(first, last))


def _print(page: Page, frame: Frame, words: Words) -> None:
    """A4 landscape, all on one page."""
    setup, margins = page.page_setup, page.page_margins
    setup.paperSize, setup.orientation = 9, "landscape"
    setup.fitToWidth = setup.fitToHeight = 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    margins.left = margins.right = _MARGIN_SIDE
    margins.top = margins.bottom = _MARGIN_TOP
    margins.header = margins.footer = 0.25
    footer = page.oddFooter.left
    municipality = frame.municipality[:100].replace("&", "&&")
    footer.text = words("footer", municipality=municipality)
    footer.font, footer.size, footer.color = "Arial,Regular", 8, GREY


def _describe(book: Workbook, dashboard: Dashboard, frame: Frame, words: Words) -> None:
    properties = book.properties
    properties.title = words("title", name=dashboard.name, municipality=frame.municipality)
    properties.creator = frame.municipality
    properties.language = _LANGUAGES.get(words.lang, words.lang)
