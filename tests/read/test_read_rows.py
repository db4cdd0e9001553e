"""What a return says comes back as evidence: values, addresses, completeness, nothing more."""

from __future__ import annotations

from datetime import date

import pytest
from read_world import IDEA, RISK, Page, book_of, bytes_of, codes, found, read_bytes, saved, token

from kit.model.evidence import UNKNOWN


def read(context, tmp_path, *pages, identity=None):
    return read_bytes(bytes_of(*pages, context=context, identity=identity), context, tmp_path)


def test_a_row_keeps_its_values_and_addresses(context, tmp_path):
    row = {
        **IDEA, "area": "Sundhed og ældre", "audience": "Borgere; Medarbejdere", "type": "AI",
        "systems": "KMD Nexus; Aula", "value": 5, "days": "1.000", "dots": 9,
        "competences": "K-06; K-03 ", "wanted_start": "K1 2027",
    }  # fmt: skip
    item = read(context, tmp_path, Page("B4", [row | {"days": "100,5"}]))
    (row_read,) = item.evidence
    assert row_read.id == "B4.G3.5"
    assert (row_read.sheet, row_read.workshop, row_read.unit.code) == ("B4", "network", "G3")
    assert row_read.file == "returned/svar.xlsx"
    assert row_read.tab.startswith("B4 ")
    assert row_read.values == {
        "title": "Ét overblik",
        "problem": "Lederne mangler et ugentligt overblik",
        "area": "SO",
        "audience": ("citizens", "employees"),
        "type": "ai",
        "systems": ("KMD Nexus", "Aula"),
        "value": 5,
        "days": 100.5,
        "dots": 9,
        "competences": ("K-06", "K-03"),
        "wanted_start": "2027-K1",
    }
    assert row_read.cells["title"] == "B5"
    assert row_read.cells["problem"] == "C5"
    assert row_read.complete


def test_blank_rows_keep_their_numbers(context, tmp_path):
    item = read(context, tmp_path, Page("B7", [RISK, {}, {}, RISK]))
    assert [e.id for e in item.evidence] == ["B7.G3.5", "B7.G3.8"]


def test_help_and_example_rows_are_no_answers(context, tmp_path):
    item = read(context, tmp_path, Page("B7", [RISK], help=True, example=True))
    assert [e.row for e in item.evidence] == [7]
    assert "row.example-overwritten" not in codes(item)


def test_a_short_answer_that_agrees_with_the_example_is_an_answer(context, tmp_path):
    columns = {
        column.id: column.example for column in context.catalogue.sheets["B7"].columns if column.example
    }
    two = {id: text["da"] for id, text in list(columns.items())[:2]}
    item = read(context, tmp_path, Page("B7", [two]))
    assert len(item.evidence) == 1


def test_an_example_without_its_mark_is_known_by_its_words(context, tmp_path):
    book = book_of(Page("B7", [RISK], example=True), context=context)
    book.worksheets[0]["A6"] = None
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.row for e in item.evidence] == [7]


def test_an_incomplete_row_is_kept_with_one_finding_for_all_its_like(context, tmp_path):
    rows = [{**IDEA}, {"title": "Nr. 2"}, {"title": "Nr. 3"}, {"title": "Nr. 4"}, IDEA, {"title": "Nr. 6"}]
    item = read(context, tmp_path, Page("B4", rows))
    assert [e.complete for e in item.evidence] == [True, False, False, False, True, False]
    finding = found(item, "cell.required-empty")
    assert finding.cell == "C6–C8, C10"
    assert finding.values["count"] == 4


def test_the_units_area_fills_an_empty_area(context, tmp_path):
    page = Page(
        "S4", [{"object": "Aula", "completeness": 3, "correctness": "?", "timeliness": 2, "reusability": 1}]
    )
    item = read(context, tmp_path, page, identity=token("SYS", "ASO"))
    (row,) = item.evidence
    assert row.values["area"] == "SO" and row.area == "SO"
    assert row.values["correctness"] is UNKNOWN
    assert row.complete
    assert "area" not in row.cells


def test_rows_that_only_the_kit_filled_in_are_no_answers(context, tmp_path):
    rows = [
        {"role": "RO-03 Dataejer", "scope": "Sundhed og ældre"},
        {"role": "RO-04", "scope": "Sundhed og ældre", "status": "Besat", "from_day": date(2026, 11, 1)},
    ]
    item = read(context, tmp_path, Page("R3", rows), identity=token("ROL", "ASO"))
    (row,) = item.evidence
    assert row.row == 6
    assert row.values["role"] == "RO-04" and row.values["scope"] == "SO"
    assert row.values["from_day"] == date(2026, 11, 1)


def test_a_role_that_a_group_adds_is_an_answer_though_its_columns_are_prefilled(context, tmp_path):
    rows = [{"role_id": "RO-01", "title": "Sponsor"}, {"title": "Databroker", "purpose": "Skaffer data"}]
    item = read(context, tmp_path, Page("R2", rows), identity=token("ROL"))
    assert [e.values["title"] for e in item.evidence] == ["Databroker"]
    assert not item.evidence[0].complete


def test_a_forms_once_columns_count_for_the_whole_block(context, tmp_path):
    rows = [
        {
            "respondent": "B-01",
            "area": "Vej og park",
            "level": "Leder",
            "theme": "T01",
            "now": 2,
            "target": 4,
        },
        {"respondent": "B-01", "theme": "T02", "now": "?", "target": 3},
        {"respondent": "B-02", "theme": "T01"},
        {"respondent": "B-03", "theme": "T01", "now": 5, "target": 5},
        {"respondent": "B-03", "theme": "T02", "area": "Sundhed og ældre", "now": 1, "target": 5},
    ]
    item = read(context, tmp_path, Page("F3", rows), identity=token("KIC"))
    assert [(e.values["respondent"], e.values["theme"], e.values["area"]) for e in item.evidence] == [
        ("B-01", "T01", "VP"), ("B-01", "T02", "VP"), ("B-03", "T01", "SO"), ("B-03", "T02", "SO"),
    ]  # fmt: skip
    assert item.evidence[1].cells["area"] == item.evidence[0].cells["area"]
    assert item.evidence[1].values["now"] is UNKNOWN
    assert "cell.required-empty" not in codes(item)


def test_a_matrix_becomes_one_row_per_filled_crossing(context, tmp_path):
    rows = [
        {"decision": "D05", "letter.RO-03": "a", "letter.RO-04": "R", "comment": "Økonomi skal høres"},
        {"decision": "D06"},
        {"decision": "D07", "comment": "kun en note"},
    ]
    item = read(context, tmp_path, Page("R4", rows), identity=token("ROL"))
    assert [e.id for e in item.evidence] == ["R4.G3.5.RO-03", "R4.G3.5.RO-04"]
    first = item.evidence[0]
    assert first.values == {
        "decision": "D05", "role": "RO-03", "letter": "A", "comment": "Økonomi skal høres",
    }  # fmt: skip
    assert first.row == 5
    assert first.cells["decision"] == "B5"
    assert first.cells["letter"].endswith("5") and first.cells["role"].endswith("4")
    assert item.kept == ()
    assert [(one.row, one.column, one.text) for one in item.unread] == [
        (7, "decision", "D07"), (7, "comment", "kun en note"),
    ]  # fmt: skip
    assert found(item, "row.no-answer").cell == item.unread[1].cell


def test_own_columns_and_own_tabs_are_kept_as_notes(context, tmp_path):
    sheet = context.catalogue.sheets["B7"]
    beyond = len(sheet.columns) + 2
    book = book_of(Page("B7", [RISK]), context=context)
    tab = book.worksheets[0]
    tab.cell(4, beyond, "Vores bemærkning")
    tab.cell(5, beyond, "Husk Per")
    book.create_sheet("Noter")["B2"] = "Fra pausen"
    item = read_bytes(saved(book), context, tmp_path)
    assert {text for _, _, text in item.kept} == {"Husk Per", "Fra pausen"}
    assert {"table.unknown-column", "sheet.added"} <= codes(item)


def test_merged_cells_count_for_every_row_with_something_of_its_own(context, tmp_path):
    book = book_of(Page("B7", [RISK, {**RISK, "kind": None}, {}]), context=context)
    book.worksheets[0].merge_cells("C5:C7")
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.values["kind"] for e in item.evidence] == ["technical", "technical"]
    assert found(item, "table.merged-cells").cell == "C5–C6"


def test_three_mistakes_give_three_findings_with_their_cells(context, tmp_path):
    rows = [{**RISK, "kind": "Tekninsk"}, {**RISK, "probability": 7}, {**RISK, "impact": "meget"}]
    item = read(context, tmp_path, Page("B7", rows))
    asked = {f.code: f.cell for f in item.findings if f.severity == "question"}
    assert asked == {"cell.not-in-list-near": "C5", "cell.out-of-range": "D6", "cell.not-a-number": "E7"}
    near = found(item, "cell.not-in-list-near")
    assert "“Teknisk”" in near.remedy("da") and "“Technical”" in near.remedy("en")
    assert [e.complete for e in item.evidence] == [False, False, False]


def test_a_civil_registration_number_is_never_repeated(context, tmp_path):
    item = read(context, tmp_path, Page("B4", [{**IDEA, "problem": "Se sagen om 010190-1234 igen"}]))
    finding = found(item, "personal.cpr")
    for lang in ("da", "en"):
        assert "1234" not in finding.message(lang) + finding.remedy(lang)
    assert "1234" not in repr(finding)
    assert item.evidence[0].values["problem"] == "Se sagen om […] igen"


def test_mail_addresses_are_left_out_of_evidence_too(context, tmp_path):
    item = read(context, tmp_path, Page("B4", [{**IDEA, "problem": "Skriv til hkn@example.dk om det"}]))
    assert item.evidence[0].values["problem"] == "Skriv til […] om det"


def test_a_numbered_row_that_equals_the_example_is_an_answer(context, tmp_path):
    sheet = context.catalogue.sheets["B7"]
    whole = {column.id: column.example["da"] for column in sheet.columns if column.example}
    book = book_of(Page("B7", [whole], example=True), context=context)
    book.worksheets[0]["A7"] = 1
    item = read_bytes(saved(book), context, tmp_path)
    assert [e.row for e in item.evidence] == [7]


@pytest.mark.parametrize("wrong", ["010190-1234", "Se 0101901234 her"])
def test_nor_is_it_in_a_cell_that_is_wrong_for_another_reason(context, tmp_path, wrong):
    item = read(context, tmp_path, Page("B7", [{**RISK, "kind": wrong, "impact": wrong}]))
    assert "1234" not in repr(item.findings)


def test_bord_3_is_table_3(context, tmp_path):
    row = {"function": "Leder", "area": "VP", "level": "leder", "group": "Bord 3", "attended": "JA"}
    item = read(context, tmp_path, Page("C1", [row, row | {"group": 3}]), identity=token("NET", "LEAD"))
    assert [e.values["group"] for e in item.evidence] == ["3", "3"]
    assert item.evidence[0].values["level"] == "manager"


def test_a_row_pasted_twice_is_asked_about_with_both_places(context, tmp_path):
    other = {**RISK, "risk": "Noget andet"}
    rows = [RISK, other, RISK, {**other, "impact": 1}]
    item = read_bytes(bytes_of(Page("B7", rows), context=context), context, tmp_path)
    assert len(item.evidence) == 4
    asked = found(item, "row.repeated")
    assert asked.cell == "B5, B7" and asked.sheet.startswith("B7") and asked.needs_person
    assert "“Ingen ejer” står her 2 gange" in asked.message("da")


def test_rows_of_respondents_without_a_code_may_be_two_peoples(context, tmp_path):
    answer = {"theme": "T01", "now": 2, "target": 4, "area": "Vej og park"}
    item = read(context, tmp_path, Page("F3", [answer, answer]), identity=token("KIC"))
    assert len(item.evidence) == 2 and "row.repeated" not in codes(item)
    coded = {**answer, "respondent": "B-01"}
    item = read(context, tmp_path, Page("F3", [coded, coded]), identity=token("KIC"))
    assert found(item, "row.repeated").cell == "B5–B6"


def numbered(context, tmp_path, *numbers):
    rows = [{**RISK, "risk": f"Risiko {letter}"} for letter in "abcdefgh"[: len(numbers)]]
    beside = {f"A{row}": number for row, number in enumerate(numbers, 5) if number is not None}
    return read(context, tmp_path, Page("B7", rows, extra=beside))


@pytest.mark.parametrize(
    ("numbers", "cell", "shown"),
    [((1, 2, 2027, 4, 5), "A7", "2027"), ((1, 2, 3, 2, 5), "A8", "2"), ((99, 2, 3, 4), "A5", "99")],
)
def test_a_number_over_a_printed_one_is_said_and_kept(context, tmp_path, numbers, cell, shown):
    item = numbered(context, tmp_path, *numbers)
    said = found(item, "row.number-changed")
    assert said.cell == cell and f"“{shown}”" in said.message("da") and not said.needs_person
    assert [text for _, where, text in item.kept if where == cell] == [shown]
    assert len(item.evidence) == len(numbers)


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3, 4), (1, 2, 4, 5), (3, 1, 4, 2), (1, 2, None, None, 3, 4), (5, 2), ("1", "2", "3")]
)
def test_numbers_of_rows_that_were_sorted_moved_or_deleted_say_nothing(context, tmp_path, numbers):
    item = numbered(context, tmp_path, *numbers)
    assert "row.number-changed" not in codes(item) and item.kept == ()
