"""OpenDocument sheets: errors, formulas, repeated and merged cells, names, limits."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from read_world import codes, read_bytes, token

from kit.read.grid import Merge, Name, Unreadable
from kit.read.limits import CELLS, SHEETS, RefusedError
from kit.read.ods import read_ods

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(tables: str, styles: str = "", after: str = "", meta: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES} xmlns:calcext="urn:c" xmlns:draw="urn:d">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}{after}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta or "<m/>")
    return made.getvalue()


def table(rows: str, name: str = "Ark1", more: str = "") -> str:
    return f'<table:table table:name="{name}"{more}>{rows}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str = "", kind: str = "string", **more: object) -> str:
    attrs = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in more.items())
    typed = f' office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell{typed}{attrs}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"


def rows(*lines: str):
    return read_ods(ods(table("".join(lines)))).tabs[0].rows


def test_every_kind_of_cell():
    found = rows(
        row(
            cell("tolv", "float", office__value="12.0"), cell("12,5", "float", office__value="12.5"),
            cell("12-10-26", "date", office__date_value="2026-10-12T08:00:00"), cell("50 %", "percentage", office__value="0.5"),
            cell("SAND", "boolean", office__boolean_value="true"), cell("08:30", "time", office__time_value="PT08H30M00S"),
            cell("vist", office__string_value="skrevet"), cell("nul", "float", office__value="nul"),
        )
    )  # fmt: skip
    assert list(found[1].values()) == [
        12, 12.5, date(2026, 10, 12), "50 %", True, "08:30", "skrevet", Unreadable("error", "nul"),
    ]  # fmt: skip


def test_errors_and_formulas_are_told_from_blanks():
    found = rows(
        row(
            cell("#DIV/0!", office__string_value="", table__formula="of:=1/0", calcext__value_type="error"),
            cell("Err:502", office__string_value="", table__formula="of:=x()"),
            cell("", "", table__formula='of:=&quot;&quot;'),
            cell("3", "float", office__value="3", table__formula="of:=1+2"),
        )
    )  # fmt: skip
    assert found == {1: {1: Unreadable("error", "#DIV/0!"), 2: Unreadable("error", "Err:502"), 4: 3}}


def test_an_error_in_a_return_is_asked_about(context, tmp_path):
    sheet = context.catalogue.sheets["B7"]
    ids = ["risk", "kind", "probability", "impact", "handled_by"]
    error = cell("#N/A", office__string_value="", table__formula="of:=NA()", calcext__value_type="error")
    answers = [cell("Ingen ejer"), cell("Teknisk"), cell("4", "float", office__value="4"), error, cell("Os")]
    data = ods(table("".join((
        row(cell(token())), row(*(cell(sheet.key(id)) for id in ids)),
        row(*(cell(sheet.column(id).header["da"]) for id in ids)), row(*answers),
    ))))  # fmt: skip
    item = read_bytes(data, context, tmp_path, "svar.ods")
    (finding,) = [f for f in item.findings if f.code == "cell.error-value"]
    assert (finding.cell, finding.values["shown"]) == ("D4", "#N/A")
    assert item.evidence[0].cells["risk"] == "A4"


def test_texts_with_spaces_lines_spans_and_notes():
    inside = '<office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:tab/>c'
    inside += "<text:line-break/><text:span>d</text:span></text:p><text:p>e</text:p><draw:frame><text:p>f</text:p></draw:frame>"
    typed = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    assert rows(row(typed))[1] == {1: "a  b\tc\nd\ne"}


def test_repeated_cells_and_rows_keep_their_places():
    many = cell("x", table__number_columns_repeated=3)
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    found = rows(row(gap, times=4), row(gap, many, times=2), row(gap), row(cell("y")))
    assert found == {5: {3: "x", 4: "x", 5: "x"}, 6: {3: "x", 4: "x", 5: "x"}, 8: {1: "y"}}


def test_merged_cells_count_once_and_names_point_at_cells():
    merged = cell("flet", table__number_rows_spanned=2, table__number_columns_spanned=2)
    covered = "<table:covered-table-cell><text:p>bag</text:p></table:covered-table-cell>"
    names = (
        "<table:named-expressions><table:named-range table:name=\"kit_x\" table:cell-range-address=\"$'Mit ''ark'.$B$4\"/>"
        '<table:named-range table:name="range" table:cell-range-address="$A.$B$4:.$C$9"/></table:named-expressions>'
    )
    book = read_ods(
        ods(table(row(cell(), merged, covered)), after=names, meta="<m>KIT-PRVK27-NET-G3-V1-X</m>")
    )
    assert book.tabs[0].rows == {1: {2: "flet"}}
    assert book.tabs[0].merges == (Merge(1, 2, 2, 3),)
    assert book.names == (Name("kit_x", "Mit 'ark", 4, 2),)
    assert book.marks == "KIT-PRVK27-NET-G3-V1-X"


def test_a_hidden_table_is_known_as_hidden():
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = table(row(cell("a"))) + table(row(cell("b")), "Gemt", ' table:style-name="ta2"')
    assert [tab.hidden for tab in read_ods(ods(tables, style)).tabs] == [False, True]


@pytest.mark.parametrize(
    "body",
    [
        table(row(cell("x"), times=CELLS + 1)),
        table(row(cell("x", table__number_columns_repeated=16000)) * 20),
        table(row(cell("x"))) * (SHEETS + 1),
    ],
)
def test_more_than_any_worksheet_has_is_refused(body):
    with pytest.raises(RefusedError, match=r"file\.too-big"):
        read_ods(ods(body))


@pytest.mark.parametrize("body", ["", table(row(cell(), times=1048576) * 2 + row(cell("x")))])
def test_a_table_that_cannot_be_is_damaged(body, context, tmp_path):
    assert codes(read_bytes(ods(body), context, tmp_path, "svar.ods")) == {"file.damaged"}


def test_a_million_empty_rows_cost_nothing():
    assert rows(row(cell(), times=1048000), row(cell("sidst"))) == {1048001: {1: "sidst"}}
