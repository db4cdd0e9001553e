"""Copies of the identity beside the cells, in formats whose parts are read no further: bytes with codes in
them, in letters of one byte or of two."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST = 200
_CODE = re.compile(rb"(?:[Kk][Ii][Tt]-[0-9A-Za-z-]{8,40}|[Kk]\0[Ii]\0[Tt]\0-\0(?:[0-9A-Za-z-]\0){8,40})")


def mirrors_in(parts: Iterable[bytes]) -> str:
    """Everything in these parts that looks like a code of the kit's, once each, in its order."""
    found: dict[str, None] = {}
    for part in parts:
        for match in _CODE.finditer(part):
            if len(found) == _MOST:
                break
            found[match[0].replace(b"\0", b"").decode("ascii")] = None
    return " ".join(found)
