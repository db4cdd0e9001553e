"""The sentence "Vi bruger data for at …" from what people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.model.results import Purpose
from kit.strategy.book import Chapter
from kit.strategy.say import free

_OPENING = re.compile(
    r"^(?:\W*(?:vi bruger data (?:for|til) at|we use data (?:in order )?to|for at|in order to|at|to)\b)?\W*",
    re.I,
)
TIES = 3


def bare(reason: str) -> str:
    """What stands after "for at": leading dots and a repeated opening are dropped."""
    rest = _OPENING.sub("", free(reason), count=1)
    return rest[:1].lower() + rest[1:] if not rest[1:2].isupper() else rest


def purpose_sentence(chapter: Chapter, purpose: Purpose) -> str:
    """``Vi bruger data for at flytte hænder fra skrivebord til pleje.``"""
    return chapter.common("purpose", reason=bare(purpose.reason))


def winners(purposes: Sequence[Purpose]) -> list[Purpose]:
    """The purpose with most dots; all of them on a tie. None where nobody counted dots or too many tie."""
    counted = [purpose for purpose in purposes if purpose.dots]
    best = [purpose for purpose in counted if purpose.rank == min(p.rank for p in counted)]
    return best if len(best) <= TIES else []
