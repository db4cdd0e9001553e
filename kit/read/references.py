"""Systems, initiatives, roles and functions that are named and that no list and no return knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.findings import Finding
from kit.model.evidence import Evidence, Return
from kit.model.sheet import Column
from kit.read.context import ReadContext
from kit.read.grid import corners, spans
from kit.read.known import Known

_TOLD_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "systems": (("S1", "system"), ("S1", "local_name"), ("S2", "title")),
    "initiatives": (("B4", "title"), ("B4", "initiative_id")),
    "roles": (("R2", "title"),),
    "decisions": (("R4", "decision"),),
    "forums": (("R5", "forum"),),
    "functions": (("C1", "function"), ("R1", "function"), ("B2", "function")),
}
"""The columns whose rows bring new entries into a list."""

_OUTSIDE = frozenset({("S3", "source"), ("S3", "target")})
"""Where data may also come from or go to somebody outside: no system of ours is no fault there."""


@dataclass(slots=True)
class _Mention:
    """The same unknown name in one column of one tab."""

    column: Column
    evidence: Evidence
    name: str
    cells: list[tuple[int, int]] = field(default_factory=list)


def unknown_references(returns: Sequence[Return], context: ReadContext) -> Iterator[Finding]:
    """A finding for each unknown name in each column of each tab, with the name probably meant."""
    known = _known(returns, context)
    for mention in _mentions(returns, context, known):
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


def _known(returns: Sequence[Return], context: ReadContext) -> dict[str, Known]:
    """The names of each kind: what its list has, then what the returns bring, in their order."""
    texts = {name: dict.fromkeys(_listed(name, context)) for name in _TOLD_BY}
    told: dict[str, list[tuple[str, dict[str, None]]]] = {}
    for name, places in _TOLD_BY.items():
        for sheet, column in places:
            told.setdefault(sheet, []).append((column, texts[name]))
    for item in returns:
        for evidence in item.evidence:
            for column, names in told.get(evidence.sheet, ()):
                text = evidence.text(column)
                if text:
                    names[text] = None
    return {name: Known(found) for name, found in texts.items()}


def _listed(name: str, context: ReadContext) -> Iterator[str]:
    outside = context.catalogue.lists.get("outside", ()) if name == "systems" else ()
    for choice in (*context.lists.by_name.get(name, ()), *outside):
        wordings = choice.text.all()
        yield from (*wordings, choice.id)
        if choice.coded:
            yield from (f"{choice.id} {text}" for text in wordings)


def _mentions(
    returns: Sequence[Return], context: ReadContext, known: Mapping[str, Known]
) -> Iterator[_Mention]:
    asked = {
        code: [column for column in sheet.columns if _is_reference(code, column, known)]
        for code, sheet in context.catalogue.sheets.items()
    }
    mentions: dict[tuple[str, str, str, str, str], _Mention] = {}
    for item in returns:
        for evidence in item.evidence:
            for column in asked.get(evidence.sheet, ()):
                for name in evidence.many(column.id):
                    if known[column.source or ""].has(name):
                        continue
                    key = (item.file, evidence.tab, evidence.sheet, column.id, name)
                    mention = mentions.setdefault(key, _Mention(column, evidence, name))
                    mention.cells.extend(_cell(evidence.cells.get(column.id, "")))
    yield from mentions.values()


def _is_reference(sheet: str, column: Column, known: Mapping[str, Known]) -> bool:
    """Whether a column names entries of a list that somebody has begun, without adding to it itself."""
    source = column.source or ""
    if source not in known or (sheet, column.id) in _TOLD_BY[source]:
        return False
    refers = column.type in ("ref", "reflist") or (column.type == "person" and source == "functions")
    return refers and bool(known[source])


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
