"""How far people agree on each theme: the figure, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Table
from kit.model.figure import Accord, AgreementPlot
from kit.model.results import ThemeMaturity
from kit.strategy.book import Basis, Chapter, cell, left, right

LEAST = 3
"""With fewer themes than this the table says all."""
LABELS = ("disagree", "partly", "agree")


def agreement(chapter: Chapter) -> None:
    """AN-03: the themes by their consensus, those that people see most differently first."""
    chapter.plain(chapter.text("table_how", limit=chapter.say.fixed(_limit(chapter))))
    table = _table(chapter)
    themes = chapter.book.results.maturity.themes
    known = sorted((theme.consensus, theme.theme) for theme in themes if theme.consensus is not None)
    if len(known) < LEAST:
        chapter.add(table)
        return
    by_id = {theme.theme: theme for theme in themes}
    _figure(chapter, [by_id[id] for _, id in known], table)


def _figure(chapter: Chapter, themes: Sequence[ThemeMaturity], table: Table) -> None:
    figure = AgreementPlot(
        chapter.text("agreement"),
        chapter.text("label_talk"),
        chapter.text("agreement_other"),
        (chapter.text("agreement_0"), chapter.text("agreement_1")),
        (chapter.text("label_disagree"), chapter.text("label_partly"), chapter.text("label_agree")),
        _limits(chapter),
        tuple(
            Accord(
                chapter.names.theme(theme.theme),
                _shown(chapter, theme.consensus or 0.0),
                _calls_for(chapter, theme),
                theme.quadrant == "talk",
            )
            for theme in themes
        ),
    )
    basis = Basis.of("AN-03", chapter.book.results.maturity.evidence)
    caption = chapter.text("agreement_figure")
    chapter.figure("agreement", caption, _alt(chapter, themes), figure, table, basis)


def _alt(chapter: Chapter, themes: Sequence[ThemeMaturity]) -> str:
    """On how many themes people agree, and how many call for a talk."""
    say = chapter.say
    counts = [(label, sum(theme.agreement == label for theme in themes)) for label in LABELS]
    parts = say.all(chapter.text(f"agreement_{label}", n=say.number(n)) for label, n in counts if n)
    said = chapter.text("agreement_alt", themes=say.number(len(themes)), parts=parts)
    return f"{said} {chapter.text('agreement_talk', sum(theme.quadrant == 'talk' for theme in themes))}"


def _table(chapter: Chapter) -> Table:
    maturity = chapter.book.results.maturity
    columns = (
        left(chapter.text("theme"), 2),
        right(chapter.text("answers"), 0.7),
        right(chapter.text("gap"), 0.8),
        right(chapter.text("agreement"), 0.8),
        left(chapter.text("agreement_label"), 1.1),
        left(chapter.text("calls_for"), 1.3),
    )
    rows = [_theme_row(chapter, theme) for theme in maturity.themes]
    basis = Basis.of("AN-03", maturity.evidence)
    return chapter.made_table("table", chapter.text("table"), columns, rows, basis)


def _theme_row(chapter: Chapter, theme: ThemeMaturity) -> list[Cell]:
    say = chapter.say
    title = chapter.names.theme(theme.theme)
    label = chapter.text(f"label_{theme.agreement}") if theme.agreement else chapter.text("too_few")
    text = chapter.text(
        "row",
        theme=title,
        now=say.mark(theme.now.mean),
        target=say.mark(theme.target.mean),
        agreement=label,
    )
    chapter.row_claim(f"theme.{theme.theme}", text, Basis.of("AN-03", theme.evidence), note=False)
    return [
        cell(f"{theme.theme} {title}"),
        cell(say.number(theme.now.n)),
        cell("" if theme.gap is None else say.fixed(below(theme.gap, _limit(chapter)), 2)),
        cell("" if theme.consensus is None else say.fixed(_shown(chapter, theme.consensus), 2)),
        cell(label),
        cell(_calls_for(chapter, theme)),
    ]


def _calls_for(chapter: Chapter, theme: ThemeMaturity) -> str:
    return chapter.text(f"label_{theme.quadrant}") if theme.quadrant else "–"


def _limit(chapter: Chapter) -> float:
    return chapter.book.context.catalogue.thresholds["maturity.gap"]


def _limits(chapter: Chapter) -> tuple[float, float]:
    thresholds = chapter.book.context.catalogue.thresholds
    return thresholds["consensus.partly"], thresholds["consensus.agree"]


def _shown(chapter: Chapter, consensus: float) -> float:
    return max(0.0, below(consensus, *_limits(chapter)))


def below(value: float, *limits: float) -> float:
    """Two decimals; what is below a limit never reads as the limit."""
    shown = round(value, 2)
    return round(shown - 0.01, 2) if any(value < limit <= shown for limit in limits) else shown
