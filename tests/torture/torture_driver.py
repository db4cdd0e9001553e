"""Does to a filled-in worksheet what people do, in LibreOffice. Run by the system's Python (see real/office.py).

An edit is ``[name, tab, …]``; the tab is told by its code, cells by what stands in them, so that edits can follow
each other. An edit that finds nothing to work on does nothing. The answer is every cell as it then stands.
"""

import json
import re
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "real"))

import uno
from com.sun.star.table import TableSortField
from uno_office import FILTERS, Office, prop


class Tab:
    """One tab as it stands now: headings, hidden keys and the rows that hold marked answers."""

    def __init__(self, sheet, code):
        self.sheet, self.code = sheet, code
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.last_column, self.last_row = cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow
        self.lines = sheet.getCellRangeByPosition(0, 0, self.last_column, self.last_row).getDataArray()
        mark = re.compile(rf"{code} \d+ \w+$")
        self.data = [r for r, line in enumerate(self.lines) if any(mark.match(str(v)) for v in line)]
        self.keys = next((r for r, line in enumerate(self.lines) if _keys(line) >= 2), None)

    def header(self, words):
        """The row of the headings, told by the words of one of them."""
        for r, line in enumerate(self.lines):
            for c, value in enumerate(line):
                if str(value).rstrip(" *") == words:
                    return r, c
        return None

    def range(self, left, top, right, bottom):
        return self.sheet.getCellRangeByPosition(left, top, right, bottom)

    def cell(self, column, row):
        return self.sheet.getCellByPosition(column, row)


def _keys(line):
    return sum(1 for value in line if str(value).startswith("~"))


class Editor:
    def __init__(self, document):
        self.document = document
        self.sheets = document.Sheets

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

    # rows and columns

    def edit_rows_above(self, tab, count):
        tab.sheet.Rows.insertByIndex(0, count)

    def edit_rows_within(self, tab, count):
        tab.sheet.Rows.insertByIndex(tab.data[len(tab.data) // 2], count)

    def edit_rows_below_header(self, tab, count):
        tab.sheet.Rows.insertByIndex(tab.data[0], count)

    def edit_column_before(self, tab, head, title):
        place = tab.header(head)
        if place:
            tab.sheet.Columns.insertByIndex(place[1], 1)
            if title:
                tab.cell(place[1], place[0]).String = title
                tab.cell(place[1], tab.data[0]).String = "vores egen note"

    def edit_delete_column(self, tab, head):
        place = tab.header(head)
        if place:
            tab.sheet.Columns.removeByIndex(place[1], 1)

    def edit_delete_first_column(self, tab):
        tab.sheet.Columns.removeByIndex(0, 1)

    def edit_swap_columns(self, tab, one, other):
        first, second = tab.header(one), tab.header(other)
        if first and second:
            spare = tab.last_column + 5
            for source, target in ((first[1], spare), (second[1], first[1]), (spare, second[1])):
                self._move(tab.range(source, 0, source, tab.last_row), tab.cell(target, 0))

    def edit_swap_below_header(self, tab, one, other):
        """Only headings change places, or only answers: what stands below is then another column's."""
        first, second = tab.header(one), tab.header(other)
        if first and second:
            a, b = tab.cell(first[1], first[0]), tab.cell(second[1], second[0])
            a.String, b.String = b.String, a.String

    def edit_delete_row_of(self, tab, what):
        place = tab.header(what)
        if place:
            tab.sheet.Rows.removeByIndex(place[0], 1)

    def edit_delete_keys(self, tab):
        if tab.keys is not None:
            tab.sheet.Rows.removeByIndex(tab.keys, 1)

    def edit_clear_keys(self, tab):
        if tab.keys is not None:
            tab.range(0, tab.keys, tab.last_column, tab.keys).clearContents(1023)

    def edit_delete_top(self, tab, count):
        tab.sheet.Rows.removeByIndex(0, count)

    def edit_hide_rows(self, tab):
        tab.sheet.Rows.getByIndex(tab.data[1]).IsVisible = False

    def edit_hide_column(self, tab, head):
        place = tab.header(head)
        if place:
            tab.sheet.Columns.getByIndex(place[1]).IsVisible = False

    # tabs

    def edit_rename(self, tab, name):
        tab.sheet.Name = name

    def edit_move(self, tab, place):
        self.sheets.moveByName(tab.sheet.Name, place)

    def edit_copy(self, tab):
        self.sheets.copyByName(tab.sheet.Name, f"{tab.sheet.Name[:20]} (2)", self.sheets.Count)

    def edit_add_tab(self, tab, text):
        self.sheets.insertNewByName("Noter", 0)
        self.sheets.getByName("Noter").getCellByPosition(2, 3).String = text

    def edit_delete_tab(self, tab, start):
        for name in self.sheets.ElementNames:
            if name.startswith(start) and self.sheets.Count > 1:
                self.sheets.removeByName(name)

    def edit_values_to_new_tab(self, tab, name):
        """Only the values, to a new tab; the old one is thrown away."""
        self._copy_values(tab, 0, 0, name, 0, 0)

    def edit_table_to_new_tab(self, tab, name):
        """From the headings on, so without code, title and keys."""
        top = max(0, tab.data[0] - 3)
        heads = [r for r in range(top, tab.data[0]) if not _keys(tab.lines[r]) and any(tab.lines[r])]
        self._copy_values(tab, 0, heads[0] if heads else tab.data[0], name, 2, 4)

    def edit_rows_to_new_tab(self, tab, name):
        """Only the answers, without any heading."""
        self._copy_values(tab, 0, tab.data[0], name, 0, 0)

    def _copy_values(self, tab, left, top, name, column, row):
        self.sheets.insertNewByName(name, self.sheets.Count)
        target = self.sheets.getByName(name)
        lines = tab.lines[top:]
        target.getCellRangeByPosition(
            column, row, column + tab.last_column - left, row + len(lines) - 1
        ).setDataArray(tuple(line[left:] for line in lines))
        self.sheets.removeByName(tab.sheet.Name)

    def edit_onto(self, tab, other, down):
        """This table below another one, on the other's tab."""
        target = self.tab(other)
        if target and target.sheet.Name != tab.sheet.Name:
            top = tab.keys if tab.keys is not None else max(0, tab.data[0] - 2)
            corner = target.cell(0, target.last_row + down)
            target.sheet.copyRange(
                corner.CellAddress, tab.range(0, top, tab.last_column, tab.last_row).RangeAddress
            )
            self.sheets.removeByName(tab.sheet.Name)

    def edit_beside(self, tab, other):
        """This table to the right of another one."""
        target = self.tab(other)
        if target and target.sheet.Name != tab.sheet.Name:
            corner = target.cell(target.last_column + 2, 0)
            target.sheet.copyRange(
                corner.CellAddress, tab.range(0, 0, tab.last_column, tab.last_row).RangeAddress
            )
            self.sheets.removeByName(tab.sheet.Name)

    # order

    def edit_sort(self, tab, head, above):
        """Sort by a column: only the answers (0), with the headings (1), or with all above them (2)."""
        place = tab.header(head)
        column = place[1] if place else 1
        top = {0: tab.data[0], 1: place[0] if place else tab.data[0], 2: 0}[above]
        by = TableSortField()
        by.Field, by.IsAscending = column, above != 1
        fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
        self._unmerge(tab)
        tab.range(0, top, tab.last_column, tab.data[-1]).sort(
            (prop("SortFields", fields), prop("ContainsHeader", False))
        )

    def edit_cut_table(self, tab, right, down):
        """The whole table, cut and pasted elsewhere on its tab; the hidden keys stay behind."""
        top = max(0, tab.data[0] - 3)
        heads = [r for r in range(top, tab.data[0]) if not _keys(tab.lines[r])]
        first = heads[0] if heads else tab.data[0]
        source = tab.range(0, first, tab.last_column, tab.data[-1])
        self._move(source, tab.cell(right, first + down))

    def edit_move_row_up(self, tab):
        """The last row, cut and pasted above the headings."""
        top = max(0, (tab.keys or 1) - 1)
        tab.sheet.Rows.insertByIndex(top, 1)
        self._move(tab.range(0, tab.data[-1] + 1, tab.last_column, tab.data[-1] + 1), tab.cell(0, top))

    def edit_move_row_down(self, tab, down):
        self._move(
            tab.range(0, tab.data[-1], tab.last_column, tab.data[-1]), tab.cell(0, tab.data[-1] + down)
        )

    # cells

    def edit_write(self, tab, head, text):
        """New words for a heading."""
        place = tab.header(head)
        if place:
            tab.cell(place[1], place[0]).String = text

    def edit_enter(self, tab, head, which, formula):
        """Over an answer: a formula, as typed."""
        place = tab.header(head)
        if place and which < len(tab.data):
            tab.cell(place[1], tab.data[which]).FormulaLocal = formula

    def edit_merge_down(self, tab, head):
        place = tab.header(head)
        if place:
            tab.cell(place[1], tab.data[1]).clearContents(1023)
            tab.range(place[1], tab.data[0], place[1], tab.data[1]).merge(True)

    def edit_merge_across(self, tab, head):
        place = tab.header(head)
        if place:
            tab.cell(place[1] + 1, tab.data[0]).clearContents(1023)
            tab.range(place[1], tab.data[0], place[1] + 1, tab.data[0]).merge(True)

    def edit_merge_headings(self, tab, head):
        place = tab.header(head)
        if place:
            tab.cell(place[1] + 1, place[0]).clearContents(1023)
            tab.range(place[1], place[0], place[1] + 1, place[0]).merge(True)

    def edit_repeat_headings(self, tab):
        """The headings once more, in the middle, as for a second page."""
        place = next(
            (r for r in range(max(0, tab.data[0] - 3), tab.data[0]) if not _keys(tab.lines[r])), None
        )
        if place is not None:
            row = tab.data[2]
            tab.sheet.Rows.insertByIndex(row, 1)
            tab.range(0, row, tab.last_column, row).setDataArray((tab.lines[place],))

    def edit_over_example(self, tab):
        """The first answer, over what stands just above it."""
        self._move(tab.range(1, tab.data[0], tab.last_column, tab.data[0]), tab.cell(1, tab.data[0] - 1))

    def edit_blanks(self, tab):
        """Blanks around every answer in words."""
        for row in tab.data:
            for column in range(tab.last_column + 1):
                value = tab.lines[row][column]
                if isinstance(value, str) and value:
                    tab.cell(column, row).String = f"  {value} "

    def edit_numbers_as_text(self, tab):
        for row in tab.data:
            for column in range(1, tab.last_column + 1):
                value = tab.lines[row][column]
                if isinstance(value, float) and value < 10000:
                    tab.cell(column, row).String = f"{value:g}".replace(".", ",")

    def edit_drop_names(self, tab):
        names = self.document.NamedRanges
        for name in names.ElementNames:
            names.removeByName(name)

    def _unmerge(self, tab):
        tab.range(0, 0, tab.last_column, tab.last_row).merge(False)

    def _move(self, source, corner):
        corner.Spreadsheet.moveRange(corner.CellAddress, source.RangeAddress)

    def cells(self):
        """Every row of every tab, as people see it."""
        found = []
        for name in self.sheets.ElementNames:
            tab = Tab(self.sheets.getByName(name), "")
            found += [
                (name, r + 1, list(line)) for r, line in enumerate(tab.lines) if any(v != "" for v in line)
            ]
        return found


def save(document, path, tab):
    name, options = FILTERS[path.rpartition(".")[2]]
    given = [prop("FilterName", name)]
    if options:
        document.CurrentController.setActiveSheet(document.Sheets.getByName(tab))
        given.append(prop("FilterOptions", options))
    document.storeToURL(Path(path).as_uri(), tuple(given))


def work(office, request):
    document = office.load(request["open"])
    try:
        editor = Editor(document)
        for edit in request["edits"]:
            editor.do(*edit)
        tab = editor.tab(request["tab"])
        shown = tab.sheet.Name if tab else document.Sheets.ElementNames[0]
        cells = editor.cells()
        for path in request["save"]:
            save(document, path, shown)
        return {"cells": cells, "tab": shown}
    finally:
        document.close(True)


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
