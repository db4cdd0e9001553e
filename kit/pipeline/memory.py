"""How memory is looked after while much is read or computed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Look for no circles in memory meanwhile: evidence and results have none, and the search through all of
    them, again and again, costs as much as the work itself. One of these within another does nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # now all counts as old, and the next search does not begin with it
            gc.enable()
