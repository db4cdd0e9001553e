"""How Word's pages are laid out: links with room for page numbers, module heads in few lines, whole words."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from strategy_fixture import document
from strategy_tools import W, part

from kit.model.document import Cell, Column, Module, Paragraph, Table
from kit.render.figures.measure import widest_word, width
from kit.render.strategy import to_docx
from kit.render.strategy.docx_pages import head_lines
from kit.render.strategy.docx_widths import measured
from kit.resources import Resources

LONG = "Informationssikkerhedskoordinator"


def test_contents_have_page_numbers_to_come_and_none_that_may_be_wrong(docx: bytes) -> None:
    root = part(docx, "word/document.xml")
    targets = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    links = [link for link in root.iter(f"{W}hyperlink") if str(link.get(f"{W}anchor")).startswith("_Toc")]
    assert len(links) > 8
    for link in links:
        assert link.get(f"{W}anchor") in targets
        (instruction,) = [text.text or "" for text in link.iter(f"{W}instrText")]
        assert instruction.split()[:2] == ["PAGEREF", link.get(f"{W}anchor")]
        kinds = [mark.get(f"{W}fldCharType") for mark in link.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"]
        last = list(link)[-1]
        assert last.find(f"{W}t") is None  # no result that nobody has counted


def test_word_asks_the_reader_nothing(docx: bytes) -> None:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        assert b"w:dirty" not in package.read("word/document.xml")


def test_short_pairs_of_a_module_head_share_a_line() -> None:
    head = (
        ("Ejer", "Digitaliseringschef"),
        ("Version", "0.3"),
        ("Status", "Udkast"),
        ("Skiftes ud, hvis", "en ny rolle vedtages, eller et fagområde skifter fagsystem"),
        ("Bygger på", "24 svar"),
    )
    lines = head_lines(head)
    assert [len(line) for line in lines] == [2, 1, 1, 1]
    assert tuple(pair for line in lines for pair in line) == head


def table(*rows: tuple[str, ...], weights: tuple[float, ...]) -> Table:
    columns = tuple(Column(f"K{n}", width=weight) for n, weight in enumerate(weights))
    return Table("x", "Tabel", columns, tuple(tuple(map(Cell, row)) for row in rows))


def widths(table: Table, room: int) -> tuple[int, ...]:
    return measured(table, room).widths


def test_a_narrow_column_has_room_for_its_longest_word() -> None:
    made = widths(table(("tekst " * 40, "31‑12‑2027"), weights=(9, 0.5)), 9000)
    assert made[1] >= widest_word("31-12-2027", 9) * 20
    assert sum(made) == pytest.approx(9000, abs=2)


def test_widths_stay_as_asked_for_where_cells_have_room() -> None:
    assert widths(table(("kort", "kort"), weights=(3, 1)), 8000) == (6000, 2000)


def test_width_goes_where_it_saves_lines() -> None:
    """A column of two words does not break beside one with room to spare."""
    rows = [("kort", "Ikke aftalt endnu", "nej")] * 30
    made = widths(table(*rows, weights=(8, 1, 1)), 8000)
    assert made[1] >= width("Ikke aftalt endnu", 9) * 20
    assert sum(made) == pytest.approx(8000, abs=2)


def test_letters_are_smaller_before_a_word_is_cut() -> None:
    whole = table((LONG,) * 3, weights=(1, 1, 1))
    room = 3 * round(widest_word(LONG, 8.5) * 20 + 250)
    assert measured(whole, room + 600).size == 0
    made = measured(whole, room)
    assert made.size == 8.5
    assert min(made.widths) >= widest_word(LONG, 8.5) * 20


def test_no_word_takes_the_table() -> None:
    made = widths(table((LONG * 3, "a", "b"), weights=(1, 1, 1)), 9000)
    assert made[0] <= 9000 * 0.4
    assert min(made) > 0


def test_columns_that_all_lack_room_share_it() -> None:
    made = measured(table((LONG,) * 8, weights=(1,) * 8), 9000)
    assert set(made.widths) == {1125}
    assert made.size == 8


def test_a_date_stays_whole_beside_words_that_do_not() -> None:
    made = widths(table(("31-12-2027", *(LONG,) * 7), weights=(0.1, *(1,) * 7)), 9000)
    assert made[0] >= widest_word("31-12-2027", 8) * 20


def test_the_summary_is_set_closely_and_others_are_not(own: Resources) -> None:
    """M01 is one page that is handed out alone."""
    text = (Paragraph("Et afsnit."),)
    modules = tuple(Module(id, id, (), text) for id in ("M00", "M01", "M02", "M03"))
    made = to_docx(replace(document("da"), modules=modules, notes=()), own)
    with zipfile.ZipFile(BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()
    close = [
        "w:line=" in paragraph
        for paragraph in re.findall(r"<w:p>.*?</w:p>", body)
        if "Et afsnit." in paragraph
    ]
    assert close == [True, True, False, False]


def test_a_module_that_fills_a_page_opens_one_and_a_short_one_follows(own: Resources) -> None:
    short, long = (Paragraph("Et afsnit."),), (Paragraph("ord " * 600),)
    modules = (
        Module("M02", "Først", (), short),
        Module("M03", "Kort", (), short),
        Module("M04", "Lang", (), long),
    )
    made = to_docx(replace(document("da"), modules=modules, notes=()), own)
    styled = part(made, "word/document.xml").iter(f"{W}p")
    opened = {
        "".join(text.text or "" for text in p.iter(f"{W}t")): p.find(f"{W}pPr/{W}pageBreakBefore") is not None
        for p in styled
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "heading1"
    }
    assert opened == {"M02 Først": True, "M03 Kort": False, "M04 Lang": True}
