"""The README and the guides name only commands and options that exist, and both guides name the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.cli.main import build

ROOT = Path(__file__).parents[2]
GUIDES = ("docs/vejledning.md", "docs/guide.md")


def commands_in(path: str) -> list[list[str]]:
    text = re.sub(r"\s+", " ", (ROOT / path).read_text("utf-8"))
    return [line.split() for line in re.findall(r"`kit ([a-z][^`]*)`", text)]


@pytest.mark.parametrize("path", ["README.md", *GUIDES])
def test_commands_and_options_that_are_named_exist(path: str) -> None:
    known = build().commands
    named = commands_in(path)
    assert len(named) >= 10
    for name, *rest in named:
        options = {option for parameter in known[name].params for option in parameter.opts}
        asked = {word.partition("=")[0] for word in rest if word.startswith("-")}
        assert asked <= options, f"{path}: kit {name} {' '.join(rest)}"


def test_every_command_stands_in_every_guide() -> None:
    for path in GUIDES:
        assert {name for name, *_ in commands_in(path)} == set(build().commands)


def test_links_between_the_pages_resolve() -> None:
    for path in ("README.md", "kit/README.md", "CONTRIBUTING.md", *GUIDES):
        page = ROOT / path
        targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
        for target in targets:
            assert (page.parent / target).exists(), f"{path}: {target}"
