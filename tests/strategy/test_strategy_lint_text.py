"""LIX, fog words and plain paragraphs, each on texts counted by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kit.content import load_fog
from kit.errors import BrokenContent
from kit.model.fog import FogWord
from kit.model.text import LANGUAGES
from kit.resources import OWN_ROOT, Resources
from kit.strategy.lint.fog import fog_words
from kit.strategy.lint.lix import Lix, lix
from kit.strategy.plain import is_cut, left_out, plain_paragraphs

GENERATED = sorted((OWN_ROOT / "templates/strategy").glob("*.toml")) + [
    OWN_ROOT / "templates/words" / name for name in ("strategy.toml", "document.toml")
]


@pytest.mark.parametrize(
    ("paragraphs", "counted", "value"),
    [
        (["Vi bruger data. Data er vores."], Lix(6, 2, 0), 3.0),
        (["Kommunen samler dataejernes ønsker, og direktionen vælger."], Lix(7, 1, 3), 7 + 300 / 7),
        (["Tre systemer: Cura, DUBU og KMD Nexus"], Lix(7, 2, 1), 3.5 + 100 / 7),
        (["Vi kender 3.727 timer", "BI-netværket mødes (torsdag)."], Lix(8, 2, 2), 4 + 25.0),
        (["Siger de “vi ved det.” Det er godt!", "  ", "…"], Lix(8, 2, 0), 4.0),
        ([], Lix(0, 0, 0), 0.0),
    ],
)
def test_lix_counted_by_hand(paragraphs: list[str], counted: Lix, value: float) -> None:
    found = lix(paragraphs)
    assert found == counted
    assert found.value == pytest.approx(value)


def test_seven_letters_make_a_long_word_and_hyphens_are_no_letters() -> None:
    assert lix(["abcdef abcdefg ab-cdef 1234567"]).long == 1


FOG = (
    FogWord("implementer*", "indføre"),
    FogWord("i forhold til", "om"),
    FogWord("iht.", "efter"),
    FogWord("mål*", "maal"),
    FogWord("målrettet indsats", "arbejde"),
)


def test_fog_words_stand_as_they_are_written_once_and_in_order() -> None:
    text = "I forhold\n til implementeringen: Implementeringen iht. planen er en MÅLRETTET indsats."
    assert fog_words(text, FOG) == (
        ("I forhold til", "om"),
        ("implementeringen", "indføre"),
        ("iht.", "efter"),
        ("MÅLRETTET indsats", "arbejde"),
    )


def test_fog_words_begin_and_end_with_the_word() -> None:
    assert fog_words("reimplementere i forholdet til formål", FOG) == ()
    assert fog_words("implementere", ()) == ()


def test_the_lists_are_long_enough_and_advise_something_else() -> None:
    fog = load_fog(Resources())
    assert len(fog["da"]) >= 80 and len(fog["en"]) >= 40
    for lang in LANGUAGES:
        for word in fog[lang]:
            assert fog_words(word.wanted.replace("*", "e"), fog[lang]), word
            assert word.plain != word.wanted and not fog_words(word.plain, fog[lang]), word


def test_the_generated_text_has_no_fog() -> None:
    fog = load_fog(Resources())
    seen, foggy = 0, []
    for path in GENERATED:
        for key, text in tomllib.loads(path.read_text("utf-8")).items():
            for lang in LANGUAGES:
                seen += 1
                foggy += [(path.name, key, found) for found in fog_words(text[lang], fog[lang])]
    assert seen > 1400
    assert foggy == []


def own_fog(root: Path, text: str) -> Resources:
    (root / "workshops").mkdir()
    (root / "workshops/fog.toml").write_text(text, "utf-8")
    return Resources(root)


def test_a_process_adds_changes_and_drops_words(tmp_path: Path) -> None:
    text = '[da]\n"Helikopterperspektiv*" = "overblik"\n"robust*" = "stærk"\n"momentum" = ""\n'
    fog = {word.wanted: word.plain for word in load_fog(own_fog(tmp_path, text))["da"]}
    assert fog["helikopterperspektiv*"] == "overblik" and fog["robust*"] == "stærk"
    assert "momentum" not in fog and "implementer*" in fog
    assert load_fog(Resources(tmp_path))["en"] == load_fog(Resources())["en"]


@pytest.mark.parametrize("text", ["[da", '[da]\n"robust*" = 3\n', '[fr]\n"robuste" = "fort"\n'])
def test_a_list_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenContent) as wrong:
        load_fog(own_fog(tmp_path, text))
    assert {finding.file for finding in wrong.value.findings} == {"workshops/fog.toml"}


@pytest.mark.parametrize(
    ("text", "shown", "gone"),
    [
        ("Et.\r\n\r\nTo\nlinjer.", ["Et.", "To linjer."], ()),
        ("<p>Først</p><p>Så <b>nu</b> &amp; her<br/>igen</p>", ["Først", "Så nu & her", "igen"], ("markup",)),
        ("a < b og c > d; R&D; {valgfrit}; <navn>", ["a < b og c > d; R&D; {valgfrit}; <navn>"], ()),
        ("<script>alert(1)</script>Vi <!-- ikke --> gør det", ["Vi gør det"], ("markup",)),
        ("Side { PAGE \\* MERGEFORMAT } af {NUMPAGES}.", ["Side af ."], ("fields",)),
        ("Se Fejl! Bogmærke er ikke defineret. Og så.", ["Se Og så."], ("fields",)),
        ("Godt gået 👍🏽 ❤️ 🇩🇰 ✓", ["Godt gået ✓"], ("emoji",)),
        ("Tak, شكرا جزيلا, sagde de", ["Tak, […], sagde de"], ("script",)),
        ("Tak, спасибо большое!", ["Tak, […]!"], ("other",)),
        ("\ufeffen \u202evendt\u202c &#8238;sætning&lrm;", ["en vendt sætning"], ("markup",)),
        ("<div>\n</div> 👍", [], ("markup", "emoji")),
        ("– “½ €” … ŵ ₂ →", ["– “½ €” … ŵ ₂ →"], ()),
    ],
)
def test_plain_paragraphs(text: str, shown: list[str], gone: tuple[str, ...]) -> None:
    assert plain_paragraphs(text) == shown
    assert left_out(text) == gone


def test_a_word_without_end_is_cut() -> None:
    assert plain_paragraphs(f"Se {'x' * 60} og {'y' * 61}.") == [f"Se {'x' * 60} og {'y' * 50} {'y' * 11}."]
    assert is_cut("y" * 61) and not is_cut("y" * 60 + " " + "z" * 60)


@pytest.mark.parametrize("text", ["<" * 20_000, "<b " * 9_000, "{IF " * 9_000, "&a" * 9_000, "<!--" * 9_000])
def test_hostile_texts_cost_no_time(text: str) -> None:
    plain_paragraphs(text)
    left_out(text)
