"""M12's "Talk about this", appendix H, the lead's decisions, and what M08 says of parked initiatives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from strategy_case import DAY, Rows, context
from strategy_dump import paragraphs, tables
from strategy_results import results

from kit.analyse import AnalysisContext
from kit.analyse.rulings.ground import Grounds
from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.decision import Decision
from kit.model.document import Module
from kit.model.evidence import Value
from kit.model.results import Count, Disagreements, PlanItem, Results
from kit.pipeline.edition import ruled_results
from kit.strategy import compile_strategy

Made = tuple[Rows, Results]


@pytest.fixture
def made() -> Made:
    rows = Rows()
    return rows, results(rows, "da")


def module(strategy: Strategy, id: str) -> Module:
    return next(m for m in strategy.document.modules if m.id == id)


def cells(strategy: Strategy, id: str) -> list[list[str]]:
    """The texts of a table, row by row; none where it is not there."""
    found = [t for t in tables(strategy.document) if t.id == id]
    return [[cell.text for cell in row] for t in found for row in t.rows]


def said(strategy: Strategy, id: str) -> str:
    return " ".join(p.text for node in module(strategy, id).nodes for p in paragraphs(node))


def compiled(catalogue: Catalogue, rows: Rows, found: Results) -> Strategy:
    return compile_strategy(found, context(catalogue, "da", rows))


def test_the_ten_that_weigh_most_stand_in_m12_and_all_in_appendix_h(catalogue: Catalogue, made: Made) -> None:
    rows, found = made
    apart = found.disagreements
    system = apart.of("system")[0]
    more = [replace(system, subject=f"System {n}", rank=9 + n) for n in range(4)]
    found = replace(found, disagreements=replace(apart, items=(*apart.items, *more)))
    strategy = compiled(catalogue, rows, found)
    told = cells(strategy, "M12.talk.table")
    assert [row[0] for row in told] == ["1", "2", "2", "4", "5", "6", "7", "8", "9", "10"]
    assert "To forskelle til står i bilag H." in said(strategy, "M12")
    assert len(cells(strategy, "H.apart.system")) == 5
    places = sum(len(item.points) for item in found.disagreements.items)
    assert places == 13
    assert said(strategy, "H").startswith("13 steder ser vi stadig forskelligt på det.")


def test_each_row_says_how_far_apart_who_sees_what_and_who_should_talk(danish: Strategy) -> None:
    rows = {row[1]: row[2:] for row in cells(danish, "M12.talk.table")}
    area = "Klima, teknik og miljø: 4,2 i snit af 3 svar; Sundhed og ældre samt Dagtilbud og skole: 1,5 i snit af 3 svar"
    assert rows["T01 Strategi og retning"][:2] == ["0,40 (uenige)", area]
    assert rows["Fastlægge, hvad et nøgletal tæller"] == [
        "0,67 (2 af 3)",
        "Dataejer (bord 1 og 3); systemejer (bord 2)",
        "Dataejer og systemejer",
    ]
    assert rows["KMD Nexus: Kritisk?"][1:] == [
        "Ja (Sundhed og ældre); nej (Dagtilbud og skole)",
        "Sundhed og ældre samt Dagtilbud og skole",
    ]
    assert rows["T04 Roller og ansvar"][0] == "0,49 (uenige)"  # 0.4996 never reads as the limit
    assert rows["T04 Roller og ansvar"][2] == "Lederne og de andre"
    assert "for små" in rows["T09 Metode og procedure"][1]


def test_every_view_apart_is_a_claim_with_the_rows_behind_it(danish: Strategy) -> None:
    claims = {c.id: c for c in danish.claims}
    for start in ("M12.talk", "H.apart"):
        assert claims[f"{start}.system.kmd-nexus.critical"].evidence == ("S1.ASO.5", "S1.ADS.5")
        assert claims[f"{start}.decision.D05"].analyses == ("AN-07",)
        assert claims[f"{start}.theme.T01"].text.startswith("T01 Strategi og retning: Klima, teknik")
    assert claims["H.decided.value-extract-aula"].evidence == ("D2.LEAD.5",)


def test_nothing_apart_and_nothing_known_are_said_differently(catalogue: Catalogue, made: Made) -> None:
    rows, found = made
    agreed = replace(found, rulings=(), disagreements=Disagreements(compared=(Count("theme", 16),)))
    silent = replace(agreed, disagreements=Disagreements())
    one, two = compiled(catalogue, rows, agreed), compiled(catalogue, rows, silent)
    assert "Der er ikke noget, vi ser så forskelligt på" in said(one, "M12")
    assert said(one, "H") == "Lige nu er der ikke noget, vi ser så forskelligt på, at det skal stå her."
    assert "endnu ikke svar nok" in said(two, "M12")
    assert "endnu ikke svar nok" in said(two, "H")
    assert cells(one, "M12.talk.table") == cells(one, "M12.rulings.table") == []


def test_the_leads_decisions_stand_beside_the_workshops(catalogue: Catalogue, made: Made) -> None:
    rows, found = made
    text = Decision("text:M04", "text", {"own_text": "Vi gør det"}, {}, "", evidence=rows("D6", "LEAD", 5))
    strategy = compiled(catalogue, rows, replace(found, rulings=(*found.rulings, text)))
    told = cells(strategy, "M12.rulings.table")
    assert [row[:1] + row[2:] for row in told] == [
        ["06-10-2026", "Ja. Grundlaget er ændret", "Digitaliseringschef", "Leverandøren har bekræftet det"],
        [
            "06-10-2026",
            "Modulejer: Digitaliseringschef; Næste gennemsyn: 01-06-2027. Gælder ikke: en anden beslutning "
            "fra samme dag siger noget andet",
            "Ikke skrevet",
            "–",
        ],
        ["05-10-2026", "Ens; Navnet, der gælder: KMD Nexus", "Digitaliseringschef", "Samme leverandør"],
        ["–", "Parkeret", "Digitaliseringschef", "Ingen har timerne"],
    ]
    assert "Fire beslutninger er truffet i beslutningsarket." in said(strategy, "M12")
    assert cells(strategy, "M12.decisions.table")


def test_what_is_decided_is_told_as_decided(danish: Strategy) -> None:
    told = cells(danish, "H.decided.table")
    assert told[0] == [
        "Aula: Udtræk",
        "Ja – Dagtilbud og skole; Nej – Klima",
        "Ja. Grundlaget er ændret. Fordi: Leverandøren har bekræftet det",
        "Digitaliseringschef, 06-10-2026",
    ]
    assert told[1][1:3] == ["Værdi: Bord 1: 5,0; bord 2: 2,0", "Parkeret. Fordi: Ingen har timerne"]
    apart = [
        row[0] for t in tables(danish.document) if t.id.startswith("H.apart") for row in cells(danish, t.id)
    ]
    assert not [text for text in apart if "Aula" in text or "Robot" in text]


def critical(rows: Rows, unit: str, answer: str) -> None:
    rows("S1", unit, 5, system="KMD Nexus", area=unit[1:], critical=answer, confirmed="yes")


def test_a_decision_settles_it_until_its_ground_changes(catalogue: Catalogue) -> None:
    """From answers to the document: apart, decided, and decided on a ground that has changed."""
    rows = Rows()
    critical(rows, "ASO", "yes")
    critical(rows, "ADS", "no")
    held = context(catalogue, "da", rows)
    asked = AnalysisContext(held.process, catalogue, DAY)

    def edition() -> Strategy:
        _, found = ruled_results(tuple(rows.made.values()), asked)
        return compiled(catalogue, rows, found)

    before = edition()
    assert cells(before, "H.apart.system")[0][2] == "Nej (Dagtilbud og skole); ja (Sundhed og ældre)"
    matter = "value:critical:kmd nexus"
    print_ = _ground(rows, asked, matter)
    shown: dict[str, Value] = {
        "subject": "KMD Nexus",
        "field": "Kritisk?",
        "views": "Ja – Sundhed\nNej – Skole",
    }
    signed: dict[str, Value] = {
        "decided_by": "Direktionen",
        "decided_on": date(2026, 10, 1),
        "why": "Borgere venter på det",
    }
    rows("D2", "LEAD", 5, matter=matter, ground=print_, value="Ja", **shown, **signed)
    after = edition()
    assert cells(after, "H.apart.system") == cells(after, "M12.talk.table") == []
    (row,) = cells(after, "H.decided.table")
    assert row[2:] == ["Ja. Fordi: Borgere venter på det", "Direktionen, 01-10-2026"]
    critical(rows, "AKT", "no")
    (row,) = cells(edition(), "H.decided.table")
    assert row[2].startswith("Ja. Grundlaget er ændret.")


def _ground(rows: Rows, asked: AnalysisContext, matter: str) -> str:
    """What the review workbook would print as the ground of today."""
    return Grounds(rows.made.values(), asked).of(matter).print


def parked(made: Made, detail: str, worth: float) -> Results:
    """The second initiative parked: with the lead's words or without, by scores or against them."""
    _, found = made
    first, second, third = found.initiatives.items
    item: PlanItem = replace(found.plan.items[1], klass="park", reason="parked", detail=detail)
    items = (first, replace(second, klass="park", benefit=worth, doability=2.0), third)
    plan = replace(found.plan, items=(found.plan.items[0], item, found.plan.items[2]))
    return replace(found, plan=plan, initiatives=replace(found.initiatives, items=items))


@pytest.mark.parametrize(
    ("detail", "worth", "reason"),
    [
        (
            "Vi venter på det nye system.",
            4.0,
            "Det er parkeret efter en beslutning: Vi venter på det nye system.",
        ),
        ("", 4.0, "Det er parkeret efter en beslutning."),
        ("", 2.0, "Det er parkeret: både gevinst og gennemførlighed er lav."),
    ],
)
def test_parked_by_the_lead_is_said_in_the_leads_words(
    catalogue: Catalogue, made: Made, detail: str, worth: float, reason: str
) -> None:
    strategy = compiled(catalogue, made[0], parked(made, detail, worth))
    waiting = dict(cells(strategy, "M08.waiting.table"))
    assert waiting["Fælles nøgletal"] == reason
