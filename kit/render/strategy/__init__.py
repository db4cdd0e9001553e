"""The strategy document from one tree: Word, PDF, HTML and Markdown.

Each format is a module of its own, so that making one does not load the libraries of the others.
"""

from __future__ import annotations

from kit.model.document import Document
from kit.resources import Resources


def to_pdf(document: Document, resources: Resources) -> bytes:
    """The strategy as PDF/UA-1 and PDF/A-2a; the same bytes for the same document."""
    from kit.render.strategy import pdf

    return pdf.to_pdf(document, resources)
