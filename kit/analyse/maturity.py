"""AN-03 Maturity: sixteen themes, and whether people see the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log2

from kit.analyse.context import AnalysisContext
from kit.analyse.rows import areas_of, average, grouped, ids, mean, numbers, pick, statistic, units_of
from kit.model.card import Theme
from kit.model.evidence import Evidence
from kit.model.results import AreaView, Maturity, Statistic, ThemeMaturity

SCALE = (1.0, 5.0)


def consensus(values: Iterable[float], low: float = 1.0, high: float = 5.0) -> float | None:
    """Agreement on an ordinal scale from ``low`` to ``high``: 1 when all answers are equal, 0 when they lie
    half and half at the two ends; ``None`` without answers.

    Cns = 1 + Σ pᵢ · log₂(1 − |Xᵢ − mean| ÷ (high − low)); Tastle & Wierman, "Consensus and dissention: A
    measure of ordinal dispersion", International Journal of Approximate Reasoning 45 (2007) 531–545.
    """
    found = sorted(values)
    middle = mean(found)
    if middle is None:
        return None
    width = high - low
    return 1.0 + fsum(log2(1.0 - abs(x - middle) / width) for x in found) / len(found)


def between_share(groups: Mapping[str, Sequence[float]] | Sequence[Sequence[float]]) -> float | None:
    """η² = Σ n_g (mean_g − mean)² ÷ Σ (xᵢ − mean)²: how much of the spread lies between the groups, 0–1.

    ``None`` where there is no spread at all or fewer than two groups have answers.
    """
    lists = [sorted(g) for g in (groups.values() if isinstance(groups, Mapping) else groups) if len(g)]
    everyone = [x for group in lists for x in group]
    middle = mean(everyone)
    if middle is None or len(lists) < 2:
        return None
    whole = fsum((x - middle) ** 2 for x in everyone)
    between = fsum(len(g) * (fsum(g) / len(g) - middle) ** 2 for g in lists)
    return between / whole if whole else None


def agreement(value: float | None, agree: float, partly: float) -> str | None:
    """``agree``, ``partly`` or ``disagree`` by the two limits of the consensus."""
    if value is None:
        return None
    return "agree" if value >= agree else "partly" if value >= partly else "disagree"


def quadrant(gap: float | None, value: float | None, wide: float, agree: float) -> str | None:
    """``act`` (wide gap, agreed), ``talk`` (wide, not agreed), ``hold`` (small, agreed) or ``look``."""
    if gap is None or value is None:
        return None
    if gap >= wide:
        return "act" if value >= agree else "talk"
    return "hold" if value >= agree else "look"


def maturity(evidence: Iterable[Evidence], context: AnalysisContext) -> Maturity:
    """AN-03 from F3: per theme n, share "?", mean, median, population standard deviation, gap = mean target −
    mean now, weighted gap = gap × importance ÷ 5, consensus, and the share of the spread that lies between
    areas.

    A single respondent never shows: a theme, target or importance with fewer than ``groups.spread`` numbers
    has no figure at all (n is then 0), and areas with fewer than ``groups.spread`` answers on a theme stand
    together, and with the next smallest area where they would still be too few (so that nobody can be found
    by subtraction). The same groups make η². Label ``between`` when η² ≥ ``between_share`` and a group's mean
    is ``between_distance`` or more from the whole, else ``within``; only where people do not agree.
    """
    rows = pick(evidence, "F3")
    themes = grouped(rows, lambda item: item.text("theme"))
    found = tuple(_theme(theme, themes.get(theme.id, []), context) for theme in context.catalogue.themes)
    people = {(item.file, item.text("respondent")) for item in rows}
    areas = areas_of(rows, context.areas)
    return Maturity(found, len(people), areas, ids(rows))


def _theme(theme: Theme, rows: Sequence[Evidence], context: AnalysisContext) -> ThemeMaturity:
    least = context.limit("groups.spread")
    now, target = _shown(rows, "now", least), _shown(rows, "target", least)
    importance = average(rows, "importance") if len(numbers(rows, "importance")) >= least else None
    gap = None if now.mean is None or target.mean is None else target.mean - now.mean
    answers = numbers(rows, "now")
    cns = consensus(answers, *SCALE) if now.n >= least else None
    label = agreement(cns, context.limit("consensus.agree"), context.limit("consensus.partly"))
    views = views_of(rows, context)
    share = between_share([numbers(mine, "now") for _, mine in visible(rows, context)])
    return ThemeMaturity(
        theme=theme.id,
        block=theme.block,
        now=now,
        target=target,
        importance=importance,
        gap=gap,
        weighted_gap=None if gap is None or importance is None else gap * importance / 5,
        consensus=cns,
        agreement=label,
        between=share if now.n >= least else None,
        where=where_apart(label, share, views, now.mean, context),
        quadrant=quadrant(gap, cns, context.limit("maturity.gap"), context.limit("consensus.agree")),
        views=views,
        one_group=len(units_of(item for item in rows if item.number("now") is not None)) == 1,
        evidence=ids(rows),
    )


def _shown(rows: Sequence[Evidence], column: str, least: float) -> Statistic:
    """The figures of a column, none at all where they would be those of fewer people; "?" of enough people
    are told even where hardly anybody gave a number."""
    found = statistic(rows, column, least)
    if found.n >= least:
        return found
    asked = found.n + found.unknown >= least
    return Statistic(unknown=found.unknown if asked else 0, evidence=found.evidence)


def where_apart(
    label: str | None,
    share: float | None,
    views: Sequence[AreaView],
    whole: float | None,
    context: AnalysisContext,
) -> str | None:
    """``between`` or ``within`` areas; ``None`` where people agree or no two areas can be compared."""
    if label not in ("partly", "disagree") or share is None or whole is None:
        return None
    far = any(abs(view.mean - whole) >= context.limit("consensus.between_distance") for view in views)
    return "between" if far and share >= context.limit("consensus.between_share") else "within"


def visible(
    rows: Sequence[Evidence], context: AnalysisContext
) -> list[tuple[tuple[str, ...], list[Evidence]]]:
    """Areas with enough answers on a theme; the others together, if need be with the smallest of these. Who
    names no area is one of the others; so many of them that they could stand alone are no view."""
    least = context.limit("groups.spread")
    answered = [item for item in rows if item.number("now") is not None]
    areas = grouped(answered, lambda item: item.area)
    shown: list[tuple[tuple[str, ...], list[Evidence]]]
    shown = [((area,), mine) for area, mine in sorted(areas.items()) if area and len(mine) >= least]
    small = [(area, mine) for area, mine in sorted(areas.items()) if not area or len(mine) < least]
    rest = [item for _, mine in small for item in mine]
    codes = [area for area, _ in small]
    while rest and len(rest) < least and shown:
        smallest = min(shown, key=lambda entry: (len(entry[1]), entry[0]))
        shown.remove(smallest)
        rest, codes = rest + smallest[1], codes + list(smallest[0])
    if len(rest) >= least and any(codes):
        shown.append((tuple(sorted(codes)), rest))
    return shown


def views_of(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[AreaView, ...]:
    """The means of the areas that can be shown, highest first."""
    found = [
        AreaView(areas_of(mine, context.areas) or codes, len(mine), average(mine, "now") or 0.0, ids(mine))
        for codes, mine in visible(rows, context)
    ]
    return tuple(sorted(found, key=lambda view: (-view.mean, view.areas)))
