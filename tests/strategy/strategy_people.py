"""People, roles and the network of the municipality by hand."""

from __future__ import annotations

from strategy_case import Rows, either

from kit.model.results import (
    AccountableConflict,
    Attendance,
    CharterField,
    CharterText,
    Count,
    CoverageCell,
    CriticalGap,
    DoubleHat,
    HolderConflict,
    Load,
    Member,
    Network,
    Participation,
    RaciCell,
    RaciFault,
    RaciQuality,
    RaciRow,
    RoleConflicts,
    RoleCoverage,
    RoleSlots,
    Share,
    SponsorCheck,
    Stakeholder,
    Stakeholders,
    View,
)


def made_participation(rows: Rows) -> Participation:
    seen = rows("C1", "LEAD", 5, 6, 7, 8)
    levels = (Count("manager", 3, seen),)
    kickoff = Attendance("kickoff", 24, 22, ("SO", "KT"), ("DS",), Share(2, 3, seen), levels, True, seen)
    roles = Attendance("roles", 24, 20, ("SO", "KT"), ("DS",), Share(2, 3, seen), levels, False, seen)
    return Participation((kickoff, roles), ("DS",), seen)


def made_stakeholders(rows: Rows, lang: str) -> Stakeholders:
    one, two = rows("R1", "G1", 5), rows("R1", "G2", 5)
    carer = Stakeholder(
        either(lang, "Social- og sundhedsassistent", "Care assistant"),
        "SO",
        ("passive",),
        2,
        5,
        (either(lang, "Færre felter", "Fewer fields"),),
        (),
        one,
    )
    head = Stakeholder(
        either(lang, "Ældrechef", "Head of elderly care"), "SO", ("active",), 5, 5, (), (), two
    )
    return Stakeholders(
        (carer, head),
        (Count("active", 1, two), Count("passive", 1, one)),
        (head,),
        (carer,),
        ("KT",),
        (*one, *two),
    )


def made_coverage(rows: Rows, lang: str) -> RoleCoverage:
    catalogue, holders = rows("R2", "G1", 5, 6, 7), rows("R3", "ASO", 5, 6)
    seen = (*catalogue, *holders)
    titles = {
        "RO-01": either(lang, "Sponsor", "Sponsor"),
        "RO-03": either(lang, "Dataejer", "Data owner"),
        "RO-05": either(lang, "Systemejer", "System owner"),
        "RO-07": either(lang, "Superbruger", "Super user"),
    }

    def slots(role: str, per: str, required: int, filled: int, used: bool = True) -> RoleSlots:
        share = Share(filled, required, seen)
        keep = 3 if used else 0
        return RoleSlots(
            role, titles[role], per, used, keep, 0, 3 - keep, required, filled, 1, 0, 3.0, share, seen
        )

    cells = (
        CoverageCell("RO-01", "", 1, 1, 0, 0, seen),
        CoverageCell("RO-03", "SO", 1, 1, 0, 0, seen),
        CoverageCell("RO-03", "KT", 1, 0, 1, 0, seen),
        CoverageCell("RO-03", "DS", 1, 0, 0, 1, seen),
        CoverageCell("RO-05", "SO", 3, 1, 0, 2, seen),
    )
    nexus = rows("S1", "ASO", 5)
    return RoleCoverage(
        roles=(
            slots("RO-01", "municipality", 1, 1),
            slots("RO-03", "area", 3, 1),
            slots("RO-05", "system", 3, 1),
            slots("RO-07", "system", 3, 0, used=False),
        ),
        cells=cells,
        total=Share(3, 7, seen),
        data_owner_areas=Share(1, 3, seen),
        areas_without_data_owner=("DS",),
        critical_gaps=(CriticalGap("KMD Nexus", ("SO",), True, False, True, nexus),),
        sponsor=SponsorCheck(either(lang, "Kommunaldirektør", "Chief executive"), "director", "ok", holders),
        evidence=seen,
    )


def made_raci(rows: Rows) -> RaciQuality:
    one, two = rows("R4", "G1", 5, 6, 7), rows("R4", "G2", 5, 6, 7)
    seen = (*one, *two)
    votes = (RaciCell("RO-03", "A", 1, one), RaciCell("RO-05", "A", 1, two), RaciCell("RO-04", "R", 2, seen))
    split = RaciRow("D05", 2, "", (("RO-04", "R"),), votes, seen)
    clear = RaciRow(
        "D14",
        2,
        "RO-13",
        (("RO-13", "A"), ("RO-14", "R"), ("RO-09", "C")),
        (RaciCell("RO-13", "A", 2, seen),),
        seen,
    )
    fault = RaciFault("no_accountable", "D05", evidence=seen)
    return RaciQuality((split, clear), (fault,), (), 2, ("D05",), seen)


def made_conflicts(rows: Rows, lang: str) -> RoleConflicts:
    one, two = rows("R4", "G1", 5), rows("R4", "G2", 5)
    views = (View("RO-03", ("G1", "G3"), (), one), View("RO-05", ("G2",), (), two))
    area, lead = rows("R3", "ASO", 7), rows("R3", "LEAD", 7)
    holders = (
        View(either(lang, "Ældrechef", "Head of elderly care"), ("ASO",), ("SO",), area),
        View(either(lang, "Sundhedschef", "Head of health"), ("LEAD",), (), lead),
    )
    keeping = (View("drop", ("G1",), (), rows("R2", "G1", 8)), View("keep", ("G2",), (), rows("R2", "G2", 8)))
    return RoleConflicts(
        accountable=(AccountableConflict("D05", 2, 0.5, "split", views, (*one, *two)),),
        compared=2,
        holders=(HolderConflict("RO-03", "area", "SO", holders, (*area, *lead)),),
        keeping=(HolderConflict("RO-15", "", "", keeping, rows("R2", "G1", 8)),),
        loads=(
            Load(
                either(lang, "Skolechef", "Head of schools"),
                "DS",
                ("RO-02", "RO-03", "RO-04", "RO-13"),
                17,
                rows("R3", "ADS", 5, 6),
            ),
        ),
        double_hats=(
            DoubleHat("KMD Nexus", either(lang, "Ældrechef", "Head of elderly care"), rows("S1", "ASO", 5)),
        ),
        evidence=(*one, *two),
    )


def made_network(rows: Rows, lang: str) -> Network:
    seen, other = rows("B1", "G1", 5), rows("B1", "G2", 5)
    purpose = either(lang, "Ens tal og delt viden.", "The same figures and shared knowledge.")
    texts = (
        CharterText(purpose, "G1", 4.5, seen),
        CharterText(either(lang, "Hjælp til at komme i gang", "Help to get going"), "G2", 3.0, other),
    )
    mine = rows("B2", "ASO", 5)
    analyst = either(lang, "Controller", "Controller")
    return Network(
        charter=(CharterField("purpose", purpose, 4.5, texts, (*seen, *other)),),
        completeness=Share(1, 14, seen),
        members=(Member(analyst, "SO", "ambassador", 4, "Excel", mine),),
        coverage=Share(1, 3, mine),
        areas_without=("KT", "DS"),
        roles=(Count("ambassador", 1, mine),),
        hours_month=4,
        agreement=4.5,
        evidence=(*seen, *other, *mine),
    )
