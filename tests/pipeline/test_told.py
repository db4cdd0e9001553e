"""The rows that the strategy's page shows: in words, and nothing that points to a person."""

from __future__ import annotations

from datetime import date

from kit.findings import Finding
from kit.model.document import Document, Note
from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import Unit
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder
from kit.pipeline.told import told_rows


def row(folder: Folder, sheet: str, **values: Value) -> Evidence:
    """A row with every column of the sheet, of which only ``values`` are telling."""
    given: dict[str, Value] = {
        c.id: "XX" for c in folder.catalogue.sheets[sheet].columns if c.type == "initials"
    }
    given |= values
    cells = {column: f"{letter}7" for column, letter in zip(given, "BCDEFGHIJ", strict=False)}
    return Evidence(f"{sheet}.G1.7", sheet, "x", Unit("group", "1"), "a.xlsx", sheet, 7, given, cells)


def document(*ids: str) -> Document:
    return Document("T", "", "K", "da", "0.1", "", "2027-01-01", "#1f4e5f", (), (), (Note(1, "N", ids),))


def told(folder: Folder, *rows: Evidence, findings: tuple[Finding, ...] = ()) -> dict[str, dict[str, str]]:
    made = told_rows(folder, Gathered((), rows, findings), document(*(r.id for r in rows)))
    return {item.evidence: {cell.header: cell.text for cell in item.cells} for item in made}


def test_a_row_is_told_in_words(folder: Folder) -> None:
    area = folder.process.areas[0]
    values = {"system": "Cura", "area": area.code, "critical": "yes", "owner": UNKNOWN}
    got = told(folder, row(folder, "S1", **values))["S1.G1.7"]
    assert {"Cura", area.name, "Ja", "?"} <= set(got.values())
    assert "XX" not in got.values()


def test_individual_answers_are_never_told(folder: Folder) -> None:
    individual = [code for code, sheet in folder.catalogue.sheets.items() if sheet.individual]
    assert set(individual) == {"F3", "U2", "U6"}
    assert told(folder, *(row(folder, code) for code in individual)) == {}


def test_initials_and_what_is_personal_stay_out(folder: Folder) -> None:
    with_initials = [
        code
        for code, sheet in folder.catalogue.sheets.items()
        if not sheet.individual and any(c.type == "initials" for c in sheet.columns)
    ]
    assert with_initials
    for code in with_initials:
        assert "XX" not in told(folder, row(folder, code))[f"{code}.G1.7"].values()
    reason = row(folder, "F1", reason="ring til Ida på 12 34 56 78", dots=3)
    spot = Finding("personal.phone", "a.xlsx", "F1", reason.cells["reason"])
    assert list(told(folder, reason, findings=(spot,))["F1.G1.7"].values()) == ["3"]
    assert len(told(folder, reason)["F1.G1.7"]) == 2


def test_only_cited_rows_are_told_and_dates_are_danish(folder: Folder) -> None:
    item = row(folder, "C2", question="Hvem betaler?", due=date(2027, 3, 1))
    assert told_rows(folder, Gathered((), (item,), ()), document()) == ()
    assert "01-03-2027" in told(folder, item)["C2.G1.7"].values()
