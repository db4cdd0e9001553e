"""The marked copy of a return: a worksheet with people's answers, and what is asked about them."""

from __future__ import annotations

import re
from dataclasses import replace

from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.mark import MarkedCopy, Unplaced, room_for
from kit.model.sheet import SheetFill
from kit.model.text import Words
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.book import carriers, finished
from kit.render.worksheet.layout import TITLE_ROW, Layout, plan_answers
from kit.render.worksheet.lists import list_columns, write_lists
from kit.render.worksheet.marked_cells import Asked, mark_cells
from kit.render.worksheet.marked_pages import write_remarks, write_unplaced
from kit.render.worksheet.marks import Marks
from kit.render.worksheet.palette import Palette
from kit.render.worksheet.sheet import write_sheet
from kit.render.worksheet.styles import Styler, new_workbook
from kit.render.worksheet.validation import add_marks, add_validations

COPY_NAME = "kit_copy_of"
"""Custom property that repeats the copy's mark; a reader needs only the cells."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_marked(copy: MarkedCopy, words: Words) -> bytes:
    """A whole .xlsx, the same bytes for the same input, that can be filled in and returned like the first.

    Give it the words of ``templates/words/worksheet.toml`` and ``marked.toml`` together. Raises
    :class:`kit.errors.ContentError` where the content does not fit into Excel.
    """
    copy = _writable(copy)
    worksheet = copy.worksheet
    words = Words(words.texts, worksheet.lang)
    marks = Marks.of(worksheet.identity.token, " ".join(worksheet.unit_name.split()), ())
    bench = Bench(worksheet, words, marks, Palette.of(worksheet.colour), Styler())
    book = new_workbook()
    lists = list_columns(bench)
    layouts = [plan_answers(fill, worksheet, words) for fill in worksheet.fills]
    for layout in layouts:
        page = write_sheet(book, layout, bench)
        add_validations(page, layout, lists, bench)
        add_marks(page, layout)
        mark_cells(page, Asked.of(layout, copy.marks), bench)
        _whose_copy(page, layout, copy)
    write_remarks(book, copy, layouts, bench)
    write_lists(book, lists, bench)
    if copy.unplaced:
        write_unplaced(book, copy, bench)
    carriers(book, bench)
    book.custom_doc_props.append(StringProperty(name=COPY_NAME, value=copy.copy.token))
    return finished(book, layouts, worksheet.day)


def _whose_copy(page: Page, layout: Layout, copy: MarkedCopy) -> None:
    """The copy's mark beside the token of a sheet: one sheet alone, saved as csv, still says it."""
    cell = page.cell(TITLE_ROW, layout.last.at)
    cell.value = f"{cell.value} · {copy.copy.token}"


def _writable(copy: MarkedCopy) -> MarkedCopy:
    """The copy with texts that a workbook can hold: what people paste holds anything."""
    fills = tuple(
        SheetFill(fill.sheet, tuple({id: _fit(value) for id, value in row.items()} for row in fill.rows))
        for fill in copy.worksheet.fills
    )
    marks = tuple(
        replace(
            mark,
            sentence=fit_text(mark.sentence),
            remedy=fit_text(mark.remedy),
            found_at=fit_text(mark.found_at),
        )
        for mark in copy.marks
    )
    unplaced = tuple(Unplaced(fit_text(x.tab), fit_text(x.cell), fit_text(x.text)) for x in copy.unplaced)
    worksheet = replace(copy.worksheet, fills=fills)
    return replace(copy, worksheet=worksheet, source=fit_text(copy.source), marks=marks, unplaced=unplaced)


def _fit(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_fit(part) for part in value)
    return fit_text(value) if isinstance(value, str) else value


def fit_text(text: str) -> str:
    """The text without control characters, cut to a cell's length; ``_x0041_`` stays as it is written."""
    text = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE.sub("_x005F_", text[: room_for(text)])
