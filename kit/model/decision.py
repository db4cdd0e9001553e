"""The lead's decisions: what there is to decide, what was decided, and what became of each row.

A matter is a row of the review workbook; it comes back as evidence of the sheets D1 … D6 like any answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.findings import Finding
from kit.model.evidence import UNKNOWN, Evidence, Value

REVIEW = "review"
"""What the review workbook has where other worksheets have a workshop."""

SHEETS = {"same": "D1", "value": "D2", "holder": "D3", "initiative": "D4", "module": "D5", "text": "D6"}
"""Kinds of matters in the order of the workbook, and the sheet on which each is decided."""

STATES = ("holds", "changed", "gone", "contradicted")
"""A decision holds; its ground has changed since; its subject is no longer there; another one says the
opposite on the same day. Only ``contradicted`` ones and those of a subject that is gone are not applied."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "same": ("decision", "name"),
    "value": ("value",),
    "holder": ("holder",),
    "initiative": ("decision", "merge_with", "because"),
    "module": ("owner", "review", "swap_if", "measure", "money", "version", "publish"),
    "text": ("own_text", "publish"),
}
"""The columns that the lead fills in, by kind. Beside them every row has ``decided_by``, ``decided_on`` and
``why``."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to decide. ``id`` stays the same while its subject does: ``same:systems:ksd|sd``.

    ``shown`` are the columns that the kit fills in, by column id, as they are stored in evidence. ``ground``
    is a fingerprint of what the matter rests on. ``blocks`` names what waits for it, such as points of the
    minimum check: the more, the earlier it stands. ``evidence`` are the rows behind it.
    """

    id: str
    kind: str
    ground: str
    shown: Mapping[str, Value]
    blocks: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One matter as it was decided; the latest word where several rows speak of it.

    ``answer`` holds the filled-in columns of :data:`ANSWERS`; ``shown`` is what the row said of the matter
    when it was decided; ``ground`` is what it rested on, ``now`` the ground of today. ``evidence`` are the
    rows of review workbooks, the one that counts first.
    """

    matter: str
    kind: str
    answer: Mapping[str, Value]
    shown: Mapping[str, Value]
    ground: str
    now: str = ""
    state: str = "holds"
    by: str = ""
    on: date | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()

    def text(self, column: str) -> str:
        """An answer as text, ``""`` where blank or "?"."""
        value = self.answer.get(column)
        return "" if value is None or value is UNKNOWN else str(value)

    @property
    def applies(self) -> bool:
        return self.state in ("holds", "changed")


@dataclass(frozen=True, slots=True)
class Ruled:
    """Evidence as the decisions leave it.

    ``evidence`` are the rows to analyse, names unified and values settled; ``decisions`` all decisions with
    their state; ``merged`` names rows whose own name gave way, with the name that counts; ``parked`` are
    unified titles of initiatives with the reason; ``apart`` are matters of kind ``same`` that a person has
    answered; ``unpublished`` are module ids.
    """

    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    parked: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    unpublished: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row in one edition.

    ``kind`` is ``used`` (``places`` are the claims that rest on it), ``merged`` (``other`` is the name that
    it became part of), ``parked`` (``reason`` in the lead's words, ``decided`` where there are none, or
    ``scores``), ``open`` (``places`` are the open questions, with ``owner`` and ``due``), ``decision`` (it is
    itself a decision of the lead) or ``kept`` (it stands in the register and no sentence needed it;
    ``reason`` is ``unused`` or ``incomplete``).
    """

    evidence: str
    kind: str
    places: tuple[str, ...] = ()
    other: str = ""
    reason: str = ""
    owner: str = ""
    due: str = ""
