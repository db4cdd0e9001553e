"""Edits of rows, columns, tabs and their order. Run by the system's Python (see torture_driver.py)."""

import uno
from com.sun.star.sheet import FilterOperator2 as FilterOperator
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.CellDeleteMode import LEFT
from com.sun.star.sheet.CellInsertMode import RIGHT
from com.sun.star.table import TableSortField
from torture_tab import Moving, Tab, keys_in
from uno_office import prop


class Tables(Moving):
    """``document`` and ``sheets`` are the editor's."""

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

    def edit_push_answers(self, tab, steps):
        """All answers cut and pasted some columns further, headings and row numbers left behind."""
        left = max(1, -steps)
        source = tab.range(left, tab.data[0], tab.last_column, tab.data[-1])
        self._move(source, tab.cell(left + steps, tab.data[0]))

    def edit_insert_cells(self, tab, head):
        """Cells inserted before a column in two rows: what stands there and behind it goes to the right."""
        self._part_of_rows(tab, head, lambda area: tab.sheet.insertCells(area, RIGHT))

    def edit_delete_cells(self, tab, head):
        """Cells of a column deleted in two rows: what stands behind them goes to the left."""
        self._part_of_rows(tab, head, lambda area: tab.sheet.removeRange(area, LEFT))

    def _part_of_rows(self, tab, head, change):
        place = tab.header(head)
        if place:
            change(tab.range(place[1], tab.data[0], place[1], tab.data[1]).RangeAddress)

    def edit_delete_row_of(self, tab, what):
        place = tab.header(what)
        if place:
            tab.sheet.Rows.removeByIndex(place[0], 1)

    def edit_delete_answer(self, tab):
        """One answer is taken back, row and all."""
        tab.sheet.Rows.removeByIndex(tab.data[1], 1)

    def edit_keep_answers(self, tab, first, count):
        """Only some of the answers; the others stand in another file."""
        for place in reversed(range(len(tab.data))):
            if not first <= place < first + count:
                tab.sheet.Rows.removeByIndex(tab.data[place], 1)

    def edit_delete_example(self, tab):
        for row, line in enumerate(tab.lines):
            if "eksempel" in line:
                tab.sheet.Rows.removeByIndex(row, 1)
                return
        tab.missed = True

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

    def edit_filter(self, tab, head):
        """A filter that shows only the rows with one of the answers."""
        place = tab.header(head)
        if place:
            area = tab.range(0, tab.data[0] - 1, tab.last_column, tab.data[-1])
            by = TableFilterField()
            by.Field, by.Operator, by.IsNumeric = place[1], FilterOperator.EQUAL, False
            by.StringValue = str(tab.lines[tab.data[0]][place[1]])
            filter = area.createFilterDescriptor(True)
            filter.ContainsHeader = True
            filter.setFilterFields((by,))
            area.filter(filter)

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
        heads = [r for r in range(top, tab.data[0]) if not keys_in(tab.lines[r]) and any(tab.lines[r])]
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

    def edit_new_workbook(self, tab):
        """The tab alone, moved into a new workbook, as by a right click."""
        new = self.new_workbook()
        new.Sheets.importSheet(self.document, tab.sheet.Name, 0)
        self._go_on_in(new)

    def edit_values_to_new_workbook(self, tab):
        """From the headings on, pasted as values into a new workbook: nothing says whose they are."""
        new = self.new_workbook()
        top = max(0, tab.data[0] - 3)
        lines = tab.lines[top:]
        target = new.Sheets.getByIndex(0)
        target.getCellRangeByPosition(1, 1, 1 + tab.last_column, len(lines)).setDataArray(lines)
        self._go_on_in(new)

    def _go_on_in(self, new):
        self.document.close(True)
        self.document, self.sheets = new, new.Sheets
        for name in self.sheets.ElementNames:
            sheet = self.sheets.getByName(name)
            if self.sheets.Count > 1 and not any(any(line) for line in Tab(sheet, "").lines):
                self.sheets.removeByName(name)

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
        heads = [r for r in range(top, tab.data[0]) if not keys_in(tab.lines[r])]
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
