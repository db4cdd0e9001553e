"""One person's work in one worksheet: what they do in Calc, and what must then stand in the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.model.evidence import Value
from kit.model.process import LEAD, Unit
from kit.model.sheet import Column, Sheet, SheetFill
from real.answers import Answerer
from real.office import Act, Written

PREFILLED_ANSWERED = (1, 2, 5)
"""Of rows that the kit has begun a person answers these; the others stay as they are: no answers."""
ONCE = "once"
"""The entry of a place that is asked once per respondent."""
CROSSINGS = 6
_BLANK: tuple[object, ...] = (None, "", ())
RESPONDENTS_ROWS = (16, 5)
"""In a form the first respondent answers that many rows, the second only these."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that a person wrote or looked at: which field of which row it is, and what it means."""

    sheet: str
    row: str
    field: str
    entry: str
    value: Value


_Cell = tuple[Place, Written]


@dataclass(frozen=True, slots=True)
class Expected:
    """A row as the register must have it. ``cells`` may lack what no cell says (the unit's own area)."""

    sheet: str
    tab: str
    row: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]
    complete: bool


@dataclass(slots=True)
class Twist:
    """How people mistreat a sheet: acts before they write and after, and rows that they inserted."""

    before: Sequence[Act] = ()
    after: Sequence[Act] = ()
    rows: Sequence[str] = ()
    pasted: frozenset[str] = frozenset()


@dataclass(slots=True)
class Plan:
    """The acts for one workbook; every act that writes or looks has its place, in the same order."""

    unit: Unit
    answerer: Answerer
    acts: list[Act] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def fill(self, fill: SheetFill, twist: Twist) -> None:
        """Fill in one sheet, with its twists."""
        sheet = fill.sheet
        self.acts += twist.before
        folds = any(column.more or column.scores for column in sheet.columns)
        if folds and self.unit != LEAD:  # the lead sees everything at once
            self.acts.append(("unfold", sheet.code))
        if sheet.layout == "form":
            self._form(fill)
        else:
            self._rows(fill, twist)
        self.acts += twist.after

    def _rows(self, fill: SheetFill, twist: Twist) -> None:
        """Some of the rows that the kit has begun, own ones with a gap between, two below the last."""
        given = [{id: value for id, value in row.items() if value not in _BLANK} for row in fill.rows]
        begun = [n for n in PREFILLED_ANSWERED if n <= len(given)]
        own = [str(len(given) + n) for n in ((1,) if given else (1, 2, 4))]
        for count, key in enumerate([*map(str, begun), *own[:2], *twist.rows, *own[2:], "+1", "+2"]):
            known = given[int(key) - 1] if key.isdigit() and int(key) <= len(given) else {}
            for column in _asked(fill.sheet):
                if column.id in known:
                    self._see(fill.sheet, key, column, known[column.id])
                elif column.need != "made" or fill.sheet.matrix:
                    how = "paste_over" if column.id in twist.pasted and key == "1" else ""
                    self._write(fill.sheet, key, column, count, how=how)
            if fill.sheet.matrix:
                self._cross(fill.sheet, key)

    def _cross(self, sheet: Sheet, key: str) -> None:
        """Some crossings of a matrix; the heading of each says what it crosses with."""
        assert sheet.matrix is not None
        side, value = sheet.column(sheet.matrix.column), sheet.column(sheet.matrix.value)
        assert side is not None and value is not None
        choices = self.answerer.lists[side.source or ""]
        for place in range(CROSSINGS):
            choice = choices[(self.answerer.count + place * 2) % len(choices)]
            answer = self.answerer.answer(sheet.code, value, 0)
            head = choice.label(self.answerer.lang)
            self.acts.append((answer.how, sheet.code, key, head, answer.text))
            self.places.append(Place(sheet.code, key, value.id, choice.id, answer.value))
            self.acts.append(("see_head", sheet.code, head))
            self.places.append(Place(sheet.code, key, side.id, choice.id, choice.id))

    def _form(self, fill: SheetFill) -> None:
        """Two respondents; what is asked once is written in the first row of each only."""
        sheet = fill.sheet
        assert sheet.block is not None
        blocks: dict[object, list[int]] = {}
        for number, row in enumerate(fill.rows, 1):
            blocks.setdefault(row[sheet.block], []).append(number)
        for numbers, most in zip(blocks.values(), RESPONDENTS_ROWS, strict=False):
            for number in numbers[:most]:
                for column in sheet.columns:
                    if column.id in fill.rows[number - 1]:
                        self._see(sheet, str(number), column, fill.rows[number - 1][column.id])
                    elif column.id not in sheet.once:
                        self._write(sheet, str(number), column, number)
                    elif number == numbers[0]:
                        self._write(sheet, str(number), column, number, entry=ONCE)

    def _write(
        self, sheet: Sheet, key: str, column: Column, count: int, *, entry: str = "", how: str = ""
    ) -> None:
        answer = self.answerer.answer(sheet.code, column, count)
        head = column.header[self.answerer.lang]
        self.acts.append((how or answer.how, sheet.code, key, head, answer.text))
        self.places.append(Place(sheet.code, key, column.id, entry, answer.value))

    def _see(self, sheet: Sheet, key: str, column: Column, value: object) -> None:
        self.acts.append(("see", sheet.code, key, column.header[self.answerer.lang]))
        self.places.append(Place(sheet.code, key, column.id, "", value))

    def expected(self, written: Sequence[Written], sheets: Mapping[str, Sheet]) -> Iterator[Expected]:
        """The rows that the register must have, in no special order."""
        groups: dict[tuple[str, str, str], list[_Cell]] = {}
        for place, cell in zip(self.places, written, strict=True):
            entry = place.entry if sheets[place.sheet].matrix else ""
            groups.setdefault((place.sheet, place.row, entry), []).append((place, cell))
        once: dict[tuple[str, str], list[_Cell]] = {}
        for (code, row, entry), cells in groups.items():
            sheet = sheets[code]
            if sheet.matrix is None:
                yield self._expected(sheet, _with_once(sheet, cells, once))
            elif entry:
                yield self._expected(sheet, [*groups.get((code, row, ""), []), *cells])

    def _expected(self, sheet: Sheet, cells: Sequence[_Cell]) -> Expected:
        values = {place.field: place.value for place, _ in cells}
        head = sheet.matrix.column if sheet.matrix else ""
        own = next(cell for place, cell in cells if place.entry != ONCE and place.field != head)
        if self.unit.kind == "area" and sheet.column("area"):
            values.setdefault("area", self.unit.key)
        required = {column.id for column in sheet.columns if column.need == "required"}
        return Expected(
            sheet=sheet.code,
            tab=own.tab,
            row=int(own.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
            values=values,
            cells={place.field: cell.cell for place, cell in cells},
            complete=required <= values.keys(),
        )


def _with_once(sheet: Sheet, cells: list[_Cell], once: dict[tuple[str, str], list[_Cell]]) -> list[_Cell]:
    """In a form, with what the respondent wrote in the first row of the block only."""
    if sheet.block is None:
        return cells
    respondent = str(next(place.value for place, _ in cells if place.field == sheet.block))
    first = once.setdefault((sheet.code, respondent), [cell for cell in cells if cell[0].entry == ONCE])
    return [*(cell for cell in cells if cell[0].entry != ONCE), *first]


def _asked(sheet: Sheet) -> list[Column]:
    """The columns that stand on the sheet as such: not the two that a matrix spreads out."""
    spread = (sheet.matrix.column, sheet.matrix.value) if sheet.matrix else ()
    return [column for column in sheet.columns if column.id not in spread]
