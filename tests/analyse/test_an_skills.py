from __future__ import annotations

from datetime import date

from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.model.evidence import Evidence
from kit.model.results import Results


def need(
    unit: str, n: int, role: str, competence: str, level: float, importance: float | None = None
) -> Evidence:
    return row("U1", unit, n, role=role, competence=competence, level=level, importance=importance)


def people(
    unit: str,
    role: str,
    competence: str,
    levels: list[object],
    area: str = "SO",
    start: int = 1,
    **more: object,
) -> list[Evidence]:
    return [
        row(
            "U2",
            unit,
            n,
            respondent=f"{unit}-{n}",
            role=role,
            area=area,
            competence=competence,
            level=x,
            **more,
        )
        for n, x in enumerate(levels, start)
    ]


def run(rows: list[Evidence], context: AnalysisContext) -> Results:
    return analyse(rows, context)


PLANNED = [
    row(
        "B4", "G1", 1, title="Overblik", problem="x", value=5, fit=5, feasible=5, data_ready=5, risk=1,
        days=5, owner="Chef", roles="RO-09: 5", competences=("K-04",),
    ),
    row("B9", "LEAD", 1, role="RO-09", quarter="2027-K1", hours=100),
]  # fmt: skip


def test_gap_people_short_and_priority(context: AnalysisContext) -> None:
    rows = [
        need("G1", 1, "RO-04", "K-04", 3, 3),
        need("G2", 1, "RO-04", "K-04", 4, 2),
        need("G3", 1, "RO-04", "K-04", 3, 1),
        *people("G1", "RO-04", "K-04", [1, 2, 2, 3, 4, "?"]),
        *PLANNED,
    ]
    found = run(rows, context).competences
    assert [(n.role, n.level, n.importance) for n in found.needs] == [("RO-04", 3, 2)]
    (cell,) = found.cells
    assert (cell.n, cell.unknown, cell.median, cell.requirement, cell.gap) == (5, 1, 2, 3, 1)
    assert (cell.short, cell.importance, cell.planned, cell.priority) == (3, 2, 1, 4)
    assert not cell.hidden
    assert found.top == (cell,)
    assert found.respondents == 6
    assert set(cell.evidence) >= {"U1.G1.1", "U2.G1.6"}


def test_under_five_answers_nothing_is_told(context: AnalysisContext) -> None:
    rows = [need("G1", 1, "RO-04", "K-04", 3, 3), *people("G1", "RO-04", "K-04", [0, 0, 0, 1])]
    found = run(rows, context).competences
    (cell,) = found.cells
    assert cell.hidden and (cell.n, cell.median, cell.gap, cell.short, cell.priority) == (
        0,
        None,
        None,
        None,
        None,
    )
    assert (cell.requirement, cell.evidence) == (3, ("U1.G1.1",))
    assert found.top == () and found.key_persons == () and found.wants_more == ()


def test_small_roles_stand_together(context: AnalysisContext) -> None:
    rows = [
        need("G1", 1, "RO-04", "K-04", 4, 3),
        need("G1", 2, "RO-03", "K-04", 2, 1),
        *people("G1", "RO-04", "K-04", [1, 2, 4]),
        *people("G2", "RO-03", "K-04", [2, 1]),
        *people("G3", "RO-16", "K-04", [0]),
    ]
    found = run(rows, context).competences
    assert [(c.roles, c.hidden) for c in found.cells] == [
        (("RO-03",), True),
        (("RO-04",), True),
        (("RO-03", "RO-04", "RO-16"), False),
    ]
    pooled = found.cells[2]
    # requirements of those who have one: 2, 2, 4, 4, 4; levels: 0, 1, 1, 2, 2, 4
    assert (pooled.n, pooled.median, pooled.requirement, pooled.gap, pooled.short) == (6, 1.5, 4, 2.5, 3)
    assert pooled.importance == (3 * 3 + 2 * 1) / 5
    assert found.top == (pooled,)


def test_a_level_over_all_roles_counts_only_answers_that_are_told(context: AnalysisContext) -> None:
    rows = [
        need("G1", 1, "RO-04", "K-04", 4, 3),
        need("G1", 2, "RO-03", "K-04", 2, 1),
        need("G1", 3, "RO-09", "K-05", 3, 1),
        *people("G1", "RO-04", "K-04", [1, 2, 2, 4, 4]),
        *people("G2", "RO-03", "K-04", [0, 0, 0, 0]),
        *people("G2", "RO-03", "K-06", [3, 3, 3, 4, 4]),
    ]
    levels = {level.competence: level for level in run(rows, context).competences.levels}
    alone = levels["K-04"]
    assert (alone.n, alone.median, alone.requirement) == (5, 2, 3), "four data owners would be found"
    assert not set(alone.evidence) & {f"U2.G2.{n}" for n in range(1, 5)}
    assert (levels["K-05"].n, levels["K-05"].median, levels["K-05"].requirement) == (0, None, 3)
    assert (levels["K-06"].n, levels["K-06"].median, levels["K-06"].requirement) == (5, 3, None)


def test_no_requirement_is_no_gap_and_no_importance_no_priority(context: AnalysisContext) -> None:
    rows = [
        *people("G1", "RO-04", "K-01", [1] * 5),
        need("G1", 1, "RO-04", "K-02", 1),
        *people("G1", "RO-04", "K-02", [0] * 5, start=10),
        need("G1", 2, "RO-04", "K-03", 3, 1),
        *people("G1", "RO-04", "K-03", [2.0] * 5, start=20),
        need("G1", 3, "RO-04", "K-05", 1, 1),
        *people("G1", "RO-04", "K-05", [4] * 5, start=30),
    ]
    found = run(rows, context).competences
    cells = {c.competence: c for c in found.cells}
    assert (cells["K-01"].gap, cells["K-01"].short) == (None, None)
    assert (cells["K-02"].gap, cells["K-02"].priority) == (1, None)
    assert cells["K-05"].gap == 0
    assert [c.competence for c in found.top] == ["K-03", "K-02"]


def test_key_person(context: AnalysisContext) -> None:
    rows = [
        need("G1", 1, "RO-09", "K-04", 3),
        need("G1", 2, "RO-09", "K-05", 2),
        *people("G1", "RO-04", "K-04", [1, 2, 2, 0, 3]),
        *people("G2", "RO-04", "K-04", [1, 2, 3, 4, 0], "DS"),
        *people("G3", "RO-04", "K-04", [3, 0, 0, 0], "OK"),
        *people("G4", "RO-04", "K-05", [3, 0, 0, 0, 0], "KM"),
    ]
    found = run(rows, context).competences
    assert [(k.competence, k.area, k.n) for k in found.key_persons] == [("K-04", "SO", 5)]


def test_wants_more(context: AnalysisContext) -> None:
    rows = [
        *people("G1", "RO-04", "K-04", [1, 1, 1], wants_more="yes"),
        *people("G2", "RO-04", "K-04", [1, 1], wants_more="no"),
        *people("G3", "RO-04", "K-05", [1] * 4, wants_more="yes"),
    ]
    found = run(rows, context).competences
    assert [(c.key, c.number) for c in found.wants_more] == [("K-04", 3)]


def course(unit: str, n: int, competence: str, start: date | None = None, **more: object) -> Evidence:
    values: dict[str, object] = {
        "audience": "Datastewards",
        "people": 8,
        "hours_each": 6,
        "form": "buddy",
        **more,
    }
    return row("U4", unit, n, competence=competence, start=start, **values)


GAPS = [
    *[need("G1", n, "RO-04", f"K-{n:02d}", 3, 1) for n in (3, 4, 5)],
    *[p for n in (3, 4, 5) for p in people("G1", "RO-04", f"K-{n:02d}", [1] * 5, start=n * 10)],
]


def test_learning_covers_gaps_in_time(context: AnalysisContext) -> None:
    rows = [
        *GAPS,
        *PLANNED,
        course("G1", 1, "K-04", date(2026, 12, 1), price=1000),
        course("G2", 1, "K-04", date(2026, 12, 1), audience="datastewards"),
        course("G1", 2, "K-03", date(2027, 2, 1), people=10, hours_each=0.5),
        course("G1", 3, "K-07", date(2027, 2, 1)),
    ]
    found = run(rows, context).learning
    assert [(a.competence, a.hours, a.in_time, a.tied) for a in found.activities] == [
        ("K-04", 48, True, True),
        ("K-03", 5, None, True),
        ("K-07", 48, None, None),
    ]
    assert {(g.competence, g.state, g.activities) for g in found.gaps} == {
        ("K-04", "covered", 1),
        ("K-03", "covered", 1),
        ("K-05", "open", 0),
    }
    assert (found.coverage.part, found.coverage.whole) == (2, 3)
    assert (found.hours, found.price) == (101, 1000)
    assert [(q.quarter, q.hours, q.free) for q in found.quarters] == [
        ("2026-K4", 48, None),
        ("2027-K1", 53, 63),
    ]
    assert found.untied == ()


def test_learning_that_comes_too_late(context: AnalysisContext) -> None:
    rows = [*GAPS, *PLANNED, course("G1", 1, "K-04", date(2027, 1, 15), initiative="overblik")]
    found = run(rows, context).learning
    assert (found.activities[0].in_time, found.activities[0].initiative) == (False, "I-001")
    assert {g.competence: g.state for g in found.gaps} == {"K-03": "open", "K-04": "late", "K-05": "open"}


def test_learning_that_meets_no_gap(context: AnalysisContext) -> None:
    rows = [
        *people("G1", "RO-04", "K-04", [4] * 5),
        need("G1", 1, "RO-04", "K-04", 2, 1),
        course("G1", 1, "K-04"),
    ]
    found = run(rows, context).learning
    assert [a.competence for a in found.untied] == ["K-04"]
    assert found.quarters == ()
