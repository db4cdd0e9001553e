"""Small counts of many analyses a second time, in pandas: people, groups, causes, kinds, months, likeness."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from test_twin_landscape import months, systems
from test_twin_portfolio import days_of
from twin_tables import Register, number, unified

pytestmark = pytest.mark.real

FAR, SOON = 12, 18


def counts(told: list[dict[str, Any]]) -> dict[str, float]:
    return {count["key"]: count["number"] for count in told}


def test_who_answered_on_maturity(register: Register):
    rows = register.sheet("F3")
    figures = register.figures("maturity")
    assert figures["respondents"] == len(rows.drop_duplicates(["origin_file", "respondent"])) > 10
    one = rows[number(rows.now).notna()].groupby("theme").unit_code.nunique() == 1
    assert {t["theme"]: bool(t["one_group"]) for t in figures["themes"]} == one.to_dict()


def test_causes_of_each_object(register: Register):
    rows = register.sheet("S4")
    same = rows[rows.cause.notna()].groupby(rows.object.map(unified)).cause
    expected = {key: causes.value_counts().to_dict() for key, causes in same}
    for part in ("objects", "debt_top"):
        told = {unified(o["name"]): counts(o.get("causes", [])) for o in register.figures("quality")[part]}
        assert any(told.values()) and told == {key: expected.get(key, {}) for key in told}


def test_kinds_and_reserves_of_risks(register: Register):
    rows = register.sheet("B7")
    figures = register.figures("risks")
    assert counts(figures["kinds"]) == rows.kind.value_counts().to_dict()
    reserve = number(rows.reserve).groupby(rows.risk.map(unified)).sum(min_count=1).dropna()
    told = {unified(r["risk"]): r["reserve"] for r in figures["items"] if "reserve" in r}
    assert told and told == pytest.approx(reserve.to_dict())


def test_numbers_of_risks(register: Register):
    """They follow the score, then the text; the matrix and the list of untreated ones repeat them."""
    rows = register.sheet("B7")
    marks = rows[["probability", "impact"]].apply(number).groupby(rows.risk.map(unified)).mean()
    score = (marks.probability * marks.impact).fillna(0).round(9).rename("score")
    order = score.reset_index().sort_values(["score", "risk"], ascending=[False, True]).risk
    place = {key: n for n, key in enumerate(order, 1)}
    figures = register.figures("risks")
    for part in ("items", "untreated"):
        told = {unified(r["risk"]): r["number"] for r in figures[part]}
        assert told == {key: place[key] for key in told}
    assert len(figures["items"]) == len(place)
    cells: dict[tuple[int, int], list[int]] = {}
    for key, mark in (marks.dropna() + 0.5).apply(lambda c: c // 1).iterrows():
        cells.setdefault((mark.probability, mark.impact), []).append(place[key])
    told = {(c["probability"], c["impact"]): c["risks"] for c in figures["matrix"]}
    assert told == {cell: sorted(risks) for cell, risks in cells.items()}


def test_months_to_the_end_of_contracts(register: Register):
    found, day = systems(register), date.fromisoformat(register.day)
    ending = found[(found.life_cycle != "not_in_use") & (found.contract_end != "")]
    left = ending.contract_end.map(lambda text: months(day, date.fromisoformat(text)))
    soon = ending.name[left <= SOON]
    told = {end["system"]: end["months"] for end in register.figures("systems")["contracts"]}
    assert len(soon) > 1 and told == {name: int(left[key]) for key, name in soon.items()}


def test_modules_reviewed_too_far_ahead(register: Register):
    rows = register.sheet("U7").drop_duplicates("module", keep="last").set_index("module")
    starts = rows.valid_from.fillna(register.day)
    pairs = zip(starts, rows.review, strict=True)
    far = [
        bool(review) and months(date.fromisoformat(start), date.fromisoformat(review)) > FAR
        for start, review in pairs
    ]
    expected = dict(zip(rows.index, far, strict=True))
    told = register.figures("modules")["modules"]
    assert {m["module"]: bool(m["review_far"]) for m in told} == {
        m["module"]: expected.get(m["module"], False) for m in told
    }


def test_incomplete_rows_of_each_file(register: Register):
    rows = register.connection.execute(
        "SELECT file, workshop, sheet_code, SUM(NOT complete) FROM evidence GROUP BY 1, 2, 3"
    )
    told = {
        (i["file"], i["workshop"], s["sheet"], s["incomplete"])
        for i in register.figures("provenance")["inputs"]
        for s in i["sheets"]
    }
    expected = set(rows)
    assert told == expected and any(row[-1] for row in expected)


def test_days_of_roles(register: Register):
    days = days_of(register)
    told = {
        unified(i["title"]): {r["role"]: r["days"] for r in i.get("roles", [])}
        for i in register.figures("initiatives")["items"]
    }
    assert len(days) > 5 and {key: of for key, of in told.items() if of} == days


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = row
        row = [0]
        for place, mine in enumerate(other, 1):
            row.append(before[place - 1] + 1 if letter == mine else max(before[place], row[-1]))
    return row[-1]


def digits(name: str) -> list[str]:
    return re.findall(r"\d", name)


def likeness(one: str, other: str) -> float:
    """2 × common letters in order ÷ all letters, words sorted; 1 where only spaces differ."""
    if unified(one).replace(" ", "") == unified(other).replace(" ", ""):
        return 1.0
    first, second = (" ".join(sorted(unified(name).split())) for name in (one, other))
    return 2 * common(first, second) / (len(first) + len(second))


@pytest.mark.parametrize(
    ("analysis", "part", "name"),
    [
        ("systems", "duplicates", "name"),
        ("initiatives", "suggestions", "title"),
    ],
)
def test_names_that_look_alike(register: Register, analysis: str, part: str, name: str):
    figures = register.figures(analysis)
    told = {frozenset((p["first"], p["second"])): p["similarity"] for p in figures[part]}
    assert told == pytest.approx({pair: likeness(*sorted(pair)) for pair in told}, abs=5e-5)
    names = [item[name] for item in figures["items"]]
    near = {
        frozenset(pair)
        for pair in combinations(names, 2)
        if digits(pair[0]) == digits(pair[1]) and likeness(*pair) >= 0.88
    }
    assert near and near <= set(told)
