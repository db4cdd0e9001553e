"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
import zipfile

from kit.read.parts import BROKEN_ZIP, USUAL_PACKING, opened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_LOCKED = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00.[\x00-\x03]", re.S
)
"""How an .xls with a password begins: its first record, perhaps one against writing, and the one that tells
how the rest is locked. calamine calls the format of such bytes unknown."""
_HTML = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body")
_STARTS = {"pdf": (b"%PDF",), "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")}

READABLE = ("xlsx", "xlsm", "xlsb", "ods", "xls", "csv")
"""Kinds that the reader can make a grid of."""


CONTAINERS = ("zip", "eml")
"""Kinds that hold other files."""

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_HEADER = re.compile(rb"^(?:mime-version|content-type|message-id|received):", re.I | re.M)


def sniff(data: bytes) -> str:
    """The kind of a whole file: one of :data:`READABLE`, ``empty``, ``encrypted``, ``damaged``, ``numbers``,
    ``docx``, ``pptx``, ``odt``, ``zip``, ``eml``, ``msg``, ``html``, ``pdf``, ``picture``, ``xml``, ``doc``,
    ``unknown``."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _sniff_zip(data)
    if data[:8] == _OLE:
        return _sniff_ole(data)
    if data[:2] in _OLD_EXCEL and data[2:4] in (b"\x08\x00", b"\x10\x00", b"\x04\x00", b"\x06\x00"):
        return "xls"
    return _sniff_text(data)


def _sniff_zip(data: bytes) -> str:
    try:
        archive = opened(data)
        infos = archive.infolist()
        kind = _kind_of({i.filename.lower().lstrip("/").replace("\\", "/") for i in infos[:5000]})
        if kind == "open-document":
            return _sniff_open_document(archive)
        return "encrypted" if any(i.flag_bits & 1 for i in infos) else kind
    except (*BROKEN_ZIP, RuntimeError):
        return "damaged"


def _kind_of(names: set[str]) -> str:
    """The kind by the parts that only such a file has."""
    rules = (
        ("xlsb", lambda n: n == "xl/workbook.bin"),
        ("xlsm", lambda n: n == "xl/vbaproject.bin"),
        ("xlsx", lambda n: n.startswith("xl/") and n.endswith(".xml")),
        ("xlsx", lambda n: n.endswith("workbook.xml")),
        ("docx", lambda n: n == "word/document.xml"),
        ("pptx", lambda n: n == "ppt/presentation.xml"),
        ("numbers", lambda n: n.endswith(".iwa") or n == "index.zip"),
        ("open-document", lambda n: n == "mimetype"),
    )
    return next((kind for kind, fits in rules if any(map(fits, names))), "zip")


def _sniff_open_document(archive: zipfile.ZipFile) -> str:
    if any(info.compress_type not in USUAL_PACKING for info in archive.infolist()):
        return "damaged"
    with archive.open("mimetype") as part:
        mime = part.read(100)
    if b"opendocument.spreadsheet" not in mime:
        return "odt" if b"opendocument" in mime else "zip"
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(2**20):
                return "encrypted"
    return "ods"


def _sniff_ole(data: bytes) -> str:
    def names(text: str) -> bool:
        return text.encode("utf-16-le") in data

    if names("EncryptedPackage") or names("EncryptionInfo"):
        return "encrypted"
    if names("Workbook") or names("Book"):
        return "encrypted" if _LOCKED.search(data) else "xls"
    if names("__substg1.0_"):
        return "msg"
    return "doc" if names("WordDocument") else "unknown"


def _sniff_text(data: bytes) -> str:
    head = data[:4096]
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(_HTML):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    for kind, starts in _STARTS.items():
        if head.startswith(starts):
            return kind
    if _HEADERS.match(data[: 2**16]) and _MAIL_HEADER.search(data[: 2**16]):
        return "eml"
    if b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return "unknown"
    return "csv"
