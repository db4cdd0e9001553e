"""Works in LibreOffice Calc the way a person does: looks at the sheet, types, picks, inserts, saves.

Run by the system's Python (the one that has ``uno``): one JSON request a line on standard input, one JSON
answer a line on standard output. It owns its LibreOffice and ends it when its input ends. It knows nothing
of the kit: a sheet is read by eye. The row that begins with "Nr." holds the headings, numbers below the rows.
"""

import json
import sys
import traceback
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue
from com.sun.star.sheet.ValidationType import LIST
from uno_office import FILTERS, Office, prop

NUMBER_HEADS = ("Nr.", "No.")
SCRATCH = "ZZ900"


class Grid:
    """One tab as a person sees it: headings by their words, rows by their numbers."""

    def __init__(self, sheet):
        self.sheet = sheet
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        lines = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
        head = next((r for r, line in enumerate(lines) if line[0] in NUMBER_HEADS), None)
        self.heads, self.rows = {}, {}
        if head is None:
            return
        for column, text in enumerate(lines[head]):
            words = str(text).rstrip("*").strip().replace("\u00a0", " ")
            if words and column:
                if words in self.heads:
                    raise LookupError(f"{sheet.Name}: two columns are called “{words}”")
                self.heads[words] = sheet.getCellByPosition(column, head)
        for row in range(head + 1, len(lines)):
            if isinstance(lines[row][0], float):
                self.rows[f"{lines[row][0]:g}"] = sheet.getCellByPosition(0, row)
        self.last = max(self.rows, key=int)

    def cell(self, row, head):
        """The cell where a numbered row and a heading cross; row ``+2`` is the second below the last."""
        if head not in self.heads:
            raise LookupError(f"{self.sheet.Name} has no column “{head}”; it has {list(self.heads)}")
        below = int(row) if row.startswith("+") else 0
        place = self.rows[self.last if below else row].CellAddress.Row + below
        return self.sheet.getCellByPosition(self.heads[head].CellAddress.Column, place)


class Person:
    """Works in one open workbook. Remembers every cell written, wherever it moves afterwards."""

    def __init__(self, office, path):
        self.office = office
        self.document = office.load(path)
        self.controller = self.document.CurrentController
        self.document.lockControllers()  # nobody looks at the window: do not paint it
        sheets = self.document.Sheets
        self.tabs = {name.split()[0]: Grid(sheets.getByName(name)) for name in sheets.ElementNames}
        self.written = []

    def do(self, act):
        getattr(self, f"act_{act[0]}")(*act[1:])

    def dispatch(self, command, **given):
        given = tuple(prop(name, value) for name, value in given.items())
        self.office.helper.executeDispatch(self.controller.Frame, f".uno:{command}", "", 0, given)

    def stand(self, cell):
        self.controller.setActiveSheet(cell.Spreadsheet)
        self.controller.select(cell)

    # what a person does -------------------------------------------------------------------------------

    def act_type(self, tab, row, head, text):
        self.enter(self.tabs[tab].cell(row, head), text)

    def act_pick(self, tab, row, head, text):
        cell = self.tabs[tab].cell(row, head)
        offered = self.offered(cell)
        if text not in offered:
            raise LookupError(f"{cell.AbsoluteName}: “{text}” is not in the drop-down: {offered}")
        self.enter(cell, text)

    def enter(self, cell, text):
        if not (cell.Columns.getByIndex(0).IsVisible and cell.Rows.getByIndex(0).IsVisible):
            raise LookupError(f"{cell.AbsoluteName} is folded away: nobody can type there")
        self.stand(cell)
        self.dispatch("EnterString", StringName=text)
        self.written.append(cell)

    def offered(self, cell):
        rule = cell.Validation
        if rule.Type != LIST:
            raise LookupError(f"{cell.AbsoluteName} has no drop-down")
        name = rule.getFormula1()
        entries = self.document.NamedRanges.getByName(name).ReferredCells
        return [str(line[0]) for line in entries.getDataArray()]

    def act_see(self, tab, row, head):
        """Look at what stands there already."""
        self.written.append(self.tabs[tab].cell(row, head))

    def act_see_head(self, tab, head):
        self.written.append(self.tabs[tab].heads[head])

    def act_paste_over(self, tab, row, head, text):
        """Copy a cell from elsewhere onto a drop-down: the drop-down is gone, the text stays."""
        source = self.tabs[tab].sheet.getCellRangeByName(SCRATCH).getCellByPosition(0, 0)
        source.NumberFormat = self.document.NumberFormats.queryKey("@", self.document.CharLocale, False)
        self.stand(source)
        self.dispatch("EnterString", StringName=text)
        self.stand(source)
        copied = self.controller.getTransferable()
        target = self.tabs[tab].cell(row, head)
        self.stand(target)
        self.controller.insertTransferable(copied)
        self.written.append(target)
        source.clearContents(1023)
        if target.Validation.Type == LIST:
            raise RuntimeError(f"{target.AbsoluteName} still has its drop-down")

    def act_unfold(self, tab):
        """Click every + above the columns."""
        sheet = self.tabs[tab].sheet
        folded = [i for i in range(60) if not sheet.Columns.getByIndex(i).IsVisible]
        if not folded:
            raise LookupError(f"{tab} has nothing folded away")
        sheet.showDetail(sheet.getCellRangeByPosition(folded[0], 0, folded[-1], 0).RangeAddress)
        if not all(sheet.Columns.getByIndex(i).IsVisible for i in folded):
            raise RuntimeError(f"{tab} cannot be unfolded")

    def act_insert_rows(self, tab, before, *keys):
        """Rows above a numbered row, or above everything (``top``); each gets a key to write in it."""
        grid = self.tabs[tab]
        first = 0 if before == "top" else grid.rows[before].CellAddress.Row
        self.controller.setActiveSheet(grid.sheet)
        self.controller.select(grid.sheet.getCellRangeByPosition(0, first, 0, first + len(keys) - 1))
        self.dispatch("InsertRowsBefore")
        for place, key in enumerate(keys):
            grid.rows[key] = grid.sheet.getCellByPosition(0, first + place)
        if before != "top" and grid.rows[before].CellAddress.Row != first + len(keys):
            raise RuntimeError(f"{tab}: no rows were inserted above {before}")

    def act_insert_column(self, tab, before, title):
        grid = self.tabs[tab]
        head = grid.heads[before]
        column = head.CellAddress.Column
        self.controller.setActiveSheet(grid.sheet)
        self.controller.select(grid.sheet.getCellByPosition(column, head.CellAddress.Row))
        self.dispatch("InsertColumnsBefore")
        if head.CellAddress.Column != column + 1:
            raise RuntimeError(f"{tab}: no column was inserted before “{before}”")
        grid.heads[title] = grid.sheet.getCellByPosition(column, head.CellAddress.Row)
        self.stand(grid.heads[title])
        self.dispatch("EnterString", StringName=title)

    def act_scribble(self, tab, row, head, text):
        """Write beside the questions; it is no answer, so it is not remembered."""
        self.enter(self.tabs[tab].cell(row, head), text)
        self.written.pop()

    def act_clear(self, tab, row, head):
        cell = self.tabs[tab].cell(row, head)
        self.stand(cell)
        self.dispatch("ClearContents")
        if cell.String:
            raise RuntimeError(f"{cell.AbsoluteName} was not cleared")

    def act_rename(self, tab, name):
        self.tabs[tab].sheet.Name = name

    def act_move(self, tab, place):
        self.document.Sheets.moveByName(self.tabs[tab].sheet.Name, place)

    def act_replace(self, old, new):
        """Search and replace in the whole workbook, cells only; nothing is remembered of it."""
        count = 0
        for name in self.document.Sheets.ElementNames:
            sheet = self.document.Sheets.getByName(name)
            sheet.unprotect("")
            search = sheet.createReplaceDescriptor()
            search.SearchString, search.ReplaceString = old, new
            count += sheet.replaceAll(search)
        if not count:
            raise LookupError(f"“{old}” stands nowhere")

    # what comes of it ---------------------------------------------------------------------------------

    def cells(self):
        return [
            {"tab": c.Spreadsheet.Name, "cell": address(c), "text": c.String, "kind": c.Type.value}
            for c in self.written
        ]

    def save(self, path, password=None, tab=None):
        name, options = FILTERS[path.rpartition(".")[2]]
        given = [prop("FilterName", name)]
        if options:
            self.controller.setActiveSheet(self.tabs[tab].sheet)  # a csv file holds the tab in sight
            given.append(prop("FilterOptions", options))
        if password and name != FILTERS["xlsx"][0]:
            given.append(prop("Password", password))
        elif password:
            kinds = {"CryptoType": "Standard", "OOXPassword": password}  # what the dialog hands on for .xlsx
            data = tuple(NamedValue(key, value) for key, value in kinds.items())
            given.append(prop("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", data)))
        self.document.storeToURL(Path(path).as_uri(), tuple(given))


def address(cell):
    return cell.AbsoluteName.rpartition(".")[2].replace("$", "")


def work(office, request):
    """Open a workbook, do everything asked, save it under the names given, and tell what stands where."""
    person = Person(office, request["open"])
    try:
        for act in request["acts"]:
            person.do(act)
        for save in request["save"]:
            person.save(**save)
        return {"cells": person.cells()}
    finally:
        person.document.close(True)


def look(office, request):
    """Open a saved workbook again: the texts in these cells, and the names of its tabs."""
    document = office.load(request["open"], read_only=True)
    try:
        sheets = document.Sheets
        texts = [sheets.getByName(t).getCellRangeByName(c).String for t, c in request["cells"]]
        return {"texts": texts, "tabs": list(sheets.ElementNames)}
    finally:
        document.close(True)


def convert(office, request):
    """Store a document in another format, such as a .docx as .pdf."""
    document = office.load(request["open"], read_only=True, Hidden=True)
    try:
        document.storeToURL(Path(request["to"]).as_uri(), (prop("FilterName", request["filter"]),))
        return {}
    finally:
        document.close(True)


def tell(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main():
    office = Office(sys.argv[1])
    try:
        tell({"ready": True})
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = {"work": work, "look": look, "convert": convert}[request["do"]](office, request)
            except Exception:
                answer = {"error": traceback.format_exc()}
            tell(answer)
    finally:
        office.close()


if __name__ == "__main__":
    main()
