"""All tables of one workbook: which count, what they hold, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.agenda import Workshop
from kit.model.evidence import Evidence, Unread
from kit.model.sheet import Identity, Sheet
from kit.model.text import LANGUAGES
from kit.read.answer import as_text
from kit.read.answers import Answers
from kit.read.aside import Beside, Kept, above_tables, kept_of, loose_tab, outside, quoted, within_limits
from kit.read.build import Builder, Origin, headings
from kit.read.comments import told
from kit.read.context import ReadContext
from kit.read.entries import exact
from kit.read.grid import Book, Tab, spans
from kit.read.layout import Layouts
from kit.read.locate import Table, locate
from kit.read.printed import Printed
from kit.read.recognise import expected_sheets, workshop_of
from kit.read.remarks import Remarks
from kit.read.repeats import say_repeated
from kit.read.rows import Content, content_of
from kit.read.text import one_line, plain

_OWN_HEADS = ("number", "scores", "more")
"""Headings of the kit's over columns in which there is nothing to fill in."""
_ROWS_ABOVE = 3
"""So many filled cells make a row above the headings look like an answer."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tabs of one workbook gave."""

    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Kept, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table with its owner and content; ``remarks`` gathers what is odd about it."""

    table: Table
    owner: Identity
    workshop: Workshop
    content: Content
    remarks: Remarks


class TableReader:
    """Reads all tables of workbooks with one set of layouts and lists."""

    def __init__(self, context: ReadContext, layouts: Layouts) -> None:
        self._context = context
        self._layouts = layouts
        self._answers = Answers(context)
        self._printed = Printed(context)
        self._single = {
            exact(choices[0].label(lang))
            for choices in context.lists.by_name.values()
            if len(choices) == 1
            for lang in LANGUAGES
        }

    def tables(self, book: Book) -> Mapping[str, tuple[Table, ...]]:
        """The tables of each tab. The kit's own lists stand under the same headings and are none."""
        return {
            tab.name: tuple(t for t in locate(tab, book.names, self._layouts) if not self._is_list(t))
            for tab in book.tabs
        }

    def _is_list(self, table: Table) -> bool:
        """Whether each column holds some list from its first entry on: nobody answers like that.

        A list of one entry, such as the areas of a process with only one, tells nothing by itself.
        """
        if table.key_row is not None:
            return False
        one, two = (table.tab.rows.get(table.top + n, {}) for n in (1, 2))
        fields = table.layout.fields
        closed = [c for id, c in table.columns.items() if self._answers.closed(fields[id].column)]
        tops = [(as_text(one.get(column, "")), as_text(two.get(column, ""))) for column in closed]
        longer = [top for top in tops if top[1] or exact(top[0]) not in self._single]
        return bool(longer) and all(self._answers.begins_list(*top) for top in longer)

    def gather(self, book: Book, file: str, identity: Identity, by_tab: Mapping[str, Identity]) -> Gathered:
        """Evidence, findings and kept cells of a workbook that has been recognised."""
        tables = self.tables(book)
        findings: list[Finding] = []
        kept: list[Kept] = []
        readings: list[_Reading] = []
        for tab in book.tabs:
            for table in tables[tab.name]:
                findings.extend(self._about_sheet(table.layout.sheet, tab, file, by_tab[tab.name]))
                reading = self._reading(table, tables[tab.name], file, by_tab[tab.name])
                if self._context.switched_on(table.layout.sheet):
                    readings.append(reading)
                else:
                    kept.extend(kept_of(tab, reading.content.cells()))
            if tables[tab.name]:
                above = above_tables(tab, tables[tab.name], self._printed)
                kept.extend(kept_of(tab, above))
                findings.extend(outside(file, tab, _untold(above, readings, tab, self._printed)))
            else:
                loose, said = loose_tab(tab, file, self._printed)
                kept.extend(loose)
                findings.extend(said)
        for tab in book.tabs:
            hung, about = told(file, tab)
            kept.extend(hung)
            findings.extend(about)
        chosen = list(_counting(readings, file, findings))
        unread: list[Unread] = []
        evidence = tuple(e for reading in chosen for e in self._evidence(reading, file, unread))
        for reading in readings:
            counts = any(reading is one for one in chosen)
            findings.extend(reading.remarks.findings() if counts else ())
            kept.extend(_kept(reading, counts=counts, chosen=chosen))
        findings.extend(self._missing(tables, book, file, identity))
        order = {tab.name: place for place, tab in enumerate(book.tabs)}
        kept.sort(key=lambda cell: order.get(cell[0], len(order)))
        cells, more = within_limits(kept, file)
        return Gathered(evidence, (*findings, *more), cells, tuple(unread))

    def _reading(self, table: Table, tables: Sequence[Table], file: str, owner: Identity) -> _Reading:
        workshop = workshop_of(owner, self._context)
        assert workshop is not None
        remarks = Remarks(file, table.tab.name)
        others = frozenset(
            c for t in tables if t is not table and _side_by_side(t, table) for c in t.columns.values()
        )
        content = content_of(table, self._answers, remarks, self._printed, others)
        return _Reading(table, owner, workshop, content, remarks)

    def _evidence(self, reading: _Reading, file: str, unread: list[Unread]) -> Iterator[Evidence]:
        _about_headings(reading, self._printed)
        say_repeated(reading.table, reading.content.lines, reading.remarks)
        origin = Origin(reading.workshop.id, reading.owner.unit, file, reading.table.tab.name)
        builder = Builder(reading.table, origin, self._answers, reading.remarks)
        yield from builder.evidence(reading.content.lines)
        builder.idle(reading.content.idle)
        given = reading.content.given
        if given and not reading.table.layout.sheet.prefilled:
            builder.renamed(reading.content.lines, given)
        unread.extend(builder.unread)

    def _about_sheet(self, sheet: Sheet, tab: Tab, file: str, owner: Identity) -> Iterator[Finding]:
        workshop = workshop_of(owner, self._context)
        values = _titled(sheet)
        if not self._context.switched_on(sheet):
            yield Finding("sheet.switched-off", file, tab.name, values=values)
        elif workshop and sheet.code not in workshop.sheets:
            yield Finding("sheet.other-workshop", file, tab.name, values=values)

    def _missing(
        self, tables: Mapping[str, tuple[Table, ...]], book: Book, file: str, identity: Identity
    ) -> Iterator[Finding]:
        """Sheets that this unit got and the file lacks; a question where a tab still has the name."""
        found = {table.code for group in tables.values() for table in group}
        loose = [tab for tab in book.tabs if not tables[tab.name]]
        for layout in map(self._layouts.by_code.__getitem__, expected_sheets(identity, self._context)):
            if layout.sheet.code in found:
                continue
            tab = next((t for t in loose if _is_named(t, layout.sheet)), None)
            if tab is None:
                yield Finding("sheet.missing", file, values=_titled(layout.sheet))
            else:
                yield Finding("sheet.without-table", file, tab.name, values=_titled(layout.sheet))


def _titled(sheet: Sheet) -> dict[str, object]:
    return {"code": sheet.code, "title_da": sheet.title["da"], "title_en": sheet.title["en"]}


def _is_named(tab: Tab, sheet: Sheet) -> bool:
    name = plain(tab.name)
    return name.startswith(plain(sheet.code)) or any(
        plain(title) in name for title in sheet.title.all() if title
    )


def _counting(readings: Sequence[_Reading], file: str, findings: list[Finding]) -> Iterator[_Reading]:
    """One reading per sheet and unit: the first that has answers. Another with answers is asked about."""
    for same in _same(readings):
        first, *others = [r for r in same if r.content.lines] or same[:1]
        yield first
        for other in others:
            code = "sheet.copied" if _texts(other) == _texts(first) else "sheet.twice"
            values = {**_titled(first.table.layout.sheet), "other": first.table.tab.name}
            findings.append(Finding(code, file, other.table.tab.name, values=values))


def _same(readings: Sequence[_Reading]) -> Iterable[list[_Reading]]:
    groups: dict[tuple[str, str], list[_Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.table.code, reading.owner.token), []).append(reading)
    return groups.values()


def _texts(reading: _Reading) -> list[dict[str, str]]:
    return [{id: as_text(raw) for id, raw in line.raws.items()} for line in reading.content.lines]


def _kept(reading: _Reading, *, counts: bool, chosen: Sequence[_Reading]) -> list[Kept]:
    """Cells that no column holds; of a sheet that does not count and is no copy, every cell."""
    content, tab = reading.content, reading.table.tab
    same = [one for one in chosen if (one.table.code, one.owner) == (reading.table.code, reading.owner)]
    if counts or any(_texts(one) == _texts(reading) for one in same):
        changed = _changed_headings(reading.table)
        return kept_of(tab, (*changed, *content.kept, *content.aside, *content.overwritten))
    return kept_of(tab, content.cells())


def _side_by_side(one: Table, other: Table) -> bool:
    """Whether two tables have rows in common."""
    return (one.end is None or other.top < one.end) and (other.end is None or one.top < other.end)


def _untold(
    above: Sequence[Beside], readings: Sequence[_Reading], tab: Tab, printed: Printed
) -> list[Beside]:
    """Those cells of which no other finding speaks: rows above the headings, headings of people's columns."""
    here = [reading for reading in readings if reading.table.tab is tab]
    rows = {row for reading in here for row in _above(reading.table)}
    heads = {(r.table.header_row, column) for r in here for column, _ in _unknown_headers(r, printed)}
    return [(row, c, raw) for row, c, raw in above if row not in rows and (row, c) not in heads]


def _about_headings(reading: _Reading, printed: Printed) -> None:
    """What is odd about how the columns were found, and what stands in the kit's own rows."""
    table, remarks = reading.table, reading.remarks
    beside = _without_heading(reading, printed)
    if beside:
        cells = spans((row, column) for row, column, _ in beside)
        remarks.tab("sheet.text-outside", cells, shown=quoted(raw for _, _, raw in beside))
    changed = _changed_headings(table)
    if changed:
        cells = spans((row, column) for row, column, _ in changed)
        remarks.tab("table.heading-changed", cells, headers=quoted(raw for _, _, raw in changed))

    def named(ids: Sequence[str]) -> str:
        heads = headings(table)
        return ", ".join(f"“{heads[id]}”" for id in ids)

    row = table.header_row or table.top
    if table.torn:
        cells = spans((row, table.columns[id]) for id in table.torn)
        remarks.tab("table.columns-disagree", cells, headers=named(table.torn))
    weak = [id for id in table.weak if id in table.columns and id not in table.torn]
    if weak:
        cells = spans((row, table.columns[id]) for id in weak)
        remarks.tab("table.one-source", cells, headers=named(weak))
    for code, wanted in (("table.column-missing", True), ("table.column-gone", False)):
        gone = [id for id in table.missing if (id in table.layout.required) is wanted]
        if gone:
            remarks.tab(code, headers=named(gone))
    above = _above(table)
    if above:
        remarks.tab("table.rows-above-header", spans((r, min(table.columns.values())) for r in above))
    unknown = _unknown_headers(reading, printed)
    if unknown:
        headers = ", ".join(f"“{text}”" for _, text in unknown)
        remarks.tab("table.unknown-column", spans((row, column) for column, _ in unknown), headers=headers)


def _above(table: Table) -> list[int]:
    """Rows above the headings that look like answers, sorted up there together with the header."""
    if table.header_row is None:
        return []
    columns = set(table.columns.values())
    return [
        row
        for row, cells in table.tab.rows.items()
        if row < table.header_row and row != table.key_row and len(columns & cells.keys()) >= _ROWS_ABOVE
    ]


def _unknown_headers(reading: _Reading, printed: Printed) -> list[tuple[int, str]]:
    """Headings of columns that people added and wrote in."""
    heads = reading.table.tab.rows.get(reading.table.header_row or 0, {})
    used = sorted({column for _, column, _ in reading.content.kept})
    told = [(column, one_line(as_text(heads[column]))) for column in used if column in heads]
    return [(column, text) for column, text in told if not any(printed.is_word(k, text) for k in _OWN_HEADS)]


def _without_heading(reading: _Reading, printed: Printed) -> list[Beside]:
    """What stands in rows of the kit's own, beside all columns, or under headings that are the kit's and
    name nothing to fill in."""
    own = {column for column, _ in _unknown_headers(reading, printed)}
    return [*reading.content.aside, *(cell for cell in reading.content.kept if cell[1] not in own)]


def _changed_headings(table: Table) -> list[Beside]:
    """Headings with words of people's own over columns that are known by their keys and names."""
    row = table.header_row or 0
    heads, doubtful = table.tab.rows.get(row, {}), {*table.weak, *table.torn}
    return [
        (row, column, heads[column])
        for id, column in table.columns.items()
        if column in heads and id not in doubtful
        if plain(as_text(heads[column])) not in table.layout.fields[id].headers
    ]
