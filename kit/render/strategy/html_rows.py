"""Evidence on demand: the rows behind the footnotes of a page, packed into it as data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kit.model.trace import TracedRow
from kit.render.glyphs import clean
from kit.render.strategy.plan import Plan

MOST = 12
"""As many rows as one footnote shows; ``kit trace`` and the register show all."""
BUDGET = 600_000
"""As many letters as all rows of a page may take: the file can still be mailed."""


def rows_json(plan: Plan, rows: Sequence[TracedRow]) -> str:
    """JSON that may stand in a page: ``heads``, ``rows`` by id and, by footnote, ``notes``.

    A row is its place in words, then pairs of a head's number and what stands there. Footnotes are served in
    their order until ``BUDGET`` is spent: those after that keep their words alone.
    """
    known = {row.evidence: row for row in rows}
    packed = _Packed(plan)
    for note in plan.document.notes:
        here = [id for id in note.evidence if id in known]
        if here:
            packed.add(note.number, [known[id] for id in here[:MOST]], len(note.evidence))
    made = {"heads": list(packed.heads), "rows": packed.rows, "notes": packed.notes}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


class _Packed:
    """The rows of the page, each once; column heads are numbered as they are met."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.heads: dict[str, int] = {}
        self.rows: dict[str, list[str | list[int | str]]] = {}
        self.notes: dict[int, list[str | int]] = {}
        self.spent = 0

    def add(self, number: int, rows: Sequence[TracedRow], total: int) -> None:
        """The note's rows and how many more it has, if there is room for all that are to be shown."""
        new = {row.evidence: self._row(row) for row in rows if row.evidence not in self.rows}
        price = sum(len(str(packed)) for packed in new.values())
        if self.spent + price > BUDGET:
            return
        self.spent += price
        self.rows.update(new)
        self.notes[number] = [total - len(rows), *(row.evidence for row in rows)]

    def _row(self, row: TracedRow) -> list[str | list[int | str]]:
        file = row.file.rsplit("/", 1)[-1]
        place = self.plan.label("row_place").format(file=file, tab=row.tab, row=row.row)
        cells: list[list[int | str]] = [
            [self.heads.setdefault(clean(cell.header), len(self.heads)), clean(cell.text)]
            for cell in row.cells
            if cell.text
        ]
        return [clean(place), *cells]
