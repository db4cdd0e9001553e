"""AN-06 to AN-08 a second time, in pandas: who decides what, who is named differently, and the network."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from twin_tables import Register, number, unified

pytestmark = pytest.mark.real

RO_DPO, SHARE, MOST_A, MOST_C, MOST_ROLES = "RO-11", 0.67, 5, 4, 3


def best(states: pd.Series) -> str:
    said = set(states)
    return next((s for s in ("filled", "proposed", "vacant") if s in said), "")


def test_raci_faults_of_each_table(register: Register):
    rows = register.sheet("R4")
    rows = rows[rows.letter.notna()]
    found = set()
    for (unit, decision), mine in rows.groupby(["origin_unit", "decision"]):
        letters = mine.letter.value_counts()
        if letters.get("A", 0) == 0:
            found.add((unit, decision, "no_accountable"))
        if letters.get("A", 0) > 1:
            found.add((unit, decision, "several_accountable"))
        if letters.get("R", 0) == 0:
            found.add((unit, decision, "no_responsible"))
        if letters.get("C", 0) > MOST_C:
            found.add((unit, decision, "many_consulted"))
    figures = register.figures("raci")
    of_rows = [f for f in figures["group_faults"] if f["decision"] and f["kind"] != "adviser_decides"]
    assert {(f["unit"], f["decision"], f["kind"]) for f in of_rows} == found
    accountable = rows[rows.letter == "A"].groupby(["origin_unit", "role"]).size()
    much = {key for key, n in accountable.items() if n > MOST_A}
    told = {(f["unit"], f["role"]) for f in figures["group_faults"] if f["kind"] == "much_accountable"}
    assert told == much
    deciding = rows[(rows.role == RO_DPO) & rows.letter.isin(["A", "R"])]
    told = {(f["unit"], f["decision"]) for f in figures["group_faults"] if f["kind"] == "adviser_decides"}
    assert told == set(zip(deciding.origin_unit, deciding.decision, strict=True))


def test_votes_and_common_matrix(register: Register):
    rows = register.sheet("R4")
    rows = rows[rows.letter.notna()]
    figures = register.figures("raci")
    for row in figures["rows"]:
        mine = rows[rows.decision == row["decision"]]
        groups = mine.origin_unit.nunique()
        votes = mine.groupby(["role", "letter"]).origin_unit.nunique()
        assert row["groups"] == groups
        assert {(v["role"], v["letter"]): v["votes"] for v in row["votes"]} == votes.to_dict()
        given = (
            votes.xs("A", level="letter") if "A" in votes.index.get_level_values(1) else pd.Series(dtype=int)
        )
        top = given[given == given.max()]
        assert row.get("accountable", "") == (top.index[0] if len(top) == 1 else "")


def test_conflicts_on_who_is_accountable(register: Register):
    rows = register.sheet("R4")
    given = rows[rows.letter == "A"]
    found, compared = {}, 0
    for decision, mine in given.groupby("decision"):
        groups = mine.origin_unit.nunique()
        compared += groups > 1
        by_role = mine.groupby("role").origin_unit.nunique()
        if groups > 1 and len(by_role) > 1:
            found[decision] = (groups, by_role.max() / groups)
    figures = register.figures("role_conflicts")
    assert figures["compared"] == compared
    told = {c["decision"]: (c["groups"], c["share"]) for c in figures["accountable"]}
    assert set(told) == set(found)
    for conflict in figures["accountable"]:
        groups, share = found[conflict["decision"]]
        assert (conflict["groups"], conflict["share"]) == pytest.approx((groups, share))
        assert conflict["kind"] == ("split" if share < SHARE else "differs")


def test_different_holders_and_heavy_loads(register: Register):
    rows = register.sheet("R3")
    rows = rows[rows.holder.notna() & (rows.status != "vacant")]
    named = rows.groupby(["role", rows.scope.map(unified)]).holder.agg(lambda c: len({unified(h) for h in c}))
    told = register.figures("role_conflicts")
    assert {(c["role"], unified(c["scope"])) for c in told["holders"]} == set(named[named > 1].index)
    kept = register.sheet("R2").groupby("role_id").keep.agg(set)
    split = kept[kept.map(lambda said: {"keep", "drop"} <= said)]
    assert {c["role"] for c in told["keeping"]} == set(split.index)


def test_network(register: Register):
    members, charter = register.sheet("B2"), register.sheet("B1")
    figures = register.figures("network")
    hours = number(members.hours_month)
    assert figures["hours_month"] == pytest.approx(hours.sum())
    assert {c["key"]: c["number"] for c in figures["roles"]} == members.role.value_counts().to_dict()
    areas = set(register.sheet("C1").area)
    assert figures["coverage"] == {"part": members.area.nunique(), "whole": len(areas)}
    assert set(figures["areas_without"]) == areas - set(members.area)
    charter = charter[charter.content.notna()]
    assert figures["completeness"] == {"part": charter.field.nunique(), "whole": 14}
    agreed = number(charter.agreement).groupby(charter.field).mean()
    assert {f["field"]: f.get("agreement", math.nan) for f in figures["charter"]} == pytest.approx(
        agreed.to_dict(), nan_ok=True
    )
    assert figures["agreement"] == pytest.approx(agreed.mean())
