"""AN-21 a second time, in pandas: who is touched, and hears of it in time with a way to answer."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from twin_tables import Register, last, number, unified

pytestmark = pytest.mark.real

STRONG = 4
BEST = ["covered", "late", "no_feedback", "no_day", "open"]


def touched(register: Register) -> list[tuple[str, str]]:
    """Passive functions that the change touches strongly, with their area."""
    rows = register.sheet("R1")
    rows["affected"] = number(rows.affected)
    same = rows.groupby([rows.function.map(unified), "where"])
    mine = same.affected.mean() >= STRONG
    passive = same.type.agg(lambda kinds: "passive" in set(kinds))
    return list(mine[mine & passive].index)


def changes(register: Register) -> dict[str, date]:
    """The first day of the first quarter of a planned initiative, by area."""
    begins = {
        i["initiative"]: i["quarters"][0] for i in register.figures("plan")["items"] if i.get("quarters")
    }
    items = register.figures("initiatives")["items"]
    quarters = {unified(i["title"]): begins[i["id"]] for i in items if i["id"] in begins}
    rows = register.sheet("B4")
    first = rows.title.map(unified).map(quarters).groupby(rows["where"]).min().dropna()
    return {area: date(int(q[:4]), 3 * int(q[-1]) - 2, 1) for area, q in first.items() if area}


@pytest.fixture(scope="module")
def messages(register: Register) -> pd.DataFrame:
    """One row for each message to an audience, with those of the touched functions whom it reaches."""
    rows, first, mine = register.sheet("U5"), changes(register), touched(register)
    keys = [rows.audience.map(unified).rename("to"), rows.message.map(unified).rename("what")]
    found = rows.groupby(keys)[["day", "feedback"]].agg(last).reset_index()
    found["reaches"] = [
        [(function, area) for function, area in mine if to in (function, "passiv", "passive")]
        for to in found.to
    ]
    begins = [min((first[a] for _, a in r if a in first), default=date.max) for r in found.reaches]
    found["late"] = [
        bool(day) and date.fromisoformat(day) >= begin for day, begin in zip(found.day, begins, strict=True)
    ]
    return found


def test_messages(register: Register, messages: pd.DataFrame):
    told = {
        (unified(m["audience"]), unified(m["message"])): m
        for m in register.figures("communication")["messages"]
    }
    ours = messages.set_index(["to", "what"])
    assert len(ours) > 3 and set(told) == set(ours.index) and ours.late.nunique() == 2
    assert {key: bool(m["late"]) for key, m in told.items()} == ours.late.to_dict()
    for key, message in told.items():
        reached = [(unified(function), area) for function, area in message.get("reaches", [])]
        assert sorted(reached) == sorted(ours.reaches[key])


def state(message: pd.Series, begin: date) -> str:
    if not message.day:
        return "no_day"
    if not message.feedback:
        return "no_feedback"
    return "late" if date.fromisoformat(message.day) >= begin else "covered"


def test_who_is_reached(register: Register, messages: pd.DataFrame):
    first, expected = changes(register), {}
    for one in touched(register):
        mine = [m for _, m in messages.iterrows() if one in m.reaches]
        states = {state(message, first.get(one[1], date.max)) for message in mine}
        expected[one] = next((s for s in BEST if s in states), "open")
    figures = register.figures("communication")
    told = {(unified(r["function"]), r["area"]): r["state"] for r in figures["reached"]}
    assert len(expected) > 3 and told == expected
    covered = sum(s == "covered" for s in expected.values())
    assert figures["coverage"] == {"part": covered, "whole": len(expected)}
