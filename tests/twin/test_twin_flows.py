"""AN-15 once more in pandas: each movement of data, and whether it goes across areas."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from test_twin_landscape import MANUAL, TIMES, systems
from test_twin_more import used_by_any_name
from twin_tables import Register, number, unified

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def movements(register: Register) -> pd.DataFrame:
    rows = register.sheet("S3").fillna({"where": ""})
    rows["from"], rows["to"], rows["of"] = (rows[c].map(unified) for c in ("source", "target", "what"))
    assert not rows.duplicated(["from", "to", "of", "where"]).any()
    rows["minutes"] = number(rows.minutes)
    by_hand = rows.method.isin(MANUAL) | ((rows.method == "file") & (rows.minutes > 0))
    unknown = rows.method.isna() | rows.method.isin(["unknown", "?"])
    rows["manual"] = by_hand.astype(object).where(~unknown, None)
    rows["hours"] = (rows.minutes * rows.frequency.map(TIMES) / 60).where(by_hand)
    known = {unified(n): set(a) for n, a in used_by_any_name(register, systems(register)).items()}
    told_of: dict[str, set[str]] = {}
    for end in ("from", "to"):
        for name, area in zip(rows[end], rows["where"], strict=True):
            told_of.setdefault(name, set()).update({area} - {""})
    areas = told_of | {name: used for name, used in known.items() if name in told_of}
    pairs = zip(rows["from"], rows["to"], rows["where"], strict=True)
    rows["cross"] = [
        not where or bool(areas[a] and areas[b] and not areas[a] & areas[b]) for a, b, where in pairs
    ]
    return rows


def test_each_movement(register: Register, movements: pd.DataFrame):
    told = {
        (unified(f["source"]), unified(f["target"]), unified(f["what"]), f["area"]): f
        for f in register.figures("flows")["items"]
    }
    ours = movements.set_index(["from", "to", "of", "where"])
    assert len(ours) > 10 and set(told) == set(ours.index) and ours.cross.any()
    for key, flow in told.items():
        mine = ours.loc[key]
        assert (flow.get("manual"), flow["cross"]) == (mine.manual, mine.cross), key
        both = [flow.get("minutes", math.nan), flow.get("hours_year", math.nan)]
        assert both == pytest.approx([mine.minutes, mine.hours], nan_ok=True), key


def test_personal_data_across_areas_that_nobody_watches(register: Register, movements: pd.DataFrame):
    open_ones = movements[movements.cross & (movements.personal == "yes") & movements.watched_by.isna()]
    told = [(unified(f["source"]), unified(f["target"])) for f in register.figures("flows")["unwatched"]]
    assert told and sorted(told) == sorted(zip(open_ones["from"], open_ones.to, strict=True))


def test_hubs_touch_as_many_as_they_do(register: Register, movements: pd.DataFrame):
    degree = pd.concat([movements["from"], movements.to]).value_counts()
    told = {unified(hub["name"]): hub["degree"] for hub in register.figures("flows")["hubs"]}
    assert told and told == degree[degree >= 5].to_dict()
