"""AN-13 to AN-15 a second time, in pandas: systems, the quality of data, and how data move."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from twin_tables import Register, entries, last, number, unified

pytestmark = pytest.mark.real

CORE = ["completeness", "correctness", "timeliness", "reusability"]
TIMES = {"daily": 220, "weekly": 46, "monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1}
MANUAL = {"typing", "copy_paste", "mail", "paper"}
HELD_BY = {"owner": "RO-05", "manager": "RO-06", "data_owner": "RO-03"}


def worst(answers: pd.Series) -> str:
    said = set(answers)
    return next((answer for answer in ("yes", "unknown", "no") if answer in said), "")


def keyed(rows: pd.DataFrame) -> pd.Series:
    """The unified name of each row's system; one uuid is one system."""
    key = rows.system.map(unified)
    known = rows.uuid.notna()
    first = key[known].groupby(rows.uuid[known].str.casefold()).transform("min")
    same = dict(zip(key[known], first, strict=True))
    return key.map(lambda name: same.get(name, name))


def uses(register: Register) -> pd.DataFrame:
    """One row for each system in each area: the area's last word, where it has not taken it off its list."""
    rows = register.sheet("S1")
    rows = rows[rows.system.notna()].assign(key=keyed)
    prefilled = (rows.origin_unit == "LEAD") & (rows.origin_workshop == "kickoff")
    rows["stands"] = rows.confirmed.where(~prefilled)
    found = rows.groupby(["key", "where"]).agg({"stands": last, "critical": last, "ai": last}).reset_index()
    return found[found.stands != "not_here"]


def systems(register: Register) -> pd.DataFrame:
    """One row for each system that some area uses."""
    kept = uses(register)
    rows = register.sheet("S1")
    rows = rows[rows.system.notna()].assign(key=keyed)
    pairs = set(zip(kept.key, kept["where"], strict=True))
    rows = rows[[pair in pairs for pair in zip(rows.key, rows["where"], strict=True)]]
    plain = [
        "owner",
        "manager",
        "data_owner",
        "supplier",
        "agreement",
        "extract",
        "life_cycle",
        "hosting",
        "users",
    ]
    found = rows.groupby("key").agg(dict.fromkeys(plain, last))
    found["name"] = rows.groupby("key").system.agg(lambda c: sorted(c.mode())[0])
    for column in ("critical", "ai"):
        found[column] = kept.groupby("key")[column].agg(worst)
    found["personal"] = rows.groupby("key").personal_data.agg(lambda c: {e for v in c for e in entries(v)})
    for column in ("risk_assessed", "contract_end"):
        found[column] = rows.groupby("key")[column].agg(lambda c: max([v for v in c if v], default=""))
    also = rows.groupby("key").also_used_by.agg(lambda c: {e for v in c for e in entries(v)})
    everyone = register.sheet("S1")
    everyone = (
        everyone[everyone.system.notna()].assign(key=keyed).groupby(["key", "where"]).confirmed.agg(last)
    )
    gone = everyone[everyone == "not_here"].reset_index().groupby("key")["where"].agg(set)
    own = kept.groupby("key")["where"].agg(set)
    found["areas"] = [own[k] | (also[k] - gone.get(k, set())) for k in found.index]
    holders = register.sheet("R3")
    holders = holders[holders.holder.notna() & (holders.status != "vacant")]
    named = set(zip(holders.role, holders.scope.map(unified), strict=True))
    for column, role in HELD_BY.items():
        found[column] = [said or (role, key) in named for key, said in found[column].items()]
    return found


def names(rows: pd.DataFrame) -> set[str]:
    return set(rows.name)


def months(earlier: date, later: date) -> float:
    return (later.year - earlier.year) * 12 + later.month - earlier.month + (later.day - earlier.day) / 100


def test_systems(register: Register):
    found, kept = systems(register), uses(register)
    figures = register.figures("systems")
    assert {item["key"] for item in figures["items"]} == set(found.index)
    assert {item["name"] for item in figures["items"]} == names(found)
    assert figures["verified"] == {
        "part": kept.stands.isin(["yes", "corrected", "missing"]).sum(),
        "whole": len(kept),
    }
    for part in ("life_cycle", "hosting", "users", "critical"):
        counted = found[part].value_counts().to_dict()
        assert {c["key"]: c["number"] for c in figures[part]} == counted, part
    here = kept.groupby("where").size().to_dict()
    assert {a["area"]: a["uses"] for a in figures["areas"]} == here
    assert set(figures["shared"]) == names(found[found.areas.map(len) > 1])


def test_what_systems_lack(register: Register):
    found = systems(register)
    figures = register.figures("systems")
    live = found[found.life_cycle != "not_in_use"]
    critical = live.critical == "yes"
    personal = live.personal.map(lambda kinds: bool(kinds - {"none"}))
    asked = live[critical | live.personal.map(lambda kinds: bool(kinds & {"sensitive", "criminal"}))]
    day = date.fromisoformat(register.day)
    dated = asked[asked.risk_assessed != ""]
    old = dated.risk_assessed.map(lambda text: months(date.fromisoformat(text), day) > 24).astype(bool)
    ending = live[live.contract_end != ""]
    soon = ending.contract_end.map(lambda text: months(day, date.fromisoformat(text)) <= 18).astype(bool)
    expected = {
        "no_owner": live[~live.owner.astype(bool)],
        "no_manager": live[~live.manager.astype(bool)],
        "no_data_owner": live[~live.data_owner.astype(bool)],
        "critical_no_owner": live[critical & ~live.owner.astype(bool)],
        "no_agreement": live[personal & (live.agreement == "no")],
        "agreement_unknown": live[personal & (live.agreement == "")],
        "assessed_basis": asked,
        "no_assessment": asked[asked.risk_assessed == ""],
        "old_assessment": dated[old],
        "ai": live[live.ai == "yes"],
        "ai_unknown": live[live.ai == "unknown"],
        "no_extract": live[live.extract.isin(["no", "screen_only"])],
        "extract_unknown": live[live.extract == "unknown"],
        "leaving": found[found.life_cycle == "phasing_out"],
    }
    for part, rows in expected.items():
        assert set(figures.get(part, [])) == names(rows), part
    assert {end["system"] for end in figures["contracts"]} == names(ending[soon])


def test_quality(register: Register):
    rows = register.sheet("S4")
    dimensions = [*CORE, "access"]
    rows[dimensions] = rows[dimensions].apply(number)
    landscape = systems(register)
    critical = {unified(name) for name in landscape[landscape.critical == "yes"].name}
    cells = rows.groupby(rows.object.map(unified))[dimensions].mean()
    counts = rows.groupby(rows.object.map(unified))[dimensions].count()
    figures = register.figures("quality")
    told = {unified(item["name"]): item for item in figures["objects"]}
    assert set(told) == set(cells.index)
    debts = {}
    for key, item in told.items():
        for cell in item["cells"]:
            value = cells.loc[key, cell["dimension"]]
            word = (
                None if math.isnan(value) else "weak" if value < 3 else "tolerable" if value < 4 else "good"
            )
            assert cell["n"] == counts.loc[key, cell["dimension"]]
            assert cell.get("mean", math.nan) == pytest.approx(value, nan_ok=True)
            assert cell.get("word") == word
        assert item.get("index", math.nan) == pytest.approx(cells.loc[key, CORE].mean(), nan_ok=True)
        debts[key] = (3 - cells.loc[key, CORE]).clip(lower=0).sum() * (2 if key in critical else 1)
        assert bool(item["critical"]) is (key in critical) and item["debt"] == pytest.approx(debts[key])
    top = sorted((debt for debt in debts.values() if debt > 0), reverse=True)[:10]
    assert [item["debt"] for item in figures["debt_top"]] == pytest.approx(top)
    causes = rows.cause[rows.cause.notna()].value_counts().to_dict()
    assert {c["key"]: c["number"] for c in figures["causes"]} == causes


def test_areas_that_see_the_same_data_differently(register: Register):
    rows = register.sheet("S4")
    found = set()
    for dimension in [*CORE, "access"]:
        rows["said"] = number(rows[dimension])
        means = rows.groupby([rows.object.map(unified), "area"]).said.mean().dropna()
        for key, here in means.groupby(level=0):
            if here.max() - here.min() >= 2:
                found.add((key, dimension, here.max(), here.min()))
    told = register.figures("quality")["user_gaps"]
    assert {(unified(g["object"]), g["dimension"], g["high"], g["low"]) for g in told} == found


def test_flows(register: Register):
    rows = register.sheet("S3")
    figures = register.figures("flows")
    rows["is_manual"] = rows.method.isin(MANUAL) | ((rows.method == "file") & (number(rows.minutes) > 0))
    known = rows[rows.method.notna() & ~rows.method.isin(["unknown", "?"])]
    assert figures["manual"] == {"part": known.is_manual.sum(), "whole": len(known)}
    rows["hours"] = number(rows.minutes) * rows.frequency.map(TIMES) / 60
    manual = rows[rows.is_manual]
    assert figures["hours_year"] == pytest.approx(manual.hours.sum())
    top = manual.hours.nlargest(10)
    assert [flow["hours_year"] for flow in figures["top"]] == pytest.approx(top.tolist())
    assert figures["top_share"] == pytest.approx(top.head(5).sum() / manual.hours.sum())
    assert len(figures["to_ask"]) == manual.hours.isna().sum()


def test_nodes_and_silos(register: Register):
    rows = register.sheet("S3")
    figures = register.figures("flows")
    ends = pd.concat([rows.source.map(unified), rows.target.map(unified)])
    degree = ends.value_counts().to_dict()
    assert {unified(node["name"]): node["degree"] for node in figures["nodes"]} == degree
    hubs = {unified(node["name"]) for node in figures.get("hubs", [])}
    assert hubs == {key for key, n in degree.items() if n >= 5}
    landscape = systems(register)
    idle = set(landscape.index) - set(ends)
    assert {unified(name) for name in figures["isolated"]} == {unified(landscape.name[key]) for key in idle}
    passing = set(rows.target.map(unified)) - set(rows.source.map(unified))
    assert {unified(name) for name in figures["dead_ends"]} <= passing
