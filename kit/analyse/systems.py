"""AN-13 Systems: what is in use where, and what nobody owns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext, months_between, older_than
from kit.analyse.names import suggestions, unanswered, unify
from kit.analyse.rows import ids, in_order, join, pick
from kit.analyse.system_rows import CONFIRMED, Use, differences, merged, uses_of
from kit.model.evidence import Evidence
from kit.model.results import AreaSystems, ContractEnd, Count, NamePair, Overlap, Share, System, Systems

OUT_OF_USE = "not_in_use"


def systems(evidence: Iterable[Evidence], context: AnalysisContext) -> Systems:
    """AN-13 from S1 and R3: one system per unified name over all areas (one KITOS uuid is one system).

    Rows of one system and area come from the lead (kick-off), the area (round) and the system wall: the later
    workshop's non-blank values win column by column, all rows stay as evidence; ``not_here`` takes the system
    out of that area. A system is critical as soon as one area says so. Owner, manager or data owner is
    missing when no row names one and no holder of RO-05, RO-06 or RO-03 is named for the system in R3.
    Systems that are not in use any more stand in the list, not among what is missing. Risk assessments are
    asked of critical systems and of those with sensitive data only; "older" means more than
    ``systems.assessment_months`` before the day. Screen only counts as impossible extraction. Verified = uses
    that the area answered ÷ all uses.
    """
    rows = pick(evidence, "S1")
    uses = uses_of(rows)
    found = merged(uses, pick(evidence, "R3"), context)
    live = [system for system in found if system.life_cycle != OUT_OF_USE]
    asked = [s for s in live if s.is_critical or s.sensitive]
    areas = _areas(uses, found, context)
    personal = [s for s in live if set(s.personal_data) - {"none"}]
    return Systems(
        items=found,
        areas=areas,
        life_cycle=_count(found, lambda s: s.life_cycle, context.choices("life_cycle")),
        hosting=_count(found, lambda s: s.hosting, context.choices("hosting")),
        users=_count(found, lambda s: s.users, context.choices("users")),
        critical=_count(found, lambda s: s.critical, context.choices("yes_no_unknown")),
        verified=Share(sum(a.confirmed for a in areas), sum(a.uses for a in areas), ids(rows)),
        no_owner=_names(live, lambda s: not s.owner),
        no_manager=_names(live, lambda s: not s.manager),
        no_data_owner=_names(live, lambda s: not s.data_owner),
        critical_no_owner=_names(live, lambda s: s.is_critical and not s.owner),
        shared=_names(found, lambda s: s.shared),
        duplicates=_duplicates(found, context),
        overlaps=_overlaps(found),
        differences=differences(uses, found, context),
        no_agreement=_names(personal, lambda s: s.agreement == "no"),
        agreement_unknown=_names(personal, lambda s: not s.agreement),
        assessed_basis=_names(asked, lambda s: True),
        no_assessment=_names(asked, lambda s: s.risk_assessed is None),
        old_assessment=_names(asked, lambda s: _is_old(s, context)),
        ai=_names(live, lambda s: s.ai == "yes"),
        ai_unknown=_names(live, lambda s: s.ai == "unknown"),
        contracts=_contracts(live, context),
        no_extract=_names(live, lambda s: s.extract in ("no", "screen_only")),
        extract_unknown=_names(live, lambda s: s.extract == "unknown"),
        leaving=_names(found, lambda s: s.life_cycle == "phasing_out"),
        evidence=join((ids(rows), *(s.evidence for s in found))),
    )


def by_any_name(found: Systems) -> Mapping[str, System]:
    """Systems under each of their unified names, for sheets that refer to them."""
    return {unify(name): system for system in reversed(found.items) for name in (*system.names, system.name)}


def _names(found: Iterable[System], test: Callable[[System], bool]) -> tuple[str, ...]:
    return tuple(system.name for system in found if test(system))


def _count(found: Iterable[System], key: Callable[[System], str], order: Sequence[str]) -> tuple[Count, ...]:
    groups: dict[str, list[System]] = {}
    for system in found:
        groups.setdefault(key(system), []).append(system)
    return tuple(
        Count(entry, len(groups[entry]), join(s.evidence for s in groups[entry]))
        for entry in in_order(groups, (*order, ""))
    )


def _areas(uses: Sequence[Use], found: Sequence[System], context: AnalysisContext) -> tuple[AreaSystems, ...]:
    """Every area of the process, and what others wrote as area."""
    by_area: dict[str, list[Use]] = {}
    for use in uses:
        if use.area:
            by_area.setdefault(use.area, []).append(use)
    critical = {system.key for system in found if system.is_critical}
    result = []
    for area in in_order({*by_area, *context.areas}, context.areas):
        mine = [use for use in by_area.get(area, ()) if not use.removed]
        result.append(
            AreaSystems(
                area=area,
                uses=len(mine),
                confirmed=sum(use.confirmed in CONFIRMED for use in mine),
                critical=sum(use.key in critical for use in mine),
                removed=tuple(use.name for use in by_area.get(area, ()) if use.removed),
                evidence=ids(item for use in by_area.get(area, ()) for item in use.rows),
            )
        )
    return tuple(result)


def _duplicates(found: Sequence[System], context: AnalysisContext) -> tuple[NamePair, ...]:
    rows = {system.name: system.evidence for system in found}
    suppliers = {system.supplier for system in found if system.supplier}
    pairs = suggestions(rows, context.limit("systems.name_similarity"), suppliers, rows.__getitem__)
    return unanswered("systems", pairs, context.answered)


def _overlaps(found: Sequence[System]) -> tuple[Overlap, ...]:
    """Different systems in use under one KLE group (``dd.dd``; ``dd`` where no more is said)."""
    groups: dict[str, list[System]] = {}
    for system in found:
        if system.life_cycle == OUT_OF_USE:
            continue
        for number in dict.fromkeys(kle[:5] for kle in system.kle):
            groups.setdefault(number, []).append(system)
    return tuple(
        Overlap(number, tuple(s.name for s in same), join(s.evidence for s in same))
        for number, same in sorted(groups.items())
        if len(same) > 1
    )


def _is_old(system: System, context: AnalysisContext) -> bool:
    months = context.limit("systems.assessment_months")
    return system.risk_assessed is not None and older_than(system.risk_assessed, months, context.day)


def _contracts(found: Iterable[System], context: AnalysisContext) -> tuple[ContractEnd, ...]:
    limit = context.limit("systems.contract_months")
    ends = []
    for system in found:
        day = system.contract_end
        if day is not None and not older_than(context.day, limit, day):
            ends.append(ContractEnd(system.name, day, months_between(context.day, day), system.evidence))
    return tuple(sorted(ends, key=lambda end: (end.day, end.system)))
