"""Footnotes by the numbers that readers see: what the register keeps of them, edition by edition."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kit.model.document import Note
from kit.register.earlier import History, Row


def note_tables(
    edition: str, notes: Sequence[Note], published: Sequence[Note], earlier: History
) -> Iterator[tuple[str, list[Row]]]:
    """The tables of footnotes with the rows of ``earlier`` editions and of this one.

    ``notes`` are numbered as in the strategy, ``published`` as where it is published. The two know a note
    by its words and claims: there it has another number when modules before it are left out.
    """
    known = {(note.text, note.claims): note.number for note in published}
    said = (
        (edition, note.number, known.get((note.text, note.claims)), note.text, json.dumps(note.evidence))
        for note in notes
    )
    yield "note", [*earlier.notes, *said]
    claims = ((edition, note.number, claim) for note in notes for claim in note.claims)
    yield "note_claim", [*earlier.note_claims, *claims]
