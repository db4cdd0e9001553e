"""What a reader must know of the process before it opens a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.model.catalogue import Catalogue
from kit.model.process import Process
from kit.model.sheet import Lists, Sheet
from kit.model.text import Text


@dataclass(frozen=True, slots=True)
class ReadContext:
    """``lists`` holds the static lists and areas, groups, roles, themes, competences, decisions, modules, and
    what earlier returns brought (systems, initiatives, functions).

    ``words`` are those of worksheets and marked copies: by them the kit's own guidance is told from what
    people wrote beside the answers. Without words nothing is looked for there.
    """

    process: Process
    catalogue: Catalogue
    lists: Lists
    words: Mapping[str, Text] = field(default_factory=dict)

    def switched_on(self, sheet: Sheet) -> bool:
        """Whether the process uses the sheet: those of tier 2 only where ``kit.toml`` says so."""
        return sheet.tier < 2 or sheet.code in self.process.tier2
