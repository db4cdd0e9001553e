"""Builds the document: collects claims, notes and open questions while the modules are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kit.model.claim import Claim, OpenQuestion
from kit.model.document import (
    Bullets,
    Callout,
    Cell,
    Column,
    FigureNode,
    Heading,
    Module,
    Node,
    Paragraph,
    Table,
)
from kit.model.figure import Figure
from kit.model.results import Results
from kit.model.text import Words
from kit.strategy.context import StrategyContext
from kit.strategy.head import module_head
from kit.strategy.names import Names
from kit.strategy.notes import Notes
from kit.strategy.say import Say, cap, free, low


@dataclass(frozen=True, slots=True)
class Basis:
    """What a claim rests on: ``analyses`` (``AN-05``) and ``evidence`` (row ids)."""

    analyses: tuple[str, ...]
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, analyses: str, *evidence: Iterable[str]) -> Basis:
        """``Basis.of("AN-05 AN-13", rows, more_rows)``: each row once, in the order given."""
        return cls(tuple(analyses.split()), tuple(dict.fromkeys(id for rows in evidence for id in rows)))


class Book:
    """One edition in the making."""

    def __init__(self, results: Results, context: StrategyContext) -> None:
        self.results = results
        self.context = context
        self.names = Names.of(context, results)
        self.notes = Notes(self.names)
        self.claims: dict[str, Claim] = {}
        self.questions: list[OpenQuestion] = []
        self.shortened: dict[str, int] = {}

    @property
    def say(self) -> Say:
        return self.names.say

    def on_paper(self, sheet: str) -> bool:
        """Whether a workshop whose answers are here works with this sheet, and it is switched off."""
        known = self.context.catalogue.sheets.get(sheet)
        if sheet in self.context.process.tier2 or (known and known.tier == 1):
            return False
        held = {row.workshop for row in self.context.evidence.values()}
        blocks = [block for w in self.context.catalogue.workshops if w.id in held for block in w.blocks]
        return any(sheet in block.sheets for block in blocks)

    def claim(self, id: str, module: str, text: str, basis: Basis) -> str:
        """Registers a claim and gives its id, numbered where another subject has the same."""
        number, wanted = 1, id
        while id in self.claims:
            number += 1
            id = f"{wanted}-{number}"
        self.claims[id] = Claim(id, module, text, basis.analyses, basis.evidence)
        return id


class Chapter:
    """One module in the making; ``sheets`` are those whose answers it rests on."""

    def __init__(self, book: Book, id: str, sheets: str = "", file: str = "") -> None:
        self.book = book
        self.id = id
        self.sheets = tuple(sheets.split())
        self.words: Words = book.context.sentences[file or id.lower()]
        self.nodes: list[Node] = []

    @property
    def names(self) -> Names:
        return self.book.names

    @property
    def say(self) -> Say:
        return self.book.say

    def text(self, key: str, n: float | None = None, /, **values: object) -> str:
        """A sentence of the module. With ``n`` the forms ``key_none``, ``key_one``, ``key_many`` are looked
        for; ``{n}`` stands for the number, ``{letters}`` for the number in letters up to ten."""
        if n is None:
            return self.words(key, **values)
        form = "none" if n == 0 else "one" if n == 1 else "many"
        found = next(k for k in (f"{key}_{form}", f"{key}_many", key) if k in self.words.texts)
        return self.words(found, n=self.say.number(n), letters=self.say.letters(n), **values)

    def common(self, key: str, **values: object) -> str:
        """A sentence that several modules share."""
        return self.book.context.words(key, **values)

    def add(self, node: Node) -> None:
        self.nodes.append(node)

    def heading(self, key: str, level: int = 2) -> None:
        self.add(Heading(self.text(key), level))

    def heading_text(self, text: str, level: int = 2) -> None:
        self.add(Heading(text, level))

    def more(self, key: str, n: int) -> None:
        """A paragraph that says how many rows stand in the register alone; the linter sums them up."""
        self.plain(self.text(key, n))
        self.book.shortened[self.id] = self.book.shortened.get(self.id, 0) + n

    def plain(self, text: str, style: str = "body") -> None:
        """A paragraph that states no claim."""
        self.add(Paragraph(cap(text), style))

    def stated(self, subject: str, text: str, basis: Basis, style: str = "body") -> Paragraph:
        """A paragraph that states a claim. Without evidence it is none, and has no note."""
        text = cap(text)
        if not basis.evidence:
            return Paragraph(text, style)
        claim = self.book.claim(f"{self.id}.{subject}", self.id, text, basis)
        return Paragraph(text, style, claim, self.book.notes.cite(basis.evidence, claim))

    def claim(self, subject: str, text: str, basis: Basis, style: str = "body") -> None:
        self.add(self.stated(subject, text, basis, style))

    def row_claim(self, subject: str, text: str, basis: Basis, note: bool = True) -> tuple[int, ...]:
        """Registers what a row of a table or a figure states; gives its note."""
        if not basis.evidence:
            return ()
        claim = self.book.claim(f"{self.id}.{subject}", self.id, cap(text), basis)
        return self.book.notes.cite(basis.evidence, claim) if note else ()

    def bullets(self, items: Sequence[Paragraph], ordered: bool = False) -> None:
        if items:
            self.add(Bullets(tuple(items), ordered))

    def unknown(
        self, subject: str, workshop: str | None = None, blocking: bool = False, /, **values: object
    ) -> None:
        """ "Det ved vi ikke endnu" as a paragraph, and an open question."""
        self.add(self.question(subject, workshop, blocking, **values))

    def question(
        self, subject: str, workshop: str | None = None, blocking: bool = False, /, **values: object
    ) -> Paragraph:
        """Asks ``<subject>_unknown``; the paragraph says who finds out and when: the lead at ``workshop`` if
        that is still to come, else as in :meth:`ask`."""
        text = cap(self.text(f"{subject}_unknown", **values))
        session = self.book.context.process.session(workshop) if workshop else None
        if session is not None and session.day > self.book.context.day:
            who, place = self.names.lead(), self.common(f"at_{session.workshop}")
            tail = self.common("unknown_then", who=who, place=place, day=self.say.long_day(session.day))
            self._ask(subject, text, blocking, who, session.day)
        else:
            self.ask(subject, text, blocking)
            who, day = low(self.owner()), self._review()
            told = self.say.long_day(day) if day else ""
            tail = self.common("unknown_by" if day else "unknown_who", who=who, day=told)
        return Paragraph(f"{text} {self.common('unknown')} {tail}", "unknown")

    def ask(self, subject: str, question: str, blocking: bool = False) -> None:
        """An open question of the kit's own: the module's owner answers it before the module is reviewed, and
        the lead, without a day, where neither is agreed."""
        self._ask(subject, question, blocking, self.owner(), self._review())

    def _ask(self, subject: str, question: str, blocking: bool, who: str, day: date | None) -> None:
        due = day.isoformat() if day else ""
        asked = OpenQuestion(f"OQ.{self.id}.{subject}", self.id, question, blocking, cap(who), due)
        self.book.questions.append(asked)

    def _review(self) -> date | None:
        """The module's next review, if it is still to come."""
        state = self.book.results.modules.get(self.id)
        return state.review if state and state.review and state.review > self.book.context.day else None

    def paper(self, *sheets: str) -> None:
        """One paragraph on the sheets that are switched off: what they would have told is not here."""
        said = [cap(self.text(f"paper_{sheet}")) for sheet in sheets if self.book.on_paper(sheet)]
        if said:
            self.plain(" ".join(said))

    def table(
        self,
        subject: str,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        basis: Basis | None = None,
        wide: bool = False,
    ) -> None:
        """A table; nothing where it has no rows."""
        if rows:
            self.add(self.made_table(subject, caption, columns, rows, basis, wide))

    def made_table(
        self,
        subject: str,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        basis: Basis | None = None,
        wide: bool = False,
    ) -> Table:
        notes = self.row_claim(subject, caption, basis) if basis else ()
        id = f"{self.id}.{subject}"
        return Table(id, caption, tuple(columns), tuple(tuple(row) for row in rows), notes, wide)

    def figure(self, subject: str, caption: str, alt: str, figure: Figure, data: Table, basis: Basis) -> None:
        """A figure with its numbers as a table; its alternative text is the claim."""
        notes = self.row_claim(subject, alt, basis)
        self.add(FigureNode(f"{self.id}.{subject}", caption, alt, figure, data, notes))

    def monday(self, items: Iterable[str]) -> None:
        """The box that ends a module. Where nothing is at hand it says what happens to the module itself."""
        said = [Paragraph(cap(item)) for item in items]
        if not said:
            said = [Paragraph(self._quiet())]
        self.add(Callout(self.common("monday"), tuple(said)))

    def _quiet(self) -> str:
        mine = sum(question.module == self.id for question in self.book.questions)
        if mine:
            return cap(self.common(f"monday_open_{'one' if mine == 1 else 'many'}", who=self.names.lead()))
        state = self.book.results.modules.get(self.id)
        if state and state.review:
            return self.common("monday_review", day=self.say.long_day(state.review))
        return cap(self.common("monday_nothing", who=self.names.lead()))

    def owner(self) -> str:
        """Who acts for the module: its owner, else the process lead."""
        state = self.book.results.modules.get(self.id)
        return free(state.owner) if state and state.owner else self.names.lead()

    def done(self, appendix: bool = False) -> Module:
        title = self.text("title") if appendix else self.names.module(self.id)
        head = module_head(self.names, self.book.results, self.id, self.sheets, appendix)
        return Module(self.id, title, head, tuple(self.nodes), appendix)


def cell(text: str, level: int | None = None, notes: tuple[int, ...] = ()) -> Cell:
    """A table cell; what is empty reads as a dash."""
    return Cell(text or "–", level, notes)


def left(header: str, width: float = 1.0) -> Column:
    """A column of text."""
    return Column(header, "left", width)


def right(header: str, width: float = 1.0) -> Column:
    """A column of figures."""
    return Column(header, "right", width)
