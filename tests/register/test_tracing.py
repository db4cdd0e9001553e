"""A sentence down to its cells, a cell up to its sentences, and never one person's answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from register_world import DECISIONS, EVIDENCE, F3_ROWS, register_content

from kit.model.catalogue import Catalogue
from kit.model.trace import Answers, Trace
from kit.register import trace, write_register

INDIVIDUAL = frozenset({"F3", "U2", "U6"})


@pytest.fixture(scope="module")
def path(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tracing") / "et register #1?.sqlite"
    write_register(target, register_content(catalogue))
    return target


@pytest.fixture(scope="module")
def ask(path: Path):
    return lambda wanted: trace(path, wanted, INDIVIDUAL)


def ids(found: Trace) -> list[str]:
    return [up.row.evidence for up in found.up]


def test_a_claim_leads_down_to_its_cells(ask):
    (down,) = ask("M05.a").down
    assert (down.statement.module, down.statement.text) == ("M05", "To idéer er én")
    assert down.analyses == ("AN-09",)
    assert [row.evidence for row in down.rows] == ["B4.G3.7", "B4.G3.8"]
    first = down.rows[0]
    assert (first.file, first.tab, first.row, first.unit, first.area) == (
        "returned/net.xlsx", "B4 Initiativer", 7, "G3", "SO",
    )  # fmt: skip
    told = {cell.header: (cell.cell, cell.text) for cell in first.cells}
    assert told["Titel"] == ("B7", "Ét “overblik”")
    assert told["Type"] == ("G7", "AI"), "ids are told in words"
    assert told["Hvem får det bedre?"] == ("H7", "Borgere; Ledelse")
    assert told["Fagområde"] == ("F7", "Sundhed og omsorg")
    assert not down.answers


def test_a_claim_on_individual_answers_tells_how_many_and_no_row(ask):
    (down,) = ask("M03.c").down
    assert [row.evidence for row in down.rows] == ["B4.G3.7"]
    assert down.answers == (Answers("F3", 8),)
    assert down.analyses == ("AN-04", "AN-05")


def test_an_open_question_and_a_decision_lead_down_too(ask):
    (question,) = ask("OQ.C2").down
    assert [row.evidence for row in question.rows] == ["C2.G3.7"]
    (bare,) = ask("OQ.M06").down
    assert bare.rows == ()
    (decision,) = ask(DECISIONS[0].matter).down
    assert [row.evidence for row in decision.rows] == ["D4.LEAD.5"]
    assert "“overblik”" in decision.statement.text


def test_a_row_leads_up_to_all_that_rests_on_it(ask):
    (up,) = ask("B4.G3.8").up
    assert [statement.id for statement in up.statements] == ["M05.a"]
    assert up.fate
    assert (up.fate.kind, up.fate.other) == ("merged", "Ét “overblik”")
    (asked,) = ask("C2.G3.7").up
    assert [s.id for s in asked.statements] == ["OQ.C2"]
    assert asked.fate
    assert (asked.fate.kind, asked.fate.owner, asked.fate.due) == ("open", "Chef", "2027-03-01")
    (decided,) = ask("D4.LEAD.5").up
    assert [s.id for s in decided.statements] == [DECISIONS[0].matter]


@pytest.mark.parametrize(
    "wanted",
    [
        "returned/net.xlsx!B4 Initiativer!B8", "net.xlsx!B4 Initiativer!B8", "NET.XLSX!b4!b8", "net.xlsx!B4!$B$8",
        "net.xlsx!B4!8", "net.xlsx!B4! B8 ", "net.xlsx!B4!Z8",
    ],
)  # fmt: skip
def test_a_cell_is_found_by_tab_code_or_row(ask, wanted):
    assert ids(ask(wanted)) == ["B4.G3.8"]


@pytest.mark.parametrize("file", ["returned/alle.zip!runde/b.xlsx", "b.xlsx", "alle.zip!b.xlsx"])
@pytest.mark.parametrize("tab", ["S1", "Systemer hos os", "s1"])
def test_files_inside_an_archive_are_found_by_path_or_name(ask, file, tab):
    (up,) = ask(f"{file}!{tab}!B7").up
    assert up.row.evidence == "S1.ASO.7"
    assert [s.id for s in up.statements] == ["M06.b"]


@pytest.mark.parametrize(
    "wanted",
    [
        "", "M99", "B4.G3.99", "net.xlsx!B4!", "net.xlsx!B4!B99", "net.xlsx!S9!B7", "andre.xlsx!B4!B7", "!!!", "!!",
        "net.xlsx!B4!%", "' OR 1=1 --", "et.xlsx!B4!B8", "B4!B8",
    ],
)  # fmt: skip
def test_what_is_not_there_is_an_empty_trace(ask, wanted):
    assert not ask(wanted).found


def test_a_cell_with_a_finding_and_no_row_tells_the_finding(ask):
    found = ask("net.xlsx!R3!F9")
    assert not found.up
    (sentence,) = found.findings
    assert sentence.startswith("cell.error-value: ")
    assert "#REF!" in sentence
    assert ask("net.xlsx!R3!9").findings == found.findings, "the row's number is enough"
    assert not ask("net.xlsx!R3!E9").found
    assert not ask("net.xlsx!R3!F8").found


@pytest.mark.parametrize(
    "wanted",
    [F3_ROWS[0], "kick.xlsx!F3!B11", "kick.xlsx!F3!11", "kick.xlsx!Selvevaluering!B11", "kick.xlsx!Selvevaluering!12"],
)  # fmt: skip
def test_individual_answers_are_counted_for_the_whole_sheet(ask, wanted):
    found = ask(wanted)
    assert found == Trace(hidden=(Answers("F3", 8),)), "no row, no code, no cell, no finding that quotes it"
    assert "hemmelig" not in repr(found)


def test_a_finding_on_an_individual_sheet_is_not_told_by_its_cell(ask):
    assert ask("kick.xlsx!F3!I11").findings == ()
    assert ask("kick.xlsx!F3 Selvevaluering!I11").findings == ()


def test_every_row_that_may_be_told_is_found_by_each_of_its_cells(ask):
    told = [item for item in EVIDENCE if item.sheet not in INDIVIDUAL]
    assert len(told) > 8
    for item in told:
        assert ids(ask(item.id)) == [item.id]
        for cell in item.cells.values():
            assert ids(ask(f"{item.file}!{item.tab}!{cell}")) == [item.id]


def test_a_module_leads_to_its_statements(ask):
    assert [statement.id for statement in ask("m05").statements] == ["M05.a"]
    assert [statement.id for statement in ask("M06").statements] == ["M06.b", "OQ.M06"]


def test_a_file_leads_to_its_rows_and_never_to_individual_answers(ask):
    net = [item.id for item in EVIDENCE if item.file.endswith("net.xlsx") and item.sheet not in INDIVIDUAL]
    assert ids(ask("net.xlsx")) == net and len(net) > 3
    found = ask("returned/kick.xlsx")
    assert Answers("F3", 8) in found.hidden
    assert not [up for up in found.up if up.row.sheet in INDIVIDUAL]


def test_a_name_leads_to_the_rows_in_which_it_stands(ask):
    title = next(item for item in EVIDENCE if item.id == "B4.G3.8").text("title")
    assert ids(ask(title.upper())) == ["B4.G3.8", "D4.LEAD.5"], "what was decided of it too"
    said = {value for item in EVIDENCE if item.sheet in INDIVIDUAL for value in item.values.values()}
    told = {value for item in EVIDENCE if item.sheet not in INDIVIDUAL for value in item.values.values()}
    secret = [value for value in said - told if isinstance(value, str)]
    assert secret and not any(ask(value).found for value in secret)
