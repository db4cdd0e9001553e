"""Claims as other papers quote them: their words, the tables behind them, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kit.model.claim import Claim, OpenQuestion, Strategy
from kit.model.document import FigureNode, Table
from kit.model.results import Results
from kit.strategy.book import Book, Chapter
from kit.strategy.context import StrategyContext
from kit.strategy.names import Names
from kit.strategy.say import Say, cap, low

_END = re.compile(r"(?<=[^\s.])\.\s+(?=[A-ZÆØÅÉ“])")
SOURCES = 8
"""So many sources have room in a speaker's notes."""


class Backed:
    """One edition to quote from. ``part`` names the sentences (``board``); claims of the modules in
    ``without`` are not there."""

    def __init__(
        self,
        results: Results,
        strategy: Strategy,
        context: StrategyContext,
        part: str,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.results = results
        self.context = context
        self.chapter = Chapter(Book(results, context), part)
        self.text = self.chapter.text
        self._claims = {claim.id: claim for claim in strategy.claims if claim.module not in without}
        self._questions = {q.id: q for q in strategy.open_questions if q.module not in without}
        modules = [module for module in strategy.document.modules if module.id not in without]
        nodes = [node for module in modules for node in module.nodes]
        self._tables = {node.id: node for node in nodes if isinstance(node, Table)}
        self._figures = {node.id: node for node in nodes if isinstance(node, FigureNode)}

    @property
    def say(self) -> Say:
        return self.chapter.say

    @property
    def names(self) -> Names:
        return self.chapter.names

    def claim(self, id: str) -> Claim | None:
        return self._claims.get(id)

    def question(self, id: str) -> OpenQuestion | None:
        return self._questions.get(id)

    def table(self, id: str) -> Table | None:
        return self._tables.get(id)

    def figure(self, id: str) -> FigureNode | None:
        return self._figures.get(id)

    def counted(self, subject: str) -> int | None:
        """How many things a figure of M01 is about, where one thing has a sentence of its own."""
        systems = self.results.systems
        return {"systems": len(systems.items), "critical": len(systems.critical_systems)}.get(subject)

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those ids that are claims, each once."""
        return tuple(id for id in dict.fromkeys(ids) if id in self._claims)

    def said(self, id: str) -> str:
        """The words of a claim without what points to other parts; ``""`` where it is none."""
        found = self._claims.get(id)
        if not found:
            return ""
        kept: list[str] = []
        for sentence in _END.split(found.text):
            if kept and self._points_elsewhere(sentence):
                break
            kept.append(sentence)
        return ". ".join(kept).rstrip(".:") + "."

    def first(self, id: str) -> str:
        """The first sentence of a claim; ``""`` where it is none."""
        said = self.said(id)
        return _END.split(said)[0].rstrip(".") + "." if said else ""

    def _points_elsewhere(self, sentence: str) -> bool:
        return re.search(self.text("points_elsewhere"), sentence, re.IGNORECASE) is not None

    def unknown(self, question: str, who: str = "") -> str:
        """ "Det ved vi ikke endnu" with who finds out: whom the open question names, else the lead."""
        found = self._questions.get(question)
        who = (found.responsible if found else "") or who or self.names.lead()
        day = self.say.long_day(date.fromisoformat(found.due)) if found and found.due else ""
        tail = self.chapter.common("unknown_day" if day else "unknown_who", who=low(who), day=day)
        return f"{self.chapter.common('unknown')} {cap(tail)}"

    def sources(self, ids: Iterable[str]) -> tuple[str, ...]:
        """A line for each claim: its id, its words and the sheets behind it."""
        found = [self._claims[id] for id in ids]
        notes = self.chapter.book.notes
        lines = []
        for claim in found[:SOURCES]:
            numbers = notes.cite(claim.evidence)
            texts = {note.number: note.text for note in notes.all()}
            where = " ".join(texts[number] for number in numbers)
            lines.append(self.text("source", claim=claim.id, words=claim.text.rstrip(".:"), where=where))
        if len(found) > SOURCES:
            rest = ", ".join(claim.id for claim in found[SOURCES:])
            lines.append(self.text("source_more", claims=rest))
        return tuple(lines)
