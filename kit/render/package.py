"""Same input, same bytes for Office files: zip packages without clock and chance."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_EPOCH = date(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")
_FIRST = ("mimetype", "[Content_Types].xml", "_rels/.rels")
_EMBEDDED = (".xlsx", ".docx", ".pptx")


def normalise_package(data: bytes, day: date = _EPOCH) -> bytes:
    """The same .docx, .pptx or .xlsx with parts in a fixed order and ``day`` as its only date.

    Embedded workbooks (those behind native charts) are normalised too. Raises ``zipfile.BadZipFile``
    if ``data`` is no zip, ``ValueError`` if a part occurs twice: Office would ask to repair the file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = source.namelist()
        if len(set(names)) != len(names):
            raise ValueError("a part occurs twice in the package")
        parts = {name: _part(name, source.read(name), day) for name in names}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in sorted(parts, key=_place):
            target.writestr(_entry(name), parts[name])
    return made.getvalue()


def _part(name: str, content: bytes, day: date) -> bytes:
    if name.lower().endswith(_EMBEDDED):
        return normalise_package(content, day)
    if name == "docProps/core.xml":
        return _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<3>", content)
    return content


def _place(name: str) -> tuple[int, str]:
    """Readers expect the content types first; the rest by name."""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on Windows and Linux
    entry.external_attr = 0o644 << 16
    return entry
