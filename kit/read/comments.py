"""What people hang on cells, or draw over them, instead of writing into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.findings import Finding
from kit.model.mark import NOTE_SIGN
from kit.read import limits
from kit.read.aside import quoted
from kit.read.grid import Tab, address, corners, spans
from kit.read.stored import unescape

MOST = 2_000
"""Comments of one sheet that are read."""


class CommentParser:
    """Collects the comments of one part of an .xlsx; ``start``, ``end`` and ``buffer`` go to the parser."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int, str]] = []
        self.buffer: list[str] = []
        self._pieces: list[str] = []
        self._where = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "comment":
            self._where = attrs.get("ref", "")
            self._pieces.clear()
        elif tag == "t":
            self.buffer.clear()

    def end(self, tag: str) -> None:
        if tag == "t":
            self._pieces.extend(self.buffer)
        elif tag == "comment" and len(self.found) < MOST:
            place = corners(self._where)
            text = unescape("".join(self._pieces)).strip()
            if place and text:
                self.found.append((place.top, place.left, text[: limits.LONGEST_TEXT]))


class DrawingParser:
    """Collects what stands in the text boxes of one part of an .xlsx, each at the cell where it begins."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int, str]] = []
        self.buffer: list[str] = []
        self._pieces: list[str] = []
        self._corner: dict[str, int] = {}

    def start(self, tag: str, _: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag.endswith("Anchor"):
            self._corner = {}
            self._pieces.clear()
        elif tag == "p" and self._pieces:
            self._pieces.append("\n")
        elif tag in ("t", "row", "col"):
            self.buffer.clear()

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        told = "".join(self.buffer)
        if tag == "t":
            self._pieces.append(told)
        elif tag in ("row", "col") and told.isdecimal():
            self._corner.setdefault(tag, min(int(told[:8]), limits.LAST_COLUMN - 1) + 1)
        elif tag.endswith("Anchor") and len(self.found) < MOST:
            text = "".join(self._pieces).strip()
            if text:
                where = self._corner.get("row", 1), self._corner.get("col", 1)
                self.found.append((*where, text[: limits.LONGEST_TEXT]))


def comments_of(tab: Tab) -> Iterator[tuple[int, int, str]]:
    """The comments of people; the notes of a marked copy begin with a sign of the kit's."""
    return ((row, column, text) for row, column, text in tab.comments if not text.startswith(NOTE_SIGN))


def told(file: str, tab: Tab) -> tuple[list[tuple[str, str, str]], Iterable[Finding]]:
    """A tab's comments as kept cells, and the finding that names them; nothing for none."""
    found = list(comments_of(tab))
    if not found:
        return [], ()
    kept = [(tab.name, address(row, column), text) for row, column, text in found]
    where = spans((row, column) for row, column, _ in found)
    shown = quoted(text for _, _, text in found)
    return kept, (Finding("sheet.comments", file, tab.name, where, {"shown": shown}),)
