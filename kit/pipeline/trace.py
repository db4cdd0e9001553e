"""``kit trace``: a sentence down to its cells, or a cell up to the sentences."""

from __future__ import annotations

from kit.errors import UsageError
from kit.model.trace import Trace
from kit.pipeline.consolidate import REGISTER
from kit.pipeline.folder import Folder
from kit.register import trace


def follow(folder: Folder, wanted: str) -> Trace:
    """What ``wanted`` names in the register of the last run; nothing found is an empty trace.

    ``UsageError`` where there is no register yet. Rows of individual answers are never told.
    """
    path = folder.root / REGISTER
    if not path.is_file():
        raise UsageError(folder.words("make")("no_register"))
    individual = frozenset(code for code, sheet in folder.catalogue.sheets.items() if sheet.individual)
    return trace(path, wanted, individual)
