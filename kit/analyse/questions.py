"""AN-23 Open questions, and the decisions of C3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import (
    areas_of,
    by_name,
    common_name,
    ids,
    in_order,
    join,
    latest,
    latest_text,
    pick,
)
from kit.model.evidence import Evidence
from kit.model.results import AskedQuestion, Count, DecisionRow, Decisions, OpenQuestions


def open_questions(evidence: Iterable[Evidence], context: AnalysisContext) -> OpenQuestions:
    """AN-23 from C2: the same question from several tables is one, blocking as soon as one says so. Overdue:
    no answer, and due before the day. Age runs from the day of the workshop that asked first, in days."""
    rows = pick(evidence, "C2")
    found = [_question(mine, context) for mine in by_name(rows, "question").values()]
    found.sort(key=lambda q: (not q.open, not q.blocking, q.due or date.max, unify(q.question)))
    still = [question for question in found if question.open]
    modules = in_order({q.module for q in still}, [module.id for module in context.catalogue.modules])
    counts = []
    for module in modules:
        mine = [question for question in still if question.module == module]
        counts.append(Count(module, len(mine), join(question.evidence for question in mine)))
    return OpenQuestions(tuple(found), tuple(counts), ids(rows))


def _question(rows: Sequence[Evidence], context: AnalysisContext) -> AskedQuestion:
    answer, responsible = latest_text(rows, "answer"), latest_text(rows, "responsible")
    due = _day(rows, "due")
    asked = [day for item in rows if (day := context.session_day(item.workshop))]
    return AskedQuestion(
        question=common_name(item.text("question") for item in rows),
        areas=areas_of(rows, context.areas),
        blocking=any(item.text("blocking") == "yes" for item in rows),
        responsible=responsible,
        due=due,
        module=latest_text(rows, "module"),
        answer=answer,
        overdue=not answer and due is not None and due < context.day,
        ownerless=not answer and not responsible,
        age_days=max(0, (context.day - min(asked)).days) if asked else None,
        evidence=ids(rows),
    )


def _day(rows: Iterable[Evidence], column: str) -> date | None:
    value = latest(rows, column)
    return value if isinstance(value, date) else None


def decisions(evidence: Iterable[Evidence], context: AnalysisContext) -> Decisions:
    """Decisions of C3 in the order of their days; said again later, the later status and support count."""
    rows = pick(evidence, "C3")
    found = [_decision(mine) for mine in by_name(rows, "decision").values()]
    found.sort(key=lambda d: (d.day or date.max, unify(d.decision)))
    order = in_order({d.status for d in found}, context.choices("decision_status"))
    statuses = []
    for status in order:
        mine = [decision for decision in found if decision.status == status]
        statuses.append(Count(status, len(mine), join(decision.evidence for decision in mine)))
    return Decisions(tuple(found), tuple(statuses), ids(rows))


def _decision(rows: Sequence[Evidence]) -> DecisionRow:
    support = latest(rows, "support")
    return DecisionRow(
        decision=common_name(item.text("decision") for item in rows),
        module=latest_text(rows, "module"),
        decided_by=latest_text(rows, "decided_by"),
        day=_day(rows, "day"),
        support=float(support) if isinstance(support, int | float) else None,
        status=latest_text(rows, "status"),
        workshop=rows[-1].workshop,
        evidence=ids(rows),
    )
