"""M10 Risks, data protection and ethics."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell, Module
from kit.model.figure import HeatCell, HeatMatrix
from kit.model.results import Risk
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.say import free, low, slug

SHOWN = 25
LISTED = 6
LEVELS = {"high": 0, "medium": 2, "low": 4}


def write(book: Book) -> Module:
    """The module from AN-06, AN-12, AN-13 and AN-15."""
    chapter = Chapter(book, "M10", "B7 S1 S3")
    _lead(chapter)
    if book.results.risks.items:
        chapter.heading("risks_heading")
        _matrix(chapter)
        _unplaced(chapter)
        _table(chapter)
        _untreated(chapter)
    chapter.heading("protection_heading")
    _protection(chapter)
    chapter.heading("ai_heading")
    _ai(chapter)
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    risks, say = chapter.book.results.risks, chapter.say
    if not risks.items:
        chapter.plain(chapter.text("lead_empty"), "lead")
        chapter.unknown("risks", "network")
        return
    high = sum(risk.level == "high" for risk in risks.items)
    text = chapter.text("lead", high, risks=say.count("risk", len(risks.items)))
    chapter.claim("risks", text, Basis.of("AN-12", risks.evidence), "lead")
    if risks.supplier.value:
        basis = Basis.of("AN-12", risks.supplier.evidence)
        chapter.claim("supplier", chapter.text("supplier", risks.supplier.part), basis)


def _matrix(chapter: Chapter) -> None:
    """The 5 × 5 matrix with the risks' numbers; shade and word give the level."""
    risks = chapter.book.results.risks
    thresholds = chapter.book.context.catalogue.thresholds
    found = {(c.probability, c.impact): c.risks for c in risks.matrix if c.risks}
    if not found:
        return
    words = {level: chapter.text(f"level_{level}") for level in LEVELS}

    def field(probability: int, impact: int) -> HeatCell:
        numbers = ", ".join(str(n) for n in found.get((probability, impact), ()))
        score = probability * impact
        high, medium = score >= thresholds["risk.high"], score >= thresholds["risk.medium"]
        level = "high" if high else "medium" if medium else "low"
        return HeatCell(numbers or "–", LEVELS[level] if numbers else None, words[level] if numbers else "")

    columns = tuple(chapter.text("impact", n=n) for n in range(1, 6))
    rows = tuple(
        (chapter.text("probability", n=p), tuple(field(p, i) for i in range(1, 6))) for p in range(5, 0, -1)
    )
    title = chapter.names.column("B7", "probability")
    legend = (words["high"], "", words["medium"], "", words["low"])
    caption = chapter.text("matrix")
    heads = (left(title, 1.6), *(left(text) for text in columns))
    data = [
        [cell(label), *(cell(f"{c.text} {c.word}".strip(), c.level) for c in mine)] for label, mine in rows
    ]
    table = chapter.made_table("matrix.data", caption, heads, data)
    counts = {level: sum(r.level == level for r in risks.items) for level in LEVELS}
    alt = chapter.text("matrix_alt", **{key: chapter.say.number(n) for key, n in counts.items()})
    basis = Basis.of("AN-12", risks.evidence)
    chapter.figure("matrix", caption, alt, HeatMatrix(title, columns, rows, legend), table, basis)


def _unplaced(chapter: Chapter) -> None:
    """Risks that the figure cannot show."""
    risks = chapter.book.results.risks.items
    lacking = [risk for risk in risks if risk.probability is None or risk.impact is None]
    if lacking and len(lacking) < len(risks):
        listed = chapter.say.all(chapter.text("numbered", n=risk.number) for risk in lacking)
        chapter.plain(chapter.text("unplaced", len(lacking), risks=listed))


def _table(chapter: Chapter) -> None:
    risks = chapter.book.results.risks
    columns = (
        right(chapter.text("col_number"), 0.4),
        left(chapter.names.column("B7", "risk"), 2.4),
        left(chapter.text("col_level"), 0.8),
        left(chapter.names.column("B7", "treatment"), 2),
        left(chapter.names.column("B7", "responsible"), 1.3),
    )
    rows = [_row(chapter, risk) for risk in risks.items[:SHOWN]]
    basis = Basis.of("AN-12", *(risk.evidence for risk in risks.items))
    chapter.table("risks.table", chapter.text("table"), columns, rows, basis)
    if len(risks.items) > SHOWN:
        chapter.more("more", len(risks.items) - SHOWN)


def _row(chapter: Chapter, risk: Risk) -> list[Cell]:
    missing = chapter.common("not_agreed")
    level = chapter.text(f"level_{risk.level}") if risk.level else chapter.common("not_stated")
    text = chapter.text("risk", risk=free(risk.risk), level=low(level))
    chapter.row_claim(f"risk.{slug(risk.risk)}", text, Basis.of("AN-12", risk.evidence), note=False)
    treatment = "; ".join(free(t) for t in risk.treatments) or missing
    responsible = chapter.say.all(free(r) for r in risk.responsible) or missing
    return [
        cell(str(risk.number)),
        cell(free(risk.risk)),
        cell(level),
        cell(treatment),
        cell(responsible),
    ]


def _untreated(chapter: Chapter) -> None:
    untreated = chapter.book.results.risks.untreated
    if untreated:
        listed = chapter.say.all(chapter.text("numbered", n=risk.number) for risk in untreated)
        basis = Basis.of("AN-12", *(risk.evidence for risk in untreated))
        chapter.claim("untreated", chapter.text("untreated", len(untreated), risks=listed), basis)


def _protection(chapter: Chapter) -> None:
    """Systems with personal data: agreement, risk assessment; flows nobody watches."""
    systems, flows, say = chapter.book.results.systems, chapter.book.results.flows, chapter.say
    before = len(chapter.nodes)
    for key, names in (
        ("no_agreement", _gravest(chapter, systems.no_agreement)),
        ("agreement_unknown", systems.agreement_unknown),
        ("no_assessment", _gravest(chapter, systems.no_assessment)),
        ("old_assessment", systems.old_assessment),
    ):
        _list(chapter, key, names)
    if systems.assessed_basis and not (systems.no_assessment or systems.old_assessment):
        basis = Basis.of("AN-13", systems.evidence_of(systems.assessed_basis))
        chapter.claim("assessed", chapter.text("assessed", len(systems.assessed_basis)), basis)
    if flows.unwatched:
        basis = Basis.of("AN-15", *(flow.evidence for flow in flows.unwatched))
        ends = dict.fromkeys(
            chapter.text("from_to", source=free(flow.source), target=free(flow.target))
            for flow in flows.unwatched
        )
        text = chapter.text("unwatched", len(flows.unwatched), flows=say.some(list(ends), LISTED))
        chapter.claim("unwatched", text, basis)
    if len(chapter.nodes) == before:
        chapter.unknown("protection", "systems")
    elif systems.agreement_unknown:
        listed = say.some(systems.agreement_unknown, LISTED)
        question = chapter.text("agreement_question", len(systems.agreement_unknown), systems=listed)
        chapter.ask("agreement", question)


def _gravest(chapter: Chapter, names: Sequence[str]) -> tuple[str, ...]:
    """The systems where something missing matters most come first: critical, sensitive, widely used."""
    systems = chapter.book.results.systems

    def place(name: str) -> tuple[bool, bool, int, str]:
        system = systems.get(name)
        if system is None:
            return True, True, 0, name
        return not system.is_critical, not system.sensitive, -len({*system.areas, *system.also_used_by}), name

    return tuple(sorted(names, key=place))


def _list(chapter: Chapter, key: str, names: Sequence[str]) -> None:
    if not names:
        return
    systems = chapter.book.results.systems
    months = chapter.book.context.catalogue.thresholds["systems.assessment_months"]
    alone = f"{key}_alone" if len(systems.assessed_basis) == 1 else ""
    text = chapter.text(
        alone if alone in chapter.words.texts else key,
        len(names),
        systems=chapter.say.some(names, LISTED),
        months=chapter.say.number(months),
        basis=chapter.say.number(len(systems.assessed_basis)),
    )
    basis = Basis.of("AN-13", systems.evidence_of(tuple(names)))
    chapter.claim(key.replace("_", "-"), text, basis)


def _ai(chapter: Chapter) -> None:
    systems, results = chapter.book.results.systems, chapter.book.results
    if systems.ai:
        _list(chapter, "ai", systems.ai)
    if systems.ai_unknown:
        _list(chapter, "ai_unsure", systems.ai_unknown)
        chapter.ask("ai", chapter.text("ai_question", len(systems.ai_unknown)))
    answered = [system for system in systems.items if system.ai]
    if not answered:
        chapter.unknown("ai", "systems")
    elif not systems.ai and not systems.ai_unknown:
        basis = Basis.of("AN-13", *(system.evidence for system in answered))
        chapter.claim("ai", chapter.text("ai_none"), basis)
    for decision in ("D11", "D12"):
        row = next((r for r in results.raci.rows if r.decision == decision), None)
        if row and row.accountable:
            role = chapter.names.role_low(row.accountable)
            text = chapter.text(f"who_{decision}", role=role)
            chapter.claim(f"who.{decision}", text, Basis.of("AN-06", row.evidence))
    chapter.plain(chapter.text("ethics"))


def _monday(chapter: Chapter) -> None:
    results, names, say = chapter.book.results, chapter.names, chapter.say
    items = []
    for name in _gravest(chapter, results.systems.no_agreement)[:1]:
        system = results.systems.get(name)
        who = low(free(system.owner)) if system and system.owner else names.lead()
        items.append(chapter.text("monday_agreement", who=who, system=name))
    for name in _gravest(chapter, results.systems.no_assessment)[:1]:
        system = results.systems.get(name)
        who = low(free(system.owner)) if system and system.owner else names.lead()
        items.append(chapter.text("monday_assessment", who=who, system=name))
    for risk in results.risks.untreated[:1]:
        who = say.all(low(free(r)) for r in risk.responsible) or names.lead()
        items.append(chapter.text("monday_risk", who=who, risk=free(risk.risk)))
    if not items:
        for risk in [r for r in results.risks.items if r.responsible and r.treatments][:2]:
            who = say.all(low(free(r)) for r in risk.responsible)
            items.append(chapter.text("monday_treat", who=who, treatment=free(risk.treatments[0])))
    chapter.monday(items)
