"""Thirty areas: figures in parts that can be read, sentences that name some of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.document import FigureNode
from kit.model.figure import HeatMatrix
from kit.model.process import Area
from kit.strategy import compile_strategy
from kit.strategy.names import Names


def codes(n: int) -> tuple[str, ...]:
    return tuple(f"{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(n))


@pytest.mark.parametrize(("areas", "columns"), [(1, [2]), (10, [11]), (12, [7, 6]), (30, [8, 8, 8, 7])])
def test_the_coverage_figure_comes_in_parts(catalogue: Catalogue, areas: int, columns: list[int]) -> None:
    rows = Rows()
    found = results(rows, "da")
    cells = found.coverage.cells
    area, whole = next(c for c in cells if c.area and c.required), next(c for c in cells if not c.area)
    many = (*(replace(area, area=code) for code in codes(areas)), replace(whole, required=1))
    found = replace(found, coverage=replace(found.coverage, cells=many))
    named = tuple(Area(code, f"Område {code}", "#1b6ca8", "dots") for code in codes(areas))
    setting = context(catalogue, "da", rows)
    setting = replace(setting, process=replace(setting.process, areas=named))
    document = compile_strategy(found, setting).document
    module = next(m for m in document.modules if m.id == "M04")
    figures = [n for n in module.nodes if isinstance(n, FigureNode) and "coverage.areas" in n.id]
    assert len({figure.id for figure in figures}) == len(columns)
    shown = [figure.figure for figure in figures]
    assert [len(f.columns) for f in shown if isinstance(f, HeatMatrix)] == columns
    parted = [f"({n} af {len(columns)})" in f.caption for n, f in enumerate(figures, 1)]
    assert all(parted) if len(columns) > 1 else not any(parted)
    counted = [any(map(str.isdecimal, figure.alt)) for figure in figures]
    assert counted == [len(columns) == 1] * len(columns), "the register counts the whole, not its parts"


def test_a_sentence_names_some_of_many_areas(catalogue: Catalogue) -> None:
    setting = context(catalogue)
    named = tuple(Area(code, f"O{code}", "#1b6ca8", "dots") for code in codes(30))
    names = Names.of(replace(setting, process=replace(setting.process, areas=named)), results(Rows(), "da"))
    assert names.areas(codes(12)).endswith("OAK og OAL")
    assert names.areas(codes(30)).endswith("OAH og 22 til")
