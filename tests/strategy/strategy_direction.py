"""Purposes, forces, themes, competences and learning of the municipality by hand."""

from __future__ import annotations

from datetime import date

from strategy_case import Rows, either

from kit.model.results import (
    Activity,
    AreaView,
    CompetenceCell,
    CompetenceLevel,
    CompetenceNeed,
    Competences,
    Count,
    ForceCategory,
    ForceField,
    ForceItem,
    GapCover,
    KeyPerson,
    Learning,
    Maturity,
    Purpose,
    QuarterLearning,
    Share,
    Statistic,
    ThemeMaturity,
)


def made_forces(rows: Rows, lang: str) -> ForceField:
    first, second = rows("F1", "G1", 5), rows("F1", "G2", 5, 6)
    purposes = (
        Purpose(
            either(lang, "… flytte hænder fra skrivebord til pleje", "… move hands from desk work to care"),
            ("citizens", "employees"),
            ("workforce",),
            ("SO",),
            9,
            1,
            first,
        ),
        Purpose(
            either(lang, "Vi bruger data for at spare på varmen.", "to save heat."),
            ("citizens",),
            ("climate",),
            ("KT",),
            4,
            2,
            second,
        ),
    )
    barrier, driver = rows("F2", "G1", 5, 6, 7, 8), rows("F2", "G2", 5)
    hindrance = ForceItem(
        "barrier",
        either(lang, "Tal samles i hånden hver måned", "Figures are gathered by hand every month"),
        ("data",),
        ("SO",),
        5,
        4,
        20,
        (either(lang, "Ét fast udtræk", "One fixed extract"),),
        barrier,
    )
    bare = ForceItem(
        "barrier",
        either(lang, "Ingen har tid", "Nobody has time"),
        ("culture",),
        ("KT",),
        4,
        3,
        12,
        (),
        barrier,
    )
    help_ = ForceItem(
        "driver",
        either(lang, "Direktionen beder om tal", "The directors ask for figures"),
        ("leadership",),
        ("SO",),
        4,
        4,
        16,
        (),
        driver,
    )
    return ForceField(
        drivers=4,
        barriers=9.5,
        categories=(
            ForceCategory("leadership", 4, 0, driver),
            ForceCategory("data", 0, 5, barrier),
            ForceCategory("culture", 0, 4.5, barrier),
        ),
        forces=(hindrance, bare, help_),
        act_first=(hindrance, bare),
        build_on=(help_,),
        purposes=purposes,
        challenges=(Count("workforce", 9, first), Count("climate", 4, second)),
        audiences=(Count("citizens", 2, (*first, *second)), Count("employees", 1, first)),
        evidence=(*first, *second, *barrier, *driver),
    )


def _theme(rows: Rows, n: int, block: str, agreement: str | None, where: str | None) -> ThemeMaturity:
    seen = rows("F3", "G1", *range(10 * n, 10 * n + 6))
    if agreement is None:
        return ThemeMaturity(
            f"T{n:02}",
            block,
            Statistic(2, 4, 2.0, 2.0, evidence=seen),
            Statistic(),
            *([None] * 4),
            None,
            None,
            None,
            None,
            evidence=seen,
        )
    wide = agreement == "agree"
    views = (AreaView(("KT",), 3, 4.2, seen[:3]), AreaView(("SO", "DS"), 3, 1.5, seen[3:]))
    return ThemeMaturity(
        theme=f"T{n:02}",
        block=block,
        now=Statistic(6, 0, 2.5, 2.5, 0.8, 1, 5, seen),
        target=Statistic(6, 0, 4.0, 4.0, 0.5, 3, 5, seen),
        importance=4.0,
        gap=1.5,
        weighted_gap=1.2,
        consensus=0.8 if wide else 0.4,
        agreement=agreement,
        between=0.8 if where == "between" else 0.1,
        where=where,
        quadrant="act" if wide else "talk",
        views=views,
        evidence=seen,
    )


def made_maturity(rows: Rows) -> Maturity:
    kinds: list[tuple[str | None, str | None]] = [("agree", None)] * 16
    for place, kind in (
        (0, ("disagree", "between")),
        (3, ("disagree", "within")),
        (6, ("partly", "between")),
        (9, ("partly", "within")),
        (15, (None, None)),
    ):
        kinds[place] = kind
    blocks = ["strategy"] * 3 + ["governance"] * 6 + ["anchoring"] * 4 + ["technology"] * 3
    themes = tuple(
        _theme(rows, n, block, *kind) for n, (block, kind) in enumerate(zip(blocks, kinds, strict=True), 1)
    )
    seen = tuple(id for theme in themes for id in theme.evidence)
    return Maturity(themes, 6, ("SO", "KT", "DS"), seen)


def made_competences(rows: Rows) -> Competences:
    need, today = rows("U1", "G1", 5, 6), rows("U2", "G1", *range(10, 16))
    wide = CompetenceCell(("RO-03",), "K-03", 3, 3, 6, 1, 1, 2, 5, 1, 12, False, today)
    met = CompetenceCell(("RO-03",), "K-08", 2, 2, 6, 0, 2, 0, 0, 0, 0, False, today)
    few = CompetenceCell(("RO-09",), "K-05", 4, 3, 0, 0, None, None, None, 1, None, True, ())
    return Competences(
        needs=(
            CompetenceNeed("RO-03", "K-03", 3, 3, need),
            CompetenceNeed("RO-09", "K-05", 4, 3, need),
        ),
        cells=(wide, met, few),
        top=(wide,),
        key_persons=(KeyPerson("K-05", "SO", 6, today),),
        wants_more=(Count("K-03", 4, today),),
        respondents=6,
        levels=(
            CompetenceLevel("K-03", 3, 6, 2, (*need, *today)),
            CompetenceLevel("K-05", 4, 0, None, need),
            CompetenceLevel("K-06", None, 6, 1.5, today),
            CompetenceLevel("K-08", 2, 6, 2, today),
        ),
        evidence=(*need, *today),
    )


def made_learning(rows: Rows, lang: str) -> Learning:
    seen, other = rows("U4", "G1", 5), rows("U4", "G2", 5)
    tied = Activity(
        "K-03",
        either(lang, "Dataejere", "Data owners"),
        6,
        "network",
        4,
        24,
        12000,
        date(2026, 11, 12),
        None,
        either(lang, "BI-tovholder", "BI network lead"),
        "",
        "I-001",
        True,
        True,
        seen,
    )
    untied = Activity(
        "K-06", "Ambassadører", 5, "course", 2, 10, None, None, None, "", "", "", None, False, other
    )
    return Learning(
        activities=(tied, untied),
        gaps=(
            GapCover(("RO-03",), "K-03", "covered", 1, seen),
            GapCover(("RO-09",), "K-05", "open", 0, other),
        ),
        coverage=Share(1, 2, (*seen, *other)),
        quarters=(QuarterLearning("2026-K4", 24, 20, seen),),
        hours=34,
        price=12000,
        untied=(untied,),
        evidence=(*seen, *other),
    )
