"""Whatever people write into a worksheet, and wherever: it is evidence, or handed on as it was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked_world import FIRST, HEADER, IDEA, KEYS, RISK, World, filled, opened, page_of, saved
from openpyxl.cell.cell import MergedCell

from kit.model.evidence import Return

ROWS = {"B4": {1: IDEA}, "B7": {1: RISK, 3: {**RISK, "~B7.kind": "Tekinsk"}}}
SHEETS = {"network": "G1", "kickoff": "G1", "roles": "G1", "round": "ASO"}


def told(item: Return) -> list[str]:
    """Every text that a reading hands on."""
    values = [str(value) for row in item.evidence for value in row.values.values()]
    return [*values, *(one.text for one in item.unread), *(text for _, _, text in item.kept)]


def lost(item: Return, texts: Iterator[str] | list[str]) -> list[str]:
    said = told(item)
    return [text for text in texts if not any(text in one for one in said)]


PLACES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 45), st.integers(1, 30)),
    min_size=25,
    max_size=60,
    unique=True,
)


@pytest.mark.parametrize("workshop", SHEETS)
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(places=PLACES)
def test_a_text_anywhere_is_never_lost(
    world: World, workshop: str, places: list[tuple[int, int, int]]
) -> None:
    book = opened(world.blank(workshop, SHEETS[workshop]))
    texts = []
    for number, (tab, row, column) in enumerate(places):
        page = book.worksheets[tab % len(book.worksheets)]
        cell = page.cell(row, column)
        heading = row in (KEYS, HEADER) and page.cell(KEYS, column).value
        in_list = page.title == "Lister" and page.cell(4, column).value
        if not (isinstance(cell, MergedCell) or heading or in_list or str(cell.value).startswith("Vores")):
            cell.value = f"Vores tanke nr {number} om det hele"
            texts.append(str(cell.value))
    item = world.read(saved(book))
    if item.identity:
        assert lost(item, texts) == []


def test_a_blank_worksheet_holds_nothing_of_anybodys(world: World) -> None:
    areas = [("round", f"A{area.code}") for area in world.folder.process.areas]
    assert max(len(area.name) for area in world.folder.process.areas) > 25
    for workshop, unit in [*SHEETS.items(), *areas]:
        item = world.read(world.blank(workshop, unit))
        assert (item.kept, item.unread) == ((), ())
        assert {f.code for f in item.findings} == {"file.no-answers"}


def bent(world: World) -> dict[str, bytes]:
    """Worksheets after what people do to them, each with a thought of their own in it."""
    made = {}

    def keep(name: str, book) -> None:
        made[name] = saved(book)

    def fresh():
        return opened(filled(world.blank("network", "G1"), ROWS))

    book = fresh()
    page_of(book, "B7").insert_rows(1, 2)
    page_of(book, "B7")["C1"] = "En tanke"
    keep("above the headings", book)
    book = fresh()
    page_of(book, "B7")["B6"] = "En tanke"
    keep("in the example", book)
    book = fresh()
    book.worksheets[0]["B30"] = "En tanke"
    keep("on the guidance", book)
    book = fresh()
    copy = book.copy_worksheet(page_of(book, "B7"))
    copy["B8"] = "En tanke"
    keep("on the second of two sheets", book)
    book = fresh()
    hidden = book.create_sheet("Ark1")
    hidden["A1"], hidden.sheet_state = "En tanke", "hidden"
    keep("on a hidden tab", book)
    book = fresh()
    page = page_of(book, "B7")
    page["B9"] = "En tanke"
    for row in (KEYS, HEADER):
        for cell in page[row]:
            cell.value = None
    for name in [name for name in book.defined_names if name.startswith("kit_B7")]:
        del book.defined_names[name]
    keep("on a sheet without headings", book)
    book = fresh()
    page_of(book, "B7")["Z60"] = "En tanke"
    keep("far beside and below", book)
    book = fresh()
    page_of(book, "B4").cell(FIRST, 20).value = 7
    page_of(book, "B7")["Z4"] = "En tanke"
    keep("a heading without anything below", book)
    return made


def test_what_people_do_to_a_worksheet_loses_nothing(world: World) -> None:
    cases = bent(world)
    assert len(cases) == 8
    for name, data in cases.items():
        item = world.read(data)
        assert lost(item, ["En tanke", "Ét overblik", "Ingen ejer", "Tekinsk"]) == [], name


@pytest.mark.parametrize("name", ["above the headings", "in the example", "on the guidance"])
def test_what_stands_outside_is_said(world: World, name: str) -> None:
    item = world.read(bent(world)[name])
    (found,) = [f for f in item.findings if f.code in ("sheet.text-outside", "row.example-overwritten")]
    assert found.cell and found.sheet
    for lang in ("da", "en"):
        assert found.message(lang).endswith(".") and found.remedy(lang).endswith(".")


def test_a_copy_hands_on_what_stood_on_its_last_sheet(world: World) -> None:
    """Where it was written first is still said in the copy of a copy; what is added there is kept, too."""
    data = bent(world)["on a hidden tab"]
    book = opened(world.copy_of(data).data)
    last, first = book.worksheets[-1], book.worksheets[0]
    assert [cell.value for cell in last[5]] == ["Ark1", "A1", "En tanke"]
    last["A9"] = "Mere om det"
    first["H14"] = "x"
    first["J2"] = "Ring til os"
    item = world.read(saved(book))
    tab = last.title
    assert item.kept == (
        (first.title, "J2", "Ring til os"),
        (tab, "A9", "Mere om det"),
        ("Ark1", "A1", "En tanke"),
    )


def test_a_copy_itself_holds_nothing_of_anybodys(world: World) -> None:
    data = filled(world.blank("network", "G1"), {**ROWS, "B4": {1: {**IDEA, "~B4.dots": "fire"}}})
    item = world.read(world.copy_of(data).data)
    assert item.kept == ()
    assert "sheet.text-outside" not in {f.code for f in item.findings}


def test_numbers_of_persons_are_not_kept(world: World) -> None:
    book = opened(filled(world.blank("network", "G1"), ROWS))
    book.create_sheet("Noter")["B2"] = "010170-1234 ringede"
    item = world.read(saved(book))
    assert item.kept == (("Noter", "B2", "[…] ringede"),)
    assert [(f.sheet, f.cell) for f in item.findings if f.code == "personal.cpr"] == [("Noter", "B2")]


def test_there_is_an_end_to_what_is_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.read.aside.MOST", 10)
    book = opened(filled(world.blank("network", "G1"), ROWS))
    notes = book.create_sheet("Noter")
    for row in range(1, 13):
        notes.cell(row, 1).value = f"Note {row}"
    item = world.read(saved(book))
    assert len(item.kept) == 10
    assert "file.much-beside" in {f.code for f in item.findings}
