"""M12 Open questions and decisions: blocking first, the decisions log, the twelve-point check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.model.claim import OpenQuestion
from kit.model.document import Cell, Module
from kit.model.results import AskedQuestion, DecisionRow
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m12_check import check
from kit.strategy.m12_talk import ruled, talk
from kit.strategy.say import free, low, slug

DECISIONS = 25
ANSWERS = 25
NAMED = 4


def write(book: Book) -> Module:
    """The module from AN-22, AN-23, C3, what is seen differently and the lead's decisions; the other modules'
    own questions stand here too, so it is written after them."""
    chapter = Chapter(book, "M12", "C2 C3 U7")
    unchecked = None if book.results.minimum.points else chapter.question("check", "skills")
    undecided = None if book.results.decisions.items else chapter.question("decisions", "skills")
    _lead(chapter)
    _questions(chapter)
    talk(chapter)
    chapter.heading("decisions_heading")
    if undecided:
        chapter.add(undecided)
    else:
        _decisions(chapter)
    ruled(chapter)
    chapter.heading("check_heading")
    if unchecked:
        chapter.add(unchecked)
    else:
        check(chapter)
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    asked, own = chapter.book.results.questions.open, chapter.book.questions
    blocking = len(chapter.book.results.questions.blocking) + sum(q.blocking for q in own)
    text = chapter.text("lead", len(asked) + len(own)) + " " + chapter.text("lead_blocking", blocking)
    chapter.plain(text, "lead")


def _questions(chapter: Chapter) -> None:
    """Three tables: what blocks, what people asked besides, what the answers did not reach."""
    found = chapter.book.results.questions
    blocking = found.blocking
    own = chapter.book.questions
    chapter.heading("blocking_heading")
    if blocking or any(q.blocking for q in own):
        chapter.plain(chapter.text("blocking"))
        rows = [_asked_row(chapter, q) for q in blocking] + [_own_row(chapter, q) for q in own if q.blocking]
        _question_table(chapter, "blocking", rows, blocking)
    else:
        chapter.plain(chapter.text("blocking_empty"))
    _ownerless(chapter)
    rest = [q for q in found.open if not q.blocking]
    if rest:
        chapter.heading("asked_heading")
        chapter.plain(chapter.text("asked", len(rest)))
        _question_table(chapter, "asked", [_asked_row(chapter, q) for q in rest], rest)
    quiet = [q for q in own if not q.blocking]
    if quiet:
        chapter.heading("own_heading")
        chapter.plain(chapter.text("own", len(quiet)))
        _question_table(chapter, "own", [_own_row(chapter, q) for q in quiet])
    _answered(chapter, [q for q in found.items if not q.open])


def _question_table(
    chapter: Chapter,
    subject: str,
    rows: Sequence[Sequence[Cell]],
    asked: Sequence[AskedQuestion] = (),
) -> None:
    """The questions with one note on the rows that asked them; the kit’s own have none."""
    columns = (
        left(chapter.names.column("C2", "question"), 3),
        left(chapter.text("col_module"), 0.7),
        left(chapter.names.column("C2", "responsible"), 1.4),
        left(chapter.names.column("C2", "due"), 1),
    )
    basis = Basis.of("AN-23", *(q.evidence for q in asked))
    chapter.table(f"questions.{subject}", chapter.text(f"{subject}_table"), columns, rows, basis)


def _asked_row(chapter: Chapter, asked: AskedQuestion) -> list[Cell]:
    missing = chapter.common("not_agreed")
    due = chapter.say.day(asked.due) if asked.due else missing
    if asked.overdue:
        due = chapter.text("overdue", day=due)
    return [
        cell(free(asked.question)),
        cell(asked.module or "M12"),
        cell(free(asked.responsible) or missing),
        cell(due),
    ]


def _own_row(chapter: Chapter, own: OpenQuestion) -> list[Cell]:
    due = chapter.say.day(date.fromisoformat(own.due)) if own.due else chapter.common("not_agreed")
    return [cell(own.text), cell(own.module), cell(own.responsible), cell(due)]


def _ownerless(chapter: Chapter) -> None:
    found = chapter.book.results.questions
    for subject, mine in (("ownerless", found.ownerless), ("overdue", found.overdue)):
        if mine:
            basis = Basis.of("AN-23", *(q.evidence for q in mine))
            listed = chapter.say.some([f"“{free(q.question)}”" for q in mine], NAMED)
            text = chapter.text(f"{subject}_count", len(mine), questions=listed)
            chapter.claim(subject, text, basis)


def _answered(chapter: Chapter, answered: Sequence[AskedQuestion]) -> None:
    if not answered:
        return
    chapter.heading("answered_heading")
    chapter.plain(chapter.text("answered", len(answered)))
    columns = (left(chapter.names.column("C2", "question"), 2), left(chapter.names.column("C2", "answer"), 2))
    rows = []
    for asked in answered[:ANSWERS]:
        text = f"{free(asked.question)} {free(asked.answer)}."
        basis = Basis.of("AN-23", asked.evidence)
        chapter.row_claim(f"answer.{slug(asked.question)}", text, basis, note=False)
        rows.append([cell(free(asked.question)), cell(free(asked.answer))])
    whole = Basis.of("AN-23", *(asked.evidence for asked in answered))
    chapter.table("answered", chapter.text("answered_table"), columns, rows, whole)
    if len(answered) > ANSWERS:
        chapter.more("answered_more", len(answered) - ANSWERS)


def _decisions(chapter: Chapter) -> None:
    found, say = chapter.book.results.decisions, chapter.say
    counts = [(status, found.of(status)) for status in ("confirmed", "proposed", "rejected", "replaced")]
    parts = [chapter.text(f"decided_{status}", len(mine)) for status, mine in counts if mine]
    text = chapter.text("decisions", parts=say.clauses(parts))
    chapter.claim("decisions", text, Basis.of("AN-22", found.evidence))
    columns = (
        left(chapter.names.column("C3", "day"), 0.9),
        left(chapter.names.column("C3", "decision"), 3),
        left(chapter.names.column("C3", "decided_by"), 1.3),
        left(chapter.names.column("C3", "status"), 0.9),
        right(chapter.names.column("C3", "support"), 0.8),
    )
    rows = [_decision_row(chapter, decision) for decision in found.items[:DECISIONS]]
    basis = Basis.of("AN-22", found.evidence)
    chapter.table("decisions.table", chapter.text("decisions_table"), columns, rows, basis)
    if len(found.items) > DECISIONS:
        chapter.more("decisions_more", len(found.items) - DECISIONS)


def _decision_row(chapter: Chapter, found: DecisionRow) -> list[Cell]:
    subject = f"decision.{slug(found.decision)}"
    basis = Basis.of("AN-22", found.evidence)
    chapter.row_claim(subject, f"{free(found.decision)}.", basis, note=False)
    status = chapter.names.choice("decision_status", found.status) if found.status else ""
    return [
        cell(chapter.say.day(found.day) if found.day else ""),
        cell(free(found.decision)),
        cell(free(found.decided_by)),
        cell(status),
        cell(chapter.say.mark(found.support)),
    ]


def _monday_key(chapter: Chapter, asked: AskedQuestion) -> str:
    if chapter.names.advises(asked.responsible):
        return "monday_advise"
    return "monday_overdue" if asked.overdue else "monday_due" if asked.due else "monday_answer"


def _monday(chapter: Chapter) -> None:
    found, say, names = chapter.book.results.questions, chapter.say, chapter.names
    items = [
        chapter.text(
            _monday_key(chapter, q),
            who=low(free(q.responsible)),
            day=say.long_day(q.due) if q.due else "",
            question=free(q.question),
        )
        for q in found.blocking
        if q.responsible
    ][:3]
    if found.ownerless:
        first = free(found.ownerless[0].question)
        text = chapter.text("monday_ownerless", len(found.ownerless), who=names.lead(), question=first)
        items.append(text)
    waiting = chapter.book.results.decisions.of("proposed")
    if waiting and names.context.process.sponsor:
        items.append(chapter.text("monday_confirm", len(waiting), who=names.sponsor()))
    chapter.monday(items)
