"""Gives memory back between workshops: a rehearsal makes in one process what a user makes in six."""

from __future__ import annotations

import contextlib
import ctypes
from datetime import date

from kit.render.typst import compile_pdf
from kit.resources import Resources

KEPT = 12
"""More compilations than those for which typst keeps what it has laid out."""

_DAY = date(2000, 1, 1)


def give_back(resources: Resources) -> None:
    """Free what typst keeps for a next time that does not come, some 30 MB for each deck of cards.

    Empty pages push it out, 5 ms each; then the C library is asked to hand its free pages to the system, where
    it is one that can.
    """
    for number in range(KEPT):
        compile_pdf(b"#sys.inputs.data", number, resources=resources, day=_DAY, standards=())
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
