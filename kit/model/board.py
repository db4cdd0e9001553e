"""What the direction and the council get: a deck with a message on each slide, and a note of one page.

Every text is final: the numbers in it stand in the claims that the slide, point or answer names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.model.document import Column
from kit.model.figure import BubbleChart, Gantt


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide: lines below the title."""

    subtitle: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure with what it counts and where to read more."""

    value: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Up to six figures."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision: what we know to the left, what to choose between, with boxes to tick, to the right."""

    known: tuple[str, ...]
    heading: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bubbles:
    """The portfolio as a native chart with the names of its numbers; ``alt`` says it in words."""

    chart: BubbleChart
    alt: str
    series: str
    key: str


@dataclass(frozen=True, slots=True)
class Quarters:
    """The plan by quarter; ``header`` heads the column of names, ``busy`` stands in the fields."""

    gantt: Gantt
    header: str
    busy: str
    alt: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``more`` is a line below it, ``""`` for none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked of the board, one line with a box each; ``more`` is a line below, ``""`` for none."""

    items: tuple[str, ...]
    more: str = ""


Body = Cover | Tiles | Choice | Bubbles | Quarters | Grid | Asks


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. ``id`` names its subject (``capacity``); ``title`` is its message; ``claims`` are the ids
    of the claims that hold its numbers; ``notes`` are the speaker's lines: where it comes from."""

    id: str
    kicker: str
    title: str
    body: Body
    claims: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardDeck:
    """The deck in one language. ``name`` is its file's name without the ending; ``stamp`` its only date;
    ``draft`` is what each slide is marked with until the strategy is adopted."""

    name: str
    title: str
    municipality: str
    lang: str
    colour: str
    footer: str
    stamp: date
    slides: tuple[Slide, ...]
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence or two with the claims that hold its numbers."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the note; ``listed`` numbers its points, else they are paragraphs."""

    heading: str
    points: tuple[Point, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedQuestion:
    """A question that may come, with its answer. ``known`` is false where the answer is that nobody knows
    yet; ``source`` says in words where the answer stands."""

    topic: str
    question: str
    answer: tuple[Point, ...]
    known: bool
    source: str


@dataclass(frozen=True, slots=True)
class CouncilNote:
    """One page to the council, and on its back the questions to expect. ``name`` is the files' name
    without the ending; ``stamp`` the only date in them; ``draft`` is what it is marked with until the
    strategy is adopted."""

    name: str
    title: str
    kind: str
    municipality: str
    lang: str
    colour: str
    day: str
    stamp: date
    page: str
    sections: tuple[Section, ...]
    questions_title: str
    questions_intro: str
    questions: tuple[ExpectedQuestion, ...]
    draft: str = ""
