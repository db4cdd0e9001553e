"""Data flows: what people carry by hand, and what crosses areas."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.figure import RankedBar, RankedBars
from kit.model.results import Flow
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.flow_figure import flow_figure, method
from kit.strategy.say import free, low, slug

CROSS = 15


def flows(chapter: Chapter) -> None:
    """AN-15."""
    found, say = chapter.book.results.flows, chapter.say
    if not found.items:
        chapter.unknown("flows", "round")
        return
    text = chapter.text("flows", flows=say.count("flow", len(found.items)))
    if found.manual.value is not None:
        part, percent = found.manual.part, say.percent(found.manual.value)
        text += " " + chapter.text("manual", part, percent=percent)
    chapter.claim("flows", text, Basis.of("AN-15", found.evidence))
    _hours(chapter)
    _cross(chapter)
    _shape(chapter)


def _hours(chapter: Chapter) -> None:
    found, say = chapter.book.results.flows, chapter.say
    if found.hours_year is None:
        chapter.unknown("hours", "round")
    else:
        stated = [flow for flow in found.items if flow.hours_year is not None]
        text = chapter.text("hours", hours=say.count("hour", found.hours_year))
        if found.top_share is not None and len(stated) > 5:
            text += " " + chapter.text("top_share", percent=say.percent(found.top_share))
        chapter.claim("manual-hours", text, Basis.of("AN-15", *(flow.evidence for flow in stated)))
        _top(chapter, found.top)
    if found.to_ask:
        basis = Basis.of("AN-15", *(flow.evidence for flow in found.to_ask))
        chapter.claim("to-ask", chapter.text("to_ask", len(found.to_ask)), basis)
        chapter.ask("to-ask", chapter.text("to_ask_question", len(found.to_ask)))


def _top(chapter: Chapter, top: Sequence[Flow]) -> None:
    """The dearest manual flows as bars; a single one needs no more than its row."""
    columns = (
        left(chapter.text("col_from_to"), 2.4),
        left(chapter.names.column("S3", "what"), 1.6),
        left(chapter.names.column("S3", "method"), 1.2),
        right(chapter.text("col_hours"), 0.8),
    )
    rows = [_top_row(chapter, flow) for flow in top]
    basis = Basis.of("AN-15", *(flow.evidence for flow in top))
    caption = chapter.text("top")
    table = chapter.made_table("flows.top", caption, columns, rows, basis)
    if len(top) < 2:
        chapter.add(table)
        return
    bars = tuple(
        RankedBar(_ends(chapter, flow), flow.hours_year or 0.0, _note(chapter, flow)) for flow in top
    )
    figure = RankedBars(chapter.text("col_hours"), chapter.text("top_unit"), bars)
    alt = chapter.text(
        "top_alt",
        n=chapter.say.letters(len(top)),
    )
    first = top[0]
    alt += " " + chapter.common(
        "flow_alt_top",
        source=free(first.source),
        target=free(first.target),
        hours=chapter.say.count("hour", first.hours_year or 0),
    )
    chapter.figure("flows.hours", caption, alt, figure, table, basis)


def _ends(chapter: Chapter, flow: Flow) -> str:
    return chapter.text("from_to", source=free(flow.source), target=free(flow.target))


def _note(chapter: Chapter, flow: Flow) -> str:
    """What is moved, and how."""
    how = method(chapter, flow)
    return f"{free(flow.what)}, {low(how)}" if flow.what else how


def _top_row(chapter: Chapter, flow: Flow) -> list[Cell]:
    ends = _ends(chapter, flow)
    hours = chapter.say.number(flow.hours_year or 0)
    text = chapter.text("top_claim", ends=ends, hours=hours)
    subject = f"flow.{slug(f'{flow.source} {flow.target} {flow.what} {flow.area}')}"
    chapter.row_claim(subject, text, Basis.of("AN-15", flow.evidence), note=False)
    return [cell(ends), cell(free(flow.what)), cell(method(chapter, flow)), cell(hours)]


def _cross(chapter: Chapter) -> None:
    """Flows between areas, the dearest first."""
    found = chapter.book.results.flows
    cross = [flow for flow in found.items if flow.cross]
    if not cross:
        chapter.plain(chapter.text("cross_none"))
        return
    basis = Basis.of("AN-15", *(flow.evidence for flow in cross))
    manual = sum(bool(flow.manual) for flow in cross)
    text = chapter.text("cross", len(cross))
    key = "cross_alone" if len(cross) == 1 else "cross_manual"
    if manual == len(cross) > 1:
        key = "cross_manual_all"
    text += " " + chapter.text(key, manual)
    chapter.claim("flows.cross", text, basis)
    cross.sort(key=lambda f: (-(f.hours_year or 0), not f.manual, f.source, f.target))
    flow_figure(chapter, "flows.cross", chapter.text("cross_figure"), cross[:CROSS])
    if len(cross) > CROSS:
        chapter.plain(chapter.text("cross_more", len(cross) - CROSS))


def _shape(chapter: Chapter) -> None:
    """Hubs, dead ends and rings."""
    found, say = chapter.book.results.flows, chapter.say
    if found.hubs:
        basis = Basis.of("AN-15", *(node.evidence for node in found.hubs))
        listed = say.some([free(node.name) for node in found.hubs])
        chapter.claim("hubs", chapter.text("hubs", len(found.hubs), nodes=listed), basis)
    by_name = {node.name: node.evidence for node in found.nodes}
    if found.dead_ends:
        basis = Basis.of("AN-15", *(by_name.get(name, ()) for name in found.dead_ends))
        text = chapter.text("dead_ends", len(found.dead_ends), nodes=say.some(found.dead_ends))
        chapter.claim("dead-ends", text, basis)
    if found.rings:
        ring = say.all(found.rings[0])
        names = {name for names in found.rings for name in names}
        basis = Basis.of("AN-15", *(by_name.get(name, ()) for name in sorted(names)))
        chapter.claim("rings", chapter.text("rings", len(found.rings), nodes=ring), basis)
