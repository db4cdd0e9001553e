"""The note to the council: the matter, what is recommended, money, what comes next; and what they may ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kit.model.board import CouncilNote, ExpectedQuestion, Point, Section
from kit.model.claim import Strategy
from kit.model.results import Initiative, Results
from kit.strategy.backed import Backed
from kit.strategy.board_decisions import quoted
from kit.strategy.context import StrategyContext
from kit.strategy.say import cap, free, low, slug

NAMED = 3
TOPICS = (
    ("budget", "cost", ("M08.money",), "OQ.M08.money"),
    ("budget", "gain", ("M09.benefits.sum",), "OQ.M09.baseline"),
    ("staff", "time", ("M07.plan", "M07.quarters"), "OQ.M07.plan"),
    ("staff", "who", ("M11.stakeholders",), "OQ.M11.stakeholders"),
    ("climate", "climate", (), ""),
    ("citizens", "citizens", ("M02.audiences",), ""),
    ("law", "protection", ("M10.no-agreement", "M10.no-assessment"), "OQ.M10.protection"),
    ("law", "ai", ("M10.ai", "M10.ai-unsure"), "OQ.M10.ai"),
    ("law", "allowed", (), ""),
)
"""Topic, question, the claims that answer it, and the open question that says who finds out."""
BESIDE = {"gain": ("M06.manual-hours",)}
"""What belongs to the matter although it is no answer."""
LAW = "M10"


def council_note(
    results: Results, strategy: Strategy, context: StrategyContext, unpublished: frozenset[str] = frozenset()
) -> CouncilNote:
    """The note of one edition in the process language. The council's papers are public: claims of the
    modules in ``unpublished`` are in none of its sentences.

    Sentences are ``templates/strategy/council.toml``. Only amounts that somebody stated are told. A
    question that no claim answers says so, with who finds out.
    """
    paper = Backed(results, strategy, context, "council", unpublished)
    sections = (_matter(paper), _recommended(paper), _economy(paper), _next(paper))
    return CouncilNote(
        name=slug(paper.text("file")),
        title=paper.text("title"),
        kind=paper.text("kind"),
        municipality=context.process.municipality,
        lang=context.process.lang,
        colour=context.process.brand.colour,
        day=paper.say.long_day(context.day),
        stamp=context.day,
        page=paper.text("page"),
        sections=tuple(section for section in sections if section.points),
        questions_title=paper.text("questions_title"),
        questions_intro=paper.text("questions_intro"),
        questions=tuple(_question(paper, *topic) for topic in TOPICS),
        draft=strategy.document.mark,
    )


def _point(paper: Backed, *ids: str) -> Point | None:
    """What the claims say, one after the other; nothing where there is none."""
    known = paper.known(ids)
    return Point(" ".join(cap(paper.said(id)) for id in known), known) if known else None


def _points(*points: Point | None) -> tuple[Point, ...]:
    return tuple(point for point in points if point)


def _matter(paper: Backed) -> Section:
    context = paper.context
    municipality = context.process.municipality
    opening = Point(paper.text("matter", municipality=municipality, edition=context.edition))
    purpose = paper.said("M01.purpose").rstrip(".")
    aim = Point(paper.text("matter_purpose", purpose=quoted(purpose)), ("M01.purpose",)) if purpose else None
    return Section(paper.text("matter_heading"), _points(opening, aim, _standing(paper)))


def _standing(paper: Backed) -> Point | None:
    """Where the municipality stands, in the figures of M01."""
    table = paper.table("M01.numbers")
    rows = {row[0].text: row[1].text for row in table.rows} if table else {}
    parts, claims = [], []
    for subject in ("systems", "critical", "coverage", "hours"):
        claim = paper.claim(f"M01.{subject}")
        value = next((v for label, v in rows.items() if claim and claim.text == f"{label}: {v}"), "")
        if claim and value and not (subject == "critical" and value.startswith("0 ")):
            parts.append(paper.text(f"standing_{subject}", paper.counted(subject), value=value))
            claims.append(claim.id)
    return Point(f"{cap(paper.say.clauses(parts))}.", tuple(claims)) if parts else None


def _recommended(paper: Backed) -> Section:
    """What the council is asked for: only what the edition holds."""
    results = paper.results
    points = []
    if paper.claim("M01.purpose"):
        points.append(Point(paper.text("recommend_purpose")))
    placed = paper.claim("M08.placed")
    if placed:
        part, whole = (paper.say.number(len(x)) for x in (results.plan.placed, results.plan.items))
        points.append(Point(paper.text("recommend_plan", part=part, whole=whole), (placed.id,)))
    waiting = len(results.decisions.of("proposed"))
    if waiting and paper.claim("M12.decisions"):
        points.append(Point(paper.text("recommend_decisions", waiting), ("M12.decisions",)))
    points.append(Point(paper.text("recommend_report")))
    return Section(paper.text("recommend_heading"), tuple(points), listed=True)


def _economy(paper: Backed) -> Section:
    money = paper.first("M08.money")
    stated = Point(money, ("M08.money",)) if money else None
    rest = Point(paper.text("economy_rest" if stated else "economy_frame"))
    return Section(paper.text("economy_heading"), _points(stated, rest))


def _next(paper: Backed) -> Section:
    followed = Point(paper.text("next_follow", who=low(paper.names.lead())))
    return Section(paper.text("next_heading"), _points(_point(paper, "M01.days"), _check(paper), followed))


def _check(paper: Backed) -> Point | None:
    """How many of the twelve points are in place: what still has to be done before all can use it."""
    if not paper.claim("M12.check"):
        return None
    done = paper.results.minimum.count("ok")
    return Point(cap(paper.text("next_check", done)), ("M12.check",))


def _question(paper: Backed, topic: str, key: str, claims: Iterable[str], asked: str) -> ExpectedQuestion:
    points = list(_points(*(_point(paper, id) for id in claims), _worked_out(paper, key)))
    known = bool(points)
    if key == "allowed":
        points = [_unanswered(paper)]
    elif not known:
        points = [Point(paper.unknown(asked))]
    points += _points(*(_point(paper, id) for id in BESIDE.get(key, ())))
    ids = list(dict.fromkeys(id for point in points for id in point.claims))
    return ExpectedQuestion(
        topic=paper.text(f"topic_{topic}"),
        question=paper.text(f"ask_{key}"),
        answer=tuple(points),
        known=known,
        source=_source(paper, ids),
    )


def _source(paper: Backed, ids: Iterable[str]) -> str:
    """The modules that say more, each with the claims by which it can be traced; ``""`` for none."""
    by_module: dict[str, list[str]] = {}
    for claim in filter(None, map(paper.claim, ids)):
        by_module.setdefault(paper.names.module_title(claim.module), []).append(claim.id)
    places = [f"{module} ({', '.join(mine)})" for module, mine in by_module.items()]
    return paper.text("stands_in", places="; ".join(places)) if places else ""


def _worked_out(paper: Backed, key: str) -> Point | None:
    """What no single claim says: the initiatives of a kind."""
    if key == "climate":
        return _about(paper, "climate_found", _climate(paper))
    return _about(paper, "citizens_found", _for_citizens(paper)) if key == "citizens" else None


def _unanswered(paper: Backed) -> Point:
    """The questions about law that decisions wait for, with whom they were given to."""
    open_ones = [q for q in paper.results.questions.blocking if q.module == LAW and q.responsible]
    claim = paper.known(("M12.questions.blocking",))
    if not open_ones or not claim:
        return Point(paper.text("allowed_none"))
    parts = [
        paper.text("allowed_one", question=quoted(q.question), who=low(free(q.responsible)))
        for q in open_ones
    ]
    return Point(paper.text("allowed", parts=paper.say.some(parts, NAMED)), claim)


def _climate(paper: Backed) -> list[Initiative]:
    words = paper.text("climate_words")
    items = paper.results.initiatives.items
    return [item for item in items if re.search(words, item.title, re.IGNORECASE)]


def _for_citizens(paper: Backed) -> list[Initiative]:
    return [item for item in paper.results.initiatives.items if "citizens" in item.audiences]


def _about(paper: Backed, key: str, items: Sequence[Initiative]) -> Point | None:
    """The first initiatives of a kind that the plan holds, with what it says of each."""
    figure = paper.figure("M08.plan")
    held = {row[0].text for row in figure.data.rows} if figure and figure.data else set()
    chosen = [item for item in items if free(item.title) in held][:NAMED]
    claims = paper.known(("M08.plan",))
    if not chosen or not claims:
        return None
    titles = paper.say.all([f"“{free(item.title)}”" for item in chosen])
    return Point(paper.text(key, len(chosen), titles=titles), claims)
