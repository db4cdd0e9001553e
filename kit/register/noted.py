"""Finds footnotes as readers name them: by number, or in the words that are printed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kit.errors import KitError
from kit.model.trace import Answers, Statement, TracedNote
from kit.register.rows import Rows

NOTES_SINCE = 4
"""The first version of the register that knows the footnotes."""

_NUMBERED = re.compile(
    r"(?:(?P<word>[^\W\d]+)\.?\s*(?:n[or]\.?\s*)?)?(?P<number>\d{1,6})"
    r"(?:\W+(?:[^\W\d]+\s+)*(?P<edition>\d+\.\d+))?\.?"
)
_OWN_NUMBER = re.compile(r"\W*\d+\W+(?=[^\W\d])")
"""The number that comes with a note when it is copied from a page."""
_BREAKS = re.compile(r"[\s\-\u00ad\u200b\u2010\u2011]")
_LEAST = 5
"""Fewer signs are no part of a note."""

_NOTES = "SELECT number, published, text, evidence FROM note WHERE edition = ?"
_CLAIMS = """
SELECT c.claim_id, c.module, c.text FROM edition_claim c
JOIN note_claim n ON n.edition = c.edition AND n.claim_id = c.claim_id WHERE n.edition = ? AND n.number = ?
"""
_BEHIND = "SELECT e.* FROM evidence e JOIN claim_evidence c ON c.evidence_id = e.id WHERE c.claim_id = ?"


class UnknownNoteError(KitError):
    """An edition has no footnote of this number; ``notes`` is how many it has."""

    def __init__(self, number: int, edition: str, notes: int) -> None:
        super().__init__(number, edition, notes)
        self.number, self.edition, self.notes = number, edition, notes


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as somebody wrote it; ``named`` where they said that it is a footnote's, ``edition`` where
    they said of which."""

    number: int
    named: bool
    edition: str = ""


def numbered(wanted: str, names: frozenset[str]) -> Numbered | None:
    """``fodnote 12``, ``Note nr. 12``, ``footnote 12 of edition 0.3`` or ``12``; ``names`` are what a
    footnote is called, in small letters. ``None`` for all else."""
    match = _NUMBERED.fullmatch(wanted.strip())
    if match is None or (match["word"] and match["word"].casefold() not in names):
        return None
    return Numbered(int(match["number"]), bool(match["word"]), match["edition"] or "")


class _Printed(NamedTuple):
    number: int
    published: int | None
    text: str
    evidence: str


class Noted:
    """The footnotes of one edition, the current one where ``edition`` is empty; none where the register is
    of an older kit."""

    def __init__(self, rows: Rows, edition: str = "") -> None:
        self._rows = rows
        self._connection = rows.connection
        known = self._connection.execute("PRAGMA user_version").fetchone()[0] >= NOTES_SINCE
        current = self._connection.execute("SELECT number FROM edition WHERE current = 1").fetchone()
        self._current = str(current[0])
        self.edition = edition or self._current
        found = self._connection.execute(_NOTES, (self.edition,)) if known else ()
        notes = (_Printed(*note) for note in found)
        self._said = {note: _squeezed(note.text) for note in notes}

    def has(self, number: int) -> bool:
        """Whether a note has that number, here or where the strategy is published."""
        return any(number in (note.number, note.published) for note in self._said)

    def at(self, number: int) -> tuple[TracedNote, ...]:
        """The note of that number, and the one that has it where the strategy is published.
        ``UnknownNoteError`` where there is neither."""
        if not self.has(number):
            raise UnknownNoteError(number, self.edition, len(self._said))
        own = (note for note in self._said if note.number == number)
        published = (note for note in self._said if note.published == number != note.number)
        return self._traced((*own, *published))

    def saying(self, words: str) -> tuple[TracedNote, ...]:
        """The notes with exactly these words: line breaks, the number before and ids behind may differ."""
        asked = _readings(words)
        found = {
            note: len(text) for note, text in self._said.items() if any(a.startswith(text) for a in asked)
        }
        longest = max(found.values(), default=0)
        return self._traced(note for note, length in found.items() if length == longest)

    def with_part(self, words: str) -> tuple[TracedNote, ...]:
        """The notes that hold these words."""
        parts = [_whole(asked) for asked in _readings(words) if len(asked) >= _LEAST]
        return self._traced(
            note for note, text in self._said.items() if any(part.search(text) for part in parts)
        )

    def _traced(self, notes: Iterable[_Printed]) -> tuple[TracedNote, ...]:
        return tuple(self._note(note) for note in notes)

    def _note(self, note: _Printed) -> TracedNote:
        named = json.loads(note.evidence)
        rows = self._rows.of(named)
        found = self._connection.execute(_CLAIMS, (self.edition, note.number))
        claims = tuple(Statement(*claim) for claim in found)
        return TracedNote(
            edition=self.edition,
            current=self.edition == self._current,
            number=note.number,
            published=note.published,
            text=note.text,
            statements=claims,
            rows=self._rows.told(rows),
            gone=len(named) - len(rows),
            answers=self._answers(claims),
        )

    def _answers(self, claims: tuple[Statement, ...]) -> tuple[Answers, ...]:
        """How many individual answers the note rests on: as many as each of its claims."""
        if not claims or self.edition != self._current:
            return ()
        return self._rows.counted(self._connection.execute(_BEHIND, (claims[0].id,)))


def _readings(words: str) -> tuple[str, str]:
    """The words as they are, and without a number before them, which may be the note's own."""
    return _squeezed(words), _squeezed(_OWN_NUMBER.sub("", words, count=1))


def _whole(part: str) -> re.Pattern[str]:
    """Finds a part of a note that does not begin or end inside a number."""
    return re.compile(rf"(?<!\d){re.escape(part)}" + (r"(?!\d)" if part[-1].isdigit() else ""))


def _squeezed(text: str) -> str:
    """Letters, digits and signs without what a page may have broken."""
    return _BREAKS.sub("", unicodedata.normalize("NFC", text)).casefold()
