"""A process on disk, evidence by hand, and worksheets filled in cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import Unit
from kit.model.sheet import KEY_PREFIX
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from kit.pipeline.new import Wishes, new_process

WORKSHOP_OF = {"F": "kickoff", "R": "roles", "B": "network", "S": "systems", "U": "skills", "C": "kickoff"}

Cells = Mapping[tuple[str, str, int], object]
"""Sheet code, column id and data row (from 1) → what somebody types."""


def folder_at(root: Path, lang: str = "da") -> Folder:
    """24 people at 5 tables from 12 January 2027, in the eight areas that every process starts with."""
    new_process(root, Wishes("Prøvekøbing", date(2027, 1, 12), lang, 24, "Direktør", "Digitaliseringschef"))
    return open_folder(root)


def row(sheet: str, unit: str, number: int, /, workshop: str = "", **values: Value) -> Evidence:
    """``row("S1", "LEAD", 7, system="Aula")``; ``"?"`` is the answer "don't know"."""
    said = {column: UNKNOWN if value == "?" else value for column, value in values.items()}
    held, by = workshop or WORKSHOP_OF[sheet[0]], Unit.parse(unit)
    assert by is not None
    file = f"returned/{held}-{unit}.xlsx"
    cells = {column: f"{chr(66 + place)}{number}" for place, column in enumerate(said)}
    return Evidence(f"{sheet}.{held}.{unit}.{number}", sheet, held, by, file, sheet, number, said, cells)


def gathered(*rows: Evidence) -> Gathered:
    return Gathered((), rows, ())


def made(folder: Folder, *workshops: str) -> dict[str, Path]:
    """The worksheets of these workshops, by file name without its ending."""
    written = make(folder, workshops, frozenset({"worksheet"}), lambda _: None)
    return {Path(path).stem: folder.root / path for path in written.paths}


def fill(worksheet: Path, target: Path, cells: Cells) -> None:
    """Type into a worksheet and save it elsewhere, as a person would."""
    book = load_workbook(worksheet)
    places = {}
    for tab in book.worksheets:
        for line in tab.iter_rows(max_row=10):
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith(KEY_PREFIX):
                    places[cell.value] = cell
    for (code, column, number), value in cells.items():
        key = places[f"{KEY_PREFIX}{code}.{column}"]
        key.parent.cell(first_row(key.parent, key.row) + number - 1, key.column).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def first_row(tab, key_row: int) -> int:
    """The first row to fill in: where the kit's own row numbers begin."""
    return next(row for row in range(key_row, key_row + 9) if tab.cell(row, 1).value == 1)


def shown(worksheet: Path, code: str, *columns: str) -> list[tuple[object, ...]]:
    """What stands in these columns of a sheet, row by row, until the first is empty."""
    book = load_workbook(worksheet)
    tab, places = None, {}
    for page in book.worksheets:
        for line in page.iter_rows(max_row=10):
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith(f"{KEY_PREFIX}{code}."):
                    tab, places[cell.value.rpartition(".")[2]] = page, cell
    assert tab is not None
    start = first_row(tab, places[columns[0]].row)
    rows = []
    while tab.cell(start, places[columns[0]].column).value is not None:
        rows.append(tuple(tab.cell(start, places[column].column).value for column in columns))
        start += 1
    return rows
