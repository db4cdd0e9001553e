"""The list "talk about it first" a second time, in pandas: what is seen differently, how far apart, and in
which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from test_twin_direction import AGREE, FEW, between, consensus, pooled
from test_twin_landscape import systems, uses
from test_twin_portfolio import CRITERIA, initiatives
from twin_tables import Register, last, number, unified

pytestmark = pytest.mark.real

LEADERS = ["director", "head", "manager"]
COMPARED = ["critical", "life_cycle", "owner", "manager", "data_owner", "agreement", "extract", "ai"]
ROLE, SYSTEM, CRITICAL, TOP, INITIATIVE, TOP_FIVE = 0.8, 0.5, 1.0, 1.0, 0.6, 5

Sides = list[tuple[float, str]]
"""Each view: how many hold it, and what it is; on a scale its mean with six decimals."""


def point(
    kind: str, subject: str, about: str, agreement: float, weight: float, sides: Sides
) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": unified(subject),
        "about": about,
        "agreement": agreement,
        "weight": weight,
        "sides": sorted(sides),
    }


def scaled(*sides: pd.Series) -> Sides:
    return [(len(side), f"{side.mean():.6f}") for side in sides]


def seen(rows: pd.DataFrame) -> Sides:
    """Both views of a theme: of the areas furthest apart, else of leaders and others, else above and below."""
    whole, now = rows.said.mean(), rows.said
    areas = rows.groupby(pooled(rows.area)).said
    means = areas.mean()
    if between(rows, "said") >= 0.5 and (means - whole).abs().max() >= 1:
        return scaled(areas.get_group(means.idxmax()), areas.get_group(means.idxmin()))
    leading = rows.level.isin(LEADERS)
    ones, others = now[leading], now[~leading]
    if min(len(ones), len(others)) < FEW or abs(ones.mean() - others.mean()) < 1:
        ones, others = now[now >= whole], now[now < whole]
    return scaled(ones, others) if min(len(ones), len(others)) >= FEW else []


def themes(register: Register) -> Iterator[dict[str, Any]]:
    rows = register.sheet("F3")
    rows["said"], rows["weight"] = number(rows.now), number(rows.importance)
    for theme, mine in rows.groupby("theme"):
        known = mine[mine.said.notna()]
        agreed = consensus(known.said)
        if len(known) >= FEW and agreed < AGREE:
            yield point("theme", theme, "now", agreed, mine.weight.mean() / 5, seen(known))


def share(sides: Sides) -> float:
    """The most common view ÷ all views."""
    return max(n for n, _ in sides) / sum(n for n, _ in sides)


def decisions(register: Register) -> Iterator[dict[str, Any]]:
    rows = register.sheet("R4")
    for decision, mine in rows[rows.letter == "A"].groupby("decision"):
        sides = [(n, role) for role, n in mine.groupby("role").unit_code.nunique().items()]
        if len(sides) > 1:
            yield point("decision", decision, "accountable", share(sides), 1.0, sides)


def roles(register: Register) -> Iterator[dict[str, Any]]:
    kept = register.sheet("R2")
    for role, mine in kept[kept.keep.notna()].groupby("role_id"):
        sides = [(n, said) for said, n in mine.groupby("keep").unit_code.nunique().items()]
        if len(sides) > 1 and "drop" in set(mine.keep):
            yield point("role", role, "keep", share(sides), ROLE, sides)
    held = register.sheet("R3")
    held = held[held.holder.notna() & (held.status != "vacant")]
    held["named"] = held.holder.map(unified)
    held["place"] = held.scope.fillna(held["where"]).map(unified)
    for (role, _), mine in held.groupby(["role", "place"]):
        if len(set(mine.groupby("unit_code").named.agg(frozenset))) > 1:
            sides = [(n, name) for name, n in mine.groupby("named").unit_code.nunique().items()]
            yield point("role", role, "holder", share(sides), ROLE, sides)


def landscape(register: Register) -> Iterator[dict[str, Any]]:
    found = systems(register)
    rows = register.sheet("S1")
    kept = set(zip(uses(register).key, uses(register)["where"], strict=True))
    of = {unified(name): key for key, name in found.name.items()} | {key: key for key in found.index}
    rows["key"] = rows.system.map(unified).map(lambda name: of.get(name, name))
    rows = rows[[pair in kept for pair in zip(rows.key, rows["where"], strict=True)]]
    for column in COMPARED:
        said = rows.groupby(["key", "where"])[column].agg(last)
        said = said[~said.isin(["", "unknown"])].map(unified)
        for key, mine in said.groupby(level=0):
            sides = [(n, value) for value, n in mine.value_counts().items()]
            weight = CRITICAL if found.critical[key] == "yes" else SYSTEM
            if len(sides) > 1:
                yield point("system", found.name[key], column, share(sides), weight, sides)


def portfolio(register: Register) -> Iterator[dict[str, Any]]:
    ranks = initiatives(register)["rank"]
    rows = register.sheet("B4")
    for title, mine in rows.groupby(rows.title.map(unified)):
        for criterion in CRITERIA:
            scores = number(mine[criterion]).groupby(mine.unit_code).mean().dropna()
            if len(scores) > 1 and consensus(scores) < AGREE:
                sides = scaled(scores[scores == scores.max()], scores[scores == scores.min()])
                weight = TOP if ranks[title] <= TOP_FIVE else INITIATIVE
                yield point("initiative", title, criterion, consensus(scores), weight, sides)


@pytest.fixture(scope="module")
def points(register: Register) -> pd.DataFrame:
    """Everything that is seen differently, one row for each point."""
    found = [
        *themes(register),
        *decisions(register),
        *roles(register),
        *landscape(register),
        *portfolio(register),
    ]
    return pd.DataFrame(found)


def told_side(side: dict[str, Any]) -> tuple[float, str]:
    if "mean" in side:
        return side["n"], f"{side['mean']:.6f}"
    return side["n"], side["value"] if side["value"].startswith("RO-") else unified(side["value"])


def test_every_point_and_both_views(register: Register, points: pd.DataFrame):
    told = [
        point(i["kind"], i["subject"], p["about"], 0, i["weight"], [told_side(s) for s in p.get("sides", [])])
        | {"agreement": p["agreement"]}
        for i in register.figures("disagreements")["items"]
        for p in i["points"]
    ]
    by = ["kind", "subject", "about", "agreement"]
    ours, theirs = (frame.sort_values(by).reset_index(drop=True) for frame in (points, pd.DataFrame(told)))
    assert set(points.kind) == {"theme", "decision", "role", "system", "initiative"}
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, rtol=1e-9)


def test_the_order_in_which_to_talk(register: Register, points: pd.DataFrame):
    least = points.sort_values("agreement").groupby(["kind", "subject"])[["agreement", "weight"]].first()
    least["score"] = (1 - least.agreement) * least.weight
    least["rank"] = least.score.round(9).rank(method="min", ascending=False)
    items = register.figures("disagreements")["items"]
    told = {(item["kind"], unified(item["subject"])): item for item in items}
    assert len(told) == len(items) == len(least) and set(told) == set(least.index)
    for key, item in told.items():
        assert [item["score"], item["rank"]] == pytest.approx([least.score[key], least["rank"][key]]), key
    assert [item["rank"] for item in items] == sorted(least["rank"])


def test_how_much_was_compared(register: Register):
    answers, given, scored = register.sheet("F3"), register.sheet("R4"), register.sheet("B4")
    answers["said"] = number(answers.now)
    given = given[given.letter == "A"].groupby("decision").unit_code.nunique()
    catalogue, held = register.sheet("R2"), register.sheet("R3")
    named = pd.concat(
        [
            catalogue[catalogue.keep.notna()].assign(role=catalogue.role_id.fillna(catalogue.title)),
            held[held.holder.notna()],
        ]
    )
    complete = number(scored[CRITERIA].stack()).unstack().groupby(scored.title.map(unified)).mean()
    tables = scored.groupby(scored.title.map(unified)).unit_code.nunique()
    expected = {
        "theme": (answers.groupby("theme").said.count() >= FEW).sum(),
        "decision": (given > 1).sum(),
        "role": (named.groupby("role").unit_code.nunique() > 1).sum(),
        "system": (uses(register).groupby("key")["where"].nunique() > 1).sum(),
        "initiative": (tables[complete.dropna().index] > 1).sum(),
    }
    told = {c["key"]: c["number"] for c in register.figures("disagreements")["compared"]}
    assert told == expected and all(expected.values())
