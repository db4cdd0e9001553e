"""The copy is a return like any other: same answers, and, once corrected, no more questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked_world import (
    FIRST,
    IDEA,
    RISK,
    Rows,
    World,
    asked,
    column_of,
    filled,
    opened,
    page_of,
    said,
    saved,
)

from kit.model.evidence import Unread
from kit.model.mark import CopyMark
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.pipeline.check import Gathered
from kit.pipeline.marked import marked_copies

FAULTS: dict[str, tuple[str, str, Rows, Rows]] = {
    "choices and numbers": (
        "network",
        "G1",
        {
            "B4": {1: IDEA, 3: {**IDEA, "~B4.title": "To overblik", "~B4.dots": "fire"}},
            "B7": {
                1: {**RISK, "~B7.kind": "Tekinsk"},
                2: {**RISK, "~B7.risk": "Ingen bruger det", "~B7.impact": 9},
                5: {**RISK, "~B7.risk": "Det varer for længe"},
            },
        },
        {"B4": {2: {"~B4.dots": 4}}, "B7": {1: {"~B7.kind": "Teknisk"}, 2: {"~B7.impact": 4}}},
    ),
    "something required is missing": (
        "network",
        "G2",
        {"B7": {1: {"~B7.risk": "Ingen ejer", "~B7.kind": "Teknisk"}, 2: RISK}},
        {"B7": {1: {"~B7.probability": 2, "~B7.impact": 3, "~B7.handled_by": "Os"}}},
    ),
    "a form": (
        "kickoff",
        "G1",
        {
            "F3": {
                1: {"~F3.area": "Skoolen", "~F3.level": "Leder", "~F3.now": 3, "~F3.target": 4},
                5: {"~F3.now": 7, "~F3.target": "?", "~F3.importance": 4, "~F3.why": "Vi ved det ikke"},
                17: {"~F3.area": "Social og handicap", "~F3.level": "Leder", "~F3.now": 2, "~F3.target": 5},
            }
        },
        {"F3": {1: {"~F3.area": "Social og handicap"}, 5: {"~F3.now": 1}}},
    ),
    "a matrix": (
        "roles",
        "G1",
        {
            "R4": {
                1: {"~R4.letter.RO-03": "A", "~R4.letter.RO-04": "X", "~R4.comment": "Uenige"},
                2: {"~R4.letter.RO-03": "R"},
                15: {"~R4.decision": "Hvem må se løn", "~R4.letter.RO-04": "A"},
                16: {"~R4.decision": "Hvem må se løn", "~R4.letter.RO-04": "R"},
            }
        },
        {"R4": {1: {"~R4.letter.RO-04": "C"}}},
    ),
    "a prefilled catalogue": (
        "roles",
        "G2",
        {"R2": {1: {"~R2.keep": "Behldes"}, 3: {"~R2.keep": "Beholdes", "~R2.hours_month": None}}},
        {"R2": {1: {"~R2.keep": "Beholdes"}}},
    ),
    "several choices in one cell": (
        "round",
        "ASO",
        {
            "S1": {
                1: {
                    "~S1.system": "Aula", "~S1.area": "Sundhed og ældre", "~S1.confirmed": "Ja",
                    "~S1.critical": "Ja", "~S1.also_used_by": "Social og handicap; Mars",
                }
            }
        },
        {"S1": {1: {"~S1.also_used_by": "Social og handicap"}}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_copy_says_what_the_return_said(world: World, name: str) -> None:
    workshop, unit, rows, _ = FAULTS[name]
    data = filled(world.blank(workshop, unit), rows)
    first = world.read(data)
    assert asked(first), "nothing was wrong with it"
    again = world.read(world.copy_of(data).data)
    assert again.identity == first.identity
    assert said(again.evidence) == said(first.evidence)
    assert asked(again) == asked(first)


@pytest.mark.parametrize("name", FAULTS)
def test_a_corrected_copy_asks_nothing_more(world: World, name: str) -> None:
    workshop, unit, rows, remedy = FAULTS[name]
    data = filled(world.blank(workshop, unit), rows)
    first = world.read(data)
    mended = world.read(filled(world.copy_of(data).data, remedy))
    assert asked(mended) == []
    assert len(mended.evidence) >= len(first.evidence)


def test_fixing_the_cells_that_the_copy_itself_is_asked_about(world: World) -> None:
    """Nobody counts rows: the findings on the copy name the cells to correct."""
    workshop, unit, rows, _ = FAULTS["choices and numbers"]
    copy = world.copy_of(filled(world.blank(workshop, unit), rows)).data
    book = opened(copy)
    right = {"cell.not-a-number": 4, "cell.not-in-list-near": "Teknisk", "cell.out-of-range": 5}
    for finding in world.read(copy).findings:
        if finding.needs_person:
            book[finding.sheet][finding.cell].value = right[finding.code]
    assert asked(world.read(saved(book))) == []


def test_what_was_not_understood_stands_as_it_was_written(world: World) -> None:
    _, _, rows, _ = FAULTS["choices and numbers"]
    book = opened(world.copy_of(filled(world.blank("network", "G1"), rows)).data)
    page = page_of(book, "B7")
    assert page.cell(FIRST, column_of(page, "~B7.kind")).value == "Tekinsk"
    assert page.cell(FIRST + 1, column_of(page, "~B7.impact")).value == 9
    assert page.cell(FIRST + 1, column_of(page, "~B7.kind")).value == "Teknisk"
    page = page_of(book, "B4")
    assert page.cell(FIRST + 1, column_of(page, "~B4.dots")).value == "fire"


def test_rows_that_nobody_answered_can_still_be_answered(world: World) -> None:
    _, _, rows, _ = FAULTS["a form"]
    blank = world.blank("kickoff", "G1")
    page = page_of(opened(world.copy_of(filled(blank, rows)).data), "F3")
    given = page_of(opened(blank), "F3")
    for key in ("~F3.respondent", "~F3.theme"):
        at = column_of(page, key)
        mine = [page.cell(row, at).value for row in range(FIRST, given.max_row + 1)]
        assert mine == [given.cell(row, at).value for row in range(FIRST, given.max_row + 1)]
        assert len(set(mine)) > 5
    at = column_of(page, "~F3.level")
    assert [page.cell(row, at).value for row in range(FIRST, FIRST + 18)] == [
        "Leder", *[None] * 15, "Leder", None,
    ]  # fmt: skip


def test_whole_texts_come_from_the_reader_where_it_hands_them_on(world: World) -> None:
    """A finding shows sixty characters; the reader's own list has all, rows of a matrix included."""
    long = "Vi har talt om det i " + "lang tid og " * 20
    workshop, unit, rows, _ = FAULTS["choices and numbers"]
    world.put(filled(world.blank(workshop, unit), rows), "svar.xlsx")
    gathered = world.gathered()
    item = gathered.returns[0]
    group = Unit("group", "1")

    def cell(sheet: str, row: int, column: str, text: str) -> Unread:
        return Unread(sheet, "network", group, "Ark9", row, column, f"Z{row}", text)

    tab = next(one.tab for one in item.evidence if one.sheet == "B7")
    unread = (
        Unread("B7", "network", group, tab, FIRST, "kind", f"C{FIRST}", long),
        cell("R4", 4, "decision", "D05"),
        cell("R4", 4, "letter.RO-03", "måske"),
        cell("R4", 9, "decision", "D05"),
        cell("R4", 9, "letter.RO-03", "senere"),
    )
    whole = Gathered((replace(item, unread=unread),), gathered.evidence, gathered.findings)
    (copy,) = marked_copies(world.folder, whole)
    book = opened(copy.data)
    page = page_of(book, "B7")
    assert page.cell(FIRST, column_of(page, "~B7.kind")).value == long
    page = page_of(book, "R4")
    at = column_of(page, "~R4.letter.RO-03")
    letters = [page.cell(row, at).value for row in range(FIRST, page.max_row + 1)]
    assert [text for text in letters if text] == ["måske", "senere"]


def test_a_copy_names_what_it_replaces_on_every_sheet(world: World) -> None:
    data = filled(world.blank("network", "G1"), {"B7": {1: {**RISK, "~B7.kind": "Tekinsk"}}})
    first = world.read(data)
    copy = world.copy_of(data)
    mark = CopyMark(1, first.sha256[:12])
    for page in opened(copy.data).worksheets:
        if page.title == "Lister":
            continue
        cells = [str(cell.value) for row in page.iter_rows(max_row=6) for cell in row if cell.value]
        assert any(CopyMark.find(text) == mark and Identity.find(text)[0] == first.identity for text in cells)
    assert opened(copy.data).custom_doc_props["kit_copy_of"].value == mark.token


@pytest.mark.parametrize("text", ["KIT-PRVK27-NET-G1-V1-X", "KIT-COPY-NET-G1-V1-X", "KIT-COPY-1-9f86", ""])
def test_a_token_is_no_copy_mark(text: str) -> None:
    assert CopyMark.find(text) is None
    assert Identity.find(CopyMark(3, "0123456789ab").token) == (None, False)


def test_a_copy_of_a_copy_counts_on(world: World) -> None:
    data = filled(world.blank("network", "G1"), {"B7": {1: {**RISK, "~B7.kind": "Tekinsk"}}})
    first = world.copy_of(data, "bord 1.xlsx")
    assert first.path == "outputs/strategy/rettede-kopier/bord 1 rettet kopi.xlsx"
    (world.folder.root / "returned/bord 1.xlsx").unlink()
    world.put(first.data, "bord 1 rettet kopi.xlsx")
    gathered = world.gathered()
    item = replace(gathered.returns[0], copy_of=CopyMark(1, "0" * 12))
    again = Gathered((item,), gathered.evidence, gathered.findings)
    (second,) = marked_copies(world.folder, again)
    assert second.path == "outputs/strategy/rettede-kopier/bord 1 rettet kopi 2.xlsx"
    assert "Rettet kopi nr. 2 af bord 1 rettet kopi.xlsx" in str(
        opened(second.data).worksheets[0]["A3"].value
    )
