"""What people wrote where no column holds it: above a table, in the kit's own rows, on tabs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kit.findings import Finding
from kit.model.given import fingerprint, listed_in
from kit.model.sheet import KEY_PREFIX
from kit.read.answer import as_text, shortened
from kit.read.grid import Raw, Tab, address, spans
from kit.read.locate import Table
from kit.read.personal import personal_data, without_personal_data
from kit.read.printed import Printed
from kit.read.recognise import has_token

Kept = tuple[str, str, str]
"""Tab, cell and text."""

Beside = tuple[int, int, Raw]
"""Row, column and what stands there."""

MOST = 20_000
"""Cells without a column that are kept of one file."""

_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}$")
_QUOTED = 3
_FIRST = 40
_LISTS_FROM = 3
_TICKED = 8
"""The column of a marked copy's first sheet in which people tick; left of it all is the kit's."""
_TICK = 3
TAKEN_OUT = ("personal.cpr", "personal.email")
"""Findings about what is never handed on."""


def above_tables(tab: Tab, tables: Sequence[Table], printed: Printed) -> list[Beside]:
    """Cells above the first row of answers that are neither headings nor the kit's own words."""
    if not printed.knows_words:
        return []
    headings = {
        (row, column)
        for t in tables
        for row in t.heading_rows
        for column in t.columns.values()
        if row != t.key_row or as_text(tab.rows[row].get(column, KEY_PREFIX)).startswith(KEY_PREFIX)
    }
    last = max(table.top for table in tables)
    found: list[Beside] = []
    for row, cells in tab.rows.items():
        if row > last:
            break
        if not any(t.top < row and (t.end is None or row < t.end) for t in tables):
            found += [(row, c, raw) for c, raw in cells.items() if (row, c) not in headings]
    return [cell for cell in found if not printed(as_text(cell[2]))]


def loose_tab(tab: Tab, file: str, printed: Printed) -> tuple[list[Kept], list[Finding]]:
    """A tab without a table. The kit's own hold guidance, lists or remarks, and maybe people's words."""
    if not tab.rows:
        return [], []
    if not has_token(tab):
        return kept_of(tab, _all(tab)), [Finding("sheet.added", file, tab.name)]
    if not printed.knows_words:
        return [], []
    if _holds(tab, "unplaced_text", printed):
        return list(_unplaced(tab, printed)), []
    if _holds(tab, "lists_text", printed):
        found = _beside_lists(tab, printed)
    elif _holds(tab, "copy_how", printed):
        found = [one for one in _all(tab) if _is_remark(tab, one)]
    else:
        found = [one for one in _all(tab) if one[1] > 1 or not isinstance(one[2], int)]
        if not _holds(tab, "how", printed):
            own = _in_own_rows(found, printed)
            return kept_of(tab, own), outside(file, tab, own)
    own = [one for one in found if not printed(as_text(one[2]))]
    return kept_of(tab, own), outside(file, tab, own)


def _in_own_rows(cells: Sequence[Beside], printed: Printed) -> list[Beside]:
    """Of a sheet whose headings are gone, the rows that are not wholly ours: answers may be words of ours."""
    rows = {row for row, _, raw in cells if not (isinstance(raw, str) and printed(raw))}
    return [one for one in cells if one[0] in rows]


def outside(file: str, tab: Tab, cells: Sequence[Beside]) -> list[Finding]:
    """The finding that names cells beside the answers; none for no cells."""
    if not cells:
        return []
    where = spans((row, column) for row, column, _ in cells)
    shown = quoted(raw for _, _, raw in cells)
    return [Finding("sheet.text-outside", file, tab.name, where, {"shown": shown})]


def quoted(raws: Iterable[Raw]) -> str:
    """Texts for a sentence, each in quotation marks; of many the first."""
    texts = list(dict.fromkeys(filter(None, map(shortened, raws))))
    more = " …" if len(texts) > _QUOTED else ""
    return ", ".join(f"“{text}”" for text in texts[:_QUOTED]) + more


def within_limits(kept: Iterable[Kept], file: str) -> tuple[tuple[Kept, ...], list[Finding]]:
    """Each cell once, without what points to one person, and no more than can be kept."""
    once = list(dict.fromkeys(one for one in kept if one[2].strip()))
    findings = [Finding("file.much-beside", file, values={"limit": MOST})] if len(once) > MOST else []
    cells = []
    for tab, cell, text in once[:MOST]:
        findings += [
            Finding(code, file, tab, cell, {"header": tab, "shown": "", "count": 1})
            for code in personal_data(text)
            if code in TAKEN_OUT
        ]
        cells.append((tab, cell, without_personal_data(text)))
    return tuple(cells), findings


def _all(tab: Tab) -> list[Beside]:
    """Every cell of a tab, as far as it can be kept."""
    found: list[Beside] = []
    for row, cells in tab.rows.items():
        found += [(row, column, raw) for column, raw in cells.items()]
        if len(found) > MOST:
            break
    return found


def kept_of(tab: Tab, cells: Iterable[Beside]) -> list[Kept]:
    """Cells of a tab as they are kept."""
    return [(tab.name, address(row, column), as_text(raw)) for row, column, raw in cells]


def _holds(tab: Tab, word: str, printed: Printed) -> bool:
    """Whether one of the tab's first texts is that word of the kit's."""
    cells = (raw for row in tab.rows.values() for raw in row.values())
    texts = (raw for raw in islice(cells, _FIRST) if isinstance(raw, str))
    return any(printed.is_word(word, text) for text in texts)


def _unplaced(tab: Tab, printed: Printed) -> Iterator[Kept]:
    """The last sheet of a marked copy: what stood there keeps the place it once had in people's own file."""
    for row, cells in tab.rows.items():
        first, where, text = (as_text(cells.get(column, "")) for column in (1, 2, 3))
        there = _CELL.match(where) and first and text
        if there:
            yield first, where, text
        for column, raw in cells.items():
            if not (there and column <= 3) and not printed(as_text(raw)):
                yield tab.name, address(row, column), as_text(raw)


def _beside_lists(tab: Tab, printed: Printed) -> list[Beside]:
    """What stands among the kit's lists without being of the kit's. Where nothing tells what was in
    them, what stands right of them: they lie side by side, each under a heading of its own."""
    cells = _all(tab)
    above = (as_text(raw) for row, line in tab.rows.items() if row <= _LISTS_FROM for raw in line.values())
    told = next((found for text in above if (found := listed_in(text)) is not None), None)
    if told is not None:
        return [one for one in cells if one[0] <= _LISTS_FROM or fingerprint(as_text(one[2])) not in told]
    heads = next((line for row, line in tab.rows.items() if row > _LISTS_FROM and len(line) > 1), {})
    last = 0
    while last + 1 in heads and printed(as_text(heads[last + 1])):
        last += 1
    return [one for one in cells if one[1] > last]


def _is_remark(tab: Tab, cell: Beside) -> bool:
    """Whether somebody wrote beside the remarks, or more than a tick into their last column."""
    row, column, raw = cell
    if column == _TICKED:
        return bool(tab.rows[row].get(1)) and len(as_text(raw).strip()) > _TICK
    return column > _TICKED
