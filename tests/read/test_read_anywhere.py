"""Wherever people write, beside, over or instead of answers: it is kept and said in words that quote it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.comments import Comment
from read_world import RISK, codes, found, read_bytes
from test_read_formats import GROUP, converted, type_in, worksheet

from kit.content import load_words
from kit.read import ReadContext

OURS = "Vi kom for sent"
DRAWN = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Boks"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>
<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Vi kom </a:t></a:r><a:r><a:t>for sent</a:t></a:r></a:p>
<a:p><a:r><a:t>og gik før</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"""


@pytest.fixture(scope="module")
def spoken(context, resources) -> ReadContext:
    """The reader as a run sets it up: it knows the words of worksheets."""
    words = {
        **load_words(resources, "worksheet", "da").texts,
        **load_words(resources, "marked", "da").texts,
    }
    process = replace(context.process, municipality="Prøvestrand")
    return ReadContext(process, context.catalogue, context.lists, words)


@pytest.fixture(scope="module")
def filled(context, resources) -> bytes:
    return type_in(worksheet(context, resources, "network", GROUP), {"B7": [RISK]})


def changed(data: bytes, change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def tab(book, start: str):
    return next(page for page in book.worksheets if page.title.startswith(start))


def put(start: str, cell: str, text: object = OURS):
    def change(book) -> None:
        tab(book, start)[cell] = text

    return change


def below_list(book) -> None:
    page = tab(book, "Lister")
    page.cell(max(cell.row for cell in page["A"] if cell.value) + 1, 1).value = OURS


PLACES = {
    "over an entry of a list": (put("Lister", "A6"), "Lister", "A6"),
    "below a list": (below_list, "Lister", ""),
    "over the heading of a list": (put("Lister", "B4"), "Lister", "B4"),
    "above the lists": (put("Lister", "C2"), "Lister", "C2"),
    "right of the lists": (put("Lister", "Z5"), "Lister", "Z5"),
    "on the guidance": (put("Vejledning", "B8"), "Vejledning", "B8"),
    "right of the table, far down": (put("B7", "AZ900"), "B7", "AZ900"),
    "beside a row": (put("B7", "Z7"), "B7", "Z7"),
    "over a row's number": (put("B7", "A7"), "B7", "A7"),
    "in the hidden keys": (put("B7", "G3"), "B7", "G3"),
    "in the help": (put("B7", "B5"), "B7", "B5"),
    "in the example": (put("B7", "G6"), "B7", "G6"),
    "over the title": (put("B7", "A1"), "B7", "A1"),
    "over the scoring's sign": (put("B4", "H7"), "B4", "H7"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_text_outside_the_answers_is_quoted(spoken, filled, tmp_path, place):
    change, where, cell = PLACES[place]
    item = read_bytes(changed(filled, change), spoken, tmp_path)
    assert [text for _, _, text in item.kept] == [OURS]
    said = found(item, "sheet.text-outside")
    assert said.sheet.startswith(where) and f"“{OURS}”" in said.message("da")
    assert cell in ("", said.cell) and said.cell


def test_words_added_to_a_sentence_of_ours_are_kept(spoken, filled, tmp_path):
    def add(book) -> None:
        page = tab(book, "Vejledning")
        cell = next(c for row in page.iter_rows() for c in row if len(str(c.value or "")) > 60)
        cell.value += f" {OURS} til den her opgave"

    item = read_bytes(changed(filled, add), spoken, tmp_path)
    assert [text.endswith("til den her opgave") for _, _, text in item.kept] == [True]
    assert found(item, "sheet.text-outside").sheet == "Vejledning"


def test_nothing_is_said_of_what_nobody_touched(spoken, filled, tmp_path):
    item = read_bytes(filled, spoken, tmp_path)
    assert item.kept == () and not {"sheet.text-outside", "table.heading-changed"} & codes(item)


@pytest.mark.real
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_the_lists_are_still_ours_in_what_libreoffice_saves(spoken, filled, tmp_path, kind):
    path = converted(filled, tmp_path, kind)
    item = read_bytes(path.read_bytes(), spoken, tmp_path, path.name)
    assert item.kept == () and "sheet.text-outside" not in codes(item)
    (tmp_path / "again").mkdir()
    path = converted(changed(filled, put("Lister", "A6")), tmp_path / "again", kind)
    item = read_bytes(path.read_bytes(), spoken, tmp_path, path.name)
    assert [text for _, _, text in item.kept] == [OURS]


def test_an_answer_in_a_heading_is_kept_and_said(spoken, filled, tmp_path):
    text = "Hvad kan gå galt? Ingen har styr på det"
    item = read_bytes(changed(filled, put("B7", "B4", text)), spoken, tmp_path)
    said = found(item, "table.heading-changed")
    assert said.cell == "B4" and f"“{text}”" in said.message("da")
    assert text in [told for _, _, told in item.kept]
    assert item.evidence[0].text("risk") == RISK["risk"], "the column is still known by its key and name"


def test_a_comment_is_quoted(spoken, filled, tmp_path):
    def hang(book) -> None:
        tab(book, "B7")["C7"].comment = Comment(OURS, "Bord 2")

    assert f"“{OURS}”" in found(
        read_bytes(changed(filled, hang), spoken, tmp_path), "sheet.comments"
    ).message("da")


def boxed(data: bytes) -> bytes:
    """The workbook with a text box on its third tab."""
    made = io.BytesIO()
    place, relations = "xl/worksheets/sheet3.xml", "xl/worksheets/_rels/sheet3.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == place:
                end = f'<drawing xmlns:r="{office}" r:id="rIdBox"/></worksheet>'
                part = part.replace(b"</worksheet>", end.encode())
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
                end = f'<Override PartName="/xl/drawings/drawing9.xml" ContentType="{kind}"/></Types>'
                part = part.replace(b"</Types>", end.encode())
            if name != relations:
                target.writestr(name, part)
        target.writestr(
            relations,
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rIdBox" Type="{office}/drawing" Target="../drawings/drawing9.xml"/></Relationships>',
        )
        target.writestr("xl/drawings/drawing9.xml", DRAWN)
    return made.getvalue()


def test_a_text_box_is_kept_and_quoted(spoken, filled, tmp_path):
    item = read_bytes(boxed(filled), spoken, tmp_path)
    assert [(cell, text) for _, cell, text in item.kept] == [("B9", f"{OURS}\nog gik før")]
    assert OURS in found(item, "sheet.comments").message("da")


@pytest.mark.real
def test_a_text_box_is_kept_in_what_libreoffice_saves(spoken, filled, tmp_path):
    path = converted(boxed(filled), tmp_path, "ods")
    item = read_bytes(path.read_bytes(), spoken, tmp_path, path.name)
    assert [text for _, _, text in item.kept] == [f"{OURS}\nog gik før"]
