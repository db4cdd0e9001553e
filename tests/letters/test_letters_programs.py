"""Letters and role pages of the rehearsal municipality before real judges."""

from __future__ import annotations

from pathlib import Path

import pytest
from real.demos import demo_once
from real.judges import microsoft, openxml_audit, pdf_ua_and_a
from words.spelling import names_in_the_rehearsal, own_terms, unknown, words_of

from kit.model.text import LANGUAGES
from kit.render.pdf import page_count

pytestmark = pytest.mark.real
FOLDERS = {"da": ("svarbreve", "rollesider"), "en": ("fate-letters", "role-pages")}


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    lang = request.param
    base = demo_once(lang, tmp_path_factory) / "outputs" / "strategy"
    return lang, base / FOLDERS[lang][0], base / FOLDERS[lang][1]


def test_every_area_gets_a_letter_of_one_to_three_pages(made: tuple[str, Path, Path]) -> None:
    _, letters, pages = made
    assert len(list(letters.glob("*.pdf"))) == 9
    assert {page_count(file.read_bytes()) for file in letters.glob("*.pdf")} <= {1, 2, 3}
    assert [page_count(file.read_bytes()) for file in pages.glob("*.pdf")] == [1] * 5


def test_judges_find_nothing(made: tuple[str, Path, Path], tmp_path: Path) -> None:
    _, letters, pages = made
    word = sorted(letters.glob("*.docx"))
    assert len(word) == 9
    assert pdf_ua_and_a(sorted((*letters.glob("*.pdf"), *pages.glob("*.pdf"))), tmp_path) == {}
    assert openxml_audit(word) == {}
    assert microsoft(word) == {}


def test_every_word_of_the_letters_is_known(made: tuple[str, Path, Path]) -> None:
    lang, letters, _ = made
    said = [file.read_text("utf-8") for file in letters.glob("*.txt")]
    words = set().union(*map(words_of, said))
    assert len(words) > 300
    own = {word.casefold() for word in {*own_terms(lang), *names_in_the_rehearsal()}}
    assert {word for word in unknown(words, lang) if word.casefold() not in own} == set()


def test_nothing_empty_is_said(made: tuple[str, Path, Path]) -> None:
    _, letters, _ = made
    for file in letters.glob("*.txt"):
        text = file.read_text("utf-8")
        for odd in ("None", "“”", " .", "..", ": .", "{", "  ", "§ \n"):
            assert odd not in text, (file.name, odd)
