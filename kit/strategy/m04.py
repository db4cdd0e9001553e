"""M04 Roles and responsibility: who holds what, where the gaps are, what the tables disagree on."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import Load, RoleSlots
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m04_coverage import coverage_figure
from kit.strategy.m04_forums import forum_to_settle, forums
from kit.strategy.m04_raci import conflicts, dropped_roles, marked, raci, undecided
from kit.strategy.say import cap, free, low, slug

DATA_OWNER = "RO-03"
LOADS = 25
FIRST = 3
"""So many systems are named for Monday."""


def write(book: Book) -> Module:
    """The module from AN-05, AN-06 and AN-07."""
    chapter = Chapter(book, "M04", "R1 R2 R3 R4 R5")
    _lead(chapter)
    _sponsor(chapter)
    _data_owners(chapter)
    chapter.heading("roles_heading")
    _catalogue(chapter)
    chapter.heading("coverage_heading")
    if book.results.coverage.evidence:
        coverage_figure(chapter)
    else:
        chapter.unknown("holders", "roles")
    _loads(chapter)
    chapter.heading("raci_heading")
    raci(chapter)
    forums(chapter)
    chapter.paper("R5")
    chapter.heading("conflicts_heading")
    conflicts(chapter)
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    coverage, say = chapter.book.results.coverage, chapter.say
    share = coverage.total
    if not coverage.evidence or share.value is None:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("coverage", "roles")
        return
    text = chapter.text(
        "lead",
        share.part,
        filled=say.number(share.part),
        required=say.number(share.whole),
        percent=say.percent(share.value),
    )
    proposed = sum(slots.proposed for slots in coverage.roles if slots.in_use)
    if proposed:
        text += " " + chapter.text("lead_proposed", proposed)
    text += " " + chapter.text("lead_place")
    chapter.claim("coverage", text, Basis.of("AN-05", share.evidence or coverage.evidence), "lead")


def _sponsor(chapter: Chapter) -> None:
    check, names = chapter.book.results.coverage.sponsor, chapter.names
    if check.state == "missing" or not check.function:
        chapter.unknown("sponsor", "roles", True)
        return
    level = low(names.choice("level", check.level)) if check.level else ""
    key = "sponsor" if check.state == "ok" else "sponsor_level" if level else "sponsor_partly"
    text = chapter.text(key, function=low(free(check.function)), level=level)
    chapter.claim("sponsor", text, Basis.of("AN-05", check.evidence))


def _data_owners(chapter: Chapter) -> None:
    coverage, say = chapter.book.results.coverage, chapter.say
    share = coverage.data_owner_areas
    if not coverage.evidence or not share.whole:
        chapter.unknown("data_owners", "roles")
        return
    waiting = [c for c in coverage.cells if c.role == DATA_OWNER and c.area and not c.filled]
    proposed = chapter.names.areas(c.area for c in waiting if not c.missing)
    missing = chapter.names.areas(c.area for c in waiting if c.missing)
    alone = "data_owners_alone" if share.whole == 1 else ""
    key = alone or ("data_owners" if waiting else "data_owners_all")
    text = chapter.text(key, share.part, whole=say.number(share.whole))
    if proposed:
        text += " " + chapter.text("data_owners_proposed", areas=proposed)
    if missing and not alone:
        text += " " + chapter.text("data_owners_missing", areas=missing)
    chapter.claim("data-owners", text, Basis.of("AN-05", share.evidence or coverage.evidence))


def _catalogue(chapter: Chapter) -> None:
    coverage, say = chapter.book.results.coverage, chapter.say
    answered = [slots for slots in coverage.roles if slots.keep or slots.change or slots.drop]
    if not answered:
        chapter.unknown("roles", "roles")
        return
    used = [slots for slots in coverage.roles if slots.in_use]
    open_roles = undecided(chapter)
    kept = [slots for slots in used if slots.role not in open_roles]
    basis = Basis.of("AN-05", *(slots.evidence for slots in answered))
    text = chapter.text("roles", len(kept), whole=say.number(len(coverage.roles)))
    dropped = dropped_roles(chapter)
    if dropped:
        text += " " + chapter.text("dropped", len(dropped), roles=chapter.names.roles_low(dropped))
    if open_roles:
        roles = chapter.names.roles_low(open_roles)
        text += " " + chapter.text("undecided_roles", len(open_roles), roles=roles)
    chapter.claim("roles", text, basis)
    columns = (
        left(chapter.names.column("R3", "role"), 2),
        left(chapter.names.column("R2", "scope"), 1.2),
        left(chapter.text("col_filled"), 1.1),
        right(chapter.names.column("R2", "hours_month"), 0.9),
    )
    rows = [_role_row(chapter, slots) for slots in used]
    chapter.table("catalogue", chapter.text("catalogue"), columns, rows, Basis.of("AN-05", coverage.evidence))
    idle = sum(system.life_cycle == "not_in_use" for system in chapter.book.results.systems.items)
    if idle:
        chapter.plain(chapter.text("idle", idle))


def _role_row(chapter: Chapter, slots: RoleSlots) -> list[Cell]:
    say = chapter.say
    if slots.required is None:
        filled = chapter.text("filled_only", slots.filled)
    else:
        part, whole = say.number(slots.filled), say.number(slots.required)
        filled = chapter.text("part_of", part=part, whole=whole)
    hours = "–" if slots.hours_month is None else say.number(slots.hours_month, 1)
    title = chapter.names.role(slots.role)
    if slots.role in undecided(chapter):
        title = chapter.text("role_undecided", role=title)
    return [
        cell(title),
        cell(chapter.names.choice("scope", slots.per)),
        cell(filled),
        cell(hours),
    ]


def _loads(chapter: Chapter) -> None:
    """Functions with too many hats: one in a sentence, several in a table."""
    conflicts_found, say = chapter.book.results.role_conflicts, chapter.say
    loads = conflicts_found.loads
    if len(loads) == 1:
        chapter.claim(*_load(chapter, loads[0]), Basis.of("AN-07", loads[0].evidence))
    elif loads:
        chapter.plain(chapter.text("loads", len(loads)))
        columns = (
            left(chapter.names.column("R1", "function"), 1.4),
            left(chapter.names.column("R1", "area"), 1.4),
            left(chapter.text("col_roles"), 2.2),
            right(chapter.names.column("R2", "hours_month"), 0.9),
        )
        rows = [_load_row(chapter, load) for load in loads[:LOADS]]
        chapter.table("loads", chapter.text("loads_table"), columns, rows)
        if len(loads) > LOADS:
            chapter.more("loads_more", len(loads) - LOADS)
    hats = conflicts_found.double_hats
    if hats:
        listed = say.some([hat.system for hat in hats])
        basis = Basis.of("AN-07", *(hat.evidence for hat in hats))
        chapter.claim("double-hats", chapter.text("double_hats", len(hats), systems=listed), basis)


def _load(chapter: Chapter, load: Load) -> tuple[str, str]:
    """The subject of the claim on one function, and what it says."""
    roles = chapter.say.all(marked(chapter, role) for role in load.roles)
    text = chapter.text("load", function=free(load.function), roles=roles)
    if load.hours_month is not None:
        text += " " + chapter.text("load_hours", hours=chapter.say.count("hour", round(load.hours_month)))
    return f"load.{slug(f'{load.function} {load.area}')}", text


def _load_row(chapter: Chapter, load: Load) -> list[Cell]:
    subject, text = _load(chapter, load)
    notes = chapter.row_claim(subject, text, Basis.of("AN-07", load.evidence))
    hours = "" if load.hours_month is None else chapter.say.number(round(load.hours_month))
    return [
        cell(free(load.function), notes=notes),
        cell(chapter.names.area(load.area) if load.area else ""),
        cell(cap(chapter.say.all(marked(chapter, role) for role in load.roles))),
        cell(hours),
    ]


def _monday(chapter: Chapter) -> None:
    results, names, say = chapter.book.results, chapter.names, chapter.say
    items = []
    sponsor = results.coverage.sponsor.function or names.sponsor()
    for conflict in results.role_conflicts.accountable[:2]:
        text = low(names.decision(conflict.decision))
        roles = say.either([names.role_low(view.value) for view in conflict.views])
        items.append(chapter.text("monday_conflict", who=low(free(sponsor)), decision=text, roles=roles))
    missing = results.coverage.areas_without_data_owner
    if results.coverage.evidence and missing:
        items.append(chapter.text("monday_data_owner", who=names.lead(), areas=names.areas(missing)))
    gaps = results.coverage.critical_gaps
    if gaps:
        barest = sorted(gaps, key=lambda g: -(g.owner_missing + g.manager_missing + g.data_owner_missing))
        systems = say.all([gap.system for gap in barest[:FIRST]])
        items.append(chapter.text("monday_critical", len(gaps), who=names.lead(), systems=systems))
    chapter.monday([*items, *forum_to_settle(chapter)])
