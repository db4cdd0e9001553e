"""The competence wheel of M07: drawn where there are figures, a sentence where there are too few."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.document import FigureNode, Module, Paragraph
from kit.model.figure import CompetenceWheel
from kit.model.results import CompetenceLevel, Competences
from kit.strategy import compile_strategy


def module(catalogue: Catalogue, lang: str, **changes: object) -> Module:
    rows = Rows()
    found = results(rows, lang)
    found = replace(found, competences=replace(found.competences, **changes))
    strategy = compile_strategy(found, context(catalogue, lang, rows))
    return next(module for module in strategy.document.modules if module.id == "M07")


def wheels(made: Module) -> list[FigureNode]:
    return [n for n in made.nodes if isinstance(n, FigureNode) and isinstance(n.figure, CompetenceWheel)]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_wheel_has_a_wedge_for_each_competence_side_by_side_with_its_dimension(
    catalogue: Catalogue, lang: str
) -> None:
    (node,) = wheels(module(catalogue, lang))
    assert isinstance(node.figure, CompetenceWheel)
    found = [(w.label, node.figure.groups[w.group], w.value, w.need) for w in node.figure.wedges]
    cards = {card.id: card for card in catalogue.competences}
    wanted = [("K-05", None, 4), ("K-08", 2, 2), ("K-03", 2, 3), ("K-06", 1.5, None)]
    assert found == [(cards[id].title[lang], cards[id].wheel[lang], now, need) for id, now, need in wanted]
    groups = [wedge.group for wedge in node.figure.wedges]
    assert groups == sorted(groups)


def test_the_table_behind_the_wheel_tells_the_same_and_hides_what_is_too_few(catalogue: Catalogue) -> None:
    (node,) = wheels(module(catalogue, "da"))
    assert node.data is not None
    rows = [[cell.text for cell in row] for row in node.data.rows]
    assert rows[0] == ["Analysere", "Anvendelse", "For få svar", "4", "–"]
    assert rows[3] == ["Vise data", "Formidling og kommunikation", "1,5", "–", "6"]
    assert "3 af dem har svar nok" in node.alt
    assert "Én af dem ligger under" in node.alt


def test_with_few_answers_a_sentence_stands_where_the_wheel_would(catalogue: Catalogue) -> None:
    few = (CompetenceLevel("K-03", 3, 6, 2), CompetenceLevel("K-05", 4, 0, None))
    made = module(catalogue, "da", levels=few)
    assert wheels(made) == []
    said = [node.text for node in made.nodes if isinstance(node, Paragraph)]
    assert sum("Hjulet er ikke tegnet" in text and "mindst 5" in text for text in said) == 1


def test_where_nobody_has_answered_there_is_neither_wheel_nor_sentence(catalogue: Catalogue) -> None:
    rows = Rows()
    found = replace(results(rows, "da"), competences=Competences())
    strategy = compile_strategy(found, context(catalogue, "da", rows))
    made = next(module for module in strategy.document.modules if module.id == "M07")
    assert not any("Hjulet" in getattr(node, "text", "") for node in made.nodes)
