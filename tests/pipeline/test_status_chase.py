"""Coverage by sheet and area, who is chased for what, and which of several files counts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pipeline_world import fill, folder_at, made, row

from kit.findings import Finding
from kit.model.evidence import Evidence, Return, Unread
from kit.model.process import LEAD, Unit
from kit.model.sheet import Identity
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder
from kit.pipeline.reply import reply
from kit.pipeline.status import several, status, strays
from kit.pipeline.status.chase import CHASED, Debt, debts
from kit.pipeline.status.coverage import areas, called_like, worksheet_name, workshops
from kit.pipeline.units import handouts

KICKOFF, ROLES, LATER = date(2027, 1, 12), date(2027, 1, 14), date(2027, 1, 16)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return folder_at(tmp_path_factory.mktemp("chase"))


def returned(folder: Folder, file: str, workshop: str, unit: Unit | None, *rows: Evidence) -> Return:
    """A return under a name; without a unit it is nobody's."""
    code = folder.catalogue.workshop(workshop).code
    identity = Identity(folder.process.code, code, unit) if unit else None
    evidence = tuple(replace(one, file=file) for one in rows)
    return Return(file, f"{len(file):064x}", "xlsx", identity, evidence)


def gather(*returns: Return, findings: tuple[Finding, ...] = ()) -> Gathered:
    return Gathered(returns, tuple(one for item in returns for one in item.evidence), findings)


def owed(folder: Folder, gathered: Gathered, today: date) -> dict[tuple[str, str], Debt]:
    found = debts(folder, gathered, workshops(folder, gathered, today), today)
    return {(debt.workshop, debt.unit.code): debt for debt in found}


def test_nobody_is_reminded_long_after_the_last_workshop(folder: Folder) -> None:
    last = folder.process.sessions[-1].day
    found = status(folder, last + CHASED)
    assert found.debts and not found.over
    found = status(folder, last + CHASED + timedelta(days=1))
    assert found.over and not found.debts


def full(unit: str) -> list[Evidence]:
    """An answer on each sheet of a kick-off table that must not stay empty."""
    return [row(sheet, unit, 1, "kickoff", note="x") for sheet in ("F1", "F2", "F3", "R1")]


def test_nobody_owes_anything_before_or_on_the_day(folder: Folder) -> None:
    assert not owed(folder, gather(), date(2026, 12, 1))
    assert not owed(folder, gather(), KICKOFF)
    found = owed(folder, gather(), date(2027, 1, 13))
    assert {key[0] for key in found} == {"kickoff"}
    assert len(found) == 6
    assert found["kickoff", "G3"].state == "nothing"
    assert (found["kickoff", "G3"].day, found["kickoff", "G3"].days) == (KICKOFF, 1)


def test_each_kind_of_debt_is_told_apart_and_the_worst_comes_first(folder: Folder) -> None:
    one, two, three, five = (Unit("group", n) for n in "1235")
    asked = Finding("cell.required-empty", "returned/to.xlsx", values={"header": "Formål"})
    gathered = gather(
        returned(folder, "returned/et.xlsx", "kickoff", one),
        returned(folder, "returned/to.xlsx", "kickoff", two, *full("G2")),
        returned(folder, "returned/tre.xlsx", "kickoff", three, row("F1", "G3", 1, "kickoff", reason="x")),
        returned(folder, "returned/kickoff Bord 4 (låst).xlsx", "kickoff", None),
        returned(folder, "returned/fem.xlsx", "kickoff", five, *full("G5")),
        findings=(Finding("file.encrypted", "returned/kickoff Bord 4 (låst).xlsx"), asked),
    )
    found = owed(folder, gathered, date(2027, 1, 13))
    assert [(unit, debt.state) for (_, unit), debt in found.items()] == [
        ("LEAD", "nothing"), ("G4", "unreadable"), ("G1", "empty"), ("G3", "sheets"), ("G2", "questions"),
    ]  # fmt: skip
    assert found["kickoff", "G3"].sheets == ("F2", "F3", "R1"), "a room without open questions has answered"
    assert found["kickoff", "G4"].files == ("returned/kickoff Bord 4 (låst).xlsx",)
    problem = found["kickoff", "G4"].problem
    assert problem and problem.code == "file.encrypted"
    assert found["kickoff", "G2"].questions == 1
    assert found["kickoff", "G2"].copies == ("outputs/strategy/rettede-kopier/to rettet kopi.xlsx",)


def test_the_longest_debt_of_a_kind_comes_first(folder: Folder) -> None:
    found = list(owed(folder, gather(), LATER).values())
    assert [debt.days for debt in found] == sorted((debt.days for debt in found), reverse=True)
    assert {debt.workshop for debt in found} == {"kickoff", "roles"}


def test_a_question_to_the_lead_is_no_debt_of_the_table(folder: Folder) -> None:
    unit = Unit("group", "2")
    twice = Finding(
        "return.answered-twice", "returned/a.xlsx",
        values={"other": "returned/b.xlsx", "sheets": "F1", "unit": "G2"},
    )  # fmt: skip
    rows = full("G2")
    gathered = gather(
        returned(folder, "returned/a.xlsx", "kickoff", unit, *rows[1:]),
        returned(folder, "returned/b.xlsx", "kickoff", unit, rows[0]),
        findings=(twice,),
    )
    assert ("kickoff", "G2") not in owed(folder, gathered, LATER)


def test_functions_come_from_the_list_of_participants_leaders_first(folder: Folder) -> None:
    people = [
        ("Konsulent", "consultant", "3", "yes"), ("Skolechef", "head", "3", "yes"),
        ("Sygemeldt chef", "head", "3", "no"), ("Ved et andet bord", "head", "2", "yes"),
        ("skolechef", "head", "3", "partly"), ("Lærer", "employee", "3", "yes"), ("Pedel", "employee", "3", "yes"),
    ]  # fmt: skip
    rows = [
        row("C1", "LEAD", n, "kickoff", function=f, level=level, group=group, attended=there)
        for n, (f, level, group, there) in enumerate(people, 1)
    ]
    gathered = gather(returned(folder, "returned/leder.xlsx", "kickoff", LEAD, *rows))
    assert owed(folder, gathered, LATER)["kickoff", "G3"].functions == ("Skolechef", "Konsulent", "Lærer")
    assert owed(folder, gathered, LATER)["kickoff", "G5"].functions == ()
    assert owed(folder, gathered, LATER)["kickoff", "LEAD"].functions == ("Digitaliseringschef",)


def test_what_cannot_be_read_is_no_empty_sheet_and_no_empty_cell(folder: Folder) -> None:
    unit = Unit("group", "1")
    wrong = replace(row("F1", "G1", 7, "kickoff", reason="x"), file="returned/a.xlsx", complete=False)
    unread = (
        Unread("F1", "kickoff", unit, "F1", 7, "audience", "D7", "alle?"),
        Unread("F2", "kickoff", unit, "F2", 3, "strength", "E3", "stor"),
    )
    item = replace(returned(folder, "returned/a.xlsx", "kickoff", unit, wrong), unread=unread)
    (line,) = (line for line in workshops(folder, gather(item), KICKOFF)[0].lines if line.of == unit)
    assert line.empty_sheets == ("F3", "R1")
    required = [c.id for c in folder.catalogue.sheets["F1"].columns if c.need == "required"]
    assert line.open_cells == len(required) - 2, "one is filled in, one holds words that cannot be read"


def test_crossings_of_a_matrix_row_share_its_empty_cells(folder: Folder) -> None:
    unit = Unit("group", "1")
    rows = [
        replace(row("U1", "G1", 5, "skills", competence=id, level=2), file="returned/a.xlsx", complete=False)
        for id in ("K1", "K2")
    ]
    item = returned(folder, "returned/a.xlsx", "skills", unit, *rows)
    (line,) = (line for line in workshops(folder, gather(item), ROLES)[5].lines if line.of == unit)
    assert (line.numbers[0], line.open_cells) == (2, 1)


def test_areas_are_counted_wherever_rows_speak_of_them(folder: Folder) -> None:
    own = returned(folder, "returned/so.xlsx", "roles", Unit("area", "SO"), row("R3", "ASO", 1, "roles"))
    said = [row("R1", "G1", n, "kickoff", area=area) for n, area in enumerate(("SO", "SO", "DS"), 1)]
    gathered = gather(own, returned(folder, "returned/1.xlsx", "kickoff", Unit("group", "1"), *said))
    table = {line.code: line.cells for line in areas(folder, gathered, workshops(folder, gathered, ROLES))}
    assert [(cell.workshop, cell.answers, cell.own) for cell in table["SO"][:3]] == [
        ("kickoff", 2, ""), ("roles", 1, "here"), ("network", 0, "later"),
    ]  # fmt: skip
    assert [(cell.answers, cell.own) for cell in table["DS"][:2]] == [(1, ""), (0, "missing")]
    assert [cell.held for cell in table["BI"]] == [True, True, False, False, False, False]


def test_a_file_that_another_replaces_says_so_whatever_the_code(folder: Folder) -> None:
    unit, rows = Unit("group", "2"), full("G2")
    names = ("returned/a.xlsx", "returned/b.xlsx", "returned/c.xlsx", "returned/d.xlsx")
    findings = (
        Finding("return.copy", names[0], values={"other": names[2], "sheets": "F1", "unit": "G2"}),
        Finding("cell.required-empty", names[1], values={"header": "c.xlsx"}),
        Finding("return.answered-twice", names[1], values={"other": names[2], "sheets": "R1", "unit": "G2"}),
    )
    gathered = gather(
        returned(folder, names[0], "kickoff", unit),
        returned(folder, names[1], "kickoff", unit, rows[0]),
        returned(folder, names[2], "kickoff", unit, *rows[1:]),
        returned(folder, names[3], "kickoff", unit),
        findings=findings,
    )
    (found,) = several(gathered, workshops(folder, gathered, KICKOFF))
    assert (found.workshop, found.unit) == ("kickoff", "Bord 2")
    assert [(fate.file, fate.fate, fate.rows) for fate in found.files] == [
        (names[0], "replaced", 0), (names[1], "part", 1), (names[2], "counts", 3), (names[3], "nothing", 0),
    ]  # fmt: skip
    assert [one.code for one in found.files[1].reasons] == ["return.answered-twice"]
    assert found.files[2].sheets == ("F2", "F3", "R1")


def test_a_file_of_nobodys_comes_with_what_is_worst_about_it(folder: Folder) -> None:
    item = returned(folder, "returned/x.xlsx", "kickoff", None)
    why = Finding("file.empty", "returned/x.xlsx")
    (stray,) = strays(gather(item, findings=(why,)), ())
    assert (stray.file, stray.reason) == ("returned/x.xlsx", why)


def test_the_leads_review_workbook_is_no_stray(folder: Folder) -> None:
    item = returned(folder, "returned/beslutningsark.xlsx", "review", LEAD)
    assert not strays(gather(item), (), folder.catalogue.review.code)
    assert strays(gather(item), ())


def test_a_marked_copy_is_named_awaited_and_then_replaces_its_original(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    sheets = made(folder, "kickoff")
    wrong = {("F1", "reason", 1): "hjælpe", ("F1", "dots", 1): "mange"}
    fill(sheets["kickoff-bord-1"], tmp_path / "returned" / "et.xlsx", wrong)
    (debt,) = (one for one in status(folder, KICKOFF).debts if one.unit.code == "G1")
    assert debt.questions
    assert reply(folder).copies == debt.copies
    (copy,) = debt.copies
    shutil.copy(tmp_path / copy, tmp_path / "returned" / "a.xlsx")
    found = status(folder, KICKOFF)
    (unit,) = found.several
    assert {fate.file: (fate.fate, [one.code for one in fate.reasons]) for fate in unit.files} == {
        "returned/a.xlsx": ("counts", []),
        "returned/et.xlsx": ("replaced", ["return.corrected-by-copy"]),
    }
    (debt,) = (one for one in found.debts if one.unit.code == "G1")
    assert debt.copies == ("outputs/strategy/rettede-kopier/a rettet kopi 2.xlsx",)


@pytest.mark.parametrize(
    ("file", "same"),
    [
        ("returned/kickoff-bord-3.xlsx", True), ("returned/Ny KICKOFF_Bord 3 (endelig).xlsx", True),
        ("returned/kickoff-bord-31.xlsx", False), ("returned/roller-bord-3.xlsx", False),
        ("returned/kickoff-bord-3/noter.txt", False),
    ],
)  # fmt: skip
def test_a_file_is_called_like_a_worksheet_word_by_word(folder: Folder, file: str, same: bool) -> None:
    handout = handouts(folder.process, folder.catalogue, "kickoff")[2]
    name = worksheet_name(folder, handout)
    assert name == "kickoff-bord-3"
    assert called_like(returned(folder, file, "kickoff", None), name) is same


def test_answers_on_another_tables_tab_count_where_they_belong(folder: Folder) -> None:
    astray = row("F1", "G4", 1, "kickoff", reason="x")
    item = returned(folder, "returned/3.xlsx", "kickoff", Unit("group", "3"), *full("G3"), astray)
    found = {line.unit: line for line in workshops(folder, gather(item), KICKOFF)[0].lines}
    assert (found["Bord 4"].state, found["Bord 4"].numbers[0]) == ("here", 1)
    assert (found["Bord 3"].numbers[0], found["Bord 4"].files) == (4, ("returned/3.xlsx",))
