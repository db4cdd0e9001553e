"""Systems, initiatives, roles and functions that are named and that no list and no return knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.findings import Finding
from kit.model.evidence import Evidence, Return
from kit.model.sheet import Column
from kit.read.context import ReadContext
from kit.read.grid import corners, spans
from kit.read.text import squashed, unified

_NEAR = 85.0
_SHORTEST = 4

_TOLD_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "systems": (("S1", "system"), ("S1", "local_name")),
    "initiatives": (("B4", "title"), ("B4", "initiative_id")),
    "roles": (("R2", "title"),),
    "decisions": (("R4", "decision"),),
    "functions": (("C1", "function"), ("R1", "function"), ("B2", "function")),
}
"""The columns whose rows bring new entries into a list."""

_OUTSIDE = frozenset({("S3", "source"), ("S3", "target")})
"""Where data may also come from or go to somebody outside: no system of ours is no fault there."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that one list and the returns know: squashed and unified forms lead to a name as written."""

    squashed: Mapping[str, str]
    unified: Mapping[str, str]

    def has(self, name: str) -> bool:
        return squashed(name) in self.squashed

    def near(self, name: str) -> str | None:
        """The known name that is most likely meant; ``None`` where nothing is close or digits differ."""
        wanted = unified(name)
        if len(wanted) < _SHORTEST:
            return None
        return self._spelt_alike(wanted) or self._part_of(wanted)

    def _spelt_alike(self, wanted: str) -> str | None:
        from rapidfuzz import fuzz  # noqa: PLC0415 (only misspelt returns need it)

        best, score = None, _NEAR
        glued = wanted.replace(" ", "")
        for candidate, shown in self.unified.items():
            words = fuzz.token_sort_ratio(wanted, candidate, score_cutoff=score)
            ratio = max(words, fuzz.ratio(glued, candidate.replace(" ", ""), score_cutoff=score))
            if ratio > score and _digits(wanted) == _digits(candidate):
                best, score = shown, ratio
        return best

    def _part_of(self, wanted: str) -> str | None:
        """The only known name that holds all words of this one, or whose words this one holds."""
        words = set(wanted.split())
        found = [
            shown
            for candidate, shown in self.unified.items()
            if words < set(candidate.split()) or set(candidate.split()) < words
        ]
        return found[0] if len(found) == 1 else None


@dataclass(slots=True)
class _Mention:
    """The same unknown name in one column of one tab."""

    column: Column
    evidence: Evidence
    name: str
    cells: list[tuple[int, int]] = field(default_factory=list)


def unknown_references(returns: Sequence[Return], context: ReadContext) -> Iterator[Finding]:
    """A finding for each unknown name in each column of each tab, with the name probably meant."""
    known = {name: _known(name, returns, context) for name in _TOLD_BY}
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


def _known(name: str, returns: Sequence[Return], context: ReadContext) -> Known:
    texts: dict[str, None] = {}
    for choice in context.lists.by_name.get(name, ()):
        wordings = choice.text.all()
        labels = (f"{choice.id} {text}" for text in wordings) if choice.coded else ()
        texts.update(dict.fromkeys((*wordings, choice.id, *labels)))
    told = _TOLD_BY[name]
    for item in returns:
        for evidence in item.evidence:
            for sheet, column in told:
                if evidence.sheet == sheet and evidence.text(column):
                    texts[evidence.text(column)] = None
    # the first wording of a name stands for all of them
    shown = list(reversed(texts))
    return Known({squashed(t): t for t in shown}, {unified(t): t for t in shown})


def _mentions(
    returns: Sequence[Return], context: ReadContext, known: Mapping[str, Known]
) -> Iterator[_Mention]:
    mentions: dict[tuple[str, str, str, str, str], _Mention] = {}
    for item in returns:
        for evidence in item.evidence:
            sheet = context.catalogue.sheets.get(evidence.sheet)
            for column in sheet.columns if sheet else ():
                if not _is_reference(evidence.sheet, column, known):
                    continue
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
    return refers and bool(known[source].squashed)


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


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
