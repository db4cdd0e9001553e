"""Systems, data quality and flows of the municipality by hand."""

from __future__ import annotations

from datetime import date

from strategy_case import Rows, either

from kit.model.results import (
    AreaSystems,
    ContractEnd,
    Count,
    Flow,
    Flows,
    NamePair,
    Node,
    Overlap,
    Quality,
    QualityCell,
    QualityObject,
    Share,
    Silo,
    System,
    SystemDifference,
    Systems,
    UserGap,
    View,
)


def _system(rows: Rows, number: int, name: str, **more: object) -> System:
    values: dict[str, object] = {
        "key": name.casefold(),
        "name": name,
        "names": (name,),
        "areas": ("SO",),
        "also_used_by": (),
        "confirmed": ("SO",),
        "critical": "no",
        "life_cycle": "in_use",
        "hosting": "external",
        "users": "",
        "owner": "",
        "manager": "",
        "data_owner": "",
        "supplier": "",
        "purpose": "",
        "personal_data": (),
        "agreement": "",
        "risk_assessed": None,
        "ai": "no",
        "extract": "",
        "contract_end": None,
        "kle": (),
        "uuid": "",
        "evidence": rows("S1", "ASO", number),
    }
    return System(**{**values, **more})


def made_systems(rows: Rows, lang: str) -> Systems:
    nexus = _system(rows, 5, "KMD Nexus", critical="yes", areas=("SO", "DS"), ai="unknown")
    opus = _system(rows, 6, "Opus Løn", owner=either(lang, "Økonomichef", "Head of finance"), critical="yes")
    sheet = _system(rows, 7, "eDoc", confirmed=(), life_cycle="phasing_out", personal_data=("sensitive",))
    seen = (*nexus.evidence, *opus.evidence, *sheet.evidence)
    return Systems(
        items=(sheet, nexus, opus),
        areas=(
            AreaSystems("SO", 3, 2, 2, (), seen),
            AreaSystems("KT", 0, 0, 0, (), ()),
            AreaSystems("DS", 1, 1, 1, (), nexus.evidence),
        ),
        life_cycle=(Count("in_use", 2, seen), Count("phasing_out", 1, sheet.evidence)),
        verified=Share(3, 4, seen),
        no_owner=("KMD Nexus", "eDoc"),
        no_manager=("KMD Nexus",),
        no_data_owner=(),
        critical_no_owner=("KMD Nexus",),
        shared=("KMD Nexus",),
        duplicates=(NamePair("KMD Nexus", "Nexus", "subset", 0.7, nexus.evidence),),
        overlaps=(Overlap("27.36", ("KMD Nexus", "eDoc"), seen),),
        differences=(
            SystemDifference(
                "KMD Nexus",
                "critical",
                (
                    View("yes", ("ASO",), ("SO",), nexus.evidence),
                    View("no", ("ADS",), ("DS",), rows("S1", "ADS", 5)),
                ),
                (*nexus.evidence, *rows("S1", "ADS", 5)),
            ),
        ),
        no_agreement=("eDoc",),
        agreement_unknown=("KMD Nexus",),
        assessed_basis=("KMD Nexus", "Opus Løn", "eDoc"),
        no_assessment=("eDoc",),
        old_assessment=("Opus Løn",),
        ai=(),
        ai_unknown=("KMD Nexus",),
        contracts=(ContractEnd("Opus Løn", date(2027, 3, 31), 5, opus.evidence),),
        no_extract=("eDoc",),
        leaving=("eDoc",),
        evidence=seen,
    )


def made_quality(rows: Rows) -> Quality:
    seen, other = rows("S4", "ASO", 5), rows("S4", "ADS", 5)
    dimensions = ("completeness", "correctness", "timeliness", "reusability", "access")

    def thing(name: str, marks: tuple[float | None, ...], debt: float) -> QualityObject:
        cells = tuple(
            QualityCell(
                dimension,
                mark,
                0 if mark is None else 2,
                1 if mark is None else 0,
                None if mark is None else "weak" if mark < 3 else "tolerable" if mark < 4 else "good",
                (*seen, *other),
            )
            for dimension, mark in zip(dimensions, marks, strict=True)
        )
        return QualityObject(name, True, ("SO", "DS"), cells, 2.5, 4, debt, (), (), debt > 1, (*seen, *other))

    nexus, opus = thing("KMD Nexus", (2.0, 3.0, 1.5, 4.0, None), 5.0), thing("Opus Løn", (4, 4, 4, 4, 3), 0.0)
    gap = UserGap("KMD Nexus", "timeliness", "DS", 4, "SO", 1.5, (*seen, *other))
    causes = (Count("recording", 3, seen), Count("unknown", 5, other))
    return Quality(dimensions, (nexus, opus), (nexus,), (gap,), causes, (*seen, *other))


def _flow(rows: Rows, number: int, ends: tuple[str, str], what: str, **more: object) -> Flow:
    values: dict[str, object] = {
        "source": ends[0],
        "target": ends[1],
        "what": what,
        "area": "SO",
        "kind": "",
        "method": "typing",
        "frequency": "monthly",
        "minutes": 180.0,
        "personal": "yes",
        "watched_by": "",
        "problem": "",
        "manual": True,
        "hours_year": 36.0,
        "cross": False,
        "evidence": rows("S3", "ASO", number),
    }
    return Flow(**{**values, **more})


def made_flows(rows: Rows, lang: str) -> Flows:
    overview = either(lang, "Overblik (regneark)", "Overview (spreadsheet)")
    by_hand = _flow(rows, 5, ("KMD Nexus", overview), either(lang, "Besøg", "Visits"), cross=True)
    silent = _flow(
        rows, 6, (overview, "Opus Løn"), either(lang, "Timer", "Hours"), minutes=None, hours_year=None
    )
    automatic = _flow(
        rows,
        7,
        ("Opus Løn", "eDoc"),
        either(lang, "Breve", "Letters"),
        method="integration",
        manual=False,
        hours_year=None,
    )
    items = (by_hand, silent, automatic)
    kinds = {overview: "spreadsheet"}
    nodes = tuple(
        Node(name, kinds.get(name, "system"), ("SO",), 2, by_hand.evidence)
        for name in ("KMD Nexus", overview, "Opus Løn", "eDoc")
    )
    seen = tuple(id for flow in items for id in flow.evidence)
    return Flows(
        items=items,
        nodes=nodes,
        manual=Share(2, 3, seen),
        hours_year=36.0,
        top=(by_hand,),
        top_share=1.0,
        to_ask=(silent,),
        silos=(Silo("SO", 1, 3),),
        hubs=(nodes[1],),
        dead_ends=("eDoc",),
        isolated=(),
        unwatched=(by_hand,),
        rings=(("KMD Nexus", "Opus Løn"),),
        evidence=seen,
    )
