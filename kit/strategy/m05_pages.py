"""One-page dashboards: who misses which page, and whether its sources can carry it."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.key_figures import MOST
from kit.model.results import Dashboard
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import free, low, slug

ROWS = 25


def pages(chapter: Chapter) -> None:
    """AN-14 from B8; nothing where the sheet is switched off. The figures themselves stand in appendix E."""
    if "B8" not in chapter.book.context.process.tier2:
        return
    found = chapter.book.results.dashboards
    chapter.heading("pages_heading")
    if not found.items:
        chapter.unknown("pages", "network")
        return
    chapter.claim("pages", chapter.text("pages", len(found.items)), Basis.of("AN-14", found.evidence))
    columns = (
        left(chapter.names.column("B8", "name"), 1.4),
        left(chapter.names.column("B8", "audience"), 1.4),
        left(chapter.names.column("B8", "decision"), 2),
        left(chapter.names.column("B8", "owner"), 1.1),
    )
    rows = [_row(chapter, page) for page in found.items[:ROWS]]
    chapter.table("pages.table", chapter.text("pages_table"), columns, rows)
    if len(found.items) > ROWS:
        chapter.plain(chapter.text("pages_more", len(found.items) - ROWS))
    _weak(chapter, [page for page in found.items[:ROWS] if page.weak])
    for page in found.items[:ROWS]:
        _crowded(chapter, page)
    _sources(chapter)


def _row(chapter: Chapter, page: Dashboard) -> list[Cell]:
    name, decision = free(page.name), free(page.decision)
    text = chapter.text("page_row", name=name, decision=low(decision) or "–")
    notes = chapter.row_claim(f"page.{slug(name)}", text, Basis.of("AN-14", page.evidence))
    return [cell(name, notes=notes), cell(free(page.audience)), cell(decision), cell(free(page.owner))]


def _weak(chapter: Chapter, pages: Sequence[Dashboard]) -> None:
    """Pages whose data were judged weak: one in a sentence of its own, several in one together."""
    if not pages:
        return
    named = {free(page.name): chapter.say.all(page.weak) for page in pages}
    judged = [chapter.book.results.quality.get(source) for page in pages for source in page.weak]
    basis = Basis.of("AN-14", *(page.evidence for page in pages), *(q.evidence for q in judged if q))
    if len(pages) == 1:
        ((name, sources),) = named.items()
        text = chapter.text("page_weak", len(pages[0].weak), name=name, sources=sources)
    else:
        items = [chapter.text("pages_weak_item", name=name, sources=told) for name, told in named.items()]
        text = chapter.text("pages_weak", pages=chapter.say.all(items))
    chapter.claim("pages-weak", text, basis)


def _crowded(chapter: Chapter, page: Dashboard) -> None:
    name, basis = free(page.name), Basis.of("AN-14", page.evidence)
    if page.left_out:
        values = {"name": name, "most": chapter.say.letters(MOST), "figures": chapter.say.all(page.left_out)}
        text = chapter.text("page_left_out", len(page.left_out), **values)
        chapter.claim(f"page-crowded.{slug(name)}", text, basis)


def _sources(chapter: Chapter) -> None:
    """Sources that nobody has judged or listed, over all pages."""
    items, say = chapter.book.results.dashboards.items, chapter.say
    kinds = {
        "page_unjudged": [(name, page) for page in items for name in page.unjudged],
        "page_unlisted": [(name, page) for page in items for name in page.unknown_sources],
    }
    for key, pairs in kinds.items():
        names = list(dict.fromkeys(free(name) for name, _ in pairs))
        if names:
            basis = Basis.of("AN-14", *(page.evidence for _, page in pairs))
            text = chapter.text(key, len(names), sources=say.some(names))
            chapter.claim(key.replace("_", "-"), text, basis)
