"""What could not be read, or not wholly, is handed on as it was written."""

from __future__ import annotations

from datetime import date

import pytest
from read_world import IDEA, RISK, Page, book_of, bytes_of, codes, found, read_bytes, saved, token

from kit.model.process import Unit
from kit.read.grid import Book, Tab
from kit.read.returns import Interpreter


def read(context, tmp_path, *pages, identity=None):
    return read_bytes(bytes_of(*pages, context=context, identity=identity), context, tmp_path)


def left(item):
    return {(one.row, one.column): one.text for one in item.unread}


TODO = {"question": "Hvem?", "area": "SO", "blocking": "Ja", "responsible": "Chef", "due": "1-2-27"}
ROWS = {"B4": IDEA, "B7": RISK, "C2": TODO}


@pytest.mark.parametrize(
    ("sheet", "column", "text"),
    [
        ("B7", "kind", "Tekinsk"),
        ("B7", "kind", "?"),
        ("B7", "kind", "#N/A"),
        ("B7", "impact", "meget"),
        ("B7", "impact", "9"),
        ("B7", "impact", "ca. 4 eller 5"),
        ("B7", "impact", "-"),
        ("B4", "dots", "3,5"),
        ("B4", "wanted_start", "efter ferien"),
        ("B4", "audience", "Borgere; Mars"),
        ("B4", "audience", "; ;"),
        ("C2", "due", "når vi når det"),
        ("C2", "due", "uge 37"),
        ("C2", "module", "M04 og lidt til"),
    ],
)
def test_a_text_that_is_no_answer_is_left_as_it_was_written(context, tmp_path, sheet, column, text):
    first = ROWS[sheet]
    item = read(context, tmp_path, Page(sheet, [first, {**first, column: text}]))
    (one,) = item.unread
    assert (one.sheet, one.workshop, one.unit) == (sheet, "network", Unit("group", "3"))
    assert (one.tab, one.row, one.column, one.text) == (item.evidence[1].tab, 6, column, text)
    assert one.cell.endswith("6") and any(one.cell in f.cell for f in item.findings)
    assert len(item.evidence) == 2


def test_what_was_read_whole_is_not_left(context, tmp_path):
    risk = {**RISK, "impact": "4,0", "kind": "teknisk ", "risk": "  To\u00a0blanke  "}
    todo = {**TODO, "due": date(2027, 1, 4), "module": "m04"}
    idea = {**IDEA, "audience": "Borgere; Virksomheder", "wanted_start": "K1 2027"}
    item = read(context, tmp_path, Page("B7", [risk]), Page("C2", [todo]), Page("B4", [idea]))
    assert len(item.evidence) == 3 and item.unread == ()


def test_more_words_than_the_entry_are_said(context, tmp_path):
    holder = {"role": "RO-03 men kun for løn", "scope": "Hele kommunen", "status": "Vakant"}
    item = read(context, tmp_path, Page("R3", [holder]), identity=token("ROL", "ASO"))
    assert item.evidence[0].values["role"] == "RO-03"
    assert left(item) == {(5, "role"): "RO-03 men kun for løn"}
    said = found(item, "cell.read-as").message("da")
    assert "“RO-03 men kun for løn”" in said and "“RO-03 Dataejer”" in said


def test_a_number_in_a_sentence_is_no_entry(context, tmp_path):
    """“Bord 3” is table 3; a sentence that ends with a number is asked about."""
    item = read(context, tmp_path, Page("C1", [{"group": "Bord 3"}, {"group": "Ikke os, men bord 3"}]))
    assert item.evidence[0].values["group"] == "3"
    assert left(item) == {(6, "group"): "Ikke os, men bord 3"}


def test_errors_and_formulas_are_left(context, tmp_path):
    book = book_of(Page("B7", [RISK, {**RISK, "risk": "En anden"}]), context=context)
    tab = book.worksheets[0]
    at = {tab.cell(3, c).value: c for c in range(2, 20)}
    tab.cell(5, at["~B7.kind"]).value = "=1/0"
    tab.cell(6, at["~B7.treatment"]).value = "=A1"
    item = read_bytes(saved(book), context, tmp_path)
    assert left(item) == {(5, "kind"): "", (6, "treatment"): ""}


def test_a_text_that_was_cut_is_left_whole(context, tmp_path):
    book = book_of(Page("B7", [RISK]), context=context)
    page = book.worksheets[0]
    long = "ord " * 10_000
    lines = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    at = lines[2].index("~B7.risk")
    lines[4][at] = long
    text = "\n".join(";".join(line) for line in lines)
    item = read_bytes(text.encode(), context, tmp_path, "B7.csv")
    assert len(item.evidence[0].text("risk")) == 32_767
    assert left(item) == {(5, "risk"): long}


def test_numbers_of_persons_are_not_handed_on(context, tmp_path):
    item = read(context, tmp_path, Page("B7", [{**RISK, "kind": "010170-1234 Tekinsk"}]))
    assert left(item) == {(5, "kind"): "[…] Tekinsk"}
    assert found(item, "personal.cpr").cell == item.unread[0].cell


def test_a_merged_text_is_left_in_each_of_its_rows(context, tmp_path):
    rows = [{**RISK, "kind": "Akitv"}, {**RISK, "risk": "To", "kind": None}]
    book = book_of(Page("B7", rows), context=context)
    tab = book.worksheets[0]
    letter = next(c.column_letter for c in tab[3] if c.value == "~B7.kind")
    tab.merge_cells(f"{letter}5:{letter}6")
    item = read_bytes(saved(book), context, tmp_path)
    assert left(item) == {(5, "kind"): "Akitv", (6, "kind"): "Akitv"}
    assert {one.cell for one in item.unread} == {f"{letter}5"}


def test_what_a_form_asks_once_is_not_lost_with_its_rows(context, tmp_path):
    rows = [
        {"respondent": "C-01", "theme": "T01", "area": "SO", "level": "Leder"},
        {"respondent": "C-01", "theme": "T02"},
        {"respondent": "C-02", "theme": "T01", "area": "VP", "level": "Leder"},
        {"respondent": "C-02", "theme": "T02", "now": 3, "target": 4},
    ]
    item = read(context, tmp_path, Page("F3", rows), identity=token("KIC"))
    assert [row.row for row in item.evidence] == [8]
    texts = left(item)
    assert [texts[5, id] for id in ("respondent", "theme", "area")] == ["C-01", "T01", "SO"]
    assert {row for row, _ in left(item)} == {5}
    assert found(item, "row.no-answer").cell


def test_a_row_of_the_kits_own_is_left_alone(context, tmp_path):
    rows = [
        {"role": "RO-03", "scope": "Hele kommunen"},
        {"role": context.lists["roles"][3].label("da"), "scope": "so"},
    ]
    item = read(context, tmp_path, Page("R3", rows), identity=token("ROL", "ASO"))
    assert item.evidence == () and item.unread == ()
    rows = [{"role": "Datakonge", "scope": "Hele kommunen"}, {"role": "RO-04", "scope": "Mars"}]
    item = read(context, tmp_path, Page("R3", rows), identity=token("ROL", "ASO"))
    assert {"Datakonge", "Mars"} <= {one.text for one in item.unread}
    item = read(context, tmp_path, Page("B1", [{"field": "Noget andet end feltet"}]))
    assert [one.text for one in item.unread] == ["Noget andet end feltet"]
    assert "row.no-answer" in codes(item)
    assert read(context, tmp_path, Page("B4", [IDEA])).unread == ()


@pytest.mark.parametrize("own", [token(), ""])
def test_hidden_errors_matter_only_in_a_return_of_ours(context, own):
    book = Book("xls", (Tab("Ark1", {1: {1: own or "Noter"}}),), hides_errors=True)
    item = Interpreter(context).interpret(book, "svar.xls")
    assert ("file.hides-errors" in codes(item)) is bool(own)
