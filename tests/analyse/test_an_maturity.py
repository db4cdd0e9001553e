from __future__ import annotations

from math import log2

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext
from kit.analyse.maturity import agreement, between_share, consensus, maturity, quadrant
from kit.model.evidence import Evidence


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 3, 3, 3], 1.0),
        ([1, 1, 5, 5], 0.0),
        ([1, 2, 3, 4, 5], 0.434),
        ([3, 3, 3, 4], 0.855),
        ([2, 3, 3, 4], 0.792),
        ([1, 3, 3, 5], 0.500),
    ],
)
def test_consensus_of_the_brief(values: list[float], expected: float) -> None:
    assert consensus(values) == pytest.approx(expected, abs=5e-4)


def test_consensus_published_example_on_seven_steps() -> None:
    counts = (30, 40, 210, 130, 530, 50, 10)
    values = [step for step, n in enumerate(counts, 1) for _ in range(n)]
    assert consensus(values, 1, 7) == pytest.approx(0.7256876, abs=5e-8)


def test_consensus_by_hand_and_without_answers() -> None:
    assert consensus([1, 2]) == pytest.approx(1 + log2(1 - 0.5 / 4))
    assert consensus([]) is None


def test_between_share_of_the_brief() -> None:
    groups = {"A": [2, 2, 3], "B": [2, 1, 2], "C": [4, 5, 4]}
    assert between_share(groups) == pytest.approx(0.852, abs=5e-4)


def test_between_share_needs_spread_and_two_groups() -> None:
    assert between_share([[3, 3], [3]]) is None
    assert between_share([[1, 5]]) is None
    assert between_share([[1, 1], [5, 5]]) == 1.0
    assert between_share([]) is None


def test_labels_and_quadrants_at_their_limits() -> None:
    assert [agreement(x, 0.7, 0.5) for x in (0.7, 0.69, 0.5, 0.49, None)] == [
        "agree",
        "partly",
        "partly",
        "disagree",
        None,
    ]
    assert quadrant(1.0, 0.7, 1.0, 0.7) == "act"
    assert quadrant(1.0, 0.69, 1.0, 0.7) == "talk"
    assert quadrant(0.9, 0.7, 1.0, 0.7) == "hold"
    assert quadrant(0.9, 0.1, 1.0, 0.7) == "look"
    assert quadrant(None, 0.7, 1.0, 0.7) is None


def answers(theme: str, area: str, unit: str, now: list[object], **more: object) -> list[Evidence]:
    values: dict[str, object] = {"target": 4, "importance": 5, **more}
    return [
        row("F3", unit, n, respondent=f"{unit}-{n}", area=area, theme=theme, now=x, **values)
        for n, x in enumerate(now, 1)
    ]


def test_the_maturity_example_of_the_brief(context: AnalysisContext) -> None:
    rows = [
        *answers("T16", "SO", "G1", [2, 2, 3]),
        *answers("T16", "DS", "G2", [2, 1, 2]),
        *answers("T16", "OK", "G3", [4, 5, 4]),
    ]
    theme = next(t for t in maturity(rows, context).themes if t.theme == "T16")
    assert theme.now.n == 9
    assert theme.now.mean == pytest.approx(2.78, abs=5e-3)
    assert theme.now.median == 2
    assert theme.now.spread == pytest.approx(1.23, abs=5e-3)
    assert (theme.now.low, theme.now.high) == (1, 5)
    assert theme.consensus == pytest.approx(0.511, abs=5e-4)
    assert theme.between == pytest.approx(0.852, abs=5e-4)
    assert (theme.agreement, theme.where) == ("partly", "between")
    assert theme.gap == pytest.approx(4 - 25 / 9)
    assert theme.weighted_gap == pytest.approx(4 - 25 / 9)
    assert theme.quadrant == "talk"
    assert [(v.areas, v.n) for v in theme.views] == [(("OK",), 3), (("SO",), 3), (("DS",), 3)]
    assert theme.high is not None and theme.high.mean == pytest.approx(13 / 3)
    assert theme.low is not None and theme.low.mean == pytest.approx(5 / 3)
    assert theme.low.evidence == ("F3.G2.1", "F3.G2.2", "F3.G2.3")
    assert not theme.one_group


def test_disagreement_inside_areas(context: AnalysisContext) -> None:
    rows = [*answers("T01", "SO", "G1", [1, 5, 1, 5]), *answers("T01", "DS", "G2", [5, 1, 5, 1])]
    theme = maturity(rows, context).themes[0]
    assert (theme.agreement, theme.where) == ("disagree", "within")
    assert maturity(rows, context).disagreements == (theme,)


def test_agreement_has_no_place(context: AnalysisContext) -> None:
    rows = [*answers("T01", "SO", "G1", [3, 3, 3]), *answers("T01", "DS", "G2", [4, 4, 4])]
    theme = maturity(rows, context).themes[0]
    assert (theme.agreement, theme.where, theme.quadrant) == ("agree", None, "hold")


def test_under_three_answers_no_spread_and_question_marks_count_apart(context: AnalysisContext) -> None:
    """Nor any figure: what two people answered is theirs, but that two of four do not know is told."""
    rows = answers("T02", "SO", "G1", [2, 4, "?", "?"], target="?", importance=None)
    theme = maturity([*rows, *answers("T02", "SO", "G2", ["?"])], context).themes[1]
    assert (theme.now.n, theme.now.unknown, theme.now.mean, theme.now.median) == (0, 3, None, None)
    assert (theme.target.n, theme.target.mean, theme.importance, theme.gap) == (0, None, None, None)
    assert theme.now.spread is None and theme.now.low is None
    assert theme.consensus is None and theme.agreement is None and theme.quadrant is None
    assert theme.views == ()
    few = maturity(answers("T02", "SO", "G1", [2, "?"]), context).themes[1]
    assert (few.now.n, few.now.unknown) == (0, 0)
    assert few.now.evidence and few.one_group


def test_small_areas_stand_together(context: AnalysisContext) -> None:
    rows = [
        *answers("T01", "SO", "G1", [1, 1, 1]),
        *answers("T01", "DS", "G2", [5, 5]),
        *answers("T01", "OK", "G3", [4]),
    ]
    views = maturity(rows, context).themes[0].views
    assert [(v.areas, v.n) for v in views] == [(("DS", "OK"), 3), (("SO",), 3)]


def test_who_names_no_area_is_one_of_the_others(context: AnalysisContext) -> None:
    named = [*answers("T01", "SO", "G1", [1, 1, 1]), *answers("T01", "OK", "G3", [4, 4])]
    few = maturity([*named, *answers("T01", "", "G2", [5])], context).themes[0].views
    assert [(v.areas, v.n) for v in few] == [(("OK",), 3), (("SO",), 3)]
    named = answers("T01", "SO", "G1", [1, 1, 1])
    alone = maturity([*named, *answers("T01", "", "G2", [5, 5, 5])], context).themes[0].views
    assert [v.areas for v in alone] == [("SO",)]


def test_nobody_can_be_found_by_subtraction(context: AnalysisContext) -> None:
    rows = [
        *answers("T01", "SO", "G1", [1, 1, 1, 1]),
        *answers("T01", "DS", "G2", [3, 3, 3]),
        *answers("T01", "OK", "G3", [5]),
    ]
    views = maturity(rows, context).themes[0].views
    assert [(v.areas, v.n) for v in views] == [(("DS", "OK"), 4), (("SO",), 4)]
    alone = maturity([*answers("T01", "SO", "G1", [1, 1, 1]), *answers("T01", "OK", "G3", [5])], context)
    assert [(v.areas, v.n) for v in alone.themes[0].views] == [(("SO", "OK"), 4)]
    assert alone.themes[0].high is None


def test_all_themes_in_their_order_without_answers(context: AnalysisContext) -> None:
    found = maturity([], context)
    assert [t.theme for t in found.themes] == [f"T{n:02d}" for n in range(1, 17)]
    assert all(t.gap is None and t.now.n == 0 and t.between is None for t in found.themes)
    assert found.disagreements == ()


def test_respondents_are_counted_once(context: AnalysisContext) -> None:
    rows = [row("F3", "G1", n, respondent="A-01", area="SO", theme=f"T{n:02d}", now=2) for n in (1, 2, 3)]
    assert maturity(rows, context).respondents == 1
