"""The parts of AN-06, AN-08 and AN-14 that rest on extensions: forums, annual wheel, dashboards."""

from __future__ import annotations

import pytest
from analyse_rows import row

from kit.analyse import AnalysisContext, analyse
from kit.model.evidence import Evidence
from kit.model.key_figures import MOST, parts, thresholds
from kit.model.results import Forum, ForumFault, Forums, KeyFigure, Source


def forum(number: int, name: str, up: str | None, *members: str) -> Evidence:
    return row(
        "R5",
        "LEAD",
        number,
        forum=name,
        decides="Rækkefølgen",
        members=members,
        meets="monthly",
        escalates_to=up,
    )


def forums(rows: list[Evidence], context: AnalysisContext) -> Forums:
    return analyse(rows, context).forums


def test_forums_with_members_in_the_order_of_the_catalogue(context: AnalysisContext) -> None:
    found = forums([forum(7, "Dataforum", "Direktionen", "RO-03", "RO-01")], context)
    assert found.items == (
        Forum("Dataforum", "Rækkefølgen", ("RO-01", "RO-03"), "monthly", "Direktionen", ("R5.LEAD.7",)),
    )
    assert (found.faults, found.outside) == ((), ())


@pytest.mark.parametrize("top", ["Direktionen", "direktionen", "The executive board", "directors"])
def test_the_directors_are_known_by_any_name(context: AnalysisContext, top: str) -> None:
    assert forums([forum(7, "Dataforum", top, "RO-01")], context).faults == ()


def test_forums_that_escalate_nowhere_to_nobody_or_in_a_ring(context: AnalysisContext) -> None:
    rows = [
        forum(7, "Dataforum", None, "RO-01"),
        forum(8, "Styregruppe", "Chefgruppen", "RO-01"),
        forum(9, "A", "B", "RO-01"),
        forum(10, "B", "C", "RO-01"),
        forum(11, "C", "b", "RO-01"),
        forum(12, "Direktionen", None, "RO-01"),
    ]
    assert forums(rows, context).faults == (
        ForumFault("nowhere", ("Dataforum",), "", ("R5.LEAD.7",)),
        ForumFault("unknown", ("Styregruppe",), "Chefgruppen", ("R5.LEAD.8",)),
        ForumFault("circle", ("B", "C"), "", ("R5.LEAD.10", "R5.LEAD.11")),
    )


def test_a_forum_that_escalates_to_itself_is_a_ring(context: AnalysisContext) -> None:
    (fault,) = forums([forum(7, "Dataforum", "Dataforum", "RO-01")], context).faults
    assert (fault.kind, fault.forums) == ("circle", ("Dataforum",))


def test_who_answers_and_sits_nowhere(context: AnalysisContext) -> None:
    matrix = [
        row("R4", "G1", 7, decision="D01", role="RO-01", letter="A"),
        row("R4", "G1", 8, decision="D05", role="RO-03", letter="A"),
    ]
    assert forums([*matrix, forum(7, "Dataforum", "Direktionen", "RO-01")], context).outside == ("RO-03",)
    assert forums(matrix, context) == Forums()


def activity(unit: str, number: int, **said: str | int | None) -> Evidence:
    return row(
        "B3", unit, number, **{"activity": "Vis og fortæl", "frequency": "monthly", "minutes": 60, **said}
    )


@pytest.mark.parametrize(
    ("frequency", "hours"),
    [
        ("weekly", 46),
        ("fortnightly", 23),
        ("monthly", 12),
        ("quarterly", 4),
        ("half_yearly", 2),
        ("yearly", 1),
    ],
)
def test_an_hour_so_many_times_a_year(context: AnalysisContext, frequency: str, hours: float) -> None:
    network = analyse([activity("ASO", 7, frequency=frequency)], context).network
    assert (network.wheel_hours, network.wheel[0].hours_year) == (hours, hours)
    assert network.evidence == ("B3.ASO.7",)


def test_the_wheel_counts_an_activity_once_and_none_on_which_areas_differ(context: AnalysisContext) -> None:
    rows = [
        activity("ASO", 7),
        activity("ADS", 7, activity="VIS OG FORTÆL"),
        activity("ASO", 8, activity="Gennemsyn", frequency="quarterly", minutes=90),
        activity("ADS", 8, activity="Gennemsyn", frequency="yearly", minutes=90),
        activity("ASO", 9, activity="Uden længde", minutes=None),
    ]
    network = analyse(rows, context).network
    assert network.wheel_hours == 12
    assert [(a.activity, a.hours_year, a.differs, a.units) for a in network.wheel] == [
        ("Uden længde", None, False, ("ASO",)),
        ("VIS OG FORTÆL", 12, False, ("ADS", "ASO")),
        ("Gennemsyn", 6, True, ("ASO",)),
        ("Gennemsyn", 1.5, True, ("ADS",)),
    ]
    assert analyse([], context).network.wheel_hours is None


def page(number: int = 7, **said: str | tuple[str, ...] | None) -> Evidence:
    base = {"name": "Lederens side", "audience": "Ledere", "decision": "Vagter", "key_figures": "Besøg; Fravær",
            "sources": ("nexus", "Ark"), "refreshed": "weekly", "owner": "BI-tovholder"}  # fmt: skip
    return row("B8", "G1", number, **{**base, **said})


def test_sources_are_held_against_systems_and_their_quality(context: AnalysisContext) -> None:
    rows = [
        page(threshold="Under 97 %; Over 8 %"),
        row("S1", "LEAD", 7, system="Nexus", area="SO", critical="yes"),
        row("S4", "G1", 7, object="NEXUS", completeness=2, correctness=3, timeliness=2, reusability=3),
    ]
    (found,) = analyse(rows, context).dashboards.items
    assert found.figures == (KeyFigure("Besøg", "Under 97 %"), KeyFigure("Fravær", "Over 8 %"))
    assert found.sources == (Source("Nexus", True, 2.5), Source("Ark", False, None))
    assert (found.weak, found.unknown_sources, found.unjudged) == (("Nexus",), ("Ark",), ("Ark",))
    assert (found.left_out, found.react, found.evidence) == ((), "", ("B8.G1.7",))


def test_seven_figures_are_used_and_the_rest_is_told(context: AnalysisContext) -> None:
    nine = "; ".join(f"Tal {n}" for n in range(1, 10))
    (found,) = analyse([page(key_figures=nine)], context).dashboards.items
    assert [f.name for f in found.figures] == [f"Tal {n}" for n in range(1, 8)]
    assert found.left_out == ("Tal 8", "Tal 9")
    assert analyse([page(key_figures=None), page(8, name=None)], context).dashboards.items == ()


def test_key_figures_are_parted_by_semicolons_and_lines() -> None:
    assert parts(" Besøg ;;\nFravær;  Besøg\n") == ("Besøg", "Fravær")
    assert MOST == 7


@pytest.mark.parametrize(
    ("text", "own", "rest"),
    [
        ("Under 97 %; -", ("Under 97 %", ""), ""),
        ("Fravær over 8 %", ("", "over 8 %"), ""),
        ("Fravær: over 8 %; Når lederen er i tvivl", ("", "over 8 %"), "Når lederen er i tvivl"),
        ("Når noget ser forkert ud", ("", ""), "Når noget ser forkert ud"),
        ("", ("", ""), ""),
    ],
)
def test_a_threshold_finds_its_figure(text: str, own: tuple[str, ...], rest: str) -> None:
    assert thresholds(text, ("Besøg", "Fravær")) == (own, rest)
