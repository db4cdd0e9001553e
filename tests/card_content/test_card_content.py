"""The shipped cards, glossary and rehearsal systems: counts, both languages, colours, planted names."""

from __future__ import annotations

import itertools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from kit.content import cards
from kit.content.table import Table, parse
from kit.findings import Finding
from kit.model.card import ThemeBlock
from kit.model.text import LANGUAGES
from kit.resources import OWN_ROOT, Resources

Result = TypeVar("Result")

RESOURCES = Resources()
AREAS = ("DS", "BF", "SH", "SO", "BI", "KT", "KF", "OK")
SEPARATE = 15.0
"""Smallest allowed CIE76 distance between two block colours, in every kind of colour vision."""

# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
VISION = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def read(name: str, reader: Callable[[Table], Result]) -> Result:
    findings: list[Finding] = []
    result = reader(parse(RESOURCES.text(name), name, findings))
    assert findings == []
    return result


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads(RESOURCES.text(name))


def wordings(value: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every table of wordings below ``value`` with its path."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield path, value
        else:
            for key, child in value.items():
                yield from wordings(child, f"{path}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from wordings(child, f"{path}[{number}]")


def ids(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number:02}" for number in range(1, count + 1)]


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return unfold(red), unfold(green), unfold(blue)


def unfold(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast_with_white(colour: str) -> float:
    red, green, blue = linear(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in VISION[vision]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    parts = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz]
    xyz = [part / full for part, full in zip(parts, white, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, vision: str) -> float:
    return math.dist(lab(one, vision), lab(other, vision))


@pytest.fixture(scope="module")
def blocks() -> tuple[ThemeBlock, ...]:
    return read("workshops/cards/themes.toml", cards.read_themes)[0]


def test_counts_and_ids() -> None:
    themes = read("workshops/cards/themes.toml", cards.read_themes)[1]
    competences, requirements = read("workshops/cards/competences.toml", cards.read_competences)
    assert [t.id for t in themes] == ids("T", 16)
    assert [r.id for r in read("workshops/cards/roles.toml", cards.read_roles)] == ids("RO-", 18)
    forces = [f.id for f in read("workshops/cards/forces.toml", cards.read_forces)]
    assert forces == ids("BA-", 14) + ids("DR-", 12)
    assert [c.id for c in competences] == ids("K-", 12)
    assert len(requirements) == 32
    assert [d.id for d in read("workshops/cards/decisions.toml", cards.read_decisions)] == ids("D", 14)
    assert len(read("workshops/glossary.toml", cards.read_glossary)) == 96


def test_themes_are_spread_over_the_blocks_as_in_the_source() -> None:
    themes = read("workshops/cards/themes.toml", cards.read_themes)[1]
    by_block = Counter(t.block for t in themes)
    assert by_block == {
        "strategy": 3,
        "governance": 6,
        "anchoring": 4,
        "technology": 3,
    }
    assert {(len(t.questions), len(t.tips)) for t in themes} == {(3, 2)}


@pytest.mark.parametrize(
    "name",
    [
        *(f"workshops/cards/{n}.toml" for n in ("themes", "roles", "forces", "competences", "decisions")),
        "workshops/glossary.toml",
        "workshops/demo/systems.toml",
        "templates/words/cards.toml",
    ],
)
def test_every_text_is_there_in_both_languages_and_cleanly_typed(name: str) -> None:
    texts = list(wordings(raw(name)))
    assert len(texts) > 10
    for path, wording in texts:
        assert set(wording) == set(LANGUAGES), path
        for text in wording.values():
            assert text and text == text.strip(), path
            assert not re.search(r"""  |'|"|\.\.\.| - """, text), (path, text)
        places = {frozenset(re.findall(r"{\w+}", text)) for text in wording.values()}
        assert len(places) == 1, path


def test_white_text_is_readable_on_each_block_colour(blocks: tuple[ThemeBlock, ...]) -> None:
    assert len({block.mark for block in blocks}) == 4
    assert all(contrast_with_white(block.colour) >= 4.5 for block in blocks)


@pytest.mark.parametrize("vision", VISION)
def test_block_colours_are_told_apart(blocks: tuple[ThemeBlock, ...], vision: str) -> None:
    pairs = list(itertools.combinations((block.colour for block in blocks), 2))
    assert len(pairs) == 6
    assert all(distance(one, other, vision) >= SEPARATE for one, other in pairs)


def test_the_measure_would_notice_colours_that_look_alike() -> None:
    assert distance("#1f4e5f", "#6b2c63", "deutan") < SEPARATE < distance("#1f4e5f", "#6b2c63", "normal")


def test_decisions_have_one_accountable_and_the_adviser_decides_nothing() -> None:
    roles = {role.id for role in read("workshops/cards/roles.toml", cards.read_roles)}
    for decision in read("workshops/cards/decisions.toml", cards.read_decisions):
        letters = dict(decision.start)
        assert len(letters) == len(decision.start), decision.id
        assert set(letters) <= roles
        assert Counter(letters.values())["A"] == 1, decision.id
        assert letters.get("RO-11") in (None, "C", "I"), decision.id


def test_choices_come_from_the_lists() -> None:
    lists = raw("workshops/lists.toml")
    for role in read("workshops/cards/roles.toml", cards.read_roles):
        assert role.type in lists["role_type"]
        assert role.placement in lists["placement"]
        assert role.per in lists["scope"]
    for force in read("workshops/cards/forces.toml", cards.read_forces):
        assert force.category in lists["force_category"]


def test_requirements_name_roles_and_competences() -> None:
    competences, requirements = read("workshops/cards/competences.toml", cards.read_competences)
    roles = {role.id for role in read("workshops/cards/roles.toml", cards.read_roles)}
    known = {competence.id for competence in competences}
    assert all(r.role in roles and r.competence in known and 0 <= r.level <= 4 for r in requirements)


def test_glossary_stands_in_danish_order() -> None:
    titles = [term.title["da"] for term in read("workshops/glossary.toml", cards.read_glossary)]
    alphabet = "abcdefghijklmnopqrstuvwxyzæøå"
    keys = [[alphabet.find(letter) for letter in title.lower().replace("é", "e")] for title in titles]
    assert keys == sorted(keys)


def test_rehearsal_systems_cover_the_areas() -> None:
    systems = raw("workshops/demo/systems.toml")["systems"]
    assert len({system["name"] for system in systems}) == len(systems) == 210
    per_area = Counter(system["areas"][0] for system in systems)
    assert set(per_area) == set(AREAS)
    assert all(20 <= count <= 34 for count in per_area.values())
    assert Counter(system.get("critical") for system in systems)["yes"] == 45


def test_planted_names_are_marked() -> None:
    text = (OWN_ROOT / "workshops/demo/systems.toml").read_text("utf-8")
    names = {system["name"]: system["areas"][0] for system in raw("workshops/demo/systems.toml")["systems"]}
    duplicates = re.findall(r'^name = "(.+?)" +# planted: duplicate of (.+)$', text, re.MULTILINE)
    near = re.findall(r'^name = "(.+?)" +# planted: near (.+), not the same$', text, re.MULTILINE)
    assert len(duplicates) == 8
    assert all(names[copy] != names[original] for copy, original in duplicates)
    assert len(near) == 8
    assert {(b, a) for a, b in near} == set(near)
