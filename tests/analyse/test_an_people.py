from __future__ import annotations

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.analyse.network import network
from kit.analyse.participation import participation
from kit.analyse.raci import raci
from kit.analyse.stakeholders import stakeholders
from kit.model.evidence import Evidence
from kit.model.results import RoleConflicts, RoleCoverage


def seat(unit: str, n: int, area: str, level: str, attended: str | None = "yes", **more: str) -> Evidence:
    return row(
        "C1", unit, n, area=area, level=level, attended=attended, function=more.pop("function", "x"), **more
    )


def test_participation(context: AnalysisContext) -> None:
    rows = [
        seat("G1", 1, "SO", "manager"),
        seat("G1", 2, "SO", "employee", "partly"),
        seat("G1", 3, "DS", "employee", "no"),
        seat("G2", 1, "OK", "head", None),
        seat("G2", 2, "XX", "external"),
    ]
    found = participation(rows, context)
    (kickoff,) = found.workshops
    assert (kickoff.listed, kickoff.attended) == (5, 3)
    assert kickoff.areas == ("SO",)
    assert kickoff.areas_missing == ("DS", "OK", "KM")
    assert (kickoff.coverage.part, kickoff.coverage.whole, kickoff.coverage.value) == (1, 4, 0.25)
    assert [(c.key, c.number) for c in kickoff.levels] == [("manager", 1), ("employee", 1), ("external", 1)]
    assert kickoff.levels[0].evidence == ("C1.G1.1",)
    assert not kickoff.sponsor_present
    assert found.areas_never == ("DS", "OK", "KM")


@pytest.mark.parametrize(("level", "function"), [("director", "x"), ("employee", "kommunaldirektør")])
def test_the_sponsor_is_there(context: AnalysisContext, level: str, function: str) -> None:
    (met,) = participation([seat("G1", 1, "SO", level, function=function)], context).workshops
    assert met.sponsor_present
    (away,) = participation([seat("G1", 1, "SO", level, "no", function=function)], context).workshops
    assert not away.sponsor_present


def test_a_tables_own_list_corrects_the_leads(context: AnalysisContext) -> None:
    rows = [
        seat("LEAD", 1, "SO", "manager", group="1"),
        seat("LEAD", 2, "DS", "manager", group="2"),
        seat("G1", 1, "SO", "manager", group="1"),
    ]
    (met,) = participation(rows, context).workshops
    assert (met.listed, met.areas) == (2, ("SO", "DS"))


def test_stakeholders(context: AnalysisContext) -> None:
    rows = [
        row("R1", "G1", 1, function="Visitator", area="SO", type="passive", influence=4, affected=5),
        row("R1", "G2", 1, function="visitator ", area="SO", type="active", influence=5, affected=4),
        row(
            "R1", "G1", 2, function="Visitator", area="DS", type="active", influence=5, affected=5, we_ask="y"
        ),
        row("R1", "G1", 3, function="Borger", area="SO", type="passive", influence=1, affected=4),
        row("R1", "G1", 4, function="Pedel", area="OK", type="passive", influence=3, affected=None),
    ]
    found = stakeholders(rows, context)
    assert len(found.functions) == 4
    (visitator,) = found.no_ask
    assert (visitator.area, visitator.influence, visitator.affected) == ("SO", 4.5, 4.5)
    assert visitator.types == ("active", "passive")
    assert visitator.evidence == ("R1.G1.1", "R1.G2.1")
    assert {s.function for s in found.passive_affected} == {"Visitator", "Borger"}
    assert found.areas_without == ("KM",)
    assert [(c.key, c.number) for c in found.types] == [("active", 2), ("passive", 3)]


def test_network(context: AnalysisContext) -> None:
    rows = [
        row("B1", "G1", 1, field="purpose", content="Ens tal", agreement=3),
        row("B1", "G2", 1, field="purpose", content="Delt viden", agreement=5),
        row("B1", "G1", 2, field="name", content="Talkredsen", agreement=4),
        row("B1", "LEAD", 2, field="name", content="BI-netværket"),
        row("B1", "G1", 3, field="review"),
        row("B2", "ASO", 1, function="Controller", area="SO", role="core", hours_month=4),
        row("B2", "LEAD", 1, function="controller", area="SO", role="ambassador", hours_month=6),
        row("B2", "ADS", 1, function="Konsulent", area="DS", role="core"),
        row("B2", "ADS", 2, function="Konsulent", area="DS", role="core", hours_month=2),
    ]
    found = network(rows, context)
    assert (found.completeness.part, found.completeness.whole) == (2, 14)
    assert [f.field for f in found.charter] == ["name", "purpose"]
    name, purpose = found.charter
    assert (name.content, purpose.content) == ("BI-netværket", "Delt viden")
    assert [text.unit for text in purpose.texts] == ["G2", "G1"]
    assert purpose.agreement == 4 and found.agreement == 4
    assert found.field("review") is None
    assert [(m.area, m.role, m.hours_month) for m in found.members] == [
        ("DS", "core", None),
        ("DS", "core", 2),
        ("SO", "ambassador", 6),
    ]
    assert found.hours_month == 8
    assert found.coverage.value == 0.5
    assert found.areas_without == ("OK", "KM")


def crossing(unit: str, n: int, decision: str, role: str, letter: str) -> Evidence:
    return row("R4", unit, n, decision=decision, role=role, letter=letter)


def table(unit: str, *letters: tuple[str, str, str]) -> list[Evidence]:
    return [crossing(unit, n, *entry) for n, entry in enumerate(letters, 1)]


def test_raci_common_matrix_and_row_faults(context: AnalysisContext) -> None:
    rows = [
        *table(
            "G1", ("D01", "RO-01", "A"), ("D01", "RO-02", "R"), ("D02", "RO-03", "A"), ("D03", "RO-04", "R")
        ),
        *table("G2", ("D01", "RO-01", "A"), ("D01", "RO-02", "C"), ("D02", "RO-04", "A")),
        *table("G3", ("D01", "RO-03", "A"), ("D01", "RO-02", "R")),
    ]
    found = raci(rows, context)
    assert found.groups == 3
    by_id = {r.decision: r for r in found.rows}
    assert len(by_id) == 14
    assert by_id["D01"].accountable == "RO-01"
    assert by_id["D01"].common == (("RO-01", "A"), ("RO-02", "R"))
    assert by_id["D02"].accountable == ""
    faults = {(f.kind, f.decision) for f in found.faults if f.decision}
    assert ("several_accountable", "D02") in faults
    assert ("no_responsible", "D02") in faults
    assert ("no_accountable", "D03") in faults
    assert ("empty", "D04") in faults
    assert not {kind for kind, decision in faults if decision == "D01"}
    assert found.without_accountable == ("D03", *(f"D{n:02d}" for n in range(4, 15)))
    own = {(f.unit, f.kind, f.decision) for f in found.group_faults}
    assert ("G1", "no_accountable", "D03") in own
    assert ("G2", "no_responsible", "D01") in own
    assert not any(unit == "G3" for unit, _, _ in own)


def test_raci_column_faults(context: AnalysisContext) -> None:
    rows = [
        *table("G1", *[(f"D{n:02d}", "RO-03", "A") for n in range(1, 7)], ("D07", "RO-11", "R")),
        crossing("G1", 20, "D08", "RO-03", "A"),
        *[crossing("G1", 30 + n, "D08", f"RO-{n:02d}", "C") for n in (4, 5, 6, 7, 8)],
    ]
    found = raci(rows, context)
    much = [f for f in found.faults if f.kind == "much_accountable"]
    assert [(f.role, f.number) for f in much] == [("RO-03", 7)]
    assert [f.decision for f in found.faults if f.kind == "adviser_decides"] == ["D07"]
    assert [(f.decision, f.number) for f in found.faults if f.kind == "many_consulted"] == [("D08", 5)]
    unused = {f.role for f in found.faults if f.kind == "unused"}
    assert "RO-18" in unused and "RO-03" not in unused
    assert raci([], context).faults == ()


def conflicts(rows: list[Evidence], context: AnalysisContext) -> RoleConflicts:
    return analyse(rows, context).role_conflicts


def test_two_tables_quarrel_about_a_role(context: AnalysisContext) -> None:
    rows = [
        *table("G1", ("D05", "RO-03", "A"), ("D06", "RO-02", "A")),
        *table("G2", ("D05", "RO-08", "A"), ("D06", "RO-02", "A")),
        *table("G3", ("D05", "RO-03", "A")),
        *table("G4", ("D05", "RO-03", "A"), ("D07", "RO-01", "A")),
    ]
    found = conflicts(rows, context)
    assert found.compared == 2
    (quarrel,) = found.accountable
    assert (quarrel.decision, quarrel.share, quarrel.kind, quarrel.groups) == ("D05", 0.75, "differs", 4)
    assert [(v.value, v.units) for v in quarrel.views] == [("RO-03", ("G1", "G3", "G4")), ("RO-08", ("G2",))]
    assert quarrel.evidence == ("R4.G1.1", "R4.G2.1", "R4.G3.1", "R4.G4.1")
    half = conflicts(rows[:4], context).accountable[0]
    assert (half.share, half.kind) == (0.5, "split")


def holder(
    unit: str, n: int, role: str, scope: str, name: str | None, status: str = "filled", **m: float
) -> Evidence:
    return row("R3", unit, n, role=role, scope=scope, holder=name, status=status, **m)


def test_holders_loads_and_double_hats(context: AnalysisContext) -> None:
    rows = [
        holder("ASO", 1, "RO-03", "SO", "Ældrechef", hours_month=6),
        holder("LEAD", 1, "RO-03", "Sundhed og ældre", "Sundhedschef"),
        holder("ASO", 2, "RO-04", "SO", "Ældrechef", hours_month=4),
        holder("ASO", 3, "RO-05", "KMD Nexus", "Ældrechef"),
        holder("ASO", 4, "RO-15", "SO", "Ældrechef"),
        holder("ADS", 1, "RO-04", "DS", "Skolechef"),
        holder("ADS", 2, "RO-04", "DS", "Skolekonsulent"),
        row("S1", "ASO", 1, system="KMD Nexus", area="SO", data_owner="Chef", manager="chef"),
    ]
    found = conflicts(rows, context)
    (fight,) = found.holders
    assert (fight.role, fight.kind, fight.scope) == ("RO-03", "area", "SO")
    assert {v.value for v in fight.views} == {"Ældrechef", "Sundhedschef"}
    (load,) = found.loads
    assert (load.function, load.roles, load.hours_month) == (
        "Ældrechef",
        ("RO-03", "RO-04", "RO-05", "RO-15"),
        10,
    )
    assert [(h.system, h.function) for h in found.double_hats] == [("KMD Nexus", "Chef")]


def test_tables_differ_on_keeping_a_role(context: AnalysisContext) -> None:
    rows = [
        row("R2", "G1", 1, role_id="RO-16", title="Databruger", keep="drop"),
        row("R2", "G2", 1, role_id="RO-16", title="Databruger", keep="keep"),
        row("R2", "G1", 2, role_id="RO-15", title="Dataskaber", keep="change"),
        row("R2", "G2", 2, role_id="RO-15", title="Dataskaber", keep="keep"),
    ]
    found = analyse(rows, context)
    assert [(c.role, c.kind) for c in found.role_conflicts.keeping] == [("RO-16", "keep")]
    tied = next(r for r in found.coverage.roles if r.role == "RO-16")
    assert (tied.in_use, tied.keep, tied.drop) == (True, 1, 1)


def coverage(rows: list[Evidence], context: AnalysisContext) -> RoleCoverage:
    return analyse(rows, context).coverage


def test_coverage_by_area_and_municipality(context: AnalysisContext) -> None:
    rows = [
        holder("ASO", 1, "RO-03", "SO", "Ældrechef"),
        holder("ADS", 1, "RO-03", "DS", "Skolechef", "proposed"),
        holder("AOK", 1, "RO-03", "OK", None, "vacant"),
        holder("LEAD", 1, "RO-08", "municipality", "Konsulent", ""),
    ]
    found = coverage(rows, context)
    owner = next(r for r in found.roles if r.role == "RO-03")
    assert (owner.required, owner.filled, owner.proposed, owner.vacant) == (4, 1, 1, 1)
    assert owner.coverage.value == 0.25
    cells = {c.area: (c.filled, c.proposed, c.missing) for c in found.cells if c.role == "RO-03"}
    assert cells == {"SO": (1, 0, 0), "DS": (0, 1, 0), "OK": (0, 0, 1), "KM": (0, 0, 1)}
    assert (found.data_owner_areas.part, found.data_owner_areas.whole) == (1, 4)
    assert found.areas_without_data_owner == ("OK", "KM")
    lead = next(r for r in found.roles if r.role == "RO-08")
    assert (lead.required, lead.filled, lead.proposed) == (1, 0, 1)
    area_roles = sum(r.per == "area" for r in context.catalogue.roles)
    whole_roles = sum(r.per == "municipality" for r in context.catalogue.roles)
    modules = len(context.catalogue.modules) - 1
    module_roles = sum(r.per == "module" for r in context.catalogue.roles)
    assert found.total.whole == 4 * area_roles + whole_roles + modules * module_roles
    assert found.total.part == 1


def test_coverage_of_systems(context: AnalysisContext) -> None:
    rows = [
        row("S1", "ASO", 1, system="KMD Nexus", area="SO", critical="yes", owner="Ældrechef"),
        row("S1", "ADS", 1, system="Aula", area="DS", critical="yes"),
        row("S1", "AOK", 1, system="Aula", area="OK", critical="no"),
        row("S1", "AOK", 2, system="Gammel", area="OK", critical="yes", life_cycle="not_in_use"),
        holder("ADS", 1, "RO-06", "aula", "It-konsulent"),
        holder("ADS", 2, "RO-03", "Aula", "Skolechef"),
    ]
    found = coverage(rows, context)
    owner = next(r for r in found.roles if r.role == "RO-05")
    assert (owner.required, owner.filled) == (2, 1)
    manager = next(r for r in found.roles if r.role == "RO-06")
    assert (manager.required, manager.filled) == (2, 1)
    cells = {c.area: (c.required, c.filled) for c in found.cells if c.role == "RO-06"}
    assert cells == {"SO": (1, 0), "DS": (1, 1), "OK": (1, 1)}
    gaps = {g.system: (g.owner_missing, g.manager_missing, g.data_owner_missing) for g in found.critical_gaps}
    assert gaps == {"KMD Nexus": (False, True, True), "Aula": (True, False, False)}


def test_a_role_per_critical_system(context: AnalysisContext) -> None:
    rows = [
        row("S1", "ASO", 1, system="Nexus", area="SO", critical="yes"),
        row("S1", "ASO", 2, system="Regneark", area="SO", critical="no"),
        row("R2", "G1", 1, title="Beredskabsvagt", keep="keep", scope="critical_system"),
        row("R2", "G1", 2, title="Datasætvært", keep="keep", scope="data_set"),
    ]
    watch, host = coverage(rows, context).roles[-2:]
    assert (watch.title, watch.required) == ("Beredskabsvagt", 1)
    assert (host.title, host.required, host.coverage.value) == ("Datasætvært", None, None)


def test_dropped_and_own_roles(context: AnalysisContext) -> None:
    rows = [
        *[row("R2", f"G{n}", 1, role_id="RO-16", title="Databruger", keep="drop") for n in (1, 2)],
        row("R2", "G3", 1, role_id="RO-16", title="Databruger", keep="keep"),
        row("R2", "G3", 2, title="Datavært", keep="keep", scope="area", hours_month=5),
        holder("ASO", 1, "Datavært", "SO", "Skovfoged"),
    ]
    found = coverage(rows, context)
    dropped = next(r for r in found.roles if r.role == "RO-16")
    assert not dropped.in_use
    assert not [c for c in found.cells if c.role == "RO-16"]
    own = found.roles[-1]
    assert (own.title, own.required, own.filled, own.hours_month) == ("Datavært", 4, 1, 5)


def test_sponsor_check(context: AnalysisContext) -> None:
    named = holder("LEAD", 1, "RO-01", "municipality", "Direktør for velfærd")
    there = seat("G1", 1, "SO", "director", function="direktør for Velfærd")
    below = seat("G1", 1, "SO", "manager", function="direktør for Velfærd")
    assert coverage([named, there], context).sponsor.state == "ok"
    assert coverage([named, below], context).sponsor.state == "partly"
    assert coverage([named], context).sponsor.state == "partly"
    assert (
        coverage([holder("LEAD", 1, "RO-01", "municipality", "Kommunaldirektør")], context).sponsor.state
        == "ok"
    )
    vacant = holder("LEAD", 1, "RO-01", "municipality", "Direktør for velfærd", "vacant")
    assert coverage([vacant], context).sponsor.function == "Kommunaldirektør"
