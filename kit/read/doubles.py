"""One sheet of one unit in several files: halves that belong together, copies, versions to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.findings import Finding
from kit.model.decision import REVIEW
from kit.model.evidence import Evidence, Return
from kit.model.sheet import Column, Sheet
from kit.read.outline import Outline, Outliner
from kit.read.text import plain

_Key = tuple[str, str, str, str]
"""Workshop, unit, sheet code and, in a form, the respondent: what one return answers once."""

_Place = tuple[str | int, ...]
_Rows = tuple[Evidence, ...]

COPY, JOINED, TWICE = "return.copy", "return.joined", "return.answered-twice"


@dataclass(slots=True)
class _Counting:
    """The rows of one sheet that count, by the return they come from, the latest first."""

    rows: dict[int, _Rows] = field(default_factory=dict)

    @property
    def all(self) -> _Rows:
        return tuple(row for rows in self.rows.values() for row in rows)


def once(
    ordered: Sequence[Return], sheets: Mapping[str, Sheet], outliner: Outliner
) -> tuple[list[Return], list[Finding]]:
    """The returns, in order, with each row of each unit once; what is dropped or put together is said.

    Where several returns of one unit answer the same sheet of the same workshop, the latest counts. An
    earlier one is

    - a copy, where each of its rows is also in what counts already: it counts once, a note says so;
    - the other half of it, where no row of the two is the same and none stands in the place of another: both
      count, a note says so;
    - another version in all other cases: it does not count, and a person is asked. A version in which rows
      were deleted or changed shares rows or places with the one before, so it is never mixed with it.

    The place of a row is what the kit wrote into it to tell it by (role, theme, crossing), else its number
    in the sheet; beside that its name (the first required text), where both files use each name once.
    """
    files: dict[_Key, list[int]] = {}
    for place, item in enumerate(ordered):
        outlines = (part.outline for part in outliner.parts(item.evidence))
        for key in dict.fromkeys(key for outline in outlines for key in _keys_in(outline)):
            files.setdefault(key, []).append(place)
    several = {key: places for key, places in files.items() if len(places) > 1 and key[0] != REVIEW}
    compared = {place for places in several.values() for place in places}
    answers = {place: _by_sheet(ordered[place], outliner) for place in compared}
    lost: dict[int, set[_Key]] = {}
    filled: dict[int, dict[str, Evidence]] = {}
    pairs: dict[tuple[int, int, str], set[_Key]] = {}
    for key, places in several.items():
        counting = _Counting({places[-1]: tuple(answers[places[-1]][key])})
        for place in reversed(places[:-1]):
            code, other = _judged(tuple(answers[place][key]), counting, sheets.get(key[2]))
            pairs.setdefault((place, other, code), set()).add(key)
            if code == JOINED:
                counting.rows[place] = tuple(answers[place][key])
            else:
                lost.setdefault(place, set()).add(key)
        for place, row in _asked_once(counting, sheets.get(key[2])):
            filled.setdefault(place, {})[row.id] = row
    kept = [
        _with(item, lost.get(place, set()), filled.get(place, {}), outliner)
        for place, item in enumerate(ordered)
    ]
    for place, other, code in pairs:
        if code == COPY and not kept[place].evidence:
            kept[place] = _said_once(kept[place], kept[other])
    return kept, [
        _finding(ordered[one], ordered[other], code, keys) for (one, other, code), keys in pairs.items()
    ]


def _keys_in(outline: Outline) -> Iterator[_Key]:
    unit = outline.unit.code
    return ((outline.workshop, unit, outline.sheet, respondent) for respondent in outline.respondents)


def _by_sheet(item: Return, outliner: Outliner) -> dict[_Key, list[Evidence]]:
    found: dict[_Key, list[Evidence]] = {}
    for evidence in item.evidence:
        found.setdefault(_key(evidence, outliner), []).append(evidence)
    return found


def _key(evidence: Evidence, outliner: Outliner) -> _Key:
    return evidence.workshop, evidence.unit.code, evidence.sheet, outliner.respondent(evidence)


def _judged(mine: _Rows, counting: _Counting, sheet: Sheet | None) -> tuple[str, int]:
    """What an earlier file's rows are beside those that count, and of which file that is said."""
    theirs = {_said(row) for row in counting.all}
    same = [row for row in mine if _said(row) in theirs]
    met = {place: _meet(mine, rows, sheet) for place, rows in counting.rows.items()}
    other = next((place for place, meet in met.items() if meet), next(iter(met)))
    if len(same) == len(mine):
        return COPY, other
    return (TWICE if any(met.values()) else JOINED), other


def _meet(mine: _Rows, theirs: _Rows, sheet: Sheet | None) -> bool:
    """Whether two files share a row, or have rows in the same place or under the same name."""
    if {_said(row) for row in mine} & {_said(row) for row in theirs}:
        return True
    if {_place(row, sheet) for row in mine} & {_place(row, sheet) for row in theirs}:
        return True
    names = [[_named(row, sheet) for row in rows] for rows in (mine, theirs)]
    distinct = all(len(set(column)) == len(column) and all(column) for column in names)
    return distinct and bool(set(names[0]) & set(names[1]))


def _said(row: Evidence) -> frozenset[tuple[str, object]]:
    return frozenset(row.values.items())


def _place(row: Evidence, sheet: Sheet | None) -> _Place:
    told = tuple(plain(_text(row, id)) for id in _keys(sheet))
    return ("key", *told) if all(told) and told else ("row", row.row)


def _keys(sheet: Sheet | None) -> Sequence[str]:
    """The columns in which the kit says which row this is: its own code, else what a row needs."""
    if sheet is None:
        return ()
    if sheet.matrix:
        return sheet.matrix.row, sheet.matrix.column
    given = [column for id in sheet.prefilled if (column := sheet.column(id))]
    codes = [column.id for column in given if column.type == "code" and column.need == "made"]
    return codes[:1] or [column.id for column in given if column.need == "required"]


def _named(row: Evidence, sheet: Sheet | None) -> str:
    """What people would call the row; ``""`` where it has a key of the kit's or no name."""
    if sheet is None or _keys(sheet):
        return ""
    return next((plain(_text(row, c.id)) for c in sheet.columns if _names(c)), "")


def _names(column: Column) -> bool:
    return column.need == "required" and column.type in ("text", "longtext", "person")


def _text(row: Evidence, id: str) -> str:
    value = row.values.get(id)
    return "" if value is None else str(value)


def _asked_once(counting: _Counting, sheet: Sheet | None) -> Iterator[tuple[int, Evidence]]:
    """Rows of a respondent's other half with what a form asks once: it stands in the first half only."""
    if sheet is None or not sheet.once or len(counting.rows) < 2:
        return
    told = {id: row.values[id] for row in reversed(counting.all) for id in sheet.once if id in row.values}
    for place, rows in counting.rows.items():
        for row in rows:
            values = {**told, **row.values}
            if len(values) > len(row.values):
                needed = (c.id for c in sheet.columns if c.need == "required")
                yield place, replace(row, values=values, complete=all(id in values for id in needed))


def _with(item: Return, lost: set[_Key], filled: Mapping[str, Evidence], outliner: Outliner) -> Return:
    if not lost and not filled:
        return item
    left = [filled.get(one.id, one) for one in item.evidence if _key(one, outliner) not in lost]
    gone = {key[:3] for key in lost} - {(one.workshop, one.unit.code, one.sheet) for one in left}
    unread = [one for one in item.unread if (one.workshop, one.unit.code, one.sheet) not in gone]
    return replace(item, evidence=tuple(left), unread=tuple(unread))


def _said_once(copy: Return, original: Return) -> Return:
    """A copy without the findings that its original has in the same cells: they are mended there."""
    known = [replace(finding, file="") for finding in original.findings]
    own = tuple(finding for finding in copy.findings if replace(finding, file="") not in known)
    return replace(copy, findings=own)


def _finding(item: Return, other: Return, code: str, keys: set[_Key]) -> Finding:
    values = {
        "other": other.file,
        "sheets": ", ".join(sorted({key[2] for key in keys})),
        "unit": ", ".join(sorted({key[1] for key in keys})),
    }
    return Finding(code, item.file, values=values)
