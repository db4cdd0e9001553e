"""The rows that the strategy's page may show when somebody asks a footnote for its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.findings import Finding
from kit.model.document import Document
from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.sheet import Lists, Sheet
from kit.model.trace import TracedCell, TracedRow
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder, reading_lists

_PERSONAL = "personal."
_UNTOLD = frozenset({"initials", "code"})
"""Types of column that a reader of the page has no use for, or that point to one person."""


def told_rows(folder: Folder, gathered: Gathered, document: Document) -> tuple[TracedRow, ...]:
    """The rows that the footnotes of ``document`` name, in words.

    Sheets of individual answers are not among them, nor initials, nor a cell in which something personal
    was found: the page may be published.
    """
    wanted = {id for note in document.notes for id in note.evidence}
    lists, lang = reading_lists(folder), folder.process.lang
    personal = set(_personal(gathered.findings))
    rows = []
    for item in gathered.evidence:
        sheet = folder.catalogue.sheets.get(item.sheet)
        if item.id not in wanted or sheet is None or sheet.individual:
            continue
        cells = tuple(
            cell
            for cell in _cells(item, sheet, lists, lang)
            if (item.file, item.tab, cell.cell) not in personal
        )
        origin = (item.id, item.sheet, item.file, item.tab, item.row, item.workshop)
        rows.append(TracedRow(*origin, item.unit.code, item.area, cells))
    return tuple(rows)


def _personal(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str, str]]:
    """File, sheet and cell of everything personal."""
    for finding in findings:
        if finding.code.startswith(_PERSONAL):
            for cell in finding.cell.split(","):
                yield finding.file, finding.sheet, cell.strip()


def _cells(item: Evidence, sheet: Sheet, lists: Lists, lang: str) -> Iterator[TracedCell]:
    for column in sheet.columns:
        value = item.values.get(column.id)
        if value is None or column.type in _UNTOLD:
            continue
        text = _words(value, column.source, lists, lang)
        yield TracedCell(column.header[lang], item.cells.get(column.id, ""), text)


def _words(value: Value, source: str | None, lists: Lists, lang: str) -> str:
    """An id of a list in words; several one by one; anything else as it stands."""
    if value is UNKNOWN:
        return "?"
    if isinstance(value, tuple):
        return "; ".join(_words(part, source, lists, lang) for part in value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if lang == "da" else ".")
    text = str(value)
    return lists.text(source, text, lang) if source else text
