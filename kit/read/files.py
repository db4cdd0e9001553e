"""Files that come in: how they are named, and which are none."""

from __future__ import annotations

from pathlib import Path

File = tuple[Path, str]
"""Where a file lies, and its path relative to the process folder, with ``/``."""

MEMBER = "!"
"""Stands between a container's name and that of a file in it: ``mail.zip!bord 3.xlsx``."""

_TEMPORARY_STARTS = ("~$", ".~lock", "._")
_TEMPORARY_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def is_temporary(name: str) -> bool:
    """Whether a file is a program's lock or the system's own note, to be passed over in silence."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    return base.startswith(_TEMPORARY_STARTS) or base in _TEMPORARY_NAMES
