"""What would read alike again and again stands together, and what is missing is said with what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.document import Callout, Module, Paragraph, Table
from kit.model.results import AskedQuestion, Leadership, LeadershipMark, ModuleState, Results
from kit.strategy import compile_strategy


def module(catalogue: Catalogue, id: str, found: Results, rows: Rows, lang: str = "da") -> Module:
    strategy = compile_strategy(found, context(catalogue, lang, rows))
    return next(module for module in strategy.document.modules if module.id == id)


def table(made: Module, id: str) -> list[list[str]]:
    found = next(node for node in made.nodes if isinstance(node, Table) and node.id == id)
    return [[cell.text for cell in row] for row in found.rows]


def said(made: Module) -> list[str]:
    return [node.text for node in made.nodes if isinstance(node, Paragraph)]


def monday(made: Module) -> list[str]:
    (box,) = (node for node in made.nodes if isinstance(node, Callout))
    return [paragraph.text for paragraph in box.items]


def test_one_function_with_many_roles_is_a_sentence_and_several_are_a_table(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    (load,) = found.role_conflicts.loads
    alone = module(catalogue, "M04", found, rows)
    assert sum("mange roller på én gang" in text for text in said(alone)) == 1
    assert not any(isinstance(node, Table) and node.id == "M04.loads" for node in alone.nodes)
    both = replace(found.role_conflicts, loads=(load, replace(load, area="SO", hours_month=None)))
    made = module(catalogue, "M04", replace(found, role_conflicts=both), rows)
    assert sum("mange roller på én gang" in text for text in said(made)) == 1
    listed = table(made, "M04.loads")
    assert [(row[0], row[3]) for row in listed] == [("Skolechef", "17"), ("Skolechef", "–")]
    assert listed[0][1] != listed[1][1]


def marks(found: Results, *agreement: str) -> tuple[LeadershipMark, ...]:
    now, seen = found.maturity.themes[0].now, found.maturity.themes[0].evidence
    return tuple(
        LeadershipMark(f"L{n}", now, 0.6, said, "within", False, (), seen)
        for n, said in enumerate(agreement, 1)
    )


def test_marks_on_which_leaders_differ_alike_stand_in_one_sentence(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    shown = Leadership(marks(found, "partly", "agree", "partly", "disagree"), 8, None)
    texts = [
        t for t in said(module(catalogue, "M03", replace(found, leadership=shown), rows)) if "følger" in t
    ]
    assert len(texts) == 2
    assert texts[0].startswith("Om “kerneopgaven først” og “rammer og kultur” er lederne delvist enige")
    assert "“mod og kunnen” er lederne uenige" in texts[1]


@pytest.mark.parametrize(
    ("reason", "lacks"),
    [
        ("capacity", "Timer i rollen BI-konsulent til ét initiativ"),
        ("capacity_unknown", "Et tal for de ledige timer i rollen BI-konsulent (ét initiativ)"),
    ],
)
def test_what_the_next_quarters_lack_is_said(catalogue: Catalogue, reason: str, lacks: str) -> None:
    rows = Rows()
    found = results(rows, "da")
    item = replace(found.plan.items[0], quarters=(), reason=reason, detail="RO-09")
    points = tuple(
        replace(point, state="partly", items=(item.initiative,)) if point.number == 6 else point
        for point in found.minimum.points
    )
    found = replace(
        found,
        plan=replace(found.plan, items=(item, *found.plan.items[1:])),
        minimum=replace(found.minimum, points=points),
    )
    shown = table(module(catalogue, "M12", found, rows), "M12.check.table")
    assert shown[5][3] == lacks


def test_an_initiative_without_owners_says_which(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    bare = replace(found.initiatives.items[0], owners=(), benefit_owners=())
    points = tuple(
        replace(point, state="missing", items=(bare.id,)) if point.number == 5 else point
        for point in found.minimum.points
    )
    initiatives = replace(found.initiatives, items=(bare, *found.initiatives.items[1:]))
    found = replace(found, initiatives=initiatives, minimum=replace(found.minimum, points=points))
    shown = table(module(catalogue, "M12", found, rows), "M12.check.table")
    assert shown[4][3] == f"“{bare.title}” mangler en ejer og en gevinstejer"


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("++++", "Sponsoren var med hver gang."),
        ("++-+", "Sponsoren var med hver gang på nær workshop 2."),
        ("+---", "Sponsoren deltog i kick-off."),
        ("----", "Sponsoren står ikke på deltagerlisterne."),
    ],
)
def test_the_sponsor_is_told_of_the_shorter_way(catalogue: Catalogue, there: str, told: str) -> None:
    rows = Rows()
    found = results(rows, "da")
    first = found.participation.workshops[0]
    held = zip(("kickoff", "roles", "network", "systems"), there, strict=True)
    workshops = tuple(replace(first, workshop=w, sponsor_present=mark == "+") for w, mark in held)
    found = replace(found, participation=replace(found.participation, workshops=workshops))
    assert any(text.endswith(told) for text in said(module(catalogue, "M11", found, rows)))


@pytest.mark.parametrize(
    ("review", "who", "due"),
    [
        (date(2027, 6, 1), "BI-tovholder", "2027-06-01"),
        (date(2026, 1, 1), "BI-tovholder", ""),
        (None, "BI-tovholder", ""),
    ],
)
def test_the_owner_of_the_module_answers_before_it_is_reviewed(
    catalogue: Catalogue, review: date | None, who: str, due: str
) -> None:
    rows = Rows()
    found = results(rows, "da")
    state = ModuleState("M11", who, "", "draft", "0.3", None, review, "", (), False, False, None, False)
    found = replace(found, modules=replace(found.modules, modules=(state,)))
    strategy = compile_strategy(found, context(catalogue, "da", rows))
    asked = next(q for q in strategy.open_questions if q.id == "OQ.M11.messages")
    assert (asked.responsible, asked.due) == (who, due)
    made = next(module for module in strategy.document.modules if module.id == "M11")
    told = "senest ved gennemsynet den 1.\u00a0juni 2027." if due else f"Ansvarlig for svaret: {who}."
    assert any(text.endswith(told) for text in said(made) if "Det ved vi ikke endnu" in text)


@pytest.mark.parametrize("who", ["Databeskyttelsesrådgiver", "databeskyttelsesrådgiver."])
def test_the_adviser_is_asked_for_advice_only(catalogue: Catalogue, who: str) -> None:
    rows = Rows()
    found = results(rows, "da")
    asked = AskedQuestion("Må vi det?", (), True, who, None, "M10", "", False, False, None)
    found = replace(found, questions=replace(found.questions, items=(asked,)))
    for id in ("M01", "M12"):
        (told,) = (text for text in monday(module(catalogue, id, found, rows)) if "Må vi det?" in text)
        assert "råd" in told and "Svar, så" not in told
