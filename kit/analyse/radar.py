"""AN-18 Radar balance: technologies in four rings, and what really runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext, months_between, older_than
from kit.analyse.names import unify
from kit.analyse.rows import (
    by_name,
    common_name,
    grouped,
    ids,
    in_order,
    join,
    latest_choice,
    pick,
    statistic,
)
from kit.model.evidence import Evidence
from kit.model.results import AreaRing, Count, Pilot, Radar, Technology

IN_USE = ("one_place", "several_places")
RUNNING = ("pilot", *IN_USE)


def radar(evidence: Iterable[Evidence], context: AnalysisContext) -> Radar:
    """AN-18 from S7: technologies per ring and status; pilots that started more than ``radar.pilot_months``
    before the context's day; trial ratio = technologies in ring try ÷ max(1, technologies in use); ring
    against status (ready and nothing here, wait and yet running).

    A technology's ring is the one most areas chose (each area's latest answer), on a tie the later in order.
    """
    rows = pick(evidence, "S7")
    named = by_name(rows, "technology")
    rings, statuses = context.choices("radar_ring"), context.choices("radar_status")
    found = [_technology(mine, context) for mine in named.values()]
    found.sort(key=lambda t: (rings.index(t.ring) if t.ring in rings else len(rings), unify(t.name)))
    pilots = [item for mine in named.values() for item in mine if item.text("status") == "pilot"]
    tried, used = sum(t.ring == "try" for t in found), sum(t.status in IN_USE for t in found)
    return Radar(
        technologies=tuple(found),
        rings=_counts(found, [t.ring for t in found], rings),
        statuses=_counts(found, [t.status for t in found], statuses),
        old_pilots=_old(pilots, named, context),
        undated=tuple(
            sorted((item.text("technology"), item.area) for item in pilots if item.day("started") is None)
        ),
        trial_ratio=tried / max(1, used) if found else None,
        evidence=ids(rows),
    )


def _technology(rows: Sequence[Evidence], context: AnalysisContext) -> Technology:
    areas = grouped(rows, lambda item: item.area)
    views = tuple(
        AreaRing(area, latest_choice(areas[area], "ring"), latest_choice(areas[area], "status"))
        for area in in_order(areas, context.areas)
    )
    rings, order = context.choices("radar_ring"), context.choices("radar_status")
    ring = _common([view.ring for view in views], rings)
    status = _furthest([view.status for view in views], order)
    mismatch = ""
    if ring == "ready" and status == "none":
        mismatch = "ready_none"
    elif ring == "wait" and status in RUNNING:
        mismatch = "wait_running"
    return Technology(
        name=common_name(item.text("technology") for item in rows),
        ring=ring,
        status=status,
        rings=views,
        apart=len({view.ring for view in views} - {""}) > 1,
        mismatch=mismatch,
        value=statistic(rows, "value", context.limit("groups.spread")),
        next=in_order({item.text("next") for item in rows} - {""}, context.choices("radar_next")),
        evidence=ids(rows),
    )


def _common(chosen: Iterable[str], order: Sequence[str]) -> str:
    """The one chosen most, on a tie the one that stands last in the order; ``""`` of nothing."""
    counted = Counter(entry for entry in chosen if entry)
    places = {entry: place for place, entry in enumerate(order)}
    return max(counted, key=lambda entry: (counted[entry], places.get(entry, -1)), default="")


def _furthest(chosen: Iterable[str], order: Sequence[str]) -> str:
    """The status that has come furthest; closed only where nothing else is said."""
    said = {entry for entry in chosen if entry}
    open_ones = [entry for entry in order if entry in said and entry != "closed"]
    return open_ones[-1] if open_ones else next(iter(sorted(said)), "")


def _counts(found: Sequence[Technology], keys: Sequence[str], order: Sequence[str]) -> tuple[Count, ...]:
    groups: dict[str, list[Technology]] = {}
    for technology, key in zip(found, keys, strict=True):
        if key:
            groups.setdefault(key, []).append(technology)
    return tuple(
        Count(key, len(groups[key]), join(t.evidence for t in groups[key])) for key in in_order(groups, order)
    )


def _old(
    pilots: Iterable[Evidence], named: dict[str, list[Evidence]], context: AnalysisContext
) -> tuple[Pilot, ...]:
    """Longest running first; exactly twelve months is not older than twelve."""
    titles = {key: common_name(item.text("technology") for item in mine) for key, mine in named.items()}
    most = context.limit("radar.pilot_months")
    found = []
    for item in pilots:
        started = item.day("started")
        if started is not None and older_than(started, most, context.day):
            months = months_between(started, context.day)
            title = titles[unify(item.text("technology"))]
            found.append(Pilot(title, item.area, started, months, (item.id,)))
    return tuple(sorted(found, key=lambda p: (p.started, unify(p.technology), p.area)))
