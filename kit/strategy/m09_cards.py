"""Benefit cards: what gets better, by how much, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Column
from kit.model.results import Benefit, Initiative, YearSum
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import free, low, slug

ROWS = 25


def cards(chapter: Chapter, chosen: Sequence[Initiative]) -> None:
    """AN-11 from B5; nothing where the sheet is switched off. Asks for figures where they are missing."""
    found = chapter.book.results.goals
    if not found.benefits:
        if chosen:
            chapter.unknown("baseline", "network")
        return
    chapter.heading("cards_heading")
    basis = Basis.of("AN-11", *(benefit.evidence for benefit in found.benefits))
    chapter.claim("cards", chapter.text("cards", len(found.benefits)), basis)
    rows = [_row(chapter, benefit) for benefit in found.benefits[:ROWS]]
    columns = (left(chapter.text("col_initiative"), 1.5), *card_columns(chapter))
    chapter.table("cards.table", chapter.text("cards_table"), columns, rows)
    if len(found.benefits) > ROWS:
        chapter.plain(chapter.text("cards_more", len(found.benefits) - ROWS))
    _sums(chapter)
    counted = {b.initiative for b in found.benefits if b.baseline is not None and b.target is not None}
    bare = [free(item.title) for item in chosen if item.id not in counted]
    if bare:
        titles = chapter.say.some([f"“{title}”" for title in bare])
        chapter.unknown("no_card", "network", titles=titles)


def card_columns(chapter: Chapter) -> tuple[Column, ...]:
    """The columns of a benefit after its initiative."""
    return (
        left(chapter.common("benefit"), 1.8),
        right(chapter.common("benefit_before"), 0.6),
        right(chapter.common("benefit_target"), 0.6),
        left(chapter.names.column("B5", "unit"), 1),
        left(chapter.names.column("B5", "benefit_owner"), 1.2),
        left(chapter.common("benefit_measured"), 0.9),
    )


def card_cells(chapter: Chapter, benefit: Benefit, notes: tuple[int, ...] = ()) -> list[Cell]:
    """A benefit in :func:`card_columns`."""
    say, names = chapter.say, chapter.names
    unit = names.choice("benefit_unit", benefit.unit) if benefit.unit else ""
    if benefit.text_only:
        unit = chapter.common("benefit_in_words")
    day = say.day(benefit.measured_on) if benefit.measured_on else ""
    if not day and not benefit.text_only:
        day = chapter.common("benefit_no_date")
    words = free(benefit.benefit)
    if benefit.differs:
        words = chapter.common("benefit_view", benefit=words, units=names.units(benefit.units))
    return [
        cell(words, notes=notes),
        cell("" if benefit.baseline is None else say.number(benefit.baseline, 2)),
        cell("" if benefit.target is None else say.number(benefit.target, 2)),
        cell(unit),
        cell(say.all(free(owner) for owner in benefit.owners) or chapter.common("not_agreed")),
        cell(day),
    ]


def _row(chapter: Chapter, benefit: Benefit) -> list[Cell]:
    say = chapter.say
    words = free(benefit.benefit)
    if benefit.baseline is None or benefit.target is None:
        text = chapter.text("card_row_words", benefit=words)
    else:
        unit = low(chapter.names.choice("benefit_unit", benefit.unit)) if benefit.unit else "–"
        values = {"baseline": say.number(benefit.baseline, 2), "target": say.number(benefit.target, 2)}
        text = chapter.text("card_row", benefit=words, unit=unit, **values)
    subject = f"card.{benefit.initiative or slug(benefit.title)}.{slug(words)}"
    notes = chapter.row_claim(subject, text, Basis.of("AN-11", benefit.evidence))
    return [cell(free(benefit.title)), *card_cells(chapter, benefit, notes)]


def _sums(chapter: Chapter) -> None:
    """Hours and DKK by year, and what is in no sum."""
    found = chapter.book.results.goals
    if found.years:
        parts = [_year(chapter, year) for year in found.years]
        text = chapter.text("sum", parts=chapter.say.all(parts))
        chapter.claim("benefits.sum", text, Basis.of("AN-11", *(year.evidence for year in found.years)))
    words = [benefit for benefit in found.benefits if benefit.text_only]
    if words:
        basis = Basis.of("AN-11", *(benefit.evidence for benefit in words))
        chapter.claim("benefits.words", chapter.text("not_summed_words", len(words)), basis)
    apart = [benefit for benefit in found.benefits if benefit.differs]
    if apart:
        named = dict.fromkeys(f"“{free(benefit.benefit)}”" for benefit in apart)
        text = chapter.text("not_summed_differs", benefits=chapter.say.all(named))
        chapter.claim("benefits.apart", text, Basis.of("AN-11", *(benefit.evidence for benefit in apart)))


def _year(chapter: Chapter, year: YearSum) -> str:
    say = chapter.say
    hours = "" if year.hours is None else say.count("hour", year.hours)
    if year.dkk is None:
        what = hours
    elif not hours:
        what = chapter.text("sum_dkk", dkk=say.number(year.dkk))
    else:
        what = chapter.text("sum_both", hours=hours, dkk=say.number(year.dkk))
    if not year.year:
        return chapter.text("sum_undated", what=what)
    return chapter.text("sum_year", what=what, year=str(year.year))
