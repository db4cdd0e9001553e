"""M11 Anchoring and communication: who was there, whom it touches, what they need."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import Attendance, Stakeholder
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m11_messages import message_to_write, messages
from kit.strategy.say import cap, free, low, slug

SHOWN = 25
TYPES = ("sponsor", "active", "passive")


def write(book: Book) -> Module:
    """The module from AN-01, AN-04 and AN-21."""
    chapter = Chapter(book, "M11", "C1 R1 U5")
    _lead(chapter)
    chapter.heading("people_heading")
    _participation(chapter)
    chapter.heading("touched_heading")
    _stakeholders(chapter)
    chapter.heading("messages_heading")
    chapter.plain(chapter.text("messages"))
    messages(chapter)
    chapter.paper("U5")
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    stakeholders, say = chapter.book.results.stakeholders, chapter.say
    if not stakeholders.functions:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return
    counts = {count.key: count for count in stakeholders.types if count.number}
    parts = [chapter.text(f"type_{key}", counts[key].number) for key in TYPES if key in counts]
    text = chapter.text("lead", functions=say.count("function", len(stakeholders.functions)))
    if parts:
        text += " " + chapter.text("types", parts=say.clauses(parts))
    chapter.claim("stakeholders", text, Basis.of("AN-04", stakeholders.evidence), "lead")


def _participation(chapter: Chapter) -> None:
    participation, names = chapter.book.results.participation, chapter.names
    if not participation.workshops:
        chapter.unknown("participation", "kickoff")
        return
    basis = Basis.of("AN-01", participation.evidence)
    if participation.areas_never:
        areas = names.areas(participation.areas_never)
        text = chapter.text("never", len(participation.areas_never), areas=areas)
    else:
        text = chapter.text("everyone")
    text += " " + _sponsor(chapter)
    chapter.claim("participation", text, basis)
    columns = [
        left(chapter.text("col_workshop"), 1.4),
        right(chapter.text("col_attended"), 1),
        right(chapter.text("col_areas"), 1),
    ]
    rows = [_row(chapter, workshop) for workshop in participation.workshops]
    if any(workshop.areas_missing for workshop in participation.workshops):
        columns.append(left(chapter.text("col_missing"), 2.6))
        rows = [[*row, _missing(chapter, w)] for row, w in zip(rows, participation.workshops, strict=True)]
    chapter.table("participation.table", chapter.text("participation_table"), columns, rows, basis)


def _sponsor(chapter: Chapter) -> str:
    """Where the sponsor took part, or where not, whichever is shorter."""
    held = chapter.book.results.participation.workshops
    present = [chapter.names.workshop(w.workshop) for w in held if w.sponsor_present]
    absent = [chapter.names.workshop(w.workshop) for w in held if not w.sponsor_present]
    if len(present) > 1 and not absent:
        return chapter.text("sponsor_always")
    if len(present) > len(absent) > 0:
        return chapter.text("sponsor_except", workshops=chapter.say.all(absent))
    return chapter.text("sponsor", len(present), workshops=chapter.say.all(present))


def _row(chapter: Chapter, found: Attendance) -> list[Cell]:
    say, names = chapter.say, chapter.names
    part_of = chapter.text("part_of", part=say.number(found.attended), whole=say.number(found.listed))
    coverage = chapter.text(
        "part_of", part=say.number(found.coverage.part), whole=say.number(found.coverage.whole)
    )
    return [cell(cap(names.workshop(found.workshop))), cell(part_of), cell(coverage)]


def _missing(chapter: Chapter, found: Attendance) -> Cell:
    return cell(chapter.names.areas(found.areas_missing) or chapter.text("nobody_missing"))


def _stakeholders(chapter: Chapter) -> None:
    stakeholders, names = chapter.book.results.stakeholders, chapter.names
    if not stakeholders.functions:
        chapter.unknown("stakeholders", "roles")
        return
    if stakeholders.areas_without:
        areas = names.areas(stakeholders.areas_without)
        text = chapter.text("areas_without", len(stakeholders.areas_without), areas=areas)
        chapter.claim("areas-without", text, Basis.of("AN-04", stakeholders.evidence))
    if stakeholders.no_ask:
        functions = chapter.say.some([low(free(s.function)) for s in stakeholders.no_ask])
        basis = Basis.of("AN-04", *(s.evidence for s in stakeholders.no_ask))
        text = chapter.text("no_ask", len(stakeholders.no_ask), functions=functions)
        chapter.claim("no-ask", text, basis)
    touched = stakeholders.passive_affected
    if not touched:
        chapter.plain(chapter.text("touched", 0))
        return
    chapter.plain(chapter.text("touched", len(touched)))
    columns = (
        left(chapter.names.column("R1", "function"), 1.4),
        left(chapter.names.column("R1", "area"), 1.5),
        left(chapter.names.column("R1", "needs"), 2),
        left(chapter.names.column("R1", "we_ask"), 1.8),
    )
    rows = [_touched_row(chapter, person) for person in touched[:SHOWN]]
    basis = Basis.of("AN-04", *(person.evidence for person in touched))
    chapter.table("touched.table", chapter.text("touched_table"), columns, rows, basis)
    if len(touched) > SHOWN:
        chapter.more("touched_more", len(touched) - SHOWN)


def _touched_row(chapter: Chapter, found: Stakeholder) -> list[Cell]:
    missing = chapter.common("not_agreed")
    function = free(found.function)
    subject = f"touched.{slug(f'{function} {found.area}')}"
    text = chapter.text("touched_claim", function=function)
    chapter.row_claim(subject, text, Basis.of("AN-04", found.evidence), note=False)
    return [
        cell(function),
        cell(chapter.names.area(found.area) if found.area else ""),
        cell("; ".join(free(need) for need in found.needs) or chapter.common("not_stated")),
        cell("; ".join(free(ask) for ask in found.asks) or missing),
    ]


def _monday(chapter: Chapter) -> None:
    results, names = chapter.book.results, chapter.names
    owner = low(free(chapter.owner()))
    items = [
        chapter.text(
            "monday_tell", who=owner, function=free(person.function), need=low(free(person.needs[0]))
        )
        for person in results.stakeholders.passive_affected
        if person.needs
    ][:2]
    never = results.participation.areas_never
    if results.participation.workshops and never:
        items.append(chapter.text("monday_visit", len(never), who=names.lead(), areas=names.areas(never)))
    more = message_to_write(chapter)
    chapter.monday([*items, more] if more else items)
