"""Two editions held against each other: which claims are new, changed and gone, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kit.model.change import Said

KINDS = ("new", "changed", "gone")

FIRST_EDITION = "0.1"


UP, SAME, DOWN = "up", "same", "down"


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of the self-evaluation as an edition told it, with the number of its answers."""

    value: float
    answers: int


@dataclass(frozen=True, slots=True)
class Move:
    """A figure then and now; ``turn`` is ``UP``, ``SAME`` or ``DOWN``."""

    before: Mark
    now: Mark
    turn: str

    @property
    def change(self) -> float:
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True)
class EditionSaid:
    """What an edition says: its number, its ISO day, its claims by id in the order of the document, and the
    figures of its self-evaluation by subject: ``M03.theme.T04``. What too few had answered is not among
    them."""

    number: str
    day: str
    claims: Mapping[str, Said] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that reads otherwise. ``kind`` is one of ``KINDS``; ``before`` is empty for a new one,
    ``after`` for one that has gone."""

    kind: str
    id: str
    module: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a changed claim; ``kind`` is ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def compared(before: Mapping[str, Said], after: Mapping[str, Said]) -> tuple[ClaimChange, ...]:
    """Every claim that differs: those of today in their order, then those that have gone."""
    found = []
    for id in dict.fromkeys((*after, *before)):
        old, new = before.get(id), after.get(id)
        texts = (old.text if old else "", new.text if new else "")
        if texts[0] == texts[1]:
            continue
        kind = "new" if old is None else "gone" if new is None else "changed"
        module = new.module if new else old.module if old else ""
        found.append(ClaimChange(kind, id, module, *texts))
    return tuple(found)


def moves(
    before: Mapping[str, Mark], now: Mapping[str, Mark], *, step: float, least: float
) -> dict[str, Move]:
    """How the figures that both tell have moved: less than ``step`` is ``SAME``. Where the answers became
    fewer than ``least`` more or fewer, the two figures together would tell what these few answered: such a
    figure is not among them."""
    return {
        subject: Move(before[subject], mark, _turn(mark.value - before[subject].value, step))
        for subject, mark in now.items()
        if subject in before and not 0 < abs(mark.answers - before[subject].answers) < least
    }


def _turn(change: float, step: float) -> str:
    if abs(round(change, 6)) < step:
        return SAME
    return UP if change > 0 else DOWN


def edition_key(number: str) -> tuple[tuple[int, ...], str]:
    """Editions in their order: 0.2 before 0.10 before 1.0."""
    return tuple(int(part) for part in re.findall(r"\d+", number)), number


def edition_before(number: str, editions: Iterable[EditionSaid]) -> EditionSaid | None:
    """The nearest edition before this one; ``None`` where it is the first."""
    earlier = [edition for edition in editions if edition_key(edition.number) < edition_key(number)]
    return max(earlier, key=lambda edition: edition_key(edition.number), default=None)


def edition_to_write(editions: Iterable[EditionSaid]) -> str:
    """The number of a run that is given none: the newest edition again, for it is still being worked on.

    A whole number (1.0) is what was adopted, and is left as it is: work goes on as 1.1.
    """
    newest = max((edition.number for edition in editions), key=edition_key, default=FIRST_EDITION)
    whole, _, part = newest.rpartition(".")
    return f"{whole}.1" if whole and part == "0" else newest


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one, word by word: what stays, what went and what came, in reading order."""
    old, new = before.split(), after.split()
    made: list[Piece] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            made.append(Piece("same", " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            made.append(Piece("gone", " ".join(old[i1:i2])))
        if j2 > j1:
            made.append(Piece("new", " ".join(new[j1:j2])))
    return tuple(made)
