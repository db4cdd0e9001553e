"""M05 BI network and priorities: charter, members, and the portfolio of initiatives."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Module
from kit.model.results import CharterField, Member
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m05_pages import pages
from kit.strategy.m05_portfolio import portfolio
from kit.strategy.m05_radar import pilot_to_settle, radar
from kit.strategy.m05_wheel import annual_wheel
from kit.strategy.say import cap, free, low

MEMBERS = 25
WORDINGS = 25


def write(book: Book) -> Module:
    """The module from AN-08, AN-09 and AN-18."""
    chapter = Chapter(book, "M05", "B1 B2 B3 B4 B8 S7")
    _lead(chapter)
    chapter.heading("charter_heading")
    _charter(chapter)
    chapter.heading("members_heading")
    _members(chapter)
    annual_wheel(chapter)
    chapter.heading("portfolio_heading")
    portfolio(chapter)
    pages(chapter)
    radar(chapter)
    chapter.paper("B3", "B8", "S7")
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    network, say = chapter.book.results.network, chapter.say
    if not network.members:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return
    members = say.count("member", len(network.members))
    part, whole = say.number(network.coverage.part), say.number(network.coverage.whole)
    text = chapter.text("lead", members=members, part=part, whole=whole)
    if network.hours_month is not None:
        text += " " + chapter.text("lead_hours", hours=say.count("hour", round(network.hours_month)))
    basis = Basis.of("AN-08", *(member.evidence for member in network.members))
    chapter.claim("members", text, basis, "lead")


def _charter(chapter: Chapter) -> None:
    network, say = chapter.book.results.network, chapter.say
    filled = [field for field in network.charter if field.content]
    if not filled:
        chapter.unknown("charter", "network")
        return
    basis = Basis.of("AN-08", *(field.evidence for field in filled))
    share = network.completeness
    text = chapter.text("charter", share.part, whole=say.number(share.whole))
    if network.agreement is not None:
        text += " " + chapter.text("charter_agreement", mark=say.mark(network.agreement))
    chapter.claim("charter", text, basis)
    columns = (
        left(chapter.names.column("B1", "field"), 1.2),
        left(chapter.names.column("B1", "content"), 3),
        right(chapter.names.column("B1", "agreement"), 0.8),
    )
    rows = [_field_row(chapter, field) for field in filled]
    chapter.table("charter.table", chapter.text("charter_table"), columns, rows)
    _wordings(chapter, filled)
    known = {field.field for field in filled}
    missing = [choice for choice in chapter.names.choices("charter_field") if choice.id not in known]
    if missing:
        listed = say.some([low(choice.text[chapter.names.lang]) for choice in missing], 6)
        chapter.unknown("charter_missing", "network", points=listed)


def _field_row(chapter: Chapter, field: CharterField) -> list[Cell]:
    title = chapter.names.choice("charter_field", field.field)
    basis = Basis.of("AN-08", field.evidence)
    notes = chapter.row_claim(f"charter.{field.field}", f"{title}: {free(field.content)}", basis)
    return [cell(title, notes=notes), cell(free(field.content)), cell(chapter.say.mark(field.agreement))]


def _wordings(chapter: Chapter, fields: Sequence[CharterField]) -> None:
    """Other tables' wordings stand too: the one with most agreement only stands first."""
    rows = [
        [
            cell(chapter.names.choice("charter_field", field.field)),
            cell(free(text.content)),
            cell(cap(chapter.names.units([text.unit]))),
        ]
        for field in fields
        for text in field.texts
        if free(text.content) != free(field.content)
    ]
    if not rows:
        return
    chapter.plain(chapter.text("wordings", len(rows)))
    columns = (
        left(chapter.names.column("B1", "field"), 1.2),
        left(chapter.text("col_wording"), 3),
        left(chapter.text("col_by"), 0.8),
    )
    chapter.table("charter.wordings", chapter.text("wordings_table"), columns, rows[:WORDINGS])
    if len(rows) > WORDINGS:
        chapter.more("wordings_more", len(rows) - WORDINGS)


def _members(chapter: Chapter) -> None:
    network = chapter.book.results.network
    if not network.members:
        chapter.unknown("members", "network")
        return
    missing = network.areas_without
    basis = Basis.of("AN-08", *(member.evidence for member in network.members))
    if missing:
        areas = chapter.names.areas(missing)
        chapter.claim("areas-without", chapter.text("areas_without", len(missing), areas=areas), basis)
    else:
        chapter.claim("areas-without", chapter.text("areas_all"), basis)
    order = {area.code: n for n, area in enumerate(chapter.book.context.process.areas)}
    members = sorted(network.members, key=lambda m: (order.get(m.area, 99), m.role, m.function))
    columns = (
        left(chapter.names.column("B2", "area"), 1.6),
        left(chapter.names.column("B2", "function"), 1.8),
        left(chapter.names.column("B2", "role"), 1.2),
        right(chapter.names.column("B2", "hours_month"), 0.8),
    )
    rows = [_member_row(chapter, member) for member in members[:MEMBERS]]
    chapter.table("members.table", chapter.text("members_table"), columns, rows, basis)
    if len(members) > MEMBERS:
        chapter.more("members_more", len(members) - MEMBERS)


def _member_row(chapter: Chapter, member: Member) -> list[Cell]:
    hours = "–" if member.hours_month is None else chapter.say.number(member.hours_month, 1)
    role = chapter.names.choice("network_role", member.role) if member.role else ""
    area = chapter.names.area(member.area) if member.area else ""
    return [cell(area), cell(free(member.function)), cell(role), cell(hours)]


def _monday(chapter: Chapter) -> None:
    results, names, say = chapter.book.results, chapter.names, chapter.say
    items = []
    for item in results.initiatives.of_class("start")[:2]:
        if item.owners:
            who = say.functions(item.owners)
            items.append(chapter.text("monday_start", who=who, title=free(item.title)))
        else:
            items.append(chapter.text("monday_owner", who=names.lead(), title=free(item.title)))
    network = results.network
    if network.members and network.areas_without:
        field = network.field("lead")
        person = free(field.content) if field and len(field.content) < 40 else names.lead()
        items.append(chapter.text("monday_members", who=person, areas=names.areas(network.areas_without)))
    more = pilot_to_settle(chapter)
    chapter.monday([*items, more] if more else items)
