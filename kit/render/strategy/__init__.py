"""The strategy document from one tree: Word, PDF, HTML and Markdown."""

from kit.render.strategy.docx import to_docx
from kit.render.strategy.html import to_html
from kit.render.strategy.markdown import to_markdown
from kit.render.strategy.pdf import to_pdf
from kit.render.strategy.tree import renumbered

__all__ = ["renumbered", "to_docx", "to_html", "to_markdown", "to_pdf"]
