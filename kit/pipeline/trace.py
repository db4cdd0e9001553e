"""``kit trace``: a sentence or a footnote down to its cells, or a cell up to the sentences."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kit.errors import UsageError
from kit.model.text import Words
from kit.model.trace import Trace
from kit.pipeline.editions import edition_called, past_editions
from kit.pipeline.folder import Folder
from kit.pipeline.ready import ready_register
from kit.register import UnknownNoteError, read_earlier, trace


def follow(folder: Folder, wanted: str, edition: str | None = None) -> Trace:
    """What ``wanted`` names in the register of the last run; nothing found is an empty trace. With an
    ``edition`` only its footnotes are looked for: of earlier ones the register keeps no more.

    ``UsageError`` where there is no register yet, or none that can be read, where it does not know the
    edition, or the edition has no footnote of this number. Rows of individual answers are never told.
    """
    path, words = ready_register(folder), folder.words("make")
    if edition:
        _must_know(folder, path, edition)
    individual = frozenset(code for code, sheet in folder.catalogue.sheets.items() if sheet.individual)
    try:
        return trace(path, wanted, individual, _names(words), edition or "")
    except UnknownNoteError as unknown:
        said = {"number": unknown.number, "edition": unknown.edition, "notes": unknown.notes}
        key = "unknown_note" if unknown.notes else "no_notes"
        raise UsageError(words(key, **said)) from unknown
    except sqlite3.Error as problem:
        raise UsageError(words("broken_register", file=path.name)) from problem


def _must_know(folder: Folder, path: Path, edition: str) -> None:
    earlier = read_earlier(path)
    edition_called(folder, edition, past_editions(earlier.history) if earlier else ())


def _names(words: Words) -> frozenset[str]:
    """What a footnote is called, in every language: people read the document and the screen in either."""
    return frozenset(name for wording in words.texts["note_names"].all() for name in wording.split())
