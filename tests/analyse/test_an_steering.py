from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from analyse_rows import AREAS, row

from kit.analyse import AnalysisContext, analyse
from kit.analyse.modules import module_health
from kit.analyse.provenance import provenance
from kit.analyse.questions import decisions, open_questions
from kit.model.evidence import Evidence
from kit.model.results import CheckPoint


def test_open_questions(context: AnalysisContext) -> None:
    rows = [
        row(
            "C2",
            "G1",
            1,
            question="Hvem ejer vejdata?",
            area="KM",
            blocking="no",
            responsible="Chef",
            due=date(2026, 10, 14),
            module="M04",
        ),
        row("C2", "G2", 1, question="hvem ejer vejdata", area="SO", blocking="yes", workshop="roles"),
        row(
            "C2",
            "G1",
            2,
            question="Uden nogen?",
            area="SO",
            blocking="no",
            due=date(2026, 10, 15),
            module="M06",
        ),
        row(
            "C2", "G1", 3, question="Besvaret?", area="SO", blocking="yes", due=date(2026, 9, 2), module="M06"
        ),
        row("C2", "LEAD", 1, question="Besvaret?", answer="Ja", workshop="skills"),
    ]
    found = open_questions(rows, context)
    roads, nobody, done = found.items
    assert (roads.question, roads.areas, roads.blocking, roads.overdue) == (
        "Hvem ejer vejdata?",
        ("SO", "KM"),
        True,
        True,
    )
    assert roads.age_days == 44
    assert (nobody.overdue, nobody.ownerless) == (False, True)
    assert (done.open, done.overdue, done.ownerless, done.answer) == (False, False, False, "Ja")
    assert (found.open, found.blocking, found.overdue, found.ownerless) == (
        (roads, nobody),
        (roads,),
        (roads,),
        (nobody,),
    )
    assert [(c.key, c.number) for c in found.modules] == [("M04", 1), ("M06", 1)]


def test_decisions(context: AnalysisContext) -> None:
    rows = [
        row(
            "C3",
            "LEAD",
            1,
            decision="Mødes torsdag",
            module="M05",
            day=date(2026, 9, 17),
            status="proposed",
            support=4.2,
        ),
        row(
            "C3",
            "LEAD",
            2,
            "skills",
            decision="mødes TORSDAG",
            module="M05",
            day=date(2026, 10, 6),
            status="confirmed",
        ),
        row("C3", "G1", 3, decision="Noget", module="M02", day=date(2026, 9, 1), status="rejected"),
    ]
    found = decisions(rows, context)
    assert [(d.decision, d.status, d.support, d.workshop) for d in found.items] == [
        ("Noget", "rejected", None, "kickoff"),
        ("Mødes torsdag", "confirmed", 4.2, "skills"),
    ]
    assert [(c.key, c.number) for c in found.statuses] == [("confirmed", 1), ("rejected", 1)]
    assert len(found.of("confirmed")[0].evidence) == 2


def test_module_health(context: AnalysisContext) -> None:
    rows = [
        row(
            "U7",
            "LEAD",
            1,
            module="M04",
            owner="Chef",
            review=date(2027, 10, 1),
            valid_from=date(2026, 10, 1),
            replaces="M04@0.9",
        ),
        row(
            "U7",
            "LEAD",
            2,
            module="M06",
            owner="Chef",
            review=date(2027, 10, 2),
            valid_from=date(2026, 10, 1),
        ),
        row("U7", "LEAD", 3, module="M05", review=date(2026, 10, 14)),
        row("U7", "LEAD", 4, module="M99", owner="x"),
        row("R1", "G1", 1, function="x", area="SO"),
        row("S1", "ASO", 1, "round", system="x"),
    ]
    found = module_health(rows, context)
    assert [m.module for m in found.modules] == [*(m.id for m in context.catalogue.modules), "M99"]
    m04, m05, m06 = (found.get(m) for m in ("M04", "M05", "M06"))
    assert m04 and m05 and m06
    assert (m04.review_late, m04.review_far, m04.owner_missing, m04.earlier) == (
        False,
        False,
        False,
        ("M04@0.9",),
    )
    assert m06.review_far and not m06.review_late
    assert (m05.owner_missing, m05.review_late) == (True, True)
    assert (m04.newest, m06.newest, m05.newest) == (date(2026, 9, 8), date(2026, 9, 21), None)
    assert not m04.stale
    due_today = module_health(rows, replace(context, day=date(2026, 10, 14))).get("M05")
    assert due_today and not due_today.review_late
    later = module_health(rows, replace(context, day=date(2027, 9, 9)))
    stale = {m.module for m in later.modules if m.stale}
    assert "M04" in stale and "M06" not in stale


def test_provenance(context: AnalysisContext) -> None:
    rows = [
        row("B4", "G1", 7, title="A"),
        row("B4", "G1", 8, title="B", complete=False),
        row("C2", "G1", 1, "network", question="?"),
        row("F1", "G2", 1, reason="x"),
    ]
    found = provenance(rows, context)
    assert (found.files, found.rows, found.incomplete) == (2, 4, 1)
    assert found.workshops == ("kickoff", "network")
    assert found.units == (("kickoff", ("G2",)), ("network", ("G1",)))
    network = next(i for i in found.inputs if i.workshop == "network")
    assert (network.file, network.unit, network.rows) == ("returned/network-G1.xlsx", "G1", 3)
    assert {(s.sheet, s.rows, s.incomplete) for s in network.sheets} == {("B4", 2, 1), ("C2", 1, 0)}


def point(rows: list[Evidence], number: int, context: AnalysisContext) -> CheckPoint:
    found = analyse(rows, context).minimum
    assert [p.number for p in found.points] == list(range(1, 13))
    return found.points[number - 1]


def test_point_1_purpose(context: AnalysisContext) -> None:
    purpose = row("F1", "G1", 1, reason="x", dots=3)
    yes = row("C3", "LEAD", 1, decision="Formålet er x", module="M02", status="confirmed")
    no = row("C3", "LEAD", 1, decision="Formålet er x", module="M02", status="proposed")
    assert point([], 1, context).state == "missing"
    assert point([purpose], 1, context).state == "partly"
    assert point([no], 1, context).state == "partly"
    assert point([purpose, yes], 1, context).state == "ok"
    assert point([purpose, yes], 1, context).evidence == ("C3.LEAD.1",)


def test_point_3_modules(context: AnalysisContext) -> None:
    rows = [
        row("U7", "LEAD", n, module=m, owner="Chef", review=date(2027, 5, 1))
        for n, m in enumerate(("M02", "M04", "M05", "M06", "M07"), 1)
    ]
    assert point(rows, 3, context).state == "ok"
    short = point([*rows[:4], row("U7", "LEAD", 5, module="M07", owner="Chef")], 3, context)
    assert (short.state, short.part, short.whole, short.items) == ("partly", 4, 5, ("M07",))


def test_point_4_raci(context: AnalysisContext) -> None:
    rows = [row("R4", "G1", n, decision=f"D{n:02d}", role="RO-03", letter="A") for n in range(1, 15)]
    assert point(rows, 4, context).state == "ok"
    tied = point([*rows, row("R4", "G2", 1, decision="D01", role="RO-02", letter="A")], 4, context)
    assert (tied.state, tied.part, tied.items) == ("partly", 13, ("D01",))
    assert point([], 4, context).state == "missing"


def idea(n: int, **more: object) -> Evidence:
    values: dict[str, object] = {
        "value": 5, "fit": 5, "feasible": 5, "data_ready": 5, "risk": 1, "days": 5,
        "owner": "Chef", "benefit_owner": "Leder", "roles": "RO-09: 5", **more,
    }  # fmt: skip
    return row("B4", "G1", n, title=f"Idé {n}", problem="x", **values)


def test_point_5_initiatives(context: AnalysisContext) -> None:
    assert point([idea(1), idea(2), idea(3)], 5, context).state == "ok"
    two = point([idea(1), idea(2), idea(3, benefit_owner=None)], 5, context)
    assert (two.state, two.part, two.items) == ("partly", 2, ("I-003",))
    parked = {"value": 1, "fit": 1, "feasible": 1, "data_ready": 1}
    assert point([idea(n, **parked) for n in (1, 2, 3)], 5, context).state == "missing"


def test_point_6_capacity(context: AnalysisContext) -> None:
    hours = row("B9", "LEAD", 1, role="RO-09", quarter="2026-K4", hours=100)
    assert point([idea(1), hours], 6, context).state == "ok"
    assert point([idea(1), idea(2, days=100, roles="RO-09: 100"), hours], 6, context).items == ("I-002",)
    assert point([idea(1), idea(2, days=100, roles="RO-09: 100"), hours], 6, context).state == "partly"
    assert point([idea(1)], 6, context).state == "missing"
    assert (
        point([idea(1), row("B9", "LEAD", 1, role="RO-09", quarter="2026-K3", hours=100)], 6, context).state
        == "missing"
    )


def test_point_7_data_owners(context: AnalysisContext) -> None:
    def owner(area: str, status: str) -> Evidence:
        return row("R3", f"A{area}", 1, role="RO-03", scope=area, holder="Chef", status=status)

    filled = [owner(area.code, "filled") for area in AREAS]
    assert point(filled, 7, context).state == "ok"
    three = point(filled[:3], 7, context)
    assert (three.state, three.part, three.items) == ("partly", 3, ("KM",))
    assert point([owner("SO", "proposed")], 7, context).state == "partly"
    assert point([owner("SO", "vacant")], 7, context).state == "missing"


def system(area: str, n: int, **values: object) -> Evidence:
    return row("S1", f"A{area}", n, "round", system=f"System {area}{n}", **values)


def test_point_8_system_owners(context: AnalysisContext) -> None:
    assert point([system("SO", 1, critical="yes", owner="x")], 8, context).state == "ok"
    half = point([system("SO", 1, critical="yes", owner="x"), system("SO", 2, critical="yes")], 8, context)
    assert (half.state, half.items) == ("partly", ("System SO2",))
    assert point([system("SO", 1, critical="yes")], 8, context).state == "missing"
    assert point([system("SO", 1, critical="no")], 8, context).state == "ok"
    assert point([system("SO", 1)], 8, context).state == "partly"


def test_point_9_confirmed(context: AnalysisContext) -> None:
    rows = [system(area.code, 1, confirmed="yes") for area in AREAS]
    assert point(rows, 9, context).state == "ok"
    assert point(rows[:3], 9, context).items == ("KM",)
    open_row = system("SO", 2)
    assert point([rows[0], open_row], 9, context).state == "partly"
    assert point([open_row], 9, context).state == "missing"


def test_point_10_quality(context: AnalysisContext) -> None:
    scored = row("S4", "ASO", 1, "round", object="Nexus", area="SO", completeness=3)
    assert point([idea(1, systems=("Nexus",)), scored], 10, context).state == "ok"
    half = point([idea(1, systems=("Nexus", "Opus")), scored], 10, context)
    assert (half.state, half.items) == ("partly", ("Opus",))
    assert point([idea(1)], 10, context).state == "missing"


def test_point_11_learning(context: AnalysisContext) -> None:
    rows = [
        *[row("U1", "G1", n, role="RO-04", competence=f"K-0{n}", level=3, importance=1) for n in (1, 2, 3)],
        *[
            row(
                "U2",
                "G1",
                n * 10 + p,
                respondent=f"A-{p}",
                role="RO-04",
                area="SO",
                competence=f"K-0{n}",
                level=1,
            )
            for n in (1, 2, 3)
            for p in range(5)
        ],
    ]

    def course(n: int) -> Evidence:
        return row("U4", "G1", n, competence=f"K-0{n}", audience="x", people=1, hours_each=1)

    assert point(rows, 11, context).state == "missing"
    assert point([*rows, course(1)], 11, context).state == "partly"
    assert point([*rows, course(1), course(2)], 11, context).state == "ok"


def test_point_12_blocking(context: AnalysisContext) -> None:
    asked = row("C2", "G1", 1, question="A?", blocking="yes", responsible="Chef", due=date(2026, 12, 1))
    loose = row("C2", "G1", 2, question="B?", blocking="yes", responsible="Chef")
    assert point([asked], 12, context).state == "ok"
    assert point([asked, loose], 12, context).items == ("B?",)
    assert point([asked, loose], 12, context).state == "partly"
    assert point([loose], 12, context).state == "missing"
    assert point([row("F1", "G1", 1, reason="x")], 12, context).state == "ok"
    assert point([], 12, context).state == "missing"


def test_completeness_and_use(context: AnalysisContext) -> None:
    found = analyse([row("F1", "G1", 1, reason="x", dots=3)], context).minimum
    assert (found.count("ok"), found.count("partly"), found.count("missing")) == (1, 2, 9)
    assert found.completeness == pytest.approx((1 + 0.5 * 2) / 12)
    assert not found.usable
    done = replace(found, points=tuple(replace(p, state="ok") if p.number <= 6 else p for p in found.points))
    assert done.usable
