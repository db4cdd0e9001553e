"""One row of a letter: what it quotes, and the frame that every sentence about it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.model.decision import Fate
from kit.model.evidence import Evidence

LONGEST = 120
"""Letters in a quotation; what is longer ends with an ellipsis at a word's end."""
TELLING: Mapping[str, tuple[str, str]] = {
    "B4": ("title", "M05"),
    "B6": ("goal", "M09"),
    "C2": ("question", "M12"),
    "F2": ("description", "M02"),
    "S3": ("what", "M06"),
    "B7": ("risk", "M10"),
    "R1": ("function", "M11"),
    "F1": ("reason", "M02"),
}
"""The sheets that letters answer, the most concrete first: the column of their words and their module.
Individual answers and sheets of scores are not among them."""
ELLIPSIS = "…"
INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Said:
    """One row as a letter tells it.

    ``subject`` is the same for rows that speak of the same thing. ``rank`` is 0 for the most concrete, and
    ``order`` sorts those of one rank. ``many`` is the sentence for several of which the same is to be said,
    ``""`` where each stands alone. ``thanks`` says it as a thing that changed, ``""`` where it is none.
    """

    evidence: str
    fate: str
    subject: str
    words: str
    said: str
    module: str
    rank: int
    order: str = ""
    many: str = ""
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """What every sentence about a row begins with."""

    row: Evidence
    fate: Fate
    words: str
    subject: str
    module: str

    def said(
        self,
        said: str,
        rank: int,
        *,
        module: str | None = None,
        subject: str = "",
        order: str = "",
        many: str = "",
        thanks: str = "",
    ) -> Said:
        kind = self.fate.kind if self.fate.kind in ("open", "merged", "parked", "kept") else "used"
        where = self.module if module is None else module
        return Said(
            self.row.id, kind, subject or self.subject, self.words, said, where, rank, order, many, thanks
        )


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text with at most ``longest`` letters, cut at a word's end and then ending with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > longest // 2 else cut).rstrip(" ,;:–-") + ELLIPSIS
