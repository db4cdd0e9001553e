"""A worksheet whose every answer says where it belongs, and LibreOffice to maltreat it."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from real.conftest import start
from real.office import SYSTEM_PYTHON, Office

from kit.model.evidence import Value
from kit.model.sheet import Column
from kit.pipeline.check import reading_context
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.pipeline.make import make
from kit.read import ReadContext, Reader
from kit.read.layout import Layouts, layouts_of
from kit.render.filling import Entry, SheetEntries, fill

SHEETS = ("B4", "B7", "C2", "B1")
"""The last one goes out with rows that the kit has begun."""
ROWS = 5
ANSWERED = ("text", "longtext", "person", "choice", "number", "int", "date")
FORMATS = ("xlsx", "ods", "xls", "csv")

Edit = tuple[str | int, ...]
Cells = Sequence[tuple[str, int, Sequence[object]]]
Typed = tuple[str, int, str, str, str | int | float, int, object]
"""Sheet, row, heading, the text typed, the value meant (``""`` for none), whether to ask, and how it stands."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file as LibreOffice saved it: every row of every tab, and what was typed.

    ``tab`` is the one that a csv holds; ``noted`` are words outside the answers with the tab they stand on; ``idle`` counts the edits that found nothing to work on.
    """

    path: Path
    tab: str
    cells: Cells
    typed: Sequence[Typed]
    idle: int = 0
    noted: Sequence[tuple[str, str]] = ()

    def lines(self) -> Iterator[tuple[str, int, Sequence[object]]]:
        """The rows that the file holds, under the names that the reader gives to its tabs."""
        for tab, row, line in self.cells:
            if self.path.suffix != ".csv":
                yield tab, row, line
            elif tab == self.tab:
                yield self.path.stem, row, line


class Torturer(Office):
    """LibreOffice, driven by :mod:`torture_driver`."""

    def __init__(self, scratch: Path) -> None:
        self._errors = (scratch / "office.log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("torture_driver.py"), scratch / "profile"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True, encoding="utf-8",
        )  # fmt: skip
        self._begin()

    def _begin(self) -> None:
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._answer(120)

    def edit(self, workbook: Path, edits: Sequence[Edit], save: Sequence[Path]) -> list[Saved]:
        """Do the edits and save under each name; a csv holds the tab of the first edit."""
        code = str(edits[0][1]) if edits else SHEETS[0]
        paths = [str(path) for path in save]
        done = self._ask({"open": str(workbook), "edits": edits, "tab": code, "save": paths}, 120)
        rest = (done["tab"], done["cells"], done["typed"], done["idle"], done["noted"])
        return [Saved(path, *rest) for path in save]


@dataclass(frozen=True, slots=True)
class Answered:
    """One row as it was answered: its values by column, and how each stands in its cell.

    A column that is ``shown`` and has no value holds what nobody can read; ``asked`` are columns that a finding
    must name although they can be read.
    """

    sheet: str
    number: int
    values: Mapping[str, Value]
    shown: Mapping[str, object]
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bench:
    """The process, a filled-in worksheet, and what it says."""

    folder: Folder
    workbook: Path
    rows: tuple[Answered, ...]
    context: ReadContext
    layouts: Layouts
    reader: Reader


def prepare(root: Path) -> Bench:
    """A process with one filled-in worksheet of the network workshop."""
    folder = open_folder(start(root))
    made = make(folder, ["network"], frozenset({"worksheet"}), lambda _: None)
    blank = next(folder.root / path for path in made.paths if "bord-3" in path)
    lists = static_lists(folder)
    rows = tuple(_answered(folder, lists, code, n) for code in SHEETS for n in range(1, ROWS + 1))
    sheets = [
        SheetEntries(code, tuple(_entry(folder, row) for row in rows if row.sheet == code)) for code in SHEETS
    ]
    workbook = root / "udfyldt.xlsx"
    workbook.write_bytes(fill(blank.read_bytes(), sheets).data)
    context = reading_context(folder)
    return Bench(folder, workbook, rows, context, layouts_of(context), Reader(context, guarded=False))


def _entry(folder: Folder, row: Answered) -> Entry:
    """The row as somebody writes it: into the one that the kit has begun, where there is one."""
    given = folder.catalogue.sheets[row.sheet].prefilled
    keys = {id: shown for id, shown in row.shown.items() if id in given}
    return Entry({id: shown for id, shown in row.shown.items() if id not in given}, keys)


def _answered(folder: Folder, lists: Mapping[str, Any], code: str, number: int) -> Answered:
    values: dict[str, Value] = {}
    shown: dict[str, Any] = {}
    for place, column in enumerate(folder.catalogue.sheets[code].columns):
        if column.need != "made" and column.type in ANSWERED:
            values[column.id], shown[column.id] = _answer(column, lists, code, number, place)
    return Answered(code, number, values, shown)


def _answer(
    column: Column, lists: Mapping[str, Any], code: str, number: int, place: int
) -> tuple[Value, Any]:
    if column.type in ("number", "int"):
        low, high = int(column.low or 0), int(column.high or 500)
        value = low + (number * 7 + place * 3) % (high - low + 1)
        return value, value
    if column.type == "date":
        return date(2027, 3, number), date(2027, 3, number)
    choices = lists.get(column.source or "", ())
    if column.type == "choice" and choices:
        choice = choices[(number + place) % len(choices)]
        return choice.id, choice.label("da")
    text = f"{code} {number} {column.id}"
    return text, text
