"""Content that was parsed before is not parsed again, and nobody can tell from the result."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kit import findings
from kit.content import Parsed, load_catalogue, parsed
from kit.findings import SEVERITIES, Finding, codes
from kit.resources import OWN_ROOT, Resources

TEXTS = {
    "a": 'one = { da = "Én æske", en = "A \\"box\\"\\n" }\nlong = """\na\nb"""\n[[many]]\nn = 3\nx = 3.0\n[[many]]',
    "b": "yes = true\nno = []\nmixed = [1, 2.5, [false], { deep = 'x' }]\nfar = [inf, -0.0, 1e300]\n",
}


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The texts that TOML's own parser was given."""
    given: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(parsed.tomllib, "loads", lambda text: given.append(text) or loads(text))
    return given


def kept_of(*texts: str) -> bytes:
    first = Parsed()
    for text in texts:
        first.loads(text)
    kept = first.kept()
    assert kept
    return kept


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_table_comes_back_with_every_type_and_the_order_of_its_keys(text, asked):
    again = Parsed(kept_of(text))
    assert asked == [text]
    assert repr(again.loads(text)) == repr(again.loads(text))
    assert asked == [text]
    assert repr(again.loads(text)) == repr(tomllib.loads(text))


def test_another_letter_is_another_text(asked):
    again = Parsed(kept_of("a = 1"))
    assert again.loads("a = 2") == {"a": 2}
    assert asked == ["a = 1", "a = 2"]


def test_there_is_something_to_keep_only_where_a_text_came_or_went():
    kept = kept_of(*TEXTS.values())
    for texts, news in ((TEXTS.values(), False), ([TEXTS["a"]], True), ([*TEXTS.values(), "c = 1"], True)):
        again = Parsed(kept)
        for text in texts:
            again.loads(text)
        assert (again.kept() is not None) == news
    assert Parsed().kept() is None


def test_dates_are_parsed_each_time_and_are_no_news(asked):
    texts = ["day = 2027-01-12", "days = [{ clock = 09:00:00 }]"]
    again = Parsed(kept_of("a = 1"))
    assert again.loads("a = 1") == {"a": 1}
    assert again.loads(texts[0]) == again.loads(texts[0]) == {"day": date(2027, 1, 12)}
    again.loads(texts[1])
    assert asked[1:] == [texts[0], texts[0], texts[1]]
    assert again.kept() is None


@pytest.mark.parametrize("spoil", [
    lambda kept: b"", lambda kept: kept[:-1], lambda kept: kept + b" ", lambda kept: b"x" * len(kept),
    lambda kept: kept.replace(b"1}", b"2}"), lambda kept: b"{}",
])  # fmt: skip
def test_spoilt_bytes_count_for_nothing(spoil, asked):
    kept = kept_of("a = 1")
    assert spoil(kept) != kept
    assert Parsed(spoil(kept)).loads("a = 1") == {"a": 1}
    assert asked == ["a = 1", "a = 1"]


def test_what_another_python_kept_counts_for_nothing(asked, monkeypatch):
    kept = kept_of("a = 1")
    monkeypatch.setattr(parsed.sys, "version", "3.99")
    Parsed(kept).loads("a = 1")
    assert asked == ["a = 1", "a = 1"]


def test_what_is_no_toml_stays_so():
    for _ in range(2):
        with pytest.raises(tomllib.TOMLDecodeError):
            Parsed(kept_of("a = 1")).loads("a = = 1")


def test_the_whole_content_comes_back_and_a_changed_file_is_heard(tmp_path, asked):
    resources = Resources(tmp_path)
    first = Parsed()
    catalogue, _ = load_catalogue(resources, first)
    count = len(asked)
    assert count > 20
    again = Parsed(first.kept() or b"")
    assert load_catalogue(resources, again) == (catalogue, ())
    assert len(asked) == count
    assert again.kept() is None
    own = tmp_path / "workshops" / "thresholds.toml"
    own.parent.mkdir()
    own.write_text("[[" + (OWN_ROOT / "workshops" / "thresholds.toml").read_text("utf-8"), "utf-8")
    _, faults = load_catalogue(resources, Parsed(first.kept() or b""))
    assert [finding.code for finding in faults] == ["content.not-toml"]


def test_the_quick_look_at_severities_passes_over_no_code():
    entries = tomllib.loads(Path(findings.__file__).with_name("catalogue.toml").read_text("utf-8"))
    assert len(entries) > 100
    assert codes() == tuple(entries)
    assert {code: Finding(code).severity for code in entries} == {
        code: entry["severity"] for code, entry in entries.items()
    }
    assert {entry["severity"] for entry in entries.values()} == set(SEVERITIES)
