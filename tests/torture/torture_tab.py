"""One tab of a document, and how its cells are moved about. Run by the system's Python."""

import re


class Tab:
    """One tab as it stands now: headings, hidden keys and the rows that hold marked answers."""

    def __init__(self, sheet, code):
        self.sheet, self.code = sheet, code
        self.missed = False
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.last_column, self.last_row = cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow
        self.lines = sheet.getCellRangeByPosition(0, 0, self.last_column, self.last_row).getDataArray()
        self.mark = re.compile(rf"{code} (\d+) \w+$")
        self.data = [
            r for r, line in enumerate(self.lines) if any(self.mark.match(str(v).strip()) for v in line)
        ]
        self.keys = next((r for r, line in enumerate(self.lines) if keys_in(line) >= 2), None)

    def header(self, words):
        """Row and column of a heading, told by its words."""
        for r, line in enumerate(self.lines):
            for c, value in enumerate(line):
                if str(value).rstrip(" \xa0*") == words:
                    return r, c
        self.missed = True
        return None

    def range(self, left, top, right, bottom):
        return self.sheet.getCellRangeByPosition(left, top, right, bottom)

    def cell(self, column, row):
        return self.sheet.getCellByPosition(column, row)


def keys_in(line):
    return sum(1 for value in line if str(value).startswith("~"))


class Moving:
    """What several kinds of edits do."""

    def _unmerge(self, tab):
        tab.range(0, 0, tab.last_column, tab.last_row).merge(False)

    def _move(self, source, corner):
        corner.Spreadsheet.moveRange(corner.CellAddress, source.RangeAddress)
