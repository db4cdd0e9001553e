"""Appendix D: the data flows of each area, drawn and told."""

from __future__ import annotations

from kit.model.document import Module
from kit.model.results import Flow
from kit.strategy.book import Book, Chapter
from kit.strategy.flow_figure import flow_figure, flow_table

DRAWN = 14
TOLD = 30


def write(book: Book) -> Module:
    """The appendix from AN-15: the dearest manual flows first."""
    chapter = Chapter(book, "D", "S3", "appendix_d")
    flows = book.results.flows
    if not flows.items:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return chapter.done(appendix=True)
    chapter.plain(chapter.text("lead"), "lead")
    told = {flow.area for flow in flows.items}
    for area in book.names.in_order(code for code in told if code):
        _area(chapter, area, book.names.area(area))
    if any(flow.cross for flow in flows.items):
        _area(chapter, "", chapter.text("no_area"))
    silent = [area.code for area in book.context.process.areas if area.code not in told]
    if silent:
        chapter.heading("silent_heading")
        chapter.plain(chapter.text("silent", len(silent), areas=book.names.areas(silent)))
    return chapter.done(appendix=True)


def _area(chapter: Chapter, area: str, name: str) -> None:
    found = chapter.book.results.flows
    mine = found.of_area(area) if area else [flow for flow in found.items if flow.cross]
    flows = sorted(mine, key=_dearest)
    chapter.heading_text(name)
    silo = next((s for s in chapter.book.results.flows.silos if s.area == area), None)
    manual = sum(bool(flow.manual) for flow in flows)
    text = chapter.text("flows" if area else "mixed", len(flows)) + " " + _manual(chapter, manual, len(flows))
    if silo and silo.index is not None:
        text += " " + chapter.text("silo", percent=chapter.say.percent(silo.index))
    chapter.plain(text)
    shown = flows[:DRAWN]
    subject = f"flows.{area or 'other'}"
    flow_figure(chapter, subject, chapter.text("figure", area=name), shown)
    rest = flows[DRAWN:TOLD]
    if rest:
        chapter.add(flow_table(chapter, f"{subject}.rest", chapter.text("rest", area=name), rest))
    if len(flows) > TOLD:
        chapter.more("more", len(flows) - TOLD)


def _manual(chapter: Chapter, manual: int, whole: int) -> str:
    if whole == 1:
        return chapter.text("alone", manual)
    return chapter.text("manual_all") if manual == whole else chapter.text("manual", manual)


def _dearest(flow: Flow) -> tuple[float, bool, str, str]:
    return -(flow.hours_year or 0.0), not flow.manual, flow.source, flow.target
