"""The seven sins SY1 … SY7 of AN-11, one rule each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.analyse.context import AnalysisContext
from kit.model.results import Initiative, Sin

SINS = ("SY1", "SY2", "SY3", "SY4", "SY5", "SY6", "SY7")
OUTWARD = frozenset({"citizens", "businesses"})
CORE = {"yes": 1.0, "partly": 0.5, "no": 0.0}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. ``reach`` is of how many areas the initiative's goals speak; ``named`` says of
    each thing that SY7 asks for whether it is there. A benefit is no ``goal``: it has no core task, no side
    effect and no area. ``measured`` is false for what is described in words only."""

    now: float | None
    target: float | None
    idea: Initiative | None
    reach: int
    core: str
    side_effect: str
    named: Mapping[str, bool]
    goal: bool
    measured: bool = True


def sins(facts: Facts, context: AnalysisContext) -> tuple[Sin, ...]:
    """The sins that can be seen in the figures, SY1 first. Each limit stands in ``thresholds.toml`` under
    ``goals``; where it is 0 the rule is off.

    SY1: the target is reached, or less than ``goals.change`` of today's figure away (of 1, where that is 0).
    SY2: the initiative concerns ``goals.areas`` areas or more, and its goals speak of one only. SY3: fewer
    than ``goals.outward`` of citizens and businesses among those who benefit. SY4: no figure of today. SY5:
    about the core task less than ``goals.core`` (yes 1, partly ½, no 0). SY6: no side effect thought of. SY7:
    less than ``goals.named`` of date and owner (measuring date and owner of a benefit).

    What cannot be known is no sin: without both figures there is no SY1, without a known initiative no SY2
    and no SY3, and what is described in words only has no SY1, SY4 or measuring date.
    """
    tests = {"SY1": _vain, "SY2": _narrow, "SY3": _inward, "SY4": _lazy, "SY5": _petty, "SY6": _skewed}
    found = [Sin(key) for key, test in tests.items() if test(facts, context)]
    lacks = tuple(_frivolous(facts, context))
    return (*found, Sin("SY7", lacks)) if lacks else tuple(found)


def _vain(facts: Facts, context: AnalysisContext) -> bool:
    if facts.now is None or facts.target is None or not facts.measured:
        return False
    way = abs(facts.target - facts.now)
    if not facts.now:
        return way < context.limit("goals.change")
    return round(way / abs(facts.now), 9) < context.limit("goals.change")


def _narrow(facts: Facts, context: AnalysisContext) -> bool:
    limit = context.limit("goals.areas")
    return bool(facts.goal and limit and facts.idea and facts.reach == 1 and len(facts.idea.areas) >= limit)


def _inward(facts: Facts, context: AnalysisContext) -> bool:
    audiences = facts.idea.audiences if facts.idea else ()
    return bool(audiences) and len(OUTWARD & set(audiences)) < context.limit("goals.outward")


def _lazy(facts: Facts, context: AnalysisContext) -> bool:
    return facts.measured and (facts.now is not None) < context.limit("goals.baseline")


def _petty(facts: Facts, context: AnalysisContext) -> bool:
    return facts.goal and facts.core in CORE and CORE[facts.core] < context.limit("goals.core")


def _skewed(facts: Facts, context: AnalysisContext) -> bool:
    return facts.goal and bool(facts.side_effect) < context.limit("goals.side_effects")


def _frivolous(facts: Facts, context: AnalysisContext) -> Iterator[str]:
    """What is missing, where that is too much."""
    if sum(facts.named.values()) < min(context.limit("goals.named"), len(facts.named)):
        yield from (key for key, there in facts.named.items() if not there)
