"""A diagram of data flows with the same flows as a table."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Table
from kit.model.figure import FlowDiagram, FlowEdge, FlowNode
from kit.model.results import Flow
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free

OTHER = "outside"


def flow_figure(chapter: Chapter, subject: str, caption: str, shown: Sequence[Flow]) -> None:
    """Adds the figure; ``shown`` flows are drawn and told."""
    known = {node.name: node for node in chapter.book.results.flows.nodes}
    ends = dict.fromkeys(name for flow in shown for name in (flow.source, flow.target))
    nodes = tuple(FlowNode(name, free(name), known[name].kind if name in known else OTHER) for name in ends)
    edges = tuple(
        FlowEdge(flow.source, flow.target, bool(flow.manual), _hours(chapter, flow)) for flow in shown
    )
    diagram = FlowDiagram(chapter.common("flow_manual"), chapter.common("flow_automatic"), nodes, edges)
    basis = Basis.of("AN-15", *(flow.evidence for flow in shown))
    table = flow_table(chapter, f"{subject}.data", caption, shown)
    chapter.figure(f"{subject}.figure", caption, _alt(chapter, shown, len(nodes)), diagram, table, basis)


def flow_table(chapter: Chapter, subject: str, caption: str, shown: Sequence[Flow]) -> Table:
    """The flows as a table, one a row."""
    columns = (
        left(chapter.names.column("S3", "source"), 1.5),
        left(chapter.names.column("S3", "target"), 1.5),
        left(chapter.names.column("S3", "what"), 1.7),
        left(chapter.names.column("S3", "method"), 1.3),
        left(chapter.names.column("S3", "frequency"), 1.0),
        right(chapter.common("flow_hours"), 0.8),
    )
    return chapter.made_table(subject, caption, columns, [_row(chapter, flow) for flow in shown])


def _row(chapter: Chapter, flow: Flow) -> list[Cell]:
    frequency = chapter.names.choice("flow_frequency", flow.frequency) if flow.frequency else ""
    hours = "–" if flow.hours_year is None else chapter.say.number(flow.hours_year)
    return [
        cell(free(flow.source)),
        cell(free(flow.target)),
        cell(free(flow.what)),
        cell(method(chapter, flow)),
        cell(frequency),
        cell(hours),
    ]


def method(chapter: Chapter, flow: Flow) -> str:
    """How the data are moved, in words."""
    return chapter.names.choice("flow_method", flow.method) if flow.method else chapter.common("not_stated")


def _hours(chapter: Chapter, flow: Flow) -> str:
    if flow.hours_year is None:
        return ""
    return chapter.common("flow_label", hours=chapter.say.number(flow.hours_year))


def _alt(chapter: Chapter, shown: Sequence[Flow], nodes: int) -> str:
    say = chapter.say
    manual = [flow for flow in shown if flow.manual]
    said = chapter.common(
        "flow_alt",
        flows=say.count("flow", len(shown)),
        nodes=say.number(nodes),
        manual=say.number(len(manual)),
    )
    priced = [flow for flow in manual if flow.hours_year]
    if priced:
        top = max(priced, key=lambda f: (f.hours_year or 0, f.source, f.target))
        said += " " + chapter.common(
            "flow_alt_top",
            source=free(top.source),
            target=free(top.target),
            hours=say.count("hour", top.hours_year or 0),
        )
    return cap(said)
