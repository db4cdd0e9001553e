"""How many people took part, by area and level, in groups so large that nobody can be found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kit.model.sheet import Sheet
from kit.model.star import StarTable
from kit.pipeline.star.source import PERSONS, Rows, Source

SMALLEST = 3
"""No number of people is told below this."""

Cell = tuple[str, str]
"""An area's code and a level's id, ``""`` where nothing was said."""

Group = tuple[str | None, str | None, int]
"""An area, a level and how many people; ``None`` is the other areas together, or all levels. Which levels
and areas stand together is not told: of three in three each would be one."""


def people(source: Source) -> StarTable:
    """Participants (C1) and respondents of the individual sheets: the only thing told of these.

    Each workshop by itself: the same person at six workshops is one person, six times.
    """
    rows: Rows = []
    levels = source.lists.get("level", {})
    for sheet in source.folder.catalogue.sheets.values():
        if sheet.individual or sheet.code == PERSONS:
            for workshop, cells in _counted(source, sheet).items():
                rows += [
                    (sheet.code, workshop, area or None, levels.get(level or "", level) or None, number)
                    for area, level, number in merged(cells)
                ]
    columns = (
        ("sheet_code", "text", "dim_sheet.sheet_code"),
        ("workshop_id", "text", "dim_workshop.workshop_id"),
        ("area_code", "text", "dim_area.area_code"),
        ("level", "text", ""),
        ("people", "integer", ""),
    )
    return source.table("fact", "fact_people", columns, rows)


def _counted(source: Source, sheet: Sheet) -> dict[str, Counter[Cell]]:
    """People by workshop, area and level; each respondent once, however many rows the answer has."""
    table, who = source[sheet.code], sheet.block or "evidence_id"
    if not table.columns:
        return {}
    rank = sheet.column("level")
    ranked = rank is not None and rank.source == "level"
    origin = {id: (unit, str(held)) for id, unit, held in source["evidence"].of("id", "unit", "workshop")}
    seen: dict[tuple[object, ...], Cell] = {}
    for id, person, area, level in table.of("evidence_id", who, "area", "level" if ranked else "area"):
        seen.setdefault((*origin[id], person), (_plain(area), _plain(level) if ranked else ""))
    found: dict[str, Counter[Cell]] = {}
    for (_, held, _), cell in seen.items():
        found.setdefault(str(held), Counter())[cell] += 1
    return found


def _plain(value: object) -> str:
    return "" if value in (None, "?") else str(value)


def merged(cells: Mapping[Cell, int]) -> tuple[Group, ...]:
    """Groups of at least :data:`SMALLEST` people: levels of an area stand together where one of them is too
    small, then areas with the next smallest. Where all are too few there is no group at all."""
    groups = [group for area in sorted({area for area, _ in cells}) for group in _by_level(area, cells)]
    large = sorted((g for g in groups if g[2] >= SMALLEST), key=lambda g: (g[2], g[0] or "", g[1] or ""))
    rest = sum(number for _, _, number in groups if number < SMALLEST)
    while 0 < rest < SMALLEST:
        if not large:
            return ()
        rest += large.pop(0)[2]
    shown = sorted(large, key=lambda group: (group[0] or "", group[1] or ""))
    return (*shown, (None, None, rest)) if rest else tuple(shown)


def _by_level(area: str, cells: Mapping[Cell, int]) -> tuple[Group, ...]:
    levels = {level: number for (where, level), number in cells.items() if where == area}
    if all(number >= SMALLEST for number in levels.values()):
        return tuple((area, level, number) for level, number in sorted(levels.items()))
    return ((area, None, sum(levels.values())),)
