"""Which returns get a copy, of what, and where it lies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked_world import RISK, World, filled, opened, page_of, saved, text_of

from kit.findings import Finding
from kit.model.evidence import Return
from kit.pipeline.check import Gathered
from kit.pipeline.marked import marked_copies

WRONG = {"B7": {1: {**RISK, "~B7.kind": "Tekinsk"}}}


def test_a_return_without_questions_gets_none(world: World) -> None:
    world.put(filled(world.blank("network", "G1"), {"B7": {1: RISK}}), "a.xlsx")
    assert world.gathered().findings, "it has notes"
    assert world.copies() == []


def test_a_file_that_nobody_knows_gets_none(world: World) -> None:
    world.put(b"not a workbook", "a.xlsx")
    assert any(finding.needs_person for finding in world.gathered().findings)
    assert world.copies() == []


def test_only_the_files_asked_for(world: World) -> None:
    for unit in ("G1", "G2"):
        world.put(filled(world.blank("network", unit), WRONG), f"{unit}.xlsx")
    gathered = world.gathered()
    assert len(list(marked_copies(world.folder, gathered))) == 2
    (copy,) = marked_copies(world.folder, gathered, frozenset({"returned/G2.xlsx"}))
    assert copy.path.endswith("/G2 rettet kopi.xlsx")


def test_what_the_output_is(world: World) -> None:
    copy = world.copy_of(filled(world.blank("network", "G1"), WRONG), "uge 4/Bord 1 æøå.xlsx")
    assert copy.path == "outputs/strategy/rettede-kopier/uge 4/Bord 1 æøå rettet kopi.xlsx"
    assert (copy.kind, copy.workshop, copy.format) == ("marked-copy", "network", "xlsx")


def test_a_sheet_that_counts_elsewhere_is_not_copied(world: World) -> None:
    """The earlier file's answers have been replaced: a copy without them would look as if they were lost."""
    blank = world.blank("network", "G1")
    kind = {"~B7.kind": "Tekinsk"}
    world.put(filled(blank, {"B7": {1: {**RISK, **kind}}}), "a.xlsx")
    world.put(filled(blank, {"B7": {1: {**RISK, "~B7.impact": 5}}}), "b.xlsx")
    assert [f.code for f in world.gathered().findings if f.needs_person] == [
        "return.answered-twice",
        "cell.not-in-list-near",
    ]
    assert world.copies() == []
    idea = {"B4": {1: {"~B4.title": "Overblik", "~B4.problem": "Mangler", "~B4.dots": "fire"}}}
    world.put(filled(blank, {"B7": {1: RISK}, **idea}), "a.xlsx")
    (copy,) = world.copies()
    tabs = [name[:2] for name in opened(copy.data).sheetnames]
    assert "B4" in tabs
    assert "B7" not in tabs
    assert "svar på B7 i" in text_of(opened(copy.data).worksheets[0])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("returned/../../etc/x.xlsx", "etc/x rettet kopi.xlsx"),
        ("/abs/x.xlsx", "abs/x rettet kopi.xlsx"),
        ("returned/a:b?.xlsx", "a_b_ rettet kopi.xlsx"),
        ("returned/post.eml/svar.xlsx", "post.eml/svar rettet kopi.xlsx"),
        ("returned/x.y.xlsx", "x.y rettet kopi.xlsx"),
        ("returned/" + "n" * 200 + ".xlsx", "n" * 100 + " rettet kopi.xlsx"),
    ],
)
def test_paths_stay_below_outputs(world: World, name: str, path: str) -> None:
    world.put(filled(world.blank("network", "G1"), WRONG), "a.xlsx")
    gathered = world.gathered()
    item = replace(gathered.returns[0], file=name)
    findings = tuple(replace(finding, file=name) for finding in gathered.findings)
    (copy,) = marked_copies(world.folder, Gathered((item,), gathered.evidence, findings))
    assert copy.path == f"outputs/strategy/rettede-kopier/{path}"


def test_two_returns_never_share_a_copy(world: World) -> None:
    world.put(filled(world.blank("network", "G1"), WRONG), "svar.xlsx")
    world.put(filled(world.blank("network", "G2"), WRONG), "svar.xlsm")
    world.put(filled(world.blank("network", "G3"), WRONG), "SVAR.xltx")
    paths = [copy.path.casefold() for copy in world.copies()]
    assert len(paths) == len(set(paths)) == 3


def test_a_tab_of_another_unit_gets_a_copy_of_its_own(world: World) -> None:
    mine = opened(filled(world.blank("network", "G1"), WRONG))
    other = opened(filled(world.blank("network", "G2"), {"B7": {1: {**RISK, "~B7.impact": 9}}}))
    theirs, given = mine.create_sheet("Fra bord 2"), page_of(other, "B7")
    for row in given.iter_rows():
        for cell in row:
            theirs[cell.coordinate].value = cell.value
    world.put(saved(mine), "svar.xlsx")
    copies = world.copies()
    assert [copy.path.rpartition("/")[2] for copy in copies] == [
        "svar rettet kopi.xlsx",
        "svar rettet kopi G2.xlsx",
    ]
    found = [world.read(copy.data) for copy in copies]
    assert [item.identity.unit.code for item in found if item.identity] == ["G1", "G2"]
    assert [[f.code for f in item.findings if f.needs_person] for item in found] == [
        ["cell.not-in-list-near"],
        ["cell.out-of-range"],
    ]


def test_a_return_of_a_table_that_does_not_exist_is_copied_all_the_same(world: World) -> None:
    from kit.model.process import Unit
    from kit.model.sheet import Identity

    book = opened(filled(world.blank("network", "G1"), WRONG))
    first = world.read(saved(book)).identity
    assert first is not None
    token = Identity(first.process, first.workshop, Unit("group", "44")).token
    for page in book.worksheets:
        for row in page.iter_rows(max_row=6):
            for cell in row:
                if isinstance(cell.value, str) and first.token in cell.value:
                    cell.value = cell.value.replace(first.token, token)
    again = world.read(world.copy_of(saved(book)).data)
    assert again.identity is not None
    assert again.identity.token == token


def test_findings_about_places_nobody_knows_are_listed_and_break_nothing(world: World) -> None:
    world.put(filled(world.blank("network", "G1"), WRONG), "a.xlsx")
    gathered = world.gathered()
    tab = gathered.evidence[0].tab
    values = {"shown": "gåde", "header": "?", "allowed_da": "–", "allowed_en": "–"}
    strange = [
        Finding("cell.not-in-list", "returned/a.xlsx", tab, "ZZ900", values),
        Finding("cell.not-in-list", "returned/a.xlsx", tab, "B7–B900000", values),
        Finding("cell.not-in-list", "returned/a.xlsx", "Findes ikke", "B7", values),
        Finding("cell.not-in-list", "returned/a.xlsx", tab, "hist og pist", values),
    ]
    item: Return = gathered.returns[0]
    (copy,) = marked_copies(
        world.folder, Gathered((item,), gathered.evidence, (*gathered.findings, *strange))
    )
    book = opened(copy.data)
    assert text_of(book.worksheets[0]).count("“gåde”") == 4
