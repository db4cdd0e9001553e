"""The deck with which the lead asks the board to decide: a message on each slide, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kit.model.board import Asks, BoardDeck, Body, Bubbles, Cover, Grid, Quarters, Slide, Tile, Tiles
from kit.model.claim import Strategy
from kit.model.document import Table
from kit.model.figure import BubbleChart, Gantt
from kit.model.results import Results
from kit.strategy.backed import Backed
from kit.strategy.board_decisions import Asked, asked_of_the_board, others_confirm, quoted
from kit.strategy.context import StrategyContext
from kit.strategy.say import cap, free, slug

NUMBERS = ("systems", "critical", "coverage", "hours", "placed", "gaps")
"""The six figures in the order of M01."""
_LOUDEST = ("critical", "coverage", "placed", "hours", "systems", "gaps")
BUBBLES, BARS, RISKS, POINTS = 12, 14, 5, 7


def board_deck(results: Results, strategy: Strategy, context: StrategyContext) -> BoardDeck:
    """The deck of one edition in the process language, at most fourteen slides.

    Sentences are ``templates/strategy/board.toml``. Slides that no answer supports are not made. The same
    input gives the same value.
    """
    paper = Backed(results, strategy, context, "board")
    asked = asked_of_the_board(paper)
    makers: tuple[Callable[[Backed], Slide | None], ...] = (_figures, _minimum)
    later: tuple[Callable[[Backed], Slide | None], ...] = (_portfolio, _plan, _risks)
    slides = [
        _cover(paper),
        *(make(paper) for make in makers),
        *_numbered(paper, asked),
        *(make(paper) for make in later),
        _asks(paper, asked),
    ]
    municipality = context.process.municipality
    return BoardDeck(
        name=slug(paper.text("file")),
        title=paper.text("document", edition=context.edition),
        municipality=municipality,
        lang=context.process.lang,
        colour=context.process.brand.colour,
        footer=paper.text("footer", municipality=municipality, edition=context.edition),
        stamp=context.day,
        slides=tuple(slide for slide in slides if slide),
        draft=strategy.document.mark,
    )


def _made(paper: Backed, id: str, title: str, body: Body, claims: Sequence[str]) -> Slide:
    known = paper.known(claims)
    notes = (paper.text(f"note_{id}"), *paper.sources(known))
    return Slide(id, paper.text(f"kicker_{id}"), cap(title), body, known, notes)


def _numbered(paper: Backed, asked: Sequence[Asked]) -> list[Slide]:
    whole = len(asked)
    return [
        replace(one.slide, kicker=paper.text("kicker_numbered", n=n, whole=whole))
        for n, one in enumerate(asked, 1)
    ]


def _cover(paper: Backed) -> Slide:
    context = paper.context
    lines = [context.process.municipality, paper.say.long_day(context.day)]
    if context.process.sponsor:
        lines.append(paper.text("sponsor_line", who=free(context.process.sponsor)))
    subtitle = paper.said("M01.purpose") or paper.text("cover_subtitle")
    body = Cover(quoted(subtitle), tuple(lines))
    return _made(paper, "cover", paper.text("cover", edition=context.edition), body, ("M01.purpose",))


def _figures(paper: Backed) -> Slide | None:
    """The same six figures as M01, from its own table."""
    table = paper.table("M01.numbers")
    if table is None:
        return None
    found = dict(zip(NUMBERS, table.rows, strict=True))
    known = {subject: row[1].text for subject, row in found.items() if paper.claim(f"M01.{subject}")}
    if not known:
        return None
    loud = [s for s in _LOUDEST if s in known and not (s == "critical" and known[s].startswith("0 "))][:2]
    parts = [
        paper.text(f"figures_{subject}", paper.counted(subject), value=known[subject]) for subject in loud
    ]
    tiles = tuple(
        Tile(known.get(subject, ""), row[0].text, row[2].text if subject in known else row[1].text)
        for subject, row in found.items()
    )
    title = paper.say.clauses(parts) or paper.text("figures_none")
    return _made(paper, "figures", title, Tiles(tiles), [f"M01.{subject}" for subject in known])


def _minimum(paper: Backed) -> Slide | None:
    """The points that are not in place, the first six first."""
    minimum, table = paper.results.minimum, paper.table("M12.check.table")
    if table is None or not paper.claim("M12.check") or minimum.count("ok") == len(minimum.points):
        return None
    pairs = list(zip(minimum.points, table.rows, strict=True))
    rows = [tuple(cell.text for cell in row) for point, row in pairs if point.state != "ok"]
    key = "usable" if minimum.usable else "not_usable"
    title = paper.text(f"minimum_{key}", minimum.count("ok"))
    more = paper.text("more_in", module="M12") if len(rows) > POINTS else ""
    body = Grid(table.columns, tuple(rows[:POINTS]), paper.text("minimum_alt"), more)
    claims = ["M12.check", *(f"M12.check.{p.number}" for p, _ in pairs if p.state != "ok")]
    return _made(paper, "minimum", title, body, claims)


def _portfolio(paper: Backed) -> Slide | None:
    node = paper.figure("M05.portfolio")
    if node is None or not isinstance(node.figure, BubbleChart):
        return None
    initiatives = paper.results.initiatives
    counts = [(klass, len(initiatives.of_class(klass))) for klass in ("start", "prepare", "small_steps")]
    parts = [paper.text(f"portfolio_{klass}", n) for klass, n in counts if n][:2]
    title = paper.say.clauses(parts) or paper.text("portfolio_none")
    chart = replace(node.figure, bubbles=node.figure.bubbles[:BUBBLES])
    rest = len(initiatives.items) > len(chart.bubbles)
    key = paper.text("portfolio_key_some" if rest else "portfolio_key")
    body = Bubbles(chart, node.alt, paper.text("portfolio_series"), key)
    claims = ["M05.classes", "M05.portfolio"]
    return _made(paper, "portfolio", title, body, claims)


def _plan(paper: Backed) -> Slide | None:
    node, plan = paper.figure("M08.plan"), paper.results.plan
    if node is None or not isinstance(node.figure, Gantt) or not paper.claim("M08.placed"):
        return None
    part, whole = paper.say.number(len(plan.placed)), paper.say.number(len(plan.items))
    first = node.figure.bars[0]
    quarter = node.figure.quarters[first.first or 0]
    title = paper.text("plan", part=part, whole=whole, title=quoted(first.label), quarter=quarter)
    gantt = replace(node.figure, bars=node.figure.bars[:BARS])
    body = Quarters(gantt, paper.text("plan_header"), paper.text("plan_busy"), node.alt)
    return _made(paper, "plan", title, body, ("M08.placed", "M08.plan", "M08.first-visible", "M08.running"))


def _risks(paper: Backed) -> Slide | None:
    """The five worst risks with what is done about them."""
    risks, table = paper.results.risks, paper.table("M10.risks.table")
    if table is None or not paper.claim("M10.risks"):
        return None
    high = sum(risk.level == "high" for risk in risks.items)
    title = paper.text("risks", high, whole=paper.say.number(len(risks.items)))
    if high and risks.untreated:
        title += paper.text("risks_untreated", len(risks.untreated))
    more = paper.text("more_in", module="M10") if len(table.rows) > RISKS else ""
    body = Grid(table.columns, _rows(table, RISKS), paper.text("risks_alt"), more)
    return _made(paper, "risks", title, body, ("M10.risks", "M10.untreated", "M10.risks.table"))


def _rows(table: Table, most: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in table.rows[:most])


def _asks(paper: Backed, asked: Sequence[Asked]) -> Slide | None:
    if not asked:
        return None
    others = [f"“{quoted(decision.decision)}”" for decision in others_confirm(paper)]
    more = paper.text("asks_others", len(others), decisions=paper.say.some(others, 3)) if others else ""
    body = Asks(tuple(cap(one.ask) for one in asked), more)
    claims = list(dict.fromkeys(id for one in asked for id in one.slide.claims))
    return _made(paper, "asks", paper.text("asks", len(asked)), body, claims)
