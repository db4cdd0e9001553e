"""The document as every format shows it: numbered, drawn, and with its wide parts set apart.

All formats work from this plan, so "Figur 3" is the same figure everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kit.model.document import Callout, Document, FigureNode, Heading, Module, Node, Note, Paragraph, Table
from kit.render.figures import svg
from kit.render.figures.canvas import WIDTH
from kit.render.glyphs import clean, printable
from kit.render.strategy.tree import map_texts, renumbered

_EVIDENCE = 3
"""As many ids of evidence as a footnote names: where to begin with ``kit trace``; the register has all."""
_SHRINK = 1.2
"""How much wider than a page a figure may be before it gets a landscape page (its letters: 7.7 pt)."""
_SUMMARY = "M01"
_OWN_PAGE = frozenset({"M00", _SUMMARY, "M02", "A"})
"""What begins a page: the first module, the summary (handed out alone), what follows it, the appendices."""
SHARE = 0.6
"""What a figure may take of an upright page's height, so that its lead fits above it."""
LEAST = 0.76
"""A figure shrinks to that share at most: its letters are 7 pt then."""
_CONTENTS = 46
"""As many lines as the contents may have on one page; with more, only modules are listed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A node in its place. ``number`` counts tables and figures, each from 1; ``drawing`` is a figure's SVG
    and ``room`` its width in units (640 fills a page's width). A paragraph that ``leads`` up to a table, a
    figure or a box stays on its page."""

    node: Node
    number: int = 0
    drawing: str = ""
    room: float = 0.0
    leads: bool = False

    @property
    def wide(self) -> bool:
        """Whether it asks for a landscape page."""
        return (isinstance(self.node, Table) and self.node.wide) or self.room > WIDTH * _SHRINK


@dataclass(frozen=True, slots=True)
class Run:
    """Items on pages of one orientation; the ``first`` run of a chapter carries its heading and head."""

    items: tuple[Item, ...]
    wide: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A module: ``tag`` is what stands before its title (``M04``, ``Bilag A``)."""

    module: Module
    tag: str
    anchor: str
    runs: tuple[Run, ...]

    @property
    def follows(self) -> bool:
        """Whether it may begin below the module before it, where there is room."""
        return self.module.id not in _OWN_PAGE

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for run in self.runs for item in run.items)


@dataclass(frozen=True, slots=True)
class Plan:
    """``depth`` is how many heading levels the contents show."""

    document: Document
    chapters: tuple[Chapter, ...]
    depth: int

    def label(self, key: str) -> str:
        return self.document.label(key)

    def tight(self, chapter: Chapter) -> bool:
        """Whether it is set closely: nothing follows on its last page, which should not be nearly empty."""
        at = self.chapters.index(chapter) + 1
        return not chapter.module.appendix and at < len(self.chapters) and not self.chapters[at].follows

    @property
    def figures(self) -> tuple[Item, ...]:
        """All figures with numbers behind them."""
        items = (item for chapter in self.chapters for item in chapter.items)
        return tuple(item for item in items if isinstance(item.node, FigureNode) and item.node.data)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Edition, status and date for the cover."""
        document = self.document
        values = {"edition": document.edition, "status": document.status, "date": self.long_date}
        return tuple((self.label(key), value) for key, value in values.items() if value)

    @property
    def draft_mark(self) -> str:
        """What stands across every page of a draft (``UDKAST``); empty once the strategy is adopted."""
        return self.document.mark

    @property
    def long_date(self) -> str:
        """``21. november 2026``."""
        day = date.fromisoformat(self.document.day)
        month = self.label("months").split()[day.month - 1]
        return self.label("date_pattern").format(day=day.day, month=month, year=day.year)

    def note_text(self, note: Note) -> str:
        """A footnote's words with the first ids of its evidence, as HTML and Markdown show them."""
        if not note.evidence:
            return note.text
        named = ", ".join(note.evidence[:_EVIDENCE])
        more = len(note.evidence) - _EVIDENCE
        tail = f" {self.label('evidence_more').format(n=more)}" if more > 0 else ""
        return f"{note.text} {self.label('evidence')}: {named}{tail}.".strip()

    def paper_note(self, note: Note) -> str:
        """A footnote's words where nobody can follow an id: in PDF and Word."""
        return note.text or self.note_text(note)

    def note(self, number: int) -> Note:
        return next(note for note in self.document.notes if note.number == number)


def plan(document: Document, *, font_only: bool = False) -> Plan:
    """The plan of a document; ``font_only`` replaces what the kit's font cannot show (for PDF).

    Raises ``ContentError`` for a footnote mark without a note, ``ValueError`` for a day that is not ISO.
    """
    tidy = renumbered(map_texts(document, printable if font_only else clean))
    counter = _Counter(tidy)
    chapters = tuple(counter.chapter(module) for module in tidy.modules)
    lines = len(chapters) + sum(
        isinstance(item.node, Heading) and item.node.level == 2 for c in chapters for item in c.items
    )
    return Plan(tidy, chapters, 2 if lines <= _CONTENTS else 1)


@dataclass(slots=True)
class _Counter:
    document: Document
    tables: int = 0
    figures: int = 0

    def chapter(self, module: Module) -> Chapter:
        kind = "appendix" if module.appendix else "module"
        tag = f"{self.document.label('appendix')} {module.id}" if module.appendix else module.id
        items = _with_leads(tuple(self.item(node) for node in _levelled(module.nodes)))
        return Chapter(module, tag, f"{kind}-{module.id.lower()}", _runs(items))

    def item(self, node: Node) -> Item:
        if isinstance(node, Table):
            self.tables += 1
            return Item(node, self.tables)
        if not isinstance(node, FigureNode):
            return Item(node)
        self.figures += 1
        document = self.document
        drawing = svg(
            map_texts(node.figure, printable),
            title=node.caption,
            summary=node.alt,
            lang=document.lang,
            colour=document.colour,
            uid=f"f{self.figures}",
        )
        return Item(node, self.figures, drawing, view_box(drawing)[0])


def _with_leads(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Marks the paragraphs right before tables, figures and boxes."""
    shown = [isinstance(item.node, Table | FigureNode | Callout) for item in items]
    return tuple(
        replace(item, leads=isinstance(item.node, Paragraph) and any(shown[number + 1 : number + 2]))
        for number, item in enumerate(items)
    )


def view_box(drawing: str) -> tuple[float, float]:
    """Width and height of an SVG of the kit, in its own units."""
    _, _, width, height = drawing.split('viewBox="', 1)[1].split('"', 1)[0].split()
    return float(width), float(height)


def _levelled(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """No heading skips a level: PDF/UA and screen readers ask for it."""
    made: list[Node] = []
    last = 1
    for node in nodes:
        if isinstance(node, Heading):
            last = min(max(node.level, 2), last + 1, 3)
            made.append(replace(node, level=last))
        else:
            made.append(node)
    return tuple(made)


def _runs(items: tuple[Item, ...]) -> tuple[Run, ...]:
    """Neighbouring items of one orientation. A heading and the lines that lead up to a wide table go with
    it, so that no page ends with a lonely heading."""
    turned = [item.wide for item in items]
    for number, item in enumerate(items):
        if item.wide:
            start = _lead_in(items, number)
            turned[start:number] = [True] * (number - start)
    end = len(turned) - turned[::-1].index(True) if True in turned else len(turned)
    if len(items) - end <= 2 and not any(isinstance(i.node, Table | FigureNode) for i in items[end:]):
        turned[end:] = [True] * (len(items) - end)  # the closing words need no page of their own
    runs: list[Run] = []
    for number, item in enumerate(items):
        if runs and runs[-1].wide == turned[number]:
            runs[-1] = replace(runs[-1], items=(*runs[-1].items, item))
        else:
            runs.append(Run((item,), turned[number], not runs))
    return tuple(runs) or (Run((), False, True),)


def _lead_in(items: tuple[Item, ...], number: int) -> int:
    """Where the words that lead up to item ``number`` begin; ``number`` itself if there are none."""
    start = number
    while start and isinstance(items[start - 1].node, Heading | Paragraph) and number - start < 3:
        start -= 1
    if start == 0 and number <= 2:
        return 0  # the module begins with the table: its heading needs no page of its own
    return next((n for n in range(start, number) if isinstance(items[n].node, Heading)), number)
