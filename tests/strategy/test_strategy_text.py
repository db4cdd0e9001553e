"""The words: one golden edition to read, both languages whole, spelled and plain."""

from __future__ import annotations

import os
import re
import shutil
import string
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from strategy_case import sentence_files, words
from strategy_dump import dump, paragraphs

from kit.model.claim import Strategy
from kit.resources import OWN_ROOT, Resources
from kit.strategy.say import Say, cap, free, low, slug

HERE = Path(__file__).parent
GOLDEN = HERE / "golden_da.txt"
OWN_WORDS = HERE / "own_words.txt"
FILES = ["templates/words/strategy.toml", *sentence_files().values()]
LIX = 45


def entries() -> Iterator[tuple[str, str, dict[str, str]]]:
    for file in FILES:
        for key, text in tomllib.loads(Resources().text(file)).items():
            yield file.rpartition("/")[2], key, text


def test_golden_edition(danish: Strategy) -> None:
    """Read it when it changes; renew it with KIT_RENEW_GOLDEN=1."""
    said = dump(danish)
    if os.environ.get("KIT_RENEW_GOLDEN"):
        GOLDEN.write_text(said, "utf-8")
    assert said == GOLDEN.read_text("utf-8")


def test_every_sentence_stands_in_both_languages_with_the_same_places() -> None:
    found = list(entries())
    assert len(found) > 700
    for file, key, text in found:
        assert set(text) == {"da", "en"} and all(t.strip() for t in text.values()), (file, key)
        places = [{f for _, f, _, _ in string.Formatter().parse(t) if f} for t in text.values()]
        assert places[0] == places[1], (file, key, places)


def test_every_sentence_is_used() -> None:
    """A key that no module names is a sentence that nobody sees. Numbered and listed keys count by stem."""
    code = "\n".join(p.read_text("utf-8") for p in sorted((OWN_ROOT / "kit/strategy").glob("*.py")))
    stems = set(re.findall(r"[\"']([A-Za-z_0-9{}.]+)[\"']", code))
    patterns = [re.sub(r"\\\{[^}]*\\\}", r"[A-Za-z_0-9]+", re.escape(stem)) for stem in stems]
    known = re.compile("|".join(f"(?:{p})" for p in patterns))
    ends = r"(_none|_one|_many|_unknown|_heading|_bare|_all)"
    unused = [
        (file, key)
        for file, key, _ in entries()
        if not known.fullmatch(key)
        and not known.fullmatch(re.sub(rf"{ends}$", "", key))
        and not known.fullmatch(re.sub(rf"{ends}+$", "", key))
        and not re.fullmatch(r"an_\d\d|workshop_[a-z]+|.*_(one|many)|level_\d", key)
    ]
    assert unused == []


@pytest.mark.parametrize("which", ["danish", "english"])
def test_text_is_easy_to_read(request: pytest.FixtureRequest, which: str) -> None:
    """LIX (Björnsson 1968): words per sentence plus the share of words longer than six letters."""
    strategy: Strategy = request.getfixturevalue(which)
    for module in strategy.document.modules[:13]:
        text = " ".join(p.text for node in module.nodes for p in paragraphs(node))
        found = re.findall(r"[^\W\d_]+", text)
        sentences = max(1, len(re.findall(r"[.:!?](?:\s|$)", text)))
        long = sum(len(word) > 6 for word in found)
        assert len(found) / sentences + 100 * long / len(found) < LIX, module.id


def test_no_fog() -> None:
    fog = r"implementer|facilit|synerg|paradigm|holistisk|leverage|stakeholder|eksekver|rammesæt|understøtte"
    found = [(file, key) for file, key, text in entries() for t in text.values() if re.search(fog, t, re.I)]
    assert found == []


def test_danish_quotes_and_dashes() -> None:
    wrong = [(f, k) for f, k, text in entries() for t in text.values() if re.search(r"[\"„»«—]| - |'", t)]
    assert wrong == []


def test_english_edition_has_no_danish_word(english: Strategy) -> None:
    """Words that only Danish has; headings, labels, captions, columns and sentences."""
    danish = re.compile(r"[æøå]|\b(og|ikke|det|en|der|til|på|af|svar|ark|bord|række)\b", re.I)
    names = ("Prøvekøbing", "Opus Løn", "Ældrechef", "ældrechef", "Ambassadører", "ambassadører")
    said = dump(english)
    for name in names:
        said = said.replace(name, "")
    said = said.replace("== Noter", "").replace("== Udsagn", "").replace("== Åbne spørgsmål", "")
    said = re.sub(r"FIGUR|TABEL|blokerer|<[^>]*>|(?m:^(M\d\d|[A-D])\.\S+:.*$)|(?m:^OQ\.\S+)", "", said)
    assert danish.findall(said) == []


@pytest.mark.real
@pytest.mark.parametrize(("lang", "dictionary"), [("da", "da_DK"), ("en", "en_GB")])
def test_spelling(lang: str, dictionary: str) -> None:
    assert shutil.which("hunspell")
    own = {w for w in OWN_WORDS.read_text("utf-8").split() if w}
    text = "\n".join(re.sub(r"\{\w+\}|\b[A-Z]\d+\b", "", t[lang]) for _, _, t in entries())
    text = text.replace("’", "'")
    found = subprocess.run(
        ["hunspell", "-d", dictionary, "-l"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert sorted({word.rstrip(".") for word in found.stdout.split()} - own) == []
    planted = subprocess.run(
        ["hunspell", "-d", dictionary, "-l"], input="sysstemt", capture_output=True, text=True, check=True
    )
    assert planted.stdout.split() == ["sysstemt"]


def test_numbers_dates_and_lists() -> None:
    da = Say(words("templates/words/strategy.toml", "da"))
    en = Say(words("templates/words/strategy.toml", "en"))
    assert [da.number(1234.5, 1), en.number(1234.5, 1)] == ["1.234,5", "1,234.5"]
    assert [da.number(36.0, 1), da.number(7.4, 2), da.number(-4.5, 1)] == ["36", "7,4", "–4,5"]
    assert [da.fixed(4), en.fixed(4), da.mark(None)] == ["4,0", "4.0", "–"]
    assert [da.percent(0.125), en.percent(0.434)] == ["13\u00a0%", "43%"]
    assert [da.percent(0.001), da.percent(0.999), da.percent(1.0)] == ["1\u00a0%", "99\u00a0%", "100\u00a0%"]
    assert [da.quarter("2027-K1"), en.quarter("2027-K1")] == ["1. kvartal 2027", "Q1 2027"]
    assert [da.count("system", 1), da.count("system", 2)] == ["ét system", "2 systemer"]
    assert da.all(["a", "b", "c"]) == "a, b og c"
    assert da.all(["Sundhed og ældre", "Kultur, fritid"]) == "Sundhed og ældre samt Kultur, fritid"
    assert en.all(["Health and care", "Day care", "Roads"]) == "Health and care; Day care; and Roads"
    assert da.all(["“a og b”", "“c”"]) == "“a og b” og “c”"
    assert da.some(list("abcdefgh"), 3) == "a, b, c og 5 til"
    assert da.either(["a", "b", "c"]) == "a, b eller c"


def test_small_tools_on_words() -> None:
    assert [low("Dataejer"), low("BI-tovholder"), low("It-arkitekt")] == [
        "dataejer",
        "BI-tovholder",
        "it-arkitekt",
    ]
    assert [cap("én"), cap("“x”"), free(" a \n b. "), free("… a …"), free("Kan vi?")] == [
        "Én",
        "“x”",
        "a b",
        "… a …",
        "Kan vi?",
    ]
    assert slug("Robotten taster forkért på æøå") == "robotten-taster-forkert-paa-aeoeaa"
    long = "meget " * 20
    assert len(slug(long)) < 52 and slug(long) != slug(long + "til")
    assert slug("???") and slug("???") == slug("???")
