"""What M04, M05, M09 and appendix E say of forums, wheel, pages, benefits and goals at the edges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.results import (
    Benefit,
    Communication,
    Dashboard,
    Dashboards,
    Forum,
    ForumFault,
    Forums,
    Goal,
    GoalCheck,
    KeyFigure,
    Message,
    Results,
    Sin,
    WheelActivity,
    YearSum,
)
from kit.strategy import compile_strategy

ON = frozenset({"R5", "B3", "B5", "B6", "B8"})


def compiled(
    catalogue: Catalogue, found: Results, rows: Rows, lang: str = "da", **changes: object
) -> Strategy:
    changes = {"tier2": ON, **changes}
    return compile_strategy(found, context(catalogue, lang, rows, **changes))


def text_of(strategy: Strategy, id: str) -> str:
    (module,) = [m for m in strategy.document.modules if m.id == id]
    return str(module.nodes)


def goal(rows: Rows, number: int, **changes: object) -> Goal:
    base = Goal(
        f"Mål {number}",
        "SO",
        "Andel",
        10,
        20,
        None,
        "yes",
        "",
        "",
        (),
        (),
        (),
        False,
        ("G1",),
        rows("B6", "G1", number),
    )
    return replace(base, **changes)


def benefit(rows: Rows, number: int, **changes: object) -> Benefit:
    base = Benefit(
        "", "Et overblik", f"Gevinst {number}", "time", ("Økonomichef",), 5, 1, None, "hours_week", None, "", (), 184.0,
        None, (), False, ("G1",), rows("B5", "G1", number),
    )  # fmt: skip
    return replace(base, **changes)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_without_answers_each_asks_and_appendix_e_waits(catalogue: Catalogue, lang: str) -> None:
    rows = Rows()
    made = compiled(catalogue, results(rows, lang), rows, lang)
    asked = {question.id for question in made.open_questions}
    assert {"OQ.M04.forums", "OQ.M05.wheel", "OQ.M05.pages", "OQ.M09.goals", "OQ.M09.baseline"} <= asked
    assert len(next(m for m in made.document.modules if m.id == "E").nodes) == 1


def test_appendix_e_comes_only_with_its_sheets(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    for tier2, there in ((frozenset(), False), (frozenset({"B6"}), False), (frozenset({"B8"}), True)):
        made = compiled(catalogue, found, rows, tier2=tier2)
        assert ("E" in [m.id for m in made.document.modules]) is there


@pytest.mark.parametrize(
    ("kind", "forums", "target", "told"),
    [
        ("unknown", ("A",), "Chefmødet", "“A” går videre til “Chefmødet”"),
        ("circle", ("A", "B"), "", "sender det svære rundt til hinanden"),
        ("circle", ("A",), "", "“A” løfter til sig selv"),
    ],
)
def test_the_way_up_at_fault(
    catalogue: Catalogue, kind: str, forums: tuple[str, ...], target: str, told: str
) -> None:
    rows = Rows()
    behind = rows("R5", "LEAD", 7)
    item = Forum("A", "Alt", ("RO-01",), "monthly", "B", behind)
    found = replace(
        results(rows, "da"), forums=Forums((item,), (ForumFault(kind, forums, target, behind),), (), behind)
    )
    text = text_of(compiled(catalogue, found, rows), "M04")
    assert told in text and "Ét forum afgør noget om data" in text


def test_goals_that_hold_and_one_alone(catalogue: Catalogue) -> None:
    rows = Rows()
    base = results(rows, "da")
    cases = {
        "De holder alle": (goal(rows, 7), goal(rows, 8)),
        "det holder": (goal(rows, 7),),
        "Der er ét mål, og det skal vi se nærmere på": (goal(rows, 7, sins=(Sin("SY4"),)),),
        "Af to mål er der ét": (goal(rows, 7), goal(rows, 8, sins=(Sin("SY7", ("date", "owner")),))),
    }
    for told, goals in cases.items():
        made = compiled(catalogue, replace(base, goals=GoalCheck(goals)), rows)
        assert told.casefold() in text_of(made, "M09").casefold(), told


def test_hours_and_money_of_one_year_stand_together(catalogue: Catalogue) -> None:
    rows = Rows()
    card = benefit(rows, 7)
    found = replace(
        results(rows, "da"), goals=GoalCheck((), (card,), (), (YearSum(2027, 184, 5000, card.evidence),))
    )
    assert "184 timer og 5.000 kr. om året ved målingen i 2027" in text_of(
        compiled(catalogue, found, rows), "M09"
    )


def test_cards_of_an_unknown_initiative_are_kept_apart(catalogue: Catalogue) -> None:
    rows = Rows()
    found = replace(results(rows, "da"), goals=GoalCheck((), (benefit(rows, 7),)))
    assert "Uden et initiativ på listen" in text_of(compiled(catalogue, found, rows), "E")


def test_long_lists_say_how_many_are_left_out(catalogue: Catalogue) -> None:
    rows = Rows()
    many = range(7, 37)
    page = Dashboard("Side", "Ledere", "Vagter", (KeyFigure("Tal", ""),), (), "", (), (), "", "", "G1")
    wheel = tuple(
        WheelActivity(f"Aktivitet {n}", "weekly", 60, "RO-08", "", 46, False, ("ASO",), rows("B3", "ASO", n))
        for n in many
    )
    base = results(rows, "da")
    found = replace(
        base,
        network=replace(base.network, wheel=wheel, wheel_hours=46.0 * 30),
        dashboards=Dashboards(
            tuple(replace(page, name=f"Side {n}", evidence=rows("B8", "G1", n)) for n in many)
        ),
        goals=GoalCheck(tuple(goal(rows, n) for n in many), tuple(benefit(rows, n) for n in many)),
    )
    made = compiled(catalogue, found, rows)
    assert "Yderligere fem aktiviteter" in text_of(made, "M05") and "Yderligere fem sider" in text_of(
        made, "M05"
    )
    assert "Yderligere fem gevinster" in text_of(made, "M09") and "Yderligere fem mål" in text_of(made, "M09")
    assert "1.380 timer" in text_of(made, "M05")


def test_appendix_a_tells_the_rules_of_what_is_switched_on(catalogue: Catalogue) -> None:
    rows = Rows()
    found = replace(results(rows, "da"), goals=GoalCheck((goal(rows, 7),)))
    text = text_of(compiled(catalogue, found, rows), "A")
    assert "Årshjulet: minutter gange" in text and "syv synder" in text and "mindre end 5" not in text
    off = text_of(compiled(catalogue, results(rows, "da"), rows, tier2=frozenset()), "A")
    assert "Årshjulet" not in off and "synder" not in off


@pytest.mark.parametrize(
    ("lang", "word", "told"),
    [("da", "passiv", "Alle passive funktioner"), ("en", "Passive", "All passive functions")],
)
def test_a_message_to_the_passive_is_told_as_to_all_of_them(
    catalogue: Catalogue, lang: str, word: str, told: str
) -> None:
    rows = Rows()
    messages = tuple(
        Message(audience, f"Nyt til {audience}", "", "Leder", None, "", (), False, rows("U5", "G1", n))
        for n, audience in enumerate((word, "Visitator"), 7)
    )
    found = replace(results(rows, lang), communication=Communication(messages))
    said = text_of(compiled(catalogue, found, rows, lang, tier2=ON | {"U5"}), "M11")
    assert f"'{told}'" in said and "'Visitator'" in said
    assert f"'{word.capitalize()}'" not in said
