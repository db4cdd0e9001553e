"""Puts the modules together: one edition in one language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kit.model.claim import OpenQuestion, Strategy
from kit.model.document import Document, Module
from kit.model.results import AskedQuestion, Results
from kit.strategy import (
    appendix_a,
    appendix_b,
    appendix_c,
    appendix_d,
    appendix_e,
    appendix_h,
    m00,
    m01,
    m02,
    m03,
    m04,
    m05,
    m06,
    m07,
    m08,
    m09,
    m10,
    m11,
    m12,
)
from kit.strategy.book import Book
from kit.strategy.context import StrategyContext
from kit.strategy.say import free

MODULES = (
    m00.write,
    m01.write,
    m02.write,
    m03.write,
    m04.write,
    m05.write,
    m06.write,
    m07.write,
    m08.write,
    m09.write,
    m10.write,
    m11.write,
    m12.write,
    appendix_a.write,
    appendix_b.write,
    appendix_c.write,
    appendix_d.write,
)
"""In the order of the document: notes are numbered, and open questions gathered, as they are written."""


def compile_strategy(results: Results, context: StrategyContext) -> Strategy:
    """The document tree with its claims and open questions, in the process language.

    Every claim has evidence; where there is none the text says "Det ved vi ikke endnu" and a question is
    made. The same input gives the same value. Raises ``KeyError`` where results name rows that
    ``context.evidence`` does not hold, or a sentence is missing.
    """
    book = Book(results, context)
    modules = tuple(write(book) for write in _writers(context))
    shortened = tuple(book.shortened.items())
    return Strategy(_document(book, modules), tuple(book.claims.values()), _questions(book), shortened)


def _writers(context: StrategyContext) -> tuple[Callable[[Book], Module], ...]:
    """Appendix E comes with the sheets that it is made of; H stands last."""
    extended = (appendix_e.write,) if appendix_e.SHEETS & context.process.tier2 else ()
    return (*MODULES, *extended, appendix_h.write)


def _document(book: Book, modules: tuple[Module, ...]) -> Document:
    context, words = book.context, book.context.words
    lang = context.process.lang
    return Document(
        title=words("title"),
        subtitle=words("subtitle"),
        municipality=context.process.municipality,
        lang=lang,
        edition=context.edition,
        status=book.names.choice("module_status", _status(book)),
        day=context.day.isoformat(),
        colour=context.process.brand.colour,
        labels=tuple((key, text[lang]) for key, text in sorted(context.labels.texts.items())),
        modules=modules,
        notes=book.notes.all(),
        draft=_status(book) != "approved",
    )


def _status(book: Book) -> str:
    """The document is approved when each of its modules is."""
    states = {state.module: state.status for state in book.results.modules.modules}
    modules = [module.id for module in book.context.catalogue.modules]
    return "approved" if all(states.get(module) == "approved" for module in modules) else "draft"


def _questions(book: Book) -> tuple[OpenQuestion, ...]:
    """What people asked, then what the kit asks; in each, blocking ones first."""
    asked = [_asked(question) for question in book.results.questions.open]
    own = sorted(book.questions, key=lambda question: not question.blocking)
    return (*sorted(asked, key=lambda q: (not q.blocking, q.due or date.max.isoformat())), *own)


def _asked(question: AskedQuestion) -> OpenQuestion:
    first = question.evidence[0] if question.evidence else "C2"
    return OpenQuestion(
        id=f"OQ.{first}",
        module=question.module or "M12",
        text=free(question.question),
        blocking=question.blocking,
        responsible=free(question.responsible),
        due=question.due.isoformat() if question.due else "",
        evidence=question.evidence,
    )
