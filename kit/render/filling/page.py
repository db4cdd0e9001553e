"""One tab of a generated worksheet: its columns by hidden key, its rows, and writing into its cells."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from kit.model.sheet import KEY_PREFIX
from kit.render.filling.parts import MAIN, Parts
from kit.render.worksheet.layout import FIRST_ROW, KEY_ROW
from kit.render.worksheet.values import Shown

_ADDRESS = re.compile(r"([A-Z]+)(\d+)$")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What would be read as a sign's number is written as Excel writes it."""
_EPOCH = date(1899, 12, 30)
_BELOW_KEYS = FIRST_ROW - KEY_ROW
"""Rows from the hidden keys down to the first one to fill in."""


class Page:
    """An input tab. ``columns`` leads from a column's id (``letter.RO-03`` in a matrix) to its letter."""

    def __init__(self, code: str, root: etree._Element, parts: Parts) -> None:
        self.root = root
        self._parts = parts
        data = root.find(f"{MAIN}sheetData")
        assert data is not None
        self._data = data
        self._rows = {int(row.get("r", "0")): row for row in data}
        self._cells = {str(cell.get("r")): cell for row in data for cell in row}
        self.columns: Mapping[str, str] = {}
        self._keys_at = 0
        prefix = f"{KEY_PREFIX}{code}."
        for address, cell in self._cells.items():
            text = self._text(cell)
            if isinstance(text, str) and text.startswith(prefix):
                letter, self._keys_at = split(address)
                self.columns = {**self.columns, text.removeprefix(prefix): letter}
        self.lines = [row for row in self._rows if row >= self._keys_at + _BELOW_KEYS]
        """The rows to fill in, filled in already or not."""
        self.given = [row for row in self.lines if self.filled(row)]
        """Those of them in which the kit has written something."""
        self._free = [row for row in reversed(self.lines) if row not in set(self.given)]
        self._found: dict[tuple[str, ...], dict[tuple[Shown | None, ...], list[int]]] = {}

    def rows_with(self, keys: Mapping[str, Shown]) -> list[int]:
        """The rows in which the kit has written these values."""
        columns = tuple(sorted(keys))
        if columns not in self._found:
            index = self._found[columns] = {}
            for row in self.given:
                index.setdefault(tuple(self.value(column, row) for column in columns), []).append(row)
        return self._found[columns].get(tuple(keys[column] for column in columns), [])

    def value(self, column: str, row: int) -> Shown | None:
        """What stands in a column of a row."""
        cell = self._cells.get(f"{self.columns[column]}{row}")
        return None if cell is None else self._text(cell)

    def filled(self, row: int) -> bool:
        """Whether the kit or a person has written anything into a row."""
        return any(self.value(column, row) is not None for column in self.columns)

    def new_line(self) -> int:
        """The first empty row; below the last one a row is added that looks like it."""
        return self._free.pop() if self._free else self._appended()

    def write(self, column: str, row: int, value: Shown | None, error: str = "") -> str:
        """Put a value (``""`` empties) or an error value into a cell, keeping its style; give the address."""
        cell = self._cell(f"{self.columns[column]}{row}")
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if error:
            cell.set("t", "e")
            etree.SubElement(cell, f"{MAIN}v").text = error
        elif isinstance(value, str) and value:
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = _ESCAPE.sub("_x005F_", value)
            if value != value.strip():
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif isinstance(value, date):
            etree.SubElement(cell, f"{MAIN}v").text = str((value - _EPOCH).days)
        elif value is not None and value != "":
            etree.SubElement(cell, f"{MAIN}v").text = repr(value)
        return str(cell.get("r"))

    def right_of_all(self) -> str:
        """The letter of the first column that the kit left free."""
        used = max(column_index_from_string(split(address)[0]) for address in self._cells)
        return str(get_column_letter(used + 1))

    def write_at(self, address: str, value: str) -> None:
        """A text into any cell, for what people add beside the table."""
        self.columns = {**self.columns, "": split(address)[0]}
        self.write("", split(address)[1], value)
        self.columns = {id: letter for id, letter in self.columns.items() if id}

    @property
    def header_row(self) -> int:
        return self._keys_at + 1

    def _text(self, cell: etree._Element) -> Shown | None:
        kind, value = cell.get("t"), cell.findtext(f"{MAIN}v")
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        if value is None:
            return None
        if kind == "s":
            return self._parts.strings[int(value)]
        return value if kind in ("e", "str") else float(value)

    def _appended(self) -> int:
        last = max(self._rows)
        row = copy.deepcopy(self._rows[last])
        row.set("r", str(last + 1))
        for cell in row:
            letter, _ = split(str(cell.get("r")))
            number = cell.findtext(f"{MAIN}v") if letter == "A" else None
            for child in list(cell):
                cell.remove(child)
            cell.attrib.pop("t", None)
            cell.set("r", f"{letter}{last + 1}")
            self._cells[f"{letter}{last + 1}"] = cell
            if number:  # the kit numbers its rows, and people go on counting
                etree.SubElement(cell, f"{MAIN}v").text = f"{float(number) + 1:g}"
        self._data.append(row)
        self._rows[last + 1] = row
        return last + 1

    def _cell(self, address: str) -> etree._Element:
        if address not in self._cells:
            letter, row = split(address)
            made = etree.Element(f"{MAIN}c", {"r": address})
            before = column_index_from_string(letter)
            line = self._rows[row]
            place = sum(column_index_from_string(split(str(c.get("r")))[0]) < before for c in line)
            line.insert(place, made)
            line.attrib.pop("spans", None)
            self._cells[address] = made
        return self._cells[address]


def split(address: str) -> tuple[str, int]:
    """``("B", 7)`` of ``B7``."""
    match = _ADDRESS.match(address)
    assert match is not None, address
    return match[1], int(match[2])


def pages(parts: Parts) -> Iterator[tuple[str, str, Page]]:
    """Every input tab with its sheet code, part and page."""
    for name, path in parts.tabs.items():
        code = name.partition(" ")[0]
        page = Page(code, etree.fromstring(parts.files[path]), parts)
        if page.columns:
            yield code, path, page
