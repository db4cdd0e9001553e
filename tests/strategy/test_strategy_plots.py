"""The agreement plot of M03, the dearest manual flows of M06 and the hours in use of M08: drawn where there is
enough to see, the same numbers in the table behind, the table alone where there is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.document import FigureNode, Module, Paragraph, Table
from kit.model.figure import AgreementPlot, LoadChart, RankedBars
from kit.model.results import Results, ThemeMaturity, Utilisation
from kit.strategy import compile_strategy


def module(catalogue: Catalogue, id: str, found: Results, rows: Rows, lang: str = "da") -> Module:
    strategy = compile_strategy(found, context(catalogue, lang, rows))
    return next(module for module in strategy.document.modules if module.id == id)


def themes(catalogue: Catalogue, *changes: dict[str, object]) -> Module:
    """M03 with these changes to the first themes; nobody has answered on the others."""
    rows = Rows()
    found = results(rows, "da")
    first: list[ThemeMaturity] = [
        replace(theme, **change) for theme, change in zip(found.maturity.themes, changes, strict=False)
    ]
    rest = (
        replace(theme, consensus=None, agreement=None, quadrant=None)
        for theme in found.maturity.themes[len(first) :]
    )
    maturity = replace(found.maturity, themes=(*first, *rest))
    return module(catalogue, "M03", replace(found, maturity=maturity), rows)


def node_of(made: Module, kind: type) -> FigureNode:
    (node,) = (n for n in made.nodes if isinstance(n, FigureNode) and isinstance(n.figure, kind))
    return node


def behind(node: FigureNode) -> list[list[str]]:
    assert node.data is not None
    return [[cell.text for cell in row] for row in node.data.rows]


def test_themes_stand_by_agreement_with_those_to_talk_about_marked(catalogue: Catalogue) -> None:
    made = themes(
        catalogue,
        {"consensus": 0.81, "agreement": "agree", "quadrant": "hold"},
        {"consensus": 0.2, "agreement": "disagree", "quadrant": "talk"},
        {"consensus": 0.6, "agreement": "partly", "quadrant": "look"},
    )
    node = node_of(made, AgreementPlot)
    assert isinstance(node.figure, AgreementPlot)
    assert [(row.value, row.word, row.talk) for row in node.figure.rows] == [
        (0.2, "Tal sammen først", True),
        (0.6, "Undersøg", False),
        (0.81, "Hold fast", False),
    ]
    assert node.alt == (
        "3 temaer efter, hvor enige vi er, mindst øverst. Vi er uenige om 1, delvist enige om 1 og enige om 1. "
        "Ét af dem kalder på, at vi taler sammen først."
    )
    rows = behind(node)
    assert len(rows) == 16
    assert rows[0][3:] == ["0,81", "Enige", "Hold fast"]
    assert rows[3][3:] == ["–", "For få svar", "–"]


@pytest.mark.parametrize(
    ("consensus", "label", "shown"), [(0.4996, "disagree", 0.49), (0.699, "partly", 0.69)]
)
def test_agreement_short_of_a_limit_never_reads_as_the_limit(
    catalogue: Catalogue, consensus: float, label: str, shown: float
) -> None:
    change = {"consensus": consensus, "agreement": label}
    figure = node_of(themes(catalogue, change, change, change), AgreementPlot).figure
    assert isinstance(figure, AgreementPlot)
    assert {row.value for row in figure.rows} == {shown}


def test_with_few_themes_the_table_stands_alone(catalogue: Catalogue) -> None:
    change = {"consensus": 0.4, "agreement": "disagree"}
    made = themes(catalogue, change, change)
    assert not any(isinstance(getattr(n, "figure", None), AgreementPlot) for n in made.nodes)
    assert next(n.id for n in made.nodes if isinstance(n, Table)) == "M03.table"


def hours(catalogue: Catalogue, use: tuple[Utilisation, ...]) -> Module:
    rows = Rows()
    found = results(rows, "da")
    told = tuple(replace(u, evidence=found.plan.utilisation[0].evidence) for u in use)
    return module(catalogue, "M08", replace(found, plan=replace(found.plan, utilisation=told)), rows)


def paragraphs(made: Module) -> list[str]:
    return [node.text for node in made.nodes if isinstance(node, Paragraph)]


def test_the_busiest_roles_are_drawn_and_all_stand_behind(catalogue: Catalogue) -> None:
    use = tuple(
        Utilisation(f"RO-{n:02}", "2026-K4", 120, 20, 85, 5.0 * n, 5.0 * n / 100) for n in range(1, 11)
    )
    made = hours(catalogue, use)
    node = node_of(made, LoadChart)
    assert isinstance(node.figure, LoadChart)
    drawn = [row.loads[0].used for row in node.figure.rows if row.loads[0]]
    assert drawn == [5.0 * n for n in range(10, 2, -1)]
    assert node.figure.limit == 0.85
    assert [row[1] for row in behind(node)] == [f"{5 * n} af 100" for n in range(10, 0, -1)]
    assert node.alt.endswith("i 4. kvartal 2026: 50 af 100 timer.")
    assert any("to roller mere står i tallene" in text.lower() for text in paragraphs(made))


def test_what_a_role_has_not_stated_stays_empty_and_late_quarters_are_counted(catalogue: Catalogue) -> None:
    quarters = [f"{2027 + n // 4}-K{n % 4 + 1}" for n in range(10)]
    use = tuple(Utilisation("RO-09", quarter, 100, None, 85, 40, 0.4) for quarter in quarters)
    late = Utilisation("RO-10", quarters[9], 100, 0, 85, 80, 0.8)
    made = hours(catalogue, (*use, Utilisation("RO-10", quarters[0], 100, 0, 85, 10, 0.1), late))
    figure = node_of(made, LoadChart).figure
    assert isinstance(figure, LoadChart)
    assert len(figure.quarters) == 8
    second = figure.rows[1].loads
    assert second[0] is not None and set(second[1:]) == {None}
    assert behind(node_of(made, LoadChart))[1][2] == "–"
    assert any("to senere kvartaler" in text for text in paragraphs(made))
    assert "BI-konsulent i 1. kvartal 2027: 40 af 100" in node_of(made, LoadChart).alt


def flows(catalogue: Catalogue, more: tuple[float, ...]) -> Module:
    rows = Rows()
    found = results(rows, "da")
    (first,) = found.flows.top
    top = (*(replace(first, source=f"System {h:g}", hours_year=h) for h in more), first)
    return module(catalogue, "M06", replace(found, flows=replace(found.flows, top=top)), rows)


def test_the_dearest_flows_are_bars_with_what_is_moved_and_how(catalogue: Catalogue) -> None:
    node = node_of(flows(catalogue, (400.0, 52.0)), RankedBars)
    assert isinstance(node.figure, RankedBars)
    assert [bar.value for bar in node.figure.bars] == [400.0, 52.0, 36.0]
    assert node.figure.bars[0].label == "System 400 til Overblik (regneark)"
    assert node.figure.bars[0].note.startswith("Besøg, ")
    assert [row[3] for row in behind(node)] == ["400", "52", "36"]
    assert "fra System 400 til Overblik (regneark): 400 timer om året." in node.alt


def test_a_single_flow_needs_no_figure(catalogue: Catalogue) -> None:
    made = flows(catalogue, ())
    assert not any(isinstance(getattr(n, "figure", None), RankedBars) for n in made.nodes)
    assert "M06.flows.top" in {n.id for n in made.nodes if isinstance(n, Table)}
