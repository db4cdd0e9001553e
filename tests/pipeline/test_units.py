"""Which worksheets go out, and which sheets they hold."""

from __future__ import annotations

from dataclasses import replace

from kit.model.agenda import WorksheetPlan
from kit.model.catalogue import Catalogue
from kit.pipeline.units import handouts


def units(process, catalogue, workshop) -> list[str]:
    return [handout.unit.code for handout in handouts(process, catalogue, workshop)]


def with_tier_2(catalogue: Catalogue, *codes: str) -> Catalogue:
    changed = {code: replace(catalogue.sheets[code], tier=2) for code in codes}
    return replace(catalogue, sheets={**catalogue.sheets, **changed})


def test_groups_then_areas_then_the_lead(folder):
    groups = ["G1", "G2", "G3", "G4", "G5"]
    areas = [f"A{area.code}" for area in folder.process.areas]
    process, catalogue = folder.process, folder.catalogue
    assert units(process, catalogue, "kickoff") == [*groups, "LEAD"]
    assert units(process, catalogue, "roles") == [*groups, *areas, "LEAD"]
    assert units(process, catalogue, "round") == [*areas, "LEAD"]


def test_a_workshop_that_is_not_held_hands_out_nothing(folder):
    shorter = replace(folder.process, sessions=folder.process.sessions[:2])
    assert handouts(shorter, folder.catalogue, "skills") == ()


def test_tier_2_sheets_go_out_only_where_they_are_switched_on(folder):
    catalogue = with_tier_2(folder.catalogue, "F2", "R1")
    off = handouts(folder.process, catalogue, "kickoff")[0]
    on = handouts(replace(folder.process, tier2=frozenset({"R1"})), catalogue, "kickoff")[0]
    assert off.sheets == ("F1", "F3", "C2")
    assert on.sheets == ("F1", "F3", "R1", "C2")


def test_a_worksheet_without_sheets_is_not_handed_out(folder):
    catalogue = with_tier_2(folder.catalogue, "R3")
    plans = (WorksheetPlan("group", ("F1",)), WorksheetPlan("area", ("R3",)))
    kickoff = replace(catalogue.workshop("kickoff"), worksheets=plans)
    catalogue = replace(catalogue, workshops=(kickoff, *catalogue.workshops[1:]))
    assert units(folder.process, catalogue, "kickoff") == ["G1", "G2", "G3", "G4", "G5"]
    switched_on = replace(folder.process, tier2=frozenset({"R3"}))
    assert len(units(switched_on, catalogue, "kickoff")) == 5 + len(folder.process.areas)
