"""What people get back, as PDF, Word and text."""

from kit.render.letters.letter import letter_docx, letter_pdf, letter_text
from kit.render.letters.role_page import role_page_pdf

__all__ = ["letter_docx", "letter_pdf", "letter_text", "role_page_pdf"]
