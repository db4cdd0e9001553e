"""The coverage of roles over areas, as a heat matrix."""

from __future__ import annotations

from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import CoverageCell
from kit.strategy.book import Basis, Chapter, cell, left

MISSING, PROPOSED, PARTLY, FILLED = 0, 1, 2, 4
"""Levels of the shade; 3 is not used."""


def coverage_figure(chapter: Chapter) -> None:
    """Rows are the roles in use that are counted, columns the areas and the municipality as a whole."""
    coverage, names = chapter.book.results.coverage, chapter.names
    counted = {c.role for c in coverage.cells if c.required}
    roles = [slots.role for slots in coverage.roles if slots.in_use and slots.role in counted]
    codes = names.in_order({c.area for c in coverage.cells if c.area and c.required})
    if any(not c.area and c.required and c.role in roles for c in coverage.cells):
        codes.append("")
    if not roles:
        return
    by_place = {(c.role, c.area): c for c in coverage.cells}
    titles = tuple(names.area(code) if code else chapter.common("whole_municipality") for code in codes)
    words = {level: chapter.text(f"level_{level}") for level in (MISSING, PROPOSED, PARTLY, FILLED)}
    rows = tuple(
        (names.role(role), tuple(_heat(chapter, by_place.get((role, code)), words) for code in codes))
        for role in roles
    )
    legend = (words[MISSING], words[PROPOSED], words[PARTLY], "", words[FILLED])
    role_title = names.column("R3", "role")
    figure = HeatMatrix(role_title, titles, rows, legend)
    caption = chapter.text("coverage_figure")
    columns = (left(role_title, 1.8), *(left(title) for title in titles))
    data = [
        [cell(role), *(cell(f"{c.text} {c.word}".strip(), c.level) for c in cells)] for role, cells in rows
    ]
    chapter.figure(
        "coverage.areas",
        caption,
        _alt(chapter, rows),
        figure,
        chapter.made_table("coverage.data", caption, columns, data, wide=True),
        Basis.of("AN-05", coverage.evidence),
    )


def _heat(chapter: Chapter, found: CoverageCell | None, words: dict[int, str]) -> HeatCell:
    if found is None or not found.required:
        return HeatCell("–", None)
    say = chapter.say
    text = chapter.text("part_of", part=say.number(found.filled), whole=say.number(found.required))
    if found.filled >= found.required:
        level = FILLED
    elif found.filled:
        level = PARTLY
    else:
        level = PROPOSED if found.proposed else MISSING
    return HeatCell(text, level, words[level])


def _alt(chapter: Chapter, rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]) -> str:
    say = chapter.say
    cells = [c for _, mine in rows for c in mine if c.level is not None]
    filled = sum(c.level == FILLED for c in cells)
    missing = sum(c.level == MISSING for c in cells)
    return chapter.text(
        "coverage_alt",
        roles=say.number(len(rows)),
        fields=say.number(len(cells)),
        filled=say.number(filled),
        missing=say.number(missing),
    )
