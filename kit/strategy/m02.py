"""M02 Why data: purposes, the force field, what to act on first."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Module
from kit.model.figure import Bar, DivergingBars
from kit.model.results import DecisionRow, ForceCategory, ForceItem, Purpose
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.purpose import bare, decided, purpose_sentence, winners
from kit.strategy.say import cap, free, low, slug

PURPOSES = 25
FORCES = 5


def write(book: Book) -> Module:
    """The module from AN-02."""
    chapter = Chapter(book, "M02", "F1 F2")
    _lead(chapter)
    chapter.heading("purposes_heading")
    _purposes(chapter)
    chapter.heading("forces_heading")
    _forces(chapter)
    chapter.heading("principles_heading")
    chapter.plain(chapter.text("principles"))
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    purposes = chapter.book.results.forces.purposes
    best = winners(purposes)
    decision = decided(chapter)
    if decision:
        _confirmed(chapter, decision, best)
        return
    if not best:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return
    dots = chapter.say.number(best[0].dots or 0)
    said = " ".join(purpose_sentence(chapter, purpose) for purpose in best)
    reasons = chapter.say.count("reason", len(purposes))
    alone = len(purposes) == 1
    said += " " + (
        chapter.text("lead_alone") if alone else chapter.text("lead", len(best), dots=dots, reasons=reasons)
    )
    chapter.claim("purpose", said, Basis.of("AN-02", *(p.evidence for p in best)), "lead")


def _confirmed(chapter: Chapter, decision: DecisionRow, best: Sequence[Purpose]) -> None:
    """What is decided leads; the dots are told as its background."""
    say = chapter.say
    told = [low(free(decision.decided_by)), say.long_day(decision.day) if decision.day else ""]
    by = ", ".join(part for part in told if part)
    said = (
        f"{free(decision.decision)}. {chapter.text('lead_confirmed' if by else 'lead_confirmed_bare', by=by)}"
    )
    chapter.claim("purpose", said, Basis.of("AN-22", decision.evidence), "lead")
    if best:
        dots = say.number(best[0].dots or 0)
        listed = say.all(f"“{bare(purpose.reason)}”" for purpose in best)
        text = chapter.text("lead_background", len(best), dots=dots, reasons=listed)
        chapter.claim("dots", text, Basis.of("AN-02", *(p.evidence for p in best)))


def _purposes(chapter: Chapter) -> None:
    field = chapter.book.results.forces
    if not field.purposes:
        chapter.unknown("purposes", "kickoff")
        return
    basis = Basis.of("AN-02", *(p.evidence for p in field.purposes))
    chapter.claim("audiences", _audiences(chapter), basis)
    if not any(purpose.dots for purpose in field.purposes):
        chapter.unknown("dots", "kickoff")
    shown = field.purposes[:PURPOSES]
    columns = (
        left(chapter.text("col_reason"), 3),
        left(chapter.names.column("F1", "audience"), 1.5),
        left(chapter.names.column("F1", "challenge"), 1.2),
        right(chapter.names.column("F1", "dots"), 0.7),
    )
    rows = [_purpose_row(chapter, purpose) for purpose in shown]
    chapter.table("purposes", chapter.text("purposes"), columns, rows)
    rest = len(field.purposes) - len(shown)
    if rest:
        chapter.more("purposes_more", rest)


def _purpose_row(chapter: Chapter, purpose: Purpose) -> list[Cell]:
    names, say = chapter.names, chapter.say
    reason = f"… {bare(purpose.reason)}"
    text = purpose_sentence(chapter, purpose)
    notes = chapter.row_claim(
        f"purpose.{slug(bare(purpose.reason))}", text, Basis.of("AN-02", purpose.evidence)
    )
    audiences = cap(say.all(low(names.choice("audience", a)) for a in purpose.audiences))
    challenges = cap(say.all(low(names.choice("challenge", c)) for c in purpose.challenges))
    dots = "–" if purpose.dots is None else say.number(purpose.dots)
    return [cell(reason, notes=notes), cell(audiences), cell(challenges), cell(dots)]


def _audiences(chapter: Chapter) -> str:
    field, say, names = chapter.book.results.forces, chapter.say, chapter.names
    reasons = say.count("reason", len(field.purposes))
    named = [count for count in field.audiences if count.key]
    said = chapter.text("reasons", reasons=reasons)
    if named:
        most = max(count.number for count in named)
        who = say.all(low(names.choice("audience", c.key)) for c in named if c.number == most)
        said += " " + chapter.text("audiences", most, who=who)
    dotted = [count for count in field.challenges if count.key and count.number]
    if dotted:
        most = max(count.number for count in dotted)
        first = [low(names.choice("challenge", c.key)) for c in dotted if c.number == most]
        key = "challenges" if len(first) == 1 else "challenges_each"
        said += " " + chapter.text(key, what=say.all(first), dots=say.number(most))
    return said


def _forces(chapter: Chapter) -> None:
    field = chapter.book.results.forces
    behind = Basis.of("AN-02", *(c.evidence for c in field.categories))
    if not field.categories or not (field.drivers or field.barriers):
        chapter.unknown("forces", "kickoff")
        return
    chapter.claim("balance", _balance(chapter), behind)
    _figure(chapter, behind)
    if field.act_first:
        chapter.heading("act_heading", 3)
        text = chapter.text("act", len(field.act_first))
        basis = Basis.of("AN-02", *(item.evidence for item in field.act_first))
        chapter.claim("act-first", text, basis)
        rows = [_act_row(chapter, item) for item in field.act_first[:FORCES]]
        columns = (
            left(chapter.text("col_barrier"), 2.4),
            right(chapter.text("col_score"), 0.7),
            left(chapter.names.column("F2", "counter_move"), 2),
        )
        chapter.table("barriers", chapter.text("barriers"), columns, rows)
    else:
        chapter.unknown("act", "kickoff")
    if field.build_on:
        chapter.heading("build_heading", 3)
        chapter.plain(chapter.text("build", len(field.build_on)))
        chapter.bullets(
            [
                chapter.stated(
                    f"driver.{slug(item.description)}",
                    f"{free(item.description)}.",
                    Basis.of("AN-02", item.evidence),
                )
                for item in field.build_on[:FORCES]
            ]
        )


def _balance(chapter: Chapter) -> str:
    field, say, names = chapter.book.results.forces, chapter.say, chapter.names
    barriers, drivers = say.number(field.barriers, 1), say.number(field.drivers, 1)
    key = "even" if field.balance == 0 else "against" if field.balance < 0 else "with"
    said = chapter.text(f"balance_{key}", barriers=barriers, drivers=drivers)
    named = [category for category in field.categories if category.category]
    worst = min(named, key=lambda c: c.balance, default=None)
    best = max(named, key=lambda c: c.balance, default=None)
    if worst and best and worst.balance < 0 < best.balance:
        brake = low(names.choice("force_category", worst.category))
        push = low(names.choice("force_category", best.category))
        said += " " + chapter.text("balance_where", brake=brake, push=push)
    return said


def _figure(chapter: Chapter, basis: Basis) -> None:
    field, say, names = chapter.book.results.forces, chapter.say, chapter.names
    categories = sorted(field.categories, key=lambda c: (-(c.drivers + c.barriers), c.category))

    def title(category: ForceCategory) -> str:
        if category.category:
            return names.choice("force_category", category.category)
        return chapter.text("no_category")

    bars = tuple(Bar(title(c), c.barriers, c.drivers) for c in categories)
    figure = DivergingBars(chapter.text("barrier_title"), chapter.text("driver_title"), bars)
    columns = (
        left(names.column("F2", "category"), 2),
        right(chapter.text("barrier_title")),
        right(chapter.text("driver_title")),
        right(chapter.text("difference")),
    )
    rows = [
        [
            cell(title(c)),
            cell(say.number(c.barriers, 1)),
            cell(say.number(c.drivers, 1)),
            cell(say.number(c.balance, 1)),
        ]
        for c in categories
    ]
    caption = chapter.text("figure")
    first = categories[0]
    alt = chapter.text(
        "figure_alt",
        categories=say.number(len(categories)),
        category=low(title(first)),
        barriers=say.number(first.barriers, 1),
        drivers=say.number(first.drivers, 1),
    )
    data = chapter.made_table("forces.data", caption, columns, rows)
    chapter.figure("forces", caption, alt, figure, data, basis)


def _act_row(chapter: Chapter, item: ForceItem) -> list[Cell]:
    basis = Basis.of("AN-02", item.evidence)
    notes = chapter.row_claim(f"barrier.{slug(item.description)}", free(item.description), basis)
    moves = "; ".join(free(move) for move in item.counter_moves)
    return [cell(free(item.description), notes=notes), cell(_score(chapter, item)), cell(moves)]


def _score(chapter: Chapter, item: ForceItem) -> str:
    return "–" if item.score is None else chapter.say.number(item.score, 1)


def _monday(chapter: Chapter) -> None:
    """The barriers with a counter-move get someone to carry it; the others get a counter-move."""
    act = chapter.book.results.forces.act_first
    owner = chapter.owner()
    with_move = [item for item in act if item.counter_moves]
    items = [
        chapter.text(
            "monday_move", who=owner, barrier=free(item.description), move=low(free(item.counter_moves[0]))
        )
        for item in with_move[:2]
    ]
    without = [item for item in act if not item.counter_moves]
    if without:
        items.append(chapter.text("monday_none", len(without), who=owner))
    chapter.monday(items)
