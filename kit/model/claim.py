"""Claims, open questions and the compiled strategy."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.document import Document


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, table or figure of the strategy. ``id`` stays the same while its subject does:
    ``M04.coverage`` or ``M03.theme.T16``. It names the analyses and the evidence that it rests on."""

    id: str
    module: str
    text: str
    analyses: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What nobody knows yet. ``evidence`` names the row of C2 where people asked it themselves; it is
    empty where the kit asks because an analysis had too little."""

    id: str
    module: str
    text: str
    blocking: bool = False
    responsible: str = ""
    due: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """One compiled edition. ``shortened`` says of which module how many rows stand in the register alone."""

    document: Document
    claims: tuple[Claim, ...]
    open_questions: tuple[OpenQuestion, ...]
    shortened: tuple[tuple[str, int], ...] = ()
