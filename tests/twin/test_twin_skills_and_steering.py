"""AN-19, AN-20 and AN-23 to AN-25 a second time, in pandas: competences, learning, questions, modules."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from twin_tables import Register, entries, number, unified

pytestmark = pytest.mark.real

FEW, TOP = 5, 10


def needs(register: Register) -> pd.DataFrame:
    rows = register.sheet("U1")
    rows["level"], rows["importance"] = number(rows.level), number(rows.importance)
    return rows.groupby(["role", "competence"]).agg({"level": "median", "importance": "mean"})


def planned(register: Register) -> dict[str, int]:
    """How many initiatives of the plan need each competence."""
    placed = {i["initiative"] for i in register.figures("plan")["items"] if i.get("quarters")}
    items = [i for i in register.figures("initiatives")["items"] if i["id"] in placed]
    titles = {unified(i["title"]) for i in items}
    rows = register.sheet("B4")
    wanted = rows[rows.title.map(unified).isin(titles)]
    pairs = {
        (unified(t), c)
        for t, cell in zip(wanted.title, wanted.competences, strict=True)
        for c in entries(cell)
    }
    return pd.Series([c for _, c in pairs]).value_counts().to_dict()


def test_competence_gaps(register: Register):
    required, rows, wanted = needs(register), register.sheet("U2"), planned(register)
    rows["level"] = number(rows.level)
    figures = register.figures("competences")
    told = {(n["role"], n["competence"]): n for n in figures["needs"]}
    assert set(told) == set(required.index)
    for key, need in told.items():
        assert need["level"] == pytest.approx(required.level[key])
        assert need.get("importance", math.nan) == pytest.approx(required.importance[key], nan_ok=True)
    alone = 0
    for cell in figures["cells"]:
        mine = rows[rows.role.isin(cell["roles"]) & (rows.competence == cell["competence"])].level.dropna()
        if cell["hidden"]:
            assert cell["n"] == 0 and "median" not in cell and "short" not in cell
            continue
        assert cell["n"] == len(mine) >= FEW
        assert cell["median"] == pytest.approx(mine.median())
        assert cell["planned"] == wanted.get(cell["competence"], 0)
        key = (cell["roles"][0], cell["competence"])
        if len(cell["roles"]) == 1 and key in required.index:
            level, importance = required.loc[key]
            gap = max(0.0, level - mine.median())
            assert (cell["gap"], cell["short"]) == pytest.approx((gap, (mine < level).sum()))
            assert cell["priority"] == pytest.approx(gap * importance * (1 + cell["planned"]))
            alone += 1
    assert alone > 3
    best = sorted(
        (c["priority"] for c in figures["cells"] if c.get("gap", 0) > 0 and "priority" in c), reverse=True
    )
    assert [c["priority"] for c in figures["top"]] == pytest.approx(best[:TOP])


def test_every_cell_with_enough_answers_stands_alone(register: Register):
    rows = register.sheet("U2")
    counts = number(rows.level).groupby([rows.role, rows.competence]).count()
    told = {
        (c["roles"][0], c["competence"])
        for c in register.figures("competences")["cells"]
        if len(c["roles"]) == 1 and not c["hidden"]
    }
    assert told == set(counts[counts >= FEW].index)
    people = rows.drop_duplicates(["origin_file", "respondent"])
    assert register.figures("competences")["respondents"] == len(people)


def test_learning(register: Register):
    rows = register.sheet("U4")
    for column in ("people", "hours_each", "price"):
        rows[column] = number(rows[column])
    rows["subject"] = list(
        zip(rows.competence, rows.audience.map(unified), rows.form, rows.start, strict=True)
    )
    rows = rows.drop_duplicates("subject", keep="last")
    rows["hours"] = rows.people * rows.hours_each
    figures = register.figures("learning")
    assert len(figures["activities"]) == len(rows)
    assert (figures["hours"], figures["price"]) == pytest.approx((rows.hours.sum(), rows.price.sum()))
    begins = pd.to_datetime(rows.start)
    quarter = begins.dt.year.astype(str) + "-K" + begins.dt.quarter.astype(str)
    told = {q["quarter"]: q["hours"] for q in figures["quarters"]}
    assert told == pytest.approx(rows.groupby(quarter).hours.sum().to_dict())
    top = register.figures("competences")["top"]
    assert figures["coverage"]["whole"] == len(top)
    taught = set(rows.competence)
    covered = [gap for gap in figures["gaps"] if gap["state"] == "covered"]
    assert figures["coverage"]["part"] == len(covered)
    assert all(gap["competence"] in taught for gap in covered)
    untied = rows[~rows.competence.isin([gap["competence"] for gap in figures["gaps"]])]
    known = {c["competence"] for c in register.figures("competences")["cells"] if "gap" in c}
    assert len(figures["untied"]) == untied.competence.isin(known).sum()


def test_questions(register: Register):
    rows = register.sheet("C2")
    day = date.fromisoformat(register.day)
    same = rows.groupby(rows.question.map(unified))
    answered = same.answer.agg("any").astype(bool)
    blocking = same.blocking.agg(lambda c: "yes" in set(c))
    due = same.due.agg(lambda c: [v for v in c if v][-1] if any(c) else "")
    told = {unified(q["question"]): q for q in register.figures("questions")["items"]}
    assert set(told) == set(answered.index)
    for key, item in told.items():
        assert bool(item["answer"]) is bool(answered[key]) and bool(item["blocking"]) is bool(blocking[key])
        late = bool(due[key]) and date.fromisoformat(due[key]) < day and not answered[key]
        assert bool(item["overdue"]) is late
    still = rows[~rows.question.map(unified).map(answered)]
    modules = still.groupby("module").question.agg(lambda c: c.map(unified).nunique())
    counted = {c["key"]: c["number"] for c in register.figures("questions")["modules"] if c["key"]}
    assert counted == modules.to_dict()


def test_modules(register: Register):
    rows = register.sheet("U7").drop_duplicates("module", keep="last").set_index("module")
    day = register.day
    for module in register.figures("modules")["modules"]:
        if module["module"] not in rows.index:
            assert module["owner"] == ""
            assert not module["review_late"] and not module["stale"]
            continue
        mine = rows.loc[module["module"]]
        assert module["owner"] == (mine.owner or "")
        assert module.get("review") == mine.review
        assert bool(module["review_late"]) is bool(mine.review and mine.review < day)
        assert module["stale"] == 0


def test_provenance(register: Register):
    counted = register.connection.execute(
        "SELECT sheet_code, COUNT(*), SUM(NOT complete) FROM evidence GROUP BY sheet_code"
    ).fetchall()
    figures = register.figures("provenance")
    assert {(s["sheet"], s["rows"], s["incomplete"]) for s in figures["sheets"]} == set(counted)
    assert (figures["rows"], figures["incomplete"]) == (
        sum(c[1] for c in counted),
        sum(c[2] for c in counted),
    )
    per_file = register.connection.execute(
        "SELECT file, workshop, unit, sheet_code, COUNT(*) FROM evidence GROUP BY 1, 2, 3, 4"
    ).fetchall()
    told = {
        (i["file"], i["workshop"], i["unit"], s["sheet"], s["rows"])
        for i in figures["inputs"]
        for s in i["sheets"]
    }
    assert told == set(per_file)
