"""AN-05 Role gaps: which roles somebody holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import average, common_name, grouped, ids, in_order, join, latest_text, pick
from kit.analyse.slots import Slot, holdings, slots_of
from kit.model.evidence import Evidence
from kit.model.results import (
    CoverageCell,
    CriticalGap,
    Initiatives,
    RoleCoverage,
    RoleSlots,
    Share,
    SponsorCheck,
    Systems,
)

SPONSOR, DATA_OWNER = "RO-01", "RO-03"


def role_coverage(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, initiatives: Initiatives
) -> RoleCoverage:
    """AN-05 from R2, R3, S1, B4 and U7: required slots = Σ over the roles in use of what they are needed per
    (municipality 1, area F, system N, critical system N_k, initiative that starts or is prepared, module);
    coverage = filled ÷ required. Per data set nobody counts, so such a role has no required number.

    A slot is filled by a row of R3 with that status, or by the owner, manager, benefit owner or module owner
    named in S1, B4 or U7; named in R3 without a status is proposed. A role is out of use when more tables
    drop it than keep or change it; on a tie it stays, and AN-07 shows the disagreement.
    """
    catalogue, r3 = pick(evidence, "R2"), pick(evidence, "R3")
    known = holdings(evidence, context, systems, initiatives)
    votes = grouped(catalogue, lambda item: item.text("role_id") or unify(item.text("title")))
    order = [role.id for role in context.catalogue.roles]
    keys = in_order({*order, *(key for key in votes if key)}, order) if catalogue or r3 else ()
    roles, cells = [], []
    for key in keys:
        rows = votes.get(key, [])
        slots = slots_of(key, _per(key, rows, context), known)
        role = _role(key, rows, slots, context)
        roles.append(role)
        cells += _cells(role, slots or (), context) if role.in_use else []
    used = [role for role in roles if role.in_use and role.required is not None]
    owners = [cell for cell in cells if cell.role == DATA_OWNER and cell.area]
    behind = join(role.evidence for role in used)
    return RoleCoverage(
        roles=tuple(roles),
        cells=tuple(cells),
        total=Share(sum(r.filled for r in used), sum(r.required or 0 for r in used), behind),
        data_owner_areas=Share(sum(c.filled for c in owners), len(owners), join(c.evidence for c in owners)),
        areas_without_data_owner=tuple(c.area for c in owners if c.missing),
        critical_gaps=_critical_gaps(systems),
        sponsor=_sponsor(evidence, r3, context),
        evidence=join((ids(catalogue, r3), *(role.evidence for role in roles))),
    )


def _per(key: str, rows: Sequence[Evidence], context: AnalysisContext) -> str:
    role = context.catalogue.role(key)
    return latest_text(rows, "scope") or (role.per if role else "")


def _role(
    key: str, rows: Sequence[Evidence], slots: Sequence[Slot] | None, context: AnalysisContext
) -> RoleSlots:
    by_unit = grouped((item for item in rows if item.text("keep")), lambda item: item.unit.code)
    said = [mine[-1].text("keep") for mine in by_unit.values()]
    role = context.catalogue.role(key)
    title = common_name(item.text("title") for item in rows)
    states = [slot.state for slot in slots or ()]
    behind = join((ids(rows), *(slot.evidence for slot in slots or ())))
    return RoleSlots(
        role=key,
        title=role.title[context.process.lang] if role else title,
        per=_per(key, rows, context),
        in_use=2 * said.count("drop") <= len(said),
        keep=said.count("keep"),
        change=said.count("change"),
        drop=said.count("drop"),
        required=None if slots is None else len(states),
        filled=states.count("filled"),
        proposed=states.count("proposed"),
        vacant=states.count("vacant"),
        hours_month=average(rows, "hours_month"),
        coverage=Share(states.count("filled"), len(states), behind),
        evidence=behind,
    )


def _cells(role: RoleSlots, slots: Sequence[Slot], context: AnalysisContext) -> list[CoverageCell]:
    by_area: dict[str, list[Slot]] = {}
    for slot in slots:
        for area in slot.areas or ("",):
            by_area.setdefault(area, []).append(slot)
    found = []
    for area in in_order(by_area, (*context.areas, "")):
        states = [slot.state for slot in by_area[area]]
        filled, proposed = states.count("filled"), states.count("proposed")
        behind = join(slot.evidence for slot in by_area[area])
        missing = len(states) - filled - proposed
        found.append(CoverageCell(role.role, area, len(states), filled, proposed, missing, behind))
    return found


def _critical_gaps(systems: Systems) -> tuple[CriticalGap, ...]:
    return tuple(
        CriticalGap(s.name, s.areas, not s.owner, not s.manager, not s.data_owner, s.evidence)
        for s in systems.critical_systems
        if s.life_cycle != "not_in_use" and not (s.owner and s.manager and s.data_owner)
    )


def _sponsor(
    evidence: Iterable[Evidence], holders: Iterable[Evidence], context: AnalysisContext
) -> SponsorCheck:
    """The sponsor of R3, or else the function that the process names; the level as C1 has it."""
    named = [
        item
        for item in holders
        if item.text("role") == SPONSOR and item.text("holder") and item.text("status") != "vacant"
    ]
    function = latest_text(named, "holder") or context.process.sponsor
    if not function:
        return SponsorCheck("", "", "missing")
    present = [item for item in pick(evidence, "C1") if unify(item.text("function")) == unify(function)]
    level = latest_text(present, "level")
    trusted = level == "director" or (
        not level and bool(named) and unify(function) == unify(context.process.sponsor)
    )
    return SponsorCheck(function, level, "ok" if trusted else "partly", ids(named, present))
