"""A corrected copy takes the place of the return that it was made of, whatever the files are called."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from marked_world import IDEA, RISK, World, asked, context_of, filled, opened, page_of, said, saved

from kit.model.mark import CopyMark
from kit.pipeline.check import Gathered
from kit.read import across
from kit.render.filling import Entry, SheetEntries, fill

WRONG = {**RISK, "~B7.kind": "Tekinsk"}
ROWS = {"B4": {1: IDEA}, "B7": {1: WRONG, 2: {**RISK, "~B7.risk": "Ingen tid"}}}
REPLACED = "return.corrected-by-copy"
TWICE = "return.answered-twice"


def corrected(copy: bytes) -> bytes:
    """The copy after somebody has chosen the right kind."""
    entry = Entry({"kind": "Teknisk"}, keys={"risk": str(RISK["~B7.risk"])})
    return fill(copy, [SheetEntries("B7", (entry,))]).data


def codes(gathered: Gathered) -> list[str]:
    return sorted(finding.code for finding in gathered.findings if finding.needs_person)


def about(gathered: Gathered, code: str) -> list[tuple[str, str, str]]:
    found = [f for f in gathered.findings if f.code == code]
    return [(f.file, str(f.values["other"]), str(f.values["sheets"])) for f in found]


@pytest.fixture
def first(world: World) -> bytes:
    return filled(world.blank("network", "G1"), ROWS)


@pytest.mark.parametrize("name", ["a svar fra bordet.xlsx", "z svar fra bordet.xlsx"])
def test_a_corrected_copy_replaces_its_return_whatever_its_name(
    world: World, first: bytes, name: str
) -> None:
    copy = corrected(world.copy_of(first, "m bord 1.xlsx").data)
    world.put(copy, name)
    gathered = world.gathered()
    assert said(gathered.evidence) == said(world.read(copy).evidence)
    assert {row.file for row in gathered.evidence} == {f"returned/{name}"}
    assert len(gathered.evidence) == 3
    assert codes(gathered) == []
    assert about(gathered, REPLACED) == [("returned/m bord 1.xlsx", f"returned/{name}", "B4, B7")]
    assert world.copies() == []
    for lang in ("da", "en"):
        (note,) = [f for f in gathered.findings if f.code == REPLACED]
        assert name in note.message(lang) and "B4, B7" in note.message(lang)


def test_what_was_taken_out_of_the_copy_is_gone(world: World, first: bytes) -> None:
    book = opened(world.copy_of(first).data)
    page = page_of(book, "B4")
    for row in page.iter_rows(min_row=7, min_col=2):
        for cell in row:
            cell.value = None
    world.put(corrected(saved(book)), "rettet.xlsx")
    assert [row.sheet for row in world.gathered().evidence] == ["B7", "B7"]


def test_a_tab_that_is_not_in_the_copy_stays_with_the_return(world: World, first: bytes) -> None:
    book = opened(world.copy_of(first).data)
    book.remove(page_of(book, "B4"))
    world.put(corrected(saved(book)), "a.xlsx")
    gathered = world.gathered()
    files = [(row.sheet, row.file) for row in gathered.evidence]
    assert files == [("B7", "returned/a.xlsx")] * 2 + [("B4", "returned/svar.xlsx")]
    assert codes(gathered) == []


def test_a_copy_saved_as_csv_replaces_its_one_sheet(world: World, first: bytes) -> None:
    page = page_of(opened(corrected(world.copy_of(first).data)), "B7")
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(page.iter_rows(values_only=True))
    world.put(text.getvalue().encode("utf-8-sig"), "B7.csv")
    gathered = world.gathered()
    assert [(row.sheet, row.file) for row in gathered.evidence] == [
        ("B7", "returned/B7.csv"), ("B7", "returned/B7.csv"), ("B4", "returned/svar.xlsx"),
    ]  # fmt: skip
    assert about(gathered, REPLACED) == [("returned/svar.xlsx", "returned/B7.csv", "B7")]
    assert codes(gathered) == []


def test_the_copy_of_a_copy_replaces_both(world: World, first: bytes) -> None:
    half = fill(world.copy_of(first).data, [SheetEntries("B4", (Entry({"dots": "mange"}, every=True),))]).data
    world.put(half, "halvt.xlsx")
    (again,) = world.copies()
    assert world.read(again.data).copy_of == CopyMark(2, world.read(half).sha256[:12])
    emptied = fill(corrected(again.data), [SheetEntries("B4", (Entry({"dots": 3}, every=True),))]).data
    world.put(emptied, "a hele.xlsx")
    gathered = world.gathered()
    assert {row.file for row in gathered.evidence} == {"returned/a hele.xlsx"}
    assert sorted(about(gathered, REPLACED)) == [
        ("returned/halvt.xlsx", "returned/a hele.xlsx", "B4, B7"),
        ("returned/svar.xlsx", "returned/a hele.xlsx", "B4, B7"),
    ]
    assert codes(gathered) == []


def test_two_different_copies_are_asked_about_and_the_later_name_counts(world: World, first: bytes) -> None:
    copy = world.copy_of(first).data
    one = corrected(copy)
    two = fill(one, [SheetEntries("B7", (Entry({"impact": 1}, every=True),))]).data
    world.put(one, "rettet 1.xlsx")
    world.put(two, "rettet 2.xlsx")
    gathered = world.gathered()
    assert {row.file for row in gathered.evidence if row.sheet == "B7"} == {"returned/rettet 2.xlsx"}
    assert about(gathered, TWICE) == [("returned/rettet 1.xlsx", "returned/rettet 2.xlsx", "B7")]
    assert codes(gathered) == [TWICE]


def test_a_copy_without_its_original_is_a_return_like_any_other(world: World, first: bytes) -> None:
    copy = corrected(world.copy_of(first, "bord 1.xlsx").data)
    (world.folder.root / "returned/bord 1.xlsx").unlink()
    other = filled(world.blank("network", "G1"), {"B7": {1: {**RISK, "~B7.risk": "Noget andet"}}})
    world.put(copy, "a.xlsx")
    world.put(other, "b.xlsx")
    gathered = world.gathered()
    assert about(gathered, REPLACED) == []
    assert about(gathered, TWICE) == [("returned/a.xlsx", "returned/b.xlsx", "B7")]


def test_an_emptied_copy_replaces_nothing(world: World, first: bytes) -> None:
    book = opened(world.copy_of(first).data)
    for code in ("B4", "B7"):
        for row in page_of(book, code).iter_rows(min_row=7, min_col=2):
            for cell in row:
                cell.value = None
    world.put(saved(book), "tom.xlsx")
    gathered = world.gathered()
    assert {row.file for row in gathered.evidence} == {"returned/svar.xlsx"}
    assert about(gathered, REPLACED) == []


def test_a_number_that_must_not_lie_there_is_asked_about_until_the_file_is_gone(world: World) -> None:
    rows = {"B7": {1: {**RISK, "~B7.treatment": "Ring til 010170-1234"}}}
    copy = world.copy_of(filled(world.blank("network", "G1"), rows)).data
    mended = fill(copy, [SheetEntries("B7", (Entry({"treatment": "Ring"}, every=True),))]).data
    world.put(mended, "rettet.xlsx")
    gathered = world.gathered()
    assert [(f.file, f.code) for f in gathered.findings if f.needs_person] == [
        ("returned/svar.xlsx", "personal.cpr")
    ]
    assert world.copies() == []


def test_files_that_name_each_other_do_not_wipe_each_other_out(world: World, first: bytes) -> None:
    one = replace(world.read(first), file="a", sha256="a" * 64, copy_of=CopyMark(1, "b" * 12))
    two = replace(world.read(first), file="b", sha256="b" * 64, copy_of=CopyMark(2, "a" * 12))
    returns, findings = across((one, two), context_of(world.folder))
    assert [len(item.evidence) for item in returns] == [0, 3]
    assert [(f.file, f.code) for f in findings] == [("a", REPLACED)]


def test_the_mark_is_also_read_from_the_properties(world: World, first: bytes) -> None:
    book = opened(world.copy_of(first).data)
    mark = CopyMark(1, world.read(first).sha256[:12])
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and mark.token in cell.value:
                    cell.value = cell.value.replace(mark.token, "")
    assert world.read(saved(book)).copy_of == mark
    assert asked(world.read(saved(book)))
    assert world.read(first).copy_of is None


def test_corrected_halves_are_still_halves(world: World) -> None:
    """Rows of a half keep their places in its copy: moved up, they would stand where the other half's are."""
    rows = {n: {**RISK, "~B7.risk": f"Risiko {n}"} for n in range(1, 7)}
    rows[1]["~B7.kind"] = rows[6]["~B7.kind"] = "Tekinsk"
    blank = world.blank("network", "G1")
    world.put(filled(blank, {"B7": {n: rows[n] for n in (1, 2, 3)}}), "a.xlsx")
    world.put(filled(blank, {"B7": {n: rows[n] for n in (4, 5, 6)}}), "b.xlsx")
    assert len(world.gathered().evidence) == 6
    for number, copy in enumerate(world.copies()):
        entry = Entry({"kind": "Teknisk"}, every=True)
        world.put(fill(copy.data, [SheetEntries("B7", (entry,))]).data, f"rettet {number}.xlsx")
    gathered = world.gathered()
    assert sorted(row.text("risk") for row in gathered.evidence) == [f"Risiko {n}" for n in range(1, 7)]
    assert {row.file for row in gathered.evidence} == {"returned/rettet 0.xlsx", "returned/rettet 1.xlsx"}
    assert codes(gathered) == []
