"""``--gate mvp``: the points that keep a strategy from being used."""

from __future__ import annotations

from kit.findings import Finding
from kit.model.results import Results
from kit.model.text import LANGUAGES, Words
from kit.strategy.context import StrategyContext
from kit.strategy.lint.telling import PLACE
from kit.strategy.say import Say

GATE = 6
"""A strategy can be used when points 1 to 6 of AN-22 are in place; 7 to 12 make it better."""


def below_minimum(results: Results, context: StrategyContext) -> Finding | None:
    """The error that names the points of 1 to 6 that are not ``ok``; ``None`` where it can be used."""
    check = results.minimum
    if check.usable:
        return None
    missing = [p.number for p in check.points if p.number <= GATE and p.state != "ok"]
    points = {f"points_{lang}": _named(missing, context, lang) for lang in LANGUAGES}
    return Finding("strategy.below-minimum", PLACE, "M12", values={"count": len(missing), **points})


def _named(numbers: list[int], context: StrategyContext, lang: str) -> str:
    """``4. Hver beslutning om data har en, der har ansvaret; 6. …``."""
    sentences = Words(context.sentences["m12"].texts, lang)
    limits, say = context.catalogue.thresholds, Say(Words(context.words.texts, lang))
    least = say.letters(limits["strategy.min_initiatives"])
    share = say.percent(limits["strategy.owner_coverage"])
    return "; ".join(f"{n}. {sentences(f'point_{n}', least=least, share=share)}" for n in numbers)
