"""AN-19 and AN-20 once more in pandas: what is required of small roles together, and each learning activity."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from test_twin_skills_and_steering import FEW, needs
from twin_tables import Register, entries, number, unified

pytestmark = pytest.mark.real


def answers(register: Register) -> pd.DataFrame:
    """Every answer with what is required of its own role."""
    rows, required = register.sheet("U2"), needs(register)
    rows["said"] = number(rows.level)
    return rows.join(required.rename(columns={"level": "required"}), on=["role", "competence"])


def test_what_is_required_and_who_did_not_know(register: Register):
    rows, required = answers(register), needs(register)
    shown = 0
    for cell in register.figures("competences")["cells"]:
        mine = rows[rows.role.isin(cell["roles"]) & (rows.competence == cell["competence"])]
        known = mine[mine.said.notna()]
        if cell["hidden"]:
            (role,) = cell["roles"]
            level, importance = required.loc[(role, cell["competence"])]
            unknown = 0
        else:
            level, importance = known.required.median(), known.importance.mean()
            unknown = (mine.level == "?").sum()
            shown += 1
        told = [cell.get(part, math.nan) for part in ("requirement", "importance")]
        assert told == pytest.approx([level, importance], nan_ok=True), cell
        assert cell["unknown"] == unknown
        if not cell["hidden"] and "gap" in cell:
            assert cell["gap"] == pytest.approx(max(0.0, level - known.said.median()))
            assert cell["short"] == (known.said < known.required).sum()
            priority = cell["gap"] * importance * (1 + cell["planned"])
            assert cell.get("priority", math.nan) == pytest.approx(priority, nan_ok=True)
    assert shown > 3


def test_each_competence_over_all_roles(register: Register):
    """Roles with enough answers by themselves, and the smaller ones where they are enough together."""
    rows, required = answers(register), needs(register)
    rows = rows[rows.said.notna()]
    level = required.level.groupby(level="competence").median()
    told = {c["competence"]: c for c in register.figures("competences")["levels"]}
    assert len(told) > 5 and set(told) == set(rows.competence) | set(level.index)
    for key, competence in told.items():
        mine = rows[rows.competence == key]
        large = mine.groupby("role").said.transform("size") >= FEW
        shown = mine if (~large).sum() >= FEW else mine[large]
        assert competence["n"] == len(shown)
        both = [competence.get(part, math.nan) for part in ("median", "requirement")]
        assert both == pytest.approx([shown.said.median(), level.get(key, math.nan)], nan_ok=True), key


def needed(register: Register) -> dict[str, dict[str, str]]:
    """The first quarter in which each initiative of the plan needs each competence."""
    placed = {
        i["initiative"]: i["quarters"][0] for i in register.figures("plan")["items"] if i.get("quarters")
    }
    known = register.figures("initiatives")["items"]
    first = {unified(i["title"]): placed[i["id"]] for i in known if i["id"] in placed}
    found: dict[str, dict[str, str]] = {}
    rows = register.sheet("B4")
    for title, cell in zip(rows.title.map(unified), rows.competences, strict=True):
        for competence in entries(cell) if title in first else ():
            found.setdefault(competence, {})[title] = first[title]
    return found


@pytest.fixture(scope="module")
def activities(register: Register) -> pd.DataFrame:
    rows, wanted = register.sheet("U4"), needed(register)
    rows["to"], rows["of"] = rows.audience.map(unified), rows.initiative.map(unified)
    rows = rows.drop_duplicates(["competence", "to", "form", "start"], keep="last")
    for column in ("people", "hours_each", "price"):
        rows[column] = number(rows[column])
    rows["hours"] = rows.people * rows.hours_each
    gaps: dict[str, list[float]] = {}
    for cell in register.figures("competences")["cells"]:
        if "gap" in cell:
            gaps.setdefault(cell["competence"], []).append(cell["gap"])
    rows["tied"] = [max(gaps[c]) > 0 if c in gaps else None for c in rows.competence]
    start = pd.to_datetime(rows.start)
    rows["quarter"] = (
        start.dt.year.astype("Int64").astype(str) + "-K" + start.dt.quarter.astype("Int64").astype(str)
    )
    own = [wanted.get(c, {}) for c in rows.competence]
    asked = [by.get(of) or min(by.values(), default="") for by, of in zip(own, rows.of, strict=True)]
    late = zip(rows.start, rows.quarter, asked, strict=True)
    rows["in_time"] = [quarter < when if day and when else None for day, quarter, when in late]
    return rows


NUMBERS = ["people", "hours_each", "hours", "price"]
TRUE = ["tied", "in_time"]


def test_activities(register: Register, activities: pd.DataFrame):
    told = [
        (a["competence"], unified(a["audience"]), *(a.get(p) for p in NUMBERS), *(a.get(p) for p in TRUE))
        for a in register.figures("learning")["activities"]
    ]
    ours = activities[["competence", "to", *NUMBERS, *TRUE]].astype(object)
    ours = ours.where(ours.notna(), None).values.tolist()
    assert len(ours) > 5 and activities.in_time.notna().any()
    assert sorted(map(repr, map(plain, told))) == sorted(map(repr, map(plain, ours)))


def plain(row: object) -> list[object]:
    """True is 1 in the register."""
    return [float(v) if isinstance(v, bool | int | float) else v for v in row]


def test_what_is_done_about_the_largest_gaps(register: Register, activities: pd.DataFrame):
    figures = register.figures("learning")
    covered = 0
    for gap in figures["gaps"]:
        mine = activities[activities.competence == gap["competence"]]
        late = len(mine) > 0 and all(said is False for said in mine.in_time)
        state = "open" if not len(mine) else "late" if late else "covered"
        assert (gap["activities"], gap["state"]) == (len(mine), state)
        covered += state == "covered"
    assert figures["coverage"] == {"part": covered, "whole": len(figures["gaps"])} and covered


def test_hours_left_for_learning(register: Register):
    lines = pd.DataFrame(register.figures("plan")["utilisation"]).fillna({"committed": 0})
    rows = register.sheet("B9")
    hours = (
        number(rows.hours).groupby(rows.quarter).sum() - number(rows.committed).groupby(rows.quarter).sum()
    )
    free = hours - lines.groupby("quarter").used.sum()
    told = {q["quarter"]: q.get("free", math.nan) for q in register.figures("learning")["quarters"]}
    assert len(told) > 2
    assert told == pytest.approx({q: free.get(q, math.nan) for q in told}, nan_ok=True)
