"""AN-15 Data flows: what moves between systems, and who moves it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from kit.analyse.context import AnalysisContext
from kit.analyse.flow_rows import Edge, edges_of
from kit.analyse.graph import rings
from kit.analyse.names import unify
from kit.analyse.rows import ids, in_order, join, pick
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.results import Flow, Flows, Node, Share, Silo, Systems

TOP = 10
FIRST = 5


def flows(evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems) -> Flows:
    """AN-15 from S3: manual share = manual ÷ flows of known method; hours a year = minutes × times a year ÷
    60 for manual flows whose minutes and frequency are stated (thresholds ``flows.daily`` …
    ``flows.yearly``), the rest is to be asked. Silo index of an area = flows with both ends in it ÷ flows
    with one end in it. Across areas go flows that no one area told of (tables of several areas) and flows
    between systems of different areas. Hubs touch ``flows.hub`` flows or more. Dead ends are systems that
    receive and never pass on; isolated ones have no flow at all. Rings are systems whose data go round in a
    circle.

    Manual are typing, copy and paste, mail and paper, and files for which minutes are stated. The same
    movement told twice in one area is one flow: the later workshop's answers win. A system's areas are those
    that use it; a spreadsheet, paper or person belongs to the areas that told of it.
    """
    rows = pick(evidence, "S3")
    known = by_any_name(systems)
    edges = edges_of(rows, known, context)
    nodes = _nodes(edges, context)
    items = tuple(sorted((_flow(edge, nodes, context) for edge in edges), key=_place))
    manual = [flow for flow in items if flow.manual]
    priced = sorted(
        (f for f in manual if f.hours_year is not None), key=lambda f: (-(f.hours_year or 0), _place(f))
    )
    hours = [flow.hours_year or 0.0 for flow in priced]
    told = [flow for flow in items if flow.manual is not None]
    touched = {node.name for node in nodes.values()}
    between = [(f.source, f.target) for f in items]
    kinds = {node.name: node.kind for node in nodes.values()}
    return Flows(
        items=items,
        nodes=tuple(sorted(nodes.values(), key=lambda node: unify(node.name))),
        manual=Share(len(manual), len(told), join(f.evidence for f in told)),
        hours_year=fsum(hours) if hours else None,
        top=tuple(priced[:TOP]),
        top_share=fsum(hours[:FIRST]) / fsum(hours) if fsum(hours) else None,
        to_ask=tuple(flow for flow in manual if flow.hours_year is None),
        silos=_silos(items, nodes, context),
        hubs=_hubs(nodes.values(), context),
        dead_ends=_dead_ends(items, kinds),
        isolated=tuple(s.name for s in systems.items if s.name not in touched) if items else (),
        unwatched=tuple(f for f in items if f.cross and f.personal == "yes" and not f.watched_by),
        rings=rings([(a, b) for a, b in between if kinds[a] == kinds[b] == "system"]),
        evidence=ids(rows),
    )


def _place(flow: Flow) -> tuple[str, str, str, str]:
    return unify(flow.source), unify(flow.target), unify(flow.what), flow.area


def _nodes(edges: Sequence[Edge], context: AnalysisContext) -> dict[str, Node]:
    """Nodes by unified name; the degree counts flows, one from a node to itself once."""
    touching: dict[str, list[Edge]] = {}
    for edge in edges:
        for name in dict.fromkeys((edge.source.key, edge.target.key)):
            touching.setdefault(name, []).append(edge)
    found = {}
    for key, mine in sorted(touching.items()):
        end = next(e for edge in mine for e in (edge.source, edge.target) if e.key == key)
        areas = end.areas or in_order({edge.area for edge in mine} - {""}, context.areas)
        found[key] = Node(end.name, end.kind, areas, len(mine), ids(r for edge in mine for r in edge.rows))
    return found


def _flow(edge: Edge, nodes: dict[str, Node], context: AnalysisContext) -> Flow:
    source, target = nodes[edge.source.key], nodes[edge.target.key]
    times = edge.times_a_year(context)
    hours = edge.minutes * times / 60 if edge.manual and edge.minutes is not None and times else None
    return Flow(
        source=source.name,
        target=target.name,
        what=edge.text("what"),
        area=edge.area,
        kind=edge.text("kind"),
        method=edge.method,
        frequency=edge.text("frequency"),
        minutes=edge.minutes,
        personal=edge.choice("personal"),
        watched_by=edge.text("watched_by"),
        problem=edge.text("problem"),
        manual=edge.manual,
        hours_year=hours,
        cross=_across(edge.area, source, target),
        evidence=ids(edge.rows),
    )


def _across(area: str, source: Node, target: Node) -> bool:
    """Told at a table of several areas, or from the systems of one area to those of another."""
    if not area:
        return True
    return bool(source.areas and target.areas) and not set(source.areas) & set(target.areas)


def _silos(items: Sequence[Flow], nodes: dict[str, Node], context: AnalysisContext) -> tuple[Silo, ...]:
    areas = {node.name: set(node.areas) for node in nodes.values()}
    found = []
    for area in context.areas:
        touching = [f for f in items if area in areas[f.source] | areas[f.target]]
        if touching:
            inside = sum(area in areas[f.source] & areas[f.target] for f in touching)
            found.append(Silo(area, inside, len(touching)))
    return tuple(found)


def _hubs(nodes: Iterable[Node], context: AnalysisContext) -> tuple[Node, ...]:
    busy = [node for node in nodes if node.degree >= context.limit("flows.hub")]
    return tuple(sorted(busy, key=lambda node: (-node.degree, unify(node.name))))


def _dead_ends(items: Sequence[Flow], kinds: dict[str, str]) -> tuple[str, ...]:
    giving = {flow.source for flow in items}
    receiving = {flow.target for flow in items}
    return tuple(sorted((n for n in receiving - giving if kinds[n] == "system"), key=unify))
