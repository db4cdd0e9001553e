"""AN-05 to AN-08 once more in pandas: each place that a role is needed in, faults of the common matrix, key
functions, and what the network does again and again."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from test_twin_landscape import systems
from test_twin_people import MOST_A, MOST_C, RO_DPO, best
from test_twin_portfolio import initiatives
from twin_tables import Register, entries, last, number, unified

pytestmark = pytest.mark.real

Slots = list[tuple[tuple[str, ...], str]]
"""The areas of each place, and its state."""

NAMED = {"RO-05": "owner", "RO-06": "manager", "RO-13": "benefit_owner", "RO-14": "owner"}
CARDS = Path(__file__).parents[2] / "workshops/cards/roles.toml"
MODULES = [f"M{number_:02d}" for number_ in range(1, 13)]
TIMES = {"weekly": 46, "fortnightly": 23, "monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1}


def states(register: Register) -> pd.Series:
    """The state of each role and scope, by the rows of the last workshop that spoke of it."""
    rows = register.sheet("R3")
    keys = [rows.role, rows.scope.fillna(rows["where"]).replace("", "municipality").map(unified)]
    latest = rows[rows.moment == rows.groupby(keys).moment.transform("max")]
    said = latest.status.fillna(latest.holder.map(lambda who: "proposed" if who else "missing"))
    return said.groupby([key[latest.index] for key in keys]).agg(lambda c: best(c) or "missing")


def of_systems(register: Register, role: str, known: pd.Series, critical: bool) -> Slots:
    found, rows = systems(register), register.sheet("S1")
    found = found[found.life_cycle != "not_in_use"]
    local = rows[rows.local_name.notna()].groupby(rows.system.map(unified)).local_name.agg(set)
    slots: Slots = []
    for key, row in (found[found.critical == "yes"] if critical else found).iterrows():
        names = [key, unified(row["name"]), *map(unified, local.get(key, ()))]
        said = [known[role, name] for name in names if (role, name) in known.index]
        owned = role in NAMED and bool(row[NAMED[role]])
        state = best(pd.Series(said)) or "missing" if said else "filled" if owned else "missing"
        slots.append((tuple(sorted(row.areas)), state))
    return slots


def of_things(
    register: Register, role: str, known: pd.Series, things: list[str], owned: dict[str, bool]
) -> Slots:
    slots: Slots = []
    for thing in things:
        state = known.get((role, thing), "missing")
        slots.append(((), "filled" if owned.get(thing) else state))
    return slots


def slots_of(register: Register, role: str, per: str) -> Slots:
    known = states(register)
    if per == "municipality":
        return [((), known.get((role, per), "missing"))]
    if per == "area":
        areas = sorted(set(register.sheet("C1").area))
        return [((area,), known.get((role, unified(area)), "missing")) for area in areas]
    if per in ("system", "critical_system"):
        return of_systems(register, role, known, per == "critical_system")
    if per == "initiative":
        found, rows = initiatives(register), register.sheet("B4")
        things = list(found[found.klass.isin(["start", "prepare"])].index)
        column = NAMED.get(role)
        owned = rows.groupby(rows.title.map(unified))[column].agg("any").to_dict() if column else {}
        return of_things(register, role, known, things, owned)
    modules = register.sheet("U7")
    owned = {unified(m): role == "RO-18" for m in modules[modules.owner.notna()].module}
    return of_things(register, role, known, [unified(m) for m in MODULES], owned)


PERS = ["municipality", "area", "system", "critical_system", "initiative", "module"]


def needed(register: Register) -> dict[str, Slots]:
    """The places of each role that somebody counts."""
    roles = [role for role in register.figures("coverage")["roles"] if role["per"] in PERS]
    return {role["role"]: slots_of(register, role["role"], role["per"]) for role in roles}


def test_each_place_that_a_role_is_needed_in(register: Register):
    figures = register.figures("coverage")
    used = {role["role"] for role in figures["roles"] if role["in_use"]}
    expected = {}
    for role, slots in needed(register).items():
        counts: dict[str, Counter[str]] = {}
        for areas, state in slots:
            for area in areas or ("",):
                counts.setdefault(area, Counter())[state] += 1
        for area, count in counts.items() if role in used else ():
            rest = count.total() - count["filled"] - count["proposed"]
            expected[role, area] = (count.total(), count["filled"], count["proposed"], rest)
    told = {
        (c["role"], c["area"]): (c["required"], c["filled"], c["proposed"], c["missing"])
        for c in figures["cells"]
    }
    assert len(expected) > 50 and told == expected


def test_how_well_each_role_is_filled(register: Register):
    places, rows = needed(register), register.sheet("R2")
    votes = rows.groupby(rows.role_id.fillna(rows.title.map(unified))).keep.value_counts()
    roles = register.figures("coverage")["roles"]
    assert len(places) > 15 and len(votes) > 15
    for role in roles:
        count = Counter(state for _, state in places.get(role["role"], []))
        told = [role[state] for state in ("filled", "proposed", "vacant")]
        assert told == [count[state] for state in ("filled", "proposed", "vacant")], role["role"]
        assert role["coverage"] == {"part": count["filled"], "whole": count.total()}
        assert role.get("required", 0) == count.total()
        said = [votes.get((role["role"], word), 0) for word in ("keep", "change", "drop")]
        assert [role[word] for word in ("keep", "change", "drop")] == said
        assert bool(role["in_use"]) == (2 * said[2] <= sum(said))
    total = Counter(state for r in roles if r["in_use"] for _, state in places.get(r["role"], []))
    whole = {"part": total["filled"], "whole": total.total()}
    assert register.figures("coverage")["total"] == whole


def test_areas_with_a_data_owner(register: Register):
    states = [state for _, state in slots_of(register, "RO-03", "area")]
    told = register.figures("coverage")["data_owner_areas"]
    assert told == {"part": states.count("filled"), "whole": len(states)} and told["part"]


def test_what_critical_systems_lack(register: Register):
    found = systems(register)
    critical = found[(found.critical == "yes") & (found.life_cycle != "not_in_use")]
    gaps = register.figures("coverage")["critical_gaps"]
    for part in ("owner", "manager", "data_owner"):
        lacking = set(critical[~critical[part].astype(bool)].name)
        assert lacking and {gap["system"] for gap in gaps if gap[f"{part}_missing"]} == lacking


def test_hours_of_each_role(register: Register):
    rows = register.sheet("R2")
    roles = rows.role_id.fillna(rows.title.map(unified))
    hours = number(rows.hours_month).groupby(roles).mean()
    told = {r["role"]: r.get("hours_month", math.nan) for r in register.figures("coverage")["roles"]}
    assert len(hours) > 5
    assert told == pytest.approx({role: hours.get(role, math.nan) for role in told}, nan_ok=True)


def common_letters(votes: pd.Series, groups: int) -> dict[str, str]:
    """The letter of each role in the common matrix: the one role with most A, then what half of them gave."""
    given = votes[votes.index.get_level_values("letter") == "A"].droplevel("letter")
    top = given[given == given.max()]
    chosen = {top.index[0]: "A"} if len(top) == 1 else {}
    others = [
        (-n, "RCI".index(letter), role, letter)
        for (role, letter), n in votes.items()
        if letter != "A" and 2 * n >= groups
    ]
    for _, _, role, letter in sorted(others):
        chosen.setdefault(role, letter)
    return chosen


def faults_of(votes: pd.Series, groups: int) -> list[tuple[str, int]]:
    letters = votes.index.get_level_values("letter")
    common = common_letters(votes, groups)
    given = votes[letters == "A"]
    tied = (given == given.max()).sum() if len(given) else 0
    consulted = list(common.values()).count("C")
    seen = {
        ("no_accountable", 0): not len(given),
        ("several_accountable", int(tied)): tied > 1,
        ("no_responsible", 0): "R" not in letters,
        ("many_consulted", consulted): consulted > MOST_C,
        ("adviser_decides", 0): common.get(RO_DPO) in ("A", "R"),
    }
    return [fault for fault, there in seen.items() if there]


def test_faults_of_the_common_matrix(register: Register):
    rows = register.sheet("R4")
    rows = rows[rows.letter.notna() & rows.role.notna()]
    expected, deciding = [], Counter()
    for decision, mine in rows.groupby("decision"):
        votes, groups = mine.groupby(["role", "letter"]).unit_code.nunique(), mine.unit_code.nunique()
        expected += [(kind, decision, n) for kind, n in faults_of(votes, groups)]
        deciding.update(role for role, letter in common_letters(votes, groups).items() if letter == "A")
    figures = register.figures("raci")
    told = [(f["kind"], f["decision"], f["number"]) for f in figures["faults"] if f["decision"]]
    empty = {r["decision"] for r in figures["rows"]} - set(rows.decision)
    assert expected and sorted(told) == sorted(expected + [("empty", decision, 0) for decision in empty])
    busy = {role: n for role, n in deciding.items() if n > MOST_A}
    assert {f["role"]: f["number"] for f in figures["faults"] if f["kind"] == "much_accountable"} == busy
    assert figures["groups"] == rows.unit_code.nunique()


def test_letters_within_each_table(register: Register):
    rows = register.sheet("R4")
    counts = rows.groupby(["unit_code", "decision"]).letter.value_counts().unstack(fill_value=0)
    wanted = {"several_accountable": "A", "many_consulted": "C"}
    told = register.figures("raci")["group_faults"]
    assert len(told) > 3
    for fault in told:
        letter = wanted.get(fault["kind"])
        mine = counts.loc[(fault["unit"], fault["decision"])]
        assert fault["number"] == (mine[letter] if letter else 0), fault


def test_key_functions(register: Register):
    rows, norms = register.sheet("U3"), register.sheet("R2")
    rows["hours"] = number(rows.hours_month)
    cards = tomllib.loads(CARDS.read_text("utf-8"))
    norm = {role: card["hours_month"] for role, card in cards.items()}
    norm |= number(norms.hours_month).groupby(norms.role_id).last().dropna().to_dict()
    same = rows.groupby([rows.function.map(unified), "where"])
    hours, roles = same.hours.mean(), same.roles.agg(lambda c: {e for cell in c for e in entries(cell)})
    told = {
        (unified(f["function"]), f["area"]): (f.get("hours_month"), f.get("needed_month"))
        for f in register.figures("competences")["key_functions"]
    }
    assert len(told) == len(hours) > 3
    for key, both in told.items():
        assert both == pytest.approx((hours[key], sum(norm[role] for role in roles[key]))), key


def test_members_and_charter(register: Register):
    members, charter = register.sheet("B2"), register.sheet("B1")
    figures = register.figures("network")
    ours = sorted(
        zip(
            members.function.map(unified),
            members["where"],
            number(members.hours_month).fillna(0),
            strict=True,
        )
    )
    told = [(unified(m["function"]), m["area"], m.get("hours_month", 0)) for m in figures["members"]]
    assert len(ours) > 5 and sorted(told) == ours
    charter = charter[charter.content.notna()]
    agreed = number(charter.agreement).groupby([charter.field, charter.unit_code]).mean()
    texts = {(f["field"], t["unit"]): t.get("agreement") for f in figures["charter"] for t in f["texts"]}
    assert len(texts) > 5 and texts == pytest.approx(agreed.to_dict())


def test_annual_wheel(register: Register):
    rows = register.sheet("B3")
    rows["key"], rows["minutes"] = rows.activity.map(unified), number(rows.minutes)
    found = rows.drop_duplicates(["key", "frequency", "minutes"])
    found = found.assign(differs=found.duplicated("key", keep=False))
    found["hours"] = found.minutes * found.frequency.map(TIMES) / 60
    columns = ["key", "frequency", "minutes", "differs", "hours"]
    told = [
        (unified(w["activity"]), w["frequency"], w["minutes"], bool(w["differs"]), w["hours_year"])
        for w in register.figures("network")["wheel"]
    ]
    assert len(told) > 2 and sorted(told) == sorted(map(tuple, found[columns].values))
    assert register.figures("network")["wheel_hours"] == pytest.approx(found[~found.differs].hours.sum())


def test_whether_the_sponsor_came(register: Register):
    rows = register.sheet("C1")
    came = rows[rows.attended.isin(["yes", "partly"])]
    held = register.sheet("R3")
    sponsor = unified(last(held[held.role == "RO-01"].holder))
    there = (came.level == "director") | (came.function.map(unified) == sponsor)
    told = {w["workshop"]: bool(w["sponsor_present"]) for w in register.figures("participation")["workshops"]}
    assert told == there.groupby(came.origin_workshop).any().to_dict()
