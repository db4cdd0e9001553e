"""Filling in what was made, and what people do to files: read back, everything is where it was typed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kit.model.evidence import UNKNOWN, Evidence
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from kit.pipeline.new import Wishes, new_process
from kit.render.filling import (
    Entry,
    SheetEntries,
    as_ods,
    encrypted,
    fill,
    inserted_rows,
    renamed_tab,
    retokened,
    truncated,
    with_column,
    word_document,
)

FORCE = Entry(
    {
        "force": "Barriere", "description": "  Tal samles i hånden & tastes <igen>", "category": "Data",
        "area": "Sundhed og ældre", "strength": 4, "influence": "?",
    }
)  # fmt: skip
QUESTION = Entry(
    {
        "question": "Hvem ejer tallet?", "area": "Sundhed og ældre", "blocking": "Ja",
        "responsible": "Ældrechef", "due": date(2027, 2, 1),
    }
)  # fmt: skip
THEME = Entry({"now": 2, "area": "Sundhed og ældre"}, {"respondent": "A-02", "theme": "T03 Mål"})
SHEETS = (
    SheetEntries("F2", (FORCE,) * 25),
    SheetEntries("C2", (QUESTION,)),
    SheetEntries("F3", (THEME,)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    root = tmp_path_factory.mktemp("filling")
    wishes = Wishes(
        "Prøvekøbing Kommune", date(2027, 1, 12), "da", 10, "Direktør", "Chef", groups=2, code="PRVK27"
    )
    new_process(root, wishes)
    folder = open_folder(root)
    make(folder, ("kickoff",), frozenset({"worksheet"}), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def blank(folder: Folder) -> bytes:
    return (folder.outputs / "kickoff" / "arkmapper" / "kickoff-bord-1.xlsx").read_bytes()


def returned(folder: Folder, data: bytes, tmp_path: Path, name: str = "svar.xlsx") -> Mapping[str, Evidence]:
    """What the kit reads from a file, by evidence id."""
    path = tmp_path / name
    path.write_bytes(data)
    return {item.id: item for item in gather(folder, [(path, name)]).evidence}


def codes(folder: Folder, data: bytes, tmp_path: Path, name: str = "svar.xlsx") -> set[str]:
    path = tmp_path / name
    path.write_bytes(data)
    return {finding.code for finding in gather(folder, [(path, name)]).findings}


def test_what_is_typed_is_what_is_read(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    evidence = returned(folder, filled.data, tmp_path)
    first = evidence["F2.G1.7"]
    assert first.text("description") == "Tal samles i hånden & tastes <igen>"
    assert (first.text("force"), first.text("category"), first.area) == ("barrier", "data", "SO")
    assert first.number("strength") == 4
    assert first.values["influence"] is UNKNOWN
    assert evidence["C2.G1.7"].day("due") == date(2027, 2, 1)
    themes = [item for item in evidence.values() if item.sheet == "F3"]
    assert [(t.text("respondent"), t.text("theme"), t.number("now"), t.area) for t in themes] == [
        ("A-02", "T03", 2.0, "SO")
    ]


def test_it_tells_where_things_ended_up(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    evidence = returned(folder, filled.data, tmp_path)
    for sheet in SHEETS:
        for entry, rows in zip(sheet.entries, filled.rows[sheet.code], strict=True):
            for row in rows:
                cells = evidence[f"{sheet.code}.G1.{row}"].cells
                told = {column: f"{filled.columns[sheet.code][column]}{row}" for column in entry.values}
                assert {**cells, **told} == dict(cells)


def test_more_rows_than_the_sheet_offers_are_added_below(folder: Folder, blank: bytes) -> None:
    filled = fill(blank, SHEETS)
    page = openpyxl.load_workbook(io.BytesIO(filled.data))[filled.tabs["F2"]]
    rows = [rows[0] for rows in filled.rows["F2"]]
    assert rows == list(range(7, 7 + 25)) and folder.catalogue.sheets["F2"].rows == 20
    assert [page[f"A{row}"].value for row in rows] == list(range(1, 26))
    assert page["C31"].style_id == page["C26"].style_id


def test_an_empty_text_empties_a_cell(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    once = fill(blank, SHEETS).data
    again = fill(
        once, [SheetEntries("F3", (Entry({"now": ""}, {"respondent": "A-02", "theme": "T03 Mål"}),))]
    )
    assert not [e for e in returned(folder, again.data, tmp_path).values() if e.sheet == "F3"]


def test_every_given_row_can_be_written_at_once(blank: bytes) -> None:
    filled = fill(blank, [SheetEntries("F3", (Entry({"now": 3}, every=True),))])
    assert len(filled.rows["F3"][0]) == 6 * 16


def test_an_unknown_column_is_an_error(blank: bytes) -> None:
    with pytest.raises(KeyError):
        fill(blank, [SheetEntries("F2", (Entry({"no_such": 1}),))])
    with pytest.raises(KeyError):
        fill(blank, [SheetEntries("S1", ())])


def test_filling_twice_gives_the_same_bytes(blank: bytes) -> None:
    assert fill(blank, SHEETS).data == fill(blank, SHEETS).data


def test_a_renamed_tab_is_read_all_the_same(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    data = renamed_tab(filled.data, filled.tabs["F2"], "Vores & jeres")
    before, after = returned(folder, filled.data, tmp_path), returned(folder, data, tmp_path)
    assert {e.tab for e in after.values()} >= {"Vores & jeres"}
    assert {id: e.values for id, e in before.items()} == {id: e.values for id, e in after.items()}
    assert b"'Vores &amp; jeres'!$" in part(data, "xl/workbook.xml")


def test_inserted_rows_move_everything_below_them(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    data = inserted_rows(filled.data, filled.tabs["F2"], 4, 2)
    evidence = returned(folder, data, tmp_path)
    assert evidence["F2.G1.9"].cells["force"] == "B9"
    assert "F2.G1.7" not in evidence and evidence["C2.G1.7"].row == 7
    before, after = (openpyxl.load_workbook(io.BytesIO(d)) for d in (filled.data, data))
    assert before.defined_names["kit_F2_force"].value.endswith("$B$4")
    assert after.defined_names["kit_F2_force"].value.endswith("$B$6")
    assert after.defined_names["kit_F3_theme"].value == before.defined_names["kit_F3_theme"].value
    tab = filled.tabs["F2"]
    ranges = [
        sorted(str(v.sqref) for v in book[tab].data_validations.dataValidation) for book in (before, after)
    ]
    assert [moved_down(text, 2) for text in ranges[0]] == ranges[1]


def moved_down(range_: str, count: int) -> str:
    return re.sub(r"\d+", lambda row: str(int(row[0]) + count), range_)


def test_an_own_column_is_kept_as_notes(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    data = with_column(filled.data, filled.tabs["F2"], "Egne noter", ("Ring", "Skriv"))
    assert "table.unknown-column" in codes(folder, data, tmp_path)
    path = tmp_path / "svar.xlsx"
    kept = [text for item in gather(folder, [(path, "svar.xlsx")]).returns for _, _, text in item.kept]
    assert kept == ["Egne noter", "Ring", "Skriv"]


def test_as_open_document_the_same_is_read(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    filled = fill(blank, SHEETS)
    before = returned(folder, filled.data, tmp_path)
    after = returned(folder, as_ods(filled.data), tmp_path, "svar.ods")
    assert len(before) == 27
    assert {id: (e.values, e.cells) for id, e in before.items()} == {
        id: (e.values, e.cells) for id, e in after.items()
    }


def test_another_token_is_another_worksheet(folder: Folder, blank: bytes, tmp_path: Path) -> None:
    mine = Identity("PRVK27", "KIC", Unit("group", "1"))
    mine = next(i for i in [Identity.find(part(blank, "docProps/custom.xml").decode())[0], mine] if i)
    data = fill(blank, SHEETS).data
    other = Identity("NABO26", mine.workshop, mine.unit)
    older = Identity(mine.process, mine.workshop, mine.unit, 0)
    assert "identity.other-process" in codes(folder, retokened(data, mine, other), tmp_path)
    assert "identity.older-version" in codes(folder, retokened(data, mine, older), tmp_path)
    assert mine.token.encode() not in b"".join(parts(retokened(data, mine, older)).values())


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (truncated, "file.damaged"),
        (encrypted, "file.encrypted"),
        (lambda _: word_document("Referat"), "file.not-a-workbook"),
        (lambda _: b"", "file.empty"),
    ],
)
def test_spoilt_files_are_known_for_what_they_are(
    spoil: object, code: str, folder: Folder, blank: bytes, tmp_path: Path
) -> None:
    assert callable(spoil)
    assert codes(folder, spoil(fill(blank, SHEETS).data), tmp_path) == {code}


def test_the_word_file_is_one() -> None:
    from docx import Document

    assert Document(io.BytesIO(word_document("Referat & mere"))).paragraphs[0].text == "Referat & mere"


def part(data: bytes, name: str) -> bytes:
    return parts(data)[name]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}
