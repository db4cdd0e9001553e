"""M08 Delivery plan: what fits which quarter, what does not, and why."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.figure import Gantt, GanttBar
from kit.model.results import PlanItem
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.m01 import coming
from kit.strategy.m08_hours import utilisation
from kit.strategy.say import cap, free, low, slug

BARS = 25
WAITING = 25


def write(book: Book) -> Module:
    """The module from AN-10 (and the money stated in B7 and U4)."""
    chapter = Chapter(book, "M08", "B4 B9")
    plan = book.results.plan
    if not plan.items or not plan.quarters:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("plan" if not plan.items else "capacity", "network")
        _money(chapter)
        chapter.monday(())
        return chapter.done()
    _lead(chapter)
    chapter.heading("plan_heading")
    _figure(chapter)
    _first(chapter)
    chapter.heading("waiting_heading")
    _waiting(chapter)
    chapter.heading("hours_heading")
    utilisation(chapter)
    _money(chapter)
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    plan, say = chapter.book.results.plan, chapter.say
    text = chapter.text(
        "lead",
        len(plan.placed),
        whole=say.count("initiative", len(plan.items)),
        first=say.quarter(plan.quarters[0]),
        last=say.quarter(plan.quarters[-1]),
    )
    chapter.claim("placed", text, Basis.of("AN-10", *(item.evidence for item in plan.items)), "lead")
    use = chapter.book.context.catalogue.thresholds["plan.utilisation"]
    chapter.plain(chapter.text("rule", percent=say.percent(use)))
    _running(chapter)


def _running(chapter: Chapter) -> None:
    """How many initiatives run in the busiest quarter, for whoever has set a limit."""
    plan = chapter.book.results.plan
    counts = {q: sum(q in item.quarters for item in plan.placed) for q in plan.quarters}
    most = max(counts.values(), default=0)
    if most < 2:
        return
    busiest = next(q for q in plan.quarters if counts[q] == most)
    text = chapter.text("running", n=chapter.say.letters(most), quarter=chapter.say.quarter(busiest))
    basis = Basis.of("AN-10", *(item.evidence for item in plan.placed if busiest in item.quarters))
    chapter.claim("running", text, basis)


def _figure(chapter: Chapter) -> None:
    plan, say = chapter.book.results.plan, chapter.say
    if not plan.placed:
        chapter.unknown("placed", "network")
        return
    shown = sorted(plan.placed, key=lambda item: (item.quarters[0], item.quarters[-1]))[:BARS]
    index = {quarter: n for n, quarter in enumerate(plan.quarters)}
    bars = tuple(
        GanttBar(free(item.title), index[item.quarters[0]], index[item.quarters[-1]], _prepare(chapter, item))
        for item in shown
    )
    gantt = Gantt(tuple(say.quarter(q) for q in plan.quarters), bars, chapter.text("not_placed"))
    caption = chapter.text("figure")
    columns = (
        left(chapter.text("col_initiative"), 2.2),
        left(chapter.text("col_first")),
        left(chapter.text("col_last")),
        left(chapter.names.column("B4", "owner"), 1.3),
    )
    rows = [_placed_row(chapter, item) for item in shown]
    first = shown[0]
    alt = chapter.text(
        "figure_alt",
        n=say.count("initiative", len(shown)),
        quarters=say.number(len(plan.quarters)),
        title=free(first.title),
        quarter=say.quarter(first.quarters[0]),
    )
    basis = Basis.of("AN-10", *(item.evidence for item in shown))
    chapter.figure(
        "plan", caption, alt, gantt, chapter.made_table("plan.data", caption, columns, rows), basis
    )
    if len(plan.placed) > BARS:
        chapter.more("more", len(plan.placed) - BARS)


def _prepare(chapter: Chapter, item: PlanItem) -> str:
    if not item.prepare:
        return ""
    return chapter.text("prepare", criterion=chapter.text(f"prepare_{item.prepare}"))


def _placed_row(chapter: Chapter, item: PlanItem) -> list[Cell]:
    say = chapter.say
    first, last = say.quarter(item.quarters[0]), say.quarter(item.quarters[-1])
    text = chapter.text("row", title=free(item.title), first=first, last=last)
    notes = chapter.row_claim(f"item.{slug(item.title)}", text, Basis.of("AN-10", item.evidence), note=False)
    return [cell(free(item.title), notes=notes), cell(first), cell(last), cell(_owner(chapter, item))]


def _owner(chapter: Chapter, item: PlanItem) -> str:
    initiative = chapter.book.results.initiatives.get(item.initiative)
    owners = [low(free(owner)) for owner in initiative.owners] if initiative else []
    return cap(chapter.say.all(owners)) or chapter.common("not_agreed")


def _first(chapter: Chapter) -> None:
    plan, say = chapter.book.results.plan, chapter.say
    if not plan.first_visible:
        return
    parts = [
        chapter.text("first_in", quarter=say.quarter(first.quarter), title=free(first.title))
        for first in plan.first_visible
    ]
    items = [plan.get(first.initiative) for first in plan.first_visible]
    basis = Basis.of("AN-10", *(item.evidence for item in items if item))
    chapter.claim("first-visible", chapter.text("first", len(parts), parts=say.all(parts)), basis)


def _waiting(chapter: Chapter) -> None:
    plan = chapter.book.results.plan
    if not plan.not_placed:
        basis = Basis.of("AN-10", *(item.evidence for item in plan.items))
        chapter.claim("waiting", chapter.text("waiting", 0), basis)
        return
    chapter.plain(chapter.text("waiting", len(plan.not_placed)))
    rows = [_waiting_row(chapter, item) for item in plan.not_placed[:WAITING]]
    columns = (left(chapter.text("col_initiative"), 1.6), left(chapter.text("col_why"), 2))
    basis = Basis.of("AN-10", *(item.evidence for item in plan.not_placed))
    chapter.table("waiting.table", chapter.text("waiting_table"), columns, rows, basis)
    if len(plan.not_placed) > WAITING:
        chapter.more("waiting_more", len(plan.not_placed) - WAITING)
    blind = sorted({i.detail for i in plan.not_placed if i.reason == "capacity_unknown" and i.detail})
    if blind:
        subject = "role_hours" if len(blind) == 1 else "roles_hours"
        chapter.unknown(subject, "network", roles=chapter.names.roles_low(blind))
    for ring in plan.cycles:
        titles = " → ".join(f"“{chapter.names.initiative(id)}”" for id in ring)
        titles = titles.replace(" → ", f" {chapter.text('waits_for')} ")
        chapter.plain(chapter.text("cycle", titles=titles))


def _waiting_row(chapter: Chapter, item: PlanItem) -> list[Cell]:
    detail = chapter.names.role_low(item.detail)
    if item.reason in ("depends", "cycle"):
        detail = f"“{chapter.names.initiative(item.detail)}”" if item.detail else ""
    key = f"why_{item.reason}"
    found = chapter.book.results.initiatives.get(item.initiative)
    limit = chapter.book.context.catalogue.thresholds["initiatives.class"]
    if item.reason == "parked" and found and found.parked_by_lead(limit):
        key, detail = "why_parked_by_lead", free(item.detail)
    if not item.detail and f"{key}_bare" in chapter.words.texts:
        key += "_bare"
    why = chapter.text(key, detail=detail)
    text = chapter.text("waiting_claim", title=free(item.title), why=low(why))
    chapter.row_claim(f"item.{slug(item.title)}", text, Basis.of("AN-10", item.evidence), note=False)
    return [cell(free(item.title)), cell(why)]


def _money(chapter: Chapter) -> None:
    """Sums of stated amounts only."""
    results, say = chapter.book.results, chapter.say
    parts, evidence = [], []
    if results.learning.price:
        parts.append(chapter.text("money_learning", amount=say.number(results.learning.price)))
        evidence += [a.evidence for a in results.learning.activities if a.price]
    if results.risks.reserve:
        parts.append(chapter.text("money_reserve", amount=say.number(results.risks.reserve)))
        evidence += [risk.evidence for risk in results.risks.items if risk.reserve]
    if parts:
        text = chapter.text("money", parts=say.all(parts))
        chapter.claim("money", text, Basis.of("AN-12 AN-20", *evidence))
    else:
        chapter.unknown("money")


def _monday(chapter: Chapter) -> None:
    results, names = chapter.book.results, chapter.names
    items = []
    for item in (coming(chapter) or list(results.plan.placed))[:3]:
        initiative = results.initiatives.get(item.initiative)
        quarter = chapter.say.quarter(item.quarters[0])
        if initiative and initiative.owners:
            who = _owner(chapter, item)
            items.append(chapter.text("monday_book", who=who, title=free(item.title), quarter=quarter))
    missing = [i for i in results.plan.not_placed if i.reason == "no_owner"]
    if missing:
        items.append(
            chapter.text("monday_owner", len(missing), who=names.lead(), title=free(missing[0].title))
        )
    chapter.monday(items)
