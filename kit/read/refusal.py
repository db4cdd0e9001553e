"""What is said of a file that gave nothing."""

from __future__ import annotations

from kit.findings import Finding
from kit.model.evidence import Return
from kit.read import limits


def refused(name: str, code: str, **values: object) -> Return:
    """A file that gave nothing, and why."""
    if code == "file.too-big":
        values.setdefault("limit", limits.FILE_BYTES // limits.MEGABYTE)
    return Return(name, "", "unknown", None, findings=(Finding(code, name, values=values),))
