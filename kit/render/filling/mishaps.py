"""What people and programs do to a worksheet on its way back."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

from kit.model.sheet import Identity
from kit.render.filling.page import Page
from kit.render.filling.parts import Parts, entry

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})\b")
_WHOLE_ROWS = re.compile(r"\$(\d+):\$(\d+)")
_ATTRIBUTES = re.compile(rb'\b(ref|sqref|r|topLeftCell|activeCell)="([^"]*)"')
_FORMULA = re.compile(rb"<(formula1|formula2|formula)>([^<]*)</")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def renamed_tab(data: bytes, old: str, new: str) -> bytes:
    """The tab ``old`` under another name; names and links follow, as in every program."""
    parts = Parts.of(data)
    before, after = (escape(name).encode() for name in (old, new))
    files = {
        name: part.replace(b"'" + before + b"'", b"'" + after + b"'").replace(
            b'name="' + before + b'"', b'name="' + after + b'"'
        )
        if name == "xl/workbook.xml" or name.startswith("xl/worksheets/sheet")
        else part
        for name, part in parts.files.items()
    }
    return Parts(files).packed()


def inserted_rows(data: bytes, tab: str, before: int, count: int) -> bytes:
    """``count`` empty rows inserted in a tab above row ``before``; references move down with the cells."""
    parts = Parts.of(data)
    path = parts.tabs[tab]

    def moved(text: str) -> str:
        return _REFERENCE.sub(lambda m: f"{m[1]}{int(m[2]) + count}" if int(m[2]) >= before else m[0], text)

    def attribute(match: re.Match[bytes]) -> bytes:
        text = match[2].decode()
        is_row = match[1] == b"r" and text.isdigit()
        new = str(int(text) + count * (int(text) >= before)) if is_row else moved(text)
        return match[1] + b'="' + new.encode() + b'"'

    sheet = _ATTRIBUTES.sub(attribute, parts.files[path])
    sheet = _FORMULA.sub(lambda m: b"<" + m[1] + b">" + moved(m[2].decode()).encode() + b"</", sheet)
    book = _moved_names(parts.files["xl/workbook.xml"], tab, moved, before, count)
    return parts.with_files({path: sheet, "xl/workbook.xml": book}).packed()


def _moved_names(book: bytes, tab: str, moved: object, before: int, count: int) -> bytes:
    """The workbook with those defined names moved that point into the tab."""
    root = etree.fromstring(book)
    for name in root.iter("{*}definedName"):
        if name.text and name.text.startswith(f"'{tab}'!"):
            assert callable(moved)
            rows = _WHOLE_ROWS.sub(
                lambda m: ":".join(f"${int(n) + count * (int(n) >= before)}" for n in (m[1], m[2])), name.text
            )
            name.text = moved(rows)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def retokened(data: bytes, old: Identity, new: Identity) -> bytes:
    """The worksheet as one of another process, version, workshop or unit: its token is another everywhere."""
    before, after = old.token.encode(), new.token.encode()
    parts = Parts.of(data)
    return Parts({name: part.replace(before, after) for name, part in parts.files.items()}).packed()


def with_column(data: bytes, tab: str, header: str, texts: tuple[str, ...]) -> bytes:
    """A column that somebody added at the right of a tab's table, with these texts in its first rows."""
    parts = Parts.of(data)
    path, code = parts.tabs[tab], tab.partition(" ")[0]
    page = Page(code, etree.fromstring(parts.files[path]), parts)
    letter = page.right_of_all()
    page.write_at(f"{letter}{page.header_row}", header)
    for row, text in zip(page.lines, texts, strict=False):
        page.write_at(f"{letter}{row}", text)
    made = etree.tostring(page.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return parts.with_files({path: made}).packed()


def truncated(data: bytes) -> bytes:
    """The first half of a file, as a broken transfer leaves it."""
    return data[: len(data) // 2]


def encrypted(data: bytes) -> bytes:
    """What a workbook with a password looks like from outside: an OLE file with an encrypted package.

    The content is unreadable on purpose: nobody has the password.
    """
    names = "".join(name.ljust(32, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    scrambled = bytes(byte ^ 0xA5 for byte in data[:4096])
    return _OLE + bytes(504) + names.encode("utf-16-le") + scrambled


def word_document(text: str) -> bytes:
    """A small Word file."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:body></w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in files.items():
            target.writestr(entry(name), f'<?xml version="1.0" encoding="UTF-8"?>{content}'.encode())
    return made.getvalue()
