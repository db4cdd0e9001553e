"""AN-22 Minimum viable strategy: twelve points that must stand before the document can be used."""

from __future__ import annotations

from collections.abc import Iterable

from kit.analyse.capacity import quarter_of
from kit.analyse.context import AnalysisContext
from kit.analyse.rows import join
from kit.model.results import CheckPoint, DeliveryPlan, Ids, MinimumCheck, ModuleState, Results

PURPOSE_MODULE = "M02"
OWNED_MODULES = ("M02", "M04", "M05", "M06", "M07")
TOP_INITIATIVES = 5
NEXT_QUARTERS = 2


def minimum(results: Results, context: AnalysisContext) -> MinimumCheck:
    """AN-22 from the other results: each point is ``ok``, ``partly`` or ``missing``, with its numbers and
    with what is missing. What nobody has answered is missing, never ok by default; only point 12 is ok when
    answers came in and no question blocks."""
    points = (
        _purpose(results),
        _sponsor(results),
        _modules(results),
        _raci(results),
        _initiatives(results, context),
        _capacity(results.plan, context),
        _data_owners(results, context),
        _system_owners(results),
        _confirmed(results),
        _quality(results),
        _learning(results),
        _blocking(results),
    )
    return MinimumCheck(points, join(point.evidence for point in points))


def _point(
    number: int,
    key: str,
    part: float,
    whole: float,
    items: Iterable[str] = (),
    evidence: Ids = (),
    enough: float | None = None,
) -> CheckPoint:
    """``ok`` from ``enough`` on (default the whole), ``partly`` above 0; nothing to count is ``missing``."""
    goal = whole if enough is None else enough
    state = "ok" if whole and part >= goal else "partly" if part else "missing"
    return CheckPoint(number, key, state, part, whole, tuple(items), evidence)


def _purpose(results: Results) -> CheckPoint:
    """1: the purpose in one sentence, confirmed by a decision on M02; partly with purposes or a proposal."""
    on = [decision for decision in results.decisions.items if decision.module == PURPOSE_MODULE]
    confirmed = [decision for decision in on if decision.status == "confirmed"]
    if confirmed:
        return CheckPoint(1, "purpose", "ok", 1, 1, (), join(d.evidence for d in confirmed))
    purposes = results.forces.purposes
    state = "partly" if purposes or on else "missing"
    behind = join((*(d.evidence for d in on), *(p.evidence for p in purposes[:1])))
    return CheckPoint(1, "purpose", state, 0, 1, (), behind)


def _sponsor(results: Results) -> CheckPoint:
    """2: a sponsor at director level, as a function."""
    sponsor = results.coverage.sponsor
    part = {"ok": 1.0, "partly": 0.5}.get(sponsor.state, 0.0)
    items = (sponsor.function,) if sponsor.function else ()
    return CheckPoint(2, "sponsor", sponsor.state, part, 1, items, sponsor.evidence)


def _modules(results: Results) -> CheckPoint:
    """3: owner and review day on M02 and M04 to M07."""
    states = [state for module in OWNED_MODULES if (state := results.modules.get(module))]
    ready = [state for state in states if _is_owned(state)]
    without = [module for module in OWNED_MODULES if module not in {state.module for state in ready}]
    behind = join(state.evidence for state in states)
    return _point(3, "modules", len(ready), len(OWNED_MODULES), without, behind)


def _is_owned(state: ModuleState) -> bool:
    return not state.owner_missing and not state.review_missing


def _raci(results: Results) -> CheckPoint:
    """4: every decision has one accountable role in the common matrix (a tie is none)."""
    rows = results.raci.rows
    without = [row.decision for row in rows if not row.accountable]
    return _point(4, "raci", len(rows) - len(without), len(rows), without, results.raci.evidence)


def _initiatives(results: Results, context: AnalysisContext) -> CheckPoint:
    """5: at least ``strategy.min_initiatives`` initiatives, not parked, with owner and benefit owner."""
    alive = [item for item in results.initiatives.items if item.klass != "park"]
    without = [item.id for item in alive if not (item.owners and item.benefit_owners)]
    goal = context.limit("strategy.min_initiatives")
    return _point(
        5, "initiatives", len(alive) - len(without), goal, without, join(item.evidence for item in alive)
    )


def _capacity(plan: DeliveryPlan, context: AnalysisContext) -> CheckPoint:
    """6: something is placed in the next two quarters of the plan, and nothing is kept out by hours."""
    today = quarter_of(context.day)
    coming = [quarter for quarter in plan.quarters if quarter >= today][:NEXT_QUARTERS]
    placed = [item for item in plan.placed if item.quarters[0] in coming]
    refused = [item for item in plan.not_placed if item.reason in ("capacity", "capacity_unknown")]
    whole = len(placed) + len(refused)
    behind = join((*(i.evidence for i in placed), *(i.evidence for i in refused)))
    return _point(6, "capacity", len(placed), whole, [item.initiative for item in refused], behind)


def _data_owners(results: Results, context: AnalysisContext) -> CheckPoint:
    """7: data owners in place in ``strategy.owner_coverage`` of the areas; proposals alone are partly."""
    share = results.coverage.data_owner_areas
    goal = context.limit("strategy.owner_coverage") * share.whole
    without = results.coverage.areas_without_data_owner
    point = _point(7, "data_owners", share.part, share.whole, without, share.evidence, goal)
    if point.state == "missing" and share.whole and len(without) < share.whole:
        return CheckPoint(7, "data_owners", "partly", share.part, share.whole, without, share.evidence)
    return point


def _system_owners(results: Results) -> CheckPoint:
    """8: an owner of every critical system. No system called critical is only ok when all answered no."""
    critical = [s for s in results.systems.critical_systems if s.life_cycle != "not_in_use"]
    without = results.systems.critical_no_owner
    behind = join(system.evidence for system in critical)
    if not critical and results.systems.items:
        answered = all(system.critical == "no" for system in results.systems.items)
        state = "ok" if answered else "partly"
        return CheckPoint(8, "system_owners", state, 0, 0, (), results.systems.evidence)
    return _point(8, "system_owners", len(critical) - len(without), len(critical), without, behind)


def _confirmed(results: Results) -> CheckPoint:
    """9: every area has answered for each system on its list."""
    areas = results.systems.areas
    signed = [area for area in areas if area.signed_off]
    without = [area.area for area in areas if not area.signed_off]
    point = _point(9, "confirmed", len(signed), len(areas), without, results.systems.verified.evidence)
    if point.state == "missing" and results.systems.verified.part:
        return CheckPoint(9, "confirmed", "partly", 0, len(areas), tuple(without), point.evidence)
    return point


def _quality(results: Results) -> CheckPoint:
    """10: data quality scored for the systems of the five best initiatives."""
    top = [item for item in results.initiatives.items if item.rank is not None][:TOP_INITIATIVES]
    names = tuple(dict.fromkeys(name for item in top for name in item.systems))
    objects = {name: results.quality.get(name) for name in names}
    scored = [found for found in objects.values() if found and found.index is not None]
    without = [name for name, found in objects.items() if found is None or found.index is None]
    behind = join((*(item.evidence for item in top), *(found.evidence for found in scored)))
    return _point(10, "quality", len(scored), len(names), without, behind)


def _learning(results: Results) -> CheckPoint:
    """11: learning in time on at least half of the top gaps; no gap among known figures is ok."""
    share = results.learning.coverage
    without = dict.fromkeys(gap.competence for gap in results.learning.gaps if gap.state != "covered")
    known = [cell for cell in results.competences.cells if cell.gap is not None]
    if known and not share.whole:
        return CheckPoint(11, "learning", "ok", 0, 0, (), join(cell.evidence for cell in known))
    return _point(11, "learning", share.part, share.whole, without, share.evidence, share.whole / 2)


def _blocking(results: Results) -> CheckPoint:
    """12: every open question that blocks has somebody responsible and a day."""
    blocking = results.questions.blocking
    without = [question.question for question in blocking if not (question.responsible and question.due)]
    behind = join(question.evidence for question in blocking)
    if not blocking:
        state = "ok" if results.provenance.rows else "missing"
        return CheckPoint(12, "blocking", state, 0, 0, (), results.questions.evidence)
    return _point(12, "blocking", len(blocking) - len(without), len(blocking), without, behind)
