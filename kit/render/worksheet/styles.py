"""Looks of cells, and how they get onto openpyxl's cells at little cost."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from kit.render.worksheet.palette import INK, LINE

FONT = "Arial"
"""On every office machine, or with a stand-in of the same widths."""

BODY = 10.0
DATE_FORMAT = "dd-mm-yyyy"
_LOCKED = Protection(locked=True)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. ``lines`` names the sides with a line; ``thick`` those with a heavy one."""

    size: float = BODY
    bold: bool = False
    italic: bool = False
    colour: str = INK
    fill: str = ""
    lines: str = ""
    thick: str = ""
    line_colour: str = LINE
    horizontal: str = "left"
    vertical: str = "center"
    wrap: bool = False
    rotated: bool = False
    indent: int = 0
    underline: bool = False
    number_format: str = "General"
    quoted: bool = False


class Styler:
    """Puts looks onto the cells of one workbook; each look is worked out once."""

    def __init__(self) -> None:
        self._ready: dict[Look, Any] = {}

    def put(self, cell: Cell, look: Look, value: object = None) -> None:
        """Set look and value. A text stays a text whatever it begins with; ``None`` leaves the cell empty."""
        if isinstance(value, str):
            if value[:1] in tuple("=+-@#"):
                look = _quoted(look)
            cell.value = value
            cell.data_type = "s"
        elif value is not None:
            cell.value = value
        self._style(cell, look)

    def _style(self, cell: Cell, look: Look) -> None:
        ready = self._ready.get(look)
        if ready is None:
            _apply(cell, look)
            ready = self._ready[look] = copy(cell._style)
        cell._style = copy(ready)


def _quoted(look: Look) -> Look:
    values = {name: getattr(look, name) for name in look.__slots__}
    return Look(**{**values, "quoted": True})


def _apply(cell: Cell, look: Look) -> None:
    cell.font, cell.fill, cell.border, cell.alignment = _parts(look)
    cell.number_format = look.number_format
    cell.protection = _LOCKED
    if look.quoted:
        cell.quotePrefix = True


@cache
def _parts(look: Look) -> tuple[Font, PatternFill, Border, Alignment]:
    """What a look is made of; workbooks share it, as nothing changes it."""
    font = Font(
        name=FONT,
        family=2,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=look.colour,
        underline="single" if look.underline else None,
    )
    fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
    sides = {side: _side(look, side) for side in ("left", "right", "top", "bottom") if _side(look, side)}
    alignment = Alignment(
        horizontal=look.horizontal,
        vertical=look.vertical,
        wrap_text=look.wrap,
        text_rotation=90 if look.rotated else 0,
        indent=look.indent,
    )
    return font, fill, Border(**sides), alignment


def _side(look: Look, side: str) -> Side | None:
    if side[0] in look.thick:
        return Side("medium", color=look.line_colour)
    return Side("thin", color=look.line_colour) if side[0] in look.lines else None


def new_workbook() -> Workbook:
    """An empty workbook whose normal font is ours: column widths are counted in its digits."""
    book = Workbook()
    book.remove(book.worksheets[0])
    normal = Font(name=FONT, family=2, size=BODY)
    book._fonts[0] = normal
    book._named_styles["Normal"].font = normal
    return book
