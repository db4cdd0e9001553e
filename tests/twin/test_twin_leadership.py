"""U6 a second time, in pandas: the five marks of leadership, and whether leaders are too few to be shown."""

from __future__ import annotations

import pytest
from test_twin_direction import AGREE, FEW, PARTLY, between, consensus, pooled
from twin_tables import Register, number

pytestmark = pytest.mark.real

FEW_LEADERS, MARKS = 5, ["L1", "L2", "L3", "L4", "L5"]
WHO = ["origin_file", "respondent"]


def test_each_mark_of_leadership(register: Register):
    rows = register.sheet("U6")
    rows["said"] = number(rows.now)
    marks = register.figures("leadership")["marks"]
    assert [told["mark"] for told in marks] == MARKS
    shown = 0
    for told in marks:
        mine = rows[rows["mark"] == told["mark"]]
        now = mine[mine.said.notna()]
        values = now.said
        assert bool(told["hidden"]) is (len(values) < FEW_LEADERS)
        if told["hidden"]:
            assert told["now"] == {"n": 0, "unknown": 0} and "consensus" not in told
            continue
        known = (len(values), values.mean(), values.median(), values.std(ddof=0), values.min(), values.max())
        said = [told["now"][part] for part in ("n", "mean", "median", "spread", "low", "high")]
        assert said == pytest.approx(known)
        assert told["now"]["unknown"] == (mine.now == "?").sum()
        agreed = consensus(values)
        label = "agree" if agreed >= AGREE else "partly" if agreed >= PARTLY else "disagree"
        assert told["consensus"] == pytest.approx(agreed) and told["agreement"] == label
        shown += 1
    assert shown > 3


def test_views_of_areas_on_leadership(register: Register):
    rows = register.sheet("U6")
    rows["said"] = number(rows.now)
    compared = 0
    for told in register.figures("leadership")["marks"]:
        now = rows[(rows["mark"] == told["mark"]) & rows.said.notna()]
        areas = now.groupby(pooled(now.area))
        sizes, means = areas.size(), areas.said.mean()
        views = sorted(zip(sizes, means, strict=True)) if sizes.min() >= FEW else []
        assert sorted((v["n"], v["mean"]) for v in told.get("views", [])) == [
            (n, pytest.approx(mean)) for n, mean in views
        ]
        for view in told.get("views", []):
            assert now.area.isin(view["areas"]).sum() == view["n"]
        far = (means - now.said.mean()).abs().max() >= 1
        if len(sizes) > 1 and told["agreement"] != "agree":
            apart = "between" if far and between(now, "said") >= 0.5 else "within"
            assert told.get("where") == apart
        compared += len(views)
    assert compared > 3


def test_how_many_leaders_answered_and_what_they_will_do(register: Register):
    rows = register.sheet("U6")
    answered = rows[rows.now.notna()].drop_duplicates(WHO)[WHO]
    stepped = rows[rows.next_step.notna()].drop_duplicates(WHO)[WHO].merge(answered)
    figures = register.figures("leadership")
    assert len(answered) >= FEW_LEADERS
    assert (figures["leaders"], figures["steps"]) == (len(answered), len(stepped))
