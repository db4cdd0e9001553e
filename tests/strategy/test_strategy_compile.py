"""Every module compiles, every claim can be followed, and the text says what the results say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from strategy_case import Rows, context
from strategy_dump import paragraphs, tables
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.document import Bullets, Callout, Document, FigureNode, Heading, Module, Paragraph
from kit.model.figure import (
    AgreementPlot,
    BubbleChart,
    CompetenceWheel,
    DivergingBars,
    FlowDiagram,
    Gantt,
    HeatMatrix,
    LoadChart,
    SpreadChart,
)
from kit.model.results import DecisionRow, Results
from kit.strategy import compile_strategy

MODULES = [f"M{n:02}" for n in range(13)] + list("ABCDH")
BOTH = pytest.mark.parametrize("which", ["danish", "english", "empty"])


@pytest.fixture
def strategy(request: pytest.FixtureRequest, which: str) -> Strategy:
    found: Strategy = request.getfixturevalue(which)
    return found


def module(strategy: Strategy, id: str) -> Module:
    return next(m for m in strategy.document.modules if m.id == id)


def text_of(strategy: Strategy, claim: str) -> str:
    return next(c.text for c in strategy.claims if c.id == claim)


def words_of(value: object) -> Iterator[str]:
    """Every string of the tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name))


def marks(value: object) -> Iterator[int]:
    """Every note number of the tree."""
    if isinstance(value, tuple):
        for part in value:
            yield from marks(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from getattr(value, "notes", ()) if not isinstance(value, Document) else ()
        for field in fields(value):
            if field.name != "notes":
                yield from marks(getattr(value, field.name))


@BOTH
def test_modules_stand_in_order_with_head_and_monday(strategy: Strategy) -> None:
    found = strategy.document.modules
    assert [m.id for m in found] == MODULES
    assert [m.appendix for m in found] == [False] * 13 + [True] * 5
    for m in found[:13]:
        assert len(m.head) in (2, 4, 7, 9), m.id
        assert not (len(m.head) == 7 and all(value == m.head[0][1] for _, value in m.head[:6])), m.id
        assert all(label and value for label, value in m.head)
        assert isinstance(m.nodes[-1], Callout)
        first = m.nodes[0]
        assert isinstance(first, Paragraph) and first.style in ("lead", "unknown"), m.id


@BOTH
def test_every_claim_has_evidence_and_every_mark_a_note(strategy: Strategy) -> None:
    document = strategy.document
    claims = {c.id: c for c in strategy.claims}
    assert len(claims) == len(strategy.claims)
    assert all(c.evidence and c.analyses and c.module in c.id for c in strategy.claims)
    stated = [p for m in document.modules for node in m.nodes for p in paragraphs(node) if p.claim]
    assert all(p.claim in claims and p.notes and p.style != "unknown" for p in stated)
    assert all(claims[str(p.claim)].text == p.text for p in stated)
    numbers = [note.number for note in document.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(marks(document.modules)) == set(numbers)


@BOTH
def test_no_text_shows_its_seams(strategy: Strategy) -> None:
    document = replace(strategy.document, labels=())
    text = [t for part in (document, strategy.claims, strategy.open_questions) for t in words_of(part)]
    assert len(text) > 300
    shown = [t for m in document.modules for t in words_of(m.nodes) if t]
    bad = [t for t in shown if re.search(r"\bNone\b|[{}]|\bnan\b|  |\.\.\s|\?\.|\s[,.]|^\s|\s$", t)]
    assert bad == []
    for m in document.modules:
        for node in m.nodes:
            for p in paragraphs(node):
                assert p.text.strip() and p.text[0] == p.text[0].upper(), p.text
                assert p.text[-1] in ".?:!”", p.text
    assert all(c.text for t in tables(document) for row in t.rows for c in row)
    assert all(t.rows and t.caption for t in tables(document))


@BOTH
def test_no_heading_stands_without_text(strategy: Strategy) -> None:
    for m in strategy.document.modules:
        for node, after in zip(m.nodes, (*m.nodes[1:], None), strict=True):
            if isinstance(node, Heading):
                assert after is not None and not isinstance(after, Callout), (m.id, node.text)
                if isinstance(after, Heading):
                    assert after.level > node.level, (m.id, node.text)


def test_tables_are_rectangular(danish: Strategy) -> None:
    found = list(tables(danish.document))
    assert len(found) > 30
    assert len({t.id for t in found}) == len(found)
    for t in found:
        assert {len(row) for row in t.rows} == {len(t.columns)}, t.id


def test_every_figure_is_there_with_words_and_numbers(danish: Strategy) -> None:
    figures = {
        (m.id, type(node.figure)): node
        for m in danish.document.modules
        for node in m.nodes
        if isinstance(node, FigureNode)
    }
    wanted = {
        ("M02", DivergingBars),
        ("M03", SpreadChart),
        ("M03", AgreementPlot),
        ("M04", HeatMatrix),
        ("M05", BubbleChart),
        ("M06", HeatMatrix),
        ("M06", FlowDiagram),
        ("M07", HeatMatrix),
        ("M07", CompetenceWheel),
        ("M08", Gantt),
        ("M08", LoadChart),
        ("M10", HeatMatrix),
        ("D", FlowDiagram),
    }
    assert set(figures) == wanted
    for node in figures.values():
        assert node.data is not None and node.data.rows and node.notes
        assert node.alt.endswith(".") and len(node.alt) > len(node.caption)


def test_numbers_in_sentences_are_those_of_the_results(danish: Strategy) -> None:
    assert "3 systemer" in text_of(danish, "M06.systems")
    assert text_of(danish, "M06.critical-without-owner").startswith(
        "2 kritiske systemer er udpeget. Ét af dem"
    )
    assert text_of(danish, "M04.coverage").startswith(
        "3 af de 7 pladser i rollerne er besat, altså 43\u00a0%."
    )
    assert text_of(danish, "M06.manual-hours") == "De manuelle strømme koster 36 timer om året."
    assert "barriererne tungest: 9,5 mod drivernes 4" in text_of(danish, "M02.balance")
    assert "1 af 3" in text_of(danish, "M01.placed")
    assert "1 af 2" in text_of(danish, "M01.gaps")
    assert "1.042 svar i 2 arkmapper" in " ".join(words_of(module(danish, "M00").nodes))


def test_both_views_of_a_disagreement_stand_with_those_who_hold_them(danish: Strategy) -> None:
    apart = text_of(danish, "M03.apart.T01")
    assert "Klima, teknik og miljø giver i gennemsnit 4,2" in apart
    assert "Sundhed og ældre samt Dagtilbud og skole giver 1,5" in apart
    told = [text_of(danish, f"M03.apart.T{n:02}") for n in (1, 4, 7)]
    assert len({re.sub(r"[\d,]+", "", t)[:40] for t in told}) == 3
    assert "Dataejer (bord 1 og 3); systemejer (bord 2)" in list(words_of(module(danish, "M04")))
    assert "Bord 1: 5; bord 2: 2" in list(words_of(module(danish, "M05")))
    assert "Ja (Sundhed og ældre); nej (Dagtilbud og skole)" in list(words_of(module(danish, "M06")))


def test_questions_of_people_come_with_their_row_and_the_kits_without(danish: Strategy) -> None:
    asked = [q for q in danish.open_questions if q.evidence]
    own = [q for q in danish.open_questions if not q.evidence]
    assert [q.id for q in asked] == ["OQ.C2.G1.5", "OQ.C2.G2.5"]
    assert asked[0].blocking and asked[0].due == "2026-10-12"
    assert {q.id for q in own} >= {"OQ.M05.scores", "OQ.M09.baseline", "OQ.M11.messages"}
    assert all(q.responsible == "Digitaliseringschef" for q in own)
    said = list(words_of(module(danish, "M12")))
    assert all(q.text in said for q in danish.open_questions)


def test_notes_name_rows_for_people_and_never_single_answers(danish: Strategy) -> None:
    notes = {n.text: n for n in danish.document.notes}
    assert notes["Kick-off, bord 1: ark F1, række 5."].evidence == ("F1.G1.5",)
    assert notes["Workshop 1, bord 1 og 2: ark R4, 6 rækker."].evidence[0] == "R4.G1.5"
    assert notes["Kick-off: ark F3, 96 svar."].evidence == ()
    assert not [id for n in danish.document.notes for id in n.evidence if id.startswith(("F3", "U2"))]
    assert max(len(n.text) for n in danish.document.notes) < 200
    told = {(n.text, n.evidence) for n in danish.document.notes}
    assert len(told) == len(danish.document.notes)


def test_nothing_known_says_so_everywhere(empty: Strategy) -> None:
    assert empty.claims == () and empty.document.notes == ()
    ids = [q.id for q in empty.open_questions]
    assert len(ids) == len(set(ids)) > 30
    unknown = [
        (m.id, p.text)
        for m in empty.document.modules
        for node in m.nodes
        for p in paragraphs(node)
        if p.style == "unknown"
    ]
    assert {id for id, _ in unknown} == {f"M{n:02}" for n in range(13)}
    assert all("Det ved vi ikke endnu." in text and "?" in text for _, text in unknown)
    asked = {q.text for q in empty.open_questions}
    assert all(text.partition("? ")[0] + "?" in asked for _, text in unknown)


def test_a_workshop_still_to_come_gives_the_question_a_day(catalogue: Catalogue) -> None:
    early = compile_strategy(Results(), context(catalogue, "da", day=date(2026, 9, 4)))
    question = next(q for q in early.open_questions if q.id == "OQ.M04.sponsor")
    assert question.due == "2026-09-06" and question.blocking
    said = " ".join(words_of(module(early, "M04")))
    assert "R5" not in said  # the workshop has not been held
    unknown = "Det ved vi ikke endnu. Ansvarlig for svaret: digitaliseringschef, på workshop 1 den 6.\u00a0september"
    assert f"{unknown} 2026." in said


def test_sheets_switched_off_are_told_of_and_those_on_are_not(catalogue: Catalogue) -> None:
    """Only where answers of that workshop are here: the kit does not know what else was done."""
    rows = Rows()
    found = results(rows, "da")
    early = compile_strategy(found, context(catalogue, "da", rows))
    assert "S7" not in " ".join(words_of(module(early, "M05")))  # nothing from workshop 3 is here
    row = next(iter(rows.made.values()))
    rows.made["S4.G1.9"] = replace(row, id="S4.G1.9", sheet="S4", workshop="systems", row=9)
    late = compile_strategy(found, context(catalogue, "da", rows))
    off = {
        "M03": ["U6"],
        "M04": ["R5"],
        "M05": ["B3", "B8", "S7"],
        "M06": ["S2", "S5", "S6"],
        "M07": ["U3", "U6"],
        "M09": ["B5", "B6"],
        "M11": ["U5"],
    }
    told = {sheet for sheets in off.values() for sheet in sheets}
    used = {sheet for w in catalogue.workshops for block in w.blocks for sheet in block.sheets}
    tier1 = {code for code, sheet in catalogue.sheets.items() if sheet.tier == 1}
    assert used - tier1 == told
    for id, sheets in off.items():
        said = " ".join(words_of(module(late, id).nodes))
        assert "på papir" not in said and "plakat" not in said
        assert all(re.search(rf"arket {sheet}\b", said) for sheet in sheets), id
    on = compile_strategy(found, context(catalogue, "da", rows, tier2=frozenset(told)))
    assert not [t for t in words_of(on.document.modules) if "ikke er slået til" in t or "er ikke slået" in t]


def test_the_same_input_gives_the_same_document(catalogue: Catalogue, danish: Strategy) -> None:
    rows = Rows()
    assert compile_strategy(results(rows, "da"), context(catalogue, "da", rows)) == danish


def test_ids_of_claims_do_not_move_when_others_come(catalogue: Catalogue, danish: Strategy) -> None:
    rows = Rows()
    found = results(rows, "da")
    fewer = replace(found, risks=replace(found.risks, items=found.risks.items[1:]))
    ids = {c.id for c in compile_strategy(fewer, context(catalogue, "da", rows)).claims}
    assert "M10.risk.leverandoeren-haever-prisen" in ids
    assert {c.id for c in danish.claims} - ids == {"M10.risk.robotten-taster-forkert"}


def test_people_are_functions_and_stewards_are_not_controllers(danish: Strategy) -> None:
    said = " ".join(words_of(danish.document.modules)).casefold()
    assert "faktabaseret" in said
    assert "dataansvarlig" not in said
    assert "modenhedsscore" not in said


def test_labels_are_those_of_the_renderers(danish: Strategy, english: Strategy) -> None:
    assert danish.document.label("contents") == "Indhold"
    assert english.document.label("contents") == "Contents"


def test_lists_in_modules_stay_short(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    many = tuple(replace(found.risks.items[0], number=n, risk=f"Risiko {n}") for n in range(1, 60))
    gaps = tuple(replace(found.coverage.critical_gaps[0], system=f"System {n}") for n in range(60))
    much = replace(
        found,
        risks=replace(found.risks, items=many),
        coverage=replace(found.coverage, critical_gaps=gaps),
    )
    strategy = compile_strategy(much, context(catalogue, "da", rows))
    lengths = {t.id: len(t.rows) for t in tables(strategy.document)}
    assert lengths["M10.risks.table"] == 25 and lengths["M06.critical-gaps"] == 12
    said = " ".join(words_of(strategy.document.modules))
    assert "34 risici til står i registret." in said
    assert "48 kritiske systemer til mangler en rolle; de står i bilag B." in said


def test_in_brief_stays_one_page(danish: Strategy) -> None:
    """It has few notes, for they take room, and each of its numbers is a claim all the same."""
    brief = module(danish, "M01")
    assert len(set(marks(brief))) <= 4
    ids = {c.id for c in danish.claims if c.module == "M01"}
    assert ids >= {f"M01.{k}" for k in ("systems", "critical", "coverage", "hours", "placed", "gaps")}
    assert sum(len(node.items) for node in brief.nodes if isinstance(node, Bullets | Callout)) <= 12


def test_a_confirmed_purpose_leads_and_the_dots_stand_behind(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    sentence, ids = "Vi bruger data for at stå på de samme tal", rows("C3", "LEAD", 9)
    day = date(2026, 9, 4)
    purpose = DecisionRow(sentence, "M02", "Direktionen", day, 4.0, "confirmed", "kickoff", ids)
    held = replace(found.decisions, items=(*found.decisions.items, purpose))
    strategy = compile_strategy(replace(found, decisions=held), context(catalogue, "da", rows))
    assert text_of(strategy, "M01.purpose") == f"{sentence}."
    assert text_of(strategy, "M02.purpose") == (
        f"{sentence}. Sætningen er besluttet og bekræftet (direktionen, 4.\u00a0september 2026)."
    )
    assert "flest prikker (9) fik “flytte hænder" in text_of(strategy, "M02.dots")
    listed = [p.text for node in module(strategy, "M01").nodes for p in paragraphs(node)]
    assert sum(sentence in text for text in listed) == 1
    other = replace(purpose, decision="Vi måler to gange", status="confirmed")
    held = replace(held, items=(*found.decisions.items, other))
    strategy = compile_strategy(replace(found, decisions=held), context(catalogue, "da", rows))
    assert "flytte hænder" in text_of(strategy, "M01.purpose")


def test_a_role_with_two_views_is_neither_kept_nor_dropped(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    conflict = replace(found.role_conflicts.keeping[0], role="RO-03")
    both = replace(found, role_conflicts=replace(found.role_conflicts, keeping=(conflict,)))
    strategy = compile_strategy(both, context(catalogue, "da", rows))
    said = text_of(strategy, "M04.roles")
    assert "beholder vi to." in said and "Ikke afgjort: dataejer." in said
    assert "Dataejer (ikke afgjort)" in list(words_of(module(strategy, "M04")))


def test_short_of_the_limit_never_reads_as_the_limit(catalogue: Catalogue) -> None:
    rows = Rows()
    found = results(rows, "da")
    first = replace(found.maturity.themes[0], gap=0.998, quadrant="hold")
    maturity = replace(found.maturity, themes=(first, *found.maturity.themes[1:]))
    strategy = compile_strategy(replace(found, maturity=maturity), context(catalogue, "da", rows))
    table = next(t for t in tables(strategy.document) if t.id == "M03.table")
    assert table.rows[0][2].text == "0,99" and table.rows[0][5].text == "Hold fast"
    assert "Fra 1,0 kalder vi den lang." in " ".join(words_of(module(strategy, "M03")))
