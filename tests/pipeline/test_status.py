"""Who has answered what, and what is missing."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from openpyxl import load_workbook
from pipeline_world import fill, folder_at, made

from kit.model.process import LEAD, Unit
from kit.model.sheet import Identity
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder
from kit.pipeline.status import Status, StatusLine, WorkshopStatus, status

KICKOFF, ROLES = date(2027, 1, 12), date(2027, 1, 14)


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Tables 1 and 2 have answered, table 3 sent its worksheet back as it was."""
    folder = folder_at(tmp_path_factory.mktemp("status"))
    sheets, here = made(folder, "kickoff"), folder.root / "returned"
    fill(
        sheets["kickoff-bord-1"], here / "a.xlsx", {("F1", "reason", 1): "hjælpe", ("F1", "dots", 1): "mange"}
    )
    fill(sheets["kickoff-bord-2"], here / "b.xlsx", {("F1", "reason", n): f"grund {n}" for n in (1, 2, 3)})
    fill(sheets["kickoff-bord-2"], here / "b2.xlsx", {("C2", "question", 1): "Hvem ejer data?"})
    shutil.copy(sheets["kickoff-bord-3"], here / "c.xlsx")
    (here / "noter.txt").write_text("kun noter", "utf-8")
    own = Identity(folder.process.code, "KIC", Unit("group", "1")).token
    for name, token in {
        "andet forløb": Identity("ANDEN27", "KIC", Unit("group", "4")).token,
        "bord 9": Identity(folder.process.code, "KIC", Unit("group", "9")).token,
    }.items():
        _retoken(here / "a.xlsx", here / f"{name}.xlsx", own, token)
    return folder


def _retoken(source, target, own, token):
    book = load_workbook(source)
    seen = 0
    for tab in book.worksheets:
        for line in tab.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and own in cell.value:
                    cell.value = cell.value.replace(own, token)
                    seen += 1
    assert seen
    book.save(target)


def lines(found: Status, workshop: int = 0) -> dict[str, StatusLine]:
    return {line.unit: line for line in found.workshops[workshop].lines}


def test_states_of_those_who_were_there(returned):
    here = lines(status(returned, ROLES))
    states = {unit: line.state for unit, line in here.items()}
    assert states == {
        "Bord 1": "here", "Bord 2": "here", "Bord 3": "empty",
        "Bord 4": "missing", "Bord 5": "missing", "Forløbsleder": "missing",
    }  # fmt: skip
    assert here["Bord 2"].files == ("returned/b.xlsx", "returned/b2.xlsx")
    assert here["Bord 2"].numbers[0] == 4
    assert here["Bord 3"].numbers[0] == 0


def test_findings_are_counted_by_severity(returned):
    answers, errors, questions, notes = lines(status(returned, ROLES))["Bord 1"].numbers
    assert answers == 1
    assert errors + questions + notes >= 3, "dots are no number, two required cells are empty"
    assert errors + questions


@pytest.mark.parametrize(
    ("today", "kickoff", "roles"),
    [(date(2027, 1, 11), "missing", "later"), (KICKOFF, "missing", "later"), (ROLES, "missing", "missing")],
)
def test_nobody_is_missing_before_the_day_unless_others_have_answered(returned, today, kickoff, roles):
    found = status(returned, today)
    assert lines(found)["Bord 4"].state == kickoff
    assert {line.state for line in lines(found, 1).values()} == {roles}


def test_files_that_belong_to_nobody_are_named(returned):
    expected = ("returned/andet forløb.xlsx", "returned/bord 9.xlsx", "returned/noter.txt")
    assert status(returned, ROLES).unplaced == expected


def test_every_worksheet_that_went_out_is_awaited(returned):
    found = status(returned, ROLES)
    assert (found.here, found.expected) == (2, 55)
    assert len(found.workshops) == 6
    assert LEAD.code not in lines(found)


def test_sums_follow_from_the_lines():
    rows = [
        StatusLine("a", state, (), (0, 0, 0, 0)) for state in ("here", "empty", "missing", "later", "here")
    ]
    found = Status(
        "da",
        (WorkshopStatus("roles", "x", tuple(rows[:2])), WorkshopStatus("network", "y", tuple(rows[2:]))),
        (),
    )
    assert (found.here, found.expected) == (2, 5)


def test_a_workshop_is_held_when_its_day_or_a_file_has_come(returned, tmp_path):
    before = date(2027, 1, 1)
    assert [workshop.held for workshop in status(returned, before).workshops] == [True] + 5 * [False]
    untouched = status(folder_at(tmp_path), before)
    assert not any(workshop.held for workshop in untouched.workshops)
    assert [workshop.name for workshop in untouched.workshops][:2] == ["kickoff", "roles"]


def test_areas_go_by_their_letters(returned):
    assert "SO" in lines(status(returned, ROLES), 3)


def test_notes_in_plain_text_are_not_called_csv(returned):
    (refused,) = [f for f in gather(returned).findings if f.file == "returned/noter.txt"]
    assert "typen TXT" in refused.message("da")
    assert "type TXT" in refused.message("en")
