"""Comments and text boxes of formats in which nobody can see where they stand are said, with the way out."""

from __future__ import annotations

import struct

import pytest
from openpyxl.comments import Comment
from read_world import RISK, Page, book_of, codes, found, read_bytes, saved, token
from test_read_anywhere import DRAWN
from test_read_formats import converted

from kit.read.boxes import boxes_in_xls, boxes_in_xlsb
from kit.read.grid import Book, Tab
from kit.read.returns import Interpreter


def _text_object(text: str) -> bytes:
    """The two records of an .xls in which the text of a comment or a text box stands."""
    wide = not text.isascii()
    letters = b"\1" + text.encode("utf-16-le") if wide else b"\0" + text.encode("ascii")
    about = struct.pack("<HH6xHH4x", 0x0212, 0, len(text), 16)
    return struct.pack("<HH", 0x01B6, 18) + about + struct.pack("<HH", 0x3C, len(letters)) + letters


def _comment(text: str) -> bytes:
    """A comment's text as an .xlsb stores it."""
    body = b"\1" + struct.pack("<I", len(text)) + text.encode("utf-16-le")
    return b"\xfd\x04" + bytes([0x80 | len(body) & 0x7F, len(body) >> 7]) + body


def test_texts_of_both_widths_are_found_once_and_none_of_the_kits():
    texts = ("Ring til os", "Spørg først", "▲ Det her skrev kit", "Ring til os", " ")
    assert boxes_in_xls(b"\0" * 9 + b"junk".join(map(_text_object, texts))) == ("Ring til os", "Spørg først")


def test_comments_and_drawings_of_a_zipped_one_are_found():
    parts = [
        ("xl/comments1.bin", _comment("Spørg først " * 9) + b"\0" + _comment("▲ kit")),
        ("xl/drawings/drawing1.xml", DRAWN.encode()),
        ("xl/worksheets/sheet1.bin", _comment("ingen kommentar")),
    ]
    first, second = boxes_in_xlsb(parts)
    assert first == ("Spørg først " * 9).strip() and "og gik før" in second


def test_they_are_said_with_the_way_out(context):
    tab = Tab("B7", {1: {1: token()}})
    item = Interpreter(context).interpret(Book("xls", (tab,), boxes=("Ring til os",)), "svar.xls")
    said = found(item, "file.hides-text")
    assert said.needs_person and "“Ring til os”" in said.message("da") and ".xlsx" in said.remedy("da")


@pytest.mark.real
@pytest.mark.parametrize("written", ["Spørg først", ""])
def test_a_comment_is_said_in_what_libreoffice_saves(context, tmp_path, written):
    book = book_of(Page("B7", [RISK]), context=context)
    if written:
        book.worksheets[0]["B5"].comment = Comment(written, "Bord 3")
    path = converted(saved(book), tmp_path, "xls")
    item = read_bytes(path.read_bytes(), context, tmp_path, path.name)
    assert ("file.hides-text" in codes(item)) is bool(written)
    assert not written or written in found(item, "file.hides-text").message("da")
