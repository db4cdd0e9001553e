"""Whose a workbook is: the identity token in any cell, and its copies beside the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.agenda import Workshop
from kit.model.decision import REVIEW
from kit.model.mark import CopyMark
from kit.model.process import Unit
from kit.model.sheet import SCHEMA, Identity
from kit.read.context import ReadContext
from kit.read.grid import Book, Tab, address
from kit.read.text import one_line


@dataclass(frozen=True, slots=True)
class Recognised:
    """``identity`` is the workbook's (``None`` if it counts for nothing here); ``by_tab`` each tab's own.

    ``copy_of`` is the mark of a copy that the kit made of a return."""

    identity: Identity | None
    by_tab: Mapping[str, Identity]
    findings: tuple[Finding, ...]
    copy_of: CopyMark | None = None


@dataclass(slots=True)
class _Seen:
    """Tokens as they were found: valid ones by tab, damaged ones as ``(tab, cell, text)``, a copy's mark."""

    by_tab: dict[str, Identity]
    damaged: list[tuple[str, str, str]]
    copy_of: CopyMark | None = None


def recognise(book: Book, file: str, context: ReadContext) -> Recognised:
    """The identity of a workbook, with findings where it is missing, damaged, foreign, old or mixed.

    Most tabs decide; a tab with another token of this process keeps its own. Properties and the file name
    count only where no cell has a token, and then a person is asked.
    """
    seen = _look(book)
    findings: list[Finding] = []
    identity = _majority(seen)
    if identity is None:
        identity = _elsewhere(book, file)
        if identity:
            findings.append(Finding("identity.not-in-cells", file, values={"token": identity.token}))
    if identity is None:
        return Recognised(None, {}, (_nameless(seen, file),))
    refusal = _foreign(identity, file, context)
    if refusal:
        return Recognised(None, {}, (refusal,))
    findings.extend(_remarks(identity, file, context))
    own = {tab: i for tab, i in seen.by_tab.items() if i != identity and _foreign(i, file, context) is None}
    for tab, other in own.items():
        values = {"token": other.token, "other": identity.token}
        findings.append(Finding("identity.mixed", file, tab, values=values))
    for tab, other in seen.by_tab.items():
        refusal = _foreign(other, file, context, tab)
        if refusal:
            findings.append(refusal)
    by_tab = {**dict.fromkeys((t.name for t in book.tabs), identity), **own}
    return Recognised(identity, by_tab, tuple(findings), seen.copy_of or CopyMark.find(book.marks))


def workshop_of(identity: Identity, context: ReadContext) -> Workshop | None:
    """The workshop that a token names; ``None`` where the kit has none or the process does not hold it."""
    try:
        workshop = context.catalogue.workshop(identity.workshop)
    except KeyError:
        return None
    held = workshop.id == REVIEW or context.process.session(workshop.id)
    return workshop if held else None


def expected_sheets(identity: Identity, context: ReadContext) -> tuple[str, ...]:
    """The sheets that the unit was given in its worksheet, as far as the process uses them."""
    workshop = workshop_of(identity, context)
    plans = [p for p in workshop.worksheets if p.unit == identity.unit.kind] if workshop else []
    sheets = (context.catalogue.sheets.get(code) for plan in plans for code in plan.sheets)
    return tuple(dict.fromkeys(sheet.code for sheet in sheets if sheet and context.switched_on(sheet)))


def has_token(tab: Tab) -> bool:
    """Whether the kit made this tab: its token stands somewhere on it."""
    return next(_tokens(tab), None) is not None


def _look(book: Book) -> _Seen:
    seen = _Seen({}, [])
    for tab in book.tabs:
        for row, column, text in _tokens(tab):
            identity, damaged = Identity.find(text)
            if identity:
                seen.by_tab.setdefault(tab.name, identity)
            elif damaged:
                seen.damaged.append((tab.name, address(row, column), one_line(text)[:60]))
            seen.copy_of = seen.copy_of or CopyMark.find(text)
    return seen


def _tokens(tab: Tab) -> Iterator[tuple[int, int, str]]:
    """The cells that may hold one, with their row and column."""
    return tab.cells_with({t for t in tab.texts if "-" in t and ("KIT-" in t or "kit-" in t or "Kit-" in t)})


def _majority(seen: _Seen) -> Identity | None:
    """The token on most tabs, the first one where it is even."""
    counted = Counter(seen.by_tab.values())
    return counted.most_common(1)[0][0] if counted else None


def _elsewhere(book: Book, file: str) -> Identity | None:
    for text in (book.marks, file):
        identity, _ = Identity.find(text)
        if identity:
            return identity
    return None


def _nameless(seen: _Seen, file: str) -> Finding:
    if seen.damaged:
        tab, cell, text = seen.damaged[0]
        return Finding("identity.damaged", file, tab, cell, {"token": text})
    return Finding("identity.missing", file)


def _foreign(identity: Identity, file: str, context: ReadContext, tab: str = "") -> Finding | None:
    values = {"token": identity.token, "process": identity.process, "own": context.process.code}
    if identity.process != context.process.code.upper():
        return Finding("identity.other-process", file, tab, values=values)
    if workshop_of(identity, context):
        return None
    try:
        title = context.catalogue.workshop(identity.workshop).title
    except KeyError:
        return Finding(
            "identity.unknown-workshop", file, tab, values={**values, "workshop": identity.workshop}
        )
    titles = {"workshop_da": title["da"], "workshop_en": title["en"]}
    return Finding("identity.workshop-not-held", file, tab, values={**values, **titles})


def _remarks(identity: Identity, file: str, context: ReadContext) -> Iterator[Finding]:
    versions = {"schema": identity.schema, "own": SCHEMA}
    if identity.schema < SCHEMA:
        yield Finding("identity.older-version", file, values=versions)
    if identity.schema > SCHEMA:
        yield Finding("identity.newer-version", file, values=versions)
    if not _is_known(identity.unit, identity, context):
        yield Finding("identity.unknown-unit", file, values={"unit": identity.unit.key})


def _is_known(unit: Unit, identity: Identity, context: ReadContext) -> bool:
    if unit.kind == "area":
        return context.process.area(unit.key) is not None
    workshop = workshop_of(identity, context)
    session = context.process.session(workshop.id) if workshop else None
    return unit.kind == "lead" or (session is not None and 1 <= int(unit.key) <= session.groups)
