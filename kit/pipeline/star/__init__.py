"""The register turned into a star schema: ``kit export`` without its formats."""

from __future__ import annotations

from pathlib import Path

from kit.model.star import Star
from kit.pipeline.folder import Folder
from kit.pipeline.star.dimensions import dimensions
from kit.pipeline.star.facts import answers, outcomes, sheet_facts, working
from kit.pipeline.star.people import people
from kit.pipeline.star.source import Source

__all__ = ["build_star"]


def build_star(folder: Folder, register: Path, publish: bool) -> Star:
    """Every table of the register at ``register``, which must be of this kit's schema.

    ``publish`` leaves out rows of single persons, initials, files, the review workbook's own rows and the
    lead's working matter, and the claims of modules that the lead keeps back.
    """
    source = Source(folder, register, publish)
    facts = [*sheet_facts(source), *answers(source), *outcomes(source), people(source)]
    if not publish:
        facts += working(source)
    return Star((*dimensions(source), *facts), publish)
