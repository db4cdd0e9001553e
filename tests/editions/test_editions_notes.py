"""A footnote's number, as it is printed in an edition, is the register's: also where a module is kept internal."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from editions_process import answer_more, keep_internal, started

from kit.cli.main import run as kit
from kit.pipeline.consolidate import consolidate
from kit.pipeline.folder import Folder

STRATEGY = "outputs/strategy"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """An edition published without two modules, and a later one that nobody has published."""
    folder = started(tmp_path_factory.mktemp("notes") / "forløb")
    answer_more(folder)
    consolidate(folder, "0.1", None, lambda _: None)
    keep_internal(folder, "M06", "M10")
    consolidate(folder, "0.1", None, lambda _: None, publish=True)
    published = folder.root / STRATEGY / "strategy.html"
    published.rename(published.with_name("first.html"))
    consolidate(folder, "0.2", None, lambda _: None)
    return folder


def printed(page: Path) -> dict[int, str]:
    """The page's footnotes in their words, by number."""
    found = re.findall(r'<li id="note-(\d+)" value="\1">(.*?)\s*<a class="back"', page.read_text("utf-8"))
    return {int(number): re.sub(r" Belæg: .*", "", text) for number, text in found}


def kept(folder: Folder, edition: str, number: str) -> dict[int, str]:
    query = f"SELECT {number}, text FROM note WHERE edition = ? AND {number} IS NOT NULL"
    with closing(sqlite3.connect(folder.root / STRATEGY / "register.sqlite")) as register:
        return dict(register.execute(query, (edition,)))


def test_each_edition_keeps_the_numbers_that_its_readers_see(process: Folder) -> None:
    newest = printed(process.root / STRATEGY / "strategy.html")
    assert len(newest) > 3
    assert kept(process, "0.2", "number") == newest
    assert kept(process, "0.1", "number") == printed(process.root / STRATEGY / "first.html")


def test_what_is_published_has_numbers_of_its_own(process: Folder) -> None:
    public = printed(process.root / STRATEGY / "offentlig/strategy.html")
    assert kept(process, "0.1", "published") == public
    assert len(public) > 1
    assert public != {n: text for n, text in kept(process, "0.1", "number").items() if n in public}
    assert kept(process, "0.2", "published") == {}, "nobody has published it"


def test_a_footnote_of_the_published_edition_is_followed(
    process: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit(["trace", "fodnote", "2", "--edition", "0.1", "-C", str(process.root)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Fodnote 2 i udgave 0.1 Kick-off" in shown
    assert "Fodnote 3 i udgave 0.1 (nummer 2, hvor strategien er offentliggjort)" in shown
    assert "Rækkerne bag, som de står nu:" in shown
    assert "System: Cura" in shown
    assert kit(["trace", "fodnote", "1", "--edition", "7.7", "-C", str(process.root)]) == 2
    assert "Det kender 0.1, 0.2." in capsys.readouterr().err
