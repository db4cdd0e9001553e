"""What only shows when all returns are there: sheets answered twice, unknown references, equal ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.findings import Finding, in_order
from kit.model.decision import REVIEW
from kit.model.evidence import Evidence, Return
from kit.model.process import WORKSHOPS
from kit.read.context import ReadContext
from kit.read.copies import without_copied
from kit.read.dashboards import crowded_pages
from kit.read.doubles import once
from kit.read.outline import Outliner
from kit.read.references import unknown_references


def across(returns: Sequence[Return], context: ReadContext) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns, sorted by name, without superseded rows and with unique evidence ids; and the findings.

    A marked copy that came back replaces the return that it was made of (:mod:`kit.read.copies`). Where
    other returns of one unit answer the same sheet of the same workshop, halves are put together and of two
    versions the one whose name sorts later counts (:mod:`kit.read.doubles`; ``Bord 2 (2)`` after ``Bord 2``):
    file dates change when files are copied, names only by a person's hand.

    Rows that are folded up stay so, but for those that have to be compared.
    """
    outliner = Outliner(context.catalogue.sheets)
    ordered = sorted(returns, key=lambda item: _as_people_sort(item.file))
    left, findings = without_copied(ordered, context)
    counting, doubles = once(left, context.catalogue.sheets, outliner)
    findings.extend(doubles)
    unique = _with_unique_ids(counting, outliner)
    parts = [part for item in unique for part in outliner.parts(item.evidence)]
    findings.extend(unknown_references(parts, context))
    findings.extend(crowded_pages(parts))
    findings.extend(_same_to_the_eye(ordered))
    return tuple(sorted(unique, key=lambda item: item.file)), in_order(findings)


def _as_people_sort(file: str) -> tuple[tuple[tuple[int, int | str], ...], str]:
    """``Bord 2`` before ``Bord 2 (2)`` before ``Bord 10``: numbers as numbers, the ending last."""
    stem = file.rpartition(".")[0] or file
    parts = re.split(r"(\d+)", stem.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part), file


def _same_to_the_eye(returns: Sequence[Return]) -> Iterator[Finding]:
    """Files whose names differ only in how letters such as å are stored: nobody can tell them apart."""
    names: dict[str, list[str]] = {}
    for item in returns:
        names.setdefault(unicodedata.normalize("NFC", item.file), []).append(item.file)
    return (Finding("file.same-name", name) for same in names.values() for name in same[1:])


def _with_unique_ids(returns: Sequence[Return], outliner: Outliner) -> list[Return]:
    """The same returns; an id given before (in workshop, then file order) is followed by ``.2``, ``.3`` …"""
    unique = list(returns)
    doubtful = _in_doubt(returns, outliner)
    rows = {r: tuple(returns[r].evidence) for r in doubtful}
    ids = [one.id for r in doubtful for one in rows[r]]
    if len(set(ids)) == len(ids):
        return unique
    places = [(r, e) for r in doubtful for e in range(len(rows[r]))]
    order = {workshop: place for place, workshop in enumerate((*WORKSHOPS, REVIEW))}
    places.sort(key=lambda place: order[rows[place[0]][place[1]].workshop])
    given: set[str] = set()
    new: dict[tuple[int, int], str] = {}
    for r, e in places:
        new[r, e] = next(id for id in _candidates(rows[r][e].id) if id not in given)
        given.add(new[r, e])
    for r in doubtful:
        if any(one.id != new[r, e] for e, one in enumerate(rows[r])):
            evidence = tuple(_with_id(one, new[r, e]) for e, one in enumerate(rows[r]))
            unique[r] = replace(returns[r], evidence=evidence)
    return unique


def _in_doubt(returns: Sequence[Return], outliner: Outliner) -> list[int]:
    """Which returns may share an id with another one, in order: some of their ids begin alike."""
    starts: dict[str, list[int]] = {}
    for r, item in enumerate(returns):
        for outline, _ in outliner.parts(item.evidence):
            if not outline.regular:
                return list(range(len(returns)))
            starts.setdefault(outline.start, []).append(r)
    return sorted({r for found in starts.values() if len(found) > 1 for r in found})


def _candidates(id: str) -> Iterator[str]:
    yield id
    number = 2
    while True:
        yield f"{id}.{number}"
        number += 1


def _with_id(evidence: Evidence, id: str) -> Evidence:
    return evidence if evidence.id == id else replace(evidence, id=id)
