"""Reads ``workshops/cards/*.toml`` and the glossary."""

from __future__ import annotations

from kit.content.table import Table
from kit.model.card import Competence, Decision, Force, Requirement, Role, Term, Theme, ThemeBlock
from kit.model.process import WORKSHOPS

BLOCKS = ("strategy", "governance", "anchoring", "technology")
MARKS = ("diamond", "circle", "triangle", "square")
LETTERS = ("A", "R", "C", "I")


def read_themes(table: Table) -> tuple[tuple[ThemeBlock, ...], tuple[Theme, ...]]:
    """The four blocks and the sixteen themes."""
    blocks = tuple(_theme_block(id, entry) for id, entry in table.table("blocks").entries())
    themes = tuple(_theme(id, entry) for id, entry in table.entries("blocks"))
    table.done()
    return blocks, themes


def _theme_block(id: str, table: Table) -> ThemeBlock:
    block = ThemeBlock(id, table.need_text("title"), table.string("colour"), table.one_of("mark", MARKS))
    table.done()
    return block


def _theme(id: str, table: Table) -> Theme:
    theme = Theme(
        id=id,
        block=table.one_of("block", BLOCKS),
        title=table.need_text("title"),
        strength=table.need_text("strength"),
        warning=table.need_text("warning"),
        questions=table.texts("questions"),
        tips=table.texts("tips"),
        example=table.need_text("example"),
        workshops=table.strings("workshops"),
    )
    table.done()
    for workshop in set(theme.workshops) - set(WORKSHOPS):
        table.report("content.unknown-reference", "workshops", id=workshop, hint=" / ".join(WORKSHOPS))
    return theme


def read_roles(table: Table) -> tuple[Role, ...]:
    """The role catalogue."""
    roles = tuple(_role(id, entry) for id, entry in table.entries())
    table.done()
    return roles


def _role(id: str, table: Table) -> Role:
    role = Role(
        id=id,
        title=table.need_text("title"),
        type=table.string("type"),
        placement=table.string("placement"),
        per=table.string("per"),
        hours_month=table.number("hours_month", 0.0) or 0.0,
        does=table.need_text("does"),
        decides=table.need_text("decides"),
        question=table.need_text("question"),
        kitos=table.strings("kitos"),
    )
    table.done()
    return role


def read_forces(table: Table) -> tuple[Force, ...]:
    """Barriers and drivers."""
    forces = []
    for id, entry in table.entries():
        kind = entry.one_of("kind", ("barrier", "driver"))
        forces.append(Force(id, kind, entry.need_text("title"), entry.string("category")))
        entry.done()
    table.done()
    return tuple(forces)


def read_competences(table: Table) -> tuple[tuple[Competence, ...], tuple[Requirement, ...]]:
    """Competences and the starting requirements."""
    competences = []
    for id, entry in table.entries("requirements"):
        competences.append(
            Competence(
                id=id,
                title=entry.need_text("title"),
                level3=entry.need_text("level3"),
                wheel=entry.need_text("wheel"),
                digcomp=entry.string("digcomp"),
            )
        )
        entry.done()
    requirements = tuple(_requirement(entry) for entry in table.tables("requirements"))
    table.done()
    return tuple(competences), requirements


def _requirement(table: Table) -> Requirement:
    requirement = Requirement(table.string("role"), table.string("competence"), table.integer("level"))
    table.done()
    return requirement


def read_decisions(table: Table) -> tuple[Decision, ...]:
    """The fourteen data decisions with their starting RACI."""
    decisions = []
    for id, entry in table.entries():
        letters = entry.table("start")
        start = tuple((role, letter) for letter in LETTERS for role in letters.strings(letter))
        letters.done()
        decisions.append(Decision(id, entry.need_text("title"), start))
        entry.done()
    return tuple(decisions)


def read_glossary(table: Table) -> tuple[Term, ...]:
    """The glossary, in the order of the file."""
    terms = []
    for id, entry in table.entries():
        terms.append(Term(id, entry.need_text("title"), entry.need_text("meaning")))
        entry.done()
    return tuple(terms)
