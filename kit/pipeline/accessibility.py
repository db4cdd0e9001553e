"""The accessibility report: what the kit has seen of the files that are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.model.document import Bullets, Cell, Column, Document, Module, Paragraph, Table
from kit.model.text import Words
from kit.render.accessible import Check, docx_checks, html_checks, pdf_checks

RULES = {
    "pdf_title": "WCAG 2.4.2",
    "pdf_shown": "PDF/UA-1, 7.1",
    "pdf_lang": "WCAG 3.1.1",
    "pdf_tagged": "PDF/UA-1, 7.1",
    "pdf_structure": "WCAG 1.3.1",
    "pdf_ua": "PDF/UA-1",
    "pdf_archive": "PDF/A-2",
    "docx_title": "WCAG 2.4.2",
    "docx_lang": "WCAG 3.1.1",
    "html_lang": "WCAG 3.1.1",
    "html_title": "WCAG 2.4.2",
    "one_h1": "WCAG 1.3.1",
    "headings": "WCAG 1.3.1",
    "alt": "WCAG 1.1.1",
    "header_rows": "WCAG 1.3.1",
    "labels": "WCAG 1.3.1",
    "links": "WCAG 2.4.4",
    "contrast": "WCAG 1.4.3",
}
"""The requirement that a check is about, by its key."""
NOT_CHECKED = ("not_reader", "not_people", "not_words", "not_keyboard", "not_contact")


def checked(files: Mapping[str, bytes], colour: str) -> dict[str, tuple[Check, ...]]:
    """The checks of each file by name, by what its ending says that it is."""
    found = {}
    for name, data in files.items():
        if name.endswith(".pdf"):
            found[name] = pdf_checks(data)
        elif name.endswith(".docx"):
            found[name] = docx_checks(data)
        elif name.endswith(".html"):
            found[name] = html_checks(data.decode(), colour)
    return found


def accessibility_report(
    published: Document, found: Mapping[str, tuple[Check, ...]], words: Words
) -> Document:
    """The report on the files of a ``published`` document, to be written like any other document."""
    failed = sum(not check.ok for checks in found.values() for check in checks)
    status = words("status_bad", n=failed) if failed else words("status_good")
    modules = (
        _module("1", words("status_title"), status, words("requirement"), words("method")),
        Module("2", words("checks_title"), (), tuple(_table(*entry, words) for entry in found.items())),
        Module("3", words("not_title"), (), (Bullets(tuple(Paragraph(words(key)) for key in NOT_CHECKED)),)),
    )
    return replace(
        published,
        title=words("title"),
        subtitle=words("subtitle"),
        status="",
        draft=False,
        labels=tuple({**dict(published.labels), "search": words("search")}.items()),
        modules=modules,
        notes=(),
    )


def _module(id: str, title: str, lead: str, *texts: str) -> Module:
    return Module(id, title, (), (Paragraph(lead, "lead"), *(Paragraph(text) for text in texts)))


def _table(file: str, checks: tuple[Check, ...], words: Words) -> Table:
    columns = (
        Column(words("col_check"), width=3),
        Column(words("col_rule"), width=1.3),
        Column(words("col_seen"), "right", 0.8),
        Column(words("col_result")),
    )
    rows = tuple(
        tuple(
            Cell(text)
            for text in (
                words(f"check_{check.key}"),
                RULES[check.key],
                str(check.seen),
                words("failed" if not check.ok else "passed" if check.seen else "nothing"),
            )
        )
        for check in checks
    )
    return Table(f"checks.{file}", words("checks_caption", file=file), columns, rows)
