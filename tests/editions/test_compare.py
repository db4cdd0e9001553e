"""``kit compare``: two editions of one register held against each other, as a page and as Word."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
from editions_world import words

from kit.model.change import Said
from kit.model.comparison import ClaimChange, EditionSaid, compared, edition_before, edition_to_write, pieces
from kit.pipeline.editions import past_editions
from kit.register import History
from kit.render.comparison import Comparison, comparison_file, comparison_page
from kit.resources import Resources

CHANGED = ClaimChange("changed", "M04.a", "M04", "Der er to dataejere i alt.", "Der er tre dataejere i alt.")
GONE = ClaimChange("gone", "M06.b", "M06", "Vi har <12> systemer.", "")
NEW = ClaimChange("new", "M06.c", "M06", "", "Ét system er nyt.")
MODULES = (("M04 Roller og ansvar", (CHANGED,)), ("M06 Systemoverblik", (NEW, GONE)))


def comparison(*modules: tuple[str, tuple[ClaimChange, ...]], lang: str = "da") -> Comparison:
    return Comparison("Prøvekøbing", lang, "#1f4e5f", "0.2", "0.3", date(2027, 3, 1), modules)


def page(*modules: tuple[str, tuple[ClaimChange, ...]], lang: str = "da") -> str:
    return comparison_page(
        comparison(*modules, lang=lang), words("templates/words/compare.toml", lang), Resources()
    )


def word_file(*modules: tuple[str, tuple[ClaimChange, ...]]) -> bytes:
    return comparison_file(comparison(*modules), words("templates/words/compare.toml", "da"), Resources())


def test_what_is_new_changed_and_gone_in_the_order_of_today() -> None:
    before = {"M04.a": Said("M04", "x"), "M04.gone": Said("M04", "y"), "M06.same": Said("M06", "z")}
    after = {"M06.same": Said("M06", "z"), "M06.new": Said("M06", "n"), "M04.a": Said("M04", "x2")}
    found = [(change.kind, change.id) for change in compared(before, after)]
    assert found == [("new", "M06.new"), ("changed", "M04.a"), ("gone", "M04.gone")]


@pytest.mark.parametrize(
    ("known", "number"),
    [
        ((), "0.1"), (("0.1", "0.3"), "0.3"), (("0.9", "0.10"), "0.10"), (("0.3", "1.0"), "1.1"),
        (("1.0", "1.1"), "1.1"), (("3",), "3"),
    ],
)  # fmt: skip
def test_a_run_without_a_number_writes_the_newest_and_leaves_an_adopted_one(
    known: tuple[str, ...], number: str
) -> None:
    assert edition_to_write([EditionSaid(one, "", {}) for one in known]) == number


@pytest.mark.parametrize(
    ("number", "before"), [("0.2", "0.1"), ("0.10", "0.9"), ("1.0", "0.10"), ("0.1", "")]
)
def test_the_edition_before_is_the_nearest_lower_one(number: str, before: str) -> None:
    known = [EditionSaid(n, "2027-01-01") for n in ("0.10", "0.2", "1.0", "0.1", "0.9")]
    found = edition_before(number, known)
    assert (found.number if found else "") == before


def test_the_register_knows_what_each_edition_said() -> None:
    rows = (("0.1", 0, "2027-01-01", "P", "C", "da"), ("0.2", 1, "2027-02-01", "P", "C", "da"))
    history = History(rows, (("0.1", "M04.a", "M04", "x"), ("0.2", "M04.a", "M04", "y")))
    assert [(e.number, e.day, e.claims["M04.a"].text) for e in past_editions(history)] == [
        ("0.1", "2027-01-01", "x"),
        ("0.2", "2027-02-01", "y"),
    ]


def test_words_that_went_and_came() -> None:
    made = [(piece.kind, piece.text) for piece in pieces(CHANGED.before, CHANGED.after)]
    assert made == [("same", "Der er"), ("gone", "to"), ("new", "tre"), ("same", "dataejere i alt.")]


@pytest.mark.parametrize(("before", "after"), [("a b c", "a x c"), ("a", "b c"), ("a b", "b a"), ("", "a b")])
def test_no_word_is_lost(before: str, after: str) -> None:
    made = pieces(before, after)
    assert " ".join(p.text for p in made if p.kind != "new") == before
    assert " ".join(p.text for p in made if p.kind != "gone") == after


def test_the_page_marks_words_by_more_than_colour() -> None:
    made = page(*MODULES)
    assert "<del>to</del> dataejere" in made
    assert "<ins>tre</ins> dataejere" in made
    assert "<del>Vi har &lt;12&gt; systemer.</del>" in made
    style = re.search(r"<style>(.*)</style>", made, re.DOTALL)
    assert style
    assert re.search(r"ins \{[^}]*text-decoration: underline", style[1])
    assert re.search(r"del \{[^}]*text-decoration: line-through", style[1])
    assert made.count("<h1>") == 1
    assert re.findall(r"<h2>(.*?)</h2>", made) == [title for title, _ in MODULES]


def test_the_page_tells_the_numbers_in_both_languages() -> None:
    assert "Nye udsagn siden udgave 0.2: 1. Ændrede: 1. Udgåede: 1." in page(*MODULES)
    assert '<html lang="en">' in page(*MODULES, lang="en")
    assert "New claims since edition 0.2: 1. Changed: 1. Gone: 1." in page(*MODULES, lang="en")


def test_editions_that_say_the_same_are_said_to() -> None:
    assert "Udgave 0.2 og 0.3 siger det samme." in page()
    assert "<h2>" not in page()
    assert docx.Document(io.BytesIO(word_file())).paragraphs[2].text == "Udgave 0.2 og 0.3 siger det samme."


def test_word_strikes_through_and_underlines() -> None:
    runs = [run for part in docx.Document(io.BytesIO(word_file(*MODULES))).paragraphs for run in part.runs]
    assert [run.text for run in runs if run.font.strike] == ["to", "Vi har <12> systemer."]
    assert [run.text for run in runs if run.font.underline] == ["tre", "Ét system er nyt."]


def test_word_says_both_wordings_whole_and_is_the_same_bytes() -> None:
    texts = [part.text for part in docx.Document(io.BytesIO(word_file(*MODULES))).paragraphs]
    assert "Før: Der er to dataejere i alt." in texts
    assert "Nu: Der er tre dataejere i alt." in texts
    assert word_file(*MODULES) == word_file(*MODULES)


def test_how_the_self_evaluation_moved_stands_before_the_modules() -> None:
    moved = ("Mål: fra 2,1 til 3,1. ↑ Frem 1,0.", "→ Uændret: 12 af tallene.")
    made = comparison(*MODULES)
    told = comparison_page(
        replace(made, moved=moved), words("templates/words/compare.toml", "da"), Resources()
    )
    assert re.findall(r"<h2>(.*?)</h2>", told)[0] == "Selvevalueringen"
    assert re.findall(r"<li>(.*?)</li>", told) == list(moved)
    file = comparison_file(
        replace(made, moved=moved), words("templates/words/compare.toml", "da"), Resources()
    )
    texts = [part.text for part in docx.Document(io.BytesIO(file)).paragraphs]
    place = texts.index("Selvevalueringen")
    assert texts[place + 1 : place + 3] == list(moved)
