"""What people hang on cells is kept, and the identity that a page prints is enough."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
from openpyxl.comments import Comment
from test_read_formats import GROUP, type_in, worksheet

from kit.read.ods import read_ods
from kit.read.returns import Interpreter
from kit.read.values import day_in
from kit.read.xlsx import read_xlsx


def _returned(context, resources, tmp_path, change):
    data = type_in(
        worksheet(context, resources, "network", GROUP, "da"),
        {"B7": [{"risk": "Data mangler", "probability": 3, "impact": 4}]},
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    path = tmp_path / "svar.xlsx"
    book.save(path)
    return Interpreter(context).read(path, "returned/svar.xlsx")[0], path


def test_a_comment_is_kept_and_told(context, resources, tmp_path):
    def comment(book):
        tab = next(t for t in book.worksheets if t.title.startswith("B7 "))
        tab["C9"].comment = Comment("Spørg it om det her", "Bord 3")
        tab["C10"].comment = Comment("▲ Det her skrev kit", "Forløbslederen")

    item, _ = _returned(context, resources, tmp_path, comment)
    tab = next(t for t, _, text in item.kept if text == "Spørg it om det her")
    assert (tab, "C9", "Spørg it om det her") in item.kept
    assert not any("skrev kit" in text for _, _, text in item.kept)
    told = [f for f in item.findings if f.code == "sheet.comments"]
    assert [(f.sheet, f.cell) for f in told] == [(tab, "C9")]


def test_a_comment_in_ods_is_read() -> None:
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for p, n in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='B7'>"
        "<table:table-row><table:table-cell/><table:table-cell office:value-type='string'>"
        "<office:annotation><text:p>Spørg it</text:p><text:p>om det</text:p></office:annotation>"
        "<text:p>Risiko</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    tab = read_ods(packed.getvalue()).tabs[0]
    assert tab.rows == {1: {2: "Risiko"}}
    assert tab.comments == ((1, 2, "Spørg it\nom det"),)


def test_the_identity_that_a_page_prints_is_enough(context, resources, tmp_path):
    def nameless(book):
        for tab in book.worksheets:
            for row in tab.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and "KIT-" in cell.value:
                        cell.value = None
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        book.properties.keywords = None
        book.properties.identifier = None

    item, path = _returned(context, resources, tmp_path, nameless)
    assert "KIT-" in read_xlsx(path.read_bytes()).marks
    assert item.identity is not None and item.identity.unit == GROUP
    assert "identity.not-in-cells" in {f.code for f in item.findings}


def test_words_after_a_date_are_not_dropped() -> None:
    assert day_in("2026-10-12") == date(2026, 10, 12)
    assert day_in("2026-10-12 08:30:00") == date(2026, 10, 12)
    assert day_in("2026-10-12 hvis budgettet holder") is None
