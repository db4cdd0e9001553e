from __future__ import annotations

from math import sqrt

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.analyse.forces import force_field
from kit.analyse.graph import rings
from kit.analyse.initiatives import Weights, benefit, doability, klass
from kit.analyse.risks import risks
from kit.analyse.role_days import role_days
from kit.model.evidence import Evidence
from kit.model.results import DeliveryPlan, Initiatives


def idea(
    unit: str, n: int, title: str, scores: tuple[float, ...] = (5, 4, 4, 3, 2), **more: object
) -> Evidence:
    names = ("value", "fit", "feasible", "data_ready", "risk")
    values: dict[str, object] = {**dict(zip(names, scores, strict=False)), **more}
    return row("B4", unit, n, title=title, problem="x", **values)


def ideas(rows: list[Evidence], context: AnalysisContext) -> Initiatives:
    return analyse(rows, context).initiatives


def test_the_initiative_of_the_brief(context: AnalysisContext) -> None:
    (found,) = ideas([idea("G1", 1, "Ét overblik", days=25)], context).items
    assert found.benefit == pytest.approx(14 / 3)
    assert found.doability == pytest.approx(11 / 3)
    assert found.priority == pytest.approx(17.11, abs=5e-3)
    assert found.per_effort == pytest.approx(3.42, abs=5e-3)
    assert (found.klass, found.rank, found.id) == ("start", 1, "I-001")
    assert found.weakest == "data_ready"
    assert found.one_group and found.evidence == ("B4.G1.1",)


def test_formulas_and_classes() -> None:
    assert benefit(5, 2) == 4
    assert doability(3, 3, 3) == 3
    assert doability(5, 5, 1) == 5
    assert benefit(5, 2, Weights(value=1.0)) == 3.5
    assert [klass(b, g, 3.5) for b, g in ((3.5, 3.5), (3.5, 3.4), (3.4, 3.5), (3.4, 3.4))] == [
        "start",
        "prepare",
        "small_steps",
        "park",
    ]


def test_tables_are_merged_by_title_with_their_spread(context: AnalysisContext) -> None:
    rows = [
        idea("G1", 1, "Fælles tal", (5, 4, 4, 3, 2), days=10, dots=4, owner="Chef", area="SO"),
        idea("G2", 1, "FÆLLES  TAL!", (2, 4, 4, 3, 2), days=30, dots=5, owner="Leder", area="DS"),
        idea("G3", 1, "Fælles tal", (5, 4, 4), days=None),
    ]
    (found,) = ideas(rows, context).items
    value = found.criterion("value")
    assert (value.score.mean, value.score.n, value.differs) == (4.0, 3, True)
    assert value.score.spread == pytest.approx(sqrt(2))
    assert (value.score.low, value.score.high) == (2, 5)
    ready = found.criterion("data_ready")
    assert (ready.score.n, ready.score.spread, ready.differs) == (2, None, False)
    assert found.differs == ("value",)
    assert (found.days, found.dots, found.owners) == (20, 9, ("Chef", "Leder"))
    assert found.areas == ("SO", "DS")
    assert found.title == "Fælles tal"
    assert not found.one_group


def test_no_score_is_no_zero(context: AnalysisContext) -> None:
    rows = [idea("G1", 1, "A", (5,)), idea("G1", 2, "B"), idea("G1", 3, "C", (1, 1, 1, 1, "?"))]
    found = ideas(rows, context).items
    assert [(i.title, i.id, i.rank, i.klass) for i in found] == [
        ("B", "I-001", 1, "start"),
        ("A", "I-002", None, None),
        ("C", "I-003", None, None),
    ]
    assert found[2].benefit == 1 and found[2].doability is None


def test_ranks_are_shared_and_ids_follow_the_title(context: AnalysisContext) -> None:
    rows = [idea("G1", 1, "Zebra"), idea("G1", 2, "Abe"), idea("G1", 3, "Bi", (1, 1, 1, 1, 5))]
    found = ideas(rows, context).items
    assert [(i.title, i.id, i.rank) for i in found] == [
        ("Abe", "I-001", 1),
        ("Zebra", "I-002", 1),
        ("Bi", "I-003", 3),
    ]


def test_rank_range_when_weights_change(context: AnalysisContext) -> None:
    # P = B·G: "Værdi" 11/3 · 3 = 11; "Pasform" 10/3 · 3 = 10. With value's weight halved both are 10.5 and
    # 11 (value 4, fit 3: 7/2 = 3.5; value 3, fit 4: 7/2 = 3.5): the two tie.
    rows = [idea("G1", 1, "Værdi", (4, 3, 3, 3, 3)), idea("G1", 2, "Pasform", (3, 4, 3, 3, 3))]
    first, second = ideas(rows, context).items
    assert (first.title, first.rank, first.rank_best, first.rank_worst) == ("Værdi", 1, 1, 1)
    assert (second.title, second.rank, second.rank_best, second.rank_worst) == ("Pasform", 2, 1, 2)
    flip = ideas([idea("G1", 1, "Let", (3, 3, 5, 3, 3)), idea("G1", 2, "Klar", (3, 3, 3, 4.9, 3))], context)
    assert [(i.title, i.rank_best, i.rank_worst) for i in flip.items] == [("Let", 1, 2), ("Klar", 1, 2)]


def test_data_check_and_leaving_systems(context: AnalysisContext) -> None:
    rows = [
        idea("G1", 1, "Robot", (5, 4, 4, 5, 2), systems=("nexus", "Ukendt")),
        row("S1", "ASO", 1, system="Nexus", area="SO", life_cycle="phasing_out"),
        row(
            "S4",
            "ASO",
            1,
            object="NEXUS",
            area="SO",
            completeness=3,
            correctness=3,
            timeliness=3,
            reusability=3,
        ),
    ]
    (found,) = ideas(rows, context).items
    assert found.systems == ("Nexus", "Ukendt")
    assert (found.quality, found.data_check, found.leaving) == (3, True, ("Nexus",))
    (calm,) = ideas([idea("G1", 1, "Robot", (5, 4, 4, 4, 2), systems=("nexus",)), *rows[1:]], context).items
    assert not calm.data_check


def test_near_titles_are_only_suggested(context: AnalysisContext) -> None:
    found = ideas([idea("G1", 1, "Overblik over fravær"), idea("G2", 1, "Overblik over fraværet")], context)
    assert len(found.items) == 2
    (pair,) = found.suggestions
    assert pair.evidence == ("B4.G1.1", "B4.G2.1")


def test_dependencies_by_title_or_id(context: AnalysisContext) -> None:
    rows = [
        idea("G1", 1, "Først", (5, 5, 5, 5, 1)),
        idea("G1", 2, "Siden", (4, 4, 4, 4, 2), depends_on=("FØRST", "Noget andet")),
        idea("G1", 3, "Sidst", (3, 3, 4, 4, 2), depends_on=("I-002",)),
    ]
    first, then, last = ideas(rows, context).items
    assert (first.depends_on, then.depends_on, last.depends_on) == ((), ("I-001",), ("I-002",))
    assert then.unresolved == ("Noget andet",)


def test_role_days(context: AnalysisContext) -> None:
    rows = [
        idea("G1", 1, "A", roles="RO-09: 15; RO-04 Datasteward = 6,5 dage; nogen der kan: lidt; Datasteward"),
        idea("G2", 1, "A", roles="RO-09:5;;Dataejer: 2\nRO-99: 3; BI-tovholder: 0"),
    ]
    days, unparsed = role_days(rows, context)
    assert [(d.role, d.days) for d in days] == [("RO-03", 2), ("RO-04", 6.5), ("RO-09", 10)]
    assert unparsed == ("nogen der kan: lidt", "Datasteward", "RO-99: 3", "BI-tovholder: 0")


def hours(
    n: int, role: str, quarter: str, free: float, committed: float | None = None, **more: str
) -> Evidence:
    return row(
        "B9", more.pop("at", "LEAD"), n, role=role, quarter=quarter, hours=free, committed=committed, **more
    )


def ready(
    n: int, title: str, roles: str = "RO-09: 10", scores: tuple[float, ...] = (5, 4, 4, 4, 2), **more: object
) -> Evidence:
    return idea("G1", n, title, scores, **{"owner": "Chef", "days": 10, "roles": roles, **more})


def plan(rows: list[Evidence], context: AnalysisContext) -> DeliveryPlan:
    return analyse(rows, context).plan


QUARTERS = [hours(n, "RO-09", f"2027-K{n}", 100) for n in (1, 2, 3, 4)]


def test_capacity_is_85_percent_of_what_is_free(context: AnalysisContext) -> None:
    # 10 days = 74 hours; 0.85 · 100 = 85 hours a quarter: one initiative each; 15 days take two.
    found = plan([ready(1, "A"), ready(2, "B"), ready(3, "C", "RO-09: 15"), *QUARTERS], context)
    assert found.quarters == ("2027-K1", "2027-K2", "2027-K3", "2027-K4")
    assert [(i.title, i.quarters) for i in found.items] == [
        ("A", ("2027-K1",)),
        ("B", ("2027-K2",)),
        ("C", ("2027-K3", "2027-K4")),
    ]
    assert [(need.quarter, need.hours) for need in found.items[2].needs] == [("2027-K3", 85), ("2027-K4", 26)]
    assert [i.hours for i in found.items] == [74, 74, 111]
    first = found.utilisation[0]
    assert (first.limit, first.used, first.share) == (85, 74, 0.74)
    assert [(v.quarter, v.title) for v in found.first_visible][:2] == [("2027-K1", "A"), ("2027-K2", "B")]


def test_committed_hours_are_taken_off(context: AnalysisContext) -> None:
    rows = [ready(1, "A"), hours(1, "RO-09", "2027-K1", 100, 60), hours(2, "RO-09", "2027-K2", 100, 40)]
    found = plan(rows, context)
    assert found.items[0].quarters == ("2027-K1", "2027-K2")
    assert [round(need.hours, 6) for need in found.items[0].needs] == [34, 40]
    assert [(u.committed, u.limit) for u in found.utilisation] == [(60, 34), (40, 51)]


def test_an_exact_fit_fits(context: AnalysisContext) -> None:
    rows = [ready(1, "A", "RO-09: 8.5"), hours(1, "RO-09", "2027-K1", 74)]
    assert plan(rows, context).items[0].quarters == ("2027-K1",)
    rows = [ready(1, "A", "RO-09: 8.6"), hours(1, "RO-09", "2027-K1", 74)]
    assert plan(rows, context).items[0].reason == "capacity"


def test_at_most_three_consecutive_quarters(context: AnalysisContext) -> None:
    long = plan([ready(1, "A", "RO-09: 30"), *QUARTERS], context)
    assert long.items[0].quarters == ("2027-K1", "2027-K2", "2027-K3")
    longer = plan([ready(1, "A", "RO-09: 40"), *QUARTERS], context)
    assert (longer.items[0].reason, longer.items[0].detail) == ("capacity", "RO-09")
    gap = plan([ready(1, "A", "RO-09: 20"), QUARTERS[0], QUARTERS[3]], context)
    assert gap.quarters == ("2027-K1", "2027-K2", "2027-K3", "2027-K4")
    assert gap.items[0].reason == "capacity"


def test_every_role_needs_room_in_the_window_that_ends_first(context: AnalysisContext) -> None:
    rows = [ready(1, "A", "RO-09: 5; RO-04: 5"), *QUARTERS, hours(9, "RO-04", "2027-K3", 50)]
    found = plan(rows, context)
    assert found.items[0].quarters == ("2027-K3",)
    short = plan([ready(1, "A", "RO-09: 5; RO-04: 9"), *rows[1:]], context).items[0]
    assert (short.reason, short.detail) == ("capacity", "RO-04")


def test_dependencies_and_wanted_start(context: AnalysisContext) -> None:
    rows = [
        ready(1, "Stor", scores=(5, 5, 5, 5, 1), depends_on=("Lille",)),
        ready(2, "Lille", "RO-09: 1", scores=(4, 4, 4, 4, 2)),
        ready(3, "Senere", "RO-09: 1", wanted_start="2027-K3"),
        ready(4, "For sent", "RO-09: 1", wanted_start="2028-K1"),
        *QUARTERS,
    ]
    found = {item.title: item for item in plan(rows, context).items}
    assert found["Lille"].quarters == ("2027-K1",)
    assert found["Stor"].quarters == ("2027-K2",)
    assert found["Senere"].quarters == ("2027-K3",)
    assert (found["For sent"].reason, found["For sent"].detail) == ("beyond", "2028-K1")


def test_reasons_against(context: AnalysisContext) -> None:
    rows = [
        ready(1, "Uden ejer", owner=None),
        ready(2, "Uden dage", roles="", days=None),
        ready(3, "Uden roller", roles=""),
        ready(4, "Ukendt rolle", roles="RO-10: 2"),
        ready(5, "Afhænger", depends_on=("Uden ejer",)),
        ready(6, "Ring A", depends_on=("Ring B",)),
        ready(7, "Ring B", depends_on=("Ring A",)),
        ready(8, "Parkeret", scores=(1, 1, 1, 1, 5)),
        ready(9, "Uden point", scores=()),
        *QUARTERS,
    ]
    found = plan(rows, context)
    ids = {item.title: item.initiative for item in found.items}
    assert {item.title: (item.reason, item.detail) for item in found.items} == {
        "Uden ejer": ("no_owner", ""),
        "Uden dage": ("no_days", ""),
        "Uden roller": ("no_roles", ""),
        "Ukendt rolle": ("capacity_unknown", "RO-10"),
        "Afhænger": ("depends", ids["Uden ejer"]),
        "Ring A": ("cycle", ids["Ring A"]),
        "Ring B": ("cycle", ids["Ring B"]),
        "Parkeret": ("parked", ""),
        "Uden point": ("no_scores", ""),
    }
    assert found.cycles == ((ids["Ring A"], ids["Ring B"]),)
    assert not found.placed and found.first_visible == ()


def test_class_comes_before_priority(context: AnalysisContext) -> None:
    # "Gør klar" has the higher P (5 · 3.33 = 16.7 against 3.67 · 3.67 = 13.4) and still waits.
    rows = [
        ready(1, "Gør klar", scores=(5, 5, 3, 2, 1)),
        ready(2, "Gå i gang", scores=(4, 3, 4, 3, 2)),
        *QUARTERS,
    ]
    prepare, start = plan(rows, context).items
    assert (prepare.klass, start.klass) == ("prepare", "start")
    assert start.quarters == ("2027-K1",)
    assert prepare.quarters == ("2027-K2",)
    assert (prepare.prepare, start.prepare) == ("data_ready", None)


def test_units_of_a_role_add_up_and_later_workshops_win(context: AnalysisContext) -> None:
    rows = [
        hours(1, "RO-09", "2027-K1", 60, 10, unit="It"),
        hours(2, "RO-09", "2027-K1", 40, unit="Økonomi"),
        row(
            "B9",
            "LEAD",
            9,
            workshop="skills",
            role="RO-09",
            quarter="2027-K1",
            unit="it",
            hours=80,
            committed=20,
        ),
    ]
    (line,) = plan(rows, context).utilisation
    assert (line.hours, line.committed, line.limit) == (120, 20, 85)
    assert len(line.evidence) == 3


def test_rings() -> None:
    assert rings([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]) == (("a", "b", "c"),)
    assert rings([("b", "a"), ("a", "c"), ("c", "b")]) == (("a", "c", "b"),)
    assert rings([("a", "a")]) == (("a",),)
    assert rings([("a", "b"), ("b", "a"), ("x", "y"), ("y", "x")]) == (("a", "b"), ("x", "y"))
    assert rings([("a", "b")]) == ()


def test_risks(context: AnalysisContext) -> None:
    rows = [
        row(
            "B7",
            "G1",
            1,
            risk="Ingen ejer",
            kind="legal",
            probability=4,
            impact=4,
            handled_by="us",
            treatment="x",
        ),
        row("B7", "G2", 1, risk="ingen ejer", kind="legal", probability=5, impact=3, handled_by="supplier"),
        row("B7", "G1", 2, risk="Strejke", kind="political", probability=2, impact=4, reserve=50000),
        row("B7", "G1", 3, risk="Regn", kind="technical", probability=2, impact=3, reserve=1000.5),
        row("B7", "G1", 4, risk="Ukendt", kind="technical", probability="?", impact=3),
    ]
    found = risks(rows, context)
    assert [(r.number, r.risk, r.score, r.level) for r in found.items] == [
        (1, "Ingen ejer", 15.75, "high"),
        (2, "Strejke", 8, "medium"),
        (3, "Regn", 6, "low"),
        (4, "Ukendt", None, None),
    ]
    assert found.untreated == (found.items[0],)
    assert (found.supplier.part, found.supplier.whole) == (1, 1)
    assert found.reserve == 51000.5
    assert [(c.probability, c.impact, c.risks) for c in found.matrix] == [
        (2, 3, (3,)),
        (2, 4, (2,)),
        (5, 4, (1,)),
    ]
    assert risks([], context).reserve is None


def test_force_field(context: AnalysisContext) -> None:
    rows = [
        row(
            "F2",
            "G1",
            1,
            force="barrier",
            description="Tal i hånden",
            category="data",
            area="SO",
            strength=4,
            influence=5,
            counter_move="Udtræk",
        ),
        row(
            "F2",
            "G2",
            1,
            force="barrier",
            description="tal i hånden!",
            category="data",
            area="DS",
            strength=5,
            influence=4,
        ),
        row(
            "F2",
            "G1",
            2,
            force="barrier",
            description="Ingen tid",
            category="culture",
            area="SO",
            strength=5,
            influence="?",
        ),
        row(
            "F2",
            "G1",
            3,
            force="driver",
            description="Lyst",
            category="culture",
            area="OK",
            strength=3,
            influence=2,
        ),
    ]
    found = force_field(rows, context)
    assert (found.drivers, found.barriers, found.balance) == (3, 14, -11)
    assert [(c.category, c.drivers, c.barriers, c.balance) for c in found.categories] == [
        ("data", 0, 9, -9),
        ("culture", 3, 5, -2),
    ]
    (first,) = found.act_first
    assert (first.description, first.score, first.counter_moves) == ("Tal i hånden", 4.5 * 4.5, ("Udtræk",))
    assert first.areas == ("SO", "DS") and first.evidence == ("F2.G1.1", "F2.G2.1")
    assert [f.description for f in found.build_on] == ["Lyst"]


def test_only_the_first_five(context: AnalysisContext) -> None:
    rows = [
        row(
            "F2",
            "G1",
            n,
            force="barrier",
            description=f"b{n}",
            category="data",
            strength=n % 5 + 1,
            influence=5,
        )
        for n in range(1, 8)
    ]
    assert [f.description for f in force_field(rows, context).act_first] == ["b4", "b3", "b2", "b7", "b1"]


def test_purposes_by_dots(context: AnalysisContext) -> None:
    rows = [
        row(
            "F1",
            "G1",
            1,
            reason="Flytte hænder",
            audience=("employees",),
            challenge="economy",
            area="SO",
            dots=4,
        ),
        row(
            "F1",
            "G2",
            1,
            reason="flytte hænder",
            audience=("citizens",),
            challenge="workforce",
            area="DS",
            dots=5,
        ),
        row(
            "F1", "G1", 2, reason="Se ens tal", audience=("managers",), challenge="economy", area="OK", dots=9
        ),
        row("F1", "G1", 3, reason="Uden prikker", audience=("managers",), challenge="law", area="OK"),
    ]
    found = force_field(rows, context)
    assert [(p.reason, p.dots, p.rank) for p in found.purposes] == [
        ("Flytte hænder", 9, 1),
        ("Se ens tal", 9, 1),
        ("Uden prikker", None, 3),
    ]
    assert found.purposes[0].audiences == ("citizens", "employees")
    assert [(c.key, c.number) for c in found.challenges] == [("economy", 13), ("workforce", 5)]
