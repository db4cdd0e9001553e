"""From a sentence down to its cells, and from a cell up to the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.decision import Fate


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One answer: the column's header, the cell's address and what stands there, in words."""

    header: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class TracedRow:
    """One row of a return. ``unit`` is its code (``G3``, ``ASO``, ``LEAD``), ``area`` two letters."""

    evidence: str
    sheet: str
    file: str
    tab: str
    row: int
    workshop: str
    unit: str
    area: str
    cells: tuple[TracedCell, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Individual answers: how many of a sheet, and never which."""

    sheet: str
    number: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or an open question."""

    id: str
    module: str
    text: str


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """A number, date or quarter that a claim tells, as text, and the query on the register that gives it."""

    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Down:
    """A claim, open question or decision with what it rests on."""

    statement: Statement
    analyses: tuple[str, ...]
    rows: tuple[TracedRow, ...]
    answers: tuple[Answers, ...]
    figures: tuple[TracedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Up:
    """A row with what became of it: its fate, and the claims, questions and decisions that rest on it."""

    row: TracedRow
    fate: Fate | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class TracedNote:
    """A footnote of an edition by its number. ``published`` is its number where the strategy is published,
    ``None`` where it is not there; ``statements`` are the claims that it stands by, as they were worded then.

    ``rows`` are told as they stand now; so many as ``gone`` are no longer there. ``answers`` are counted for
    the ``current`` edition only."""

    edition: str
    current: bool
    number: int
    published: int | None
    text: str
    statements: tuple[Statement, ...]
    rows: tuple[TracedRow, ...]
    gone: int = 0
    answers: tuple[Answers, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found. ``hidden`` are individual sheets whose rows are not told; ``findings`` are what was
    said of a cell that holds no answer, as ``code: sentence``; ``statements`` are those of a module;
    ``notes`` are footnotes asked for by number or words."""

    down: tuple[Down, ...] = ()
    up: tuple[Up, ...] = ()
    hidden: tuple[Answers, ...] = ()
    findings: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[TracedNote, ...] = ()

    @property
    def found(self) -> bool:
        return any((self.down, self.up, self.hidden, self.findings, self.statements, self.notes))
