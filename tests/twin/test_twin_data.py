"""AN-14's data sets and dashboards, and AN-16, a second time in pandas: what data can be trusted and joined."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from test_twin_landscape import CORE, keyed, systems
from twin_tables import Register, entries, last, number, unified

pytestmark = pytest.mark.real

GOOD_ENOUGH, MOST = 3.0, 7


class Indices:
    """The quality index of AN-14 by name; a system goes by its local names too."""

    def __init__(self, register: Register) -> None:
        scores = register.sheet("S4")
        means = scores[CORE].apply(number).groupby(scores.object.map(unified)).mean()
        self.known = means.mean(axis=1)
        rows = register.sheet("S1")
        rows = rows[rows.system.notna()].assign(key=keyed)
        name = systems(register).name
        local = rows[rows.local_name.notna()]
        pairs = [*zip(rows.system, rows.key, strict=True), *zip(local.local_name, local.key, strict=True)]
        self.called = {unified(said): name[key] for said, key in pairs if key in name.index}
        self.called |= {unified(own): own for own in name}

    def of(self, name: object) -> float:
        plain = unified(name)
        return float(self.known.get(unified(self.called.get(plain, name)), math.nan))


@pytest.fixture(scope="module")
def indices(register: Register) -> Indices:
    return Indices(register)


@pytest.fixture(scope="module")
def sets(register: Register, indices: Indices) -> pd.DataFrame:
    """One row for each data set: its own index, else that of the system it comes from."""
    rows = register.sheet("S2")
    columns = ["title", "source", "access", "definition", "data_owner", "legal_basis"]
    found = rows[rows.title.notna()].groupby(rows.title.map(unified))[columns].agg(last)
    own, source = found.title.map(indices.of), found.source.map(indices.of)
    return found.assign(index=own.fillna(source), borrowed=own.isna() & source.notna())


def test_data_sets(register: Register, sets: pd.DataFrame):
    figures = register.figures("data_sets")
    told = {unified(item["title"]): item for item in figures["items"]}
    assert len(sets) > 3 and set(told) == set(sets.index)
    said = {key: item.get("index", math.nan) for key, item in told.items()}
    assert said == pytest.approx(sets["index"].to_dict(), nan_ok=True)
    assert {key: bool(item["borrowed"]) for key, item in told.items()} == sets.borrowed.to_dict()
    counts = register.sheet("S2").access.value_counts().to_dict()
    assert {c["key"]: c["number"] for c in figures["access"]} == counts
    lacking = {
        "no_owner": sets[sets.data_owner == ""],
        "no_definition": sets[sets.definition.isin(["no", "partly"])],
    }
    for part, rows in lacking.items():
        assert len(rows) and {unified(title) for title in figures[part]} == set(rows.index)


def block(row: pd.Series) -> str:
    """The first thing in the way: an obstacle named, else the key, else the quality of either side."""
    if row.obstacle:
        return str(row.obstacle)
    if row.key in ("none", "unknown", ""):
        return "key" if row.key == "none" else "key_unknown"
    if (row["sides"] < GOOD_ENOUGH).any():
        return "quality"
    return "quality_unknown" if row["sides"].isna().any() else ""


@pytest.fixture(scope="module")
def joins(register: Register, indices: Indices, sets: pd.DataFrame) -> pd.DataFrame:
    """One row for each question about the same two kinds of data, whichever of them stands first."""
    rows = register.sheet("S5")
    both = zip(rows.data_a.map(unified), rows.data_b.map(unified), strict=True)
    rows["pair"] = ["+".join(sorted(pair)) for pair in both]
    rows["named"] = rows.obstacle.where(rows.obstacle != "none", "")
    same = rows.groupby([rows.question.map(unified), "pair"])
    assert (rows[rows.named != ""].groupby("question").named.nunique() == 1).all()
    found = same.agg({"data_a": "first", "data_b": "first", "key": last, "named": last})
    found = found.rename(columns={"named": "obstacle"}).reset_index()

    def index(name: str) -> float:
        return float(sets["index"].get(unified(name), indices.of(name)))

    found["first_index"], found["second_index"] = found.data_a.map(index), found.data_b.map(index)
    found["sides"] = [pd.Series(pair) for pair in zip(found.first_index, found.second_index, strict=True)]
    return found.assign(blocked_by=found.apply(block, axis=1)).set_index("question")


def test_combinations(register: Register, joins: pd.DataFrame):
    figures = register.figures("combinations")
    told = {unified(item["question"]): item for item in figures["items"]}
    assert len(figures["items"]) == len(joins) > 3 and set(told) == set(joins.index)
    for side in ("first_index", "second_index"):
        said = {key: item.get(side, math.nan) for key, item in told.items()}
        assert said == pytest.approx(joins[side].to_dict(), nan_ok=True)
    assert {key: item["blocked_by"] for key, item in told.items()} == joins.blocked_by.to_dict()
    counts = joins.blocked_by[joins.blocked_by != ""].value_counts().to_dict()
    assert {c["key"]: c["number"] for c in figures["blocked"]} == counts


def figures_of(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


def test_dashboards(register: Register, indices: Indices):
    rows = register.sheet("B8")
    rows = rows[rows.name.notna() & rows.key_figures.notna()].set_index("name")
    told = {item["name"]: item for item in register.figures("dashboards")["items"]}
    assert len(rows) > 1 and list(told) == list(rows.index)
    for name, item in told.items():
        named = entries(rows.sources[name])
        known = [(unified(n) in indices.called, indices.of(n)) for n in named]
        said = [(bool(s["known"]), s.get("index", math.nan)) for s in item["sources"]]
        assert [k for k, _ in said] == [k for k, _ in known] and named
        assert [i for _, i in said] == pytest.approx([i for _, i in known], nan_ok=True)
        wanted = figures_of(rows.key_figures[name])
        assert [f["name"] for f in item["figures"]] == wanted[:MOST]
        assert item.get("left_out", []) == wanted[MOST:]
        weak = [n for n, (_, index) in zip(named, known, strict=True) if index < GOOD_ENOUGH]
        assert [unified(n) for n in item.get("weak", [])] == [unified(n) for n in weak]
