"""Each copy of the identity beside the cells is enough to know whose a worksheet is, in every format."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from read_world import IDEA, Page, book_of, codes, read_bytes, token
from test_read_formats import GROUP, converted, type_in, worksheet

from kit.read.mirrors import mirrors_in

CARRIERS = ("name", "property", "keywords", "footer")


def nameless(book: openpyxl.Workbook) -> None:
    """No cell says whose it is any more."""
    for tab in book.worksheets:
        for row in tab.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "KIT-" in cell.value:
                    cell.value = None


def only(book: openpyxl.Workbook, carrier: str) -> None:
    """Every copy but one is gone."""
    nameless(book)
    if carrier != "name":
        del book.defined_names["kit_identity"]
    if carrier != "property":
        del book.custom_doc_props["kit_identity"]
    if carrier != "keywords":
        book.properties.keywords = None
    if carrier != "footer":
        for tab in book.worksheets:
            tab.oddFooter.left.text = tab.oddFooter.center.text = tab.oddFooter.right.text = None


def left_with(context, resources, carrier: str) -> bytes:
    data = type_in(worksheet(context, resources, "network", GROUP), {"B4": [IDEA]})
    book = openpyxl.load_workbook(io.BytesIO(data))
    only(book, carrier)
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        found = sum(archive.read(name).count(b"KIT-PRVK27") for name in archive.namelist())
    assert found >= 1, "the one copy is still there"
    return made.getvalue()


@pytest.mark.parametrize("carrier", CARRIERS)
def test_one_copy_is_enough(context, resources, tmp_path, carrier):
    item = read_bytes(left_with(context, resources, carrier), context, tmp_path)
    assert item.identity is not None and item.identity.unit == GROUP
    assert "identity.not-in-cells" in codes(item) and len(item.evidence) == 1


@pytest.mark.real
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_one_copy_is_enough_in_what_libreoffice_saves(context, resources, tmp_path, kind):
    for carrier in CARRIERS:
        (tmp_path / carrier).mkdir()
        path = converted(left_with(context, resources, carrier), tmp_path / carrier, kind)
        item = read_bytes(path.read_bytes(), context, tmp_path, f"svar.{kind}")
        assert item.identity is not None and item.identity.unit == GROUP, carrier
        assert "identity.not-in-cells" in codes(item) and len(item.evidence) == 1


def test_the_name_of_a_text_file_is_enough(context, tmp_path):
    book = book_of(Page("B4", [IDEA], token=None), context=context)
    lines = [";".join(str(c.value or "") for c in row) for row in book.worksheets[0].iter_rows()]
    item = read_bytes("\n".join(lines).encode(), context, tmp_path, f"B4 {token()}.csv")
    assert item.identity is not None and item.identity.token == token()


def test_codes_are_found_in_letters_of_one_byte_and_of_two():
    code = token()
    wide = code.encode("utf-16-le")
    assert mirrors_in([b"\x01" + code.encode() + b"\0"]) == code
    assert mirrors_in([b"\x01" + wide + b"\0\0", wide]) == code
    assert mirrors_in([b"KIT-", b"nothing"]) == ""
