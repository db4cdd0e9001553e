"""Appendix C: the whole RACI, with every table's choice of who is accountable."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import RaciRow
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.say import cap


def write(book: Book) -> Module:
    """The appendix from AN-06: A with votes, R, C and I where at least half of the tables agree."""
    chapter = Chapter(book, "C", "R4", "appendix_c")
    quality = book.results.raci
    rows = [row for row in quality.rows if row.groups]
    if not rows:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return chapter.done(appendix=True)
    chapter.plain(chapter.text("lead", tables=book.say.count("table", quality.groups)), "lead")
    chapter.plain(chapter.text("letters"))
    columns = (
        left(chapter.names.column("R4", "decision"), 2),
        *(left(chapter.text(f"letter_{letter}"), 1.5) for letter in "ARCI"),
    )
    made = [_row(chapter, row) for row in rows]
    chapter.table(
        "raci", chapter.text("table"), columns, made, Basis.of("AN-06", quality.evidence), wide=True
    )
    return chapter.done(appendix=True)


def _row(chapter: Chapter, row: RaciRow) -> list[Cell]:
    names, say = chapter.names, chapter.say
    votes = sorted((v for v in row.votes if v.letter == "A"), key=lambda v: (-v.votes, v.role))
    whole = say.number(row.groups)
    accountable = "; ".join(
        chapter.text("votes", role=names.role_low(v.role), part=say.number(v.votes), whole=whole)
        for v in votes
    )

    def common(letter: str) -> Cell:
        return cell(cap(", ".join(names.role_low(role) for role, said in row.common if said == letter)))

    nobody = chapter.text("nobody")
    return [cell(names.decision(row.decision)), cell(cap(accountable) or nobody), *map(common, "RCI")]
