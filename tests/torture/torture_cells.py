"""Edits of single cells, headings and what cells show. Run by the system's Python (see torture_driver.py)."""

import uno  # noqa: F401 - makes com.sun.star importable
from com.sun.star.lang import Locale
from com.sun.star.util import Date
from torture_tab import Moving, Tab, keys_in


class Cells(Moving):
    """``document``, ``sheets``, ``typed``, ``noted`` and ``from_1904`` are the editor's."""

    def edit_write(self, tab, head, text):
        """New words for a heading."""
        place = tab.header(head)
        if place:
            tab.cell(place[1], place[0]).String = text

    def edit_note_in_heading(self, tab, head, text):
        """An answer in the place of a heading."""
        place = tab.header(head)
        if place:
            self._note(tab.sheet, place[1], place[0], text)

    def edit_note_in_tab(self, tab, name, text):
        """Words on a tab that is nobody's to fill in, below what stands there."""
        tab.missed = not self.sheets.hasByName(name)
        if not tab.missed:
            other = Tab(self.sheets.getByName(name), "")
            self._note(other.sheet, 1, other.last_row + 1, text)

    def edit_note_in_keys(self, tab, text):
        """Words in the hidden row, right of its keys."""
        if tab.keys is None:
            tab.missed = True
        else:
            self._note(tab.sheet, tab.last_column + 1, tab.keys, text)

    def edit_number_over(self, tab, which, text):
        """A number of people's own over the printed one."""
        self._note(tab.sheet, 0, tab.data[which], text)

    def edit_over_given(self, tab, head, text):
        """Words over what the kit had filled in, in the first row that nobody answered."""
        place = tab.header(head)
        rows = range(tab.keys + 1 if tab.keys is not None else 0, tab.last_row + 1)
        free = (r for r in rows if isinstance(tab.lines[r][0], float) and r not in tab.data)
        row = next((r for r in free if place and tab.lines[r][place[1]]), None)
        tab.missed = row is None
        if place and row is not None:
            self._note(tab.sheet, place[1], row, text)

    def edit_long_text(self, tab, head, count):
        """An answer as long as a letter."""
        text = " ".join(["en lang historie"] * count)
        self.edit_type(tab, head, 1, text, text)

    def _note(self, sheet, column, row, text):
        sheet.getCellByPosition(column, row).FormulaLocal = text
        self.noted.append((sheet.Name, text))

    def edit_type(self, tab, head, which, text, expected, asked=0):
        """Over an answer, as if typed in: a formula, a day or a number becomes what Calc makes of it."""
        place = tab.header(head)
        if place and which < len(tab.data):
            row = tab.data[which]
            cell = tab.cell(place[1], row)
            mark = next(m for v in tab.lines[row] if (m := tab.mark.match(str(v).strip())))
            if "\n" in text or text[:1] == "'":
                cell.String = text.lstrip("'")
            else:
                cell.FormulaLocal = text
            shown = cell.getDataArray()[0][0]
            self.typed.append((tab.code, int(mark[1]), head, text, expected, asked, shown))

    def edit_type_in_plain_cell(self, tab, head, which, *typed):
        """Into a cell that has lost the sheet's own number format, as a pasted one."""
        place = tab.header(head)
        if place and which < len(tab.data):
            tab.cell(place[1], tab.data[which]).NumberFormat = 0
            self.edit_type(tab, head, which, *typed)

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

    def edit_headings(self, tab, *pairs):
        """Headings in another language."""
        for pair in pairs:
            old, new = pair.split("|")
            self.edit_write(tab, old, new)

    def edit_replace(self, tab, old, new):
        """Search and replace in all tabs."""
        tab.missed = True
        for name in self.sheets.ElementNames:
            sheet = self.sheets.getByName(name)
            search = sheet.createReplaceDescriptor()
            search.SearchString, search.ReplaceString = old, new
            tab.missed = not sheet.replaceAll(search) and tab.missed

    def edit_shown_as(self, tab, head, code):
        """Another number format for the answers of a column; what stands in the cells is the same."""
        place = tab.header(head)
        if place:
            formats, danish = self.document.NumberFormats, Locale("da", "DK", "")
            key = formats.queryKey(code, danish, False)
            key = formats.addNew(code, danish) if key < 0 else key
            tab.range(place[1], tab.data[0], place[1], tab.data[-1]).NumberFormat = key

    def edit_days_from_1904(self, tab):
        """The workbook counts its days as on an old Mac: other numbers, the same days."""
        if self.from_1904:
            return
        self.from_1904 = True
        self.document.NullDate = Date(1, 1, 1904)
        for name in self.sheets.ElementNames:
            sheet = self.sheets.getByName(name)
            for row, line in enumerate(Tab(sheet, "").lines):
                for column, value in enumerate(line):
                    if isinstance(value, float) and 46_000 < value < 48_000:
                        sheet.getCellByPosition(column, row).Value = value - 1462

    def edit_text_above(self, tab, text):
        """A note in a row of its own between title and headings."""
        top = max(0, tab.data[0] - 4)
        tab.sheet.Rows.insertByIndex(top, 1)
        tab.cell(1, top).String = text

    def edit_text_below(self, tab, text):
        tab.cell(1, tab.last_row + 3).String = text

    def edit_paste_again(self, tab):
        """The first two answers once more, below all others."""
        source = tab.range(0, tab.data[0], tab.last_column, tab.data[min(1, len(tab.data) - 1)])
        tab.sheet.copyRange(tab.cell(0, tab.data[-1] + 1).CellAddress, source.RangeAddress)

    def edit_repeat_headings(self, tab):
        """The headings once more, in the middle, as for a second page."""
        place = next(
            (r for r in range(max(0, tab.data[0] - 3), tab.data[0]) if not keys_in(tab.lines[r])), None
        )
        if place is not None:
            row = tab.data[2]
            tab.sheet.Rows.insertByIndex(row, 1)
            tab.range(0, row, tab.last_column, row).setDataArray((tab.lines[place],))

    def edit_over_example(self, tab, left):
        """The first answer, over what stands just above it; from column A on also over its mark."""
        self._move(
            tab.range(left, tab.data[0], tab.last_column, tab.data[0]), tab.cell(left, tab.data[0] - 1)
        )

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
