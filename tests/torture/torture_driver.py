"""Does to a filled-in worksheet what people do, in LibreOffice. Run by the system's Python (see real/office.py).

An edit is ``[name, tab, …]``; the tab is told by its code, cells by what stands in them, so that edits can follow
each other. An edit that finds nothing to work on does nothing, and that is counted. The answer is every cell as it
then stands.
"""

import json
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "real"))

from torture_cells import Cells
from torture_tab import Tab
from torture_tables import Tables
from uno_office import FILTERS, Office, prop


class Editor(Tables, Cells):
    """Does the edits, one after the other, and tells what then stands where."""

    def __init__(self, document, new_workbook):
        self.document = document
        self.new_workbook = new_workbook
        self.sheets = document.Sheets
        self.typed = []
        self.noted = []
        self.idle = 0
        self.from_1904 = False

    def tab(self, code):
        for name in self.sheets.ElementNames:
            tab = Tab(self.sheets.getByName(name), code)
            if tab.data:
                return tab
        return None

    def do(self, name, code, *given):
        for sheet in self.sheets.ElementNames:
            self.sheets.getByName(sheet).unprotect("")
        self.document.unprotect("")
        tab = self.tab(code)
        if tab:
            getattr(self, f"edit_{name}")(tab, *given)
        self.idle += not tab or tab.missed

    def number(self):
        """The printed row numbers from 101 on, so that none is taken for an answer."""
        for name in self.sheets.ElementNames:
            tab = Tab(self.sheets.getByName(name), r"\w\d")
            for row in range(tab.keys or 0, tab.last_row + 1) if tab.data else ():
                if isinstance(tab.lines[row][0], float):
                    tab.cell(0, row).Value = 100 + tab.lines[row][0]

    def cells(self):
        """Every row of every tab, as people see it."""
        found = []
        for name in self.sheets.ElementNames:
            tab = Tab(self.sheets.getByName(name), "")
            found += [
                (name, r + 1, [self._day(v) for v in line])
                for r, line in enumerate(tab.lines)
                if any(v != "" for v in line)
            ]
        return found

    def _day(self, value):
        """A cell's value; a day as it counts where days are counted from 1900."""
        is_day = self.from_1904 and isinstance(value, float) and 44_000 < value < 46_400
        return value + 1462 if is_day else value


def save(document, path, tab):
    """Store a document; of a csv only one tab, which Calc puts into the file's name."""
    path = Path(path)
    name, options = FILTERS[path.suffix[1:]]
    given = [prop("FilterName", name), prop("NoThumbnail", True)]
    if options:
        number = document.Sheets.ElementNames.index(tab) + 1
        given.append(prop("FilterOptions", f"{options[:-5]}true,false,false,{number}"))
    document.storeToURL(path.as_uri(), tuple(given))
    if options:
        (named,) = path.parent.glob(f"{path.stem}-*{path.suffix}")
        named.replace(path)


def work(office, request):
    editor = Editor(office.load(request["open"], Hidden=True), office.new)
    try:
        editor.number()
        for edit in request["edits"]:
            editor.do(*edit)
        tab = editor.tab(request["tab"])
        shown = tab.sheet.Name if tab else editor.sheets.ElementNames[0]
        cells = editor.cells()
        for path in request["save"]:
            save(editor.document, path, shown)
        return {
            "cells": cells,
            "tab": shown,
            "typed": editor.typed,
            "noted": editor.noted,
            "idle": editor.idle,
        }
    finally:
        editor.document.close(True)


def _say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main():
    office = Office(sys.argv[1])
    try:
        _say({"ready": True})
        for line in sys.stdin:
            try:
                answer = work(office, json.loads(line))
            except Exception:
                answer = {"error": traceback.format_exc()}
            _say(answer)
    finally:
        office.close()


if __name__ == "__main__":
    main()
