"""What only shows when all returns are there: sheets answered twice, unknown references, equal ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.findings import Finding, in_order
from kit.model.evidence import Evidence, Return
from kit.model.process import WORKSHOPS
from kit.model.sheet import Sheet
from kit.read.context import ReadContext
from kit.read.references import unknown_references
from kit.read.text import plain

_Sheet = tuple[str, str, str, str]
"""Workshop, unit, sheet code and, in a form, the respondent: what one return answers once."""


def across(returns: Sequence[Return], context: ReadContext) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns, sorted by name, without superseded rows and with unique evidence ids; and the findings.

    Where two returns of one unit answer the same sheet of the same workshop, the one whose name sorts later
    counts (``Bord 2 (2)`` after ``Bord 2``): file dates change when files are copied, names only by a
    person's hand. Equal rows are a copy (a note); different ones are a question.
    """
    ordered = sorted(returns, key=lambda item: _as_people_sort(item.file))
    counting, findings = _once(ordered, context.catalogue.sheets)
    unique = _with_unique_ids(counting)
    findings.extend(unknown_references(unique, context))
    return tuple(sorted(unique, key=lambda item: item.file)), in_order(findings)


def _as_people_sort(file: str) -> tuple[tuple[tuple[int, int | str], ...], str]:
    """``Bord 2`` before ``Bord 2 (2)`` before ``Bord 10``: numbers as numbers, the ending last."""
    stem = file.rpartition(".")[0] or file
    parts = re.split(r"(\d+)", stem.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts if part), file


def _once(ordered: Sequence[Return], sheets: Mapping[str, Sheet]) -> tuple[list[Return], list[Finding]]:
    """Each sheet of each unit once; what is dropped is said, once for each pair of files."""
    answers = [_by_sheet(item, sheets) for item in ordered]
    winner = {key: place for place, rows in enumerate(answers) for key in rows}
    kept: list[Return] = []
    findings: list[Finding] = []
    for place, (item, rows) in enumerate(zip(ordered, answers, strict=True)):
        lost = {key for key in rows if winner[key] != place}
        for other in sorted({winner[key] for key in lost}):
            doubles = {key: (rows[key], answers[other][key]) for key in lost if winner[key] == other}
            findings.append(_twice(item, ordered[other], doubles))
        evidence = tuple(e for e in item.evidence if _key(e, sheets) not in lost)
        kept.append(replace(item, evidence=evidence) if lost else item)
    return kept, findings


def _by_sheet(item: Return, sheets: Mapping[str, Sheet]) -> dict[_Sheet, list[Evidence]]:
    found: dict[_Sheet, list[Evidence]] = {}
    for evidence in item.evidence:
        found.setdefault(_key(evidence, sheets), []).append(evidence)
    return found


def _key(evidence: Evidence, sheets: Mapping[str, Sheet]) -> _Sheet:
    sheet = sheets.get(evidence.sheet)
    respondent = plain(evidence.text(sheet.block)) if sheet and sheet.block else ""
    return evidence.workshop, evidence.unit.code, evidence.sheet, respondent


def _twice(
    loser: Return, winner: Return, doubles: Mapping[_Sheet, tuple[list[Evidence], list[Evidence]]]
) -> Finding:
    equal = all([e.values for e in mine] == [e.values for e in theirs] for mine, theirs in doubles.values())
    values = {
        "other": winner.file,
        "sheets": ", ".join(sorted({key[2] for key in doubles})),
        "unit": ", ".join(sorted({key[1] for key in doubles})),
    }
    return Finding("return.copy" if equal else "return.answered-twice", loser.file, values=values)


def _with_unique_ids(returns: Sequence[Return]) -> list[Return]:
    """The same returns; an id given before (in workshop, then file order) is followed by ``.2``, ``.3`` …"""
    places = [(r, e) for r, item in enumerate(returns) for e in range(len(item.evidence))]
    places.sort(key=lambda place: WORKSHOPS.index(returns[place[0]].evidence[place[1]].workshop))
    given: set[str] = set()
    ids: dict[tuple[int, int], str] = {}
    for r, e in places:
        ids[r, e] = next(id for id in _candidates(returns[r].evidence[e].id) if id not in given)
        given.add(ids[r, e])
    return [
        replace(item, evidence=tuple(_with_id(one, ids[r, e]) for e, one in enumerate(item.evidence)))
        for r, item in enumerate(returns)
    ]


def _candidates(id: str) -> Iterator[str]:
    yield id
    number = 2
    while True:
        yield f"{id}.{number}"
        number += 1


def _with_id(evidence: Evidence, id: str) -> Evidence:
    return evidence if evidence.id == id else replace(evidence, id=id)
