"""M06: names that may be one system, and systems that areas describe differently."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.results import SystemDifference
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap, free, low, slug

PAIRS = 25
DIFFERENCES = 25


def same(chapter: Chapter) -> None:
    """Names that may be one system, and systems that do the same."""
    systems = chapter.book.results.systems
    if systems.duplicates:
        basis = Basis.of("AN-13", *(pair.evidence for pair in systems.duplicates))
        chapter.claim("duplicates", chapter.text("duplicates", len(systems.duplicates)), basis)
        columns = (left(chapter.text("col_name")), left(chapter.text("col_like")))
        rows = [[cell(p.first), cell(p.second)] for p in systems.duplicates[:PAIRS]]
        chapter.table("duplicates.table", chapter.text("duplicates_table"), columns, rows)
        if len(systems.duplicates) > PAIRS:
            chapter.more("duplicates_more", len(systems.duplicates) - PAIRS)
    if systems.overlaps:
        basis = Basis.of("AN-13", *(overlap.evidence for overlap in systems.overlaps))
        listed = "; ".join(
            chapter.text("overlap", kle=overlap.kle, systems=chapter.say.some(overlap.systems, 3))
            for overlap in systems.overlaps[:3]
        )
        chapter.claim("overlaps", chapter.text("overlaps", len(systems.overlaps), groups=listed), basis)
    if not systems.duplicates and not systems.overlaps:
        chapter.plain(chapter.text("same_none"))


def differences(chapter: Chapter) -> None:
    """Both answers stand where areas say different things about one system."""
    found = chapter.book.results.systems.differences
    rows = [_difference_row(chapter, difference) for difference in found[:DIFFERENCES]]
    if not rows:
        return
    chapter.plain(chapter.text("differences", len(found)))
    columns = (
        left(chapter.names.column("S1", "system"), 1.4),
        left(chapter.text("col_about"), 1.1),
        left(chapter.text("col_views"), 3),
    )
    basis = Basis.of("AN-13", *(difference.evidence for difference in found))
    chapter.table("differences", chapter.text("differences_table"), columns, rows, basis)
    if len(found) > DIFFERENCES:
        chapter.more("differences_more", len(found) - DIFFERENCES)


def _difference_row(chapter: Chapter, difference: SystemDifference) -> list[Cell]:
    names = chapter.names
    column = names.context.catalogue.sheets["S1"].column(difference.column)
    source = column.source if column and column.type in ("choice", "multichoice") else None
    function = column is not None and column.type == "person"

    def value(said: str) -> str:
        if source and said:
            return low(names.choice(source, said))
        return low(free(said)) if function else free(said)

    views = "; ".join(
        chapter.text("view", value=value(view.value), areas=_who(chapter, view.areas, view.units))
        for view in difference.views
    )
    about = names.column("S1", difference.column)
    text = chapter.text("difference", system=difference.system, about=low(about), views=views)
    subject = f"difference.{slug(difference.system)}.{difference.column}"
    chapter.row_claim(subject, text, Basis.of("AN-13", difference.evidence), note=False)
    return [cell(difference.system), cell(about), cell(cap(views))]


def _who(chapter: Chapter, areas: Sequence[str], units: Sequence[str]) -> str:
    return chapter.names.areas(areas) if areas else chapter.names.units(units)
