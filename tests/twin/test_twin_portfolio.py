"""AN-09, AN-10 and AN-12 a second time, in pandas: initiatives, their plan, and the risks."""

from __future__ import annotations

import math
from itertools import product

import pandas as pd
import pytest
from twin_tables import Register, entries, number, unified

pytestmark = pytest.mark.real

CRITERIA = ["value", "fit", "feasible", "data_ready", "risk"]
WEIGHTS = pd.Series({"value": 2.0, "fit": 1.0, "feasible": 1.0, "data_ready": 1.0, "risk": 1.0})
ORDER = ["start", "prepare", "small_steps"]
CLASSES = {
    (True, True): "start",
    (True, False): "prepare",
    (False, True): "small_steps",
    (False, False): "park",
}


def scores(means: pd.DataFrame, weights: pd.Series = WEIGHTS) -> pd.DataFrame:
    """B = (2·value + fit) ÷ 3; G = (feasible + ready + (6 - risk)) ÷ 3; P = B·G."""
    good = means.assign(risk=6 - means.risk)
    benefit, doing = ["value", "fit"], ["feasible", "data_ready", "risk"]
    found = pd.DataFrame(
        {
            "benefit": (good[benefit] * weights[benefit]).sum(axis=1, skipna=False) / weights[benefit].sum(),
            "doability": (good[doing] * weights[doing]).sum(axis=1, skipna=False) / weights[doing].sum(),
        }
    )
    return found.assign(priority=found.benefit * found.doability)


def test_the_twin_gives_the_published_score():
    means = pd.DataFrame(
        {"value": [5.0], "fit": [4.0], "feasible": [4.0], "data_ready": [3.0], "risk": [2.0]}
    )
    assert round(scores(means), 2).iloc[0].tolist() == [4.67, 3.67, 17.11]
    assert round(scores(means).priority[0] / 25**0.5, 2) == 3.42


def ranked(priority: pd.Series) -> pd.Series:
    return priority.round(9).rank(method="min", ascending=False)


def initiatives(register: Register) -> pd.DataFrame:
    """One row for each initiative, all tables' rows of the same title together."""
    rows = register.sheet("B4")
    for column in (*CRITERIA, "days", "dots"):
        rows[column] = number(rows[column])
    rows["key"] = rows.title.map(unified)
    means = rows.groupby("key")[[*CRITERIA, "days"]].mean()
    found = means.join(scores(means))
    found["dots"] = rows.groupby("key").dots.sum(min_count=1)
    found["per_effort"] = found.priority / found.days**0.5
    found["rank"] = ranked(found.priority)
    ranges = pd.DataFrame(
        {
            (criterion, change): ranked(
                scores(
                    means,
                    WEIGHTS
                    * WEIGHTS.index.map(
                        lambda c, criterion=criterion, change=change: change if c == criterion else 1
                    ),
                ).priority
            )
            for criterion, change in product(CRITERIA, (0.5, 1, 1.5))
        }
    )
    found["rank_best"], found["rank_worst"] = ranges.min(axis=1), ranges.max(axis=1)
    high = zip(found.benefit.round(9) >= 3.5, found.doability.round(9) >= 3.5, strict=True)
    found["klass"] = [CLASSES[pair] for pair in high]
    found.loc[found.priority.isna(), "klass"] = None
    spread = rows.groupby("key")[CRITERIA].agg(lambda c: c.max() - c.min())
    found["differs"] = spread.apply(lambda row: sorted(row[row >= 2].index), axis=1)
    return found


def test_initiatives(register: Register):
    found = initiatives(register)
    told = {unified(item["title"]): item for item in register.figures("initiatives")["items"]}
    assert set(told) == set(found.index)
    for key, item in told.items():
        mine = found.loc[key]
        for figure in ("benefit", "doability", "priority", "per_effort", "days", "dots"):
            assert item.get(figure, math.nan) == pytest.approx(mine[figure], nan_ok=True), (key, figure)
        for figure in ("rank", "rank_best", "rank_worst"):
            assert item.get(figure, math.nan) == pytest.approx(mine[figure], nan_ok=True), (key, figure)
        assert item.get("klass") == mine.klass
        assert [c["score"].get("mean", math.nan) for c in item["criteria"]] == pytest.approx(
            mine[CRITERIA].tolist(), nan_ok=True
        )
        assert sorted(c["key"] for c in item["criteria"] if c["differs"]) == mine.differs
    counts = found.klass.value_counts().to_dict()
    assert {c["key"]: c["number"] for c in register.figures("initiatives")["classes"]} == counts


def test_quality_behind_initiatives(register: Register):
    quality = {unified(o["name"]): o.get("index") for o in register.figures("quality")["objects"]}
    for item in register.figures("initiatives")["items"]:
        known = [quality[unified(s)] for s in item.get("systems", []) if quality.get(unified(s)) is not None]
        assert item.get("quality") == pytest.approx(min(known) if known else None)
        ready = next(c["score"].get("mean") for c in item["criteria"] if c["key"] == "data_ready")
        flagged = bool(known) and ready is not None and abs(ready - min(known)) >= 2
        assert bool(item["data_check"]) is flagged


def days_of(register: Register) -> dict[str, dict[str, float]]:
    """Days of each role for each initiative: the mean of the tables that name it."""
    found: dict[str, dict[str, list[float]]] = {}
    rows = register.sheet("B4")
    for key, text in zip(rows.title.map(unified), rows.roles, strict=True):
        for part in entries(text):
            role, _, days = part.partition(":")
            if days.strip():
                found.setdefault(key, {}).setdefault(role.strip(), []).append(float(days.replace(",", ".")))
    return {key: {r: sum(d) / len(d) for r, d in roles.items()} for key, roles in found.items()}


def room(register: Register) -> pd.DataFrame:
    """What may be used of each role in each quarter: 0.85 × (hours - committed)."""
    rows = register.sheet("B9")
    free = 0.85 * (number(rows.hours) - number(rows.committed).fillna(0)).astype(float)
    return free.groupby([rows.role, rows.quarter]).sum().unstack(fill_value=0.0)


def place(needs: dict[str, float], left: pd.DataFrame, first: int) -> dict[tuple[str, str], float] | None:
    """The hours by role and quarter in the one, two or three quarters with room that are over first."""
    quarters = list(left.columns)
    for end in range(first + 1, len(quarters) + 1):
        for begin in range(end - 1, max(first, end - 3) - 1, -1):
            window = quarters[begin:end]
            if all(left.loc[role, window].sum() >= hours - 1e-9 for role, hours in needs.items()):
                return filled(needs, left, window)
    return None


def filled(needs: dict[str, float], left: pd.DataFrame, window: list[str]) -> dict[tuple[str, str], float]:
    used = {}
    for role, hours in needs.items():
        rest = hours
        for quarter in window:
            taken = min(rest, left.loc[role, quarter])
            if taken > 1e-9:
                used[role, quarter] = taken
                left.loc[role, quarter] -= taken
                rest -= taken
    return used


def test_plan(register: Register):
    found, days, left = initiatives(register), days_of(register), room(register)
    rows = register.sheet("B4")
    known = {unified(i["title"]): i for i in register.figures("initiatives")["items"]}
    titles = {i["id"]: key for key, i in known.items()}
    wanted = rows[rows.wanted_start.notna()].groupby(rows.title.map(unified)).wanted_start.min()
    quarters = list(left.columns)
    waiting = [key for klass in ORDER for key in found[found.klass == klass].sort_values("rank").index]
    placed: dict[str, dict[tuple[str, str], float]] = {}
    tried: set[str] = set()
    while ready := [
        k
        for k in waiting
        if k not in tried
        and all(
            titles[d] in tried or found.klass[titles[d]] not in ORDER for d in known[k].get("depends_on", [])
        )
    ]:
        key = ready[0]
        tried.add(key)
        needed = {role: 7.4 * n for role, n in days.get(key, {}).items()}
        before = [titles[d] for d in known[key].get("depends_on", [])]
        if not needed or set(needed) - set(left.index) or any(b not in placed for b in before):
            continue
        first = sum(q < wanted.get(key, "") for q in quarters)
        for other in before:
            first = max(first, 1 + max(quarters.index(q) for _, q in placed[other]))
        hours = place(needed, left, first)
        if hours:
            placed[key] = hours
    told = {unified(item["title"]): item for item in register.figures("plan")["items"]}
    assert {key for key, item in told.items() if item.get("quarters")} == set(placed)
    for key, hours in placed.items():
        needs = {(n["role"], n["quarter"]): n["hours"] for n in told[key]["needs"]}
        assert needs == pytest.approx(hours), key
        assert told[key]["hours"] == pytest.approx(sum(hours.values()))
    for row in register.figures("plan")["utilisation"]:
        used = sum(h.get((row["role"], row["quarter"]), 0) for h in placed.values())
        assert row["used"] == pytest.approx(used)
        assert row["limit"] - used == pytest.approx(left.loc[row["role"], row["quarter"]])
        assert row.get("share") == pytest.approx(used / (row["limit"] / 0.85) if row["limit"] else None)


def test_risks(register: Register):
    rows = register.sheet("B7")
    for column in ("probability", "impact", "reserve"):
        rows[column] = number(rows[column])
    same = rows.groupby(rows.risk.map(unified))
    found = same[["probability", "impact"]].mean()
    found["score"] = found.probability * found.impact
    figures = register.figures("risks")
    told = {unified(item["risk"]): item for item in figures["items"]}
    assert set(told) == set(found.index)
    for key, item in told.items():
        for figure in ("probability", "impact", "score"):
            assert item.get(figure, math.nan) == pytest.approx(found.loc[key, figure], nan_ok=True)
    level = pd.cut(found.score, [0, 7.999, 14.999, 25], labels=["low", "medium", "high"])
    counts = {k: n for k, n in level.value_counts().to_dict().items() if n}
    assert {c["key"]: c["number"] for c in figures["levels"] if c["key"]} == counts
    assert figures["reserve"] == pytest.approx(rows.reserve.sum())
    supplier = same.handled_by.agg(lambda c: "supplier" in set(c))
    assert figures["supplier"] == {"part": supplier.sum(), "whole": same.handled_by.agg("any").sum()}
    cared = same.treatment.agg("any") & same.responsible.agg("any")
    untreated = found[(level == "high") & ~cared.astype(bool)]
    assert {unified(item["risk"]) for item in figures["untreated"]} == set(untreated.index)
    cells = {(c["probability"], c["impact"]): len(c["risks"]) for c in figures["matrix"]}
    rounded = found[["probability", "impact"]].dropna().map(lambda v: math.floor(v + 0.5))
    assert cells == rounded.value_counts().to_dict()
