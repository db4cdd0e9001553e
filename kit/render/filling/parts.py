"""The parts of a generated workbook, opened for editing: tabs by name, shared strings, styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_DATE_CODE = re.compile(r"[yd]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class Parts:
    """A workbook's parts by name, in order. Only what our own writer makes is understood."""

    files: Mapping[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> Parts:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return cls({name: source.read(name) for name in source.namelist()})

    def packed(self) -> bytes:
        """The workbook as a file: the same bytes for the same parts."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name, data in self.files.items():
                target.writestr(entry(name), data)
        return made.getvalue()

    def with_files(self, changed: Mapping[str, bytes]) -> Parts:
        return Parts({**self.files, **changed})

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The shared strings by number."""
        if "xl/sharedStrings.xml" not in self.files:
            return ()
        root = etree.fromstring(self.files["xl/sharedStrings.xml"])
        return tuple("".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in root)

    @cached_property
    def tabs(self) -> Mapping[str, str]:
        """The part of each tab by its name, in the order of the workbook."""
        links = etree.fromstring(self.files["xl/_rels/workbook.xml.rels"])
        targets = {link.get("Id"): str(link.get("Target")).lstrip("/") for link in links}
        sheets = etree.fromstring(self.files["xl/workbook.xml"]).find(f"{MAIN}sheets")
        assert sheets is not None
        named = {str(sheet.get("name")): targets[str(sheet.get(_REL))] for sheet in sheets}
        return {name: path if path.startswith("xl/") else f"xl/{path}" for name, path in named.items()}

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """Numbers of the cell styles that show a date."""
        root = etree.fromstring(self.files["xl/styles.xml"])
        codes = {f.get("numFmtId"): str(f.get("formatCode")) for f in root.iter(f"{MAIN}numFmt")}
        dates = {id for id, code in codes.items() if _DATE_CODE.search(_LITERAL.sub("", code))}
        dates |= {str(id) for id in range(14, 18)}
        styles = root.find(f"{MAIN}cellXfs")
        return frozenset(
            str(at)
            for at, xf in enumerate(styles if styles is not None else ())
            if xf.get("numFmtId") in dates
        )


def entry(name: str, stored: bool = False) -> zipfile.ZipInfo:
    """A zip entry that looks the same on every day and system."""
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
