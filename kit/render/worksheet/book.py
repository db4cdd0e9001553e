"""Builds the whole workbook of one worksheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from kit.model.sheet import Worksheet
from kit.model.text import Words
from kit.render.package import normalise_package
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.guidance import write_guidance
from kit.render.worksheet.layout import EXAMPLE_ROW, Layout, plan
from kit.render.worksheet.limits import check_limits
from kit.render.worksheet.lists import list_columns, write_lists
from kit.render.worksheet.marks import Marks
from kit.render.worksheet.package import rewritten
from kit.render.worksheet.palette import Palette
from kit.render.worksheet.sheet import write_sheet
from kit.render.worksheet.styles import Styler, new_workbook
from kit.render.worksheet.validation import add_marks, add_validations

IDENTITY_NAME = "kit_identity"
"""Defined name and custom property that carry the token too; a reader never needs them."""

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_NO_DAY = date(2000, 1, 1)


def build(worksheet: Worksheet, marks: Marks, words: Words) -> bytes:
    """A whole .xlsx with ``marks`` as its token, unit and respondent codes.

    Raises :class:`ContentError` where content does not fit into Excel.
    """
    words = Words(words.texts, worksheet.lang)
    bench = Bench(worksheet, words, marks, Palette.of(worksheet.colour), Styler())
    book = new_workbook()
    lists = list_columns(bench)
    layouts = [plan(fill, worksheet, words) for fill in worksheet.fills]
    for layout in layouts:
        page = write_sheet(book, layout, bench)
        add_validations(page, layout, lists, bench)
        add_marks(page, layout)
    write_guidance(book, bench)
    write_lists(book, lists, bench)
    carriers(book, bench)
    return finished(book, layouts, worksheet.day)


def finished(book: Workbook, layouts: Sequence[Layout], day: str) -> bytes:
    """The workbook as bytes, its input sheets in second place and after; ``day`` is its only date.

    Raises :class:`ContentError` where content does not fit into Excel.
    """
    check_limits(book)
    made = io.BytesIO()
    book.save(made)
    only = date.fromisoformat(day) if day else _NO_DAY
    return normalise_package(rewritten(made.getvalue(), _examples(layouts)), only)


def _examples(layouts: Sequence[Layout]) -> dict[str, str]:
    """Part → its example row: numbers stand there as text, so that nobody counts them."""
    return {
        f"xl/worksheets/sheet{place}.xml": f"A{EXAMPLE_ROW}:{layout.slots[-1].letter}{EXAMPLE_ROW}"
        for place, layout in enumerate(layouts, 2)
    }


def carriers(book: Workbook, bench: Bench) -> None:
    """The token where programs may keep it, the document's own words, and the locked structure."""
    sheet, token = bench.worksheet, bench.marks.token
    book.defined_names[IDENTITY_NAME] = DefinedName(IDENTITY_NAME, attr_text=f'"{token}"')
    book.custom_doc_props.append(StringProperty(name=IDENTITY_NAME, value=token))
    properties = book.properties
    properties.title = f"{sheet.workshop_title} – {bench.marks.unit} – {sheet.municipality}"
    properties.creator = sheet.municipality
    properties.keywords = f"{token}, {bench.words('keywords')}"
    properties.language = _LANGUAGES.get(sheet.lang, sheet.lang)
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 0
