"""Systems, initiatives, roles and functions that are named and that no list and no return knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.findings import Finding
from kit.model.evidence import Evidence
from kit.model.sheet import Column
from kit.read.context import ReadContext
from kit.read.grid import corners, spans
from kit.read.known import Known
from kit.read.outline import TOLD_BY, Part
from kit.read.text import unified

_OUTSIDE = frozenset({("S3", "source"), ("S3", "target")})
"""Where data may also come from or go to somebody outside: no system of ours is no fault there."""


@dataclass(slots=True)
class _Mention:
    """The same unknown name in one column of one tab."""

    column: Column
    evidence: Evidence
    name: str
    cells: list[tuple[int, int]] = field(default_factory=list)


def unknown_references(parts: Sequence[Part], context: ReadContext) -> Iterator[Finding]:
    """A finding for each unknown name in each column of each tab, with the name probably meant.

    ``parts`` are those of all returns. Only where a name is unknown are rows looked at.
    """
    known = _known(parts, context)
    for mention in _mentions(parts, context, known):
        near = known[mention.column.source or ""].near(mention.name)
        code = _code(mention, near)
        if code:
            header = mention.column.header
            values = {
                "header_da": header["da"],
                "header_en": header["en"],
                "shown": mention.name,
                "suggestion": near or "",
                "count": len(mention.cells),
            }
            yield Finding(code, mention.evidence.file, mention.evidence.tab, spans(mention.cells), values)


def _known(parts: Sequence[Part], context: ReadContext) -> dict[str, Known]:
    """The names of each kind: what its list has, then what the returns bring, in their order. Of several
    wordings the first stands for all of them."""
    shown: dict[str, dict[str, str]] = {name: {} for name in TOLD_BY}
    for name, found in shown.items():
        for text in _listed(name, context):
            found.setdefault(unified(text), text)
    for outline, _ in parts:
        for name, told in outline.told.items():
            found = shown[name]
            for compared, text in told.items():
                found.setdefault(compared, text)
    return {name: Known(found) for name, found in shown.items()}


def _listed(name: str, context: ReadContext) -> Iterator[str]:
    outside = context.catalogue.lists.get("outside", ()) if name == "systems" else ()
    for choice in (*context.lists.by_name.get(name, ()), *outside):
        wordings = choice.text.all()
        yield from (*wordings, choice.id)
        if choice.coded:
            yield from (f"{choice.id} {text}" for text in wordings)


def _mentions(parts: Sequence[Part], context: ReadContext, known: Mapping[str, Known]) -> Iterator[_Mention]:
    sheets = context.catalogue.sheets
    fine: dict[str, set[str]] = {source: set() for source in known}
    mentions: dict[tuple[str, str, str, str, str], _Mention] = {}
    for outline, rows in parts:
        if not outline.named:
            continue
        columns = [
            column
            for column in sheets[outline.sheet].columns
            if (names := outline.named.get(column.id))
            and not _all_fine(names, column.source or "", known, fine[column.source or ""])
        ]
        for evidence in rows if columns else ():
            for column in columns:
                for name in evidence.many(column.id):
                    if known[column.source or ""].has(name):
                        continue
                    key = (evidence.file, evidence.tab, evidence.sheet, column.id, name)
                    mention = mentions.setdefault(key, _Mention(column, evidence, name))
                    mention.cells.extend(_cell(evidence.cells.get(column.id, "")))
    yield from mentions.values()


def _all_fine(names: Collection[str], source: str, known: Mapping[str, Known], fine: set[str]) -> bool:
    """Whether nothing is to be said of any of these names; ``fine`` remembers of which.

    Nothing is said either where nobody has begun the list.
    """
    if fine.issuperset(names) or not known[source]:
        return True
    fine.update(name for name in names if known[source].has(name) or _is_passed_over(name, source, known))
    return fine.issuperset(names)


def _is_passed_over(name: str, source: str, known: Mapping[str, Known]) -> bool:
    """Functions are not listed anywhere: one that resembles no other is no question."""
    return source == "functions" and known[source].near(name) is None


def _code(mention: _Mention, near: str | None) -> str | None:
    column = mention.column
    if column.source == "functions":
        return "reference.function-alike" if near else None
    if near:
        return "reference.near"
    outside = (mention.evidence.sheet, column.id) in _OUTSIDE
    return "reference.outside" if outside else "reference.unknown"


def _cell(address: str) -> Iterator[tuple[int, int]]:
    place = corners(address)
    if place:
        yield place.top, place.left
