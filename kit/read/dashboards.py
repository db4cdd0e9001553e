"""One-page dashboards that ask for more key figures than a page holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.findings import Finding
from kit.model.key_figures import MOST
from kit.model.key_figures import parts as figures
from kit.read.outline import Part


def crowded_pages(parts: Sequence[Part]) -> Iterator[Finding]:
    """A finding for each row of B8 with more than seven key figures."""
    for outline, rows in parts:
        for row in rows if outline.sheet == "B8" else ():
            count = len(figures(row.text("key_figures")))
            if count > MOST:
                values = {"name": row.text("name"), "count": count, "most": MOST}
                yield Finding("cell.too-many-figures", row.file, row.tab, row.cells["key_figures"], values)
