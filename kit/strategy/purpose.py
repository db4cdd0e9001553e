"""The sentence "Vi bruger data for at …" from what people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kit.model.results import DecisionRow, Purpose
from kit.strategy.book import Basis, Chapter
from kit.strategy.say import free

_OPENING = re.compile(
    r"^(?:\W*(?:vi bruger data (?:for|til) at|we use data (?:in order )?to|for at|in order to|at|to)\b)?\W*",
    re.I,
)
_SENTENCE = re.compile(r"\W*(?:vi bruger data (?:for|til) at|we use data (?:in order )?to)\b", re.I)
TIES = 3


def bare(reason: str) -> str:
    """What stands after "for at": leading dots and a repeated opening are dropped."""
    rest = _OPENING.sub("", free(reason), count=1)
    return rest[:1].lower() + rest[1:] if not rest[1:2].isupper() else rest


def purpose_sentence(chapter: Chapter, purpose: Purpose) -> str:
    """``Vi bruger data for at flytte hænder fra skrivebord til pleje.``"""
    return chapter.common("purpose", reason=bare(purpose.reason))


def decided(chapter: Chapter) -> DecisionRow | None:
    """The latest confirmed decision of M02 that is a purpose sentence: it stands before all dots."""
    found = [
        decision
        for decision in chapter.book.results.decisions.of("confirmed")
        if decision.module == "M02" and _SENTENCE.match(decision.decision)
    ]
    return max(found, key=lambda d: d.day or date.min, default=None)


def stated_purpose(chapter: Chapter) -> tuple[str, Basis] | None:
    """What we use data for: what is confirmed, else what got most dots; and what it rests on."""
    decision = decided(chapter)
    if decision:
        return f"{free(decision.decision)}.", Basis.of("AN-22", decision.evidence)
    best = winners(chapter.book.results.forces.purposes)
    if not best:
        return None
    said = " ".join(purpose_sentence(chapter, purpose) for purpose in best)
    return said, Basis.of("AN-02", *(p.evidence for p in best))


def winners(purposes: Sequence[Purpose]) -> list[Purpose]:
    """The purpose with most dots; all of them on a tie. None where nobody counted dots or too many tie."""
    counted = [purpose for purpose in purposes if purpose.dots]
    best = [purpose for purpose in counted if purpose.rank == min(p.rank for p in counted)]
    return best if len(best) <= TIES else []
