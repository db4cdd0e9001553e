"""The portfolio of initiatives: how we rank, what came out, where the tables differ."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.figure import Bubble, BubbleChart
from kit.model.results import Initiative
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low, slug

SHOWN = 25
BUBBLES = 20
DIFFERENCES = 25
PAIRS = 3
CLASSES = ("start", "prepare", "small_steps", "park")


def portfolio(chapter: Chapter) -> None:
    """AN-09: bubbles, a table with the range of ranks, and what is not agreed."""
    initiatives = chapter.book.results.initiatives
    if not initiatives.items:
        chapter.unknown("initiatives", "network")
        return
    scored = [item for item in initiatives.items if item.rank is not None]
    chapter.plain(chapter.text("method"))
    chapter.claim("classes", _classes(chapter), Basis.of("AN-09", *(i.evidence for i in initiatives.items)))
    if scored:
        limit = chapter.book.context.catalogue.thresholds["initiatives.class"]
        chapter.plain(chapter.text("limit", limit=chapter.say.number(limit, 1)))
        _figure(chapter, scored)
        _table(chapter, scored)
    _unscored(chapter, [item for item in initiatives.items if item.rank is None])
    _differences(chapter, scored)
    _checks(chapter, initiatives.items)
    _similar(chapter)


def _classes(chapter: Chapter) -> str:
    initiatives, say = chapter.book.results.initiatives, chapter.say
    said = chapter.text("initiatives", initiatives=say.count("initiative", len(initiatives.items)))
    parts = [
        chapter.text(f"class_{klass}_of", len(mine))
        for klass in CLASSES
        if (mine := initiatives.of_class(klass))
    ]
    return f"{said} {cap(say.clauses(parts))}." if parts else said


def _figure(chapter: Chapter, scored: Sequence[Initiative]) -> None:
    say = chapter.say
    shown = [item for item in scored if item.benefit is not None and item.doability is not None][:BUBBLES]
    bubbles = tuple(
        Bubble(n, free(i.title), i.doability or 0, i.benefit or 0, i.days or 0, _class(chapter, i))
        for n, i in enumerate(shown, 1)
    )
    words = {klass: chapter.text(f"class_{klass}") for klass in CLASSES}
    quadrants = (words["prepare"], words["start"], words["park"], words["small_steps"])
    threshold = chapter.book.context.catalogue.thresholds["initiatives.class"]
    titles = [chapter.text(key) for key in ("doability", "benefit", "effort")]
    figure = BubbleChart(titles[0], titles[1], titles[2], threshold, quadrants, bubbles)
    caption = chapter.text("figure")
    columns = (
        right(chapter.text("col_number"), 0.4),
        left(chapter.text("col_initiative"), 2.4),
        *(right(title, 0.9) for title in titles),
    )
    rows = [
        [cell(str(b.number)), cell(b.label), cell(say.mark(b.x)), cell(say.mark(b.y)), _days(chapter, i)]
        for b, i in zip(bubbles, shown, strict=True)
    ]
    first = shown[0]
    alt = chapter.text(
        "figure_alt",
        n=say.count("initiative", len(shown)),
        title=free(first.title),
        benefit=say.mark(first.benefit),
        doability=say.mark(first.doability),
    )
    basis = Basis.of("AN-09", *(item.evidence for item in shown))
    data = chapter.made_table("portfolio.data", caption, columns, rows)
    chapter.figure("portfolio", caption, alt, figure, data, basis)


def _days(chapter: Chapter, item: Initiative) -> Cell:
    return cell("–" if item.days is None else chapter.say.number(item.days))


def _class(chapter: Chapter, item: Initiative) -> str:
    return chapter.text(f"class_{item.klass}") if item.klass else "–"


def _table(chapter: Chapter, scored: Sequence[Initiative]) -> None:
    columns = (
        left(chapter.text("col_initiative"), 2.6),
        left(chapter.text("col_class"), 1.1),
        right(chapter.text("col_priority"), 0.8),
        right(chapter.text("col_rank"), 0.8),
        left(chapter.names.column("B4", "owner"), 1.4),
    )
    rows = [_row(chapter, item) for item in scored[:SHOWN]]
    chapter.plain(chapter.text("rank"))
    chapter.table("initiatives.table", chapter.text("table"), columns, rows)
    rest = len(scored) - SHOWN
    if rest > 0:
        chapter.more("more", rest)


def _row(chapter: Chapter, item: Initiative) -> list[Cell]:
    say = chapter.say
    owner = say.functions(item.owners)
    text = chapter.text(
        "row", title=free(item.title), klass=low(_class(chapter, item)), priority=say.mark(item.priority)
    )
    notes = chapter.row_claim(f"initiative.{slug(item.title)}", text, Basis.of("AN-09", item.evidence))
    rank = "–"
    if item.rank_best is not None and item.rank_worst is not None:
        same = item.rank_best == item.rank_worst
        rank = str(item.rank_best) if same else f"{item.rank_best}–{item.rank_worst}"
    return [
        cell(free(item.title), notes=notes),
        cell(_class(chapter, item)),
        cell(say.mark(item.priority)),
        cell(rank),
        cell(owner),
    ]


def _unscored(chapter: Chapter, items: Sequence[Initiative]) -> None:
    if not items:
        return
    listed = chapter.say.some([f"“{free(item.title)}”" for item in items])
    for item in items:
        text = chapter.text("row_unscored", title=free(item.title))
        chapter.row_claim(
            f"initiative.{slug(item.title)}", text, Basis.of("AN-09", item.evidence), note=False
        )
    chapter.claim(
        "unscored",
        chapter.text("unscored", len(items), titles=listed),
        Basis.of("AN-09", *(i.evidence for i in items)),
    )
    chapter.ask("scores", chapter.text("scores_unknown", titles=listed))


def _differences(chapter: Chapter, scored: Sequence[Initiative]) -> None:
    """Scores on which two tables are far apart, with who said what."""
    rows = []
    for item in scored:
        for key in item.differs:
            views = _scores(chapter, item, key)
            if not views:
                continue
            header = chapter.names.column("B4", key)
            text = chapter.text("differs_claim", title=free(item.title), criterion=low(header), views=views)
            criterion = item.criterion(key)
            subject = f"differs.{slug(item.title)}.{key}"
            notes = chapter.row_claim(subject, text, Basis.of("AN-09", criterion.score.evidence))
            rows.append([cell(free(item.title), notes=notes), cell(header), cell(cap(views))])
    if not rows:
        return
    chapter.heading("differs_heading", 3)
    chapter.plain(chapter.text("differs", len(rows)))
    columns = (
        left(chapter.text("col_initiative"), 2),
        left(chapter.text("col_criterion"), 1.2),
        left(chapter.text("col_views"), 2),
    )
    chapter.table("differs", chapter.text("differs_table"), columns, rows[:DIFFERENCES])
    if len(rows) > DIFFERENCES:
        chapter.more("differs_more", len(rows) - DIFFERENCES)


def _scores(chapter: Chapter, item: Initiative, key: str) -> str:
    """``bord 2: 5; bord 1 og 4: 2``, highest first; tables of one mind stand together."""
    evidence = chapter.book.context.evidence
    views: dict[float, list[str]] = {}
    for id in item.criterion(key).score.evidence:
        number = evidence[id].number(key)
        if number is not None:
            views.setdefault(number, []).append(evidence[id].unit.code)
    return "; ".join(
        chapter.text("score_view", units=chapter.names.units(units), score=chapter.say.number(number, 1))
        for number, units in sorted(views.items(), reverse=True)
    )


def _checks(chapter: Chapter, items: Sequence[Initiative]) -> None:
    """Initiatives whose data or systems say something else than their scores."""
    say = chapter.say
    for subject, found in (
        ("data_check", [item for item in items if item.data_check]),
        ("leaving", [item for item in items if item.leaving]),
        (
            "one_group",
            [item for item in items if item.one_group and item.rank is not None and item.klass == "start"],
        ),
    ):
        if found:
            titles = say.some([f"“{free(item.title)}”" for item in found])
            systems = say.some(sorted({name for item in found for name in item.leaving}))
            text = chapter.text(subject, len(found), titles=titles, systems=systems)
            basis = Basis.of("AN-09", *(item.evidence for item in found))
            chapter.claim(subject.replace("_", "-"), text, basis)


def _similar(chapter: Chapter) -> None:
    pairs = chapter.book.results.initiatives.suggestions[:PAIRS]
    if pairs:
        listed = "; ".join(
            chapter.text("pair", first=free(pair.first), second=free(pair.second)) for pair in pairs
        )
        basis = Basis.of("AN-09", *(pair.evidence for pair in pairs))
        chapter.claim("similar", chapter.text("similar", len(pairs), pairs=listed), basis)
