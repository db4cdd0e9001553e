"""The lead's decisions in words: what they are about, what was answered, and whether their ground holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.model.decision import ANSWERS, SHEETS, Decision
from kit.model.evidence import Value
from kit.model.text import Words
from kit.strategy.book import Basis, Book
from kit.strategy.say import cap, free, low

LISTED = ("same", "value", "holder", "initiative", "module")
"""Kinds that the log tells of. Own texts stand in their sections, where they can be read."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Says one decision; ``words`` are those of M12."""

    book: Book
    words: Words
    decision: Decision

    def what(self) -> str:
        """``KMD Nexus: Er det kritisk?``"""
        shown, names = self._shown, self.book.names
        kind = self.decision.kind
        if kind == "same":
            return self.words("ruling_same", first=shown("first"), second=shown("second"))
        if kind == "value":
            return self.words("ruling_value", system=shown("subject"), field=shown("field"))
        if kind == "holder":
            role, scope = names.role(shown("role")), shown("scope")
            known = scope and scope != names.context.process.municipality
            place = names.area(scope) if known else ""
            return self.words("ruling_holder_in", role=role, place=place) if place else role
        if kind == "initiative":
            return self.words("ruling_initiative", title=shown("initiative"))
        return names.module_title(shown("module"))

    def _shown(self, column: str) -> str:
        """What the row said of its matter; the matter itself where a row says nothing."""
        said = free(str(self.decision.shown.get(column, "")))
        return said or free(self.decision.matter.partition(":")[2])

    def answer(self) -> str:
        """What was decided, and whether it still stands on the same ground."""
        said = "; ".join(self._answers())
        if self.decision.state == "holds":
            return said
        return self.words("ruling_state", answer=said, state=self.words(f"ruling_{self.decision.state}"))

    def _answers(self) -> Iterator[str]:
        if self.decision.kind == "initiative":
            target = free(self.decision.text("merge_with"))
            yield self.words(f"ruling_{self.decision.text('decision') or 'park'}", title=target or "–")
            return
        sheet = SHEETS[self.decision.kind]
        for column in ANSWERS[self.decision.kind]:
            value = self.decision.answer.get(column)
            if value is None or not self.decision.text(column):
                continue
            said = self._value(sheet, column, value)
            if self.decision.kind == "module" or column == "name":
                header = self.book.names.column(sheet, column)
                said = self.words("ruling_part", header=cap(header.rstrip("?")), value=said)
            yield said

    def _value(self, sheet: str, column: str, value: Value) -> str:
        if isinstance(value, date):
            return self.book.say.day(value)
        found = self.book.context.catalogue.sheets.get(sheet)
        known = found.column(column) if found else None
        if known and known.type == "choice" and known.source:
            return cap(free(self.book.names.choice(known.source, str(value))))
        return cap(free("; ".join(value) if isinstance(value, tuple) else str(value)))

    def by(self) -> str:
        return cap(free(self.decision.by)) or self.words("ruling_nobody")

    def day(self) -> str:
        return self.book.say.day(self.decision.on) if self.decision.on else ""

    def why(self) -> str:
        """The lead's reason; for a parked initiative what it waits for."""
        parts = [free(text) for text in (self.decision.text("because"), self.decision.why) if text.strip()]
        return cap("; ".join(dict.fromkeys(parts)))

    def claim(self) -> str:
        """The decision as one sentence for the register."""
        signed = ", ".join(part for part in (low(self.by()), self.day()) if part)
        return self.words("ruling_claim", what=self.what().rstrip("?"), answer=self.answer(), signed=signed)

    def views(self) -> tuple[str, ...]:
        """The views between which the lead has decided, as the review workbook showed them."""
        said = str(self.decision.shown.get("views", ""))
        return tuple(" ".join(line.split()) for line in said.splitlines() if line.strip())

    def basis(self, analyses: str = "AN-22") -> Basis:
        return Basis.of(analyses, self.decision.evidence)


def rulings(book: Book, words: Words) -> list[Ruling]:
    """Decisions that the log tells of, the newest first."""
    found = [Ruling(book, words, d) for d in book.results.rulings if d.kind in LISTED]
    first = {kind: place for place, kind in enumerate(LISTED)}
    found.sort(key=lambda r: (first[r.decision.kind], r.decision.matter))
    found.sort(key=lambda r: r.decision.on or date.min, reverse=True)
    return found
