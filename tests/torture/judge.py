"""The verdict: every cell that holds an answer was read into its own row and column, or a finding names it.

A finding counts only for what it names: its cells, the column under a heading, a row, a whole tab, or the whole file
where nothing of it was read. What a finding says of other cells of the same file excuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kit.model.evidence import UNKNOWN, Evidence, Return, Value
from kit.model.sheet import KEY_PREFIX, Column
from kit.read import across
from kit.read.grid import address, corners
from kit.read.text import plain
from torture.told import Named, Place, named
from torture.workbench import SHEETS, Answered, Bench, Saved

_MARK = re.compile(rf"({'|'.join(SHEETS)}) (\d+) (\w+)$")
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the answers: how many were read right, how many a finding names, and all the others."""

    silent: tuple[str, ...]
    right: int
    told: int


@dataclass(frozen=True, slots=True)
class _Read:
    """One value of evidence: of which sheet and column, and whose row it says it is."""

    sheet: str
    column: str
    value: Value
    own: frozenset[str]


def judge(bench: Bench, files: Sequence[Saved]) -> Verdict:
    """Compare what stands in the files of one group, cell by cell, with what was read from them."""
    returns, between = across([_read(bench, file.path) for file in files], bench.context)
    by_name = {item.file: item for item in returns}
    silent: list[str] = []
    right = told = 0
    everywhere = {
        (r.sheet, r.column, str(r.value)) for item in returns for rs in _places(item).values() for r in rs
    }
    for file in files:
        item = by_name[f"returned/{file.path.name}"]
        said = named(item, [*item.findings, *(f for f in between if f.file == item.file)])
        one = _File(bench, file, item, said, everywhere).verdict()
        silent += [*one.silent, *_lost(file, item)]
        right, told = right + one.right, told + one.told
    return Verdict(tuple(silent), right, told)


def _read(bench: Bench, path: Path) -> Return:
    return bench.reader.read(path, f"returned/{path.name}")


class _File:
    """One file: what stands in it, what was read, and what the findings name."""

    def __init__(
        self, bench: Bench, file: Saved, item: Return, said: Named, everywhere: set[tuple[str, str, str]]
    ) -> None:
        self._bench, self._file, self._item, self._said = bench, file, item, said
        self._everywhere = everywhere
        self._answers = _answers(bench, file)
        self._reads = _places(item)

    def verdict(self) -> Verdict:
        open: dict[Place, list[tuple[Answered, str]]] = {}
        asked: set[tuple[str, int, str]] = set()
        right = told = 0
        standing: dict[Place, list[tuple[Answered, str]]] = {}
        for tab, row, line in self._file.lines():
            owners = [self._answers[key] for key in _owners(line) if key in self._answers]
            for column, value in enumerate(line, 1):
                answers = _held(owners, value)
                if not answers:
                    continue
                place = tab, row, column
                standing[place] = answers
                if any(self._is_right(place, answered, id) for answered, id in answers):
                    right += 1
                elif any(self._is_told(place, answered, id, value) for answered, id in answers):
                    told += 1
                    asked |= {(a.sheet, a.number, id) for a, id in answers}
                else:
                    open[place] = answers
        left = {p: a for p, a in open.items() if not self._is_copied(p, a, asked)}
        told += len(open) - len(left)
        silent = [*(self._wrong(p, a) for p, a in left.items()), *self._strange(standing)]
        return Verdict(tuple(f"{self._file.path.suffix} {what}" for what in silent), right, told)

    def _is_right(self, place: Place, answered: Answered, id: str) -> bool:
        wanted = answered.values.get(id)
        if wanted is None or (id in answered.asked and place not in self._said.cells):
            return False
        return any(
            (r.sheet, r.column) == (answered.sheet, id)
            and _is_same_value(r.value, wanted)
            and str(answered.number) in (r.own or {str(answered.number)})
            for r in self._reads.get(place, ())
        )

    def _is_told(self, place: Place, answered: Answered, id: str, value: object) -> bool:
        column = self._column(answered.sheet, id)
        if self._said.names(place, answered.sheet, column, value):
            return True
        copied = {(place[0], answered.sheet), ("", answered.sheet)} & self._said.copies
        return bool(copied) and (answered.sheet, id, str(answered.values.get(id))) in self._everywhere

    def _is_copied(
        self, place: Place, answers: Sequence[tuple[Answered, str]], asked: set[tuple[str, int, str]]
    ) -> bool:
        """Whether a tab is known as a copy of another one, on which a finding names the same answer."""
        return any(
            {(place[0], a.sheet), ("", a.sheet)} & self._said.copies and (a.sheet, a.number, id) in asked
            for a, id in answers
        )

    def _column(self, sheet: str, id: str) -> Column:
        column = self._bench.folder.catalogue.sheets[sheet].column(id)
        assert column is not None
        return column

    def _wrong(self, place: Place, answers: Sequence[tuple[Answered, str]]) -> str:
        answered, id = answers[0]
        read = [(r.sheet, r.column, r.value) for r in self._reads.get(place, ())]
        what = f"{answered.sheet} {answered.number} {id}"
        return f"{_shown(place)}: {what}: {answered.shown.get(id)!r} was read as {read}"

    def _strange(self, standing: Mapping[Place, list[tuple[Answered, str]]]) -> Iterator[str]:
        """Evidence that rests on another row's or column's answer, or on words that the kit itself printed."""
        values = {(t, r, c): v for t, r, line in self._file.lines() for c, v in enumerate(line, 1)}
        for place, reads in self._reads.items():
            for r in reads:
                column = self._column(r.sheet, r.column)
                if self._said.names(place, r.sheet, column, values.get(place)):
                    continue
                fits = any(
                    (a.sheet, id) == (r.sheet, r.column) and str(a.number) in (r.own or {str(a.number)})
                    for a, id in standing.get(place, ())
                )
                if place in standing and not fits:
                    yield f"{_shown(place)}: is evidence of {r.sheet} {set(r.own)} {r.column}: {r.value!r}"
                if place not in standing and self._is_printed(r, values.get(place, "")):
                    yield f"{_shown(place)}: printed words are evidence of {r.sheet} {r.column}: {r.value!r}"

    def _is_printed(self, read: _Read, value: object) -> bool:
        sheet = self._bench.folder.catalogue.sheets[read.sheet]
        column = self._column(read.sheet, read.column)
        if read.column in sheet.prefilled or column.need == "made":
            return False
        printed = self._bench.layouts.by_code[read.sheet].printed
        return value == "" or (
            isinstance(value, str) and (value.startswith(KEY_PREFIX) or plain(value) in printed)
        )


def _lost(file: Saved, item: Return) -> Iterator[str]:
    """Words outside the answers that are in no evidence, among no kept cells, and in no finding."""
    said = [str(value) for one in item.evidence for value in one.values.values()]
    said += [cell[2] for cell in item.kept] + [one.text for one in item.unread]
    said += [finding.message("da") for finding in item.findings]
    for tab, text in file.noted:
        if (file.path.suffix != ".csv" or tab == file.tab) and not any(text in one for one in said):
            yield f"{file.path.suffix} {tab}: “{text}” is nowhere"


def _answers(bench: Bench, file: Saved) -> dict[tuple[str, str], Answered]:
    """What each row holds, with what was typed over it."""
    found = {(row.sheet, str(row.number)): row for row in bench.rows}
    for code, number, head, _, expected, asked, shown in file.typed:
        row = found[code, str(number)]
        column = next(c for c in bench.folder.catalogue.sheets[code].columns if head in c.header.all())
        values = {id: value for id, value in row.values.items() if id != column.id}
        if expected != "":
            values[column.id] = _expected(column, expected)
        extra = frozenset({column.id}) if asked else frozenset()
        found[code, str(number)] = replace(
            row, values=values, shown={**row.shown, column.id: shown}, asked=row.asked | extra
        )
    return found


def _expected(column: Column, text: str | int | float) -> Value:
    if text == "?":
        return UNKNOWN
    if column.type == "date":
        return date.fromisoformat(str(text))
    if column.type in ("multichoice", "reflist"):
        return tuple(str(text).split("|"))
    return text


def _owners(line: Sequence[object]) -> list[tuple[str, str]]:
    """The rows whose marked answers stand in this one."""
    marks = (_MARK.match(value.strip()) for value in line if isinstance(value, str))
    return list(dict.fromkeys((mark[1], mark[2]) for mark in marks if mark))


def _held(owners: Sequence[Answered], value: object) -> list[tuple[Answered, str]]:
    """Whose answer in which column a cell may be; a marked one says it itself."""
    return [(a, id) for a in owners for id, shown in a.shown.items() if _is_same(value, shown)]


def _is_same(value: object, shown: object) -> bool:
    """Whether a cell shows an answer: days as Calc counts them, numbers perhaps as text, blanks around."""
    if isinstance(value, str):
        value = value.strip()
    if isinstance(shown, str):
        return value == shown.strip() and value != ""
    if shown is None or value is None or value == "":
        return shown is None and value is None
    number = (shown - _DAY_ZERO).days if isinstance(shown, date) else shown
    if isinstance(value, str):
        return value == f"{number:g}".replace(".", ",")
    return value == number


def _is_same_value(read: Value, wanted: Value) -> bool:
    if isinstance(wanted, int | float):
        return isinstance(read, int | float) and read == wanted
    if isinstance(read, str) and isinstance(wanted, str):
        # a csv holds what Calc shows: a time of day with its seconds, a share with decimals or without a blank
        return read in (wanted, f"{wanted}:00", wanted.replace(" %", "%"), wanted.replace(" %", ",00 %"))
    return type(read) is type(wanted) and read == wanted


def _places(item: Return) -> dict[Place, list[_Read]]:
    """The evidence by the cells that it names as its origin."""
    found: dict[Place, list[_Read]] = {}
    for evidence in item.evidence:
        own = _own(evidence)
        for id, cell in evidence.cells.items():
            spot = corners(cell)
            assert spot is not None
            read = _Read(evidence.sheet, id, evidence.values[id], own)
            found.setdefault((evidence.tab, spot.top, spot.left), []).append(read)
    return found


def _own(evidence: Evidence) -> frozenset[str]:
    marks = (_MARK.match(str(value)) for value in evidence.values.values())
    return frozenset(mark[2] for mark in marks if mark)


def _shown(place: Place) -> str:
    tab, row, column = place
    return f"{tab}!{address(row, column)}"
