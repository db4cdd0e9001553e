"""All tables of one workbook: which count, what they hold, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.findings import Finding
from kit.model.evidence import Evidence, Unread
from kit.model.sheet import Identity, Sheet
from kit.model.text import LANGUAGES
from kit.read.answer import as_text
from kit.read.answers import Answers
from kit.read.aside import Kept, above_tables, kept_of, loose_tab, outside, within_limits
from kit.read.build import Builder, Origin
from kit.read.comments import told
from kit.read.context import ReadContext
from kit.read.displaced import displaced, without
from kit.read.entries import exact
from kit.read.grid import Book, Tab
from kit.read.headings import changed_headings, say_headings, untold
from kit.read.layout import Layouts
from kit.read.locate import Table, locate
from kit.read.printed import Printed
from kit.read.reading import Reading, counting, texts, titled
from kit.read.recognise import expected_sheets, workshop_of
from kit.read.remarks import Remarks
from kit.read.repeats import say_repeated
from kit.read.rows import content_of
from kit.read.struck import say_struck
from kit.read.text import plain


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tabs of one workbook gave."""

    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Kept, ...]
    unread: tuple[Unread, ...]


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
        readings: list[Reading] = []
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
                findings.extend(outside(file, tab, untold(above, readings, tab, self._printed)))
            else:
                loose, said = loose_tab(tab, file, self._printed)
                kept.extend(loose)
                findings.extend(said)
        for tab in book.tabs:
            hung, about = told(file, tab)
            kept.extend(hung)
            findings.extend(about)
        chosen = list(counting(readings, file, findings))
        unread: list[Unread] = []
        evidence: list[Evidence] = []
        settled = {id(one): self._settled(one, file, evidence, unread) for one in chosen}
        for reading in readings:
            counts = id(reading) in settled
            findings.extend(reading.remarks.findings() if counts else ())
            kept.extend(_kept(settled.get(id(reading), reading), counts=counts, chosen=chosen))
        findings.extend(self._missing(tables, book, file, identity))
        order = {tab.name: place for place, tab in enumerate(book.tabs)}
        kept.sort(key=lambda cell: order.get(cell[0], len(order)))
        cells, more = within_limits(kept, file)
        return Gathered(tuple(evidence), (*findings, *more), cells, tuple(unread))

    def _reading(self, table: Table, tables: Sequence[Table], file: str, owner: Identity) -> Reading:
        workshop = workshop_of(owner, self._context)
        assert workshop is not None
        remarks = Remarks(file, table.tab.name)
        others = frozenset(
            c for t in tables if t is not table and _side_by_side(t, table) for c in t.columns.values()
        )
        content = content_of(table, self._answers, remarks, self._printed, others)
        return Reading(table, owner, workshop, content, remarks, others)

    def _settled(
        self, reading: Reading, file: str, evidence: list[Evidence], unread: list[Unread]
    ) -> Reading:
        """The reading as it counts, without the rows that slid; what it gives goes to ``evidence`` and
        ``unread``."""
        table, remarks = reading.table, reading.remarks
        origin = Origin(reading.workshop.id, reading.owner.unit, file, table.tab.name)
        builder = Builder(table, origin, self._answers, remarks)
        rows = list(builder.evidence(reading.content.lines))
        slid = displaced(table, reading.content, self._answers, remarks, reading.others)
        if slid:
            gone = {one.row for one in slid}
            rows = [row for row in rows if row.row not in gone]
            builder.unread = [cell for cell in builder.unread if cell.row not in gone]
            for one in slid:
                builder.leave(one.row, {} if one.printed else one.cells)
            reading = replace(reading, content=without(reading.content, slid))
        evidence += rows
        say_headings(reading, self._printed)
        say_repeated(table, reading.content.lines, remarks)
        if table.tab.struck:
            say_struck(table, remarks)
        builder.idle(reading.content.idle)
        given = reading.content.given
        if given and not table.layout.sheet.prefilled:
            builder.renamed(reading.content.lines, given)
        unread.extend(builder.unread)
        return reading

    def _about_sheet(self, sheet: Sheet, tab: Tab, file: str, owner: Identity) -> Iterator[Finding]:
        workshop = workshop_of(owner, self._context)
        values = titled(sheet)
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
                yield Finding("sheet.missing", file, values=titled(layout.sheet))
            else:
                yield Finding("sheet.without-table", file, tab.name, values=titled(layout.sheet))


def _is_named(tab: Tab, sheet: Sheet) -> bool:
    name = plain(tab.name)
    return name.startswith(plain(sheet.code)) or any(
        plain(title) in name for title in sheet.title.all() if title
    )


def _kept(reading: Reading, *, counts: bool, chosen: Sequence[Reading]) -> list[Kept]:
    """Cells that no column holds; of a sheet that does not count and is no copy, every cell."""
    content, tab = reading.content, reading.table.tab
    same = [one for one in chosen if (one.table.code, one.owner) == (reading.table.code, reading.owner)]
    if counts or any(texts(one) == texts(reading) for one in same):
        changed = changed_headings(reading.table)
        return kept_of(tab, (*changed, *content.kept, *content.aside, *content.overwritten))
    return kept_of(tab, content.cells())


def _side_by_side(one: Table, other: Table) -> bool:
    """Whether two tables have rows in common."""
    return (one.end is None or other.top < one.end) and (other.end is None or one.top < other.end)
