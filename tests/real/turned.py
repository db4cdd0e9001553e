"""A PDF's pages as they are read: their lines from the top, and how high these are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from room import pdf_text

FOOT, NOTE, HEADING, TITLE, DRAFT = 0.915, 11.4, 17.5, 29.0, 40.0
"""Where the running line begins, as a share of the page; what the lines of a note, a heading and a module's title
are high, at the most and at least, and the letters of the draft mark, in points."""
N = r"([\d.]+)"


@dataclass(frozen=True)
class Sheet:
    """One page: its width and its lines from the top, each as its height and its words."""

    width: float
    lines: tuple[tuple[float, str], ...]

    @property
    def begins_a_part(self) -> bool:
        return any(high >= TITLE for high, _ in self.lines[:3])


def sheets(pdf: Path, folder: Path) -> list[Sheet]:
    found = []
    for page in re.findall(r"<page.*?</page>", pdf_text(pdf.read_bytes(), folder, "-bbox"), re.S):
        size = re.search(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size
        words = re.findall(rf'xMin="{N}" yMin="{N}" xMax="{N}" yMax="{N}">(.*?)</word>', page)
        lines: dict[int, list[tuple[float, str]]] = {}
        for left, top, right, bottom, word in words:
            high, long = float(bottom) - float(top), float(right) - float(left)
            turned = high > DRAFT or high > 1.6 * long
            if 60 < float(top) < FOOT * float(size[2]) and not turned:
                lines.setdefault(round(float(bottom) / 3), []).append((high, word))
        ordered = (line for _, line in sorted(lines.items()))
        told = tuple((max(high for high, _ in line), " ".join(word for _, word in line)) for line in ordered)
        found.append(Sheet(float(size[1]), told))
    return found


def last(sheet: Sheet) -> tuple[float, str]:
    """The last line of a page that is no note; the very last where all letters are as small as a note's."""
    return next((line for line in reversed(sheet.lines) if line[0] > NOTE), sheet.lines[-1])
