"""The board's deck as a value: its messages, its numbers and where they come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board_case import Paper, faults, paper, said_on

from kit.model.board import Asks, BoardDeck, Bubbles, Choice, Grid, Quarters, Tiles
from kit.model.catalogue import Catalogue
from kit.model.results import DecisionRow, Decisions, Results, SponsorCheck
from kit.strategy.board import board_deck

LANGS = ("da", "en")
languages = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def papers(catalogue: Catalogue) -> dict[str, Paper]:
    return {lang: paper(catalogue, lang) for lang in LANGS}


def deck_of(made: Paper) -> BoardDeck:
    return board_deck(made.results, made.strategy, made.context)


def slide_ids(deck: BoardDeck) -> list[str]:
    return [slide.id for slide in deck.slides]


@languages
def test_every_number_stands_in_the_claims_of_its_slide(papers: dict[str, Paper], lang: str) -> None:
    deck = deck_of(papers[lang])
    assert len(deck.slides) >= 8
    assert faults(papers[lang], deck) == {}


def test_a_number_of_its_own_is_noticed(papers: dict[str, Paper]) -> None:
    deck = deck_of(papers["da"])
    wrong = replace(deck.slides[1], title="8.888 systemer")
    assert faults(papers["da"], replace(deck, slides=(wrong,))) == {"figures": {"8.888"}}


@languages
def test_the_six_figures_are_those_of_the_strategy(papers: dict[str, Paper], lang: str) -> None:
    made = papers[lang]
    body = next(slide.body for slide in deck_of(made).slides if slide.id == "figures")
    assert isinstance(body, Tiles)
    claims = {claim.text for claim in made.strategy.claims if claim.module == "M01"}
    known = [tile for tile in body.tiles if tile.value]
    assert len(body.tiles) == 6
    assert len(known) >= 5
    assert all(f"{tile.label}: {tile.value}" in claims for tile in known)


@languages
def test_every_slide_has_a_message_and_sources(papers: dict[str, Paper], lang: str) -> None:
    deck = deck_of(papers[lang])
    assert len(deck.slides) <= 14
    titles = [slide.title for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    known = {claim.id for claim in papers[lang].strategy.claims}
    for slide in deck.slides:
        assert set(slide.claims) <= known
        assert slide.claims
        assert slide.notes[0]
        told = "\n".join(slide.notes)
        assert all(id in told for id in slide.claims)
        assert "None" not in " ".join(said_on(slide))


@languages
def test_kinds_of_slides(papers: dict[str, Paper], lang: str) -> None:
    bodies = {slide.id.partition(".")[0]: type(slide.body) for slide in deck_of(papers[lang]).slides}
    assert bodies["portfolio"] is Bubbles
    assert bodies["plan"] is Quarters
    assert bodies["risks"] is Grid
    assert bodies["asks"] is Asks
    assert Choice in bodies.values()


@languages
def test_the_last_slide_asks_for_each_decision(papers: dict[str, Paper], lang: str) -> None:
    deck = deck_of(papers[lang])
    last = deck.slides[-1]
    assert isinstance(last.body, Asks)
    choices = [slide for slide in deck.slides if isinstance(slide.body, Choice)]
    assert len(last.body.items) == len(choices)
    assert {id for slide in choices for id in slide.claims} == set(last.claims)


def proposed(decision: str, by: str) -> DecisionRow:
    return DecisionRow(decision, "M04", by, None, None, "proposed", "roles")


@pytest.mark.parametrize(
    ("by", "asked"),
    [
        ("Workshop 2, bekræftes af Dataforum", False),
        ("Workshop 1, bekræftes af direktionen", True),
        ("Workshop 3", True),
        ("", True),
    ],
)
def test_proposals_that_others_confirm_are_not_asked_of_the_board(
    catalogue: Catalogue, by: str, asked: bool
) -> None:
    one = proposed("Listen bor ét sted", by)
    other = proposed("Noget andet", "Workshop 1")
    made = paper(catalogue, "da", Results(decisions=Decisions((one, other))))
    deck = deck_of(made)
    titles = [slide.title for slide in deck.slides]
    assert any("Listen bor ét sted" in title for title in titles) is asked
    last = deck.slides[-1].body
    assert isinstance(last, Asks)
    assert ("Listen bor ét sted" in last.more) is not asked


def test_a_missing_sponsor_comes_first(catalogue: Catalogue) -> None:
    made = paper(catalogue, "da")
    points = tuple(
        replace(point, state="missing") if point.number == 2 else point
        for point in made.results.minimum.points
    )
    found = replace(
        made.results,
        coverage=replace(made.results.coverage, sponsor=SponsorCheck("", "", "missing")),
        minimum=replace(made.results.minimum, points=points),
    )
    deck = deck_of(paper(catalogue, "da", found))
    first = next(slide for slide in deck.slides if isinstance(slide.body, Choice))
    assert first.id == "sponsor"


@languages
def test_one_system_is_told_as_one(catalogue: Catalogue, lang: str) -> None:
    made = paper(catalogue, lang)
    systems = made.results.systems
    critical = next(s for s in systems.items if s.name in systems.critical_no_owner)
    one = replace(systems, items=(critical,), critical_no_owner=(critical.name,))
    changed = paper(catalogue, lang, replace(made.results, systems=one))
    deck = deck_of(changed)
    titles = {slide.id: slide.title for slide in deck.slides}
    assert {"da": "Det eneste kritiske system", "en": "The only critical system"}[lang] in titles["owners"]
    assert titles["figures"].startswith({"da": "Det eneste", "en": "The only"}[lang])
    assert faults(changed, deck) == {}


def test_at_most_fourteen_slides_whatever_there_is_to_decide(catalogue: Catalogue) -> None:
    made = paper(catalogue, "da")
    rows = tuple(proposed(f"Forslag {letter}", "") for letter in "abcdefgh")
    decisions = replace(made.results.decisions, items=(*made.results.decisions.items, *rows))
    deck = deck_of(paper(catalogue, "da", replace(made.results, decisions=decisions)))
    assert len(deck.slides) <= 14


@languages
def test_without_answers_there_is_only_the_cover(catalogue: Catalogue, lang: str) -> None:
    deck = deck_of(paper(catalogue, lang, Results()))
    assert slide_ids(deck) == ["cover"]
    assert "None" not in " ".join(said_on(deck.slides[0]))


def test_the_same_deck_twice(papers: dict[str, Paper]) -> None:
    assert deck_of(papers["da"]) == deck_of(papers["da"])
