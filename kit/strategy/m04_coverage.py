"""The coverage of roles over areas, as a heat matrix."""

from __future__ import annotations

from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import CoverageCell
from kit.strategy.book import Basis, Chapter, cell, left

MISSING, PROPOSED, PARTLY, FILLED = 0, 1, 2, 4
"""Levels of the shade; 3 is not used."""
MOST, FEW = 11, 10
"""More columns than the first cannot be read on a page; the parts then have at most the second."""

_Rows = tuple[tuple[str, tuple[HeatCell, ...]], ...]
"""By role the cells of a figure."""


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
    parts = _parts(codes)
    for number, mine in enumerate(parts, 1):
        _figure(chapter, roles, mine, (number, len(parts)))


def _parts(codes: list[str]) -> list[list[str]]:
    """All columns in one figure, or where they are too many to read in several, as even as can be."""
    if len(codes) <= MOST:
        return [codes]
    size = -(-len(codes) // -(-len(codes) // FEW))
    return [codes[start : start + size] for start in range(0, len(codes), size)]


def _figure(chapter: Chapter, roles: list[str], codes: list[str], part: tuple[int, int]) -> None:
    """The roles that any of these columns counts; a part says which of how many it is."""
    coverage, names = chapter.book.results.coverage, chapter.names
    by_place = {(c.role, c.area): c for c in coverage.cells}
    if part[1] > 1:
        roles = [r for r in roles if any((c := by_place.get((r, code))) and c.required for code in codes)]
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
    if part[1] > 1:
        caption = chapter.text("coverage_part", caption=caption, part=part[0], whole=part[1])
    columns = (left(role_title, 1.8), *(left(title) for title in titles))
    data = [
        [cell(role), *(cell(f"{c.text} {c.word}".strip(), c.level) for c in cells)] for role, cells in rows
    ]
    tail = f"-{part[0]}" if part[1] > 1 else ""
    chapter.figure(
        f"coverage.areas{tail}",
        caption,
        _alt(chapter, rows, titles, part),
        figure,
        chapter.made_table(f"coverage.data{tail}", caption, columns, data, wide=True),
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


def _alt(chapter: Chapter, rows: _Rows, titles: tuple[str, ...], part: tuple[int, int]) -> str:
    """What the figure shows; numbers only of the whole, for the register counts that."""
    say = chapter.say
    if part[1] > 1:
        return chapter.text("coverage_alt_part", areas=say.all(titles))
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
