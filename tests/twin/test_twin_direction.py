"""AN-01 to AN-04 a second time, in pandas: who came, what pulls, where we stand, whom it touches."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from twin_tables import Register, entries, number, unified

pytestmark = pytest.mark.real

AGREE, PARTLY, GAP, FEW = 0.70, 0.50, 1.0, 3


def test_participation(register: Register):
    rows = register.sheet("C1")
    came = rows[rows.attended.isin(["yes", "partly"])]
    areas = set(rows.area)
    told = {held["workshop"]: held for held in register.figures("participation")["workshops"]}
    assert set(told) == set(rows.origin_workshop)
    for workshop, here in came.groupby("origin_workshop"):
        figure = told[workshop]
        assert figure["listed"] == (rows.origin_workshop == workshop).sum()
        assert figure["attended"] == len(here)
        assert figure["coverage"] == {"part": here.area.nunique(), "whole": len(areas)}
        assert {c["key"]: c["number"] for c in figure["levels"]} == here.level.value_counts().to_dict()


def test_force_field(register: Register):
    rows = register.sheet("F2")
    rows["strength"], rows["influence"] = number(rows.strength), number(rows.influence)
    figures = register.figures("forces")
    same = rows.assign(key=rows.description.map(unified)).groupby(["force", "key"])
    forces = same[["strength", "influence"]].mean()
    forces["score"] = forces.strength * forces.influence
    sums = forces.strength.groupby(level=0).sum()
    assert (figures["drivers"], figures["barriers"]) == pytest.approx((sums["driver"], sums["barrier"]))
    for kind, part in (("barrier", "act_first"), ("driver", "build_on")):
        best = forces.loc[kind].score.nlargest(5).tolist()
        assert [force["score"] for force in figures[part]] == pytest.approx(best)
    by_category = (
        rows.fillna({"category": ""}).groupby(["category", "force"]).strength.sum().unstack(fill_value=0)
    )
    for told in figures["categories"]:
        ours = by_category.loc[told["category"]]
        assert (told["drivers"], told["barriers"]) == pytest.approx((ours["driver"], ours["barrier"]))


def test_purposes(register: Register):
    rows = register.sheet("F1")
    rows["dots"] = number(rows.dots)
    figures = register.figures("forces")
    dots = rows.groupby(rows.reason.map(unified)).dots.sum(min_count=1)
    assert {unified(p["reason"]): p.get("dots") for p in figures["purposes"]} == {
        key: None if math.isnan(value) else value for key, value in dots.items()
    }
    ranks = dots.fillna(-1).rank(method="min", ascending=False)
    assert {unified(p["reason"]): p["rank"] for p in figures["purposes"]} == ranks.to_dict()
    challenges = rows.groupby("challenge").dots.sum()
    assert {c["key"]: c["number"] for c in figures["challenges"]} == challenges[challenges > 0].to_dict()
    served = rows.groupby(rows.reason.map(unified)).audience.agg(lambda c: {e for v in c for e in entries(v)})
    counted = served.explode().value_counts().to_dict()
    assert {c["key"]: c["number"] for c in figures["audiences"]} == counted


def consensus(values: pd.Series, low: float = 1, high: float = 5) -> float:
    """Tastle and Wierman: Cns = 1 + Σ p·log₂(1 - |X - mean| ÷ (max - min))."""
    shares = values.value_counts(normalize=True)
    return 1 + sum(p * math.log2(1 - abs(x - values.mean()) / (high - low)) for x, p in shares.items())


def pooled(areas: pd.Series) -> pd.Series:
    """Areas of fewer than three answers stand together, and with the next smallest while they are too few."""
    sizes = areas.value_counts()
    small = set(sizes[sizes < FEW].index)
    rest = sorted((n, area) for area, n in sizes.items() if area not in small)
    while small and sizes[list(small)].sum() < FEW and rest:
        small.add(rest.pop(0)[1])
    return areas.where(~areas.isin(small), "+")


def between(rows: pd.DataFrame, column: str) -> float:
    """η² = Σ n(mean of area - mean)² ÷ Σ (x - mean)²."""
    whole = rows[column].mean()
    areas = rows.groupby(pooled(rows.area))[column].agg(["size", "mean"])
    return (areas["size"] * (areas["mean"] - whole) ** 2).sum() / ((rows[column] - whole) ** 2).sum()


def quadrant(gap: float, agreed: float) -> str:
    if gap >= GAP:
        return "act" if agreed >= AGREE else "talk"
    return "hold" if agreed >= AGREE else "look"


def test_maturity(register: Register):
    rows = register.sheet("F3")
    for column in ("now", "target", "importance"):
        rows[f"{column}_said"] = number(rows[column])
    for told in register.figures("maturity")["themes"]:
        mine = rows[rows.theme == told["theme"]]
        now = mine[mine.now_said.notna()]
        values = now.now_said
        assert told["now"] == pytest.approx(
            {
                "n": len(values),
                "unknown": (mine.now == "?").sum(),
                "mean": values.mean(),
                "median": values.median(),
                "spread": values.std(ddof=0),
                "low": values.min(),
                "high": values.max(),
            }
        )
        gap = mine.target_said.mean() - values.mean()
        assert told["gap"] == pytest.approx(gap)
        assert told["weighted_gap"] == pytest.approx(gap * mine.importance_said.mean() / 5)
        agreed, share = consensus(values), between(now, "now_said")
        assert (told["consensus"], told["between"]) == pytest.approx((agreed, share))
        label = "agree" if agreed >= AGREE else "partly" if agreed >= PARTLY else "disagree"
        assert (told["agreement"], told["quadrant"]) == (label, quadrant(gap, agreed))
        apart = (now.groupby(pooled(now.area)).now_said.mean() - values.mean()).abs().max() >= 1
        where = None if label == "agree" else "between" if share >= 0.5 and apart else "within"
        assert told.get("where") == where
        for view in told["views"]:
            seen = now[now.area.isin(view["areas"])].now_said
            assert len(seen) >= FEW and (view["n"], view["mean"]) == pytest.approx((len(seen), seen.mean()))
        assert sum(view["n"] for view in told["views"]) == len(values)


def test_stakeholders(register: Register):
    rows = register.sheet("R1")
    rows["influence"], rows["affected"] = number(rows.influence), number(rows.affected)
    same = rows.groupby([rows.function.map(unified), "area"])
    mine = same[["influence", "affected"]].mean()
    figures = register.figures("stakeholders")
    told = {(unified(f["function"]), f["area"]): f for f in figures["functions"]}
    assert set(told) == set(mine.index)
    for key, row in mine.iterrows():
        known = {c: told[key].get(c, math.nan) for c in ("influence", "affected")}
        assert known == pytest.approx(row.to_dict(), nan_ok=True)
    types = same.type.agg(lambda c: c.mode().tolist()).explode().value_counts().to_dict()
    passive = same.type.agg(lambda c: set(c) == {"passive"})
    touched = mine[(mine.affected >= 4) & passive]
    assert {(unified(f["function"]), f["area"]) for f in figures["passive_affected"]} == set(touched.index)
    asked = same.we_ask.agg(lambda c: any(bool(v) for v in c))
    silent = mine[(mine.influence >= 4) & (mine.affected >= 4) & ~asked.astype(bool)]
    assert {(unified(f["function"]), f["area"]) for f in figures.get("no_ask", [])} == set(silent.index)
    assert {c["key"]: c["number"] for c in figures["types"]} == types


def test_the_twin_gives_the_published_values():
    seven = pd.Series([n for n, many in enumerate([30, 40, 210, 130, 530, 50, 10], 1) for _ in range(many)])
    assert consensus(seven, 1, 7) == pytest.approx(0.7256876, abs=5e-8)
    scored = {(1, 1, 5, 5): 0.0, (1, 2, 3, 4, 5): 0.434, (3, 3, 3, 4): 0.855, (1, 3, 3, 5): 0.5}
    assert {k: round(consensus(pd.Series(k)), 3) for k in scored} == scored
    rows = pd.DataFrame({"area": [*"AAABBBCCC"], "now": [2, 2, 3, 2, 1, 2, 4, 5, 4]})
    assert round(between(rows, "now"), 3) == 0.852
