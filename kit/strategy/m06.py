"""M06 System overview and data quality: systems, owners, quality and flows."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Module
from kit.model.results import AreaSystems, CriticalGap
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m06_architecture import architecture
from kit.strategy.m06_flows import flows
from kit.strategy.m06_quality import quality
from kit.strategy.m06_same import differences, same
from kit.strategy.m06_sets import combinations, data_sets, question_to_start
from kit.strategy.say import cap, free, low, slug

GAPS = 12
CONTRACTS = 25
NAMED = 3
"""So many areas are called by name on Monday; the table has them all."""


def write(book: Book) -> Module:
    """The module from AN-13 to AN-17."""
    chapter = Chapter(book, "M06", "S1 S2 S3 S4 S5 S6")
    if book.results.systems.items:
        _lead(chapter)
        chapter.heading("list_heading")
        _areas(chapter)
        _counts(chapter)
        chapter.heading("owners_heading")
        _owners(chapter)
        chapter.heading("same_heading")
        same(chapter)
        differences(chapter)
        _ends(chapter)
    else:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("systems", "systems")
    chapter.heading("quality_heading")
    quality(chapter)
    data_sets(chapter)
    combinations(chapter)
    chapter.heading("flows_heading")
    flows(chapter)
    architecture(chapter)
    chapter.paper("S2", "S5", "S6")
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    systems, say = chapter.book.results.systems, chapter.say
    used = [area for area in systems.areas if area.uses]
    text = chapter.text(
        "lead",
        len(systems.items),
        systems=say.count("system", len(systems.items)),
        areas=say.count("area", len(used)),
    )
    chapter.claim("systems", text, Basis.of("AN-13", systems.evidence), "lead")
    critical = systems.critical_systems
    if critical:
        without = len(systems.critical_no_owner)
        key = "critical_owner_all" if without == len(critical) else "critical_owner"
        key = "critical_owner_alone" if len(critical) == 1 else key
        text = chapter.text(key, without, critical=say.count("critical_system", len(critical)))
        alike = {name for pair in systems.duplicates for name in (pair.first, pair.second)}
        maybe = sum(name in alike for name in systems.critical_no_owner)
        if maybe:
            text += " " + chapter.text("maybe_duplicates", maybe)
        names = tuple(system.name for system in critical)
        basis = Basis.of("AN-13", systems.evidence_of(names))
        chapter.claim("critical-without-owner", text, basis)
    else:
        chapter.unknown("critical", "systems")


def _areas(chapter: Chapter) -> None:
    systems, say = chapter.book.results.systems, chapter.say
    share = systems.verified
    if share.value is not None:
        done = sum(area.signed_off for area in systems.areas)
        percent = say.percent(share.value)
        if len(systems.areas) == 1:
            text = chapter.text("verified_alone", percent=percent)
        else:
            text = chapter.text("verified" if share.part else "verified_nothing", percent=percent)
            text += " " + chapter.text("signed_off", done, whole=say.number(len(systems.areas)))
        chapter.claim("verified", text, Basis.of("AN-13", share.evidence or systems.evidence))
    columns = (
        left(chapter.names.column("S1", "area"), 2),
        right(chapter.text("col_systems")),
        right(chapter.text("col_confirmed")),
        right(chapter.text("col_critical")),
    )
    order = chapter.names.in_order([area.area for area in systems.areas])
    by_code = {area.area: area for area in systems.areas}
    rows = [_area_row(chapter, by_code[code]) for code in order]
    chapter.table("areas", chapter.text("areas"), columns, rows, Basis.of("AN-13", systems.evidence))
    chapter.plain(chapter.text("appendix"))


def _area_row(chapter: Chapter, area: AreaSystems) -> list[Cell]:
    say = chapter.say
    confirmed = chapter.text("part_of", part=say.number(area.confirmed), whole=say.number(area.uses))
    if not area.uses:
        confirmed = "–"
    return [
        cell(chapter.names.area(area.area)),
        cell(say.number(area.uses)),
        cell(confirmed),
        cell(say.number(area.critical)),
    ]


def _counts(chapter: Chapter) -> None:
    """Shared systems, and how many are on their way in or out."""
    systems, say = chapter.book.results.systems, chapter.say
    if systems.shared:
        basis = Basis.of("AN-13", systems.evidence_of(systems.shared))
        chapter.claim("shared", chapter.text("shared", len(systems.shared)), basis)
    stated = [count for count in systems.life_cycle if count.key and count.number]
    if stated:
        parts = [
            chapter.text("part", n=say.number(c.number), what=low(chapter.names.choice("life_cycle", c.key)))
            for c in stated
        ]
        basis = Basis.of("AN-13", *(count.evidence for count in stated))
        text = chapter.text("life_cycle", parts=say.all(parts))
        rest = len(systems.items) - sum(count.number for count in stated)
        if rest > 0:
            text += " " + chapter.text("life_cycle_rest", rest)
        chapter.claim("life-cycle", text, basis)
    if systems.no_extract:
        listed = say.some(systems.no_extract)
        basis = Basis.of("AN-13", systems.evidence_of(systems.no_extract))
        text = chapter.text("no_extract", len(systems.no_extract), systems=listed)
        chapter.claim("no-extract", text, basis)


def _owners(chapter: Chapter) -> None:
    systems, say = chapter.book.results.systems, chapter.say
    counts = [
        chapter.text(key, len(names))
        for key, names in (
            ("no_owner", systems.no_owner),
            ("no_manager", systems.no_manager),
            ("no_data_owner", systems.no_data_owner),
        )
        if names
    ]
    if counts:
        text = chapter.text("owners", counts=say.clauses(counts))
        names = tuple({*systems.no_owner, *systems.no_manager, *systems.no_data_owner})
        chapter.claim("owners", text, Basis.of("AN-13", systems.evidence_of(names)))
    else:
        chapter.claim("owners", chapter.text("owners_all"), Basis.of("AN-13", systems.evidence))
    gaps = chapter.book.results.coverage.critical_gaps
    columns = (
        left(chapter.names.column("S1", "system"), 1.8),
        left(chapter.names.column("S1", "area"), 2),
        left(chapter.text("col_missing"), 1.8),
    )
    rows = [_gap_row(chapter, gap) for gap in gaps[:GAPS]]
    if rows:
        chapter.plain(chapter.text("gaps", len(gaps)))
    chapter.table("critical-gaps", chapter.text("gaps_table"), columns, rows)
    if len(gaps) > GAPS:
        chapter.plain(chapter.text("gaps_more", len(gaps) - GAPS))


def _gap_row(chapter: Chapter, gap: CriticalGap) -> list[Cell]:
    lacks = [
        chapter.text(key)
        for key, missing in (
            ("lacks_owner", gap.owner_missing),
            ("lacks_manager", gap.manager_missing),
            ("lacks_data_owner", gap.data_owner_missing),
        )
        if missing
    ]
    listed = chapter.say.all(lacks)
    text = chapter.text("gap", system=gap.system, lacks=listed)
    notes = chapter.row_claim(
        f"critical.{slug(gap.system)}", text, Basis.of("AN-05 AN-13", gap.evidence), note=False
    )
    return [
        cell(gap.system, notes=notes),
        cell(_area_list(chapter, gap.areas)),
        cell(cap(listed)),
    ]


def _area_list(chapter: Chapter, areas: Sequence[str]) -> str:
    everyone = len(chapter.book.context.process.areas)
    if len(set(areas)) == everyone > 1:
        return chapter.text("all_areas")
    return chapter.names.areas(areas) if len(areas) <= 2 else chapter.say.count("area", len(areas))


def _ends(chapter: Chapter) -> None:
    """Contracts that end, and systems that leave."""
    systems, say = chapter.book.results.systems, chapter.say
    if systems.leaving:
        basis = Basis.of("AN-13", systems.evidence_of(systems.leaving))
        text = chapter.text("leaving", len(systems.leaving), systems=say.some(systems.leaving))
        chapter.claim("leaving", text, basis)
    if not systems.contracts:
        return
    months = chapter.book.context.catalogue.thresholds["systems.contract_months"]
    text = chapter.text("contracts", len(systems.contracts), months=say.number(months))
    chapter.claim("contracts", text, Basis.of("AN-13", *(c.evidence for c in systems.contracts)))
    contracts = sorted(systems.contracts, key=lambda c: (c.day, c.system))
    rows = [
        [cell(c.system), cell(say.day(c.day) if c.months >= 0 else chapter.text("ended", day=say.day(c.day)))]
        for c in contracts[:CONTRACTS]
    ]
    columns = (left(chapter.names.column("S1", "system"), 2), left(chapter.text("col_ends")))
    chapter.table("contracts.table", chapter.text("contracts_table"), columns, rows)
    if len(contracts) > CONTRACTS:
        chapter.more("contracts_more", len(contracts) - CONTRACTS)


def _monday(chapter: Chapter) -> None:
    results, names, say = chapter.book.results, chapter.names, chapter.say
    items = []
    without = results.systems.critical_no_owner
    if without:
        systems = say.some(without, 3)
        items.append(chapter.text("monday_owner", len(without), who=names.lead(), systems=systems))
    waiting = [area.area for area in results.systems.areas if area.uses and not area.signed_off]
    if waiting:
        everyone = len(waiting) == len(chapter.book.context.process.areas) > 1
        key = "monday_confirm_rest" if len(waiting) > NAMED else "monday_confirm"
        key = "monday_confirm_all" if everyone else key
        items.append(chapter.text(key, len(waiting), areas=names.areas(waiting)))
    for flow in results.flows.top[:1]:
        who = names.area(flow.area) if flow.area else names.lead()
        ends = {"source": free(flow.source), "target": free(flow.target)}
        items.append(
            chapter.text("monday_flow", who=who, hours=say.count("hour", flow.hours_year or 0), **ends)
        )
    more = question_to_start(chapter)
    chapter.monday([*items, more] if more else items)
