"""The two appendices that are about the finished text: the glossary (F) and the change log (G)."""

from __future__ import annotations

from dataclasses import replace

from kit.model.claim import Strategy
from kit.model.comparison import EditionSaid
from kit.model.results import Results
from kit.strategy import appendix_f, appendix_g
from kit.strategy.book import Book
from kit.strategy.context import StrategyContext

LAST = "H"
"""The appendix that stands behind them."""


def with_reference(
    strategy: Strategy,
    results: Results,
    context: StrategyContext,
    before: EditionSaid | None,
    *,
    public: bool = False,
) -> Strategy:
    """The strategy with appendices F and G in their place.

    Call it when the text is whole: the lead's own texts in it, what is not published out of it. ``before`` is
    the edition before this one, ``None`` for the first; in a ``public`` one nothing of it is quoted. Where F
    and G are there already they are made anew.
    """
    book = Book(results, context)
    written = tuple(module for module in strategy.document.modules if module.id not in ("F", "G"))
    ids = tuple(module.id for module in written)
    log = appendix_g.write(book, strategy.claims, before, ids, public=public)
    words = appendix_f.write(book, (*written, log))
    last = tuple(module for module in written if module.id == LAST)
    first = tuple(module for module in written if module.id != LAST)
    document = replace(strategy.document, modules=(*first, words, log, *last))
    return replace(strategy, document=document)
