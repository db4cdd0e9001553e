"""Appendix A Evidence and method: what came back, and how figures are made."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.process import WORKSHOPS
from kit.model.results import Input
from kit.strategy.book import Book, Chapter, cell, left, right
from kit.strategy.say import cap

FILES = 150


def write(book: Book) -> Module:
    """The appendix from AN-25; the methods are those of the analyses that claims name."""
    chapter = Chapter(book, "A", "*", "appendix_a")
    chapter.plain(chapter.text("lead"), "lead")
    if book.notes.all():
        chapter.plain(chapter.text("footnotes", edition=book.context.edition))
    chapter.heading("inputs_heading")
    _inputs(chapter)
    chapter.heading("methods_heading")
    chapter.plain(chapter.text("methods"))
    _methods(chapter)
    limits = _limits(chapter)
    chapter.plain(chapter.text("guards", **limits))
    if book.results.disagreements.items:
        chapter.plain(chapter.text("talk", **limits))
    return chapter.done(appendix=True)


def _inputs(chapter: Chapter) -> None:
    provenance, say = chapter.book.results.provenance, chapter.say
    if not provenance.inputs:
        chapter.plain(chapter.text("inputs_empty"))
        return
    files, rows = say.count("file", provenance.files), say.count("row", provenance.rows)
    text = chapter.text("inputs", files=files, rows=rows)
    text += " " + chapter.text("incomplete", provenance.incomplete)
    chapter.plain(text)
    order = {workshop: n for n, workshop in enumerate(WORKSHOPS)}
    inputs = sorted(provenance.inputs, key=lambda i: (order.get(i.workshop, 9), i.unit, i.file))
    columns = (
        left(chapter.text("col_workshop"), 1.2),
        left(chapter.text("col_who"), 1.5),
        left(chapter.text("col_file"), 2.2),
        left(chapter.text("col_sheets"), 2),
        right(chapter.text("col_incomplete"), 0.8),
    )
    chapter.table("inputs", chapter.text("inputs_table"), columns, [_row(chapter, i) for i in inputs[:FILES]])
    if len(inputs) > FILES:
        chapter.more("more", len(inputs) - FILES)


def _row(chapter: Chapter, found: Input) -> list[Cell]:
    say, names = chapter.say, chapter.names
    sheets = ", ".join(f"{s.sheet}: {say.number(s.rows)}" for s in found.sheets)
    incomplete = sum(s.incomplete for s in found.sheets)
    return [
        cell(cap(names.workshop(found.workshop))),
        cell(cap(names.unit(found.unit))),
        cell(found.file.rpartition("/")[2]),
        cell(sheets),
        cell(say.number(incomplete)),
    ]


def _methods(chapter: Chapter) -> None:
    used = sorted({analysis for claim in chapter.book.claims.values() for analysis in claim.analyses})
    columns = (left(chapter.text("col_analysis"), 0.6), left(chapter.text("col_method"), 4))
    limits = _limits(chapter)
    rows = [[cell(a), cell(_method(chapter, a.replace("-", "_").lower(), limits))] for a in used]
    if rows:
        chapter.table("methods", chapter.text("methods_table"), columns, rows)
    else:
        chapter.plain(chapter.text("methods_empty"))


def _method(chapter: Chapter, key: str, limits: dict[str, object]) -> str:
    """The rule of an analysis, with what the extensions that are switched on add to it."""
    own = [f"{key}_{code.lower()}" for code in sorted(chapter.book.context.process.tier2)]
    told = [key, *(name for name in own if name in chapter.words.texts)]
    return " ".join(chapter.text(name, **limits) for name in told)


def _limits(chapter: Chapter) -> dict[str, object]:
    """The thresholds as numbers in words, ``consensus_agree`` for ``consensus.agree``."""
    say = chapter.say
    limits = chapter.book.context.catalogue.thresholds
    shares = ("plan.utilisation", "initiatives.weight_change", "consensus.between_share", "goals.change")
    said = {
        name: say.percent(value) if name in shares else say.number(value, 2) for name, value in limits.items()
    }
    return {name.replace(".", "_"): text for name, text in said.items()}
