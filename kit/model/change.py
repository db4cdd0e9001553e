"""What is new since the last run: figures, claims and open questions, and what caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Figure = tuple[float | None, str | None]
"""A figure as the register keeps it: a number or a text."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or open question of one run: its module, its words and the ids of the rows behind it."""

    module: str
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One run as the register keeps it: what it read and what it said.

    ``files`` are hashes by file, ``rows`` the file of each row, ``decisions`` the answer to each matter as
    text. ``figures`` are those that stand alone, by analysis and name: ``systems.verified.part``.
    """

    edition: str
    day: str
    files: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    claims: Mapping[str, Said] = field(default_factory=dict)
    questions: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``what`` is ``figure``, ``claim`` or ``question``; ``kind`` is ``new``, ``changed`` or
    ``gone``; ``before`` and ``after`` are texts or numbers as text.

    ``causes`` are files, matters of decisions, or ``day``, ``edition`` and ``kit`` where nothing that came
    in explains it.
    """

    what: str
    kind: str
    id: str
    before: str
    after: str
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """All that is new between two runs. Files and matters are sorted."""

    since: Snapshot
    changes: tuple[Change, ...] = ()
    files_new: tuple[str, ...] = ()
    files_changed: tuple[str, ...] = ()
    files_gone: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Nothing came in and nothing reads otherwise."""
        return not (self.changes or self.files_new or self.files_changed or self.files_gone or self.decided)

    def of(self, what: str, kind: str) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.what == what and c.kind == kind)
