"""What became of each row: the answer to "hvad blev der af jeres input?"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.model.claim import OpenQuestion, Strategy
from kit.model.decision import REVIEW, Fate, Ruled
from kit.model.evidence import Evidence
from kit.model.results import Initiative, Results


def fates(
    evidence: Iterable[Evidence], ruled: Ruled, results: Results, strategy: Strategy, limit: float
) -> tuple[Fate, ...]:
    """Exactly one fate for each row, in the order of the rows. ``limit`` is the threshold
    ``initiatives.class``.

    The first that fits: a decision of the lead; merged, because the name that it introduced gave way to
    another; parked, by the lead's word or because its scores say so; open, while a question of its own
    waits for an answer; used, where claims rest on it; kept, where no sentence needed it.
    """
    told = _Told.of(ruled, results, strategy, limit)
    return tuple(_fate(row, told) for row in evidence)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known by the id of a row; of parked ones why."""

    merged: Mapping[str, str]
    parked: Mapping[str, str]
    questions: Mapping[str, tuple[OpenQuestion, ...]]
    claims: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, ruled: Ruled, results: Results, strategy: Strategy, limit: float) -> _Told:
        questions: dict[str, list[OpenQuestion]] = {}
        for question in strategy.open_questions:
            for id in question.evidence:
                questions.setdefault(id, []).append(question)
        claims: dict[str, dict[str, None]] = {}
        for claim in strategy.claims:
            for id in claim.evidence:
                claims.setdefault(id, {})[claim.id] = None
        return cls(
            merged=ruled.merged,
            parked={
                id: _why_parked(item, limit)
                for item in results.initiatives.of_class("park")
                for id in item.evidence
            },
            questions={id: tuple(found) for id, found in questions.items()},
            claims={id: tuple(found) for id, found in claims.items()},
        )


def _fate(row: Evidence, told: _Told) -> Fate:
    places = told.claims.get(row.id, ())
    if row.workshop == REVIEW:
        return Fate(row.id, "decision", places)
    if row.id in told.merged:
        return Fate(row.id, "merged", places, other=told.merged[row.id])
    if row.id in told.parked:
        return Fate(row.id, "parked", places, reason=told.parked[row.id])
    if row.id in told.questions:
        asked = told.questions[row.id]
        return Fate(row.id, "open", tuple(q.id for q in asked), owner=asked[0].responsible, due=asked[0].due)
    if places:
        return Fate(row.id, "used", places)
    return Fate(row.id, "kept", reason="unused" if row.complete else "incomplete")


def _why_parked(item: Initiative, limit: float) -> str:
    """The lead's words; ``decided`` where the lead gave none, else ``scores``."""
    return item.parked or ("decided" if item.parked_by_lead(limit) else "scores")
