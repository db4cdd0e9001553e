"""How wide the columns of a table in Word are: as asked for, but with room for their longest words."""

from __future__ import annotations

from kit.model.document import Table
from kit.render.figures.measure import widest_word

_SIZE = 9.0
"""Points of a table's text."""
_MARGINS = 240
"""Twentieths of a point beside a cell's text, and a little more: programs measure differently."""
_MOST = 0.26
"""Share of the width that a column's longest word may claim; a longer one is hyphenated."""


def widths(table: Table, room: int) -> tuple[int, ...]:
    """The columns' widths in twentieths of a point, ``room`` in all. What a column lacks for its longest
    word, the others give in proportion to what they can spare; where they cannot, each keeps its weight."""
    share = room / (sum(column.width for column in table.columns) or 1)
    wanted = [column.width * share for column in table.columns]
    least = [min(need, room * _MOST) for need in _needs(table)]
    missing = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
    spare = [max(0.0, width - need) for need, width in zip(least, wanted, strict=True)]
    if missing > sum(spare):
        return tuple(round(width) for width in wanted)
    given = missing / (sum(spare) or 1)
    return tuple(
        round(max(width, need) - more * given) for width, need, more in zip(wanted, least, spare, strict=True)
    )


def _needs(table: Table) -> list[float]:
    """What each column's longest word takes, its header's included."""
    needs = [widest_word(column.header, _SIZE, bold=True) for column in table.columns]
    for row in table.rows:
        for place, cell in enumerate(row):
            # a mark of a note, which hangs on the last word, is about as wide as two letters
            marks = _SIZE if cell.notes else 0.0
            needs[place] = max(needs[place], widest_word(cell.text, _SIZE) + marks)
    return [need * 20 + _MARGINS for need in needs]
