"""The strategy as a tree. Word, PDF, HTML and Markdown are made from this one tree.

Texts are plain: no markup inside strings. Footnotes are numbered through the whole document and point
to ``Document.notes`` by number (from 1).
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``style`` is ``body``, ``lead`` (larger, first in a module), ``unknown`` ("Det ved vi ikke endnu") or
    ``quote`` (a view from the room). ``claim`` is the id of the claim that it states, if any."""

    text: str
    style: str = "body"
    claim: str | None = None
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a module; ``level`` is 2 or 3 (the module's own title is level 1)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``ordered`` numbers it."""

    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``level`` (0…4) shades it as in a heat matrix; the text always says it too.

    ``keys`` are what a filter finds it by: ``None`` is its own text, an empty tuple that nothing is there.
    """

    text: str
    level: int | None = None
    notes: tuple[int, ...] = ()
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """``align`` is ``left`` or ``right``; ``width`` is a weight, all weights share the text width.

    ``find`` is how a page with script filters by it: ``choice`` among the cells' keys, ``missing`` for the
    cells without any, ``""`` not at all.
    """

    header: str
    align: str = "left"
    width: float = 1.0
    find: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; ``wide`` asks for a landscape page where the format has pages."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[int, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class FigureNode:
    """A figure with caption and alternative text; ``data`` is the same as a table for those who read."""

    id: str
    caption: str
    alt: str
    figure: Figure
    data: Table | None = None
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Callout:
    """A box with a title ("Det ændrer sig på mandag")."""

    title: str
    items: tuple[Paragraph, ...]


Node = Paragraph | Heading | Bullets | Table | FigureNode | Callout


@dataclass(frozen=True, slots=True)
class Module:
    """A chapter: M00…M12 or an appendix A…G. ``head`` is the module head as label–value pairs."""

    id: str
    title: str
    head: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its words, the ids of the evidence behind it (empty when individual answers), and those of
    the claims that it stands by."""

    number: int
    text: str
    evidence: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole strategy in one language. ``day`` is ISO; ``labels`` are words that renderers need.

    A ``draft`` is marked as one on every page.
    """

    title: str
    subtitle: str
    municipality: str
    lang: str
    edition: str
    status: str
    day: str
    colour: str
    labels: tuple[tuple[str, str], ...]
    modules: tuple[Module, ...]
    notes: tuple[Note, ...]
    draft: bool = False

    def label(self, key: str) -> str:
        """A renderer's word by key; ``KeyError`` if unknown."""
        return dict(self.labels)[key]

    @property
    def mark(self) -> str:
        """What each page of a draft is marked with (``UDKAST``); empty once the strategy is adopted."""
        return self.label("draft_mark") if self.draft else ""
