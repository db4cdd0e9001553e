"""Texts that no cell of a marked copy can hold: the start stays, the rest goes to its last sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kit.model.mark import Mark, Spot, Unplaced, room_for
from kit.model.sheet import Sheet
from kit.model.text import Words
from kit.pipeline.placing import Line, Origin, Placed
from kit.pipeline.shares import Share

_BREAKS = 200
"""So many characters before the end a text may be parted, where there is a blank."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text that was cut: sheet, original row and column id; ``cell`` is as in the file."""

    sheet: Sheet
    origin: Origin
    column: str
    cell: str


@dataclass(slots=True)
class Overlong:
    """What did not fit into the cells of one copy, and where it was cut."""

    rests: list[Unplaced] = field(default_factory=list)
    _cuts: list[_Cut] = field(default_factory=list)

    def cut(self, sheet: Sheet, lines: Mapping[Origin, Line], share: Share) -> None:
        """Shorten the values of a sheet's rows to what a cell holds."""
        for origin, line in lines.items():
            for id, value in line.values.items():
                head, rest = _parted(value)
                if rest:
                    cell = _cell(share, origin, id)
                    line.values[id] = head
                    self.rests += (Unplaced(origin[0], cell, piece) for piece in _pieces(rest))
                    self._cuts.append(_Cut(sheet, origin, id, cell))

    def marks(self, placed: Mapping[str, Placed], words: Words) -> tuple[Mark, ...]:
        """Says of each text that was cut where the rest of it stands."""
        return tuple(
            Mark(
                "note",
                words("copy_goes_on", header=_header(cut, words.lang)),
                words("copy_goes_on_how", tab=words("unplaced_tab")),
                (Spot(cut.sheet.code, placed[cut.sheet.code].row(cut.origin, False), cut.column),),
                f"{cut.origin[0]} {cut.cell}".strip(),
            )
            for cut in self._cuts
        )


def in_pieces(unplaced: Iterable[Unplaced]) -> Iterator[Unplaced]:
    """Each in as many rows as its text needs."""
    for one in unplaced:
        for piece in _pieces(one.text):
            yield Unplaced(one.tab, one.cell, piece)


def _header(cut: _Cut, lang: str) -> str:
    column = cut.sheet.column(cut.column.partition(".")[0])
    return column.header[lang] if column else cut.column


def _parted(value: object) -> tuple[object, str]:
    """What fits into a cell and what does not; a list is parted between two of its entries."""
    if isinstance(value, tuple):
        text = "; ".join(map(str, value))
        if len(text) <= room_for(text):
            return value, ""
        value = text
    if not isinstance(value, str):
        return value, ""
    end = _end(value)
    return value[:end].rstrip(), value[end:].lstrip()


def _end(text: str) -> int:
    """Where a text is parted: at a blank, if there is one near the end of what fits."""
    room = room_for(text)
    if len(text) <= room:
        return len(text)
    return max(text.rfind(" ", room - _BREAKS, room), text.rfind("\n", room - _BREAKS, room)) + 1 or room


def _pieces(text: str) -> Iterator[str]:
    while text:
        end = _end(text)
        yield text[:end]
        text = text[end:]


def _cell(share: Share, origin: Origin, column: str) -> str:
    """Where a value stood in the file; ``""`` where it was read from no cell."""
    for left in share.unread:
        if (left.tab, left.row, left.column) == (*origin, column):
            return left.cell
    here = (one for one in share.evidence if (one.tab, one.row) == origin)
    return next((one.cells[column] for one in here if column in one.cells), "")
