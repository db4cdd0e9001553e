"""Sheets read by pattern and by the parser give the same; what is written otherwise goes to the parser."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_world import IDEA, RISK, Page, bytes_of, read_bytes

from kit.read import limits
from kit.read.cells import SheetParser
from kit.read.limits import RefusedError
from kit.read.parts import parse
from kit.read.stored import Stored, Styles
from kit.read.usual import UnusualError, each_row, merged, strings
from kit.read.xlsx import _sheet, read_xlsx

HEAD = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="x"><sheetViews><sheetView/></sheetViews>'
TAIL = '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells></worksheet>'
SHARED = ["nul", "én", "to & tre"]


def sheet(rows: str) -> bytes:
    return f"{HEAD}<sheetData>{rows}</sheetData>{TAIL}".encode()


def new(most: int = 1000) -> SheetParser:
    return SheetParser(Stored(SHARED, lambda: Styles({"7": "date"}), False), most)


def parsed(data: bytes) -> SheetParser:
    parser = new()
    parse(data, parser.start, parser.end, parser.buffer.append)
    return parser


def by_pattern(data: bytes) -> SheetParser:
    parser = new()
    rest = each_row(data, parser.row)
    for reference in merged(rest):
        parser.merge(reference)
    parse(rest)
    return parser


USUAL = (
    '<row r="1"><c r="ZZZ1" s="2"/><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="AB1" s="3"/><c r="C1"><v>4.5</v></c></row>',
    '<row r="3" spans="1:4" ht="15" x14ac:dyDescent="0.25"><c r="A3" s="7"><v>46000</v></c></row>',
    '\n <row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve"> a &amp; &#248;&#x41; </t></is></c></row>\n',
    '<row r="7"><c r="A7" s="7"><v>46000</v></c><c r="B7" s="17"><v>7</v></c><c r="C7" s="77" t="s"><v>1</v></c></row>',
    '<row r="8"><c r="A8" s="7"><v>46000</v></c><c r="B8" s="17"><v>7</v></c><c r="C8" s="77" t="s"><v>1</v></c></row>',
    '<row r="5"><c r="A5" t="str"><v>5" 5&quot; #"</v></c><c r="B5"><f>"5"&amp;5</f></c><c r="C5"><v>5</v></c></row>',
    '<row r="2"><c r="B2" t="str"><f>A1&amp;"&lt;"</f><v>x_x000D_y</v></c><c r="C2"><f ca="1">1/0</f></c></row>',
    '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="d"><v>2026-10-12</v></c></row>',
    '<row r="2"/><row r="5" hidden="1"></row><row r="7"><c r="A7" t="s"><v>99</v></c><c r="B7"><v>x</v></c></row>',
    '<row r="9"><c r="A9"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c></row><row r="9"><c r="B9"><v>3</v></c></row>',
    '<row r="1"><c r="A1" t="s"><f>B1</f><v>2</v></c><c r="B1" t="n"><v>1E3</v></c><c r="C1"><f/><v>7</v></c></row>',
)

UNUSUAL = (
    '<row r="1"><c r="A1"><!-- no --><v>1</v></c></row>',
    "<row><c><v>1</v></c><c><v>2</v></c></row>",
    '<row r="1"><c t="s" r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    '<row r="1"><c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row>',
    '<row r="1"><c r="A1" t="str"><v></v></c><c r="a2"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>',
    '<row r="1">\n  <c r="A1"><v>1</v></c>\n  <c r="B1"><v>2</v></c>\n </row>',
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    '<row r="1"><c r="A11"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="1#"><v>1</v></c></row>',
)


@pytest.mark.parametrize("rows", USUAL)
def test_a_usual_sheet_is_read_by_pattern_as_the_parser_reads_it(rows):
    ours, parser = by_pattern(sheet(rows)), parsed(sheet(rows))
    assert ours.rows == parser.rows
    assert [[type(v) for v in row.values()] for row in ours.rows.values()] == [
        [type(v) for v in row.values()] for row in parser.rows.values()
    ]
    assert ours.merges == parser.merges != []
    assert ours.rows


@pytest.mark.parametrize("rows", UNUSUAL)
def test_what_is_written_otherwise_goes_to_the_parser(rows):
    with pytest.raises(UnusualError):
        by_pattern(sheet(rows))
    assert _sheet(sheet(rows), new).rows == parsed(sheet(rows)).rows != {}


@pytest.mark.parametrize(
    "rows",
    (
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\x01b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#1;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&mine;</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1"><v>1</v></c></row>',
    ),
)
def test_broken_sheets_are_refused_either_way(rows):
    with pytest.raises(RefusedError, match="damaged"):
        parsed(sheet(rows))
    with pytest.raises(RefusedError, match="damaged"):
        _sheet(sheet(rows), new)


def test_cells_hidden_in_a_comment_are_no_cells():
    data = b'<worksheet><!--<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>--></worksheet>'
    assert _sheet(data, new).rows == {}


def test_another_encoding_goes_to_the_parser():
    data = sheet('<row r="1"><c r="A1" t="str"><v>æ</v></c></row>').decode().replace("UTF-8", "ISO-8859-1")
    assert _sheet(data.encode("latin-1"), new).rows == {1: {1: "æ"}}


@pytest.mark.parametrize("most", (4, 5))
def test_cells_are_counted_up_to_the_limit_empty_ones_included(most):
    cells = "".join(f'<c r="{name}2" s="1"/>' for name in "ABCD")
    data = sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>\n<row r="2"> {cells} </row>')
    if most == 5:
        assert _sheet(data, lambda: new(most)).rows == {1: {1: 1}}
        return
    for read in (
        lambda: _sheet(data, lambda: new(most)),
        lambda: _sheet(data + b"<!-- -->", lambda: new(most)),
    ):
        with pytest.raises(RefusedError, match="too-big"):
            read()


def test_a_return_and_an_import_have_limits_of_their_own(context, tmp_path):
    cells = "".join(f'<c r="{name}1"/>' for name in "ABCDEFGHIJ") * (limits.CELLS // 1000)
    line = '<row r="{row}">' + cells + "</row>"
    rows = "".join(line.format(row=row) for row in range(1, 102))
    data = _with_sheet(bytes_of(Page("B4", [IDEA]), context=context), f"<sheetData>{rows}</sheetData>")
    with pytest.raises(RefusedError, match="too-big"):
        read_xlsx(data)
    assert read_xlsx(data, most=limits.CELLS_IN_IMPORT).tabs[0].rows == {}
    found = read_bytes(data, context, tmp_path)
    assert [finding.code for finding in found.findings] == ["file.too-big"]


def _with_sheet(workbook: bytes, cells: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(made, "w", 8) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(rb"<sheetData>.*</sheetData>", cells.encode(), part, flags=re.S)
            target.writestr(name, part)
    return made.getvalue()


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=20), max_size=6))
def test_shared_strings_by_pattern_are_those_of_the_parser(texts):
    written = "".join(f"<si><t>{_escaped(text)}</t></si>" for text in texts)
    data = f'<sst xmlns="x" count="1">{written}</sst>'.encode()
    found: list[str] = []
    buffer: list[str] = []

    def end(tag: str) -> None:
        if tag == "t":
            found.append("".join(buffer))
            buffer.clear()

    try:
        parse(data, lambda *_: None, end, buffer.append)
    except RefusedError:
        with pytest.raises(UnusualError):
            strings(data)
        return
    try:
        assert strings(data) == found
    except UnusualError:
        assert any(ord(char) < 32 for text in texts for char in text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&#60;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "data",
    (
        b"<sst><si><r><t>a</t></r></si></sst>",
        b"<sst><si><t>a</t><rPh><t>b</t></rPh></si></sst>",
        b"<sst><!-- x --><si><t>a</t></si></sst>",
        b"<sst><si><t>a</t></si>",
        b"<x:sst><x:si><x:t>a</x:t></x:si></x:sst>",
        b'<?xml version="1.0" encoding="latin1"?><sst><si><t>\xe6</t></si></sst>',
    ),
)
def test_other_strings_go_to_the_parser(data):
    with pytest.raises(UnusualError):
        strings(data)


def test_what_programs_write_is_usual(context, monkeypatch):
    """Otherwise a change of a writer would cost every reading its speed, and nobody would notice."""
    seen = []

    def noted(data, take):
        rest = each_row(data, take)
        merged(rest)
        seen.append(rest)
        return rest

    monkeypatch.setattr("kit.read.xlsx.each_row", noted)
    book = read_xlsx(bytes_of(Page("B4", [IDEA]), Page("B7", [RISK]), context=context))
    assert len(seen) == len(book.tabs) == 2
