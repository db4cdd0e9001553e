"""C3, AN-22 and AN-23 a second time, in pandas: what is decided, what must stand before the document can be
used, and how old a question is."""

from __future__ import annotations

import tomllib
from datetime import date

import pandas as pd
import pytest
from test_twin_landscape import systems, uses
from test_twin_portfolio import initiatives
from twin_tables import Register, entries, last, number, unified

pytestmark = pytest.mark.real

CORE = ["completeness", "correctness", "timeliness", "reusability"]
OWNED = ["M02", "M04", "M05", "M06", "M07"]
STANDS = ["yes", "corrected", "missing"]


def decided(register: Register) -> pd.DataFrame:
    """One row for each decision: said again later, the later words count."""
    rows = register.sheet("C3")
    return rows.groupby(rows.decision.map(unified))[["module", "status", "support", "day"]].agg(last)


def test_decisions(register: Register):
    found = decided(register)
    figures = register.figures("decisions")
    told = {unified(item["decision"]): item for item in figures["items"]}
    assert len(found) > 5 and set(told) == set(found.index)
    support = pd.to_numeric(found.support)
    assert {key: item.get("support") for key, item in told.items()} == pytest.approx(support.to_dict())
    for column in ("module", "status", "day"):
        assert {key: item[column] for key, item in told.items()} == found[column].to_dict()
    assert {c["key"]: c["number"] for c in figures["statuses"]} == found.status.value_counts().to_dict()


def test_how_old_questions_are_and_who_answers(register: Register):
    rows = register.sheet("C2")
    sessions = tomllib.loads((register.process / "kit.toml").read_text("utf-8"))
    held = {name: date.fromisoformat(str(w["date"])) for name, w in sessions["workshops"].items()}
    day = date.fromisoformat(register.day)
    rows["asked"] = rows.origin_workshop.map(held)
    same = rows.groupby(rows.question.map(unified))
    age = same.asked.min().map(lambda asked: max(0, (day - asked).days))
    answered, cared = same.answer.agg("any").astype(bool), same.responsible.agg("any").astype(bool)
    told = {unified(q["question"]): q for q in register.figures("questions")["items"]}
    assert len(age) > 5 and {key: item["age_days"] for key, item in told.items()} == age.to_dict()
    ownerless = (~answered & ~cared).to_dict()
    assert {key: bool(item["ownerless"]) for key, item in told.items()} == ownerless


def state(part: float, whole: float, enough: float | None = None) -> str:
    if whole and part >= (whole if enough is None else enough):
        return "ok"
    return "partly" if part else "missing"


def accountable(register: Register) -> pd.Series:
    """For each decision whether one role has more A than any other."""
    rows = register.sheet("R4")
    votes = rows[rows.letter == "A"].groupby(["decision", "role"]).unit_code.nunique()
    return votes.groupby(level=0).agg(lambda n: (n == n.max()).sum() == 1)


def placed(register: Register) -> tuple[int, int]:
    """Initiatives that begin in the next two quarters, and those kept out for want of hours."""
    plan = register.figures("plan")
    day = date.fromisoformat(register.day)
    today = f"{day.year}-K{(day.month + 2) // 3}"
    coming = sorted(set(register.sheet("B9").quarter) - {q for q in plan["quarters"] if q < today})[:2]
    items = pd.DataFrame(plan["items"])
    begins = items.quarters.map(lambda quarters: quarters[0] if isinstance(quarters, list) else "")
    refused = items.reason.isin(["capacity", "capacity_unknown"])
    return begins.isin(coming).sum(), refused.sum()


def judged(register: Register) -> tuple[int, int]:
    """Systems of the five best initiatives with a figure for the quality of their data, and all of them."""
    rows, scores = register.sheet("B4"), register.sheet("S4")
    ranks = initiatives(register)["rank"]
    best = ranks.sort_values(kind="stable").index[:5]
    mine = rows[rows.title.map(unified).isin(best)]
    named = {unified(name) for cell in mine.systems for name in entries(cell)}
    known = scores[scores[CORE].apply(number).notna().any(axis=1)].object.map(unified)
    return len(named & set(known)), len(named)


def steered(register: Register) -> dict[int, tuple[float, float, str]]:
    """Points 1 to 4 and 7: purpose, sponsor, modules, one accountable role, data owners."""
    found, came, held = decided(register), register.sheet("C1"), register.sheet("R3")
    purpose = found[found.module == "M02"].status.eq("confirmed").any()
    held = held[held.holder.notna() & (held.status != "vacant")]
    sponsor = last(held[held.role == "RO-01"].holder)
    level = last(came[came.function.map(unified) == unified(sponsor)].level)
    modules = register.sheet("U7").groupby("module")[["owner", "review"]].agg(last)
    owned = modules.reindex(OWNED).fillna("").ne("").all(axis=1).sum()
    one, asked = accountable(register).sum(), len(register.figures("raci")["rows"])
    areas = came.area.nunique()
    owners = held[(held.role == "RO-03") & (held.status == "filled")].scope
    data = len(set(owners) & set(came.area))
    return {
        1: (float(purpose), 1, "ok" if purpose else "partly"),
        2: (1, 1, "ok") if level == "director" else (0.5, 1, "partly"),
        3: (owned, len(OWNED), state(owned, len(OWNED))),
        4: (one, asked, state(one, asked)),
        7: (data, areas, state(data, areas, 0.8 * areas)),
    }


def built(register: Register) -> dict[int, tuple[float, float, str]]:
    """Points 5, 6, 8, 9 and 10: initiatives, hours, owners of systems, confirmed lists, judged data."""
    rows, kept, found = register.sheet("B4"), uses(register), systems(register)
    keys = rows.title.map(unified)
    alive = initiatives(register).klass != "park"
    owned = rows.groupby(keys)[["owner", "benefit_owner"]].agg("any").all(axis=1)[alive].sum()
    begun, refused = placed(register)
    critical = found[(found.critical == "yes") & (found.life_cycle != "not_in_use")]
    cared = critical.owner.astype(bool).sum()
    areas = register.sheet("C1").area.nunique()
    signed = kept.stands.isin(STANDS).groupby(kept["where"]).all().sum()
    scored, named = judged(register)
    return {
        5: (owned, 3, state(owned, 3)),
        6: (begun, begun + refused, state(begun, begun + refused)),
        8: (cared, len(critical), state(cared, len(critical))),
        9: (signed, areas, state(signed, areas)),
        10: (scored, named, state(scored, named)),
    }


def asked(register: Register) -> dict[int, tuple[float, float, str]]:
    """Points 11 and 12: learning on the largest gaps, blocking questions in somebody's hands."""
    gaps = register.figures("learning")["gaps"]
    covered = sum(gap["state"] == "covered" for gap in gaps)
    rows = register.sheet("C2")
    same = rows.groupby(rows.question.map(unified))[["answer", "blocking", "responsible", "due"]].agg(
        {"answer": last, "blocking": lambda said: "yes" in set(said), "responsible": last, "due": last}
    )
    blocking = same[same.blocking & (same.answer == "")]
    dated = ((blocking.responsible != "") & (blocking.due != "")).sum()
    return {
        11: (covered, len(gaps), state(covered, len(gaps), len(gaps) / 2)),
        12: (dated, len(blocking), state(dated, len(blocking))),
    }


def test_all_twelve_points(register: Register):
    expected = steered(register) | built(register) | asked(register)
    points = register.figures("minimum")["points"]
    told = {int(p["number"]): (p["part"], p["whole"], p["state"]) for p in points}
    assert sorted(expected) == list(range(1, 13)) and told == expected
