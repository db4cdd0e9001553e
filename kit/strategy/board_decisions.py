"""The slides on which the board decides: each a message, what we know, and what to choose between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kit.model.board import Choice, Slide
from kit.model.results import AccountableConflict, AskedQuestion, DecisionRow
from kit.strategy.backed import Backed
from kit.strategy.say import cap, free, low, slug

MOST = 7
"""Decisions that a meeting can take; the more pressing ones come first."""
PROPOSALS = 3
NAMED = 4
QUOTED = 160
"""Letters that are quoted of what someone wrote."""
FAULTS = ("no_accountable", "several_accountable", "empty")


@dataclass(frozen=True, slots=True)
class Asked:
    """A slide, and the line that it gives the last one."""

    slide: Slide
    ask: str


def asked_of_the_board(paper: Backed) -> tuple[Asked, ...]:
    """What only the board can settle: a sponsor, proposals, accountability, owners, hours, answers."""
    makers: tuple[Callable[[Backed], Iterator[Asked]], ...] = (
        _sponsor,
        _proposals,
        _accountable,
        _owners,
        _capacity,
        _blocking,
    )
    return tuple(asked for make in makers for asked in make(paper))[:MOST]


def others_confirm(paper: Backed) -> tuple[DecisionRow, ...]:
    """Proposals that name someone else who confirms them."""
    return tuple(d for d in paper.results.decisions.of("proposed") if not _is_the_boards(paper, d))


def quoted(text: str) -> str:
    """What a participant wrote, cut at a word where it is long."""
    text = free(text)
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _slide(
    paper: Backed, id: str, title: str, known: Sequence[str], options: Sequence[str], claims: Sequence[str]
) -> Slide:
    claims = paper.known(claims)
    body = Choice(
        tuple(cap(line) for line in known if line),
        paper.text("choose"),
        tuple(cap(option) for option in options),
    )
    subject = id.partition(".")[0]
    notes = (paper.text(f"note_{subject}"), *paper.sources(claims))
    return Slide(id, paper.text("kicker_decision"), cap(title), body, claims, notes)


def _sponsor(paper: Backed) -> Iterator[Asked]:
    """Where point 2 of the minimum is not in place."""
    sponsor, point = paper.results.coverage.sponsor, _point(paper, 2)
    if sponsor.state == "ok" or not point:
        return
    who = low(free(sponsor.function))
    stands = paper.text("sponsor_partly", who=who) if who else paper.text("sponsor_none")
    known = [paper.said("M04.sponsor") or stands, paper.text("sponsor_why")]
    options = [paper.text("sponsor_director")]
    if who:
        options.insert(0, paper.text("sponsor_named", who=who))
    title = paper.text("sponsor_unsure" if who else "sponsor")
    slide = _slide(paper, "sponsor", title, known, options, ("M12.check.2", "M04.sponsor"))
    yield Asked(slide, paper.text("ask_sponsor"))


def _point(paper: Backed, number: int) -> bool:
    """Whether a point of the minimum check stands and is not in place."""
    return any(p.number == number and p.state != "ok" for p in paper.results.minimum.points)


def _is_the_boards(paper: Backed, decision: DecisionRow) -> bool:
    """A proposal is the board's unless it says who else confirms it."""
    parts = re.split(paper.text("confirmed_by"), decision.decided_by, maxsplit=1, flags=re.IGNORECASE)
    return len(parts) < 2 or re.search(paper.text("board_words"), parts[1], re.IGNORECASE) is not None


def _proposals(paper: Backed) -> Iterator[Asked]:
    mine = [d for d in paper.results.decisions.of("proposed") if _is_the_boards(paper, d)]
    for number, decision in enumerate(mine[:PROPOSALS], 1):
        words = quoted(decision.decision)
        support = paper.say.mark(decision.support) if decision.support is not None else ""
        title = paper.text("proposal_support" if support else "proposal", decision=words, support=support)
        known = []
        if decision.decided_by and decision.day:
            who, day = free(decision.decided_by), paper.say.long_day(decision.day)
            known.append(paper.text("proposal_from", who=cap(who), day=day))
        if decision.module:
            known.append(paper.text("proposal_module", module=paper.names.module_title(decision.module)))
        known.append(paper.text("proposal_why"))
        options = [paper.text(f"proposal_{choice}") for choice in ("confirm", "change", "return")]
        claims = (f"M12.decision.{slug(decision.decision)}", "M12.decisions.table")
        slide = _slide(paper, f"proposal.{number}", title, known, options, claims)
        yield Asked(slide, paper.text("ask_proposal", decision=words))


def _accountable(paper: Backed) -> Iterator[Asked]:
    """Decisions about data for which nobody, or more than one, is accountable."""
    faults = [fault for fault in paper.results.raci.faults if fault.kind in FAULTS]
    if not faults:
        return
    kinds = [(kind, sum(fault.kind == kind for fault in faults)) for kind in FAULTS]
    parts = [paper.text(f"accountable_{kind}", n) for kind, n in kinds if n]
    decisions = list(dict.fromkeys(fault.decision for fault in faults))
    differ = {conflict.decision: conflict for conflict in paper.results.role_conflicts.accountable}
    said = [f"M04.raci.{kind.replace('_', '-')}" for kind, n in kinds if n]
    views = [f"M04.conflict.{slug(decision).upper()}" for decision in decisions if decision in differ]
    options = [o for d in decisions[:NAMED] for o in _roles_for(paper, d, differ.get(d))]
    titles = [f"“{low(paper.names.decision(decision))}”" for decision in decisions]
    slide = _slide(
        paper,
        "accountable",
        paper.text("accountable", parts=paper.say.clauses(parts)),
        [paper.said(id) for id in (*said, *views[:2])],
        options,
        (*said, *views[:2]),
    )
    yield Asked(slide, paper.text("ask_accountable", decisions=paper.say.some(titles, 3)))


def _roles_for(paper: Backed, decision: str, differ: AccountableConflict | None) -> list[str]:
    """A box for each role that a table gave the decision; a blank one where none did."""
    title = low(paper.names.decision(decision))
    if not differ:
        return [paper.text("accountable_name", decision=title)]
    return [
        paper.text("accountable_role", decision=title, role=paper.names.role_low(view.value))
        for view in differ.views
    ]


def _owners(paper: Backed) -> Iterator[Asked]:
    """Critical systems that nobody owns."""
    systems, say = paper.results.systems, paper.say
    without = systems.critical_no_owner
    if not without:
        return
    number = len(systems.critical_systems)
    part, whole = say.number(len(without)), say.number(number)
    known = [
        paper.text("owners_named", systems=say.some(without, NAMED)),
        paper.text("owners_why"),
        _decided_on(paper, "owner_words"),
    ]
    options = [paper.text(f"owners_{choice}") for choice in ("find", "acting", "close")]
    behind = ("M01.critical", "M06.critical-without-owner", "M12.check")
    claims = (*behind, *_about(paper, "owner_words"))
    title = paper.text("owners", number, part=part, whole=whole)
    slide = _slide(paper, "owners", title, known, options, claims)
    yield Asked(slide, paper.text("ask_owners", number, part=part, whole=whole))


def _about(paper: Backed, words: str) -> tuple[str, ...]:
    """The first confirmed decision that speaks of a matter, as the id of its claim."""
    found = (
        f"M12.decision.{slug(d.decision)}"
        for d in paper.results.decisions.of("confirmed")
        if re.search(paper.text(words), d.decision, re.IGNORECASE)
    )
    return paper.known(found)[:1]


def _decided_on(paper: Backed, words: str) -> str:
    found = _about(paper, words)
    return paper.text("decided_before", decision=quoted(paper.said(found[0]))) if found else ""


def _capacity(paper: Backed) -> Iterator[Asked]:
    """Initiatives that wait for the hours of a role."""
    plan, say = paper.results.plan, paper.say
    waiting = [item for item in plan.not_placed if item.reason == "capacity" and item.detail]
    if not waiting or not plan.placed:
        return
    roles = sorted({item.detail for item in waiting}, key=lambda r: (-sum(i.detail == r for i in waiting), r))
    role = paper.names.role_low(roles[0])
    mine = [item for item in waiting if item.detail == roles[0]]
    part, whole = say.number(len(plan.placed)), say.number(len(plan.items))
    claims = [f"M08.item.{slug(item.title)}" for item in mine[:NAMED]]
    titles = say.some([f"“{free(item.title)}”" for item in mine], NAMED, exactly=True)
    known = [
        paper.text("capacity_waiting", len(mine), titles=titles, role=role),
        paper.said("M08.utilisation"),
        paper.first("M08.money"),
    ]
    options = [paper.text(f"capacity_{choice}", role=role) for choice in ("more", "swap", "wait")]
    title = paper.text("capacity", part=part, whole=whole, role=role)
    behind = ("M08.placed", "M08.utilisation", "M08.waiting.table", *claims, "M08.money")
    slide = _slide(paper, "capacity", title, known, options, behind)
    yield Asked(slide, paper.text("ask_capacity", role=role))


def _blocking(paper: Backed) -> Iterator[Asked]:
    """Questions whose answers decisions wait for: those with nobody to answer first, then the oldest."""
    found = paper.results.questions
    if not found.blocking:
        return
    order = sorted(found.blocking, key=lambda q: bool(q.responsible and q.due))
    options = [_answer(paper, question) for question in order[:NAMED]]
    late = sum(question.overdue for question in found.blocking)
    nobody = sum(not question.responsible for question in found.blocking)
    alone = "_alone" if len(found.blocking) == 1 else ""
    known = [paper.text(f"blocking_why{alone}")]
    known += [
        paper.text(f"blocking_{key}{alone}", n) for key, n in (("overdue", late), ("ownerless", nobody)) if n
    ]
    title = paper.text("blocking", len(found.blocking))
    claims = ("M12.questions.blocking", "M12.ownerless", "M12.overdue")
    slide = _slide(paper, "blocking", title, known, options, claims)
    yield Asked(slide, paper.text("ask_blocking", len(found.blocking)))


def _answer(paper: Backed, question: AskedQuestion) -> str:
    words = quoted(question.question)
    if not question.responsible:
        return paper.text("blocking_nobody", question=words)
    who = low(free(question.responsible))
    if paper.names.advises(question.responsible):
        return paper.text("blocking_advice", question=words, who=who)
    if question.overdue:
        return paper.text("blocking_late", question=words, who=who)
    if not question.due:
        return paper.text("blocking_no_day", question=words, who=who)
    return paper.text("blocking_due", question=words, who=who, day=paper.say.long_day(question.due))
