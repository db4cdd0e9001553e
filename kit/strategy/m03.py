"""M03 Where we are: sixteen themes, and where people see different things."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Module
from kit.model.figure import Spread, SpreadChart
from kit.model.results import AreaView, ThemeMaturity
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m03_agreement import agreement
from kit.strategy.m03_leaders import leaders
from kit.strategy.say import low
from kit.strategy.since import THEMES, Compared, Since, change_words, since, tell

TOLD = 3
"""So many disagreements get a paragraph of their own; the rest stand in a table."""
LISTED = 6
"""More themes than this in one quadrant are counted, and the three with the longest way named."""
UNSURE = 1 / 3
"""From this share of "?" a theme is one that people know too little about."""


def write(book: Book) -> Module:
    """The module from AN-03."""
    chapter = Chapter(book, "M03", "F3 U6")
    maturity = book.results.maturity
    if not maturity.respondents:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("themes", "kickoff")
        leaders(chapter)
        chapter.paper("U6")
        chapter.monday(())
        return chapter.done()
    _lead(chapter)
    _quadrants(chapter)
    chapter.heading("themes_heading")
    found = since(chapter, THEMES)
    _figure(chapter, found)
    agreement(chapter)
    _silent(chapter)
    _unsure(chapter)
    if found:
        _since(chapter, found)
    chapter.heading("apart_heading")
    _apart(chapter)
    leaders(chapter)
    chapter.paper("U6")
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    maturity, say = chapter.book.results.maturity, chapter.say
    people = say.count("person", maturity.respondents)
    areas = say.count("area", len(maturity.areas))
    themes = say.number(len(maturity.themes))
    said = chapter.text("lead", people=people, areas=areas, themes=themes)
    chapter.claim("respondents", said, Basis.of("AN-03", maturity.evidence), "lead")


def _since(chapter: Chapter, found: Since) -> None:
    """What became of the themes since the edition before."""
    chapter.heading_text(chapter.common("since_heading", edition=found.edition))
    basis = Basis.of("AN-03", chapter.book.results.maturity.evidence)
    names = chapter.names
    header = chapter.text("theme")
    what = Compared("theme", names.theme, lambda id: low(names.theme(id)), header, "since.themes", basis)
    tell(chapter, found, what)


def _figure(chapter: Chapter, found: Since | None) -> None:
    maturity, say, names = chapter.book.results.maturity, chapter.say, chapter.names
    rows = tuple(_spread(chapter, theme, found) for theme in maturity.themes)
    before = chapter.common("since_edition", edition=found.edition) if found and found.moves else ""
    scale = tuple(chapter.text(f"scale_{n}") for n in range(1, 6))
    words = [chapter.text(key) for key in ("now", "target", "spread", "too_few")]
    figure = SpreadChart(scale, words[0], words[1], words[2], words[3], rows, before)
    data = [
        [cell(names.theme(t.theme)), cell(say.mark(t.now.mean)), cell(say.mark(t.target.mean)), _span(say, t)]
        for t in maturity.themes
    ]
    columns = (left(chapter.text("theme"), 2.4), right(words[0]), right(words[1]), right(words[2], 1.2))
    caption = chapter.text("figure")
    table = chapter.made_table("themes.data", caption, columns, data)
    basis = Basis.of("AN-03", maturity.evidence)
    chapter.figure("themes", caption, _alt(chapter), figure, table, basis)


def _spread(chapter: Chapter, theme: ThemeMaturity, found: Since | None) -> Spread:
    move = found.moves.get(theme.theme) if found else None
    return Spread(
        chapter.names.theme(theme.theme),
        chapter.names.theme_block(theme.block),
        theme.now.mean,
        theme.target.mean,
        theme.now.low,
        theme.now.high,
        chapter.text("flag") if theme.agreement == "disagree" else "",
        move.before.value if move else None,
        move.turn if move else "",
        change_words(chapter, move) if move else "",
    )


def _span(say: object, theme: ThemeMaturity) -> Cell:
    low_mark, high = theme.now.low, theme.now.high
    return cell("–" if low_mark is None or high is None else f"{low_mark:.0f}–{high:.0f}")


def _alt(chapter: Chapter) -> str:
    """Which theme has the longest way to go, and on how many people disagree."""
    maturity, say = chapter.book.results.maturity, chapter.say
    known = [t for t in maturity.themes if t.gap is not None]
    said = chapter.text("figure_alt", themes=say.number(len(maturity.themes)))
    if known:
        far = max(known, key=lambda t: (t.gap or 0.0, t.theme))
        theme = low(chapter.names.theme(far.theme))
        now, target = say.mark(far.now.mean), say.mark(far.target.mean)
        said += " " + chapter.text("figure_alt_far", theme=theme, now=now, target=target)
    return said


def _quadrants(chapter: Chapter) -> None:
    """One sentence for each quadrant that has themes."""
    themes = chapter.book.results.maturity.themes
    for quadrant in ("act", "talk", "hold", "look"):
        mine = [t for t in themes if t.quadrant == quadrant]
        if not mine:
            continue
        listed = _listed(chapter, mine)
        key = quadrant
        if len(mine) > LISTED:
            farthest = sorted(mine, key=lambda t: (-(t.gap or 0.0), t.theme))[:3]
            listed = _listed(chapter, farthest)
            key = f"{quadrant}_long"
        text = chapter.text(key, len(mine), themes=listed)
        chapter.claim(quadrant, text, Basis.of("AN-03", *(t.evidence for t in mine)))


def _listed(chapter: Chapter, themes: Sequence[ThemeMaturity]) -> str:
    """Quoted, for some titles hold an "and" of their own."""
    return chapter.say.all(f"“{low(chapter.names.theme(theme.theme))}”" for theme in themes)


def _silent(chapter: Chapter) -> None:
    """The themes that hardly anybody answered on, and those that only one table did."""
    maturity = chapter.book.results.maturity
    few = [t for t in maturity.themes if t.now.mean is None or t.consensus is None]
    if few:
        listed = _listed(chapter, few)
        chapter.unknown("few", themes=listed)
    single = [t for t in maturity.themes if t.one_group and t.now.n]
    if single:
        listed = _listed(chapter, single)
        basis = Basis.of("AN-03", *(t.evidence for t in single))
        chapter.claim("one-group", chapter.text("one_group", len(single), themes=listed), basis)


def _unsure(chapter: Chapter) -> None:
    themes = [t for t in chapter.book.results.maturity.themes if (t.now.unknown_share or 0) >= UNSURE]
    if themes:
        listed = _listed(chapter, themes)
        basis = Basis.of("AN-03", *(t.now.evidence for t in themes))
        chapter.claim("unsure", chapter.text("unsure", len(themes), themes=listed), basis)


def _apart(chapter: Chapter) -> None:
    apart = chapter.book.results.maturity.disagreements
    if not apart:
        chapter.plain(chapter.text("apart_none"))
        return
    chapter.plain(chapter.text("apart", len(apart)))
    used: dict[str, int] = {}
    for theme in apart[:TOLD]:
        kind = "between" if theme.where == "between" and theme.high else "within"
        used[kind] = used.get(kind, 0) + 1
        text = _both_views(chapter, theme, f"{kind}_{used[kind]}")
        chapter.claim(f"apart.{theme.theme}", text, Basis.of("AN-03", theme.evidence))
    rest = apart[TOLD:]
    columns = (
        left(chapter.text("theme"), 1.6),
        left(chapter.text("sees_most"), 2),
        left(chapter.text("sees_least"), 2),
        left(chapter.text("where"), 1.3),
    )
    rows = [_apart_row(chapter, theme) for theme in rest]
    basis = Basis.of("AN-03", *(t.evidence for t in rest))
    if rows:
        chapter.plain(chapter.text("apart_rest", len(rows)))
        chapter.table("apart", chapter.text("apart_table"), columns, rows, basis)


def _both_views(chapter: Chapter, theme: ThemeMaturity, key: str) -> str:
    say, names = chapter.say, chapter.names
    values: dict[str, object] = {
        "theme": low(names.theme(theme.theme)),
        "title": names.theme(theme.theme),
        "low_mark": say.number(theme.now.low or 0, 1),
        "high_mark": say.number(theme.now.high or 0, 1),
        "mean": say.mark(theme.now.mean),
        "n": say.number(theme.now.n),
    }
    if theme.high and theme.low:
        values |= {
            "high_areas": names.areas(theme.high.areas),
            "high": say.mark(theme.high.mean),
            "low_areas": names.areas(theme.low.areas),
            "low": say.mark(theme.low.mean),
        }
    said = chapter.text(key, **values)
    if key.startswith("within") and theme.high and theme.low and theme.high.mean > theme.low.mean:
        said += " " + chapter.text("within_views", **values)
    return f"{said}{_by_level(chapter, theme)}"


def _by_level(chapter: Chapter, theme: ThemeMaturity) -> str:
    """What leaders say and what the others say, where that is where the difference lies."""
    for item in chapter.book.results.disagreements.of("theme"):
        point = item.points[0]
        if item.subject == theme.theme and point.where == "leaders":
            marks = {side.who: chapter.say.mark(side.mean) for side in point.sides}
            return " " + chapter.text("by_level", **marks)
    return ""


def _apart_row(chapter: Chapter, theme: ThemeMaturity) -> list[Cell]:
    def view(seen: AreaView | None, mark: float | None) -> str:
        if seen is not None:
            return f"{chapter.names.areas(seen.areas)}: {chapter.say.fixed(seen.mean)}"
        return chapter.text("one_answer", mark=chapter.say.mark(mark))

    where = chapter.text(f"where_{theme.where}") if theme.where else "–"
    return [
        cell(f"{theme.theme} {chapter.names.theme(theme.theme)}"),
        cell(view(theme.high, theme.now.high)),
        cell(view(theme.low, theme.now.low)),
        cell(where),
    ]


def _monday(chapter: Chapter) -> None:
    maturity, names = chapter.book.results.maturity, chapter.names
    owner = chapter.owner()
    items = []
    for theme in maturity.disagreements[:2]:
        title = low(names.theme(theme.theme))
        if theme.high and theme.low and theme.where == "between":
            high, low_view = names.areas(theme.high.areas), names.areas(theme.low.areas)
            items.append(chapter.text("monday_between", who=owner, theme=title, high=high, low=low_view))
        else:
            items.append(chapter.text("monday_within", who=owner, theme=title))
    act = _widest([t for t in maturity.themes if t.quadrant == "act"])
    if act:
        items.append(chapter.text("monday_act", who=owner, theme=low(names.theme(act.theme))))
    chapter.monday(items)


def _widest(themes: Sequence[ThemeMaturity]) -> ThemeMaturity | None:
    return max(themes, key=lambda t: (t.weighted_gap or t.gap or 0.0, t.theme), default=None)
