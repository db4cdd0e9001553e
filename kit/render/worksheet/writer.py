"""Worksheets as bytes: a template for each shape, stamped for each unit."""

from __future__ import annotations

from kit.model.sheet import Worksheet
from kit.model.text import Words
from kit.render.worksheet.book import build
from kit.render.worksheet.marks import Marks, split
from kit.render.worksheet.package import Template

_KEPT = 16
"""Templates in memory: all shapes of one workshop."""


class WorksheetWriter:
    """Writes worksheets. Give it the words of ``templates/words/worksheet.toml``.

    Worksheets that differ only in token, unit name and respondent codes share one template, so a second
    one costs a twentieth of the first. What comes out does not depend on what was written before.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._templates: list[tuple[Worksheet, Template]] = []

    def write(self, worksheet: Worksheet) -> bytes:
        """A whole .xlsx, the same bytes for the same input.

        Raises :class:`kit.errors.ContentError` where the content does not fit into Excel.
        """
        shared, marks = split(worksheet)
        return self._template(shared, len(marks.codes)).stamped(marks)

    def _template(self, shared: Worksheet, codes: int) -> Template:
        for known, template in self._templates:
            if known == shared:
                return template
        template = Template.of(build(shared, Marks.blank(codes), self._words))
        self._templates = [*self._templates[1 - _KEPT :], (shared, template)]
        return template
