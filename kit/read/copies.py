"""Marked copies that came back: each takes the place of the return that it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.findings import Finding
from kit.model.evidence import Evidence, Return, Unread
from kit.model.mark import CopyMark
from kit.read.context import ReadContext
from kit.read.recognise import expected_sheets, workshop_of

Held = tuple[str, str, str]
"""Workshop, unit and sheet code."""

_LACKING = ("sheet.missing", "sheet.without-table")
_STAYS = "personal.cpr"
"""A number that must not lie in the file is asked about as long as the file lies there."""


@dataclass(slots=True)
class _Loss:
    """What a return loses, and to which copies."""

    held: set[Held] = field(default_factory=set)
    winners: dict[int, set[Held]] = field(default_factory=dict)


def without_copied(ordered: Sequence[Return], context: ReadContext) -> tuple[list[Return], list[Finding]]:
    """The returns without what their marked copies replace, and a note for each pair of files.

    A copy replaces the return whose SHA-256 begins as its mark says, and, if that one is a copy itself, the
    one before it, whatever the files are called and wherever they lie: for each workshop and unit those
    sheets that the copy still has. A copy saved as csv so replaces one sheet. A copy that gave no answers
    replaces nothing; one whose original is not there is a return like any other.

    With the rows the questions about them go.
    """
    places: dict[str, list[int]] = {}
    for place, item in enumerate(ordered):
        places.setdefault(item.sha256[:12], []).append(place)
    losses: dict[int, _Loss] = {}
    for place, item in enumerate(ordered):
        if item.copy_of and (item.evidence or item.unread):
            held = _held(item, context)
            for earlier in _ancestors(place, item.copy_of, ordered, places):
                loss = losses.setdefault(earlier, _Loss())
                loss.held |= held
                loss.winners[place] = held
    left = list(ordered)
    notes: list[Finding] = []
    for place, loss in losses.items():
        left[place] = _without(ordered[place], loss.held, context)
        notes.extend(_notes(ordered, place, loss, losses))
    return left, notes


def _held(item: Return, context: ReadContext) -> set[Held]:
    """The sheets that a copy has: those with answers, and of its own unit's those that are empty."""
    held = {_key(one) for one in _read(item)}
    workshop = workshop_of(item.identity, context) if item.identity else None
    if item.identity and workshop:
        gone = {str(f.values["code"]) for f in item.findings if f.code in _LACKING}
        codes = (code for code in expected_sheets(item.identity, context) if code not in gone)
        held |= {(workshop.id, item.identity.unit.code, code) for code in codes}
    return held


def _read(item: Return) -> list[Evidence | Unread]:
    return [*item.evidence, *item.unread]


def _key(one: Evidence | Unread) -> Held:
    return one.workshop, one.unit.code, one.sheet


def _ancestors(
    place: int, mark: CopyMark, ordered: Sequence[Return], places: Mapping[str, Sequence[int]]
) -> list[int]:
    """The returns that a copy was made of, the nearest first."""
    found: list[int] = []
    marks = [mark]
    for one in marks:
        for earlier in places.get(one.of, ()):
            before = ordered[earlier].copy_of
            # copies are numbered: two files that name each other are no chain
            if earlier not in (place, *found) and (before is None or before.number < one.number):
                found.append(earlier)
                marks += [before] if before else []
    return found


def _without(item: Return, held: set[Held], context: ReadContext) -> Return:
    """The return without these sheets; without questions where nothing of it is left."""
    evidence = tuple(one for one in item.evidence if _key(one) not in held)
    unread = tuple(one for one in item.unread if _key(one) not in held)
    if not evidence and not unread and _held(replace(item, evidence=(), unread=()), context) <= held:
        findings = [f for f in item.findings if f.code == _STAYS]
        return replace(item, evidence=(), unread=(), findings=tuple(findings))
    left = replace(item, evidence=evidence, unread=unread)
    gone = {one.tab for one in _read(item)} - {one.tab for one in _read(left)}
    findings = [f for f in item.findings if f.sheet not in gone or f.code == _STAYS]
    return replace(left, findings=tuple(findings))


def _notes(
    ordered: Sequence[Return], place: int, loss: _Loss, losses: Mapping[int, _Loss]
) -> Iterator[Finding]:
    """One note for each copy that counts: the last of a chain."""
    item = ordered[place]
    mine = {_key(one) for one in _read(item)}
    last = [copy for copy in loss.winners if copy not in losses] or list(loss.winners)
    for copy in last:
        lost = (mine & loss.winners[copy]) or loss.winners[copy]
        values = {
            "other": ordered[copy].file,
            "sheets": ", ".join(sorted({key[2] for key in lost})),
            "unit": ", ".join(sorted({key[1] for key in lost})),
        }
        yield Finding("return.corrected-by-copy", item.file, values=values)
