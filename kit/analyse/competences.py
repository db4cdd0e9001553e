"""AN-19 Competence gaps: what roles need, and what people can do today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from kit.analyse.context import AnalysisContext
from kit.analyse.key_functions import key_functions
from kit.analyse.rows import average, grouped, ids, in_order, join, mean, numbers, pick
from kit.model.evidence import Evidence
from kit.model.results import (
    CompetenceCell,
    CompetenceLevel,
    CompetenceNeed,
    Competences,
    Count,
    DeliveryPlan,
    Initiatives,
    KeyPerson,
)

Needs = Mapping[tuple[str, str], CompetenceNeed]


def competences(
    evidence: Iterable[Evidence], context: AnalysisContext, initiatives: Initiatives, plan: DeliveryPlan
) -> Competences:
    """AN-19 from U1 and U2: gap = max(0, requirement q − median m) on 0–4; short = people below q; priority =
    gap × importance × (1 + planned initiatives that need the competence). q is the median over the tables'
    requirements.

    No figure rests on fewer than ``groups.competence`` answers: smaller roles stand together per competence
    (q is then the median of each person's own role's requirement), and what is still too few is hidden.
    Key-person risk: needed at ``competences.needed_level`` by some role, and one person alone reaches it
    among at least ``groups.competence`` answers of an area. "?" is in no figure.
    """
    evidence = tuple(evidence)
    asked, answers = pick(evidence, "U1"), pick(evidence, "U2")
    needs = _needs(asked, context)
    by_pair = {(need.role, need.competence): need for need in needs}
    planned = _planned(initiatives, plan)
    order = [competence.id for competence in context.catalogue.competences]
    said = grouped(answers, lambda item: item.text("competence"))
    keys = in_order({*said, *(need.competence for need in needs)} - {""}, order)
    cells = [
        cell for key in keys for cell in _cells(key, said.get(key, []), by_pair, planned.get(key, 0), context)
    ]
    gaps = sorted((cell for cell in cells if cell.gap), key=_urgency)
    return Competences(
        needs=needs,
        cells=tuple(cells),
        top=tuple(gaps[: int(context.limit("competences.top"))]),
        key_persons=_key_persons(keys, said, needs, context),
        wants_more=_wants_more(keys, said, context),
        respondents=len({(item.file, item.text("respondent")) for item in answers}),
        key_functions=key_functions(evidence, context),
        levels=tuple(_level(key, said.get(key, []), needs, context) for key in keys),
        evidence=ids(asked, answers),
    )


def _needs(rows: Iterable[Evidence], context: AnalysisContext) -> tuple[CompetenceNeed, ...]:
    roles = [role.id for role in context.catalogue.roles]
    order = [competence.id for competence in context.catalogue.competences]
    levelled = [item for item in rows if item.number("level") is not None]
    pairs = grouped(levelled, lambda item: (item.text("role"), item.text("competence")))
    found = []
    for role in in_order({role for role, _ in pairs} - {""}, roles):
        for key in in_order({key for mine, key in pairs if mine == role} - {""}, order):
            mine = pairs[role, key]
            level = float(median(numbers(mine, "level")))
            found.append(CompetenceNeed(role, key, level, average(mine, "importance"), ids(mine)))
    return tuple(found)


def _planned(initiatives: Initiatives, plan: DeliveryPlan) -> dict[str, int]:
    """How many initiatives in the plan need each competence."""
    placed = {item.initiative for item in plan.placed}
    found: dict[str, int] = {}
    for item in initiatives.items:
        for competence in item.competences if item.id in placed else ():
            found[competence] = found.get(competence, 0) + 1
    return found


def _urgency(cell: CompetenceCell) -> tuple[bool, float, float, str, tuple[str, ...]]:
    """Highest priority first; those without importance after them, by gap."""
    return cell.priority is None, -(cell.priority or 0.0), -(cell.gap or 0.0), cell.competence, cell.roles


def _cells(
    key: str, rows: Sequence[Evidence], needs: Needs, planned: int, context: AnalysisContext
) -> list[CompetenceCell]:
    """A cell per role with enough answers, one for the small roles together, and hidden ones for what is
    required of a small role."""
    order = [role.id for role in context.catalogue.roles]
    enough, rest = _told(rows, context)
    found = []
    for role in in_order({*enough, *(r for r, k in needs if k == key)}, order):
        if role in enough:
            found.append(_cell((role,), key, enough[role], needs, planned))
        else:
            found.append(_hidden(role, key, needs, planned))
    if rest:
        small = in_order({item.text("role") for item in rest} - {""}, order)
        found.append(_cell(tuple(small), key, rest, needs, planned))
    return found


def _told(
    rows: Sequence[Evidence], context: AnalysisContext
) -> tuple[Mapping[str, Sequence[Evidence]], Sequence[Evidence]]:
    """The answers of one competence that may be told: by role where enough people answered, and those of all
    smaller roles together, none where these are too few."""
    least = context.limit("groups.competence")
    by_role = grouped(rows, lambda item: item.text("role"))
    enough = {role: mine for role, mine in by_role.items() if len(numbers(mine, "level")) >= least and role}
    order = [role.id for role in context.catalogue.roles]
    rest = [item for role in in_order(set(by_role) - set(enough), order) for item in by_role[role]]
    return enough, rest if len(numbers(rest, "level")) >= least else ()


def _level(
    key: str, rows: Sequence[Evidence], needs: Iterable[CompetenceNeed], context: AnalysisContext
) -> CompetenceLevel:
    enough, rest = _told(rows, context)
    told = [*(item for mine in enough.values() for item in mine), *rest]
    said = numbers(told, "level")
    mine = [need for need in needs if need.competence == key]
    return CompetenceLevel(
        competence=key,
        requirement=float(median(need.level for need in mine)) if mine else None,
        n=len(said),
        median=float(median(said)) if said else None,
        evidence=join((ids(told), *(need.evidence for need in mine))),
    )


def _hidden(role: str, key: str, needs: Needs, planned: int) -> CompetenceCell:
    need = needs[role, key]
    none = (None, None, None)
    return CompetenceCell(
        (role,), key, need.level, need.importance, 0, 0, *none, planned, None, True, need.evidence
    )


def _cell(
    roles: tuple[str, ...], key: str, rows: Sequence[Evidence], needs: Needs, planned: int
) -> CompetenceCell:
    own = [needs.get((item.text("role"), key)) for item in rows if item.number("level") is not None]
    levels = numbers(rows, "level")
    required = [need.level for need in own if need]
    importance = mean(need.importance for need in own if need and need.importance is not None)
    middle = float(median(levels))
    level = float(median(required)) if required else None
    gap = None if level is None else max(0.0, level - middle)
    short = sum(need.level > said for need, said in zip(own, levels, strict=True) if need)
    return CompetenceCell(
        roles=roles,
        competence=key,
        requirement=level,
        importance=importance,
        n=len(levels),
        unknown=sum(item.is_unknown("level") for item in rows),
        median=middle,
        gap=gap,
        short=short if required else None,
        planned=planned,
        priority=None if gap is None or importance is None else gap * importance * (1 + planned),
        hidden=False,
        evidence=join((ids(rows), *(need.evidence for need in own if need))),
    )


def _key_persons(
    keys: Iterable[str],
    said: Mapping[str, Sequence[Evidence]],
    needs: Iterable[CompetenceNeed],
    context: AnalysisContext,
) -> tuple[KeyPerson, ...]:
    level = context.limit("competences.needed_level")
    needed = {need.competence for need in needs if need.level >= level}
    found = []
    for key in keys:
        areas = grouped(said.get(key, ()), lambda item: item.area) if key in needed else {}
        for area in in_order(areas, context.areas):
            levels = numbers(areas[area], "level")
            if len(levels) >= context.limit("groups.competence") and sum(x >= level for x in levels) == 1:
                found.append(KeyPerson(key, area, len(levels), ids(areas[area])))
    return tuple(found)


def _wants_more(
    keys: Iterable[str], said: Mapping[str, Sequence[Evidence]], context: AnalysisContext
) -> tuple[Count, ...]:
    found = []
    for key in keys:
        answered = [item for item in said.get(key, ()) if item.text("wants_more")]
        if len(answered) >= context.limit("groups.competence"):
            found.append(Count(key, sum(i.text("wants_more") == "yes" for i in answered), ids(answered)))
    return tuple(found)
