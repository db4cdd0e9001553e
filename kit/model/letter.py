"""What people get back: a letter on what became of their input, and a page for each kind of reader.

All words are ready; renderers only set them. Both rest on one compiled edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sender:
    """What every letter and page of one edition shares. ``day`` is the edition's day in words, ``stamp`` the
    same day for the files' properties; ``page`` is the word before a page's number."""

    municipality: str
    lang: str
    colour: str
    edition: str
    day: str
    stamp: date
    page: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution, or several of which the same is to be said.

    ``words`` are quoted and joined as in a sentence, ``said`` goes on from them (“X” *is planned …*), and
    ``place`` is the module where it stands, ``""`` where it stands in none. ``number`` counts the
    contributions; ``evidence`` are their rows.
    """

    words: str
    said: str
    place: str
    number: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterPart:
    """Contributions with the same fate, the most concrete first. ``rest`` tells how many more there are, and
    ``rest_evidence`` are their rows."""

    fate: str
    heading: str
    entries: tuple[Entry, ...]
    rest: str = ""
    rest_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FateLetter:
    """ "Hvad blev der af jeres input?" to one area, or to everyone where ``area`` is ``""``.

    ``name`` is the file's, without ending. ``thanks`` is the one thing that changed because of them, ``""``
    where nothing concrete can be said.
    """

    area: str
    name: str
    sender: Sender
    subject_label: str
    subject: str
    greeting: str
    opening: str
    thanks_title: str
    thanks: str
    parts: tuple[LetterPart, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Every row that the letter answers, in the order in which it does."""
        return tuple(
            id
            for part in self.parts
            for ids in (*(entry.evidence for entry in part.entries), part.rest_evidence)
            for id in ids
        )


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A question that a reader has, the answer in a sentence or two, and the module that says more."""

    question: str
    answer: str
    place: str


@dataclass(frozen=True, slots=True)
class RolePage:
    """What the strategy means for one kind of reader, on one page. ``reader`` is its id, ``name`` the file's
    without ending."""

    reader: str
    name: str
    sender: Sender
    title: str
    opening: str
    lines: tuple[RoleLine, ...]
    closing: str
