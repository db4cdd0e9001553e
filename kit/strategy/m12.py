"""M12 Open questions and decisions: blocking first, the decisions log, the twelve-point check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.model.claim import OpenQuestion
from kit.model.document import Cell, Module
from kit.model.results import AskedQuestion, CheckPoint, DecisionRow
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m12_talk import ruled, talk
from kit.strategy.say import cap, free, low, slug

DECISIONS = 25
ANSWERS = 25
NAMED = 4
ADVISER = "RO-11"
"""The data protection officer advises and never decides."""


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
        _check(chapter)
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


def _check(chapter: Chapter) -> None:
    minimum, say = chapter.book.results.minimum, chapter.say
    counts = [(state, minimum.count(state)) for state in ("ok", "partly", "missing")]
    parts = [chapter.text(f"count_{state}", n) for state, n in counts if n]
    text = chapter.text("check", parts=say.clauses(parts))
    text += " " + chapter.text("usable" if minimum.usable else "not_usable")
    chapter.claim("check", text, Basis.of("AN-22", minimum.evidence))
    columns = (
        right(chapter.text("col_number"), 0.4),
        left(chapter.text("col_point"), 3),
        left(chapter.text("col_state"), 0.9),
        left(chapter.text("col_missing"), 2.2),
    )
    rows = [_point_row(chapter, point) for point in minimum.points]
    chapter.table("check.table", chapter.text("check_table"), columns, rows)


def _point_row(chapter: Chapter, point: CheckPoint) -> list[Cell]:
    title = _point(chapter, point.number)
    state = chapter.text(f"state_{point.state}")
    text = chapter.text("point", title=title, state=low(state))
    notes = chapter.row_claim(f"check.{point.number}", text, Basis.of("AN-22", point.evidence), note=False)
    level = {"ok": 4, "partly": 2, "missing": 0}[point.state]
    return [
        cell(str(point.number)),
        cell(title, notes=notes),
        cell(state, level),
        cell(_missing(chapter, point)),
    ]


def _point(chapter: Chapter, number: int) -> str:
    limits = chapter.book.context.catalogue.thresholds
    least = chapter.say.number(limits["strategy.min_initiatives"])
    share = chapter.say.percent(limits["strategy.owner_coverage"])
    return chapter.text(f"point_{number}", least=least, share=share)


def _missing(chapter: Chapter, point: CheckPoint) -> str:
    """What is missing by name; else its numbers."""
    say = chapter.say
    if point.state == "ok":
        return chapter.text("nothing_missing")
    items = list(dict.fromkeys(_named(chapter, item) for item in point.items))
    if items:
        return cap(say.some(items, NAMED))
    if point.whole > 1:
        return chapter.text("part_of", part=say.number(point.part), whole=say.number(point.whole))
    return chapter.text("all_missing")


def _named(chapter: Chapter, id: str) -> str:
    """The title of what is missing; a decision’s begins small, for it stands inside a list."""
    title = chapter.names.anything(id)
    return low(title) if title == chapter.names.decision(id) != id else title


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
    if low(free(asked.responsible)).casefold() == chapter.names.role(ADVISER).casefold():
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
