"""``kit trace``: a sentence down to its cells, or a cell up to the sentences."""

from __future__ import annotations

import sqlite3

from kit.errors import UsageError
from kit.model.trace import Trace
from kit.pipeline.folder import Folder
from kit.pipeline.ready import ready_register
from kit.register import trace


def follow(folder: Folder, wanted: str) -> Trace:
    """What ``wanted`` names in the register of the last run; nothing found is an empty trace.

    ``UsageError`` where there is no register yet, or none that can be read. Rows of individual answers are
    never told.
    """
    path = ready_register(folder)
    individual = frozenset(code for code, sheet in folder.catalogue.sheets.items() if sheet.individual)
    try:
        return trace(path, wanted, individual)
    except sqlite3.Error as problem:
        raise UsageError(folder.words("make")("broken_register", file=path.name)) from problem
