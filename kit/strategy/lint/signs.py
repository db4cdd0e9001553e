"""Signs in answers that the kit's font has not: PDF files and figures cannot show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.evidence import Evidence
from kit.model.process import WORKSHOPS
from kit.model.text import Words
from kit.strategy.lint.telling import named, told
from kit.strategy.plain import unshown

CELLS = 6
"""So many cells of a sheet are named."""
_ORDINARY = re.compile("[\x00-\u024f\u2010-\u2027]*")


def strange_signs(evidence: Iterable[Evidence], catalogue: Catalogue, words: Words) -> Iterator[Finding]:
    """One finding about each sheet of a return that has such signs, with its cells. What the lead wrote has
    findings of its own, and answers of individuals are not repeated."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in evidence:
        sheet = catalogue.sheets.get(row.sheet)
        if row.workshop not in WORKSHOPS or (sheet and sheet.individual):
            continue
        for column, value in row.values.items():
            if isinstance(value, str) and not _ORDINARY.fullmatch(value) and (signs := unshown(value)):
                found.setdefault((row.file, row.tab), {})[row.cells.get(column, "")] = signs
    for (file, tab), cells in sorted(found.items()):
        there = dict.fromkeys("".join(cells.values()))
        where = list(cells)
        more = ["…"] if len(where) > CELLS else []
        place = (file, tab, ", ".join([*where[:CELLS], *more]))
        yield told("strategy.signs", [named(sign) for sign in there], words, place)
