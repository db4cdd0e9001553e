"""A process, worksheets as the kit hands them out, people who fill them in, and the copies that come back."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.findings import in_order
from kit.model.evidence import Evidence, Return
from kit.model.process import Unit
from kit.model.sheet import Identity, SheetFill, Worksheet
from kit.pipeline.check import Gathered, reading_context
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.lists import worksheet_lists
from kit.pipeline.marked import marked_copies
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.outputs import Output
from kit.pipeline.prefill import Known, prefill
from kit.pipeline.units import handouts
from kit.read import ReadContext, Reader, across
from kit.render.worksheet import WorksheetWriter

KEYS, HEADER, EXAMPLE, FIRST = 3, 4, 6, 7
IDEA = {"~B4.title": "Ét overblik", "~B4.problem": "Lederne mangler et ugentligt overblik"}
RISK = {
    "~B7.risk": "Ingen ejer",
    "~B7.kind": "Teknisk",
    "~B7.probability": 4,
    "~B7.impact": 3,
    "~B7.handled_by": "Os",
}

Rows = Mapping[str, Mapping[int, Mapping[str, object]]]
"""Sheet code → row from 1 → what somebody writes, by hidden key."""


def context_of(folder: Folder) -> ReadContext:
    return reading_context(folder)


@dataclass(frozen=True)
class World:
    folder: Folder
    reader: Reader
    blanks: dict[tuple[str, str], bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, lang: str = "da") -> World:
        new_process(root, Wishes("Prøvekøbing", date(2027, 1, 12), lang, 24, "Kommunaldirektør", "It-chef"))
        folder = open_folder(root)
        return cls(folder, Reader(context_of(folder), guarded=False))

    def elsewhere(self, root: Path) -> World:
        """The same process with a returned/ of its own; what is costly is shared."""
        return World(replace(self.folder, root=root), self.reader, self.blanks)

    def blank(self, workshop: str, unit: str) -> bytes:
        """The worksheet that the unit was handed."""
        if (workshop, unit) not in self.blanks:
            self.blanks[workshop, unit] = self._blank(workshop, unit)
        return self.blanks[workshop, unit]

    def _blank(self, workshop: str, unit: str) -> bytes:
        folder, process = self.folder, self.folder.process
        who = Unit.parse(unit)
        handout = next(h for h in handouts(process, folder.catalogue, workshop) if h.unit == who)
        known = Known(process, folder.catalogue, (), process.lang)
        session = process.session(workshop)
        assert session is not None
        fills = tuple(
            SheetFill(folder.catalogue.sheets[code], prefill(code, workshop, handout.unit, known))
            for code in handout.sheets
        )
        sheet = Worksheet(
            Identity(process.code, handout.workshop.code, handout.unit), handout.workshop.title[process.lang],
            process.unit_name(handout.unit, "Bord", "Forløbsleder"), process.municipality, process.lang,
            process.brand.colour, session.day.isoformat(), fills, worksheet_lists(folder, known), process.lead,
        )  # fmt: skip
        return WorksheetWriter(folder.words("worksheet")).write(sheet)

    def put(self, data: bytes, name: str) -> None:
        path = self.folder.root / "returned" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def gathered(self) -> Gathered:
        """All returns, read in this process."""
        returns = self.reader.read_all(self.folder.returned())
        returns, between = across(returns, context_of(self.folder))
        findings = [finding for item in returns for finding in item.findings]
        rows = tuple(row for item in returns for row in item.evidence)
        return Gathered(tuple(returns), rows, in_order((*findings, *between)))

    def read(self, data: bytes, name: str = "svar.xlsx") -> Return:
        """One file as if it were the only one."""
        path = self.folder.root / f"alone-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return self.reader.read(path, f"returned/{name}")

    def copies(self) -> list[Output]:
        return list(marked_copies(self.folder, self.gathered()))

    def copy_of(self, data: bytes, name: str = "svar.xlsx") -> Output:
        """The only copy made of the only return."""
        self.put(data, name)
        copies = self.copies()
        assert len(copies) == 1, [copy.path for copy in copies]
        return copies[0]


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def page_of(book: Workbook, code: str) -> Page:
    return next(page for page in book.worksheets if page.title.startswith(f"{code} "))


def column_of(page: Page, key: str) -> int:
    return next(cell.column for cell in page[KEYS] if cell.value == key)


def filled(data: bytes, rows: Rows) -> bytes:
    """The worksheet after somebody has written into it."""
    book = opened(data)
    for code, by_row in rows.items():
        page = page_of(book, code)
        for row, values in by_row.items():
            for key, value in values.items():
                cell = page.cell(FIRST + row - 1, column_of(page, key))
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    return saved(book)


def said(evidence: Sequence[Evidence]) -> Counter[str]:
    """What the evidence says, wherever it stands."""
    return Counter(
        f"{one.workshop} {one.unit.code} {one.sheet} "
        f"{sorted((id, str(value)) for id, value in one.values.items())}"
        for one in evidence
    )


def asked(item: Return) -> list[str]:
    """The codes of what a person has to look at."""
    return sorted(finding.code for finding in item.findings if finding.needs_person)


def text_of(page: Page) -> str:
    return "\n".join(str(value) for row in page.iter_rows(values_only=True) for value in row if value)
