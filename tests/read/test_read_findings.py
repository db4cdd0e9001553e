"""Every finding of the reader is raised by something, says something in both languages, and no more."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, time

import pytest
from openpyxl import Workbook
from read_world import IDEA, RISK, Page, book_of, bytes_of, codes, context_of, read_bytes, saved, token

from kit.findings import Finding
from kit.findings import codes as all_codes
from kit.model.process import Session
from kit.read import ReadContext, across

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with something replaced in one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            body = source.read(info)
            if info.filename == part:
                assert old in body
                body = body.replace(old, new, 1)
            target.writestr(info.filename, body)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _pages(*pages: Page):
    return lambda c: bytes_of(*pages, context=c)


def _cells(**row):
    return _pages(Page("B7", [{**RISK, **row}]))


def _idea(**row):
    return _pages(Page("B4", [{**IDEA, **row}]))


def _with_numbers_file(_: ReadContext) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("Index/Document.iwa", b"\x00snappy")
    return made.getvalue()


def _extra_name(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK], token=None), context=c)
    book.properties.keywords = token()
    return saved(book)


def _no_headings(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK], keys=False, names=False, headers=False), Page("B4", [IDEA]), context=c)
    return saved(book)


def _own_column(c: ReadContext) -> bytes:
    far = f"{'Z'}"
    return bytes_of(Page("B7", [RISK], extra={f"{far}4": "Bemærkning", f"{far}5": "Husk"}), context=c)


def _added_tab(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK]), context=c)
    book.create_sheet("Noter")["A1"] = "Hej"
    return saved(book)


def _own_example(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK], example=True), context=c)
    for column, value in enumerate(RISK.values(), 2):
        book.worksheets[0].cell(6, column, value)
    return saved(book)


def _merged(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK, {**RISK, "kind": None}]), context=c)
    book.worksheets[0].merge_cells("C5:C6")
    return saved(book)


def _swapped(c: ReadContext) -> bytes:
    book = book_of(Page("B7", [RISK], names=False), context=c)
    tab = book.worksheets[0]
    tab["E4"], tab["F4"] = tab["F4"].value, tab["E4"].value
    return saved(book)


def _above(c: ReadContext) -> bytes:
    extra = {"B5": "Noget", "C5": "Teknisk", "D5": 2}
    return bytes_of(Page("B7", [RISK], top=8, keys=False, extra=extra), context=c)


def _formula(c: ReadContext) -> bytes:
    return changed(_cells()(c), SHEET, b'<c r="D5" t="n"><v>4</v></c>', b'<c r="D5"><f>1+1</f></c>')


def _macros(c: ReadContext) -> bytes:
    made = io.BytesIO(_cells()(c))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00")
    return made.getvalue()


def _csv_long(c: ReadContext) -> bytes:
    heads = [c.catalogue.sheets["B4"].column(id).header["da"] for id in ("title", "problem")]
    keys = [c.catalogue.sheets["B4"].key(id) for id in ("title", "problem")]
    lines = [[token(), ""], keys, heads, ["Kort", "x" * 33_000]]
    return "\n".join(";".join(line) for line in lines).encode("utf-8-sig")


FILES = {
    "file.empty": lambda c: b"",
    "file.encrypted": lambda c: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "file.damaged": lambda c: _cells()(c)[:-200],
    "file.too-big": lambda c: b"PK\x03\x04" + b"\x00" * (20 * 2**20),
    "file.unsafe": lambda c: changed(_cells()(c), SHEET, b"<worksheet", b"<!DOCTYPE a><worksheet"),
    "file.not-a-workbook": lambda c: b"<html><table><tr><td>1</td></tr></table></html>",
    "file.unknown-kind": lambda c: b"\x00\x01\x02\x03" * 9,
    "file.numbers": _with_numbers_file,
    "file.wrong-ending": (_cells(), "svar.xls"),
    "file.macros": (_macros, "svar.xlsm"),
    "file.no-answers": _pages(Page("B7")),
    "identity.missing": _pages(Page("B7", [RISK], token=None)),
    "identity.damaged": _pages(Page("B7", [RISK], token=token()[:-1] + "A")),
    "identity.not-in-cells": _extra_name,
    "identity.mixed": _pages(Page("B4", [IDEA], token=token("NET", "G4")), Page("B7", [RISK])),
    "identity.other-process": _pages(Page("B7", [RISK], token=token(process="ANDEN"))),
    "identity.unknown-workshop": _pages(Page("B7", [RISK], token=token("XYZ"))),
    "identity.workshop-not-held": _pages(Page("S1", [], token=token("RND", "ASO"))),
    "identity.newer-version": _pages(Page("B7", [RISK], token=token(schema=9))),
    "identity.older-version": _pages(Page("B7", [RISK], token=token(schema=0))),
    "identity.unknown-unit": _pages(Page("B7", [RISK], token=token(unit="G17"))),
    "sheet.missing": _pages(Page("B7", [RISK])),
    "sheet.without-table": _no_headings,
    "sheet.twice": _pages(Page("B7", [RISK]), Page("B7", [{**RISK, "impact": 1}], title="2")),
    "sheet.copied": _pages(Page("B7", [RISK]), Page("B7", [RISK], title="2")),
    "sheet.switched-off": _pages(Page("B7", [RISK])),
    "sheet.other-workshop": _pages(Page("B7", [RISK]), Page("F1", [])),
    "sheet.added": _added_tab,
    "row.no-answer": _pages(Page("R4", [{"decision": "D07", "comment": "En note"}], token=token("ROL"))),
    "row.repeated": _pages(Page("B7", [RISK, RISK])),
    "row.number-changed": _pages(Page("B7", [RISK] * 3, extra={"A5": 1, "A6": 99, "A7": 3})),
    "cell.read-as": _pages(Page("R3", [{"role": "RO-03 for løn", "status": "Vakant"}], token=token("ROL", "ASO"))),
    "table.one-source": _pages(Page("B7", [RISK], keys=False, names=False)),
    "table.columns-disagree": _swapped,
    "table.column-missing": _pages(Page("B7", [RISK], columns=["risk", "kind", "impact"])),
    "table.column-gone": _pages(Page("B7", [RISK], columns=list(RISK))),
    "table.rows-above-header": _above,
    "table.unknown-column": _own_column,
    "table.merged-cells": _merged,
    "row.example-overwritten": _own_example,
    "cell.required-empty": _cells(risk=None),
    "cell.expected-empty": _cells(),
    "cell.not-in-list": _cells(kind="Rosenkål"),
    "cell.not-in-list-near": _cells(kind="Tekninsk"),
    "cell.several-in-one": _cells(kind="Teknisk/juridisk"),
    "cell.day-without-year": _pages(Page("C3", [{"day": "1/2"}])),
    "cell.not-a-date": _pages(Page("C3", [{"day": "snart"}])),
    "cell.not-a-quarter": _idea(wanted_start="til foråret"),
    "cell.not-a-number": _cells(impact="stor"),
    "cell.not-a-number-near": _cells(impact="ca. 4"),
    "cell.not-whole": _idea(dots=2.5),
    "cell.out-of-range": _cells(impact=6),
    "cell.below-minimum": _cells(reserve=-1),
    "cell.unknown-not-here": _cells(kind="?"),
    "cell.error-value": _cells(impact="#N/A"),
    "cell.formula-without-value": _formula,
    "cell.long-text": _idea(problem="a " * 2_500),
    "cell.too-long": (_csv_long, "svar.csv"),
    "personal.maybe-name": _cells(responsible="Anders And"),
    "personal.cpr": _idea(problem="311299 1234"),
    "personal.email": _idea(problem="skriv til per@prove.dk"),
    "personal.phone": _idea(problem="ring 20 30 40 50"),
}  # fmt: skip

ACROSS = {
    "return.copy": [_cells(), _cells()],
    "return.answered-twice": [_cells(), _cells(impact=1)],
    "reference.near": [_idea(systems="KMD Nexsus")],
    "reference.unknown": [_idea(systems="Rumskibet")],
    "reference.outside": [_pages(Page("S3", [{"source": "Fjernlageret", "target": "Aula"}], token=token("SYS")))],
    "reference.function-alike": [
        _pages(
            Page("B2", [{"function": "Digitaliseringschef"}]),
            Page("B4", [{**IDEA, "owner": "Digitaliserings chefen"}]),
        )
    ],
}  # fmt: skip

ELSEWHERE = {"sheet.comments", "file.unreadable", "file.too-slow", "cell.above-maximum", "file.hides-errors",
             "file.nested", "cell.week-not-a-day", "file.holds-nothing", "file.too-many", "file.mail-text",
             "return.corrected-by-copy", "return.joined", "cell.too-many-figures",
             "sheet.text-outside", "file.much-beside", "cell.month-first", "cell.day-or-month",
             "row.given-changed", "row.renamed", "row.given-gone", "table.heading-changed", "table.displaced",
             "file.same-name", "cell.struck-through", "file.hides-text"}  # fmt: skip
"""Tested with the worker, with a column of its own, with a file that LibreOffice saved, with marked
copies, with halves, with sheets that are switched on, with what stands beside the answers, with days, with
what was filled in beforehand, with rows that slid, with names of files, with what is struck through, with old formats."""


def _context(code: str, context: ReadContext) -> ReadContext:
    if code == "sheet.switched-off":
        sheets = {**context.catalogue.sheets}
        sheets["B7"] = replace(sheets["B7"], tier=2)
        return replace(context, catalogue=replace(context.catalogue, sheets=sheets))
    if code == "identity.unknown-unit":
        assert all(session.groups < 17 for session in context.process.sessions)
    return context


def _speaks(finding: Finding) -> None:
    for lang in ("da", "en"):
        for text in (finding.message(lang), finding.remedy(lang)):
            assert text.endswith((".", "?")) or text.endswith("….")
            assert "{" not in text and "None" not in text


@pytest.mark.parametrize("code", FILES)
def test_each_finding_of_a_file_is_raised(code, context, tmp_path):
    context = _context(code, context)
    make, name = FILES[code] if isinstance(FILES[code], tuple) else (FILES[code], "svar.xlsx")
    item = read_bytes(make(context), context, tmp_path, name)
    assert code in codes(item), sorted(codes(item))
    assert item.file == f"returned/{name}"
    for finding in item.findings:
        _speaks(finding)
    if item.identity is None:
        assert item.evidence == () and any(f.severity == "error" for f in item.findings)


@pytest.mark.parametrize("code", ACROSS)
def test_each_finding_of_all_returns_is_raised(code, context, tmp_path):
    items = [read_bytes(make(context), context, tmp_path, f"{n}.xlsx") for n, make in enumerate(ACROSS[code])]
    _, findings = across(items, context)
    assert code in {f.code for f in findings}
    for finding in findings:
        _speaks(finding)


def test_the_catalogue_has_no_finding_that_nothing_raises():
    mine = ("file.", "identity.", "sheet.", "table.", "row.", "cell.", "personal.", "return.", "reference.")
    assert {c for c in all_codes() if c.startswith(mine)} == {*FILES, *ACROSS} | ELSEWHERE


def test_a_number_above_a_lone_maximum(context, tmp_path):
    sheets = {**context.catalogue.sheets}
    columns = tuple(replace(c, high=9) if c.id == "reserve" else c for c in sheets["B7"].columns)
    columns = tuple(replace(c, low=None) if c.id == "reserve" else c for c in columns)
    sheets["B7"] = replace(sheets["B7"], columns=columns)
    own = replace(context, catalogue=replace(context.catalogue, sheets=sheets))
    item = read_bytes(_cells(reserve=10)(own), own, tmp_path)
    assert "cell.above-maximum" in codes(item)


def test_a_tidy_return_needs_nobody(context, tmp_path):
    full = {**RISK, "treatment": "Udpeg en ejer", "responsible": "Digitaliseringschef", "applies_to": "M04"}
    sheets = context.catalogue.sheets
    own = [code for code in context.catalogue.workshop("network").sheets if sheets[code].tier == 1]
    pages = [Page(code) for code in own if code != "B7"]
    item = read_bytes(bytes_of(Page("B7", [full]), *pages, context=context), context, tmp_path)
    assert [f.code for f in item.findings if f.needs_person] == []


def test_a_workshop_that_is_held_again_is_read(catalogue, tmp_path):
    context = context_of(catalogue)
    sessions = (*context.process.sessions, Session("round", date(2026, 10, 1), time(9), 4, 1, 1))
    context = replace(context, process=replace(context.process, sessions=sessions))
    page = Page(
        "S1", [{"system": "Aula", "confirmed": "Ja", "critical": "ved ikke"}], token=token("RND", "ASO")
    )
    (row,) = read_bytes(bytes_of(page, context=context), context, tmp_path).evidence
    assert row.workshop == "round" and row.values["critical"] == "unknown" and row.complete


def test_an_empty_workbook_without_a_code(context, tmp_path):
    assert codes(read_bytes(saved(Workbook()), context, tmp_path)) == {"identity.missing"}
