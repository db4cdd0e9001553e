"""AN-14, the source check: one-page dashboards, and whether the data behind them can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import ids, pick
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.key_figures import MOST, parts, thresholds
from kit.model.results import Dashboard, Dashboards, KeyFigure, Quality, Source, System, Systems


def dashboards(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, quality: Quality
) -> Dashboards:
    """One dashboard for each row of B8 that has a name and a key figure; the first seven figures are used.

    A source is a system of S1 under any of its names; its index is that of AN-14 (1–5). Weak are those below
    ``quality.tolerable``. Without a judgement the index is ``None``: that is said, not guessed.
    """
    rows = [item for item in pick(evidence, "B8") if item.text("name") and parts(item.text("key_figures"))]
    known, indices = by_any_name(systems), quality.indices()
    return Dashboards(tuple(_dashboard(item, context, known, indices) for item in rows), ids(rows))


def _dashboard(
    item: Evidence, context: AnalysisContext, known: Mapping[str, System], indices: Mapping[str, float]
) -> Dashboard:
    named = parts(item.text("key_figures"))
    limits, react = thresholds(item.text("threshold"), named)
    figures = tuple(KeyFigure(name, limit) for name, limit in zip(named, limits, strict=True))
    sources = tuple(_source(name, known.get(unify(name)), indices) for name in item.many("sources"))
    tolerable = context.limit("quality.tolerable")
    return Dashboard(
        name=item.text("name"),
        audience=item.text("audience"),
        decision=item.text("decision"),
        figures=figures[:MOST],
        left_out=named[MOST:],
        react=react,
        sources=sources,
        weak=tuple(s.name for s in sources if s.index is not None and s.index < tolerable),
        refreshed=item.text("refreshed"),
        owner=item.text("owner"),
        unit=item.unit.code,
        evidence=(item.id,),
    )


def _source(name: str, system: System | None, indices: Mapping[str, float]) -> Source:
    called = system.name if system else name
    return Source(called, system is not None, indices.get(called))
