"""Passes over the finished file: what the library leaves out or writes in the wrong order; stamping."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from kit.render.package import normalise_package
from kit.render.worksheet.marks import PATTERN, Marks

_FONT = re.compile(rb"<font>(.*?)</font>", re.S)
_CHILD = re.compile(rb"<(\w+)\b[^>]*/>")
_ORDER = (
    b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign", b"sz", b"color",
    b"name", b"family", b"charset", b"scheme",
)  # fmt: skip
"""The schema's order of what a font says; Microsoft's validator insists on it."""

_AFTER_QUIET = (b"<legacyDrawing", b"</worksheet>")
"""What comes after the ignored errors of a sheet by the schema: the drawing of its comments, or the end."""

_MARK = re.compile(PATTERN)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_EPOCH = date(2000, 1, 1)


def normalise_xlsx(data: bytes, day: date = _EPOCH) -> bytes:
    """The same workbook with ``day`` as its only date, parts in a fixed order and valid fonts.

    Raises ``zipfile.BadZipFile`` if ``data`` is no zip.
    """
    return normalise_package(rewritten(data, {}), day)


def rewritten(data: bytes, quiet: Mapping[str, str]) -> bytes:
    """The workbook with the children of its fonts in order, and no warnings about numbers kept as text.

    Sheets name their parts (comments) from where they lie, as Office does: other readers stumble over
    names from the root.

    ``quiet`` maps a part's name (``xl/worksheets/sheet2.xml``) to the range in which Excel should not warn.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/styles.xml":
                part = _FONT.sub(_sorted_font, part)
            if name.startswith("xl/worksheets/_rels/"):
                part = part.replace(b'Target="/xl/', b'Target="../')
            if name in quiet:
                before = next(end for end in _AFTER_QUIET if end in part)
                part = part.replace(before, _quiet(quiet[name]) + before)
            target.writestr(name, part)
    return made.getvalue()


def _sorted_font(match: re.Match[bytes]) -> bytes:
    children = list(_CHILD.finditer(match.group(1)))
    children.sort(key=lambda child: _ORDER.index(child.group(1)))
    return b"<font>" + b"".join(child.group(0) for child in children) + b"</font>"


def _quiet(place: str) -> bytes:
    """Says in which cells a number kept as text is meant."""
    ignored = f'<ignoredErrors><ignoredError sqref="{place}" numberStoredAsText="1"/></ignoredErrors>'
    return ignored.encode()


@dataclass(frozen=True, slots=True)
class Template:
    """A finished workbook, unpacked, with place marks where worksheets differ."""

    parts: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, data: bytes) -> Template:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return cls(tuple((name, source.read(name)) for name in source.namelist()))

    def stamped(self, marks: Marks) -> bytes:
        """The workbook of one unit: every place mark replaced, nothing else touched."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            for name, part in self.parts:
                target.writestr(_entry(name), _MARK.sub(_filler(name, marks), part))
        return made.getvalue()


def _filler(name: str, marks: Marks) -> Callable[[re.Match[bytes]], bytes]:
    """What stands at a place mark, written as the library writes letters beyond ASCII in that part."""
    plain = not name.startswith("xl/worksheets/")
    fillings = {
        mark: escape(text).encode() if plain else escape(text).encode("ascii", "xmlcharrefreplace")
        for mark, text in marks.fillings().items()
    }
    return lambda match: fillings[match.group(0)]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on Windows and Linux
    entry.external_attr = 0o644 << 16
    return entry
