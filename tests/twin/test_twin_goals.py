"""AN-11 a second time, in pandas: goals and benefits, the seven sins, and what the benefits add up to."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from twin_tables import Register, entries, last, number, unified

pytestmark = pytest.mark.real

NEAR, SEVERAL = 0.05, 2
YEARLY = {"hours_week": 46, "hours_month": 12, "hours_year": 1, "dkk_month": 12, "dkk_year": 1}
FIGURES = ["goal_key", "where", "now", "target"]
CARD = ["of", "benefit_key", "baseline", "target", "unit"]


def portfolio(register: Register) -> pd.DataFrame:
    """Areas, audiences and owners of each initiative, by its unified title."""
    rows = register.sheet("B4")
    same = rows.groupby(rows.title.map(unified))
    found = same["where"].agg(lambda c: {area for area in c if area}).to_frame("areas")
    found["audiences"] = same.audience.agg(lambda c: {e for cell in c for e in entries(cell)})
    found["owned"] = same[["owner", "benefit_owner"]].agg("any").any(axis=1)
    return found


def near(now: float, target: float) -> bool:
    """The target is reached, or less than a twentieth of today's figure away."""
    if math.isnan(now) or math.isnan(target):
        return False
    return round(abs(target - now) / (abs(now) or 1), 9) < NEAR


def lacking(there: dict[str, bool]) -> list[tuple[str, tuple[str, ...]]]:
    missing = tuple(key for key, said in there.items() if not said)
    return [("SY7", missing)] if missing else []


def inward(audiences: set[str]) -> bool:
    return bool(audiences) and not audiences & {"citizens", "businesses"}


def sins_of_goal(row: pd.Series, ideas: pd.DataFrame, reach: pd.Series) -> list[tuple[str, tuple[str, ...]]]:
    idea = ideas.loc[row.of] if row.of in ideas.index else None
    wide = idea is not None and len(idea.areas) >= SEVERAL and reach.get(row.of, 0) == 1
    seen = {
        "SY1": near(row.now, row.target),
        "SY2": wide,
        "SY3": idea is not None and inward(idea.audiences),
        "SY4": math.isnan(row.now),
        "SY5": row.core == "no",
        "SY6": not row.side_effect,
    }
    there = {"date": bool(row.due), "owner": idea is not None and bool(idea.owned)}
    return [(key, ()) for key, found in seen.items() if found] + lacking(there)


def sins_of_benefit(row: pd.Series, ideas: pd.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    measured = row.kind != "text_only"
    seen = {
        "SY1": measured and near(row.baseline, row.target),
        "SY3": row.of in ideas.index and inward(ideas.audiences[row.of]),
        "SY4": measured and math.isnan(row.baseline),
    }
    there = {"owner": bool(row.benefit_owner)} | ({"measured_on": bool(row.measured_on)} if measured else {})
    return [(key, ()) for key, found in seen.items() if found] + lacking(there)


@pytest.fixture(scope="module")
def goals(register: Register) -> pd.DataFrame:
    """One row for each goal of an area with its figures."""
    rows = register.sheet("B6")
    rows = rows.assign(goal_key=rows.goal.map(unified), now=number(rows.now), target=number(rows.target))
    rows["of"] = rows.initiative.map(unified)
    ideas = portfolio(register)
    reach = rows[rows.of.isin(ideas.index)].groupby("of")["where"].nunique()
    parts = ["of", "due", "core", "side_effect"]
    found = rows.groupby(FIGURES, dropna=False)[parts].agg(last).reset_index()
    found["differs"] = found.duplicated(FIGURES[:2], keep=False)
    found["sins"] = [sins_of_goal(row, ideas, reach) for _, row in found.iterrows()]
    return found


@pytest.fixture(scope="module")
def benefits(register: Register) -> pd.DataFrame:
    """One row for each benefit with its figures."""
    rows = register.sheet("B5")
    rows = rows.assign(of=rows.initiative.map(unified), benefit_key=rows.benefit.map(unified))
    rows["baseline"], rows["target"] = number(rows.baseline), number(rows.target)
    parts = ["kind", "benefit_owner", "measured_on"]
    found = rows.fillna({"unit": ""}).groupby(CARD, dropna=False)[parts].agg(last).reset_index()
    found["differs"] = found.duplicated(CARD[:2], keep=False)
    ideas = portfolio(register)
    found["sins"] = [sins_of_benefit(row, ideas) for _, row in found.iterrows()]
    counts = ~found.differs & (found.kind != "text_only")
    way = (found.target - found.baseline).abs() * found.unit.map(YEARLY)
    for unit in ("hours", "dkk"):
        found[f"{unit}_year"] = way.where(counts & found.unit.str.startswith(unit))
    return found


def told_sins(item: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(sin["key"], tuple(sin.get("lacks", ()))) for sin in item.get("sins", [])]


def in_order(rows: list[list[Any]]) -> list[list[Any]]:
    blank = [[None if isinstance(v, float) and math.isnan(v) else v for v in row] for row in rows]
    return sorted(blank, key=repr)


def test_goals(register: Register, goals: pd.DataFrame):
    told = [
        [unified(g["goal"]), g["area"], g.get("now"), g.get("target"), bool(g["differs"]), told_sins(g)]
        for g in register.figures("goals")["goals"]
    ]
    ours = goals[[*FIGURES, "differs", "sins"]].values.tolist()
    assert len(ours) > 3 and in_order(ours) == in_order(told)


def test_benefits(register: Register, benefits: pd.DataFrame):
    sums = ["hours_year", "dkk_year"]
    told = [
        [
            *(unified(b["title"]), unified(b["benefit"]), b.get("baseline"), b.get("target"), b["unit"]),
            *(bool(b["differs"]), told_sins(b), *(b.get(figure) for figure in sums)),
        ]
        for b in register.figures("goals")["benefits"]
    ]
    ours = benefits[[*CARD, "differs", "sins", *sums]].values.tolist()
    assert len(ours) > 3 and benefits.differs.any() and in_order(ours) == in_order(told)


def test_sins_are_counted(register: Register, goals: pd.DataFrame, benefits: pd.DataFrame):
    every = pd.Series([key for sins in (*goals.sins, *benefits.sins) for key, _ in sins])
    told = {c["key"]: c["number"] for c in register.figures("goals")["sins"]}
    assert len(told) > 3 and told == every.value_counts().to_dict()


def test_what_benefits_add_up_to(register: Register, benefits: pd.DataFrame):
    stated = benefits[benefits[["hours_year", "dkk_year"]].notna().any(axis=1)]
    year = pd.to_numeric(stated.measured_on.str[:4]).fillna(0)
    sums = stated.groupby(year)[["hours_year", "dkk_year"]].sum(min_count=1)
    told = {
        y["year"]: [y.get("hours", math.nan), y.get("dkk", math.nan)]
        for y in register.figures("goals")["years"]
    }
    assert len(told) > 1 and set(told) == set(sums.index)
    for when, both in told.items():
        assert both == pytest.approx(sums.loc[when].tolist(), nan_ok=True), when
