"""Initiatives, plan and risks of the municipality by hand."""

from __future__ import annotations

from strategy_case import Rows, either

from kit.model.results import (
    Count,
    Criterion,
    DeliveryPlan,
    FirstVisible,
    Initiative,
    Initiatives,
    NamePair,
    PlanItem,
    Risk,
    RiskCell,
    Risks,
    RoleDays,
    Share,
    Statistic,
    Utilisation,
)

QUARTERS = ("2026-K4", "2027-K1")


def _initiative(
    rows: Rows, id: str, title: str, klass: str | None, rank: int | None, **more: object
) -> Initiative:
    number = int(id[-1]) + 4
    one = rows("B4", "G1", number, value=5, feasible=4)
    two = rows("B4", "G2", number, value=2, feasible=4)
    both = (*one, *two)
    criteria = tuple(
        Criterion(key, Statistic(2, 0, 3.5, 3.5, evidence=both), key == "value" and id == "I-001")
        for key in ("value", "fit", "feasible", "data_ready", "risk")
    )
    scored = rank is not None
    values: dict[str, object] = {
        "id": id,
        "title": title,
        "problems": (),
        "areas": ("SO",),
        "audiences": ("employees",),
        "types": (),
        "systems": ("KMD Nexus",),
        "criteria": criteria if scored else (),
        "days": 12.0,
        "dots": 5.0,
        "owners": ("Ældrechef",) if scored else (),
        "benefit_owners": ("Distriktsleder",) if rank == 1 else (),
        "roles": (RoleDays("RO-09", 12),),
        "unparsed": (),
        "competences": (),
        "wanted_start": "",
        "depends_on": (),
        "unresolved": (),
        "benefit": (4.8 if rank == 1 else 4.0) if scored else None,
        "doability": (4.0 if rank == 1 else 3.0) if scored else None,
        "priority": (19.2 if rank == 1 else 12.0) if scored else None,
        "per_effort": 5.5 if scored else None,
        "klass": klass,
        "weakest": None,
        "rank": rank,
        "rank_best": rank,
        "rank_worst": rank,
        "quality": None,
        "data_check": rank == 2,
        "leaving": ("KMD Nexus",) if rank == 2 else (),
        "units": ("G1", "G2"),
        "evidence": both,
    }
    return Initiative(**{**values, **more})


def made_initiatives(rows: Rows, lang: str) -> Initiatives:
    items = (
        _initiative(
            rows, "I-001", either(lang, "Overblik til distrikterne", "Overview for the districts"), "start", 1
        ),
        _initiative(rows, "I-002", either(lang, "Fælles nøgletal", "Common key figures"), "prepare", 2),
        _initiative(rows, "I-003", either(lang, "Robot til fakturaer", "Robot for invoices"), None, None),
    )
    pair = NamePair(items[1].title, items[2].title, "similar", 0.9, items[1].evidence)
    classes = (Count("start", 1, items[0].evidence), Count("prepare", 1, items[1].evidence))
    seen = tuple(id for item in items for id in item.evidence)
    return Initiatives(items, classes, (pair,), seen)


def made_plan(rows: Rows, lang: str) -> DeliveryPlan:
    found = made_initiatives(rows, lang).items
    capacity = rows("B9", "LEAD", 5, 6)
    items = (
        PlanItem("I-001", found[0].title, "start", QUARTERS, 88.8, (), None, "", "", found[0].evidence),
        PlanItem(
            "I-002",
            found[1].title,
            "prepare",
            (),
            88.8,
            (),
            "data_ready",
            "capacity",
            "RO-09",
            found[1].evidence,
        ),
        PlanItem("I-003", found[2].title, None, (), None, (), None, "no_owner", "", found[2].evidence),
    )
    use = (
        Utilisation("RO-09", "2026-K4", 120, 20, 85, 60, 0.6, capacity),
        Utilisation("RO-10", "2026-K4", 50, None, 42.5, 30, 0.6, capacity),
    )
    first = FirstVisible("2027-K1", "I-001", found[0].title)
    return DeliveryPlan(QUARTERS, items, use, (first,), (), capacity)


def made_risks(rows: Rows, lang: str) -> Risks:
    one, two = rows("B7", "G1", 5), rows("B7", "G2", 5)
    high = Risk(
        1,
        either(lang, "Robotten taster forkert", "The robot types wrongly"),
        ("technical",),
        4,
        4,
        16,
        "high",
        ("us",),
        (),
        (),
        (),
        None,
        one,
    )
    middle = Risk(
        2,
        either(lang, "Leverandøren hæver prisen", "The supplier raises the price"),
        ("supplier",),
        3,
        3,
        9,
        "medium",
        ("supplier",),
        (either(lang, "Skriv udtræk ind i kontrakten", "Write extracts into the contract"),),
        (either(lang, "Indkøbskonsulent", "Purchasing adviser"),),
        (),
        50000,
        two,
    )
    return Risks(
        items=(high, middle),
        matrix=(RiskCell(4, 4, (1,)), RiskCell(3, 3, (2,))),
        levels=(Count("high", 1, one), Count("medium", 1, two)),
        untreated=(high,),
        supplier=Share(1, 2, two),
        reserve=50000,
        evidence=(*one, *two),
    )
