"""Data quality as a heat matrix, worst first, with causes and what areas see differently."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import QualityCell, QualityObject, UserGap
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap, free, low, slug

SHOWN = 15
GAPS = 25
LEVELS = {"weak": 0, "tolerable": 2, "good": 4}


def quality(chapter: Chapter) -> None:
    """AN-14."""
    found, say = chapter.book.results.quality, chapter.say
    if not found.objects:
        chapter.unknown("quality", "systems")
        return
    basis = Basis.of("AN-14", found.evidence)
    chapter.claim("quality", _summary(chapter), basis)
    shown = sorted(found.objects, key=lambda o: (-o.debt, o.index if o.index is not None else 9, o.name))[
        :SHOWN
    ]
    _figure(chapter, shown)
    rest = len(found.objects) - len(shown)
    if rest > 0:
        chapter.plain(chapter.text("quality_more", rest))
    causes = sorted(
        (c for c in found.causes if c.key not in ("", "unknown")), key=lambda c: (-c.number, c.key)
    )
    if causes:
        first = [c for c in causes if c.number == causes[0].number]
        listed = say.all(low(chapter.names.choice("quality_cause", c.key)) for c in first)
        text = chapter.text("causes", causes[0].number, causes=listed)
        chapter.claim("quality.causes", text, Basis.of("AN-14", *(c.evidence for c in first)))
    single = [o.name for o in shown if o.one_group]
    if single:
        evidence = [o.evidence for o in shown if o.one_group]
        text = chapter.text("one_group", len(single), objects=say.some(single))
        chapter.claim("quality.one-group", text, Basis.of("AN-14", *evidence))
    _gaps(chapter)


def _summary(chapter: Chapter) -> str:
    found, say = chapter.book.results.quality, chapter.say
    said = chapter.text("quality", len(found.objects))
    limit = say.number(chapter.book.context.catalogue.thresholds["quality.tolerable"], 1)
    weak = [o for o in found.objects if o.debt > 0]
    if weak:
        worst = found.debt_top[0] if found.debt_top else max(weak, key=lambda o: (o.debt, o.name))
        said += " " + chapter.text("weak", len(weak), limit=limit, object=worst.name)
        lowest = _lowest(worst)
        if lowest:
            listed = say.all(low(chapter.names.column("S4", c.dimension)) for c in lowest)
            key = "weakest" if len(lowest) == 1 else "weakest_tied"
            said += " " + chapter.text(key, dimensions=listed, mean=say.mark(lowest[0].mean))
    else:
        said += " " + chapter.text("weak", 0, limit=limit)
    return said


def _lowest(thing: QualityObject) -> list[QualityCell]:
    """The dimensions with the lowest mean, all that read the same."""
    means = {c.dimension: round(c.mean, 1) for c in thing.cells if c.mean is not None}
    least = min(means.values(), default=None)
    return [c for c in thing.cells if c.dimension in means and means[c.dimension] == least]


def _figure(chapter: Chapter, shown: list[QualityObject]) -> None:
    found, names = chapter.book.results.quality, chapter.names
    titles = tuple(names.column("S4", dimension) for dimension in found.dimensions)
    rows = tuple(
        (o.name, tuple(_heat(chapter, o.cell(dimension)) for dimension in found.dimensions)) for o in shown
    )
    words = {word: chapter.text(f"word_{word}") for word in LEVELS}
    legend = (words["weak"], "", words["tolerable"], "", words["good"])
    title = names.column("S4", "object")
    figure = HeatMatrix(title, titles, rows, legend)
    caption = chapter.text("quality_figure")
    columns = (left(title, 1.8), *(left(header) for header in titles))
    data = [_data_row(name, cells) for name, cells in rows]
    weak = sum(c.level == 0 for _, cells in rows for c in cells)
    known = sum(c.level is not None for _, cells in rows for c in cells)
    alt = chapter.text(
        "quality_alt",
        objects=chapter.say.number(len(rows)),
        weak=chapter.say.number(weak),
        fields=chapter.say.number(known),
        object=shown[0].name,
    )
    for o in shown:
        mark = chapter.say.mark(o.index)
        text = chapter.text("object", object=o.name, index=mark, of=chapter.say.number(o.index_of))
        chapter.row_claim(f"quality.{slug(o.name)}", text, Basis.of("AN-14", o.evidence), note=False)
    table = chapter.made_table("quality.data", caption, columns, data)
    basis = Basis.of("AN-14", *(o.evidence for o in shown))
    chapter.figure("quality.matrix", caption, alt, figure, table, basis)


def _heat(chapter: Chapter, found: QualityCell) -> HeatCell:
    if found.mean is None or found.word is None:
        return HeatCell("?" if found.unknown else "–", None)
    return HeatCell(chapter.say.fixed(found.mean), LEVELS[found.word], chapter.text(f"word_{found.word}"))


def _data_row(name: str, cells: tuple[HeatCell, ...]) -> list[Cell]:
    return [cell(name), *(cell(f"{c.text} {c.word}".strip(), c.level) for c in cells)]


def _gaps(chapter: Chapter) -> None:
    """Both views where two areas see the same data far apart."""
    gaps = chapter.book.results.quality.user_gaps
    if not gaps:
        return
    chapter.plain(chapter.text("user_gaps", len(gaps)))
    columns = (
        left(chapter.names.column("S4", "object"), 1.5),
        left(chapter.text("col_about"), 1.1),
        left(chapter.text("col_views"), 3),
    )
    rows = [_gap_row(chapter, gap) for gap in gaps[:GAPS]]
    basis = Basis.of("AN-14", *(gap.evidence for gap in gaps))
    chapter.table("quality.gaps", chapter.text("user_gaps_table"), columns, rows, basis)
    if len(gaps) > GAPS:
        chapter.more("user_gaps_more", len(gaps) - GAPS)


def _gap_row(chapter: Chapter, gap: UserGap) -> list[Cell]:
    say, names = chapter.say, chapter.names
    header = names.column("S4", gap.dimension)
    views = chapter.text(
        "gap_views",
        high_area=names.area(gap.high_area),
        high=say.fixed(gap.high),
        low_area=names.area(gap.low_area),
        low=say.fixed(gap.low),
    )
    text = chapter.text("difference", system=free(gap.object), about=low(header), views=views)
    subject = f"quality.gap.{slug(gap.object)}.{gap.dimension}"
    chapter.row_claim(subject, text, Basis.of("AN-14", gap.evidence), note=False)
    return [cell(gap.object), cell(header), cell(cap(views))]
