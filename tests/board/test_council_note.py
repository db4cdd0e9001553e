"""The council's note as a value: stated amounts only, answers with their claims, and what nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board_case import Paper, note_faults, paper, strings

from kit.model.board import CouncilNote
from kit.model.catalogue import Catalogue
from kit.model.results import Results
from kit.strategy.council import TOPICS, council_note

LANGS = ("da", "en")
languages = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def papers(catalogue: Catalogue) -> dict[str, Paper]:
    return {lang: paper(catalogue, lang) for lang in LANGS}


def note_of(made: Paper, unpublished: frozenset[str] = frozenset()) -> CouncilNote:
    return council_note(made.results, made.strategy, made.context, unpublished)


@languages
def test_every_number_stands_in_the_claims_of_its_point(papers: dict[str, Paper], lang: str) -> None:
    note = note_of(papers[lang])
    assert note_faults(papers[lang], note) == {}


def test_a_number_of_its_own_is_noticed(papers: dict[str, Paper]) -> None:
    note = note_of(papers["da"])
    first = note.sections[0]
    wrong = replace(first, points=(replace(first.points[0], text="Det koster 77 kroner."),))
    assert note_faults(papers["da"], replace(note, sections=(wrong,))) == {"Det koster 77 kroner.": {"77"}}


@languages
def test_four_parts_and_five_topics(papers: dict[str, Paper], lang: str) -> None:
    note = note_of(papers[lang])
    assert len(note.sections) == 4
    assert all(section.points for section in note.sections)
    assert len({question.topic for question in note.questions}) == 5
    assert len(note.questions) == len(TOPICS)
    assert all(question.answer for question in note.questions)


@languages
def test_each_answer_rests_on_claims_or_says_that_nobody_knows(papers: dict[str, Paper], lang: str) -> None:
    made = papers[lang]
    unknown = made.context.words("unknown")
    known = {claim.id for claim in made.strategy.claims}
    answered = 0
    for question in note_of(made).questions:
        claims = {id for point in question.answer for id in point.claims}
        assert claims <= known
        assert all(id in question.source for id in claims)
        if question.known:
            assert claims
            answered += 1
        elif not claims:
            assert unknown in question.answer[0].text or question == note_of(made).questions[-1]
    assert answered >= 4


@languages
def test_without_answers_nothing_is_made_up(catalogue: Catalogue, lang: str) -> None:
    made = paper(catalogue, lang, Results())
    note = note_of(made)
    assert not any(question.known for question in note.questions)
    who = made.context.process.lead.casefold()
    assert all(who in question.answer[0].text.casefold() for question in note.questions[:-1])
    assert "None" not in " ".join(strings(note))
    economy = note.sections[2].points
    assert [point.claims for point in economy] == [()]


def test_stated_amounts_are_told_and_no_others(papers: dict[str, Paper]) -> None:
    made = papers["da"]
    money = next(claim for claim in made.strategy.claims if claim.id == "M08.money")
    first = note_of(made).sections[2].points[0]
    assert first.claims == ("M08.money",)
    assert first.text.rstrip(".") in money.text


def test_what_is_not_published_is_in_no_sentence(papers: dict[str, Paper]) -> None:
    note = note_of(papers["da"], frozenset({"M08", "M10"}))
    claims = {p.claims for q in note.questions for p in q.answer} | {
        p.claims for s in note.sections for p in s.points
    }
    named = {id for ids in claims for id in ids}
    assert named
    assert not any(id.startswith(("M08", "M10")) for id in named)
    assert not any(id in " ".join(q.source for q in note.questions) for id in ("M08.money", "M10.ai"))
