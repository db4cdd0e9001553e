"""AN-07 and AN-15 a second time, in pandas: heavy loads, double hats, silos; and shorter lists of longer
ones."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from test_twin_landscape import systems, uses
from test_twin_people import MOST_ROLES
from test_twin_portfolio import days_of
from twin_tables import Register, last, number, unified

pytestmark = pytest.mark.real


def test_heavy_loads(register: Register):
    rows = register.sheet("R3")
    rows = rows[rows.holder.notna() & (rows.status != "vacant")]
    rows["hours"] = number(rows.hours_month)
    same = rows.fillna({"where": ""}).groupby([rows.holder.map(unified), "where"])
    roles, hours = same.role.agg(set), same.hours.sum(min_count=1)
    heavy = {key: hours[key] for key, held in roles.items() if len(held) > MOST_ROLES}
    told = {
        (unified(load["function"]), load["area"]): load
        for load in register.figures("role_conflicts")["loads"]
    }
    assert heavy and set(told) == set(heavy)
    for key, load in told.items():
        assert set(load["roles"]) == roles[key]
        assert load.get("hours_month", math.nan) == pytest.approx(heavy[key], nan_ok=True)


def test_double_hats(register: Register):
    """One function is data owner and manager of a system: by the list of systems, else by the holders."""
    held, found = register.sheet("R3"), systems(register)
    held = held[held.holder.notna() & (held.status != "vacant")]
    named = held.groupby(["role", held.scope.map(unified)]).holder.agg(last)
    rows = register.sheet("S1")
    pairs = set(zip(uses(register).key, uses(register)["where"], strict=True))
    rows = rows[[pair in pairs for pair in zip(rows.system.map(unified), rows["where"], strict=True)]]
    said = rows.groupby(rows.system.map(unified))[["data_owner", "manager"]].agg(last)
    for column, role in (("data_owner", "RO-03"), ("manager", "RO-06")):
        said[column] = [who or named.get((role, key), "") for key, who in said[column].items()]
    same = said[(said.data_owner != "") & (said.data_owner.map(unified) == said.manager.map(unified))]
    hats = {found.name[key]: owner for key, owner in same.data_owner.items()}
    told = {hat["system"]: hat["function"] for hat in register.figures("role_conflicts")["double_hats"]}
    assert hats and told == hats


def test_silos(register: Register):
    used = systems(register)
    rows = register.sheet("S3").fillna({"where": ""})
    known = {unified(name): areas for name, areas in used_by_any_name(register, used).items()}
    told_of: dict[str, set[str]] = {}
    for end in ("source", "target"):
        for name, area in zip(rows[end].map(unified), rows["where"], strict=True):
            told_of.setdefault(name, set()).update({area} - {""})
    ends = [
        (known.get(unified(a), told_of[unified(a)]), known.get(unified(b), told_of[unified(b)]))
        for a, b in zip(rows.source, rows.target, strict=True)
    ]
    for silo in register.figures("flows")["silos"]:
        touching = [pair for pair in ends if silo["area"] in pair[0] | pair[1]]
        inside = [pair for pair in touching if silo["area"] in pair[0] & pair[1]]
        assert (silo["inside"], silo["touching"]) == (len(inside), len(touching)), silo["area"]
    areas = {area for pair in ends for side in pair for area in side}
    assert {silo["area"] for silo in register.figures("flows")["silos"]} == areas


def used_by_any_name(register: Register, found: pd.DataFrame) -> dict[str, set[str]]:
    """The areas of each system under each name that it goes by."""
    kept = uses(register).groupby("key")["where"].agg(set)
    return {name: kept[key] for key, name in found.name.items()} | {key: kept[key] for key in found.index}


def test_confirmed_and_critical_systems_of_each_area(register: Register):
    kept, critical = uses(register), systems(register).critical == "yes"
    for area in register.figures("systems")["areas"]:
        mine = kept[kept["where"] == area["area"]]
        assert area["confirmed"] == mine.stands.isin(["yes", "corrected", "missing"]).sum()
        assert area["critical"] == mine.key.map(critical).sum()


SHORTER = {
    ("quality", "debt_top"): "objects",
    ("flows", "top"): "items",
    ("flows", "to_ask"): "items",
    ("flows", "unwatched"): "items",
    ("forces", "act_first"): "forces",
    ("forces", "build_on"): "forces",
    ("stakeholders", "passive_affected"): "functions",
    ("competences", "top"): "cells",
    ("learning", "untied"): "activities",
    ("risks", "untreated"): "items",
    ("architecture", "weak"): "systems",
}


@pytest.mark.parametrize(("analysis", "part"), SHORTER)
def test_a_shorter_list_repeats_the_longer_one(register: Register, analysis: str, part: str):
    figures = register.figures(analysis)
    assert figures[part] and all(item in figures[SHORTER[analysis, part]] for item in figures[part])


def test_targets_and_importance_of_themes(register: Register):
    rows = register.sheet("F3")
    rows["goal"], rows["weight"] = number(rows.target), number(rows.importance)
    for theme in register.figures("maturity")["themes"]:
        mine = rows[rows.theme == theme["theme"]]
        goal, told = mine.goal.dropna(), theme["target"]
        assert (told["n"], told["unknown"]) == (len(goal), (mine.target == "?").sum())
        spread = goal.std(ddof=0)
        known = (goal.mean(), goal.median(), spread, goal.min(), goal.max())
        assert tuple(told[k] for k in ("mean", "median", "spread", "low", "high")) == pytest.approx(known)
        assert theme["importance"] == pytest.approx(mine.weight.mean())


def test_hours_of_the_plan(register: Register):
    rows = register.sheet("B9")
    rows["free"], rows["bound"] = number(rows.hours), number(rows.committed)
    sums = rows.groupby(["role", "quarter"])[["free", "bound"]].sum()
    for line in register.figures("plan")["utilisation"]:
        known = sums.loc[(line["role"], line["quarter"])]
        assert (line["hours"], line.get("committed", 0)) == pytest.approx((known.free, known.bound))


def test_hours_of_each_initiative(register: Register):
    """The days of its roles, else those of the whole."""
    days, rows = days_of(register), register.sheet("B4")
    whole = number(rows.days).groupby(rows.title.map(unified)).mean()
    titles = {i["id"]: unified(i["title"]) for i in register.figures("initiatives")["items"]}
    told = {titles[i["initiative"]]: i.get("hours", math.nan) for i in register.figures("plan")["items"]}
    expected = {key: 7.4 * (sum(days[key].values()) if key in days else whole[key]) for key in told}
    assert len(told) > 10 and told == pytest.approx(expected, nan_ok=True)


def test_how_many_scored_each_criterion(register: Register):
    rows = register.sheet("B4")
    for item in register.figures("initiatives")["items"]:
        mine = rows[rows.title.map(unified) == unified(item["title"])]
        for criterion in item["criteria"]:
            said, score = mine[criterion["key"]], criterion["score"]
            known = number(said).dropna()
            assert (score["n"], score["unknown"]) == (len(known), (said == "?").sum())
            assert score.get("median") == pytest.approx(known.median() if len(known) else None)


def test_strength_and_influence_of_each_force(register: Register):
    rows = register.sheet("F2")
    rows["strength"], rows["influence"] = number(rows.strength), number(rows.influence)
    means = rows.groupby(["force", rows.description.map(unified)])[["strength", "influence"]].mean()
    means["score"] = means.strength * means.influence
    for force in register.figures("forces")["forces"]:
        known = means.loc[(force["kind"], unified(force["description"]))]
        for part in ("strength", "influence", "score"):
            assert force.get(part, math.nan) == pytest.approx(known[part], nan_ok=True)


def test_unanswered_cells_of_quality(register: Register):
    rows = register.sheet("S4")
    for item in register.figures("quality")["objects"]:
        mine = rows[rows.object.map(unified) == unified(item["name"])]
        for cell in item["cells"]:
            assert cell["unknown"] == (mine[cell["dimension"]] == "?").sum()
        answered = [c for c in item["cells"] if c["dimension"] != "access" and "mean" in c]
        assert item["index_of"] == len(answered)
        assert item["one_group"] == (mine.unit_code.nunique() == 1)
