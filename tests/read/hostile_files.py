"""Files that nobody should send: each with the finding that it must get. Made here, never stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MB = 2**20
TAB = '<sheet name="Ark1" sheetId="1" r:id="b"/>'
MERGE = '<mergeCell ref="A1:B2"/>'
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
FORMAT = '<xf numFmtId="14"/>'


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _index(tabs: str) -> str:
    return f'<workbook {SPACE} xmlns:r="{REL}"><sheets>{tabs}</sheets></workbook>'


def _link(id: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{REL}/{kind}" Target="{target}"{more}/>'


def _only_link(target: str, more: str = "") -> str:
    return f"<Relationships>{_link('b', 'worksheet', target, more)}</Relationships>"


def book(sheet: bytes | str = "", head: str = "", **more: bytes | str) -> bytes:
    """A smallest workbook around the rows, or with other parts: ``strings``, ``styles``, ``workbook``, ``rels``."""
    links = "".join(
        _link(id, kind, target)
        for id, kind, target in (
            ("b", "worksheet", "worksheets/sheet1.xml"), ("c", "sharedStrings", "sharedStrings.xml"),
            ("d", "styles", "styles.xml"),
        )
    )  # fmt: skip
    start = f"<worksheet {SPACE}><sheetData>".encode()
    body = sheet.encode() if isinstance(sheet, str) else sheet
    parts: dict[str, bytes | str] = {
        "_rels/.rels": f"<Relationships>{_link('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": more.get("workbook") or head + _index(TAB),
        "xl/_rels/workbook.xml.rels": more.get("rels") or f"<Relationships>{links}</Relationships>",
        "xl/worksheets/sheet1.xml": more.get("whole")
        or head.encode() + start + body + b"</sheetData></worksheet>",
        "xl/sharedStrings.xml": more.get("strings") or f"<sst {SPACE}/>",
        "xl/styles.xml": more.get("styles") or f"<styleSheet {SPACE}/>",
    }
    return packed(parts)


def ods(content: bytes | str) -> bytes:
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_table(rows: str) -> bytes:
    spaces = 'xmlns:table="t" xmlns:office="o" xmlns:text="x"'
    return ods(f'<office:body {spaces}><table:table table:name="A">{rows}</table:table></office:body>')


def _ods_row(row: str = "", cell: str = "") -> str:
    inside = f"<table:table-cell{cell}><text:p>x</text:p></table:table-cell>"
    return f"<table:table-row{row}>{inside}</table:table-row>"


def _laughs(quadratic: bool = False) -> str:
    if quadratic:
        return f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]>'
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{lines}]>'


def _lying() -> bytes:
    """A part that says it is small and unpacks to much more."""
    data = bytearray(book(b" " * (8 * MB)))
    place = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\x01\x02"))
    data[place - 46 + 24 : place - 46 + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def _cell(kind: str, value: str) -> str:
    return f'<row r="1"><c r="A1"{kind}><v>{value}</v></c></row>'


def _headless() -> bytes:
    """A zip without its first part, so that the others lie before its beginning."""
    data = packed({"xl/workbook.xml": "<workbook/>", "xl/styles.xml": "<styleSheet/>"})
    return data[data.index(b"PK\x03\x04", 4) :]


def _nameless() -> bytes:
    """A zip that holds a note without a name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        note = zipfile.ZipInfo("note")
        note.filename = ""
        archive.writestr(note, "Hej")
    return made.getvalue()


def _broken_stream(way: int) -> bytes:
    """An .ods whose first part is packed in this way, and then not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 9)
    data = bytearray(made.getvalue())
    data[44:60] = b"\xff" * 16
    return bytes(data)


def _old_excel(records: str) -> bytes:
    """The beginning of an .xls: its first record, and what comes after it in hexadecimal."""
    start = "09 08 10 00 00 06 05 00 bb 0d cc 07 00 00 00 00 06 00 00 00"
    book = bytes.fromhex(f"{start} {records}") + bytes(range(256)) * 8
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + book + "Workbook".encode("utf-16-le")


def _deep(levels: int) -> bytes:
    return b"<row>" * levels + b"</row>" * levels


def _zip_in_zip(levels: int) -> bytes:
    data = b"x"
    for _ in range(levels):
        data = packed({"inde.zip": data})
    return data


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "blanks": (lambda: book(b" " * (65 * MB)), "file.too-big"),
    "many cells": (lambda: book((b"<row>" + b"<c/>" * 16_000 + b"</row>") * 750), "file.too-big"),
    "cells over the limit": (lambda: book((b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>") * 700), "file.too-big"),
    "styled rows over the limit": (lambda: book(b'<row><c s="1"/></row>' * 210_000), "file.too-big"),
    "one huge string": (lambda: book(strings=b"<sst><si><t>" + b"a" * (65 * MB)), "file.too-big"),
    "shared strings": (lambda: book(strings=b"<sst>" + b"<si><t>a</t></si>" * 500_001 + b"</sst>"), "file.too-big"),
    "many middling parts": (lambda: packed({f"xl/{n}.xml": b" " * (40 * MB) for n in range(7)}), "file.too-big"),
    "many parts": (lambda: packed({f"xl/{n}.xml": b"" for n in range(2_100)}), "file.too-big"),
    "many sheets": (
        lambda: book(workbook=_index(TAB * 65)),
        "file.too-big",
    ),
    "size header that lies": (_lying, "file.damaged"),
    "billion laughs": (lambda: book(head=_laughs()), "file.unsafe"),
    "quadratic laughs": (lambda: book(head=_laughs(True)), "file.unsafe"),
    "external entity": (lambda: book(head='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'), "file.unsafe"),
    "external schema": (lambda: book(head='<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'), "file.unsafe"),
    "parameter entity": (lambda: book(head='<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///x"> %b;]>'), "file.unsafe"),
    "DTD in the strings": (lambda: book(strings=_laughs() + "<sst>&l9;</sst>"), "file.unsafe"),
    "DTD in UTF-16": (lambda: book(whole=('<?xml version="1.0"?><!DOCTYPE a><worksheet/>').encode("utf-16")), "file.unsafe"),
    "DTD in the ods": (lambda: ods(_laughs() + "<a>&l9;</a>"), "file.unsafe"),
    "ods repeated rows": (
        lambda: ods_table(_ods_row(' table:number-rows-repeated="1048576"')),
        "file.too-big",
    ),
    "ods repeated cells": (
        lambda: ods_table(_ods_row(cell=' table:number-columns-repeated="9999999"')),
        "file.damaged",
    ),
    "ods without content": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "file.damaged"),
    "ods blanks": (lambda: ods(b" " * (65 * MB)), "file.too-big"),
    "no such sheet part": (lambda: packed({"xl/workbook.xml": "<workbook/>"}), "file.damaged"),
    "row zero": (lambda: book('<row r="0"><c r="A0"><v>1</v></c></row>'), "file.damaged"),
    "row beyond the last": (lambda: book('<row r="1048577"><c><v>1</v></c></row>'), "file.damaged"),
    "row number of a thousand digits": (lambda: book(f'<row r="{"9" * 1000}"/>'), "file.damaged"),
    "column beyond the last": (lambda: book('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "file.damaged"),
    "control character": (lambda: book(_cell(' t="str"', "a\x01b")), "file.damaged"),
    "XML that ends early": (lambda: book(whole="<worksheet><sheetData><row>"), "file.damaged"),
    "row number of five thousand digits": (lambda: book(f'<row r="{"9" * 5000}"/>'), "file.damaged"),
    "encoding of several bytes": (lambda: book(whole='<?xml version="1.0" encoding="big5"?><worksheet/>'), "file.damaged"),
    "parts before the beginning": (_headless, "file.damaged"),
    "part without a name": (_nameless, "file.not-a-workbook"),
    "broken zlib stream": (lambda: _broken_stream(zipfile.ZIP_DEFLATED), "file.damaged"),
    "broken lzma stream": (lambda: _broken_stream(zipfile.ZIP_LZMA), "file.damaged"),
    "ods cell in a cell": (lambda: ods_table(_ods_row().replace("</table:table-cell>", _ods_row() + "</table:table-cell>")), "file.damaged"),
    "unknown encoding": (lambda: book(whole='<?xml version="1.0" encoding="x-odd"?><worksheet/>'), "file.damaged"),
    "relations that lead outside": (
        lambda: book(rels=_only_link("../../../../etc/passwd")),
        "file.damaged",
    ),
    "relations to the net": (
        lambda: book(rels=_only_link("http://127.0.0.1:9/", ' TargetMode="External"')),
        "file.damaged",
    ),
    "truncated": (lambda: book(_cell("", "1"))[:-40], "file.damaged"),
    "text as xlsx": (lambda: b"bare tekst", "file.not-a-workbook"),
    "html as xlsx": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "file.not-a-workbook"),
    "pdf as xlsx": (lambda: b"%PDF-1.7\n1 0 obj", "file.not-a-workbook"),
    "docx as xlsx": (lambda: packed({"word/document.xml": "<a/>"}), "file.not-a-workbook"),
    "picture as xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "file.not-a-workbook"),
    "numbers as xlsx": (lambda: packed({"Index/Document.iwa": b"\x00"}), "file.numbers"),
    "empty": (lambda: b"", "file.empty"),
    "zeros": (lambda: bytes(4096), "file.empty"),
    "bytes": (lambda: bytes(range(256)) * 40, "file.unknown-kind"),
    "ole without a workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "file.unknown-kind"),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file.encrypted",
    ),
    "encrypted xls": (lambda: _old_excel("2f 00 36 00 01 00 01 00 01 00"), "file.encrypted"),
    "encrypted xls with a lock against writing": (lambda: _old_excel("86 00 00 00 2f 00 c8 00"), "file.encrypted"),
    "broken xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900 + "Workbook".encode("utf-16-le") + b"\xff" * 3000, "file.damaged",
    ),
    "broken xlsb": (lambda: packed({"xl/workbook.bin": b"\x83\x01" * 99}), "file.damaged"),
    "zip in zip": (lambda: _zip_in_zip(5), "file.nested"),
    "empty zip": (lambda: packed({}), "file.holds-nothing"),
    "zip bomb with a csv name": (lambda: packed({"svar.csv": b";" * (65 * MB)}), "file.too-big"),
    "xml": (lambda: b"<?xml version='1.0'?><a/>", "file.not-a-workbook"),
    "bigger than allowed": (lambda: b"a;b\n" * (6 * MB), "file.too-big"),
}  # fmt: skip
"""Name, how it is made, and the finding."""

READ: Mapping[str, Callable[[], bytes]] = {
    "two cells at the ends": lambda: book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
    "dimension of the whole sheet": lambda: book(
        whole=f'<worksheet {SPACE}><dimension ref="A1:XFD1048576"/><sheetData>{_cell("", "1")}</sheetData></worksheet>'
    ),
    "merge of the whole sheet": lambda: book(
        whole=f'<worksheet {SPACE}><sheetData>{_cell("", "1")}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    ),
    "a million merges": lambda: book(
        whole=f'<worksheet {SPACE}><sheetData/><mergeCells>{MERGE * 300_000}</mergeCells></worksheet>'
    ),
    "two hundred thousand formats": lambda: book(styles=f'<styleSheet><cellXfs>{FORMAT * 200_000}</cellXfs></styleSheet>'),
    "deep nesting": lambda: book(_deep(50_000)),
    "wrong shared string": lambda: book(_cell(' t="s"', "99")),
    "wrong number": lambda: book(_cell("", "tolv")),
    "endless number": lambda: book(_cell("", "1e999")),
    "number of five thousand digits": lambda: book(_cell("", "9" * 5000)),
    "wrong date": lambda: book(_cell(' t="d"', "i går")),
    "text of 40,000 signs": lambda: book(_cell(' t="str"', "a" * 40_000)),
    "formulas to run": lambda: book(_cell(' t="str"', "=cmd|' /C calc'!A0")),
    "strict namespace": lambda: book(
        whole='<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    ),
    "two thousand rows to the last column": lambda: book("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2001))),
    "hyperlink over the whole sheet": lambda: book(
        whole=f'<worksheet {SPACE}><sheetData>{_cell("", "1")}</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" r:id="x"/></hyperlinks></worksheet>'
    ),
    "merge of a whole column": lambda: book(
        whole=f'<worksheet {SPACE}><sheetData>{_cell("", "1")}</sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells></worksheet>'
    ),
    "every error value": lambda: book(
        "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>{error}</v></c></row>' for n, error in enumerate(ERRORS, 1))
    ),
    "formula without a value": lambda: book('<row r="1"><c r="A1"><f>SUM(B1:B9)</f></c></row>'),
    "escaped control character": lambda: book(_cell(' t="str"', "a_x0001_b_xD800_")),
    "numbers that are not decimal": lambda: book(
        '<row r="²"><c r="A1" s="0"><v>²</v></c></row>', styles='<styleSheet><cellXfs><xf numFmtId="²"/></cellXfs></styleSheet>'
    ),
    "ods repetitions that are not decimal": lambda: ods_table(_ods_row(' table:number-rows-repeated="²"')),
    "rows out of order": lambda: book('<row r="9"><c r="B9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'),
}  # fmt: skip
"""Odd ones that are read: without an identity each ends with the finding that it is missing."""
