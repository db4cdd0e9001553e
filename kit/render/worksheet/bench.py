"""What every writing module of one workbook needs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.sheet import Sheet, Worksheet
from kit.model.text import Words
from kit.render.worksheet.marks import Marks
from kit.render.worksheet.palette import Palette
from kit.render.worksheet.styles import Styler

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_TAB = 31


@dataclass(frozen=True, slots=True)
class Bench:
    """``marks`` is what differs between worksheets that are otherwise alike."""

    worksheet: Worksheet
    words: Words
    marks: Marks
    palette: Palette
    styler: Styler

    @property
    def lang(self) -> str:
        return self.worksheet.lang

    @property
    def unfolded(self) -> bool:
        """The lead sees everything; in the room the second view is folded away."""
        return self.worksheet.identity.unit.kind == "lead"

    def tab(self, sheet: Sheet) -> str:
        """The name on a sheet's tab."""
        return tab_name(f"{sheet.code} {sheet.title[self.lang]}")


def tab_name(text: str) -> str:
    """A name that Excel takes: no forbidden signs, no apostrophe at the ends, at most 31 characters."""
    return " ".join(text.translate(_FORBIDDEN).split())[:_LONGEST_TAB].strip(" '")
