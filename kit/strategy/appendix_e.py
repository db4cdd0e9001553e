"""Appendix E: what each initiative is to give, and the pages on which it is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.model.document import Module, Paragraph
from kit.model.results import Benefit, Dashboard, Initiative
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.m09_cards import card_cells, card_columns
from kit.strategy.say import cap, free, low, slug

SHEETS = frozenset({"B5", "B8"})
"""The appendix stands only where one of these is switched on."""


def write(book: Book) -> Module:
    """The appendix from AN-09, AN-11 and AN-14."""
    chapter = Chapter(book, "E", "B4 B5 B8", "appendix_e")
    found, pages = book.results.goals, book.results.dashboards.items
    if not found.benefits and not pages:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return chapter.done(appendix=True)
    chapter.plain(chapter.text("lead"), "lead")
    for item in book.results.initiatives.items:
        mine = found.of(item.id)
        if mine:
            _initiative(chapter, item, mine)
    stray = found.of("")
    if stray:
        chapter.heading("stray_heading")
        chapter.plain(chapter.text("stray"))
        _cards(chapter, "other", chapter.text("stray_heading"), stray)
    if pages:
        chapter.heading("pages_heading")
        for place, page in enumerate(pages, 1):
            _page(chapter, place, page)
    return chapter.done(appendix=True)


def _initiative(chapter: Chapter, item: Initiative, mine: Sequence[Benefit]) -> None:
    title = free(item.title)
    chapter.heading_text(title)
    told = [chapter.text("problem", problem=low(free(problem))) for problem in item.problems[:1]]
    if item.owners:
        told.append(chapter.text("owners", owners=chapter.say.functions(item.owners)))
    if item.klass:
        told.append(chapter.text("class", **{"class": low(chapter.text(f"class_{item.klass}"))}))
    chapter.claim(f"initiative.{item.id}", " ".join(told) or title, Basis.of("AN-09", item.evidence))
    _cards(chapter, item.id, title, mine)


def _cards(chapter: Chapter, subject: str, title: str, mine: Sequence[Benefit]) -> None:
    basis = Basis.of("AN-11", *(benefit.evidence for benefit in mine))
    rows = [card_cells(chapter, benefit) for benefit in mine]
    caption = chapter.text("cards_table", title=title)
    chapter.table(f"cards.{subject}", caption, card_columns(chapter), rows, basis)
    chapter.bullets([Paragraph(text) for benefit in mine for text in _asides(chapter, benefit)])


def _asides(chapter: Chapter, benefit: Benefit) -> Iterator[str]:
    """How it is measured and what must be in place, in the tables' words."""
    words = free(benefit.benefit)
    if benefit.measured_by:
        yield chapter.text("measured_by", benefit=words, text=low(free(benefit.measured_by)))
    for text in benefit.preconditions:
        yield chapter.text("precondition", benefit=words, text=low(free(text)))


def _page(chapter: Chapter, place: int, page: Dashboard) -> None:
    name, names, say = free(page.name), chapter.names, chapter.say
    chapter.heading_text(name, 3)
    decision = low(free(page.decision)) or "–"
    text = chapter.text("page_for", audience=low(free(page.audience)) or "–", decision=decision)
    refreshed = low(names.choice("refresh", page.refreshed)) if page.refreshed else "–"
    sources = say.all(free(source.name) for source in page.sources) or "–"
    owner = cap(free(page.owner)) or chapter.common("not_agreed")
    text += " " + chapter.text("page_by", refreshed=refreshed, owner=owner, sources=sources)
    if page.react:
        text += " " + chapter.text("page_react", react=low(free(page.react)))
    basis = Basis.of("AN-14", page.evidence)
    chapter.claim(f"page.{slug(name)}", text, basis)
    columns = (left(chapter.text("col_figure"), 2), left(chapter.text("col_react"), 1))
    rows = [[cell(free(figure.name)), cell(cap(free(figure.threshold)))] for figure in page.figures]
    chapter.table(f"page-{place}", chapter.text("page_table", name=name), columns, rows, basis)
