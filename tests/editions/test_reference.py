"""Appendices F and G: the terms that a text uses, and what it says otherwise than the edition before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from editions_world import context, edition, module, results, strategy

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.document import Module, Paragraph, Table
from kit.model.results import Results
from kit.strategy import with_reference
from kit.strategy.appendix_f import used_terms
from kit.strategy.appendix_g import MOST

NOW = strategy(("M04.a", "Der er tre dataejere."), ("M06.b", "Vi har 12 systemer."), ("H.c", "Enige."))


def made(
    catalogue: Catalogue, *, public: bool = False, found: Results | None = None, **more: object
) -> Strategy:
    before = more.get("before")
    return with_reference(NOW, found or Results(), context(catalogue), before, public=public)


def part(whole: Strategy, id: str) -> Module:
    return next(module for module in whole.document.modules if module.id == id)


def tables(module: Module) -> dict[str, list[list[str]]]:
    found = (node for node in module.nodes if isinstance(node, Table))
    return {node.id: [[cell.text for cell in row] for row in node.rows] for node in found}


def said(module: Module) -> list[str]:
    return [node.text for node in module.nodes if isinstance(node, Paragraph)]


def used(catalogue: Catalogue, text: str, lang: str = "da") -> set[str]:
    found = used_terms(catalogue.glossary, (module("M04", text),), lang)
    return {term.id for term in found}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("DATAEJERE", "data_owner"),
        ("vores dataejernes opgave", "data_owner"),
        ("de kritiske systemer", "critical_system"),
        ("et kritisk system", "critical_system"),
        ("en softwarerobot", "rpa"),
        ("Rollerne er fordelt", "role"),
        ("modulets ejer", "module"),
        ("to åbne spørgsmål", "open_question"),
    ],
)
def test_a_term_is_found_with_its_endings(catalogue: Catalogue, text: str, term: str) -> None:
    assert term in used(catalogue, text)


@pytest.mark.parametrize("text", ["kontrolleret", "esdhx", "modulopbygget", "A", "rollespil", "datasætx"])
def test_a_part_of_a_word_is_no_term(catalogue: Catalogue, text: str) -> None:
    assert used(catalogue, text) == set()


def test_english_terms_are_found_in_english(catalogue: Catalogue) -> None:
    assert used(catalogue, "Two data owners and one open question", "en") >= {"data_owner", "open_question"}
    assert "data_owner" not in used(catalogue, "tre dataejere", "en")


def test_f_and_g_stand_before_h(catalogue: Catalogue) -> None:
    assert [module.id for module in made(catalogue).document.modules] == ["M04", "M06", "F", "G", "H"]


def test_made_twice_they_stand_once(catalogue: Catalogue) -> None:
    once = made(catalogue)
    assert with_reference(once, Results(), context(catalogue), None) == once


def test_the_glossary_holds_what_the_text_uses_and_no_more(catalogue: Catalogue) -> None:
    rows = tables(part(made(catalogue), "F"))["F.terms"]
    assert "Dataejer" in [title for title, _ in rows]
    assert "Silo" not in [title for title, _ in rows]
    assert all(meaning.endswith(".") for _, meaning in rows)


def test_the_first_edition_says_so(catalogue: Catalogue) -> None:
    log = part(made(catalogue), "G")
    assert "den første udgave, 0.3" in said(log)[0]
    assert "G.changes" not in tables(log)


def test_what_is_new_changed_and_gone(catalogue: Catalogue) -> None:
    before = edition("0.2", ("M04.a", "Der er to dataejere."), ("M06.old", "Væk."), ("H.c", "Enige."))
    log = part(made(catalogue, before=before), "G")
    assert said(log)[0] == "Nye udsagn siden udgave 0.2: 1. Ændrede: 1. Udgåede: 1."
    found = tables(log)
    assert [row[1:] for row in found["G.counts"]] == [["0", "1", "0"], ["1", "0", "1"]]
    assert found["G.changes"] == [
        ["M04", "Ændret", "Der er to dataejere.", "Der er tre dataejere."],
        ["M06", "Nyt", "–", "Vi har 12 systemer."],
        ["M06", "Udgået", "Væk.", "–"],
    ]


def test_the_same_words_are_no_change(catalogue: Catalogue) -> None:
    before = edition("0.2", *((claim.id, claim.text) for claim in NOW.claims))
    log = part(made(catalogue, before=before), "G")
    assert said(log)[0] == "Udgave 0.3 siger det samme som udgave 0.2."
    assert list(tables(log)) == []


def test_nothing_of_an_internal_edition_is_published(catalogue: Catalogue) -> None:
    before = edition("0.2", ("M04.a", "Hemmeligt."), ("M06.gone", "Hemmeligt."), ("M06.own", "Hemmeligt."))
    log = part(made(catalogue, before=before, public=True), "G")
    assert "Hemmeligt" not in str(log)
    assert tables(log)["G.changes"] == [
        ["M04", "Ændret", "Der er tre dataejere."],
        ["M06", "Nyt", "Vi har 12 systemer."],
        ["H", "Nyt", "Enige."],
    ]
    assert said(log)[0] == "Nye udsagn siden udgave 0.2: 2. Ændrede: 1. Udgåede: 1."


def test_many_changes_of_a_module_are_cut_and_the_command_named(catalogue: Catalogue) -> None:
    many = strategy(*((f"M04.c{n}", f"Nummer {n}.") for n in range(MOST + 3)))
    whole = with_reference(many, Results(), context(catalogue), edition("0.2", ("M06.a", "x")))
    log = part(whole, "G")
    assert len(tables(log)["G.changes"]) == MOST
    assert "kit compare 0.2 0.3" in " ".join(said(log))


def test_versions_stand_with_what_they_replace(catalogue: Catalogue) -> None:
    log = part(made(catalogue, found=results(M04=("1.1", "1.0"), M09=("1.0", ""))), "G")
    rows = tables(log)["G.versions"]
    assert rows == [["M04 Roller og ansvar", "1.1", "1.0", "01-03-2027"]]


def test_the_english_log_has_english_words(catalogue: Catalogue) -> None:
    english = replace(NOW, document=replace(NOW.document, lang="en"))
    log = part(with_reference(english, Results(), context(catalogue, lang="en"), edition("0.2")), "G")
    assert said(log)[0] == "New claims since edition 0.2: 3. Changed: 0. Gone: 0."
