"""Appendix H: every view that is still apart when the strategy is compiled, and what has been decided."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import Disagreement, Point
from kit.model.results.disagreement import KINDS
from kit.strategy.apart import Wording, basis, key
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.rulings import Ruling, rulings
from kit.strategy.say import slug


def write(book: Book) -> Module:
    """The appendix from AN-03, AN-07, AN-09 and AN-13, and the lead's decisions."""
    chapter = Chapter(book, "H", "F3 R2 R3 R4 B4 S1", "appendix_h")
    found = book.results.disagreements
    say = Wording.of(book)
    decided = _decided(book)
    apart = sum(len(item.points) for item in found.items)
    if found.compared or apart:
        chapter.plain(chapter.text("lead", apart), "lead")
    else:
        chapter.plain(chapter.text("lead_empty"), "lead")
    if apart:
        chapter.plain(say.how())
    for kind in KINDS:
        mine = found.of(kind)
        if mine:
            chapter.heading(f"{kind}_heading")
            _apart(chapter, say, kind, mine)
    if decided:
        chapter.heading("decided_heading")
        _settled(chapter, decided)
    return chapter.done(appendix=True)


def _apart(chapter: Chapter, say: Wording, kind: str, found: tuple[Disagreement, ...]) -> None:
    columns = (
        left(chapter.text(f"col_{kind}"), 1.8),
        left(chapter.text("col_distance"), 1),
        left(chapter.text("col_views"), 2.8),
        left(chapter.text("col_where"), 1.2),
    )
    rows = [_row(chapter, say, item, point) for item in found for point in item.points]
    whole = Basis.of(basis(found[0], ()).analyses[0], *(item.evidence for item in found))
    chapter.table(f"apart.{kind}", chapter.text(f"{kind}_table"), columns, rows, whole)


def _row(chapter: Chapter, say: Wording, item: Disagreement, point: Point) -> list[Cell]:
    chapter.row_claim(f"apart.{key(item, point)}", say.claim(item, point), basis(item, [point]), note=False)
    told = (say.subject(item, point), say.distance(point), say.views(item, point), say.where(point))
    return [cell(text) for text in told]


def _decided(book: Book) -> list[tuple[Ruling, str]]:
    """What was seen differently and has been decided: the decision with the views that it chose between."""
    say = Wording.of(book)
    views = {
        point.matter: f"{book.names.column('B4', point.about)}: {say.views(item, point)}"
        for item in reversed(book.results.disagreements.settled)
        for point in reversed(item.points)
    }
    found = []
    for ruling in rulings(book, book.context.sentences["m12"]):
        decision = ruling.decision
        if not decision.applies:
            continue
        if decision.matter in views:
            found.append((ruling, views[decision.matter]))
        elif decision.kind in ("value", "holder") and len(ruling.views()) > 1:
            found.append((ruling, "; ".join(ruling.views())))
    return found


def _settled(chapter: Chapter, decided: list[tuple[Ruling, str]]) -> None:
    everything = Basis.of("AN-22", *(ruling.decision.evidence for ruling, _ in decided))
    chapter.claim("decided", chapter.text("decided", len(decided)), everything)
    columns = (
        left(chapter.text("col_what"), 1.5),
        left(chapter.text("col_before"), 2.2),
        left(chapter.text("col_decided"), 2),
        left(chapter.text("col_by"), 1.3),
    )
    rows = []
    for ruling, views in decided:
        subject = f"decided.{slug(ruling.decision.matter)}"
        chapter.row_claim(subject, ruling.claim(), ruling.basis(), note=False)
        answer, why = ruling.answer(), ruling.why()
        answer = chapter.text("answer_why", answer=answer, why=why) if why else answer
        signed = ", ".join(part for part in (ruling.by(), ruling.day()) if part)
        rows.append([cell(ruling.what()), cell(views), cell(answer), cell(signed)])
    chapter.table("decided.table", chapter.text("decided_table"), columns, rows)
