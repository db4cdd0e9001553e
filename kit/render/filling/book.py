"""Answers into a worksheet: rows are found by what the kit wrote into them, columns by their hidden keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kit.render.filling.page import Page
from kit.render.filling.parts import Parts
from kit.render.worksheet.values import Shown


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody writes in a row, by column id; an empty text empties a cell.

    ``keys`` tell the row by what already stands in it, in every row that has the same; where there is none
    they are written too, in a new row. ``every`` means each row that is filled in already. ``error`` is an
    error value for a column, as a pasted formula leaves it.
    """

    values: Mapping[str, Shown]
    keys: Mapping[str, Shown] = field(default_factory=dict)
    every: bool = False
    error: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SheetEntries:
    """All that is written on one sheet, in this order."""

    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The worksheet as it comes back. ``rows`` are, for each sheet and entry, the rows it was written to;
    ``columns`` the letter of each column; ``tabs`` the name of each sheet's tab."""

    data: bytes
    rows: Mapping[str, tuple[tuple[int, ...], ...]]
    columns: Mapping[str, Mapping[str, str]]
    tabs: Mapping[str, str]


def fill(data: bytes, sheets: Sequence[SheetEntries]) -> Filled:
    """The worksheet ``data`` with these answers in it.

    ``KeyError`` where a sheet or column does not stand in the worksheet.
    """
    parts = Parts.of(data)
    tabs = {name.partition(" ")[0]: name for name in parts.tabs}
    changed: dict[str, bytes] = {}
    rows: dict[str, tuple[tuple[int, ...], ...]] = {}
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        path = parts.tabs[tabs[sheet.code]]
        page = Page(sheet.code, etree.fromstring(parts.files[path]), parts)
        rows[sheet.code] = tuple(_write(page, entry) for entry in sheet.entries)
        columns[sheet.code] = page.columns
        changed[path] = etree.tostring(page.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Filled(parts.with_files(changed).packed(), rows, columns, tabs)


def _write(page: Page, entry: Entry) -> tuple[int, ...]:
    found = page.given if entry.every else page.rows_with(entry.keys) if entry.keys else []
    values = entry.values
    if not found and not entry.every:
        found, values = [page.new_line()], {**entry.keys, **entry.values}
    for row in found:
        for column, value in values.items():
            page.write(column, row, value)
        if entry.error:
            page.write(entry.error[0], row, None, entry.error[1])
    return tuple(found)
