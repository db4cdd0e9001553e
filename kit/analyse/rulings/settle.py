"""What decisions other than names come to: answers, holders, initiatives and modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.analyse.context import AnalysisContext
from kit.analyse.graph import rings
from kit.analyse.names import unify
from kit.analyse.rulings.ground import Grounds
from kit.findings import Finding
from kit.model.decision import Decision
from kit.model.evidence import Evidence, Value
from kit.model.sheet import Column

_MODULE = ("owner", "review", "swap_if", "measure", "money", "version")


def value_matter(column: str, system: str) -> str:
    """The id of the question which answer in a column of S1 counts for a system."""
    return f"value:{column}:{unify(system)}"


def initiative_matter(title: str) -> str:
    """The id of the question what becomes of an initiative."""
    return f"initiative:{unify(title)}"


@dataclass(frozen=True, slots=True)
class Settled:
    """Changed rows by id, further rows that decisions add, and what could not be done."""

    changed: Mapping[str, Evidence]
    added: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


def settle(
    decisions: Sequence[Decision],
    grounds: Grounds,
    said: Mapping[str, Evidence],
    context: AnalysisContext,
) -> Settled:
    """Answers, holders and modules as decided. ``said`` are the rows of the review workbooks by id."""
    changed: dict[str, Evidence] = {}
    added: list[Evidence] = []
    findings: list[Finding] = []
    for decision in decisions:
        row = said[decision.evidence[0]]
        if not decision.applies:
            continue
        if decision.kind == "value":
            column = decision.matter.split(":")[1]
            value = _read(decision.text("value"), column, context)
            if value is None:
                findings.append(_unread(row, column, decision, context))
                continue
            _set(changed, grounds.of(decision.matter).rows, {column: value})
        elif decision.kind == "holder":
            new = _held(decision, row, grounds, changed, context)
            added.extend(new)
            if not new:
                findings.append(
                    _about(row, "role", "decision.unknown-role", role=decision.matter.split(":")[1])
                )
        elif decision.kind == "module":
            values = {c: v for c, v in decision.answer.items() if c in _MODULE}
            if values:
                added.append(_as(row, "U7", {"module": decision.matter.partition(":")[2], **values}))
    return Settled(changed, tuple(added), tuple(findings))


def _set(changed: dict[str, Evidence], rows: Iterable[Evidence], values: Mapping[str, Value]) -> None:
    for row in rows:
        now = changed.get(row.id, row)
        changed[row.id] = replace(now, values={**now.values, **values})


def _held(
    decision: Decision,
    row: Evidence,
    grounds: Grounds,
    changed: dict[str, Evidence],
    context: AnalysisContext,
) -> list[Evidence]:
    """The decision as a holder of its own; rows that name somebody else give way to it."""
    role, _, key = decision.matter.split(":", 3)[1:]
    if context.catalogue.role(role) is None:
        return []
    held = {"holder": decision.text("holder"), "status": "filled"}
    rows = [r for r in grounds.of(decision.matter).rows if r.sheet == "R3"]
    _set(changed, rows, held)
    scope = rows[0].text("scope") or key if rows else key
    return [_as(row, "R3", {"role": role, "scope": scope, **held})]


def _as(row: Evidence, sheet: str, values: Mapping[str, Value]) -> Evidence:
    """A row of the review workbook as a row of the sheet that it decides about."""
    cells = {column: next(iter(row.cells.values()), "") for column in values}
    return replace(row, sheet=sheet, values=dict(values), cells=cells, complete=True)


def _read(text: str, name: str, context: AnalysisContext) -> Value | None:
    """The answer as it is stored: a choice by id, in any language; other texts as they stand."""
    column = _column(name, context)
    if column is None:
        return None
    if column.type != "choice":
        return text
    for choice in context.catalogue.lists.get(column.source or "", ()):
        if unify(text) in (choice.id, *(unify(wording) for wording in choice.text.all())):
            return choice.id
    return None


def _column(name: str, context: AnalysisContext) -> Column | None:
    return context.catalogue.sheets["S1"].column(name)


def _unread(row: Evidence, name: str, decision: Decision, context: AnalysisContext) -> Finding:
    column = _column(name, context)
    choices = context.catalogue.lists.get(column.source or "", ()) if column else ()
    allowed = {
        f"allowed_{lang}": ", ".join(choice.text[lang] for choice in choices) or "–" for lang in ("da", "en")
    }
    return _about(row, "value", "decision.unknown-value", shown=decision.text("value"), **allowed)


def _about(row: Evidence, column: str, code: str, **values: object) -> Finding:
    return Finding(code, row.file, row.tab, row.cells.get(column, ""), values=values)


def merges(
    decisions: Sequence[Decision],
    evidence: Sequence[Evidence],
    said: Mapping[str, Evidence],
    rename: Callable[[str], str],
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Initiatives that become part of others: unified title → the wording of the one that takes it in.

    Rings (A into B, B into A) and targets that are not there are told, and nothing of them is merged.
    ``rename`` gives the unified name that counts.
    """
    titles = {unify(row.text("title")): row.text("title") for row in evidence if row.sheet == "B4"}
    wanted: dict[str, tuple[str, Decision]] = {}
    findings: list[Finding] = []
    for decision in decisions:
        if decision.kind != "initiative" or not decision.applies or decision.text("decision") != "merge":
            continue
        target = rename(unify(decision.text("merge_with")))
        if target in titles:
            wanted[rename(decision.matter.partition(":")[2])] = target, decision
        else:
            row, shown = said[decision.evidence[0]], decision.text("merge_with")
            code = "decision.unknown-initiative" if shown else "decision.merge-with-nothing"
            column = "merge_with" if shown else "decision"
            findings.append(_about(row, column, code, shown=shown))
    turning = {key for ring in rings((key, target) for key, (target, _) in wanted.items()) for key in ring}
    for key in sorted(turning):
        row = said[wanted[key][1].evidence[0]]
        findings.append(_about(row, "merge_with", "decision.ring", title=titles.get(key, key)))
    ends = {key: _end(key, wanted) for key in wanted if not _reaches(key, turning, wanted)}
    return {key: titles[end] for key, end in ends.items()}, tuple(findings)


def _end(key: str, wanted: Mapping[str, tuple[str, Decision]]) -> str:
    while key in wanted:
        key = wanted[key][0]
    return key


def _reaches(key: str, turning: set[str], wanted: Mapping[str, tuple[str, Decision]]) -> bool:
    seen: set[str] = set()
    while key in wanted and key not in seen:
        seen.add(key)
        if key in turning:
            return True
        key = wanted[key][0]
    return key in turning
