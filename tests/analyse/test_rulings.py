"""What the lead has decided, applied before the analyses; and what is still to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analyse_rows import row

from kit.analyse import analyse, matters, rule
from kit.model.evidence import Evidence

MARCH = date(2027, 3, 1)
APRIL = date(2027, 4, 1)


def decision(sheet: str, number: int, on: date | None = MARCH, **values: object) -> Evidence:
    signed = {"decided_by": "Digitaliseringschef", **({"decided_on": on} if on else {})}
    made = row(sheet, "LEAD", number, **values, **signed)
    cells = dict.fromkeys(made.values, f"C{number}")
    return replace(
        made,
        cells=cells,
        file="returned/beslutninger.xlsx",
        tab=f"{sheet} Sager",
    )


def same(first: str, second: str, answer: str, number: int = 1, **more: object) -> Evidence:
    return decision("D1", number, kind="systems", first=first, second=second, decision=answer, **more)


def systems(*names: str) -> list[Evidence]:
    return [row("S1", "ASO", n, system=name, area="SO", confirmed="yes") for n, name in enumerate(names, 1)]


def ruled_and_found(rows, context):
    ruled = rule(rows, context)
    asked = replace(context, answered=ruled.apart, parked=ruled.parked)
    return ruled, analyse(ruled.evidence, asked)


def codes(ruled) -> list[str]:
    return [finding.code for finding in ruled.findings]


def test_without_decisions_nothing_changes(context):
    rows = systems("KMD Nexus", "Nexus")
    ruled = rule(rows, context)
    assert ruled.evidence == tuple(rows) and ruled.decisions == () and ruled.findings == ()


def test_same_joins_two_names_everywhere_and_says_which_row_gave_way(context):
    flow = row("S3", "G1", 1, source="Nexus", target="SD Løn")
    rows = [*systems("KMD Nexus", "Nexus"), flow, same("KMD Nexus", "Nexus", "same", name="KMD Nexus")]
    ruled, found = ruled_and_found(rows, context)
    assert [item.name for item in found.systems.items] == ["KMD Nexus"]
    assert next(e for e in ruled.evidence if e.sheet == "S3").text("source") == "KMD Nexus"
    assert ruled.merged == {"S1.ASO.2": "KMD Nexus"}
    assert [d.state for d in ruled.decisions] == ["holds"]


def test_without_a_name_the_wording_used_most_counts(context):
    rows = [*systems("Nexus", "Nexus", "KMD Nexus"), same("KMD Nexus", "Nexus", "same")]
    assert [item.name for item in ruled_and_found(rows, context)[1].systems.items] == ["Nexus"]


def test_not_the_same_is_remembered(context):
    names = ("KMD Nexus", "Nexus")
    before = analyse(systems(*names), context)
    assert [(p.first, p.second) for p in before.systems.duplicates] == [names]
    ruled, after = ruled_and_found([*systems(*names), same(*names, "not_same")], context)
    assert after.systems.duplicates == () and len(after.systems.items) == 2
    assert not any(matter.kind == "same" for matter in matters(after, ruled, context))


def test_suggestions_that_touch_never_merge_by_themselves(context):
    rows = systems("KMD Nexus", "Nexus", "Nexus 2")
    _, found = ruled_and_found([*rows, same("KMD Nexus", "Nexus", "same")], context)
    assert sorted(item.name for item in found.systems.items) == ["KMD Nexus", "Nexus 2"]


def test_a_chain_of_decisions_joins_all_and_says_so(context):
    rows = [
        *systems("A-system", "B-system", "C-system"),
        same("A-system", "B-system", "same", 1),
        same("B-system", "C-system", "same", 2),
    ]
    ruled, found = ruled_and_found(rows, context)
    assert len(found.systems.items) == 1 and codes(ruled) == ["decision.chain"]
    assert "“A-system”, “B-system”, “C-system”" in ruled.findings[0].message("da")


def test_a_chain_that_another_decision_forbids_joins_nothing(context):
    rows = [
        *systems("A-system", "B-system", "C-system"),
        same("A-system", "B-system", "same", 1),
        same("B-system", "C-system", "same", 2),
        same("A-system", "C-system", "not_same", 3),
    ]
    ruled, found = ruled_and_found(rows, context)
    assert len(found.systems.items) == 3
    assert codes(ruled) == ["decision.opposed", "decision.opposed"]


def test_the_later_date_counts_and_the_same_day_contradicts(context):
    names = ("KMD Nexus", "Nexus")
    later = [*systems(*names), same(*names, "same", 1, on=MARCH), same(*names, "not_same", 2, on=APRIL)]
    ruled, found = ruled_and_found(later, context)
    assert len(found.systems.items) == 2 and codes(ruled) == []
    same_day = [*systems(*names), same(*names, "same", 1), same(*names, "not_same", 2)]
    ruled, found = ruled_and_found(same_day, context)
    assert len(found.systems.items) == 2 and codes(ruled) == ["decision.contradicted"]
    assert [d.state for d in ruled.decisions] == ["contradicted"]
    assert found.systems.duplicates, "nothing is decided, so it is still asked"


def test_a_decision_returned_twice_is_one(context):
    names = ("KMD Nexus", "Nexus")
    rows = [*systems(*names), same(*names, "same", 1), same(*names, "same", 2)]
    ruled, _ = ruled_and_found(rows, context)
    assert codes(ruled) == [] and len(ruled.decisions) == 1
    assert ruled.decisions[0].evidence == ("D1.LEAD.2", "D1.LEAD.1")


def test_three_hundred_systems_of_one_name_are_one(context):
    rows = [row("S1", "ASO", n, system="Excel", area="SO") for n in range(1, 301)]
    _, found = ruled_and_found([*rows, same("Excel", "Regneark", "same")], context)
    assert [item.name for item in found.systems.items] == ["Excel"]


def test_a_changed_ground_is_said_and_the_decision_holds(context):
    names = ("KMD Nexus", "Nexus")
    rows = systems(*names)
    first, _ = ruled_and_found([*rows, same(*names, "same")], context)
    ground = first.decisions[0].now
    assert ground
    decided = same(*names, "same", ground=ground)
    held, _ = ruled_and_found([*rows, decided], context)
    assert [d.state for d in held.decisions] == ["holds"] and codes(held) == []
    confirmed = [replace(r, values={**r.values, "critical": "yes"}) for r in rows]
    still, _ = ruled_and_found([*confirmed, decided], context)
    assert [d.state for d in still.decisions] == ["holds"], "another answer is no other ground"
    other = [replace(r, values={**r.values, "supplier": "KMD"}) for r in rows]
    changed, found = ruled_and_found([*other, decided], context)
    assert [d.state for d in changed.decisions] == ["changed"] and codes(changed) == ["decision.changed"]
    assert len(found.systems.items) == 1, "it is not dropped"


def test_a_decision_whose_subject_is_gone_is_said_and_does_nothing(context):
    ruled, found = ruled_and_found([*systems("Aula"), same("KMD Nexus", "Nexus", "same")], context)
    assert codes(ruled) == ["decision.gone"] and [i.name for i in found.systems.items] == ["Aula"]


def test_the_answer_that_counts_ends_the_difference(context):
    rows = [
        row("S1", "ASO", 1, system="Aula", area="SO", confirmed="yes", critical="yes"),
        row("S1", "ADS", 1, system="Aula", area="DS", confirmed="yes", critical="no"),
    ]
    _, before = ruled_and_found(rows, context)
    assert [d.column for d in before.systems.differences] == ["critical"]
    said = decision("D2", 1, matter="value:critical:aula", value="nej")
    ruled, after = ruled_and_found([*rows, said], context)
    assert after.systems.differences == () and after.systems.items[0].critical == "no"
    wrong = decision("D2", 1, matter="value:critical:aula", value="måske nok")
    ruled, after = ruled_and_found([*rows, wrong], context)
    assert codes(ruled) == ["decision.unknown-value"] and len(after.systems.differences) == 1
    assert "Ja, Nej, Ved ikke" in ruled.findings[0].remedy("da")


def test_the_holder_of_a_role_is_settled_and_rests_on_the_decision(context):
    rows = [
        row("R3", "G1", 1, role="RO-03", scope="SO", status="filled", holder="Ældrechef"),
        row("R3", "G2", 1, role="RO-03", scope="SO", status="filled", holder="Visitationsleder"),
    ]
    _, before = ruled_and_found(rows, context)
    assert len(before.role_conflicts.holders) == 1
    said = decision("D3", 1, matter="holder:RO-03:area:SO", role="RO-03", holder="Ældrechef")
    ruled, after = ruled_and_found([*rows, said], context)
    assert after.role_conflicts.holders == () and codes(ruled) == []
    assert "D3.LEAD.1" in {e.id for e in ruled.evidence if e.sheet == "R3"}


def test_a_role_that_nobody_knows_is_asked_about(context):
    ruled = rule([decision("D3", 1, matter="holder:RO-99:area:SO", holder="Chef")], context)
    assert codes(ruled) == ["decision.unknown-role"]


def scored(number: int, title: str, **more: object) -> Evidence:
    scores = dict.fromkeys(("value", "fit", "feasible", "data_ready"), 4) | {"risk": 2, "days": 10}
    return row("B4", "G1", number, title=title, problem="p", **(scores | more))


def test_initiatives_are_merged_and_parked_with_the_leads_words(context):
    rows = [scored(1, "Fælles nøgletal"), scored(2, "Nøgletal i ledelsen"), scored(3, "Chatbot")]
    said = [
        decision(
            "D4", 1, matter="initiative:noegletal i ledelsen", decision="merge", merge_with="Fælles nøgletal"
        ),
        decision("D4", 2, matter="initiative:chatbot", decision="park", because="Data er ikke klar"),
    ]
    ruled, found = ruled_and_found([*rows, *said], context)
    assert [i.title for i in found.initiatives.items if i.klass != "park"] == ["Fælles nøgletal"]
    assert ruled.merged == {"B4.G1.2": "Fælles nøgletal"}
    parked = next(i for i in found.initiatives.items if i.klass == "park")
    plan = found.plan.get(parked.id)
    assert (parked.title, plan.reason, plan.detail) == ("Chatbot", "parked", "Data er ikke klar")


def test_a_ring_of_merges_is_named_and_nothing_of_it_merged(context):
    rows = [scored(1, "Alfa"), scored(2, "Beta"), scored(3, "Gamma")]
    said = [
        decision("D4", 1, matter="initiative:alfa", decision="merge", merge_with="Beta"),
        decision("D4", 2, matter="initiative:beta", decision="merge", merge_with="Alfa"),
        decision("D4", 3, matter="initiative:gamma", decision="merge", merge_with="Alfa"),
    ]
    ruled, found = ruled_and_found([*rows, *said], context)
    assert codes(ruled) == ["decision.ring", "decision.ring"] and len(found.initiatives.items) == 3


def test_merging_with_what_is_not_there_is_asked_about(context):
    said = decision("D4", 1, matter="initiative:alfa", decision="merge", merge_with="Delta")
    ruled, found = ruled_and_found([scored(1, "Alfa"), said], context)
    assert codes(ruled) == ["decision.unknown-initiative"] and len(found.initiatives.items) == 1


def test_a_merge_that_names_nothing_is_asked_about_where_it_was_chosen(context):
    said = decision("D4", 1, matter="initiative:alfa", decision="merge")
    ruled, found = ruled_and_found([scored(1, "Alfa"), said], context)
    assert codes(ruled) == ["decision.merge-with-nothing"] and len(found.initiatives.items) == 1
    assert ruled.findings[0].cell == said.cells["decision"]


def test_a_module_takes_the_owner_that_was_decided(context):
    rows = [row("U7", "LEAD", 1, module="M06", owner="It-chef", review=date(2027, 6, 1))]
    said = decision("D5", 1, matter="module:M06", module="M06", owner="Digitaliseringschef", publish="no")
    ruled, found = ruled_and_found([*rows, said], context)
    state = found.modules.get("M06")
    assert (state.owner, state.review) == ("Digitaliseringschef", date(2027, 6, 1))
    assert ruled.unpublished == {"M06"}


def test_a_row_that_people_added_is_known_by_what_they_wrote(context):
    rows = [*systems("KMD Nexus", "Nexus"), same("Nexus", "KMD Nexus", "same")]
    assert rule(rows, context).decisions[0].matter == "same:systems:kmd nexus|nexus"
    lost = decision("D2", 1, value="Ja")
    ruled = rule([*rows, lost], context)
    assert codes(ruled) == ["decision.no-matter"]


def test_what_holds_up_most_stands_first(context):
    rows = [
        row("S1", "ASO", 1, system="Alfa", area="SO", confirmed="yes"),
        row("S1", "ASO", 2, system="KMD Alfa", area="SO", confirmed="yes"),
        row("S1", "ASO", 3, system="Beta", area="SO", confirmed="yes", critical="yes"),
        row("S1", "ASO", 4, system="KMD Beta", area="SO", confirmed="yes"),
    ]
    ruled, found = ruled_and_found(rows, context)
    asked = [m for m in matters(found, ruled, context) if m.kind == "same"]
    assert [m.shown["first"] for m in asked] == ["Beta", "Alfa"] and asked[0].blocks == ("critical",)
    assert all(m.ground and m.evidence for m in asked)


def test_order_of_rows_changes_nothing(context):
    names = ("KMD Nexus", "Nexus")
    rows = [*systems(*names), same(*names, "same", 1, on=MARCH), same(*names, "not_same", 2, on=APRIL)]
    one, other = rule(rows, context), rule(list(reversed(rows)), context)
    assert one.decisions == other.decisions
    assert sorted(one.evidence, key=lambda e: e.id) == sorted(other.evidence, key=lambda e: e.id)


def test_things_of_another_kind_with_the_same_names_forbid_no_join(context):
    """An initiative may be called like a system: what is decided of the one says nothing of the other."""
    ideas = [row("B4", "G1", n, title=name) for n, name in enumerate(("KMD Nexus", "Nexus"), 1)]
    apart = decision("D1", 2, kind="initiatives", first="KMD Nexus", second="Nexus", decision="not_same")
    rows = [*systems("KMD Nexus", "Nexus"), *ideas, same("KMD Nexus", "Nexus", "same"), apart]
    ruled, found = ruled_and_found(rows, context)
    assert len(found.systems.items) == 1 and len(found.initiatives.items) == 2
    assert codes(ruled) == []
