from __future__ import annotations

from dataclasses import replace
from math import log2
from random import Random

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.model.evidence import Evidence, Value
from kit.model.results import Disagreement, Disagreements


def apart(rows: list[Evidence], context: AnalysisContext) -> Disagreements:
    return analyse(rows, context).disagreements


def one(rows: list[Evidence], context: AnalysisContext) -> Disagreement:
    (found,) = apart(rows, context).items
    return found


def said(theme: str, area: str, now: list[Value], level: str = "employee", first: int = 1) -> list[Evidence]:
    """One person each; ``first`` numbers the rows."""
    return [
        row("F3", "G1", n, respondent=f"P-{n}", area=area, theme=theme, now=x, level=level, importance=5)
        for n, x in enumerate(now, first)
    ]


def test_a_theme_lies_between_areas_by_the_example_of_the_brief(context: AnalysisContext) -> None:
    rows = [*said("T16", "SO", [2, 2, 3]), *said("T16", "DS", [2, 1, 2], first=4)]
    rows += said("T16", "OK", [4, 5, 4], first=7)
    found = one(rows, context)
    (point,) = found.points
    assert (found.kind, found.subject, found.rank) == ("theme", "T16", 1)
    assert found.agreement == pytest.approx(0.511, abs=5e-4)
    assert found.score == pytest.approx((1 - 0.511) * 1.0 * 5 / 5, abs=5e-4)
    assert (point.measure, point.where) == ("consensus", "between")
    assert [(side.areas, side.n) for side in point.sides] == [(("OK",), 3), (("DS",), 3)]
    assert [side.mean for side in point.sides] == pytest.approx([13 / 3, 5 / 3])
    assert len(point.evidence) == 9


def test_leaders_and_others_are_told_apart_inside_one_area(context: AnalysisContext) -> None:
    rows = [*said("T01", "SO", [5, 4, 5], "manager"), *said("T01", "SO", [1, 2, 1, 2], "employee", 4)]
    (point,) = one(rows, context).points
    assert point.where == "leaders"
    assert [(side.who, side.n, side.mean) for side in point.sides] == [
        ("leaders", 3, pytest.approx(14 / 3)),
        ("others", 4, 1.5),
    ]


def test_who_states_no_level_is_never_told_from_the_others(context: AnalysisContext) -> None:
    rows = [*said("T01", "SO", [5, 4, 5], "head"), *said("T01", "SO", [1, 2], "employee", 4)]
    rows += [row("F3", "G1", 6, respondent="P-6", area="SO", theme="T01", now=1)]
    (point,) = one(rows, context).points
    assert [side.n for side in point.sides] == [3, 3]


def test_two_leaders_are_no_view_of_their_own(context: AnalysisContext) -> None:
    rows = [*said("T01", "SO", [5, 5], "director"), *said("T01", "SO", [1, 1, 2, 5, 4], "employee", 3)]
    (point,) = one(rows, context).points
    assert point.where == "within"
    assert [(side.who, side.n) for side in point.sides] == [("upper", 4), ("lower", 3)]


def test_no_view_of_fewer_than_three_is_told(context: AnalysisContext) -> None:
    rows = [*said("T01", "SO", [5, 5, 5, 5]), *said("T01", "DS", [1, 1], first=5)]
    (point,) = one(rows, context).points
    assert point.sides == ()
    assert point.where == "within"


def test_small_areas_stand_together_and_two_people_are_nothing(context: AnalysisContext) -> None:
    small = [*said("T01", "DS", [1, 1]), *said("T01", "OK", [1, 2], first=3)]
    (point,) = one([*small, *said("T01", "SO", [5, 5, 5, 5], first=5)], context).points
    assert [side.areas for side in point.sides] == [("SO",), ("DS", "OK")]
    assert min(side.n for side in point.sides) >= 3
    assert apart(said("T02", "SO", [1, 5]), context) == Disagreements()
    assert apart(said("T02", "SO", [3, 3, 3, 3]), context).items == ()


def letter(unit: str, role: str, number: int = 5) -> Evidence:
    return row("R4", unit, number, decision="D05", role=role, letter="A")


def test_tables_give_the_decision_to_different_roles(context: AnalysisContext) -> None:
    rows = [letter("G1", "RO-03"), letter("G2", "RO-03"), letter("G3", "RO-05"), letter("G4", "RO-03")]
    found = one(rows, context)
    (point,) = found.points
    assert (found.kind, found.agreement, point.measure) == ("decision", 0.75, "share")
    assert point.where == "tables"
    assert [(s.value, s.units) for s in point.sides] == [("RO-03", ("G1", "G2", "G4")), ("RO-05", ("G3",))]
    assert found.score == pytest.approx(0.25)


def test_one_table_alone_disagrees_with_nobody(context: AnalysisContext) -> None:
    found = apart([letter("G1", "RO-03"), letter("G1", "RO-05", 6)], context)
    assert found.items == ()
    assert found.compared == ()


def test_holders_kept_roles_and_their_matters(context: AnalysisContext) -> None:
    rows = [
        row("R3", "G1", 5, role="RO-03", scope="SO", holder="Ældrechef"),
        row("R3", "G2", 5, role="RO-03", scope="SO", holder="Sundhedschef"),
        row("R2", "G1", 5, role_id="RO-03", title="Dataejer", keep="keep"),
        row("R2", "G2", 5, role_id="RO-03", title="Dataejer", keep="drop"),
    ]
    found = one(rows, context)
    assert [(p.about, p.scope, p.matter) for p in found.points] == [
        ("holder", "SO", "holder:RO-03:area:SO"),
        ("keep", "", ""),
    ]
    assert found.score == pytest.approx(0.5 * 0.8)


def system(area: str, extract: str, critical: str = "yes") -> Evidence:
    values: dict[str, str] = {"system": "KMD Nexus", "area": area, "critical": critical, "extract": extract}
    return row("S1", f"A{area}", 5, "round", True, confirmed="yes", **values)


def test_areas_answer_differently_about_a_system(context: AnalysisContext) -> None:
    found = one([system("SO", "yes"), system("DS", "no"), system("OK", "yes")], context)
    (point,) = found.points
    assert (point.about, point.where, point.matter) == ("extract", "between", "value:extract:kmd nexus")
    assert point.agreement == pytest.approx(2 / 3)
    assert [side.areas for side in point.sides] == [("SO", "OK"), ("DS",)]
    assert found.weight == context.limit("talk.system_critical")


def test_a_system_that_nobody_needs_at_once_weighs_less(context: AnalysisContext) -> None:
    found = one([system("SO", "yes", "no"), system("DS", "no", "no")], context)
    assert (found.weight, found.score) == (0.5, 0.25)


def idea(unit: str, value: Value, number: int = 5) -> Evidence:
    return row(
        "B4",
        unit,
        number,
        title="Overblik",
        problem="x",
        value=value,
        fit=4,
        feasible=4,
        data_ready=3,
        risk=2,
    )


def test_tables_score_an_initiative_apart(context: AnalysisContext) -> None:
    found = one([idea("G1", 5), idea("G2", 5), idea("G3", 2)], context)
    (point,) = found.points
    assert (found.kind, found.subject, point.about) == ("initiative", "Overblik", "value")
    assert point.agreement == pytest.approx(1 + (2 * log2(1 - 1 / 4) + log2(1 - 2 / 4)) / 3)
    assert [(s.mean, s.units) for s in point.sides] == [(5.0, ("G1", "G2")), (2.0, ("G3",))]
    assert found.weight == context.limit("talk.initiative_top")


def test_a_table_that_says_it_twice_counts_once(context: AnalysisContext) -> None:
    rows = [idea("G1", 5), idea("G1", 5, number=6), idea("G2", 2)]
    found = one(rows, context)
    assert found.agreement == pytest.approx(1 + log2(1 - 1.5 / 4))


def test_what_the_lead_has_decided_is_settled_and_has_no_rank(context: AnalysisContext) -> None:
    rows = [idea("G1", 5), idea("G2", 1), letter("G1", "RO-03"), letter("G2", "RO-05")]
    decided = replace(context, decided=frozenset({"initiative:overblik"}))
    before, after = apart(rows, context), apart(rows, decided)
    assert [(i.kind, i.rank) for i in before.items] == [("initiative", 1), ("decision", 2)]
    assert [(i.kind, i.rank) for i in after.items] == [("decision", 1)]
    assert [(i.kind, i.rank) for i in after.settled] == [("initiative", 0)]


def test_equals_share_a_rank_in_a_fixed_order(context: AnalysisContext) -> None:
    rows = [
        row("R4", "G1", 5, decision="D07", role="RO-03", letter="A"),
        row("R4", "G2", 5, decision="D07", role="RO-05", letter="A"),
        letter("G1", "RO-03", 6),
        letter("G2", "RO-05", 6),
        *said("T03", "SO", [1, 1, 5, 5, 3, 3]),
    ]
    found = apart(rows, context)
    assert [(i.subject, i.rank) for i in found.items] == [("T03", 1), ("D05", 2), ("D07", 2)]
    Random(4).shuffle(rows)
    assert apart(rows, context) == found


def test_nothing_gives_nothing(context: AnalysisContext) -> None:
    assert apart([], context) == Disagreements()
