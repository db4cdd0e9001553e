"""The strategy as Word: native headings, real footnotes, contents with links, tables with header rows."""

from __future__ import annotations

import io
from datetime import date

from docx.document import Document as WordFile
from docx.oxml import parse_xml

from kit.model.document import (
    Bullets,
    Callout,
    Cell,
    Document,
    FigureNode,
    Heading,
    Node,
    Note,
    Paragraph,
    Table,
)
from kit.model.figure import HeatMatrix
from kit.render.charts import Native
from kit.render.package import normalise_package
from kit.render.strategy import docx_chart as charts
from kit.render.strategy import docx_pages as pages
from kit.render.strategy import docx_xml as x
from kit.render.strategy.docx_heat import ground, heat
from kit.render.strategy.docx_parts import (
    Footnotes,
    Lists,
    open_base,
    recolour,
    set_language,
    set_properties,
    style_ids,
)
from kit.render.strategy.docx_widths import measured
from kit.render.strategy.plan import LEAST, SHARE, Chapter, Item, Plan, plan, view_box
from kit.render.typst import render_png
from kit.resources import OWN_ROOT, Resources

TEMPLATE = "templates/strategy.docx"
_STYLES = {"body": "body text", "lead": "lead", "quote": "quote", "unknown": "open point"}


def to_docx(document: Document, resources: Resources) -> bytes:
    """The Word file, written into ``templates/strategy.docx`` of the process or the kit.

    The same bytes for the same document. Styles are found by name; those that a municipality's file
    lacks come from the kit's. Figures are native charts with their workbook, heat tables are tables, and what
    Word has no form for is a picture of 200 dots per inch. All have their alternative text.
    """
    base = open_base(io.BytesIO(resources.bytes(TEMPLATE)))
    own = open_base(str(OWN_ROOT / TEMPLATE))
    if resources.is_own(TEMPLATE):
        recolour(base, document.colour)
        recolour(own, document.colour)
    writer = _Writer(plan(document), base, own, resources)
    writer.write()
    set_language(base, document.lang)
    set_properties(base, writer.plan.document)
    made = io.BytesIO()
    base.save(made)
    return normalise_package(made.getvalue(), date.fromisoformat(document.day))


class _Writer:
    """Writes the plan into the body of ``base``; its own content goes, its pages and styles stay."""

    def __init__(self, ready: Plan, base: WordFile, own: WordFile, resources: Resources) -> None:
        self.plan = ready
        self.behind = pages.behind(ready)
        self.base = base
        self.resources = resources
        self.ids = style_ids(base, own)
        self.lists = Lists.of(base)
        self.notes = Footnotes.of(base, self.ids, own)
        self.said: set[int] = set()
        self.marks = 0
        self.room = 0
        self.tall = 0.0
        self.close = ""
        self.body: list[str] = []

    def write(self) -> None:
        body = self.base.element.body
        sizes = pages.Pages.of(self.base)
        pages.running_lines(self.base, self.plan, self.ids)
        logo = pages.logo(self.base, self.plan, self.resources)
        self.body += pages.cover(self.plan, self.ids, logo) + pages.contents(self.plan, self.ids)
        self.tall = sizes.height()
        wide = False
        for chapter in self.plan.chapters:
            self.close = x.CLOSE if self.plan.tight(chapter) else ""
            for run in chapter.runs:
                if run.wide != wide:
                    self.body.append(sizes.end(wide, self.ids["section end"]))
                    wide = run.wide
                self.room = sizes.room(wide)
                self.body += self._opening(chapter) if run.first else []
                for item in run.items:
                    self._node(item, wide)
            if self.body[-1] == self._space():
                self.body.pop()  # at the foot of a full page it would make an empty one
        if wide:
            self.body.append(sizes.end(wide, self.ids["section end"]))
        self.room, self.close = sizes.room(False), ""
        self._figure_data()
        self.notes.save()
        for child in list(body)[:-1]:
            body.remove(child)
        for part in parse_xml(f"<w:body {x.NAMESPACES}>{''.join(self.body)}</w:body>"):
            body.insert(len(body) - 1, part)

    def _space(self) -> str:
        """A little room after a panel, a box or a table."""
        return x.paragraph("", self.ids["after panel"])

    def _opening(self, chapter: Chapter) -> list[str]:
        text = x.run(chapter.tag, self.ids["tag"]) + x.run(f" {chapter.module.title}")
        start = x.NEW_PAGE if pages.opens_page(chapter) else ""
        made = [x.paragraph(self._target(text, pages.anchor(chapter.anchor)), self.ids["heading 1"], start)]
        for pairs in pages.head_lines(chapter.module.head):
            line = x.tab().join(x.run(a, self.ids["label"]) + x.tab() + x.run(b) for a, b in pairs)
            props = x.KEEP + pages.HEAD_TABS + self.close
            made.append(x.paragraph(line, self.ids["module head"], props))
        if chapter.module.head:
            made.append(x.paragraph("", self.ids["after panel"], x.KEEP))
        return made

    def _node(self, item: Item, wide: bool) -> None:
        node: Node = item.node
        match node:
            case Paragraph():
                self.body.append(self._paragraph(node, x.KEEP if item.leads else ""))
            case Heading():
                style = self.ids[f"heading {node.level}"]
                self.body.append(x.paragraph(x.run(node.text), style, self.close and x.CLOSE_HEADING))
            case Bullets():
                style = self.ids["list number" if node.ordered else "list bullet"]
                self._list(node.items, style, self.lists.ordered() if node.ordered else self.lists.bullets)
            case Callout():
                props = self.close and x.CLOSE_HEADING
                self.body.append(x.paragraph(x.run(node.title), self.ids["callout title"], props))
                self._list(node.items, self.ids["callout"], self.lists.boxed, whole=len(node.items) <= 8)
                self.body.append(self._space())
            case Table():
                self._caption(self.plan.label("table"), item.number, node, keep=True)
                self.body += [self._table(node), self._space()]
            case FigureNode():
                self._figure(node, item, wide)

    def _paragraph(self, node: Paragraph, props: str) -> str:
        text = self._rich(node.text, node.notes)
        if node.style == "unknown":
            text = x.run(self.plan.label("unknown"), self.ids["label"]) + x.line_break() + text
        return x.paragraph(text, self.ids[_STYLES[node.style]], props + (self.close and x.CLOSE_TEXT))

    def _list(self, items: tuple[Paragraph, ...], style: str, number: int, *, whole: bool = False) -> None:
        boxed = number == self.lists.boxed
        close = self.close if boxed else self.close and x.CLOSE_TEXT
        for place, item in enumerate(items, 1):
            keep = x.KEEP if whole and place < len(items) else ""
            text = self._rich(item.text, item.notes, italic=item.style == "quote")
            if item.style == "unknown":
                text = x.run(f"{self.plan.label('unknown')}: ", self.ids["label"]) + text
            self.body.append(x.paragraph(text, style, keep + x.list_props(number) + close))

    def _rich(
        self, text: str, notes: tuple[int, ...], *, italic: bool = False, colour: str = "", size: float = 0
    ) -> str:
        """A text and its marks; the first mark of a note is the footnote, later ones refer to it."""
        made = x.run(text, italic=italic, colour=colour, size=size)
        for place, number in enumerate(notes):
            style = self.ids["footnote reference"]
            if place:
                made += x.run(",", style)
            if number in self.said:
                made += x.field(f"NOTEREF note_{number} \\h", x.run(str(number), style))
            else:
                self.said.add(number)
                made += self._target(self.notes.mark(self._note(self.plan.note(number))), f"note_{number}")
        return made

    def _note(self, note: Note) -> str:
        """Its words alone: ids of rows are for HTML, Markdown and the register, where one can follow them."""
        return x.run(f" {note.text}")

    def _target(self, content: str, name: str) -> str:
        self.marks += 1
        return x.bookmark(content, name, self.marks)

    def _caption(
        self, word: str, number: int, node: Table | FigureNode, *, keep: bool, more: str = ""
    ) -> None:
        counted = x.field(f"SEQ {word} \\* ARABIC", x.run(str(number), bold=True))
        text = x.run(f"{word} ", bold=True) + counted + x.run(f"  {node.caption}")
        text += self._rich("", node.notes) + more
        self.body.append(x.paragraph(text, self.ids["caption"], x.KEEP if keep else ""))

    def _table(self, table: Table) -> str:
        made = measured(table, self.room)
        grid = x.Grid(made.widths, tuple(c.align == "right" for c in table.columns))
        rows = [x.row(self._head_cells(table, grid, made.size), header=True)]
        for number, cells in enumerate(table.rows, 1):
            whole = all(len(cell.text) < 600 for cell in cells)
            keep = number < len(table.rows) and (_short(table) or number in {1, len(table.rows) - 1})
            sizes = zip(cells, grid.widths, grid.right, strict=True)
            made_cells = [self._cell(c, w, r, made.size, keep) for c, w, r in sizes]
            rows.append(x.row(made_cells, whole=whole))
        if not table.rows:
            text = self._cell_text(x.run(self.plan.label("empty_table")), "table text", False)
            rows.append(x.row([x.cell(text, sum(grid.widths), span=len(grid.widths))]))
        return x.table(rows, grid, self.ids["strategy table"], table.caption)

    def _head_cells(self, table: Table, grid: x.Grid, size: float) -> list[str]:
        return [
            x.cell(self._cell_text(x.run(column.header, size=size), "table head", right), width)
            for column, width, right in zip(table.columns, grid.widths, grid.right, strict=True)
        ]

    def _cell(self, cell: Cell, width: int, right: bool, size: float, keep: bool) -> str:
        shade, colour = ground(cell.level)
        rich = self._rich(cell.text, cell.notes, colour=colour, size=size)
        return x.cell(self._cell_text(rich, "table text", right, keep), width, shade=shade)

    def _cell_text(self, content: str, style: str, right: bool, keep: bool = False) -> str:
        props = (x.KEEP if keep else "") + ('<w:jc w:val="right"/>' if right else "")
        return x.paragraph(content, self.ids[style], props)

    def _figure(self, node: FigureNode, item: Item, wide: bool) -> None:
        """A heat table is a table, with its caption above; what Word has a chart for is a chart where a page
        has room for it, and all else a picture."""
        word = self.plan.label("figure")
        more = self._link(item) if item in self.behind else ""
        if isinstance(node.figure, HeatMatrix):
            self._caption(word, item.number, node, keep=True, more=more)
            self.body += [heat(node, node.figure, self.ids, self.room), self._space()]
            return
        made = charts.chart(node.figure, self.plan, self.base)
        if made and made.height > self.tall * 0.9:
            made = None
        drawing = self._chart(made, node, item) if made else self._picture(node, item, wide)
        self.body.append(x.paragraph(drawing, self.ids["picture"]))
        key = made.key if made else ()
        self._caption(word, item.number, node, keep=bool(key), more=more)
        if made and key:
            self.body += [charts.key(made, self.plan, self.ids, self.room, node.caption), self._space()]

    def _link(self, item: Item) -> str:
        """The way to the numbers behind a figure."""
        words = x.run(self.plan.label("figure_data"), self.ids["hyperlink"])
        return x.run(" ") + x.link(words, f"data_{item.number}")

    def _chart(self, made: Native, node: FigureNode, item: Item) -> str:
        words = (node.caption, node.alt or node.caption)
        return charts.insert(self.base, made, words, item.number, self.room / 1440 * 25.4)

    def _picture(self, node: FigureNode, item: Item, wide: bool) -> str:
        width, height = view_box(item.drawing)
        full = self.room / 1440 * 25.4
        mm = min(full, (132.0 if wide else 205.0) * width / height)
        if not wide:
            mm = max(min(mm, SHARE * self.tall * width / height), mm * LEAST)
        png = render_png(item.drawing, resources=self.resources, width_mm=mm)
        return pages.picture(self.base, png, mm, item.number, node.alt or node.caption)

    def _figure_data(self) -> None:
        if not self.behind:
            return
        title = self._target(x.run(self.plan.label("figures_data")), pages.anchor("figures"))
        self.body.append(x.paragraph(title, self.ids["heading 1"], x.NEW_PAGE))
        for item in self.behind:
            assert isinstance(item.node, FigureNode)
            data = item.node.data
            assert data is not None
            words = x.run(f"{self.plan.label('figure')} {item.number}", bold=True) + x.run(
                f"  {data.caption}"
            )
            text = self._target(words, f"data_{item.number}") + self._rich("", data.notes)
            self.body.append(x.paragraph(text, self.ids["caption"], x.KEEP))
            self.body += [self._table(data), self._space()]


def _short(table: Table) -> bool:
    """Whether the table should stay on one page; a longer one only never leaves a single row behind."""
    return len(table.rows) <= 4 and sum(len(cell.text) for row in table.rows for cell in row) < 450
