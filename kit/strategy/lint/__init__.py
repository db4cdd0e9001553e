"""The linter: what a compiled strategy still lacks, and where it is hard to read. Findings, never blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.findings import Finding
from kit.model.claim import Strategy
from kit.model.decision import Decision
from kit.model.fog import Fog
from kit.model.results import Results
from kit.model.text import Words
from kit.strategy.context import StrategyContext
from kit.strategy.lint.completeness import dates, incomplete
from kit.strategy.lint.minimum import below_minimum
from kit.strategy.lint.reading import hard_sections, own_texts, role_titles
from kit.strategy.lint.signs import strange_signs
from kit.strategy.lint.telling import Item, told
from kit.strategy.names import Names

__all__ = ["below_minimum", "lint"]


def lint(
    results: Results,
    strategy: Strategy,
    decisions: Iterable[Decision],
    context: StrategyContext,
    words: Words,
    fog: Fog,
) -> tuple[Finding, ...]:
    """Every finding about one edition; many of one kind are one.

    ``strategy`` holds the lead's own texts, ``decisions`` are those that they come from, ``words`` are
    ``templates/words/lint.toml``. Nothing is changed and nothing is asked that no sheet has asked before.
    """
    names = Names.of(context, results)
    months = context.catalogue.thresholds["strategy.review_months"]
    return (
        *incomplete(results, names, words),
        *dates(results, names, words, months),
        *role_titles(results, names, words),
        *own_texts(decisions, context.evidence, fog.get(context.process.lang, ()), words),
        *strange_signs(context.evidence.values(), context.catalogue, words),
        *hard_sections(strategy.document, words),
        *_shortened(strategy, names, words),
    )


def _shortened(strategy: Strategy, names: Names, words: Words) -> Iterator[Finding]:
    """Lists that show the most important rows only, by module; the text says so in each place."""
    items = [_rows_of(module, names.say.number(rows)) for module, rows in strategy.shortened]
    if items:
        yield told("strategy.shortened", items, words)


def _rows_of(module: str, rows: str) -> Item:
    return lambda tell: tell(
        "shortened" if module.startswith("M") else "shortened_appendix", id=module, n=rows
    )
