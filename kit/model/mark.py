"""The marked copy of a return: what is asked about which cell, what found no place, and whose copy it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.model.sheet import Worksheet

NOTE_SIGN = "▲"
"""Begins every note that the kit hangs on a cell of a marked copy: by it they are known from people's own.
It is in Arial and its stand-ins, and seen without colour."""

_LONGEST = 32_000
"""Excel takes 32,767 characters in a cell; a few must be escaped and need more room."""

_COPY = re.compile(r"KIT-COPY-(\d{1,3})-([0-9a-f]{12})(?![0-9a-f])", re.I)


def room_for(text: str) -> int:
    """So many characters of this text fit into one cell of a copy; ``_x0041_`` is written with six more."""
    return _LONGEST // 2 if text.count("_x") > 100 else _LONGEST


@dataclass(frozen=True, slots=True)
class CopyMark:
    """Stands beside the identity token on every sheet of a marked copy: ``KIT-COPY-1-9f86d081884c``.

    ``of`` are the first twelve hex digits of the SHA-256 of the return that was copied: when the copy comes
    back, it replaces that return, whatever the two are called. ``number`` counts the copies in a row.
    """

    number: int
    of: str

    @property
    def token(self) -> str:
        return f"KIT-COPY-{self.number}-{self.of}"

    @classmethod
    def find(cls, text: str) -> CopyMark | None:
        """The mark in a text; ``None`` if there is none."""
        match = _COPY.search(text)
        return cls(int(match[1]), match[2].lower()) if match else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the copy. ``row`` counts the rows of the sheet's fill from 1, 0 is the sheet itself.

    ``column`` is a column id, in a matrix a crossing such as ``letter.RO-03``; ``""`` is the whole row.
    """

    sheet: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as the participant meets it in the copy; ``found_at`` is where it stood in their own file.

    Without spots it concerns the whole file.
    """

    severity: str
    sentence: str
    remedy: str
    spots: tuple[Spot, ...] = ()
    found_at: str = ""

    @property
    def needs_person(self) -> bool:
        return self.severity != "note"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something people wrote that no column holds, with tab and cell of their own file."""

    tab: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A return in the present layout, ready to be written.

    ``worksheet`` holds the answers: each row of a fill is one row of the sheet, a matrix's crossings stand in
    it by id (``letter.RO-03``), and what could not be read is a text as people wrote it. ``source`` is the
    name of the file that was copied. ``marks`` are in the order in which they are listed.
    """

    worksheet: Worksheet
    source: str
    copy: CopyMark
    marks: tuple[Mark, ...]
    unplaced: tuple[Unplaced, ...] = ()
