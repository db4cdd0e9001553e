"""The self-evaluation held against the edition before: figures, words, arrows, and what few have answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategy_case import Rows, context
from strategy_dump import dump
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.comparison import EditionSaid, Mark, moves
from kit.model.document import FigureNode, Module, Paragraph, Table
from kit.model.figure import CompetenceWheel, SpreadChart
from kit.strategy import compile_strategy, self_evaluation


def compiled(catalogue: Catalogue, marks: dict[str, Mark] | None, lang: str = "da"):
    rows = Rows()
    found = results(rows, lang)
    setting = context(catalogue, lang, rows)
    if marks is not None:
        setting = replace(setting, before=EditionSaid("0.2", "2026-02-10", {}, marks))
    return compile_strategy(found, setting)


def now(catalogue: Catalogue) -> dict[str, Mark]:
    return self_evaluation(results(Rows(), "da"))


def module(strategy, id: str) -> Module:
    return next(module for module in strategy.document.modules if module.id == id)


def table(made: Module, id: str) -> list[list[str]]:
    return next(
        [[cell.text for cell in row] for row in node.rows]
        for node in made.nodes
        if isinstance(node, Table) and node.id == id
    )


def said(made: Module) -> str:
    return " ".join(node.text for node in made.nodes if isinstance(node, Paragraph))


def test_less_than_a_step_is_no_change() -> None:
    before = {"a": Mark(2.0, 9), "b": Mark(2.0, 9), "c": Mark(2.0, 9), "gone": Mark(1.0, 9)}
    after = {"a": Mark(2.3, 9), "b": Mark(1.7, 9), "c": Mark(2.29, 9), "new": Mark(1.0, 9)}
    found = moves(before, after, step=0.3, least=3)
    assert {subject: move.turn for subject, move in found.items()} == {"a": "up", "b": "down", "c": "same"}


@pytest.mark.parametrize(("answers", "told"), [(9, True), (10, False), (7, False), (12, True), (6, True)])
def test_where_one_or_two_answers_came_or_went_the_two_figures_would_tell_them(
    answers: int, told: bool
) -> None:
    found = moves({"a": Mark(2.0, 9)}, {"a": Mark(3.0, answers)}, step=0.3, least=3)
    assert bool(found) == told


def test_nothing_is_said_without_an_earlier_edition_or_where_nobody_answered_anew(
    catalogue: Catalogue,
) -> None:
    first = dump(compiled(catalogue, None))
    assert dump(compiled(catalogue, {})) == first
    assert dump(compiled(catalogue, now(catalogue))) == first


def test_what_too_few_answered_is_not_remembered(catalogue: Catalogue) -> None:
    told = now(catalogue)
    assert "M07.wheel.K-03" in told and "M07.wheel.K-05" not in told
    assert {subject.rpartition(".")[0] for subject in told} == {"M03.theme", "M07.wheel"}


def test_each_theme_has_its_value_the_last_one_and_the_change_with_arrow_and_word(
    catalogue: Catalogue,
) -> None:
    marks = now(catalogue)
    themes = [subject for subject in marks if subject.startswith("M03.theme")]
    up, down = themes[0], themes[1]
    marks[up] = replace(marks[up], value=marks[up].value - 0.5)
    marks[down] = replace(marks[down], value=marks[down].value + 0.4)
    made = module(compiled(catalogue, marks), "M03")
    rows = {row[0]: row[1:] for row in table(made, "M03.since.themes.table")}
    assert len(rows) == len(themes)
    assert [row[2] for row in rows.values()][:3] == ["↑ frem 0,5", "↓ tilbage 0,4", "→ uændret"]
    assert "ét tema er gået frem, ét tema er gået tilbage" in said(made)
    assert "med 0,5 point" in said(made)
    (figure,) = (
        node.figure
        for node in made.nodes
        if isinstance(node, FigureNode) and isinstance(node.figure, SpreadChart)
    )
    assert figure.before_word == "Udgave 0.2"
    assert [row.turn for row in figure.rows if row.turn][:3] == ["up", "down", "same"]
    assert figure.rows[0].before == pytest.approx(marks[up].value)


def test_the_wheel_keeps_the_last_edition_as_an_outline(catalogue: Catalogue) -> None:
    marks = now(catalogue)
    marks["M07.wheel.K-03"] = Mark(1.0, 6)
    made = module(compiled(catalogue, marks), "M07")
    (figure,) = (
        node.figure
        for node in made.nodes
        if isinstance(node, FigureNode) and isinstance(node.figure, CompetenceWheel)
    )
    by_label = {wedge.label: wedge for wedge in figure.wedges}
    assert by_label["Forstå begreber og definitioner"].before == 1.0
    assert by_label["Forstå begreber og definitioner"].change == "frem 1,0"
    assert by_label["Analysere"].before is None
    assert ["Forstå begreber og definitioner", "1,0", "2,0", "↑ frem 1,0"] in table(
        made, "M07.since.levels.table"
    )


def test_what_cannot_be_compared_is_named(catalogue: Catalogue) -> None:
    marks = now(catalogue)
    first = next(subject for subject in marks if subject.startswith("M03.theme"))
    marks[first] = replace(marks[first], answers=marks[first].answers + 1)
    text = said(module(compiled(catalogue, marks), "M03"))
    assert "Uden for sammenligningen med udgave 0.2 står" in text


def test_english_has_its_own_words(catalogue: Catalogue) -> None:
    marks = now(catalogue)
    first = next(subject for subject in marks if subject.startswith("M03.theme"))
    marks[first] = replace(marks[first], value=marks[first].value - 0.5)
    text = said(module(compiled(catalogue, marks, "en"), "M03"))
    assert "Held against edition 0.2" in text and "one theme went up" in text
