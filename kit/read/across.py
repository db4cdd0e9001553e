"""What only shows when all returns are there: sheets answered twice, unknown references, equal ids."""

from __future__ import annotations

import re
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
from kit.read.references import unknown_references


def across(returns: Sequence[Return], context: ReadContext) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns, sorted by name, without superseded rows and with unique evidence ids; and the findings.

    A marked copy that came back replaces the return that it was made of (:mod:`kit.read.copies`). Where
    other returns of one unit answer the same sheet of the same workshop, halves are put together and of two
    versions the one whose name sorts later counts (:mod:`kit.read.doubles`; ``Bord 2 (2)`` after ``Bord 2``):
    file dates change when files are copied, names only by a person's hand.
    """
    ordered = sorted(returns, key=lambda item: _as_people_sort(item.file))
    left, findings = without_copied(ordered, context)
    counting, doubles = once(left, context.catalogue.sheets)
    findings.extend(doubles)
    unique = _with_unique_ids(counting)
    findings.extend(unknown_references(unique, context))
    findings.extend(crowded_pages(unique))
    return tuple(sorted(unique, key=lambda item: item.file)), in_order(findings)


def _as_people_sort(file: str) -> tuple[tuple[tuple[int, int | str], ...], str]:
    """``Bord 2`` before ``Bord 2 (2)`` before ``Bord 10``: numbers as numbers, the ending last."""
    stem = file.rpartition(".")[0] or file
    parts = re.split(r"(\d+)", stem.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part), file


def _with_unique_ids(returns: Sequence[Return]) -> list[Return]:
    """The same returns; an id given before (in workshop, then file order) is followed by ``.2``, ``.3`` …"""
    all_ids = [one.id for item in returns for one in item.evidence]
    if len(set(all_ids)) == len(all_ids):
        return list(returns)
    places = [(r, e) for r, item in enumerate(returns) for e in range(len(item.evidence))]
    order = {workshop: place for place, workshop in enumerate((*WORKSHOPS, REVIEW))}
    places.sort(key=lambda place: order[returns[place[0]].evidence[place[1]].workshop])
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
