"""The analyses of S2, S5, S6, S7, U3, U5 and U6 against figures worked out by hand."""

from __future__ import annotations

import random
from datetime import date

import pytest
from analyse_rows import DAY, row

from kit.analyse import AnalysisContext, analyse
from kit.analyse.combinations import blocked_by
from kit.model.evidence import Evidence
from kit.model.results import Results


def quality(system: str, number: int, mark: int) -> Evidence:
    return row(
        "S4", "G1", number, object=system, area="SO", completeness=mark, correctness=mark, timeliness=mark,
        reusability=mark,
    )  # fmt: skip


def system(name: str, number: int, **values: object) -> Evidence:
    return row("S1", "LEAD", number, system=name, area="SO", confirmed="yes", **values)


def pair(
    number: int, key: str, obstacle: str, unit: str = "G1", question: str = "", **sides: str
) -> Evidence:
    both = {"data_a": "Nexus", "data_b": "Opus", **sides}
    return row(
        "S5", unit, number, question=question or f"Spørgsmål {number}?", key=key, obstacle=obstacle, **both
    )


# AN-14: data sets ---------------------------------------------------------------------------------------


def test_a_data_set_has_its_own_index_or_its_source_s(context: AnalysisContext) -> None:
    rows = [
        system("Nexus", 1), quality("Nexus", 1, 4), quality("Besøg", 2, 2),
        row("S2", "G1", 1, title="Besøg", source="Nexus", personal=("sensitive",), definition="partly"),
        row("S2", "G2", 1, title="BESØG", data_owner="Ældrechef", access="restricted", source="nexus"),
        row("S2", "G1", 2, title="Ruter", source="Nexus", personal=("none",), definition="yes", data_owner="It-chef"),
        row("S2", "G1", 3, title="Vejr", source="DMI", personal=("ordinary",), legal_basis="§ 1", definition="no"),
    ]  # fmt: skip
    found = analyse(rows, context).data_sets
    assert [(d.title, d.source, d.index, d.borrowed) for d in found.items] == [
        ("BESØG", "Nexus", 2.0, False), ("Ruter", "Nexus", 4.0, True), ("Vejr", "DMI", None, False),
    ]  # fmt: skip
    assert (found.no_owner, found.no_definition, found.no_basis) == (("Vejr",), ("BESØG", "Vejr"), ("BESØG",))
    assert found.items[0].owner == "Ældrechef"
    assert found.items[0].evidence == ("S2.G1.1", "S2.G2.1")
    assert [(count.key, count.number) for count in found.access] == [("restricted", 1)]


# AN-16: combinations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obstacles", "key", "indices", "expected"),
    [
        (("none",), "cpr", (3.0, 3.0), ""),
        ((), "cpr", (3.0, 4.5), ""),
        (("none",), "cpr", (2.99, 4.0), "quality"),
        (("none",), "cpr", (None, 4.0), "quality_unknown"),
        (("none",), "cpr", (None, 2.0), "quality"),
        (("none",), "none", (4.0, 4.0), "key"),
        (("none",), "unknown", (4.0, 4.0), "key_unknown"),
        (("none",), "", (4.0, 4.0), "key_unknown"),
        (("none", "legal"), "cpr", (4.0, 4.0), "legal"),
        (("legal",), "none", (1.0, 1.0), "legal"),
    ],
)
def test_what_blocks_first(obstacles, key, indices, expected) -> None:
    assert blocked_by(obstacles, key, indices, 3.0) == expected


def test_ready_needs_key_and_quality_on_both_sides(context: AnalysisContext) -> None:
    rows = [
        system("Nexus", 1), system("Opus", 2), system("Wiki", 3),
        quality("Nexus", 1, 4), quality("Opus", 2, 3), quality("Wiki", 3, 2),
        row("S2", "G1", 1, title="Timer", source="Opus"),
        pair(1, "employee", "none"), pair(2, "employee", "none", data_b="Wiki"), pair(3, "cpr", "legal"),
        pair(4, "employee", "none", data_b="Timer"), pair(5, "date", "none", data_b="Ukendt"),
    ]  # fmt: skip
    found = analyse(rows, context).combinations
    assert [(c.question, c.blocked_by) for c in found.items] == [
        ("Spørgsmål 1?", ""), ("Spørgsmål 4?", ""), ("Spørgsmål 3?", "legal"), ("Spørgsmål 2?", "quality"),
        ("Spørgsmål 5?", "quality_unknown"),
    ]  # fmt: skip
    assert [c.second_index for c in found.ready] == [3.0, 3.0]
    counts = {count.key: count.number for count in found.blocked}
    assert counts == {"legal": 1, "quality": 1, "quality_unknown": 1}


def test_tables_that_ask_the_same_are_one_and_one_doubt_is_enough(context: AnalysisContext) -> None:
    rows = [
        quality("Nexus", 1, 4), quality("Opus", 2, 4), row("B4", "G1", 1, title="Ruter"),
        pair(1, "cpr", "none", question="Passer ruterne?", initiative="ruter"),
        pair(1, "cpr", "technology", "G2", "passer ruterne", data_a="OPUS", data_b="nexus"),
    ]  # fmt: skip
    results = analyse(rows, context)
    (one,) = results.combinations.items
    assert (one.obstacles, one.blocked_by, one.units) == (("none", "technology"), "technology", ("G1", "G2"))
    assert one.initiative == results.initiatives.items[0].id
    assert one.evidence == ("S5.G1.1", "S5.G2.1")


# AN-17: architecture ------------------------------------------------------------------------------------


def check(number: int, name: str, answers: str) -> Evidence:
    words = {"y": "yes", "p": "partly", "n": "no", "?": "unknown"}
    goals = ("connected", "reusable", "replaceable", "data_elsewhere", "trust")
    said = {goal: words[sign] for goal, sign in zip(goals, answers, strict=True) if sign in words}
    return row("S6", "LEAD", number, system=name, **said)


def test_partly_counts_half_and_dont_know_is_out(context: AnalysisContext) -> None:
    rows = [check(1, "Aula", "ypn?y"), check(2, "DUBU", "nnnp-"), check(3, "Nexus", "ynn?y")]
    found = analyse(rows, context).architecture
    assert [goal.share for goal in found.goals] == pytest.approx([2 / 3, 1 / 6, 0.0, 0.5, 1.0])
    assert [(goal.yes, goal.partly, goal.no, goal.unknown) for goal in found.goals][3] == (0, 1, 0, 2)
    assert [(s.system, s.no) for s in found.systems] == [("DUBU", 3), ("Nexus", 2), ("Aula", 1)]
    assert [s.system for s in found.weak] == ["DUBU"]


def test_nobody_knew_is_no_share(context: AnalysisContext) -> None:
    found = analyse([check(1, "Aula", "?????")], context).architecture
    assert [goal.share for goal in found.goals] == [None] * 5
    assert found.weak == ()


def test_the_latest_answer_counts_and_the_difference_is_named(context: AnalysisContext) -> None:
    rows = [check(1, "Aula", "yyyyy"), check(2, "aula", "nyyy?")]
    (one,) = analyse(rows, context).architecture.systems
    assert (one.answers, one.differs) == (("no", "yes", "yes", "yes", "yes"), ("connected",))


def test_critical_systems_that_nobody_checked(context: AnalysisContext) -> None:
    rows = [
        system("Aula", 1, critical="yes"),
        system("Nexus", 2, critical="yes"),
        system("Wiki", 3, critical="no"),
    ]
    assert analyse(rows, context).architecture.unchecked == ()  # the sheet is not in use
    assert analyse([*rows, check(1, "Aula", "yyyyy")], context).architecture.unchecked == ("Nexus",)


# AN-18: radar -------------------------------------------------------------------------------------------


def tech(number: int, name: str, area: str, ring: str, status: str, **values: object) -> Evidence:
    return row("S7", "G1", number, technology=name, area=area, ring=ring, status=status, **values)


def test_ring_status_and_balance(context: AnalysisContext) -> None:
    rows = [
        tech(1, "RPA", "SO", "ready", "pilot", value=4), tech(2, "rpa", "DS", "try", "several_places", value=2),
        tech(3, "RPA", "OK", "ready", "none", value="?"), tech(4, "Chatbot", "SO", "try", "pilot"),
        tech(5, "Chatbot", "DS", "wait", "closed"), tech(6, "Sensorer", "KM", "try", "idea"),
        tech(7, "Syntetiske data", "OK", "ready", "none"), tech(8, "Drone", "KM", "try", "closed"),
    ]  # fmt: skip
    found = analyse(rows, context).radar
    assert [(t.name, t.ring, t.status, t.apart) for t in found.technologies] == [
        ("RPA", "ready", "several_places", True), ("Syntetiske data", "ready", "none", False),
        ("Drone", "try", "closed", False), ("Sensorer", "try", "idea", False), ("Chatbot", "wait", "pilot", True),
    ]  # fmt: skip
    assert [t.mismatch for t in found.technologies] == ["", "ready_none", "", "", "wait_running"]
    assert {c.key: c.number for c in found.rings} == {"ready": 2, "try": 2, "wait": 1}
    assert found.trial_ratio == 2.0  # two to try, one in use
    assert (found.technologies[0].value.mean, found.technologies[0].value.unknown) == (3.0, 1)


def test_nothing_in_use_divides_by_one(context: AnalysisContext) -> None:
    rows = [tech(1, "Chatbot", "SO", "try", "idea"), tech(2, "Drone", "SO", "try", "idea")]
    assert analyse(rows, context).radar.trial_ratio == 2.0
    assert analyse([], context).radar.trial_ratio is None


def test_pilots_are_aged_from_the_day_of_the_context(context: AnalysisContext) -> None:
    a_year = DAY.replace(year=DAY.year - 1)
    rows = [
        tech(1, "RPA", "SO", "try", "pilot", started=a_year),
        tech(2, "Chatbot", "DS", "try", "pilot", started=date(2025, 6, 1)),
        tech(3, "Drone", "KM", "try", "pilot"),
        tech(4, "Sensorer", "KM", "try", "one_place", started=date(2020, 1, 1)),
    ]
    found = analyse(rows, context).radar
    assert [(p.technology, p.area, p.months) for p in found.old_pilots] == [("Chatbot", "DS", 16)]
    assert found.undated == (("Drone", "KM"),)
    later = analyse(rows, AnalysisContext(context.process, context.catalogue, date(2026, 10, 16)))
    assert [p.technology for p in later.radar.old_pilots] == ["Chatbot", "RPA"]


# AN-19: key functions -----------------------------------------------------------------------------------


def test_key_functions_without_a_backup_stand_first(context: AnalysisContext) -> None:
    rows = [
        row("R2", "G1", 1, role_id="RO-04", title="Datasteward", hours_month=10),
        row("U3", "G1", 1, function="Datasteward, ældre", area="SO", roles=("RO-04", "RO-07"), hours_month=8, backup="no"),
        row("U3", "G2", 1, function="datasteward ældre", area="SO", roles=("RO-04",), hours_month=10, backup="no"),
        row("U3", "G1", 2, function="BI-tovholder", area="OK", roles=("RO-08",), hours_month=30, backup="yes"),
        row("U3", "G1", 3, function="Robotfører", area="OK", roles=("Robotpasser",), hours_month=3, backup="no"),
    ]  # fmt: skip
    found = analyse(rows, context).competences.key_functions
    assert [(f.area, f.backup, f.hours_month, f.needed_month, f.short) for f in found] == [
        ("SO", "no", 9.0, 14.0, True), ("OK", "no", 3.0, None, False), ("OK", "yes", 30.0, 24.0, False),
    ]  # fmt: skip
    assert found[0].roles == ("RO-04", "RO-07")


# AN-21: communication -----------------------------------------------------------------------------------


def touched(number: int, function: str, area: str, kind: str = "passive", affected: int = 5) -> Evidence:
    return row("R1", "G1", number, function=function, area=area, type=kind, influence=1, affected=affected)


def message(
    number: int, audience: str, day: date | None = date(2026, 11, 1), feedback: str | None = "Tre spørgsmål"
):
    said = {"channel": "mail", "sender": "Chef", "day": day, "feedback": feedback}
    return row("U5", "G1", number, audience=audience, message=f"Budskab {number}", **said)


def test_each_touched_passive_function_has_a_state(context: AnalysisContext) -> None:
    rows = [
        touched(1, "Visitator", "SO"), touched(2, "Lærer", "DS"), touched(3, "Vejmand", "KM"),
        touched(4, "Bogholder", "OK"), touched(5, "Sponsor", "OK", "sponsor"), touched(6, "Gæst", "OK", affected=3),
        message(1, "visitator"), message(2, "Lærer", feedback=None), message(3, "Vejmand", day=None),
        message(4, "Nogen anden"),
    ]  # fmt: skip
    found = analyse(rows, context).communication
    assert {r.function: r.state for r in found.reached} == {
        "Visitator": "covered", "Lærer": "no_feedback", "Vejmand": "no_day", "Bogholder": "open",
    }  # fmt: skip
    assert found.coverage is not None
    assert (found.coverage.part, found.coverage.whole) == (1, 4)
    assert [r.function for r in found.gaps] == ["Bogholder", "Vejmand", "Lærer"]
    assert [m.reaches for m in found.messages if m.audience == "Nogen anden"] == [()]


@pytest.mark.parametrize("word", ["Passiv", "passive"])
def test_a_message_to_all_passive_roles_reaches_each(context: AnalysisContext, word: str) -> None:
    rows = [touched(1, "Visitator", "SO"), touched(2, "Lærer", "DS"), message(1, word)]
    found = analyse(rows, context).communication
    assert [r.state for r in found.reached] == ["covered", "covered"]


def test_a_message_after_the_change_is_late(context: AnalysisContext) -> None:
    scores = {"value": 5, "fit": 5, "feasible": 5, "data_ready": 5, "risk": 1}
    rows = [
        row("B4", "G1", 1, title="Ruter", problem="Tid", area="SO", days=1, roles="RO-09: 1", owner="Chef", **scores),
        *(row("B9", "LEAD", n, role="RO-09", quarter=f"2027-K{n}", hours=100, committed=0) for n in (1, 2)),
        touched(1, "Visitator", "SO"), touched(2, "Lærer", "DS"),
    ]  # fmt: skip
    placed = analyse(rows, context).plan.placed
    assert [item.quarters for item in placed] == [("2027-K1",)]
    for day, state in ((date(2026, 12, 31), "covered"), (date(2027, 1, 1), "late")):
        found = analyse(
            [*rows, message(1, "Visitator", day), message(2, "Lærer", day)], context
        ).communication
        assert {r.function: (r.state, r.change) for r in found.reached} == {
            "Visitator": (state, "2027-K1"), "Lærer": ("covered", ""),
        }  # fmt: skip
        assert [m.late for m in found.messages] == [False, state == "late"]


def test_a_sheet_that_nobody_uses_makes_no_gaps(context: AnalysisContext) -> None:
    found = analyse([touched(1, "Visitator", "SO")], context).communication
    assert (found.reached, found.coverage) == ((), None)


# AN-03 on U6: leadership --------------------------------------------------------------------------------


def leaders(area: str, marks: str, first: int = 1, mark: str = "L1", steps: int = 0) -> list[Evidence]:
    return [
        row(
            "U6", "LEAD", first + place, respondent=f"L-{first + place:02d}", area=area, mark=mark,
            now=sign if sign == "?" else int(sign), next_step="Et skridt" if place < steps else None,
        )
        for place, sign in enumerate(marks)
    ]  # fmt: skip


def test_the_maths_is_that_of_maturity(context: AnalysisContext) -> None:
    """The example of AN-03: mean 2.78, consensus 0.511, eta squared 0.852."""
    rows = [*leaders("SO", "223"), *leaders("DS", "212", 4), *leaders("OK", "454", 7)]
    found = analyse(rows, context).leadership
    (mark,) = found.shown
    assert (mark.mark, mark.now.n, mark.now.median) == ("L1", 9, 2.0)
    assert mark.now.mean == pytest.approx(2.78, abs=0.005)
    assert mark.consensus == pytest.approx(0.511, abs=0.0005)
    assert (mark.agreement, mark.where) == ("partly", "between")
    assert [(view.areas, view.n) for view in mark.views] == [(("OK",), 3), (("SO",), 3), (("DS",), 3)]
    assert found.leaders == 9


def test_four_leaders_have_no_figure(context: AnalysisContext) -> None:
    found = analyse([*leaders("SO", "1515", steps=3)], context).leadership
    assert (found.shown, found.leaders, found.steps) == ((), None, None)
    assert all(mark.hidden and mark.now.n == 0 and mark.views == () for mark in found.marks)


def test_five_leaders_have_one_and_no_area_of_two_shows(context: AnalysisContext) -> None:
    found = analyse([*leaders("SO", "44", steps=1), *leaders("DS", "223?", 3, steps=2)], context).leadership
    (mark,) = found.shown
    assert (mark.now.n, mark.now.unknown, mark.now.mean) == (5, 1, 3.0)
    assert [view.areas for view in mark.views] == [("SO", "DS")]
    assert (found.leaders, found.steps) == (6, 3)


def test_no_word_of_a_leader_is_in_any_result(context: AnalysisContext) -> None:
    rows = leaders("SO", "12345", steps=5)
    assert "Et skridt" not in repr(analyse(rows, context)) and "L-01" not in repr(analyse(rows, context))


# all together -------------------------------------------------------------------------------------------


def test_the_order_of_rows_changes_nothing(context: AnalysisContext) -> None:
    rows = [
        *leaders("SO", "12345"), tech(1, "RPA", "SO", "ready", "pilot"), tech(2, "RPA", "DS", "try", "none"),
        check(1, "Aula", "ypn?y"), check(2, "Aula", "nnnnn"), pair(1, "cpr", "none"), pair(2, "cpr", "legal"),
        touched(1, "Visitator", "SO"), message(1, "Visitator"), message(2, "Visitator", None),
        row("S2", "G1", 1, title="Besøg", source="Nexus"), row("S2", "G2", 1, title="besøg", source="Opus"),
        row("U3", "G1", 1, function="A", area="SO", roles=("RO-04",), hours_month=1, backup="no"),
    ]  # fmt: skip
    found = analyse(rows, context)
    for seed in range(5):
        mixed = random.Random(seed).sample(rows, len(rows))
        assert analyse(mixed, context) == found


def test_without_these_sheets_nothing_is_said(context: AnalysisContext) -> None:
    empty, found = (
        Results(),
        analyse([touched(1, "Visitator", "SO"), system("Aula", 1, critical="yes")], context),
    )
    for part in ("leadership", "data_sets", "combinations", "architecture", "radar", "communication"):
        assert getattr(found, part) == getattr(empty, part), part
    assert found.competences.key_functions == ()
