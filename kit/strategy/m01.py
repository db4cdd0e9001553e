"""M01 In brief: one page that can stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kit.model.document import Cell, Module, Paragraph
from kit.model.results import DecisionRow, PlanItem
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.purpose import decided, stated_purpose
from kit.strategy.say import cap, free, low, slug

ROOM = 7
"""Lines that purpose and decisions take together, so that the page stays one."""
LEAD, LINE = 66, 72
"""Letters on a line of the lead and of a list."""
DAYS = 90
STARTS = 270
"""Letters that the names of what starts may take."""


def write(book: Book) -> Module:
    """The module from AN-02, AN-05, AN-09, AN-10, AN-13, AN-15, AN-20 and C3."""
    chapter = Chapter(book, "M01", "*")
    _purpose(chapter)
    chapter.heading("decisions_heading")
    _decisions(chapter)
    _numbers(chapter)
    _days(chapter)
    _monday(chapter)
    return chapter.done()


def _purpose(chapter: Chapter) -> None:
    purpose = stated_purpose(chapter)
    if purpose is None:
        chapter.unknown("purpose", "kickoff")
        return
    chapter.claim("purpose", *purpose, "lead")


def _decisions(chapter: Chapter) -> None:
    decisions = chapter.book.results.decisions
    confirmed = sorted(
        decisions.of("confirmed"), key=lambda d: (-(d.support or 0), -(d.day.toordinal() if d.day else 0))
    )
    if not confirmed:
        waiting = decisions.of("proposed")
        if waiting:
            basis = Basis.of("AN-22", *(d.evidence for d in waiting))
            chapter.claim("decisions-proposed", chapter.text("proposed", len(waiting)), basis)
        chapter.unknown("decisions", "skills")
        return
    purpose, first = stated_purpose(chapter), decided(chapter)
    others = [decision for decision in confirmed if decision is not first]
    if not others:
        text = chapter.text("decisions_purpose")
        chapter.claim("decisions", text, Basis.of("AN-22", *(d.evidence for d in confirmed)))
        return
    chosen = _fitting(others, ROOM - 1 - len(purpose[0] if purpose else "") // LEAD)
    key = "decisions" if len(others) > len(chosen) else "decisions_all"
    whole = chapter.say.letters(len(others))
    text = chapter.text(f"{key}_besides" if first else key, len(chosen), whole=whole)
    chapter.claim("decisions", text, Basis.of("AN-22", *(d.evidence for d in chosen)))
    chapter.bullets([Paragraph(cap(f"{free(d.decision)}.")) for d in chosen], ordered=True)


def _fitting(decisions: Sequence[DecisionRow], room: int) -> list[DecisionRow]:
    """The first ones that together take so many lines; at least one."""
    chosen: list[DecisionRow] = []
    lines = 0
    for decision in decisions:
        lines += 1 + len(free(decision.decision)) // LINE
        if chosen and lines > room:
            break
        chosen.append(decision)
    return chosen


def _numbers(chapter: Chapter) -> None:
    """Six numbers; each is a claim, or a question. One note serves them all: the page has to stay one."""
    found = [make(chapter) for make in (_systems, _critical, _coverage, _hours, _placed, _gaps)]
    rows = [_number(chapter, *number) for number in found]
    known = [basis for _, value, basis in found if value]
    analyses = " ".join(dict.fromkeys(a for basis in known for a in basis.analyses))
    basis = Basis.of(analyses, *(basis.evidence for basis in known))
    columns = (
        left(chapter.text("col_what"), 3),
        right(chapter.text("col_number"), 1.2),
        left(chapter.text("col_more"), 1.2),
    )
    chapter.table("numbers", chapter.text("numbers"), columns, rows, basis)


Number = tuple[str, str, Basis]


def _number(chapter: Chapter, subject: str, value: str, basis: Basis) -> list[Cell]:
    label, more = chapter.text(f"number_{subject}"), chapter.text(f"more_{subject}")
    if not value:
        question = chapter.text(f"{subject}_unknown")
        chapter.ask(subject, question)
        return [cell(label), cell(chapter.common("unknown").rstrip(".")), cell(more)]
    chapter.row_claim(subject, f"{label}: {value}", basis, note=False)
    return [cell(label), cell(value), cell(more)]


def _systems(chapter: Chapter) -> Number:
    systems = chapter.book.results.systems
    value = chapter.say.number(len(systems.items)) if systems.items else ""
    return "systems", value, Basis.of("AN-13", systems.evidence)


def _critical(chapter: Chapter) -> Number:
    systems, say = chapter.book.results.systems, chapter.say
    critical = systems.critical_systems
    basis = Basis.of("AN-13", systems.evidence_of(tuple(s.name for s in critical)))
    if not critical:
        return "critical", "", basis
    part, whole = say.number(len(systems.critical_no_owner)), say.number(len(critical))
    return "critical", chapter.text("part_of", part=part, whole=whole), basis


def _coverage(chapter: Chapter) -> Number:
    coverage = chapter.book.results.coverage
    share = coverage.total.value
    known = share is not None and coverage.evidence
    basis = Basis.of("AN-05", coverage.total.evidence or coverage.evidence)
    return "coverage", chapter.say.percent(share) if known and share is not None else "", basis


def _hours(chapter: Chapter) -> Number:
    flows = chapter.book.results.flows
    basis = Basis.of("AN-15", *(f.evidence for f in flows.items if f.hours_year is not None))
    value = "" if flows.hours_year is None else chapter.say.number(flows.hours_year)
    return "hours", value, basis


def _placed(chapter: Chapter) -> Number:
    plan, say = chapter.book.results.plan, chapter.say
    basis = Basis.of("AN-10", *(item.evidence for item in plan.items))
    if not plan.items or not plan.quarters:
        return "placed", "", basis
    part, whole = say.number(len(plan.placed)), say.number(len(plan.items))
    return "placed", chapter.text("part_of", part=part, whole=whole), basis


def _gaps(chapter: Chapter) -> Number:
    learning, say = chapter.book.results.learning, chapter.say
    share = learning.coverage
    basis = Basis.of("AN-20", share.evidence or learning.evidence)
    if not share.whole:
        return "gaps", "", basis
    part, whole = say.number(share.part), say.number(share.whole)
    return "gaps", chapter.text("part_of", part=part, whole=whole), basis


def coming(chapter: Chapter) -> list[PlanItem]:
    """What the plan starts in the quarters that the next 90 days touch; in the plan's order."""
    today = chapter.book.context.day
    end = today + timedelta(days=DAYS)
    months = [(today.year * 12 + today.month - 1 + n) for n in range(4)]
    last = end.year * 12 + end.month - 1
    quarters = {f"{m // 12}-K{m % 12 // 3 + 1}" for m in months if m <= last}
    return [item for item in chapter.book.results.plan.placed if item.quarters[0] in quarters]


def _days(chapter: Chapter) -> None:
    plan = chapter.book.results.plan
    if not plan.placed:
        chapter.unknown("days", "network")
        return
    start = coming(chapter)
    if not start:
        first = min(plan.placed, key=lambda item: item.quarters[0])
        quarter = chapter.say.quarter(first.quarters[0])
        text = chapter.text("days_later", quarter=quarter, title=free(first.title))
        chapter.claim("days", text, Basis.of("AN-10", first.evidence))
        return
    parts = [_start(chapter, item) for item in start]
    text = chapter.text("days", len(start), parts=chapter.say.some(parts, _few(parts), exactly=True))
    chapter.claim("days", text, Basis.of("AN-10", *(item.evidence for item in start)))


def _few(parts: Sequence[str]) -> int:
    """How many of them the page has room for; at least one."""
    return max(1, sum(sum(map(len, parts[: n + 1])) <= STARTS for n in range(len(parts))))


def _start(chapter: Chapter, item: PlanItem) -> str:
    """``“Sygefravær hver uge” (HR-chef)``"""
    initiative = chapter.book.results.initiatives.get(item.initiative)
    owners = chapter.say.all(low(free(owner)) for owner in initiative.owners) if initiative else ""
    text = chapter.text("start" if owners else "start_nobody", title=free(item.title), owner=owners)
    subject = f"start.{slug(item.title)}"
    chapter.row_claim(subject, text, Basis.of("AN-10", item.evidence), note=False)
    return text


def _monday(chapter: Chapter) -> None:
    """The first blocking question and the most urgent gap in ownership; else what starts first."""
    results, say, names = chapter.book.results, chapter.say, chapter.names
    items = []
    for question in results.questions.blocking[:1]:
        if question.responsible:
            key = "monday_advise" if chapter.names.advises(question.responsible) else "monday_question"
            who = free(question.responsible)
            items.append(chapter.text(key, who=who, question=free(question.question)))
    without = results.systems.critical_no_owner
    if without:
        first = say.some(without, 2)
        items.append(chapter.text("monday_owner", len(without), who=names.lead(), systems=first))
    for item in coming(chapter)[:1]:
        initiative = results.initiatives.get(item.initiative)
        if initiative and initiative.owners and len(items) < 2:
            owner = say.functions(initiative.owners)
            items.append(chapter.text("monday_start", who=owner, title=free(item.title)))
    chapter.monday(items)
