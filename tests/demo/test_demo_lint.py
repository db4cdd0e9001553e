"""The linter on the rehearsal municipality: few findings, all of them true, and text that is easy to read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from real.demos import demo_once

from kit.model.document import Document, Paragraph
from kit.model.text import LANGUAGES
from kit.pipeline.check import gather
from kit.pipeline.edition import Edition, compile_edition
from kit.pipeline.folder import open_folder
from kit.strategy import drafts
from kit.strategy.lint.lix import lix

pytestmark = pytest.mark.real
GOAL, IN_BRIEF, ENOUGH = 45, 40, 50


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = open_folder(demo_once(request.param, tmp_path_factory))
    return compile_edition(folder, gather(folder), "1.0", None)


def too_hard(document: Document) -> list[tuple[str, float]]:
    """Sections and modules whose LIX is not below the goal."""
    sections: list[tuple[str, list[str], float]] = []
    whole: dict[str, list[str]] = {}
    for draft in drafts(document):
        paragraphs = draft.text.split("\n\n")
        whole.setdefault(draft.module, []).extend(paragraphs)
        if lix(paragraphs).words >= ENOUGH:
            sections.append((draft.key, paragraphs, GOAL))
    assert len(whole) == 13
    modules = [(id, paragraphs, IN_BRIEF if id == "M01" else GOAL) for id, paragraphs in whole.items()]
    found = [(name, lix(paragraphs).value, goal) for name, paragraphs, goal in (*sections, *modules)]
    return [(name, value) for name, value, goal in found if value >= goal]


def test_every_section_is_easy_to_read(edition: Edition) -> None:
    assert too_hard(edition.strategy.document) == []


def test_a_section_that_is_hard_to_read_is_seen(edition: Edition) -> None:
    document = edition.strategy.document
    place = next(n for n, module in enumerate(document.modules) if module.id == "M04")
    heavy = Paragraph("Kommunaldirektionens tværorganisatoriske implementeringsstrategi forudsætter " * 20)
    module = replace(document.modules[place], nodes=(heavy, *document.modules[place].nodes))
    spoilt = replace(document, modules=(*document.modules[:place], module, *document.modules[place + 1 :]))
    assert "M04" in {name for name, _ in too_hard(spoilt)}


def test_what_the_linter_asks_is_little_and_true(edition: Edition) -> None:
    counts = {finding.code: finding.values["count"] for finding in edition.linted}
    assert counts == {
        "strategy.critical-no-owner": len(edition.results.systems.critical_no_owner),
        "strategy.role-incomplete": 2,
        "strategy.overloaded": 4,
        "strategy.initiative-incomplete": 5,
        "strategy.module-incomplete": 2,
        "strategy.no-message": 3,
    }
    assert counts["strategy.critical-no-owner"] > 1


def test_the_gate_is_not_passed_and_says_why(edition: Edition) -> None:
    missing = edition.below_minimum
    assert missing is not None and not edition.results.minimum.usable
    numbers = [p.number for p in edition.results.minimum.points if p.number <= 6 and p.state != "ok"]
    assert [int(n) for n in re.findall(r"(\d)\. [A-ZÆØÅ]", missing.message("da"))] == numbers
