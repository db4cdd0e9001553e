"""Roles × competences: what is required, and how far today's median lies below."""

from __future__ import annotations

from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import CompetenceCell
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap

ROLES = 15


def matrix(chapter: Chapter) -> None:
    """The figure: each cell says the gap, or only the requirement where too few have answered."""
    found, names = chapter.book.results.competences, chapter.names
    cells = [c for c in found.cells if c.requirement is not None or c.n]
    groups = list(dict.fromkeys(c.roles for c in found.cells))[:ROLES]
    known = {c.competence for c in cells}
    competences = [c.id for c in chapter.book.context.catalogue.competences if c.id in known]
    competences += sorted(known - set(competences))
    if not groups or not competences:
        chapter.unknown("matrix", "skills")
        return
    chapter.claim("needs", _needs(chapter), Basis.of("AN-19", *(need.evidence for need in found.needs)))
    by_place = {(c.roles, c.competence): c for c in cells}
    words = tuple(chapter.text(f"level_{n}") for n in range(5))
    rows = tuple(
        (
            cap(names.roles_low(roles)),
            tuple(_heat(chapter, by_place.get((roles, competence)), words) for competence in competences),
        )
        for roles in groups
    )
    titles = tuple(names.competence(competence) for competence in competences)
    title = names.column("U1", "role")
    caption = chapter.text("matrix")
    columns = (left(title, 1.8), *(left(header) for header in titles))
    data = [[cell(role), *(cell(f"{c.text} {c.word}".strip(), c.level) for c in mine)] for role, mine in rows]
    table = chapter.made_table("matrix.data", caption, columns, data, wide=True)
    figure = HeatMatrix(title, titles, rows, words)
    chapter.figure("matrix", caption, _alt(chapter, rows), figure, table, Basis.of("AN-19", found.evidence))


def _needs(chapter: Chapter) -> str:
    found = chapter.book.results.competences
    roles = chapter.say.count("role", len({need.role for need in found.needs}))
    least = chapter.say.number(chapter.book.context.catalogue.thresholds["groups.competence"])
    hidden = sum(c.hidden for c in found.cells)
    said = chapter.text("needs", roles=roles)
    return f"{said} {chapter.text('hidden', least=least)}" if hidden else said


def _heat(chapter: Chapter, found: CompetenceCell | None, words: tuple[str, ...]) -> HeatCell:
    if found is None:
        return HeatCell("–", None)
    say = chapter.say
    if found.gap is None or found.hidden:
        if found.requirement is None:
            return HeatCell("–", None)
        return HeatCell(chapter.text("requirement", level=say.number(found.requirement, 1)), None)
    level = _level(found.gap)
    return HeatCell(say.number(found.gap, 1), level, words[level])


def _level(gap: float) -> int:
    """No gap is best (4); more than two levels is worst (0)."""
    limits = (0.0, 0.5, 1.0, 2.0)
    return next((4 - n for n, limit in enumerate(limits) if gap <= limit), 0)


def _alt(chapter: Chapter, rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]) -> str:
    cells = [c for _, mine in rows for c in mine]
    known = [c for c in cells if c.level is not None]
    values = {
        "roles": chapter.say.number(len(rows)),
        "fields": chapter.say.number(len(cells)),
        "known": chapter.say.number(len(known)),
        "gaps": chapter.say.number(sum(c.level != 4 for c in known)),
    }
    return chapter.text("matrix_alt", **values)
