"""One-page dashboards that ask for more key figures than a page holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.findings import Finding
from kit.model.evidence import Return
from kit.model.key_figures import MOST, parts


def crowded_pages(returns: Sequence[Return]) -> Iterator[Finding]:
    """A finding for each row of B8 with more than seven key figures."""
    for item in returns:
        for row in item.evidence:
            count = len(parts(row.text("key_figures"))) if row.sheet == "B8" else 0
            if count > MOST:
                values = {"name": row.text("name"), "count": count, "most": MOST}
                yield Finding("cell.too-many-figures", row.file, row.tab, row.cells["key_figures"], values)
