from __future__ import annotations

from datetime import date

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.analyse.context import months_between, older_than
from kit.analyse.systems import systems
from kit.model.evidence import Evidence
from kit.model.results import Flows, Quality


def listed(unit: str, n: int, name: str, workshop: str = "round", **values: object) -> Evidence:
    return row("S1", unit, n, workshop, system=name, **values)


def test_later_workshops_win_column_by_column(context: AnalysisContext) -> None:
    rows = [
        listed(
            "LEAD",
            1,
            "KMD Nexus",
            "kickoff",
            area="SO",
            owner="Chef",
            critical="yes",
            hosting="external",
            confirmed="yes",
        ),
        listed(
            "ASO",
            1,
            "kmd nexus",
            "round",
            owner="Ældrechef",
            critical="?",
            confirmed="corrected",
            hosting=None,
        ),
        listed("LEAD", 1, "KMD Nexus", "systems", area="SO", manager="It-konsulent", life_cycle="in_use"),
    ]
    found = systems(rows, context)
    (nexus,) = found.items
    assert (nexus.name, nexus.areas, nexus.confirmed) == ("KMD Nexus", ("SO",), ("SO",))
    assert (nexus.owner, nexus.manager, nexus.critical) == ("Ældrechef", "It-konsulent", "yes")
    assert (nexus.hosting, nexus.life_cycle) == ("external", "in_use")
    assert nexus.evidence == tuple(sorted(r.id for r in rows))
    assert (found.verified.part, found.verified.whole) == (1, 1)


def test_the_lead_confirms_nothing_before_the_round(context: AnalysisContext) -> None:
    rows = [listed("LEAD", 1, "Aula", "kickoff", area="DS", confirmed="yes")]
    found = systems(rows, context)
    assert found.verified.value == 0
    assert found.areas[1].uses == 1 and not found.areas[1].signed_off


def test_not_here_takes_a_system_out_of_one_area(context: AnalysisContext) -> None:
    rows = [
        listed("LEAD", 1, "Aula", "kickoff", area="DS", also_used_by=("SO", "OK")),
        listed("ASO", 1, "Aula", confirmed="not_here"),
        listed("ADS", 1, "Aula", confirmed="yes"),
        listed("LEAD", 2, "Væk", "kickoff", area="KM"),
        listed("AKM", 1, "Væk", confirmed="not_here"),
    ]
    found = systems(rows, context)
    (aula,) = found.items
    assert (aula.areas, aula.also_used_by, aula.shared) == (("DS",), ("OK",), True)
    so, ds, _, km = found.areas
    assert (so.uses, so.removed, so.signed_off) == (0, ("Aula",), False)
    assert (ds.uses, ds.confirmed, ds.signed_off) == (1, 1, True)
    assert (km.uses, km.removed) == (0, ("Væk",))


def test_counts_and_what_is_missing(context: AnalysisContext) -> None:
    rows = [
        listed(
            "ASO",
            1,
            "Nexus",
            critical="yes",
            life_cycle="in_use",
            hosting="external",
            users="over_500",
            confirmed="yes",
        ),
        listed(
            "ASO", 2, "Vagtplan", critical="no", life_cycle="phasing_out", owner="Chef", confirmed="missing"
        ),
        listed(
            "ADS",
            1,
            "Aula",
            critical="yes",
            life_cycle="in_use",
            owner="Skolechef",
            manager="It",
            data_owner="x",
        ),
        listed("AOK", 1, "Gammel", critical="yes", life_cycle="not_in_use"),
        listed("AOK", 2, "Opus"),
        row("R3", "ASO", 1, role="RO-05", scope="NEXUS", holder="Ældrechef", status="proposed"),
        row("R3", "AOK", 1, role="RO-05", scope="Opus", holder="Økonomichef", status="vacant"),
    ]
    found = systems(rows, context)
    assert [(c.key, c.number) for c in found.life_cycle] == [
        ("in_use", 2),
        ("phasing_out", 1),
        ("not_in_use", 1),
        ("", 1),
    ]
    assert [(c.key, c.number) for c in found.critical] == [("yes", 3), ("no", 1), ("", 1)]
    assert found.no_owner == ("Opus",)
    assert found.critical_no_owner == ()
    assert found.no_manager == ("Nexus", "Opus", "Vagtplan")
    assert found.no_data_owner == ("Nexus", "Opus", "Vagtplan")
    nexus = found.get("Nexus")
    assert nexus is not None and nexus.owner == "Ældrechef" and "R3.ASO.1" in nexus.evidence
    assert (found.verified.part, found.verified.whole) == (2, 5)
    assert found.leaving == ("Vagtplan",)
    assert [(a.area, a.uses, a.critical) for a in found.areas] == [
        ("SO", 2, 1),
        ("DS", 1, 1),
        ("OK", 2, 1),
        ("KM", 0, 0),
    ]


def test_data_protection_ai_contracts_and_extraction(context: AnalysisContext) -> None:
    rows = [
        listed(
            "ASO",
            1,
            "A",
            critical="yes",
            personal_data=("ordinary",),
            agreement="no",
            risk_assessed=date(2024, 10, 15),
        ),
        listed(
            "ASO",
            2,
            "B",
            personal_data=("sensitive",),
            risk_assessed=date(2024, 10, 14),
            ai="yes",
            extract="screen_only",
        ),
        listed("ASO", 3, "C", personal_data=("none",), agreement="no", ai="?", extract="?"),
        listed(
            "ASO", 4, "D", personal_data=("ordinary",), agreement="not_relevant", ai="unknown", extract="no"
        ),
        listed(
            "ASO",
            5,
            "E",
            personal_data=("criminal",),
            agreement="yes",
            contract_end=date(2028, 4, 15),
            extract="api",
        ),
        listed("ASO", 6, "F", critical="no", contract_end=date(2028, 4, 16)),
        listed("ASO", 7, "G", contract_end=date(2026, 9, 1)),
    ]
    found = systems(rows, context)
    assert (found.no_agreement, found.agreement_unknown) == (("A",), ("B",))
    assert found.assessed_basis == ("A", "B", "E")
    assert (found.no_assessment, found.old_assessment) == (("E",), ("B",))
    assert (found.ai, found.ai_unknown) == (("B",), ("C", "D"))
    assert [(c.system, c.months) for c in found.contracts] == [("G", -1), ("E", 18)]
    assert (found.no_extract, found.extract_unknown) == (("B", "D"), ("C",))
    assert found.evidence_of(("A", "B")) == ("S1.round.ASO.1", "S1.round.ASO.2")


def test_one_uuid_is_one_system(context: AnalysisContext) -> None:
    rows = [
        listed("ASO", 1, "Columna Cura", uuid="1-2"),
        listed("ADS", 1, "Omsorgsjournalen", uuid="1-2"),
        listed("AOK", 1, "Omsorgsjournalen"),
        listed("AKM", 1, "Andet", uuid="1-3"),
    ]
    found = systems(rows, context)
    assert [(s.name, s.areas) for s in found.items] == [
        ("Andet", ("KM",)),
        ("Omsorgsjournalen", ("SO", "DS", "OK")),
    ]


def test_duplicates_overlaps_and_differences(context: AnalysisContext) -> None:
    rows = [
        listed("ASO", 1, "KMD Nexus", kle="27.36.04, 27.03", critical="yes", owner="Ældrechef"),
        listed("ADS", 1, "Nexus", kle="27.36"),
        listed("AOK", 1, "KMD Nexus", critical="no", owner="ældrechef", extract="api"),
        listed("AKM", 1, "Momentum", kle="15"),
        listed("AKM", 2, "Momemtum", kle="15.20"),
    ]
    found = systems(rows, context)
    assert [(d.first, d.second, d.reason) for d in found.duplicates] == [
        ("Momemtum", "Momentum", "similar"),
        ("KMD Nexus", "Nexus", "subset"),
    ]
    assert [(o.kle, o.systems) for o in found.overlaps] == [("27.36", ("KMD Nexus", "Nexus"))]
    (difference,) = found.differences
    assert (difference.system, difference.column) == ("KMD Nexus", "critical")
    assert {(v.value, v.areas) for v in difference.views} == {("yes", ("SO",)), ("no", ("OK",))}


def test_months() -> None:
    assert months_between(date(2025, 3, 15), date(2027, 3, 15)) == 24
    assert months_between(date(2025, 3, 15), date(2027, 3, 14)) == 23
    assert months_between(date(2027, 3, 15), date(2027, 1, 15)) == -2
    assert not older_than(date(2025, 3, 15), 24, date(2027, 3, 15))
    assert older_than(date(2025, 3, 15), 24, date(2027, 3, 16))


def score(unit: str, n: int, name: str, *cells: object, **more: object) -> Evidence:
    names = ("completeness", "correctness", "timeliness", "reusability", "access")
    values = {**dict(zip(names, cells, strict=False)), **more}
    return row("S4", unit, n, "round", object=name, **values)


def quality(rows: list[Evidence], context: AnalysisContext) -> Quality:
    return analyse(rows, context).quality


def test_quality_of_one_object(context: AnalysisContext) -> None:
    rows = [
        score("ASO", 1, "KMD Nexus", 4, 3, 4, 2, 1, cause="definition", cost="Forkert budget"),
        score("ADS", 1, "kmd nexus", 2, 2, "?", 2, cause="?"),
        listed("ASO", 1, "KMD Nexus", critical="yes"),
    ]
    found = quality(rows, context)
    (nexus,) = found.objects
    assert [(c.dimension, c.mean, c.n, c.unknown, c.word) for c in nexus.cells] == [
        ("completeness", 3, 2, 0, "tolerable"),
        ("correctness", 2.5, 2, 0, "weak"),
        ("timeliness", 4, 1, 1, "good"),
        ("reusability", 2, 2, 0, "weak"),
        ("access", 1, 1, 0, "weak"),
    ]
    assert nexus.index == pytest.approx((3 + 2.5 + 4 + 2) / 4)
    assert nexus.index_of == 4
    assert nexus.debt == (0.5 + 1) * 2
    assert found.debt_top == (nexus,)
    assert not nexus.one_group
    (gap,) = found.user_gaps
    assert (gap.dimension, gap.high_area, gap.high, gap.low_area, gap.low) == (
        "completeness",
        "SO",
        4,
        "DS",
        2,
    )
    assert [(c.key, c.number) for c in found.causes] == [("definition", 1), ("unknown", 1)]
    assert nexus.cell("timeliness").evidence == ("S4.round.ADS.1", "S4.round.ASO.1")


def test_question_marks_are_no_ones(context: AnalysisContext) -> None:
    (found,) = quality([score("ASO", 1, "Regneark", "?", "?", 2, "?")], context).objects
    assert (found.index, found.index_of, found.debt, found.critical) == (2, 1, 1, False)
    assert found.cell("completeness").word is None
    (nothing,) = quality([score("ASO", 1, "Regneark", "?", "?", "?", "?", 1)], context).objects
    assert nothing.index is None and nothing.debt == 0
    assert quality([], context) == Quality()


def moved(
    unit: str,
    n: int,
    source: str,
    target: str,
    method: str = "copy_paste",
    frequency: str = "monthly",
    minutes: object = 180,
    **more: object,
) -> Evidence:
    held = str(more.pop("workshop", "round"))
    values: dict[str, object] = {"what": "Timer", "personal": "no", **more}
    return row(
        "S3",
        unit,
        n,
        held,
        source=source,
        target=target,
        method=method,
        frequency=frequency,
        minutes=minutes,
        **values,
    )


def flows(rows: list[Evidence], context: AnalysisContext) -> Flows:
    return analyse(rows, context).flows


def test_the_manual_flow_of_the_brief(context: AnalysisContext) -> None:
    found = flows([moved("ASO", 1, "KMD Nexus", "Regneark, økonomi")], context)
    assert found.items[0].hours_year == 36
    assert found.hours_year == 36
    assert (found.manual.part, found.manual.whole) == (1, 1)
    assert found.items[0].evidence == ("S3.round.ASO.1",)


@pytest.mark.parametrize(
    ("frequency", "hours"),
    [
        ("daily", 220.0),
        ("weekly", 46.0),
        ("monthly", 12.0),
        ("quarterly", 4.0),
        ("half_yearly", 2.0),
        ("yearly", 1.0),
        ("when_needed", None),
        ("real_time", None),
    ],
)
def test_times_a_year(context: AnalysisContext, frequency: str, hours: float | None) -> None:
    found = flows([moved("ASO", 1, "A", "B", frequency=frequency, minutes=60)], context)
    assert found.hours_year == hours
    assert len(found.to_ask) == (hours is None)


def test_what_counts_as_manual(context: AnalysisContext) -> None:
    rows = [
        moved("ASO", 1, "A", "B", "integration", minutes=None),
        moved("ASO", 2, "A", "C", "file", minutes=None),
        moved("ASO", 3, "A", "D", "file", minutes=10),
        moved("ASO", 4, "A", "E", "unknown"),
        moved("ASO", 5, "A", "F", "?"),
        moved("ASO", 6, "A", "G", "typing", minutes="?"),
        moved("ASO", 7, "A", "H", "robot", minutes=50),
    ]
    found = flows(rows, context)
    assert [(f.target, f.manual) for f in found.items] == [
        ("B", False),
        ("C", False),
        ("D", True),
        ("E", None),
        ("F", None),
        ("G", True),
        ("H", False),
    ]
    assert (found.manual.part, found.manual.whole) == (2, 5)
    assert found.hours_year == 2
    assert [f.target for f in found.to_ask] == ["G"]


def test_top_flows_and_their_share(context: AnalysisContext) -> None:
    rows = [moved("ASO", n, "A", f"B{n}", minutes=n * 5) for n in range(1, 13)]
    found = flows(rows, context)
    assert [f.target for f in found.top] == [f"B{n}" for n in range(12, 2, -1)]
    assert found.hours_year == 78
    assert found.top_share == pytest.approx((12 + 11 + 10 + 9 + 8) / 78)


def test_the_graph(context: AnalysisContext) -> None:
    rows = [
        *[listed("ASO", n, name) for n, name in enumerate(("Nexus", "Vagt", "Alene"), 1)],
        *[listed("AOK", n, name) for n, name in enumerate(("Opus", "FLIS"), 1)],
        moved("ASO", 1, "Nexus", "Vagt"),
        moved("ASO", 2, "Vagt", "Nexus", what="Fravær"),
        moved("ASO", 3, "Nexus", "Regneark", "typing"),
        moved("ASO", 4, "Nexus", "Opus", personal="yes"),
        moved("AOK", 1, "Opus", "FLIS", "integration", minutes=None),
        moved("AOK", 2, "Regneark", "Opus", watched_by="Controller", personal="yes"),
        moved("AOK", 3, "Borgeren", "Nexus", personal="yes", watched_by="x"),
        moved("AOK", 4, "Danmarks Statistik", "FLIS", "file", minutes=None),
    ]
    found = flows(rows, context)
    nodes = {n.name: (n.kind, n.areas, n.degree) for n in found.nodes}
    assert nodes["Nexus"] == ("system", ("SO",), 5)
    assert nodes["Regneark"] == ("spreadsheet", ("SO", "OK"), 2)
    assert nodes["Borgeren"][0] == "person"
    assert nodes["Danmarks Statistik"][0] == "outside"
    assert [n.name for n in found.hubs] == ["Nexus"]
    assert found.isolated == ("Alene",)
    assert found.dead_ends == ("FLIS",)
    assert found.rings == (("Nexus", "Vagt"),)
    assert [(f.source, f.target) for f in found.unwatched] == [("Nexus", "Opus")]
    assert {(s.area, s.inside, s.touching) for s in found.silos} == {("SO", 3, 6), ("OK", 3, 6)}
    assert len(found.of_area("OK")) == 4


def test_the_same_movement_is_told_again(context: AnalysisContext) -> None:
    rows = [
        moved("ASO", 1, "Nexus", "Opus", watched_by=None),
        moved(
            "G2", 1, "NEXUS", "opus", what="timer", workshop="systems", minutes=60, watched_by="Controller"
        ),
        moved("ADS", 1, "Nexus", "Opus", what="Andet"),
    ]
    found = flows(rows, context)
    assert [(f.what, f.area, f.minutes, f.watched_by) for f in found.items] == [
        ("Andet", "DS", 180, ""),
        ("timer", "SO", 60, "Controller"),
    ]
    twice = flows([*rows, moved("ADS", 2, "Nexus", "Opus")], context)
    assert [(f.area, f.minutes) for f in twice.items if f.what.lower() == "timer"] == [
        ("", 60),
        ("DS", 180),
        ("SO", 180),
    ]


def test_nicknames_lead_to_the_system(context: AnalysisContext) -> None:
    rows = [listed("ASO", 1, "KMD Nexus", local_name="Omsorg"), moved("ASO", 1, "omsorg", "Opus")]
    assert flows(rows, context).items[0].source == "KMD Nexus"


def test_what_a_table_of_several_areas_told_goes_across(context: AnalysisContext) -> None:
    rows = [
        listed("ASO", 1, "Nexus"),
        moved("G1", 1, "Nexus", "Rehabteamet", "mail", workshop="systems", personal="yes", watched_by=None),
        moved("ASO", 1, "Nexus", "Regneark", personal="yes", watched_by=None),
    ]
    found = flows(rows, context)
    assert {(f.target, f.area, f.cross) for f in found.items} == {
        ("Rehabteamet", "", True),
        ("Regneark", "SO", False),
    }
    assert [f.target for f in found.unwatched] == ["Rehabteamet"]
