"""What people get back: fate letters and role pages, written with every edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kit.findings import Finding
from kit.model.evidence import Evidence
from kit.pipeline.check import Gathered
from kit.pipeline.edition import Edition, strategy_context
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output
from kit.render.letters import letter_docx, letter_pdf, letter_text, role_page_pdf
from kit.render.pdf import page_count
from kit.strategy import fate_letters, role_pages

_PERSONAL = "personal."
"""Findings that something in a cell is about a person."""


def letter_outputs(
    folder: Folder, gathered: Gathered, made: Edition, edition: str, day: date
) -> Iterator[Output]:
    """A letter to each area that gave input, as PDF, Word and text, and a page for each kind of reader."""
    context = strategy_context(folder, gathered, edition, day)
    base, resources = letter_folders(folder), folder.resources
    words = folder.words("letters")
    hidden = about_persons(gathered.evidence, gathered.findings)
    unpublished = made.ruled.unpublished
    for letter in fate_letters(made.results, context, made.fates, words, hidden, unpublished):
        pdf, path = letter_pdf(letter, resources), f"{base[0]}{letter.name}"
        yield Output(f"{path}.pdf", "fate-letter", None, pdf, pages=page_count(pdf))
        yield Output(f"{path}.docx", "fate-letter", None, letter_docx(letter, resources))
        yield Output(f"{path}.txt", "fate-letter", None, letter_text(letter))
    for page in role_pages(made.results, context, folder.words("role_pages"), unpublished):
        pdf = role_page_pdf(page, resources)
        yield Output(f"{base[1]}{page.name}.pdf", "role-page", None, pdf, pages=page_count(pdf))


def letter_folders(folder: Folder) -> tuple[str, str]:
    """Where letters and pages lie, below the process folder, each with a slash at its end."""
    names = (folder.words(part)("folder") for part in ("letters", "role_pages"))
    letters, pages = (f"outputs/strategy/{name}/" for name in names)
    return letters, pages


def about_persons(evidence: Iterable[Evidence], findings: Iterable[Finding]) -> frozenset[str]:
    """Rows with a cell in which the reader found something about a person."""
    cells = {(f.file, f.sheet, f.cell) for f in findings if f.code.startswith(_PERSONAL)}
    return frozenset(
        row.id for row in evidence if any((row.file, row.tab, cell) in cells for cell in row.cells.values())
    )
