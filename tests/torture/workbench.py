"""A worksheet whose every answer says where it belongs, LibreOffice to maltreat it, and the verdict."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from real.conftest import start
from real.office import SYSTEM_PYTHON, Office

from kit.model.evidence import Evidence, Return, Value
from kit.model.sheet import Column
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.pipeline.make import make
from kit.render.filling import Entry, SheetEntries, fill

SHEETS = ("B4", "B7", "C2")
ROWS = 5
ANSWERED = ("text", "longtext", "person", "choice", "number", "int", "date")
FORMATS = ("xlsx", "ods", "xls")

Edit = tuple[str | int, ...]
Cells = Sequence[tuple[str, int, Sequence[object]]]


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

    def edit(self, workbook: Path, edits: Sequence[Edit], tab: str, save: Sequence[Path]) -> dict[str, Any]:
        """Do the edits and save; ``cells`` are all rows as they then stand, ``tab`` the one a csv holds."""
        paths = [str(path) for path in save]
        return self._ask({"open": str(workbook), "edits": edits, "tab": tab, "save": paths}, 120)


@dataclass(frozen=True, slots=True)
class Answered:
    """One row as it was answered: its values by column, and how each stands in its cell."""

    sheet: str
    number: int
    values: Mapping[str, Value]
    shown: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Bench:
    """The process, a filled-in worksheet, and what it says."""

    folder: Folder
    workbook: Path
    rows: tuple[Answered, ...]


def prepare(root: Path) -> Bench:
    """A process with one filled-in worksheet of the network workshop."""
    folder = open_folder(start(root))
    made = make(folder, ["network"], frozenset({"worksheet"}), lambda _: None)
    blank = next(folder.root / path for path in made.paths if "bord-3" in path)
    lists = static_lists(folder)
    rows = tuple(_answered(folder, lists, code, n) for code in SHEETS for n in range(1, ROWS + 1))
    sheets = [
        SheetEntries(code, tuple(Entry(dict(row.shown)) for row in rows if row.sheet == code))
        for code in SHEETS
    ]
    workbook = root / "udfyldt.xlsx"
    workbook.write_bytes(fill(blank.read_bytes(), sheets).data)
    return Bench(folder, workbook, rows)


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the answers: all that went wrong without a word, and how many were read."""

    silent: tuple[str, ...]
    right: int


def judge(bench: Bench, path: Path, cells: Cells) -> Verdict:
    """Compare what stands in the file, cell by cell, with what was read from it."""
    gathered = gather(bench.folder, [(path, f"returned/{path.name}")])
    (item,) = gathered.returns
    silent: list[str] = []
    right = 0
    for answered in bench.rows:
        standing = [(tab, row, line) for tab, row, line in cells if _has(line, answered)]
        if standing:
            tab, row, line = standing[0]
            count, wrong = _compare(answered, item, line)
            right += count
            if wrong and not _is_told(item, {t for t, _, _ in standing}, answered, path):
                silent += [f"{path.suffix} {tab}!{row}: {what}" for what in wrong]
    silent += [
        f"{path.suffix} {what}" for what in _mixed(item.evidence) if not _is_told(item, set(), None, path)
    ]
    return Verdict(tuple(silent), right)


def _has(line: Sequence[object], answered: Answered) -> bool:
    own = f"{answered.sheet} {answered.number} "
    return any(isinstance(value, str) and value.strip().startswith(own) for value in line)


def _compare(answered: Answered, item: Return, line: Sequence[object]) -> tuple[int, list[str]]:
    """How many answers of a row came through, and those that did not although they stand in the file."""
    own = f"{answered.sheet} {answered.number} "
    found = [e for e in item.evidence if any(str(v).startswith(own) for v in e.values.values())]
    standing = [_standing(value) for value in line]
    right, wrong = 0, []
    for id, value in answered.values.items():
        shown = answered.shown[id]
        if shown not in standing and str(shown) not in standing:
            continue
        read = [e.values.get(id) for e in found if e.sheet == answered.sheet]
        if value in read:
            right += 1
        else:
            wrong.append(f"{own}{id}: {shown!r} was read as {read}")
    return right, wrong


def _standing(value: object) -> object:
    """A cell's value; days as Calc counts them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and 46_000 < value < 47_000:
        return date(1899, 12, 30) + timedelta(days=int(value))
    return value


def _mixed(evidence: Sequence[Evidence]) -> Iterator[str]:
    """Texts in a row or column where they do not belong."""
    for item in evidence:
        numbers = set()
        for id, value in item.values.items():
            parts = str(value).split(" ")
            if len(parts) == 3 and parts[0] in SHEETS and parts[1].isdigit():
                numbers.add(parts[1])
                if (parts[0], parts[2]) != (item.sheet, id):
                    yield f"{item.id} {id} holds “{value}”"
        if len(numbers) > 1:
            yield f"{item.id} mixes the rows {sorted(numbers)}"


TELLING = ("file.", "identity.", "table.", "row.", "sheet.")


def _is_told(item: Return, tabs: set[str], answered: Answered | None, path: Path) -> bool:
    """Whether a finding speaks of these answers: of the file, of their tab, or of their sheet."""
    if path.suffix == ".csv":
        tabs = {path.stem}
    for finding in item.findings:
        about = not finding.sheet or not tabs or finding.sheet in tabs
        named = answered is not None and finding.values.get("code") == answered.sheet
        if (about or named) and finding.code.startswith(TELLING) and finding.code not in HARMLESS:
            return True
        if about and finding.code.startswith("cell.") and finding.needs_person:
            return True
    return False


HARMLESS = frozenset({"sheet.missing", "table.merged-cells", "file.wrong-ending"})
"""Findings that say nothing of answers being lost or uncertain."""
