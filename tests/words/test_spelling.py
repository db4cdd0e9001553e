"""Danish and English as hunspell knows them, and a short list of own terms."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from real.demos import demo_once

from kit.model.text import LANGUAGES
from words.spelling import (
    KINDS,
    content_files,
    content_words,
    in_file_order,
    own_terms,
    strategy_words,
    unknown,
    words_of,
)

pytestmark = pytest.mark.real
languages = pytest.mark.parametrize("lang", LANGUAGES)
ENOUGH = {"content": 2500, "strategy": 1200}


def folded(words: set[str]) -> set[str]:
    return {word.casefold() for word in words}


@pytest.fixture(scope="module")
def strategies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {lang: demo_once(lang, tmp_path_factory) for lang in LANGUAGES}


@languages
def test_every_word_of_the_content_is_known(lang: str) -> None:
    assert len(content_files()) >= 30
    words = content_words(lang)
    assert len(words) >= ENOUGH["content"]
    strange = {word for word in unknown(words, lang) if word.casefold() not in folded(set(own_terms(lang)))}
    assert strange == set()


@languages
def test_every_word_of_the_compiled_strategy_is_known(strategies: dict[str, Path], lang: str) -> None:
    words = strategy_words(strategies[lang])
    assert len(words) >= ENOUGH["strategy"]
    strange = {word for word in unknown(words, lang) if word.casefold() not in folded(set(own_terms(lang)))}
    assert strange == set()


@languages
def test_own_terms_are_few_sorted_and_used(strategies: dict[str, Path], lang: str) -> None:
    terms = own_terms(lang)
    assert list(terms) == in_file_order(terms)
    assert set(terms.values()) <= set(KINDS)
    assert len(terms) <= 80
    needed = folded(unknown(content_words(lang) | strategy_words(strategies[lang]), lang))
    assert {term for term in terms if term.casefold() not in needed} == set()


@pytest.mark.parametrize(
    ("lang", "right", "wrong"), [("da", "fagområder", "fagområddr"), ("en", "areas", "areass")]
)
def test_a_misspelling_in_the_compiled_strategy_is_seen(
    strategies: dict[str, Path], tmp_path: Path, lang: str, right: str, wrong: str
) -> None:
    modules = tmp_path / "outputs" / "strategy" / "modules"
    shutil.copytree(strategies[lang] / "outputs" / "strategy" / "modules", modules)
    (page,) = modules.glob("M06-*.md")
    spoilt, count = re.subn(rf"\b{right}\b", wrong, page.read_text("utf-8"), count=1)
    assert count == 1
    page.write_text(spoilt, "utf-8")
    assert wrong in unknown(strategy_words(tmp_path), lang) - set(own_terms(lang))


@pytest.mark.parametrize(
    ("lang", "text", "wrong"),
    [
        ("da", "Vi udfylder arkmapen i fælleskab", {"arkmapen", "fælleskab"}),
        ("en", "We fill in the workshet tables’ own", {"workshet"}),
    ],
)
def test_hunspell_sees_misspellings(lang: str, text: str, wrong: set[str]) -> None:
    assert unknown(words_of(text), lang) == wrong


def test_what_is_no_word_is_passed_over() -> None:
    text = "Kør kit make, se R3 og KIT-PRVK27-ROL-G3-V1-X i {file} på bord-3.xlsx fra kl.dk"
    assert words_of(text) == {"Kør", "se", "og", "i", "på", "fra"}
