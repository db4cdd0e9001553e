"""What a cell takes, what it says when it is chosen, and where a gap is marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.sheet import Column
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.layout import CROSSING, FIRST_ROW, Layout, Row, Slot
from kit.render.worksheet.lists import ListColumn, list_name
from kit.render.worksheet.palette import MARK, MARK_LINES
from kit.render.worksheet.values import MANY, help_text, is_open, rule

ROOM = 60
"""Rows below the prepared ones that take the same answers: people write on."""

_TITLE, _TEXT = 32, 255
_FIRST_DAY, _LAST_DAY = 36526, 73415
"""01-01-2000 and 31-12-2100 as Excel counts days."""


def add_validations(page: Page, layout: Layout, lists: Sequence[ListColumn], bench: Bench) -> None:
    """One validation for each column, and one for all crossings of a matrix together."""
    names = {entry.name: entry.defined_name for entry in lists}
    slots = [slot for slot in layout.answers if slot.kind != CROSSING] + list(layout.crossings[:1])
    for slot in slots:
        assert slot.column is not None
        ends = layout.crossings[-1] if slot.kind == CROSSING else slot
        made = _validation(slot, layout, names.get(list_name(slot.column)), bench)
        if made:
            made.add(f"{slot.letter}{FIRST_ROW}:{ends.letter}{layout.last_row + ROOM}")
            page.add_data_validation(made)


def _validation(slot: Slot, layout: Layout, name: str | None, bench: Bench) -> DataValidation | None:
    column = slot.column
    assert column is not None
    if column.need == "made" and not name:
        return None
    made = _rule(slot, name) or DataValidation()
    lists, words = bench.worksheet.lists, bench.words
    matrix = layout.sheet.matrix
    free = is_open(column, lists) if name else made.type is None
    if matrix and column.id == matrix.row:
        free = True  # a group may add a row of its own below the prepared ones
    made.allow_blank = True
    made.showErrorMessage = not free
    if not free:
        made.errorStyle = "stop"
        made.errorTitle = words("error_title")
        made.error = _joined(help_text(column, lists, words), rule(column, lists, words))
    prompt = help_text(column, lists, words)
    if column.type in MANY and words("semicolon") not in prompt:
        prompt = _joined(prompt, words("several"))
    if prompt:
        made.showInputMessage = True
        made.promptTitle = _short(column.header[bench.lang], _TITLE)
        made.prompt = prompt
    return made if made.type or prompt else None


def _rule(slot: Slot, name: str | None) -> DataValidation | None:
    column = slot.column
    assert column is not None
    if name:
        return DataValidation(type="list", formula1=name)
    if column.type in ("number", "int"):
        return DataValidation(type="custom", formula1=_number_formula(f"{slot.letter}{FIRST_ROW}", column))
    if column.type == "date":
        return DataValidation("date", operator="between", formula1=str(_FIRST_DAY), formula2=str(_LAST_DAY))
    if column.type == "initials":
        return DataValidation("textLength", operator="between", formula1="1", formula2="5")
    return None


def _number_formula(cell: str, column: Column) -> str:
    """True for a number within the bounds, and for "?" where that is an answer."""
    tests = [f"{cell}>={column.low:g}"] if column.low is not None else []
    tests += [f"{cell}<={column.high:g}"] if column.high is not None else []
    tests += [f"{cell}=INT({cell})"] if column.type == "int" else []
    inside = f"AND({','.join(tests)})" if tests else "TRUE"
    other = f'EXACT({cell},"?")' if column.unknown_ok else "FALSE"
    return f"IF(ISNUMBER({cell}),{inside},{other})"


def _joined(one: str, other: str) -> str:
    """Both sentences, unless they are the same or would not fit together."""
    both = f"{one} {other}"
    return one if not other or other in one or len(both) > _TEXT else both if one else other


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def add_marks(page: Page, layout: Layout) -> None:
    """Quiet marks: a required cell left empty in a row that has begun; a RACI row without exactly one A."""
    if layout.sheet.matrix:
        _mark_decisions(page, layout)
        return
    given = [row for row in layout.rows if row.values]
    for rows in (given, [row for row in layout.rows if not row.values]):
        if rows:
            _mark_gaps(page, layout, rows)


def _mark_gaps(page: Page, layout: Layout, rows: list[Row]) -> None:
    """``rows`` are all filled in by the kit to some degree, or all empty: what it wrote begins no row."""
    sheet = layout.sheet
    known = {at for row in rows for at in row.values}
    counted = [
        s for s in layout.answers
        if s.at not in known and s.column and s.column.id not in (*sheet.prefilled, *sheet.once)
        and s.column.need != "made"
    ]  # fmt: skip
    if not counted:
        return
    last = rows[-1].at + (ROOM if rows[-1] is layout.rows[-1] and not rows[-1].values else 0)
    for slot in layout.answers:
        if slot.column is None or slot.column.need != "required":
            continue
        if slot.column.id in sheet.once:
            _mark_once(page, slot, counted, rows)
        else:
            begun = ",".join(f"${one}{rows[0].at}:${other}{rows[0].at}" for one, other in _runs(counted))
            _mark(page, slot, rows[0].at, last, begun)


def _mark_once(page: Page, slot: Slot, counted: list[Slot], rows: list[Row]) -> None:
    """A column answered once per respondent: its one cell counts for all answers of the block."""
    for block in dict.fromkeys(row.block for row in rows):
        ats = [row.at for row in rows if row.block == block]
        begun = ",".join(f"${one}${ats[0]}:${other}${ats[-1]}" for one, other in _runs(counted))
        _mark(page, slot, ats[0], ats[0], begun)


def _runs(slots: Iterable[Slot]) -> list[tuple[str, str]]:
    """Neighbouring columns as pairs of first and last letter."""
    runs: list[list[Slot]] = []
    for slot in slots:
        if runs and runs[-1][-1].at == slot.at - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return [(run[0].letter, run[-1].letter) for run in runs]


def _mark(page: Page, slot: Slot, first: int, last: int, begun: str) -> None:
    formula = f"AND(LEN(TRIM({slot.letter}{first}))=0,COUNTA({begun})>0)"
    page.conditional_formatting.add(f"{slot.letter}{first}:{slot.letter}{last}", _hatched(formula))


def _mark_decisions(page: Page, layout: Layout) -> None:
    first, last = layout.crossings[0], layout.crossings[-1]
    if first.column is None or first.column.source != "raci":
        return
    label = next(slot for slot in layout.slots if slot.column)
    line = f"${first.letter}{FIRST_ROW}:${last.letter}{FIRST_ROW}"
    formula = f'AND(COUNTA({line})>0,COUNTIF({line},"A")<>1)'
    place = f"{label.letter}{FIRST_ROW}:{label.letter}{layout.last_row + ROOM}"
    page.conditional_formatting.add(place, _hatched(formula))


def _hatched(formula: str) -> Rule:
    """Hatching beside the colour, so that it is seen in black and white too."""
    fill = PatternFill("lightUp", fgColor=MARK_LINES, bgColor=MARK)
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill))
