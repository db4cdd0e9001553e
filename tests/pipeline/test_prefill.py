"""Workshop N builds workshop N+1: what is filled in before a worksheet goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pipeline_world import row

from kit.analyse import AnalysisContext
from kit.analyse.systems import systems
from kit.model.evidence import UNKNOWN, Evidence
from kit.model.process import LEAD, Unit
from kit.pipeline.folder import Folder
from kit.pipeline.prefill import Known, current_systems, prefill, quarters_after, respondents
from kit.pipeline.units import handouts

SO, DS, KT = (Unit("area", code) for code in ("SO", "DS", "KT"))
G1 = Unit("group", "1")


def known(folder: Folder, *rows: Evidence) -> Known:
    return Known(folder.process, folder.catalogue, rows, folder.process.lang)


def lead(number: int, system: str, area: str = "SO", **values) -> Evidence:
    return row("S1", "LEAD", number, "kickoff", system=system, area=area, confirmed="yes", **values)


def answer(area: str, number: int, system: str, **values) -> Evidence:
    return row("S1", f"A{area}", number, "round", system=system, area=area, **values)


def names(folder: Folder, unit: Unit, *rows: Evidence, workshop: str = "round") -> list[object]:
    return [item["system"] for item in prefill("S1", workshop, unit, known(folder, *rows))]


# forms, matrices and lists ------------------------------------------------------------------------------


def test_every_chair_has_a_code_and_one_is_spare(folder):
    codes = respondents("kickoff", G1, folder.process)  # 24 people at 5 tables: 5 chairs at the fullest
    assert codes == ("A-01", "A-02", "A-03", "A-04", "A-05", "A-06")
    assert respondents("kickoff", Unit("group", "2"), folder.process)[0] == "B-01"


def test_no_two_groups_share_a_code(folder):
    codes = [respondents("kickoff", Unit("group", str(n)), folder.process) for n in range(1, 60)]
    assert codes[25][0] == "Z-01"
    assert codes[26][0] == "AA-01"
    assert codes[52][0] == "BA-01"
    every = [code for mine in codes for code in mine]
    assert len(every) == len(set(every))


def test_only_groups_of_a_workshop_that_is_held_have_codes(folder):
    assert respondents("kickoff", LEAD, folder.process) == ()
    without = replace(folder.process, sessions=folder.process.sessions[1:])
    assert respondents("kickoff", G1, without) == ()


@pytest.mark.parametrize(
    ("sheet", "workshop", "column", "items"),
    [("F3", "kickoff", "theme", 16), ("U2", "skills", "competence", 12)],
)
def test_forms_ask_each_respondent_everything(folder, sheet, workshop, column, items):
    rows = prefill(sheet, workshop, G1, known(folder))
    assert len(rows) == 6 * items
    assert len({(item["respondent"], item[column]) for item in rows}) == 6 * items


def test_the_role_catalogue_speaks_the_language_of_the_process(folder):
    danish = prefill("R2", "roles", G1, known(folder))
    english = prefill("R2", "roles", G1, replace(known(folder), lang="en"))
    roles = folder.catalogue.roles
    assert [item["title"] for item in danish] == [role.title["da"] for role in roles]
    assert [item["title"] for item in english] == [role.title["en"] for role in roles]
    assert all(item["kitos_role"] is None or item["kitos_role"] for item in danish)


def test_areas_name_holders_of_their_own_roles_and_the_lead_the_others(folder):
    of_area, of_lead = (prefill("R3", "roles", unit, known(folder)) for unit in (SO, LEAD))
    per = {role.id: role.per for role in folder.catalogue.roles}
    assert of_area and {item["scope"] for item in of_area} == {"SO"}
    assert {per[item["role"]] for item in of_area} == {"area"}
    assert of_lead and {item["scope"] for item in of_lead} == {"municipality"}
    assert {per[item["role"]] for item in of_lead} == {"municipality"}


def test_lists_come_from_the_catalogue(folder):
    here, catalogue = known(folder), folder.catalogue
    assert [item["decision"] for item in prefill("R4", "roles", G1, here)] == [
        d.id for d in catalogue.decisions
    ]
    fields = [choice.id for choice in catalogue.lists["charter_field"]]
    assert [item["field"] for item in prefill("B1", "network", G1, here)] == fields
    required = {requirement.role for requirement in catalogue.requirements}
    assert {item["role"] for item in prefill("U1", "skills", G1, here)} == required
    modules = [item["module"] for item in prefill("U7", "skills", LEAD, here)]
    assert modules == [module.id for module in catalogue.modules if module.id != "M00"]


@pytest.mark.parametrize(
    ("day", "quarters"),
    [
        (date(2027, 1, 20), ("2027-K2", "2027-K3", "2027-K4", "2028-K1")),
        (date(2026, 9, 30), ("2026-K4", "2027-K1", "2027-K2", "2027-K3")),
        (date(2026, 10, 1), ("2027-K1", "2027-K2", "2027-K3", "2027-K4")),
        (date(2026, 12, 31), ("2027-K1", "2027-K2", "2027-K3", "2027-K4")),
    ],
)
def test_capacity_asks_for_the_quarters_after_the_session(folder, day, quarters):
    assert quarters_after(day, 4) == quarters
    sessions = tuple(replace(s, day=day) if s.workshop == "network" else s for s in folder.process.sessions)
    moved = replace(known(folder), process=replace(folder.process, sessions=sessions))
    rows = prefill("B9", "network", LEAD, moved)
    assert tuple(dict.fromkeys(item["quarter"] for item in rows)) == quarters
    assert len({(item["role"], item["quarter"]) for item in rows}) == len(rows) == 6 * 4


def test_every_critical_system_is_to_be_held_against_the_goals(folder):
    rows = [
        lead(1, "Aula", critical="yes"),
        lead(2, "Wiki", critical="no"),
        lead(3, "aula", "DS", owner="Chef"),
    ]
    assert prefill("S6", "systems", LEAD, known(folder, *rows)) == ({"system": "Aula"},)


def test_leaders_have_forms_that_are_nobody_s_seat(folder):
    rows = prefill("U6", "skills", LEAD, known(folder))  # half of 24 people, and one to spare
    assert [item["mark"] for item in rows[:6]] == ["L1", "L2", "L3", "L4", "L5", "L1"]
    assert [item["respondent"] for item in rows[::5]] == [f"L-{n:02d}" for n in range(1, 14)]
    without = tuple(s for s in folder.process.sessions if s.workshop != "skills")
    none = replace(known(folder), process=replace(folder.process, sessions=without))
    assert prefill("U6", "skills", LEAD, none) == ()


def test_those_who_are_touched_are_dealt_out_to_the_tables(folder):
    rows = [
        row("R1", "G1", n, function=f"Funktion {n}", area="SO", type="passive", influence=1, affected=5)
        for n in range(1, 8)
    ]
    rows.append(row("R1", "G1", 9, function="Chef", area="SO", type="active", influence=5, affected=5))
    here = known(folder, *rows)
    dealt = [prefill("U5", "skills", Unit("group", str(n)), here) for n in range(1, 6)]
    assert [len(mine) for mine in dealt] == [2, 2, 1, 1, 1]
    functions = [item["audience"] for mine in dealt for item in mine]
    assert sorted(functions) == [f"Funktion {n}" for n in range(1, 8)]
    assert prefill("U5", "skills", LEAD, here) == ()


def test_everything_filled_in_has_a_column(folder):
    here = known(folder, lead(1, "Aula", "DS", critical="yes"))
    filled = set()
    for session in folder.process.sessions:
        for handout in handouts(folder.process, folder.catalogue, session.workshop):
            for code in handout.sheets:
                columns = {column.id for column in folder.catalogue.sheets[code].columns}
                for item in prefill(code, session.workshop, handout.unit, here):
                    assert set(item) <= columns, code
                    filled.add(code)
    assert filled == {"F3", "R2", "R3", "R4", "B1", "B9", "S1", "S4", "U1", "U2", "U7"}


# systems ------------------------------------------------------------------------------------------------


def test_nothing_is_known_of_systems_before_the_kick_off(folder):
    assert names(folder, LEAD, lead(1, "Aula"), workshop="kickoff") == []


def test_the_round_gets_the_leads_systems_by_area_those_used_there_too_included(folder):
    rows = (
        lead(1, "KMD Nexus", "SO", also_used_by=("DS", "KT"), critical="yes"),
        lead(2, "Aula", "DS"),
        lead(3, "GIS", "KT", also_used_by=("DS",)),
    )
    assert names(folder, SO, *rows) == ["KMD Nexus"]
    assert names(folder, DS, *rows) == ["Aula", "GIS", "KMD Nexus"]
    nexus = prefill("S1", "round", DS, known(folder, *rows))[2]
    assert nexus == {"system": "KMD Nexus", "area": "DS", "also_used_by": ("KT", "SO"), "critical": "yes"}


def test_the_area_confirms_itself(folder):
    (item,) = prefill("S1", "round", SO, known(folder, lead(1, "Aula")))
    assert "confirmed" not in item


def test_a_system_stands_once_however_often_it_was_listed(folder):
    rows = (
        lead(1, "KMD Nexus", "SO", also_used_by=("DS",)),
        lead(2, "KMD NEXUS.", "DS", supplier="KMD"),
        lead(3, "KMD  Nexus", "KT", also_used_by=("DS",)),
    )
    (item,) = prefill("S1", "round", DS, known(folder, *rows))
    assert item["supplier"] == "KMD", "the area's own row counts"


def test_what_an_area_does_not_use_is_gone_for_it_alone(folder):
    rows = (
        lead(1, "Nexus", "SO", also_used_by=("DS",)),
        lead(2, "Aula", "DS"),
        answer("DS", 1, "Nexus", confirmed="not_here"),
        answer("DS", 2, "Aula", confirmed="not_here"),
    )
    assert names(folder, DS, *rows) == []
    assert names(folder, SO, *rows) == ["Nexus"]
    assert [item["area"] for item in current_systems(known(folder, *rows))] == ["SO"]


def test_the_latest_answer_counts_and_dont_know_wipes_nothing_out(folder):
    rows = (
        answer("SO", 1, "Nexus", owner="Chef", critical="yes", hosting="external"),
        row(
            "S1",
            "LEAD",
            2,
            "systems",
            system="Nexus",
            area="SO",
            owner="?",
            critical="unknown",
            hosting="hybrid",
        ),
        lead(3, "Nexus", owner="Ingen", users="?"),
    )
    (item,) = current_systems(known(folder, *rows))
    assert (item["owner"], item["critical"], item["hosting"]) == ("Chef", "yes", "hybrid")
    assert item["users"] is UNKNOWN


def test_the_system_wall_has_only_critical_systems_without_an_owner(folder):
    rows = (
        lead(1, "Uden ejer", critical="yes"),
        lead(2, "Ved ikke", critical="yes", owner="?"),
        lead(3, "Med ejer", critical="yes", owner="Chef"),
        lead(4, "Ikke kritisk", critical="no"),
        lead(5, "Ejet af andre", critical="yes"),
        answer("DS", 6, "Ejet af andre", owner="Skolechef"),
        lead(7, "Ejer på R3", critical="yes"),
        row("R3", "LEAD", 8, role="RO-05", scope="Ejer på R3", holder="Chef", status="filled"),
        lead(9, "Lukket", critical="yes", life_cycle="not_in_use"),
    )
    assert names(folder, LEAD, *rows, workshop="systems") == ["Uden ejer", "Ved ikke"]
    context = AnalysisContext(folder.process, folder.catalogue, folder.process.last_day)
    assert systems(rows, context).critical_no_owner == ("Uden ejer", "Ved ikke")


def test_each_area_that_uses_an_ownerless_system_stands_on_the_wall(folder):
    rows = (lead(1, "Nexus", critical="yes"), answer("DS", 2, "Nexus", critical="no"))
    found = prefill("S1", "systems", LEAD, known(folder, *rows))
    assert [(item["system"], item["area"]) for item in found] == [("Nexus", "DS"), ("Nexus", "SO")]


def test_an_area_that_does_not_use_it_is_not_on_the_wall(folder):
    rows = (
        lead(1, "Nexus", critical="yes"),
        lead(2, "Nexus", "DS", critical="yes"),
        answer("DS", 3, "Nexus", confirmed="not_here"),
    )
    found = prefill("S1", "systems", LEAD, known(folder, *rows))
    assert [(item["system"], item["area"]) for item in found] == [("Nexus", "SO")]


def test_an_area_scores_its_first_five_critical_systems(folder):
    rows = [lead(n, f"System {n}", critical="no" if n == 2 else "yes") for n in range(1, 9)]
    found = prefill("S4", "round", SO, known(folder, *rows))
    assert [item["object"] for item in found] == [f"System {n}" for n in (1, 3, 4, 5, 6)]
    assert {item["area"] for item in found} == {"SO"}
    assert prefill("S4", "systems", G1, known(folder, *rows)) == ()


def test_the_order_of_evidence_does_not_matter(folder):
    rows = [lead(n, f"System {n}", critical="yes") for n in range(1, 9)]
    rows.append(answer("SO", 1, "System 3", owner="Chef"))
    forwards, backwards = known(folder, *rows), known(folder, *reversed(rows))
    for unit, workshop in ((SO, "round"), (LEAD, "systems")):
        assert prefill("S1", workshop, unit, forwards) == prefill("S1", workshop, unit, backwards)
