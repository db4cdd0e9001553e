"""Appendix B: every system, with areas, owner, state and confirmation."""

from __future__ import annotations

from kit.model.document import Cell, Column, Module
from kit.model.results import System
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.say import cap, free


def write(book: Book) -> Module:
    """The appendix from AN-13. Areas stand by their codes, which the text explains."""
    chapter = Chapter(book, "B", "S1", "appendix_b")
    systems = book.results.systems
    if not systems.items:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return chapter.done(appendix=True)
    chapter.plain(chapter.text("lead", len(systems.items)), "lead")
    codes = "; ".join(chapter.text("code", code=a.code, name=a.name) for a in book.context.process.areas)
    chapter.plain(chapter.text("codes", codes=codes))
    columns = (
        left(chapter.names.column("S1", "system"), 2.2),
        Column(chapter.text("col_areas"), width=1.6, find="choice"),
        Column(chapter.names.column("S1", "owner"), width=1.7, find="missing"),
        Column(chapter.text("col_critical"), width=0.8, find="choice"),
        left(chapter.names.column("S1", "life_cycle"), 1.2),
        left(chapter.text("col_confirmed"), 1.1),
    )
    rows = [
        _row(chapter, system) for system in sorted(systems.items, key=lambda s: (s.name.casefold(), s.key))
    ]
    basis = Basis.of("AN-13", systems.evidence)
    chapter.table("systems", chapter.text("table"), columns, rows, basis)
    return chapter.done(appendix=True)


def _row(chapter: Chapter, system: System) -> list[Cell]:
    names = chapter.names
    missing = chapter.common("not_stated")
    areas = names.in_order({*system.areas, *system.also_used_by})
    whole = len(chapter.book.context.process.areas)
    listed = chapter.text("all_areas") if len(areas) == whole > 1 else ", ".join(areas)
    owner = cap(free(system.owner))
    critical = names.choice("yes_no_unknown", system.critical) if system.critical else missing
    cycle = names.choice("life_cycle", system.life_cycle) if system.life_cycle else missing
    return [
        cell(system.name),
        Cell(listed or "–", keys=tuple(names.area(code) for code in areas)),
        Cell(owner or chapter.text("no_owner"), keys=(owner,) if owner else ()),
        cell(critical),
        cell(cycle),
        cell(_confirmed(chapter, system)),
    ]


def _confirmed(chapter: Chapter, system: System) -> str:
    """Whether all areas that use it have answered, some or none."""
    done = set(system.confirmed) & set(system.areas)
    if not done:
        return chapter.text("confirmed_none")
    if done == set(system.areas):
        return chapter.text("confirmed_all")
    part, whole = chapter.say.number(len(done)), chapter.say.number(len(system.areas))
    return chapter.text("confirmed_some", part=part, whole=whole)
