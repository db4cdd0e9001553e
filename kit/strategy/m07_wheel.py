"""The competence wheel: all competences at once, over all roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kit.model.card import Competence
from kit.model.figure import CompetenceWheel, Wedge
from kit.model.results import CompetenceLevel
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.since import LEVELS, Compared, Since, change_words, since, tell

LEAST = 3
"""A wheel with fewer figures than this shows nothing that a sentence does not."""
TOP = "4"
"""The highest level."""

Spoke = tuple[Competence, CompetenceLevel]


def wheel(chapter: Chapter) -> None:
    """The figure beside the matrix; a sentence instead where too few have answered, nothing where nobody
    has."""
    found, say = chapter.book.results.competences, chapter.say
    if not found.respondents:
        return
    spokes = _spokes(chapter)
    known = [spoke for spoke in spokes if spoke[1].median is not None]
    chapter.heading("wheel_heading")
    if len(known) < LEAST:
        least = say.number(chapter.book.context.catalogue.thresholds["groups.competence"])
        chapter.plain(chapter.text("wheel_none", least=least))
        return
    chapter.plain(chapter.text("wheel_how", competences=say.letters(len(spokes))))
    basis = Basis.of("AN-19", *(level.evidence for _, level in spokes))
    chapter.claim("wheel.ends", _ends(chapter, known), basis)
    moved = since(chapter, LEVELS)
    _figure(chapter, spokes, basis, moved)
    if moved:
        names, header = chapter.names, chapter.names.column("U1", "competence")
        what = Compared("competence", names.competence, names.competence, header, "since.levels", basis)
        tell(chapter, moved, what)


def _spokes(chapter: Chapter) -> list[Spoke]:
    """The catalogue's competences that somebody answered on or asks for, dimension by dimension."""
    levels = {level.competence: level for level in chapter.book.results.competences.levels}
    cards = chapter.book.context.catalogue.competences
    groups = _groups(chapter, cards)
    found = sorted(cards, key=lambda card: groups.index(card.wheel[chapter.names.lang]))
    return [(card, levels[card.id]) for card in found if card.id in levels]


def _groups(chapter: Chapter, cards: Iterable[Competence]) -> list[str]:
    return list(dict.fromkeys(card.wheel[chapter.names.lang] for card in cards))


def _ends(chapter: Chapter, known: Sequence[Spoke]) -> str:
    """Which competences stand highest and lowest; one sentence where all stand the same."""
    marks = [level.median or 0.0 for _, level in known]
    high, least = max(marks), min(marks)
    if high == least:
        return chapter.text("wheel_even", level=chapter.say.number(high, 1), top=TOP)
    return chapter.text(
        "wheel_ends",
        high=_listed(chapter, known, high),
        high_mark=chapter.say.number(high, 1),
        low=_listed(chapter, known, least),
        low_mark=chapter.say.number(least, 1),
        top=TOP,
    )


def _listed(chapter: Chapter, known: Sequence[Spoke], mark: float) -> str:
    titles = [card.title[chapter.names.lang] for card, level in known if level.median == mark]
    return chapter.say.some([f"“{title}”" for title in titles])


def _figure(chapter: Chapter, spokes: Sequence[Spoke], basis: Basis, moved: Since | None) -> None:
    say, lang = chapter.say, chapter.names.lang
    groups = _groups(chapter, (card for card, _ in spokes))
    wedges = tuple(_wedge(chapter, spoke, groups, moved) for spoke in spokes)
    before = chapter.common("since_edition", edition=moved.edition) if moved and moved.moves else ""
    today, need, few = (chapter.text(f"wheel_{key}") for key in ("today", "need", "few"))
    scale = tuple(chapter.text(f"scale_{level}") for level in range(5))
    columns = (
        left(chapter.names.column("U1", "competence"), 2),
        left(chapter.text("wheel_group"), 1.8),
        right(today, 0.8),
        right(need, 1),
        right(chapter.text("wheel_answers"), 0.6),
    )
    data = [
        [
            cell(card.title[lang]),
            cell(card.wheel[lang]),
            cell(few if level.median is None else say.number(level.median, 1)),
            cell("" if level.requirement is None else say.number(level.requirement, 1)),
            cell(say.number(level.n) if level.n else ""),
        ]
        for card, level in spokes
    ]
    caption = chapter.text("wheel")
    table = chapter.made_table("wheel.data", caption, columns, data)
    figure = CompetenceWheel(tuple(groups), scale, today, need, few, wedges, before)
    chapter.figure("wheel", caption, _alt(chapter, spokes, len(groups)), figure, table, basis)


def _wedge(chapter: Chapter, spoke: Spoke, groups: Sequence[str], moved: Since | None) -> Wedge:
    card, level = spoke
    move = moved.moves.get(card.id) if moved else None
    title, group = (text[chapter.names.lang] for text in (card.title, card.wheel))
    now = Wedge(title, groups.index(group), level.median, level.requirement)
    return replace(now, before=move.before.value, change=change_words(chapter, move)) if move else now


def _alt(chapter: Chapter, spokes: Sequence[Spoke], groups: int) -> str:
    known = [level for _, level in spokes if level.median is not None]
    below = sum(
        level.requirement is not None and (level.median or 0.0) < level.requirement for level in known
    )
    values = {
        "competences": chapter.say.letters(len(spokes)),
        "groups": chapter.say.letters(groups),
        "known": chapter.say.number(len(known)),
    }
    said = chapter.text("wheel_alt_full" if len(known) == len(spokes) else "wheel_alt", **values)
    if below == len(spokes):
        return f"{said} {chapter.text('wheel_alt_all')}"
    return f"{said} {chapter.text('wheel_alt_below', below)}"
