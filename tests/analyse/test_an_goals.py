"""AN-11: each sin fires on its own and stays silent next to its limit; sums hold stated figures only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.model.evidence import Evidence, Value
from kit.model.results import GoalCheck

SOUND: dict[str, Value | None] = {
    "goal": "Halvdelen af regningerne bliver bogført uden hænder",
    "area": "SO",
    "indicator": "Andel i procent",
    "now": 38,
    "target": 50,
    "due": date(2027, 12, 31),
    "core": "partly",
    "side_effect": "De svære bliver liggende",
    "initiative": "Robot til regninger",
}
CARD: dict[str, Value | None] = {
    "initiative": "Robot til regninger",
    "benefit": "Mindre tid på at samle tal",
    "kind": "time",
    "benefit_owner": "Økonomichef",
    "baseline": 18,
    "target": 6,
    "unit": "hours_week",
    "measured_on": date(2027, 6, 1),
}


def idea(**changes: Value | None) -> list[Evidence]:
    """The initiative, scored by two tables of two areas."""
    said: dict[str, Value | None] = {
        "title": "Robot til regninger", "problem": "Vi taster", "audience": ("citizens", "employees"),
        "owner": "Økonomichef", "value": 4, "fit": 4, "feasible": 4, "data_ready": 4, "risk": 2, **changes,
    }  # fmt: skip
    return [row("B4", "G1", 7, area="SO", **said), row("B4", "G2", 7, area="OK", **said)]


def goal(by: str = "G1", number: int = 7, /, **changes: Value | None) -> Evidence:
    return row("B6", by, number, **{**SOUND, **changes})


def card(by: str = "G1", number: int = 7, /, **changes: Value | None) -> Evidence:
    return row("B5", by, number, **{**CARD, **changes})


def other_area() -> Evidence:
    """A goal of the other area, so that nobody sees only their own piece."""
    return goal("G2", 9, goal="Færre rykkere", area="OK")


def check(rows: list[Evidence], context: AnalysisContext) -> GoalCheck:
    return analyse(rows, context).goals


def sins_of(found: GoalCheck, words: str = str(SOUND["goal"])) -> dict[str, tuple[str, ...]]:
    (one,) = [g for g in found.goals if g.goal == words]
    return {sin.key: sin.lacks for sin in one.sins}


def test_a_sound_goal_has_no_sin(context: AnalysisContext) -> None:
    found = check([*idea(), goal(), other_area()], context)
    assert sins_of(found) == {}
    assert found.sins == ()
    (one, _) = sorted(found.goals, key=lambda g: g.area != "SO")
    assert (one.initiative, one.owners, one.evidence) == ("I-001", ("Økonomichef",), ("B6.G1.7",))


@pytest.mark.parametrize(
    ("changes", "ideas", "sin"),
    [
        ({"now": 50}, {}, {"SY1": ()}),
        ({"now": 100, "target": 104}, {}, {"SY1": ()}),
        ({"now": 100, "target": 96}, {}, {"SY1": ()}),
        ({"now": 0, "target": 0}, {}, {"SY1": ()}),
        ({}, {"audience": ("employees", "managers")}, {"SY3": ()}),
        ({"now": None}, {}, {"SY4": ()}),
        ({"core": "no"}, {}, {"SY5": ()}),
        ({"side_effect": None}, {}, {"SY6": ()}),
        ({"due": None}, {}, {"SY7": ("date",)}),
        ({"initiative": None}, {}, {"SY7": ("owner",)}),
        ({"initiative": "Noget helt andet"}, {}, {"SY7": ("owner",)}),
        ({}, {"owner": None}, {"SY7": ("owner",)}),
        ({"due": None, "initiative": None}, {}, {"SY7": ("date", "owner")}),
    ],
)
def test_each_sin_fires_alone(
    changes: dict[str, Value | None],
    ideas: dict[str, Value | None],
    sin: dict[str, tuple[str, ...]],
    context: AnalysisContext,
) -> None:
    found = check([*idea(**ideas), goal(**changes), other_area()], context)
    assert sins_of(found) == sin


@pytest.mark.parametrize(
    ("changes", "ideas"),
    [
        ({"now": 100, "target": 105}, {}),  # exactly five per cent
        ({"now": 100, "target": 95}, {}),
        ({"now": 0, "target": 1}, {}),
        ({"core": "yes"}, {}),
        ({"core": None}, {}),  # not answered is no "no"
        ({}, {"audience": ("businesses",)}),
        ({}, {"audience": None}),  # nobody said who benefits: it cannot be known
        ({}, {"owner": None, "benefit_owner": "Ældrechef"}),
    ],
)
def test_next_to_the_limit_it_is_silent(
    changes: dict[str, Value | None], ideas: dict[str, Value | None], context: AnalysisContext
) -> None:
    assert sins_of(check([*idea(**ideas), goal(**changes), other_area()], context)) == {}


def test_provincialism_needs_an_initiative_of_several_areas_and_goals_in_one(
    context: AnalysisContext,
) -> None:
    assert sins_of(check([*idea(), goal()], context)) == {"SY2": ()}
    assert sins_of(check([idea()[0], goal()], context)) == {}


def test_sins_are_counted_with_their_rows_and_own_doubts_kept(context: AnalysisContext) -> None:
    rows = [*idea(), goal(now=None, sins=("SY6", "SY1")), other_area(), card(baseline=None)]
    found = check(rows, context)
    assert [(c.key, c.number, c.evidence) for c in found.sins] == [("SY4", 2, ("B5.G1.7", "B6.G1.7"))]
    assert {g.said for g in found.goals} == {("SY1", "SY6"), ()}


def test_every_rule_has_a_limit_and_can_be_switched_off(context: AnalysisContext) -> None:
    bad = goal(now=50, core="no", side_effect=None, due=None)
    rows = [*idea(audience=("employees",)), bad, goal("G2", 8, goal="Uden tal", now=None)]
    assert set(sins_of(check(rows, context))) == {"SY1", "SY2", "SY3", "SY5", "SY6", "SY7"}
    limits = {name: 0.0 for name in context.catalogue.thresholds if name.startswith("goals.")}
    assert len(limits) == 7
    off = replace(context.catalogue, thresholds={**context.catalogue.thresholds, **limits})
    found = check(rows, replace(context, catalogue=off))
    assert [g.sins for g in found.goals] == [(), ()]


@pytest.mark.parametrize(
    ("changes", "sin"),
    [
        ({}, {}),
        ({"target": 18}, {"SY1": ()}),
        ({"baseline": None}, {"SY4": ()}),
        ({"measured_on": None}, {"SY7": ("measured_on",)}),
        ({"benefit_owner": None}, {"SY7": ("owner",)}),
        ({"kind": "text_only", "baseline": None, "target": None, "unit": None, "measured_on": None}, {}),
        ({"kind": "text_only", "benefit_owner": None, "measured_on": None}, {"SY7": ("owner",)}),
    ],
)
def test_sins_of_a_benefit(
    changes: dict[str, Value | None], sin: dict[str, tuple[str, ...]], context: AnalysisContext
) -> None:
    (one,) = check([*idea(), card(**changes)], context).benefits
    assert {s.key: s.lacks for s in one.sins} == sin


def test_hours_and_money_by_the_year_of_measuring(context: AnalysisContext) -> None:
    rows = [
        *idea(),
        card(),  # 12 hours × 46 weeks
        card("G1", 8, benefit="Færre fejl", unit="hours_month", baseline=10, target=4),  # 6 × 12
        card("G1", 9, benefit="Billigere", kind="money", unit="dkk_month", baseline=9000, target=4000,
             measured_on=date(2028, 1, 3)),  # 5,000 × 12
        card("G1", 10, benefit="Uden dato", unit="dkk_year", baseline=0, target=700, measured_on=None),
        card("G1", 11, benefit="Kun ord", kind="text_only"),
        card("G1", 12, benefit="Uden før", baseline=None),
        card("G1", 13, benefit="Gladere", unit="mark", baseline=2, target=4),
    ]  # fmt: skip
    found = check(rows, context)
    assert [(y.year, y.hours, y.dkk) for y in found.years] == [
        (2027, 624.0, None),
        (2028, None, 60000.0),
        (0, None, 700.0),
    ]
    assert found.years[0].evidence == ("B5.G1.7", "B5.G1.8")


def test_tables_that_differ_stand_side_by_side_and_in_no_sum(context: AnalysisContext) -> None:
    same = check([*idea(), card(), card("G2", 7)], context)
    assert [(b.hours_year, b.differs, b.units) for b in same.benefits] == [(552.0, False, ("G1", "G2"))]
    two = check([*idea(), card(), card("G2", 7, target=9), goal(), goal("G2", target=60)], context)
    assert [(b.target, b.hours_year, b.differs) for b in two.benefits] == [(6, None, True), (9, None, True)]
    assert two.years == ()
    assert [(g.target, g.differs) for g in two.goals] == [(50, True), (60, True)]


def test_the_order_of_rows_changes_nothing_and_nothing_gives_nothing(context: AnalysisContext) -> None:
    rows = [*idea(), goal(), other_area(), card(), card("G2", 7, target=9)]
    assert check(rows, context) == check(rows[::-1], context)
    assert check([], context) == GoalCheck()


def test_a_benefit_finds_its_initiative_by_title_and_by_id(context: AnalysisContext) -> None:
    found = check(
        [*idea(), card(initiative="ROBOT til regninger!"), card("G1", 8, initiative="I-001")], context
    )
    assert {b.initiative for b in found.benefits} == {"I-001"}
    assert len(found.of("I-001")) == 1  # the same words and figures: one benefit
    (stray,) = check([card()], context).benefits
    assert (stray.initiative, stray.title) == ("", "Robot til regninger")
