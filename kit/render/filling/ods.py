"""A filled-in worksheet as OpenDocument, as LibreOffice saves it: values, sheet names, hidden rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from openpyxl.utils import column_index_from_string

from kit.render.filling.page import split
from kit.render.filling.parts import MAIN, Parts, entry

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_EPOCH = date(1899, 12, 30)
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def as_ods(data: bytes) -> bytes:
    """The same tabs, cells and values as an .ods file; looks, drop-downs and locks are left out."""
    parts = Parts.of(data)
    tables = "".join(_table(name, parts.files[path], parts) for name, path in parts.tabs.items())
    content = (
        f'<office:document-content {_SPACES} office:version="1.3"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr(entry("mimetype", stored=True), _MIME)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            target.writestr(entry(name), f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode())
    return made.getvalue()


def _table(name: str, sheet: bytes, parts: Parts) -> str:
    rows = etree.fromstring(sheet).find(f"{MAIN}sheetData")
    lines, last = [], 0
    for row in rows if rows is not None else ():
        number = int(row.get("r", "0"))
        if number > last + 1:
            lines.append(
                f'<table:table-row table:number-rows-repeated="{number - last - 1}">'
                "<table:table-cell/></table:table-row>"
            )
        hidden = ' table:visibility="collapse"' if row.get("hidden") in ("1", "true") else ""
        lines.append(f"<table:table-row{hidden}>{''.join(_cells(row, parts))}</table:table-row>")
        last = number
    return f"<table:table table:name={quoteattr(name)}>{''.join(lines)}</table:table>"


def _cells(row: etree._Element, parts: Parts) -> Iterator[str]:
    last, empty = 0, True
    for cell in row:
        column = column_index_from_string(split(str(cell.get("r")))[0])
        shown = _cell(cell, parts)
        if not shown:
            continue
        if column > last + 1:
            yield f'<table:table-cell table:number-columns-repeated="{column - last - 1}"/>'
        yield shown
        last, empty = column, False
    if empty:
        yield "<table:table-cell/>"


def _cell(cell: etree._Element, parts: Parts) -> str:
    kind, value = cell.get("t"), cell.findtext(f"{MAIN}v")
    if kind in ("s", "inlineStr", "str"):
        inline = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        text = parts.strings[int(value)] if kind == "s" and value else inline or value or ""
        paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>' if text else ""
    if value is None:
        return ""
    if cell.get("s") in parts.date_styles:
        day = (_EPOCH + timedelta(days=int(float(value)))).isoformat()
        return f'<table:table-cell office:value-type="date" office:date-value="{day}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{escape(value)}"/>'
