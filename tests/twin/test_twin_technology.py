"""AN-17 and AN-18 a second time, in pandas: what holds systems back, and the radar."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from test_twin_landscape import months, systems
from twin_tables import Register, last, number, unified

pytestmark = pytest.mark.real

GOALS = ["connected", "reusable", "replaceable", "data_elsewhere", "trust"]
MANY_NO, OLD = 3, 12
RINGS = ["ready", "try", "watch", "wait"]
STATUSES = ["none", "idea", "pilot", "one_place", "several_places"]
IN_USE = ["one_place", "several_places"]


@pytest.fixture(scope="module")
def checked(register: Register) -> pd.DataFrame:
    """The last answer about each system on each goal."""
    rows = register.sheet("S6")
    found = rows.groupby(rows.system.map(unified))[GOALS].agg(lambda said: last(said.replace("?", "unknown")))
    found["no"] = (found[GOALS] == "no").sum(axis=1)
    landscape = systems(register)
    critical = {unified(name) for name in landscape[landscape.critical == "yes"].name}
    found["critical"] = found.index.isin(critical)
    return found


def test_goals_of_the_architecture(register: Register, checked: pd.DataFrame):
    told = register.figures("architecture")["goals"]
    assert [goal["goal"] for goal in told] == GOALS and len(checked) > 3
    for goal in told:
        counts = checked[goal["goal"]].value_counts()
        yes, partly, no, unknown = (int(counts.get(w, 0)) for w in ("yes", "partly", "no", "unknown"))
        assert [goal[word] for word in ("yes", "partly", "no", "unknown")] == [yes, partly, no, unknown]
        assert goal["share"] == pytest.approx((yes + partly / 2) / (yes + partly + no))


def test_systems_that_hold_the_others_back(register: Register, checked: pd.DataFrame):
    figures = register.figures("architecture")
    for part, mine in (("systems", checked), ("weak", checked[checked.no >= MANY_NO])):
        told = {unified(s["system"]): (s["no"], bool(s["critical"])) for s in figures[part]}
        assert len(mine) and len(told) == len(figures[part])
        assert told == {key: (row.no, row.critical) for key, row in mine.iterrows()}
    landscape = systems(register)
    critical = landscape[landscape.critical == "yes"].name
    unchecked = {name for name in critical if unified(name) not in checked.index}
    assert set(figures["unchecked"]) == unchecked


def common(chosen: pd.Series) -> str:
    """The ring that most areas chose, on a tie the later."""
    counts = chosen.value_counts()
    return max(counts[counts == counts.max()].index, key=RINGS.index)


def furthest(statuses: pd.Series) -> str:
    still = [status for status in statuses if status != "closed"]
    return max(still, key=STATUSES.index) if still else "closed"


@pytest.fixture(scope="module")
def radar(register: Register) -> pd.DataFrame:
    rows = register.sheet("S7")
    rows["key"], rows["worth"] = rows.technology.map(unified), number(rows.value)
    areas = rows.groupby(["key", "where"])[["ring", "status"]].agg(last).groupby(level=0)
    same = rows.groupby("key")
    return pd.DataFrame(
        {
            "ring": areas.ring.agg(common),
            "status": areas.status.agg(furthest),
            "apart": areas.ring.nunique() > 1,
            "n": same.worth.count(),
            "mean": same.worth.mean(),
            "median": same.worth.median(),
            "unknown": same.value.agg(lambda said: (said == "?").sum()),
        }
    )


def test_technologies(register: Register, radar: pd.DataFrame):
    told = {unified(t["name"]): t for t in register.figures("radar")["technologies"]}
    assert len(radar) > 3 and set(told) == set(radar.index)
    for key, row in radar.iterrows():
        mine, value = told[key], told[key]["value"]
        assert (mine["ring"], mine["status"], bool(mine["apart"])) == (row.ring, row.status, row.apart)
        assert [value["n"], value["unknown"]] == [row.n, row.unknown]
        assert [value.get(part) for part in ("mean", "median")] == (
            pytest.approx([row["mean"], row["median"]]) if row.n else [None, None]
        )


def test_rings_and_what_really_runs(register: Register, radar: pd.DataFrame):
    figures = register.figures("radar")
    for part, column in (("rings", "ring"), ("statuses", "status")):
        counts = radar[column].value_counts().to_dict()
        assert counts and {c["key"]: c["number"] for c in figures[part]} == counts
    tried, used = (radar.ring == "try").sum(), radar.status.isin(IN_USE).sum()
    assert figures["trial_ratio"] == pytest.approx(tried / max(1, used))


def test_old_pilots(register: Register):
    rows, day = register.sheet("S7"), date.fromisoformat(register.day)
    pilots = rows[(rows.status == "pilot") & rows.started.notna()]
    age = pilots.started.map(lambda text: months(date.fromisoformat(text), day))
    old = pilots[age > OLD]
    told = [
        (unified(p["technology"]), p["area"], p["months"]) for p in register.figures("radar")["old_pilots"]
    ]
    keys = zip(old.technology.map(unified), old["where"], age[age > OLD].map(int), strict=True)
    assert len(old) and sorted(told) == sorted(keys)
