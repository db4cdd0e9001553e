"""The strategy as PDF: accessible (PDF/UA-1) and archivable (PDF/A-2a), set by typst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kit.model.document import Bullets, Callout, Cell, Document, FigureNode, Heading, Node, Paragraph, Table
from kit.render.figures.canvas import LEVELS, SIZE
from kit.render.figures.colour import INK, WHITE, accent, contrast, mix
from kit.render.logo import logo
from kit.render.strategy.plan import Chapter, Item, Plan, plan, view_box
from kit.render.typst import compile_pdf
from kit.resources import Resources

TEMPLATE = "templates/strategy.typ"
_PORTRAIT = (160.0, 205.0)
_LANDSCAPE = (247.0, 132.0)
"""The largest figure on a page, in mm, with room for its caption."""
_LOGO = (55.0, 22.0)
"""The most that a logo takes on the cover, in mm."""
_PAGE = 246.0
"""The height of an upright page between its margins, in mm."""
_SHARE = 0.44
"""What a figure may take of an upright page's height, so that two and their words fit on one: a larger one
shrinks, as far as its letters can still be read."""
_LETTERS = 7.0
"""The smallest letters of a figure that shrinks, in points."""
_FONT_SIZE = re.compile(r'font-size="([\d.]+)"')
MOST_UPRIGHT = 10
"""Columns of a figure's numbers that stand on an upright page; more are set across."""
MOST_ROWS = 1000
"""Rows of one table; programs that read a PDF aloud or judge it give up on tables of more than 1,024."""

Data = dict[str, object]
"""What goes to the template as JSON; nothing in the kit reads it."""


def to_pdf(document: Document, resources: Resources) -> bytes:
    """The PDF; the same bytes for the same document. Raises ``ContentError`` if typst refuses anything."""
    made = _Writer(plan(document, font_only=True)).data()
    made["logo"] = _logo(resources)
    return compile_pdf(
        resources.bytes(TEMPLATE),
        made,
        resources=resources,
        day=date.fromisoformat(document.day),
        title=document.title,
    )


def _logo(resources: Resources) -> Data | None:
    found = logo(resources)
    if found is None:
        return None
    width, height = found.within(*_LOGO)
    return {"svg": found.svg, "width": width, "height": height}


class _Writer:
    """Turns the plan into the template's data; remembers which notes have been printed."""

    def __init__(self, ready: Plan) -> None:
        self.plan = ready
        self.said: set[int] = set()

    def data(self) -> Data:
        document = self.plan.document
        tone = accent(document.colour)
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "municipality": document.municipality,
            "lang": document.lang,
            "region": "DK" if document.lang == "da" else "GB",
            "running": [f"{self.plan.label('edition')} {document.edition}", document.status],
            "facts": self.plan.facts,
            "draft": self.plan.draft_mark,
            "depth": self.plan.depth,
            "labels": dict(document.labels),
            "accent": tone,
            "tint": mix(tone, WHITE, 0.91),
            "levels": [[shade, _on(shade)] for shade in LEVELS],
            "chapters": [self._chapter(chapter) for chapter in self.plan.chapters],
            "figures": [self._figure_data(item) for item in self.plan.figures],
        }

    def _chapter(self, chapter: Chapter) -> Data:
        return {
            "anchor": chapter.anchor,
            "tag": chapter.tag,
            # the first module, a list of versions, may begin below the contents
            "follows": chapter.follows or chapter is self.plan.chapters[0],
            "tight": self.plan.tight(chapter),
            "title": chapter.module.title,
            "head": chapter.module.head,
            "runs": [
                {
                    "wide": run.wide,
                    "nodes": [self._node(part, run.wide) for item in run.items for part in _parts(item)],
                }
                for run in chapter.runs
            ],
        }

    def _node(self, item: Item, wide: bool) -> Data:
        node: Node = item.node
        match node:
            case Paragraph():
                return {"kind": node.style, "leads": item.leads, **self._text(node.text, node.notes)}
            case Heading():
                return {"kind": "heading", "level": node.level, "text": node.text}
            case Bullets():
                return {"kind": "list", "ordered": node.ordered, "items": self._items(node.items)}
            case Callout():
                return {"kind": "callout", "title": node.title, "items": self._items(node.items)}
            case Table():
                return self._table(node, f"{self.plan.label('table')} {item.number}")
            case FigureNode():
                return self._figure(node, item, wide)

    def _items(self, items: tuple[Paragraph, ...]) -> list[Data]:
        return [{"kind": item.style, **self._text(item.text, item.notes)} for item in items]

    def _text(self, text: str, notes: tuple[int, ...]) -> Data:
        """A text and its marks; the first mark of a note carries its words."""
        marks: list[Data] = []
        for number in notes:
            first = number not in self.said
            self.said.add(number)
            words = self.plan.paper_note(self.plan.note(number)) if first else ""
            marks.append({"n": number, "first": first, "text": words})
        return {"text": text, "notes": marks}

    def _table(self, table: Table, tag: str) -> Data:
        caption = self._text(table.caption, table.notes)
        return {
            "kind": "table",
            "tag": tag,
            "caption": caption,
            "columns": [
                {"header": c.header, "right": c.align == "right", "width": c.width} for c in table.columns
            ],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "wide": table.wide,
        }

    def _cell(self, cell: Cell) -> Data:
        level = None if cell.level is None else min(max(cell.level, 0), len(LEVELS) - 1)
        return {**self._text(cell.text, cell.notes), "level": level}

    def _figure(self, node: FigureNode, item: Item, wide: bool) -> Data:
        width, height = view_box(item.drawing)
        shown = _width(item.drawing, wide)
        return {
            "kind": "figure",
            "tag": f"{self.plan.label('figure')} {item.number}",
            "caption": self._text(node.caption, node.notes),
            "alt": node.alt or node.caption,
            "svg": item.drawing,
            "width": shown,
            "high": shown * height / width,
            "data": f"data-{item.number}" if node.data else "",
        }

    def _figure_data(self, item: Item) -> Data:
        assert isinstance(item.node, FigureNode)
        assert item.node.data is not None
        crowded = len(item.node.data.columns) > MOST_UPRIGHT
        data = replace(item.node.data, wide=crowded)
        tag = f"{self.plan.label('figure')} {item.number}"
        return {"anchor": f"data-{item.number}", **self._table(data, tag)}


def _parts(item: Item) -> Iterator[Item]:
    """The item; a table of very many rows in several, each with its number and the first with the notes."""
    node = item.node
    if not isinstance(node, Table) or len(node.rows) <= MOST_ROWS:
        yield item
        return
    starts = range(0, len(node.rows), MOST_ROWS)
    for number, start in enumerate(starts, 1):
        rows = node.rows[start : start + MOST_ROWS]
        caption = f"{node.caption} ({number}/{len(starts)})"
        part = replace(node, rows=rows, caption=caption, notes=node.notes if number == 1 else ())
        yield replace(item, node=part)


def _width(drawing: str, wide: bool) -> float:
    """How broad a figure is set, in mm."""
    width, height = view_box(drawing)
    most, high = _LANDSCAPE if wide else _PORTRAIT
    full = min(most, high * width / height, width * 0.27)
    least = _LETTERS * 25.4 / 72 * width / _smallest_letters(drawing)
    return full if wide else min(full, max(_SHARE * _PAGE * width / height, least))


def _smallest_letters(drawing: str) -> float:
    """The smallest font size in a drawing, in its own units."""
    return min((float(size) for size in _FONT_SIZE.findall(drawing)), default=SIZE)


def _on(shade: str) -> str:
    return WHITE if contrast(shade, WHITE) >= 4.5 else INK
