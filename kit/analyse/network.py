"""AN-08 BI network: charter, members and annual wheel."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import average, grouped, ids, join, latest, latest_text, natural, pick, plus
from kit.analyse.wheel import annual_wheel, wheel_hours
from kit.model.evidence import Evidence
from kit.model.results import CharterField, CharterText, Count, Member, Network, Share


def network(evidence: Sequence[Evidence], context: AnalysisContext) -> Network:
    """AN-08 from B1, B2 and B3: completeness = filled charter fields ÷ fields of the list; coverage = areas
    with at least one member ÷ areas; hours a month sum what is stated; agreement is the mean fist of five
    (0–5).

    Two tables' wordings of a field are both kept; the lead's own stands first, else the one with most
    agreement. The same function of an area on two tables' lists is one member; twice on one list are two
    people.
    """
    charter = [item for item in pick(evidence, "B1") if item.text("content")]
    members = [item for item in pick(evidence, "B2") if item.text("function")]
    fields = grouped(charter, lambda item: item.text("field"))
    filled = tuple(_field(f, fields[f]) for f in context.choices("charter_field") if f in fields)
    people = _members(members, context)
    areas = {member.area for member in people}
    wheel = annual_wheel(evidence, context)
    met = tuple(area for area in context.areas if area in areas)
    return Network(
        charter=filled,
        completeness=Share(len(filled), len(context.choices("charter_field")), ids(charter)),
        members=people,
        coverage=Share(len(met), len(context.areas), ids(members)),
        areas_without=tuple(area for area in context.areas if area not in areas) if people else (),
        roles=_roles(people, context),
        hours_month=plus(member.hours_month for member in people),
        agreement=average(charter, "agreement"),
        wheel=wheel,
        wheel_hours=wheel_hours(wheel),
        evidence=join((ids(charter, members), *(activity.evidence for activity in wheel))),
    )


def _field(field: str, rows: Sequence[Evidence]) -> CharterField:
    by_unit = grouped(rows, lambda item: item.unit.code)
    texts = [
        CharterText(latest_text(mine, "content"), unit, average(mine, "agreement"), ids(mine))
        for unit, mine in sorted(by_unit.items(), key=lambda entry: natural(entry[0]))
    ]
    texts.sort(key=lambda text: (text.unit != "LEAD", -(text.agreement or 0.0)))
    return CharterField(field, texts[0].content, average(rows, "agreement"), tuple(texts), ids(rows))


def _members(rows: Sequence[Evidence], context: AnalysisContext) -> tuple[Member, ...]:
    seen: dict[tuple[str, str, str], int] = {}
    same: dict[tuple[str, str, int], list[Evidence]] = {}
    for item in rows:
        name = unify(item.text("function"))
        place = seen.get((name, item.area, item.unit.code), 0)
        seen[name, item.area, item.unit.code] = place + 1
        same.setdefault((name, item.area, place), []).append(item)
    order = {role: place for place, role in enumerate(context.choices("network_role"))}
    found = [_member(area, mine) for (_, area, _), mine in same.items()]
    return tuple(sorted(found, key=lambda m: (order.get(m.role, len(order)), unify(m.function), m.area)))


def _member(area: str, rows: Sequence[Evidence]) -> Member:
    hours = latest(rows, "hours_month")
    return Member(
        function=latest_text(rows, "function"),
        area=area,
        role=latest_text(rows, "role"),
        hours_month=float(hours) if isinstance(hours, int | float) else None,
        tools=latest_text(rows, "tools"),
        evidence=ids(rows),
    )


def _roles(people: Sequence[Member], context: AnalysisContext) -> tuple[Count, ...]:
    groups = {role: [m for m in people if m.role == role] for role in context.choices("network_role")}
    return tuple(Count(role, len(g), join(m.evidence for m in g)) for role, g in groups.items() if g)
