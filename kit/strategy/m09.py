"""M09 Benefits and follow-up: who has to harvest what, and who looks after it."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import Initiative
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.m09_cards import cards
from kit.strategy.m09_goals import goals, monday_goals, sins
from kit.strategy.say import cap, free, low, slug

ROWS = 25
FOLLOW_UP = "D14"


def write(book: Book) -> Module:
    """The module from AN-06, AN-09, AN-10 and AN-11; benefit cards and goals come with B5 and B6."""
    chapter = Chapter(book, "M09", "B4 B5 B6")
    chosen = chosen_initiatives(chapter)
    if not chosen:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("initiatives", "network")
    else:
        _lead(chapter, chosen)
        chapter.heading("owners_heading")
        _table(chapter, chosen)
    cards(chapter, chosen)
    goals(chapter)
    sins(chapter)
    chapter.heading("follow_heading")
    _follow_up(chapter)
    chapter.paper("B5", "B6")
    _monday(chapter, chosen)
    return chapter.done()


def chosen_initiatives(chapter: Chapter) -> list[Initiative]:
    """Those that start or are prepared, best first."""
    return [i for i in chapter.book.results.initiatives.items if i.klass in ("start", "prepare")]


def _lead(chapter: Chapter, chosen: list[Initiative]) -> None:
    owned = sum(bool(item.benefit_owners) for item in chosen)
    whole = chapter.say.count("initiative", len(chosen))
    text = chapter.text("lead", owned, whole=whole)
    basis = Basis.of("AN-09", *(item.evidence for item in chosen))
    chapter.claim("benefit-owners", text, basis, "lead")


def _table(chapter: Chapter, chosen: list[Initiative]) -> None:
    chapter.plain(chapter.text("owners"))
    columns = (
        left(chapter.text("col_initiative"), 2),
        left(chapter.names.column("B4", "audience"), 1.4),
        left(chapter.names.column("B4", "benefit_owner"), 1.4),
        left(chapter.text("col_done"), 1.1),
    )
    rows = [_row(chapter, item) for item in chosen[:ROWS]]
    basis = Basis.of("AN-09", *(item.evidence for item in chosen))
    chapter.table("owners.table", chapter.text("owners_table"), columns, rows, basis)
    if len(chosen) > ROWS:
        chapter.more("more", len(chosen) - ROWS)


def _row(chapter: Chapter, item: Initiative) -> list[Cell]:
    say, names = chapter.say, chapter.names
    missing = chapter.common("not_agreed")
    who = say.all(free(owner) for owner in item.benefit_owners) or missing
    audience = cap(say.all(low(names.choice("audience", a)) for a in item.audiences))
    placed = chapter.book.results.plan.get(item.id)
    when = say.quarter(placed.quarters[-1]) if placed and placed.quarters else chapter.text("not_placed")
    text = chapter.text("row", title=free(item.title), who=who)
    chapter.row_claim(f"benefit.{slug(item.title)}", text, Basis.of("AN-09", item.evidence), note=False)
    return [
        cell(free(item.title)),
        cell(audience or chapter.common("not_stated")),
        cell(who),
        cell(when),
    ]


def _follow_up(chapter: Chapter) -> None:
    """Who follows up, by the tables' RACI; and when the network looks at it."""
    results, names = chapter.book.results, chapter.names
    row = next((r for r in results.raci.rows if r.decision == FOLLOW_UP), None)
    if row and row.accountable:
        doing = [role for role, letter in row.common if letter == "R"]
        text = chapter.text("follow", role=names.role_low(row.accountable))
        if doing:
            text += " " + chapter.text("follow_doing", len(doing), roles=names.roles_low(doing))
        chapter.claim("follow-up", text, Basis.of("AN-06", row.evidence))
    else:
        chapter.unknown("follow", "roles")
    field = results.network.field("success")
    if field and field.content:
        text = chapter.text("success", content=free(field.content))
        chapter.claim("success", text, Basis.of("AN-08", field.evidence))
    chapter.plain(chapter.text("rhythm"))


def _monday(chapter: Chapter, chosen: list[Initiative]) -> None:
    names, say = chapter.names, chapter.say
    items: list[str] = []
    for item in chosen:
        if item.benefit_owners and len(items) < 2:
            who = say.all(low(free(owner)) for owner in item.benefit_owners)
            items.append(chapter.text("monday_measure", who=who, title=free(item.title)))
    without = [item for item in chosen if not item.benefit_owners]
    if without:
        first = free(without[0].title)
        items.append(chapter.text("monday_owner", len(without), who=names.lead(), title=first))
    items += monday_goals(chapter)
    chapter.monday(items)
