"""From rows of review workbooks to decisions: the latest word on each matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kit.analyse.context import AnalysisContext
from kit.analyse.names import same_matter, unify
from kit.analyse.rows import natural
from kit.analyse.scopes import scope_of
from kit.findings import Finding
from kit.model.decision import ANSWERS, SHEETS, Decision
from kit.model.evidence import Evidence, Value

_KIND = {sheet: kind for kind, sheet in SHEETS.items()}
_SIGNED = ("decided_by", "decided_on", "why")


def decisions_of(
    rows: Iterable[Evidence], context: AnalysisContext
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """One decision for each matter that somebody answered, by matter; and what is odd about them.

    Of several rows on one matter the one with the latest date counts, a dated one before one without.
    Different answers of the same day contradict each other: none of them is applied.
    """
    by_matter: dict[str, list[Evidence]] = {}
    findings: list[Finding] = []
    for row in rows:
        kind = _KIND.get(row.sheet)
        if kind is None or not any(_has(row, column) for column in ANSWERS[kind]):
            continue
        id = matter_of(row, kind, context)
        if id:
            by_matter.setdefault(id, []).append(row)
        else:
            findings.append(_at(row, "decision.no-matter"))
    found = []
    for id, said in sorted(by_matter.items()):
        decision = _decision(id, said)
        found.append(decision)
        if decision.state == "contradicted":
            findings.append(_contradiction(said))
    return tuple(found), tuple(findings)


def matter_of(row: Evidence, kind: str, context: AnalysisContext) -> str:
    """The matter that a row speaks of; a row that people added is known by what they wrote, ``""`` if it
    cannot be known."""
    if row.text("matter"):
        return row.text("matter")
    if kind == "same":
        first, second = row.text("first"), row.text("second")
        known = row.text("kind") and unify(first) and unify(second) and unify(first) != unify(second)
        return same_matter(row.text("kind"), first, second) if known else ""
    if kind == "holder" and row.text("role"):
        scope = scope_of(row, context)
        return f"holder:{row.text('role')}:{scope.kind}:{scope.key}"
    named = {"initiative": unify(row.text("initiative")), "module": row.text("module")}.get(kind, "")
    return f"{kind}:{named}" if named else ""


def _decision(id: str, rows: Sequence[Evidence]) -> Decision:
    ordered = sorted(rows, key=lambda row: (row.day("decided_on") or date.min, natural(row.id)))
    last = ordered[-1]
    kind = _KIND[last.sheet]
    same_day = [row for row in ordered if row.day("decided_on") == last.day("decided_on")]
    answers = {_comparable(_answer(row, kind)) for row in same_day}
    return Decision(
        matter=id,
        kind=kind,
        answer=_answer(last, kind),
        shown={c: v for c, v in last.values.items() if c not in (*ANSWERS[kind], *_SIGNED)},
        ground=last.text("ground"),
        state="contradicted" if len(answers) > 1 else "holds",
        by=last.text("decided_by"),
        on=last.day("decided_on"),
        why=last.text("why"),
        evidence=tuple(row.id for row in reversed(ordered)),
    )


def _answer(row: Evidence, kind: str) -> dict[str, Value]:
    return {column: row.values[column] for column in ANSWERS[kind] if _has(row, column)}


def _has(row: Evidence, column: str) -> bool:
    return row.values.get(column) not in (None, "", ()) and not row.is_unknown(column)


def _comparable(answer: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    return tuple((column, unify(str(value))) for column, value in answer.items())


def _contradiction(rows: Sequence[Evidence]) -> Finding:
    first, last = rows[0], rows[-1]
    other = f"{first.file}, {first.tab}, {first.row}"
    return _at(last, "decision.contradicted", other=other)


def _at(row: Evidence, code: str, **values: object) -> Finding:
    """A finding about a row of a review workbook."""
    cell = row.cells.get("decision") or next(iter(row.cells.values()), "")
    return Finding(code, row.file, row.tab, cell, values=values)
