"""All content of a process in one value: what ``workshops/`` says, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.model.agenda import Workshop
from kit.model.card import Competence, Decision, Force, Requirement, Role, Term, Theme, ThemeBlock
from kit.model.sheet import Choice, Sheet


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Content of the kit, the process's own files having replaced those of the same name.

    ``review`` is the review workbook: a worksheet of the lead that belongs to no workshop.
    """

    workshops: tuple[Workshop, ...]
    review: Workshop
    sheets: Mapping[str, Sheet]
    lists: Mapping[str, tuple[Choice, ...]]
    themes: tuple[Theme, ...]
    roles: tuple[Role, ...]
    forces: tuple[Force, ...]
    competences: tuple[Competence, ...]
    requirements: tuple[Requirement, ...]
    decisions: tuple[Decision, ...]
    modules: tuple[Choice, ...]
    glossary: tuple[Term, ...]
    thresholds: Mapping[str, float]
    theme_blocks: tuple[ThemeBlock, ...]

    def workshop(self, id: str) -> Workshop:
        """The workshop, or the review workbook, with this id or three-letter code; ``KeyError`` if there is
        none."""
        for workshop in (*self.workshops, self.review):
            if id in (workshop.id, workshop.code):
                return workshop
        raise KeyError(id)

    def role(self, id: str) -> Role | None:
        return next((role for role in self.roles if role.id == id), None)
