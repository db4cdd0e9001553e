"""Any part of the results may be missing: the rest still makes a whole document."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from strategy_case import Rows, context
from strategy_dump import dump, paragraphs
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.document import Callout, Heading
from kit.model.results import Results
from kit.strategy import compile_strategy

PARTS = [field.name for field in fields(Results)]


def sound(strategy: Strategy) -> None:
    """No seams, no empty chapter, and every note is referred to."""
    said = dump(strategy)
    assert not re.findall(r"\bNone\b|[{}]|\bnan\b|\|  \||: $", said)
    assert all(c.evidence for c in strategy.claims)
    numbers = {int(n) for n in re.findall(r" \[(\d+)\]", said)}
    assert numbers == {note.number for note in strategy.document.notes}
    for module in strategy.document.modules:
        assert any(p.style in ("lead", "unknown") for node in module.nodes for p in paragraphs(node))
        for node, after in zip(module.nodes, module.nodes[1:], strict=False):
            assert not (isinstance(node, Heading) and isinstance(after, Callout)), (module.id, node)
    ids = [question.id for question in strategy.open_questions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_without_one_part(catalogue: Catalogue, part: str, lang: str) -> None:
    rows = Rows()
    found = results(rows, lang)
    fewer = replace(found, **{part: getattr(Results(), part)})
    sound(compile_strategy(fewer, context(catalogue, lang, rows)))


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_one_part_alone(catalogue: Catalogue, part: str, lang: str) -> None:
    rows = Rows()
    found = Results(**{part: getattr(results(rows, lang), part)})
    sound(compile_strategy(found, context(catalogue, lang, rows)))
