"""A small process on disk, and the lead's own text for one of its modules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from kit.pipeline.new import Wishes, new_process

WISHES = Wishes("Prøvekøbing", date(2027, 1, 12), "da", 24, "Direktør", "Digitaliseringschef")


def started(root: Path) -> Folder:
    """The lead has named one critical system at the kick-off."""
    new_process(root, WISHES)
    folder = open_folder(root)
    made = make(folder, ("kickoff",), frozenset({"worksheet"}), lambda _: None)
    sheet = next(path for path in made.paths if "forloebsleder" in path)
    area = folder.process.areas[0].name
    book = openpyxl.load_workbook(root / sheet)
    _type(book, "S1", 1, system="Cura", area=area, critical="Ja")
    (root / "returned").mkdir(exist_ok=True)
    book.save(root / "returned" / "leder.xlsx")
    return folder


def decide(folder: Folder, module: str, text: str) -> None:
    """The lead's own text for the beginning of a module, in the review workbook of the last run."""
    book = openpyxl.load_workbook(folder.root / "outputs/strategy/beslutningsark.xlsx")
    tab, keys = _sheet(book, "D6")
    place = keys["module"]
    row = next(n for n in range(6, tab.max_row + 1) if str(tab.cell(n, place).value).startswith(module))
    tab.cell(row, keys["own_text"]).value = text
    tab.cell(row, keys["decided_on"]).value = date(2027, 3, 1)
    book.save(folder.root / "returned" / "beslutninger.xlsx")


def swap(folder: Folder, module: str, version: str, text: str) -> None:
    """A module swapped alone: its own text, and its new version, in the same review workbook."""
    decide(folder, module, text)
    path = folder.root / "returned" / "beslutninger.xlsx"
    book = openpyxl.load_workbook(path)
    tab, keys = _sheet(book, "D5")
    row = next(
        n for n in range(6, tab.max_row + 1) if str(tab.cell(n, keys["module"]).value).startswith(module)
    )
    tab.cell(row, keys["version"]).value = version
    tab.cell(row, keys["decided_on"]).value = date(2027, 3, 1)
    book.save(path)


def answer_more(folder: Folder) -> None:
    """The lead names two systems more, and a decision."""
    path = folder.root / "returned" / "leder.xlsx"
    book = openpyxl.load_workbook(path)
    areas = folder.process.areas
    _type(book, "S1", 2, system="Aula", area=areas[1].name, critical="Nej")
    _type(book, "S1", 3, system="Opus", area=areas[2].name, critical="Ja")
    _type(book, "C3", 1, decision="Vi samler tallene ét sted", module="M02", decided_by="Direktør")
    book.save(path)


def keep_internal(folder: Folder, *modules: str) -> None:
    """Modules that are not to be published, in the review workbook of the last run."""
    book = openpyxl.load_workbook(folder.root / "outputs/strategy/beslutningsark.xlsx")
    tab, keys = _sheet(book, "D5")
    for row in range(6, tab.max_row + 1):
        if str(tab.cell(row, keys["module"]).value)[:3] in modules:
            tab.cell(row, keys["publish"]).value = "Nej"
            tab.cell(row, keys["decided_on"]).value = date(2027, 3, 1)
    book.save(folder.root / "returned" / "internt.xlsx")


def _type(book: openpyxl.Workbook, code: str, number: int, **values: object) -> None:
    tab, keys = _sheet(book, code)
    first = next(row for row in range(5, 20) if tab.cell(row, 1).value == 1)
    for column, value in values.items():
        tab.cell(first + number - 1, keys[column]).value = value


def _sheet(
    book: openpyxl.Workbook, code: str
) -> tuple[openpyxl.worksheet.worksheet.Worksheet, dict[str, int]]:
    """The tab of a sheet, and its columns by id."""
    for tab in book.worksheets:
        keys = {
            str(cell.value).rpartition(".")[2]: cell.column
            for row in tab.iter_rows(max_row=12)
            for cell in row
            if str(cell.value).startswith(f"~{code}.")
        }
        if keys:
            return tab, keys
    raise AssertionError(f"no sheet {code}")
