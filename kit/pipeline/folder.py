"""The process folder: ``kit.toml``, overriding content, ``returned/`` and ``outputs/``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kit.content import Parsed, card_lists, load_catalogue, load_words, not_utf8, read_process
from kit.errors import BrokenContent, UsageError
from kit.findings import Finding, in_order
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS, Process
from kit.model.sheet import Choice, Lists
from kit.model.text import LANGUAGES, Text, Words
from kit.pipeline.templates import NO_LOGO, UNFIT, logo, own_templates
from kit.resources import Resources

ASIDE = "outputs/.read"
"""What the kit remembers from run to run: no output for people, and made anew where it is missing."""
PARSED = f"{ASIDE}/content.json"
"""The tables of all content."""

_UNNUMBERED = ("kickoff", "round")
"""Before and between the four workshops, which have numbers."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An opened process: everything that does not depend on returns. ``findings`` tell of own templates and
    a logo that will not do; the kit's own templates stand in for those. ``parsed`` has the tables of the
    content, for the next run."""

    root: Path
    process: Process
    catalogue: Catalogue
    resources: Resources
    findings: tuple[Finding, ...] = ()
    parsed: Parsed = field(default_factory=Parsed, repr=False, compare=False)

    def words(self, part: str) -> Words:
        """The words of one part in the process language."""
        return _words(self.resources, part, self.process.lang)

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    def returned(self) -> tuple[tuple[Path, str], ...]:
        """Every file below ``returned/`` with its path relative to the folder, sorted."""
        from kit.read import is_temporary  # noqa: PLC0415 - the reader costs more than the rest of a folder

        found = _files_below(self.root / "returned", "returned")
        return tuple(sorted((file for file in found if not is_temporary(file[0].name)), key=_by_steps))


@cache
def _words(resources: Resources, part: str, lang: str) -> Words:
    return load_words(resources, part, lang)


def open_folder(root: Path, lang: str | None = None) -> Folder:
    """Open a process folder.

    Raises ``UsageError`` where there is no ``kit.toml``, and ``BrokenContent`` with every finding where
    ``kit.toml`` or a content file is wrong. ``lang`` overrides the process language.
    """
    file = root / "kit.toml"
    if not file.is_file():
        raise UsageError(f"no kit.toml in {root}")
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BrokenContent((Finding("content.not-toml", "kit.toml", values=not_utf8(problem)),)) from problem
    process, findings = read_process(text)
    resources = Resources(root.resolve())
    parsed = _parsed_before(root)
    catalogue, content_findings = load_catalogue(resources, parsed)
    if all_findings := (
        *findings,
        *content_findings,
        *_unknown_sheets(process, catalogue),
    ):
        raise BrokenContent(in_order(all_findings))
    if lang and lang != process.lang:
        process = replace(process, lang=lang)
    odd = (*own_templates(root), *logo(root, process))
    unfit = frozenset(finding.file for finding in odd if finding.code in UNFIT)
    shown = None if any(finding.code in NO_LOGO for finding in odd) else process.brand.logo
    return Folder(root, process, catalogue, replace(resources, unfit=unfit, logo=shown), odd, parsed)


def _parsed_before(root: Path) -> Parsed:
    try:
        return Parsed((root / PARSED).read_bytes())
    except OSError:
        return Parsed()


def _files_below(base: Path, shown: str) -> Iterator[tuple[Path, str]]:
    """Every file and its name; as ``Path.rglob``, which asks the disk three times as much.

    Folders that cannot be listed are passed over, and so are links to folders, which may lead in a circle.
    """
    try:
        with os.scandir(base) as listed:
            entries = list(listed)
    except OSError:
        return
    for entry in entries:
        name = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path), name)
        elif _is_file(entry):
            yield Path(entry.path), name


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads in a circle
        return False


def _by_steps(file: tuple[Path, str]) -> list[str]:
    return file[1].split("/")


def _unknown_sheets(process: Process, catalogue: Catalogue) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "content.unknown-reference",
            file="kit.toml",
            values={"key": "extensions", "id": code, "hint": ", ".join(_extensions(catalogue))},
        )
        for code in sorted(process.tier2)
        if code not in _extensions(catalogue)
    )


def _extensions(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(code for code, sheet in catalogue.sheets.items() if sheet.tier == 2)


def workshop_called(name: str) -> str | None:
    """The workshop that a person means: its name, its number (``3``, ``ws3``) or a word of its file names."""
    numbered = [workshop for workshop in WORKSHOPS if workshop not in _UNNUMBERED]
    known = {alias: workshop for n, workshop in enumerate(numbered, 1) for alias in (str(n), f"ws{n}")}
    files = _words(Resources(), "make", LANGUAGES[0]).texts
    for workshop in WORKSHOPS:
        known |= dict.fromkeys((workshop, *files[f"file_{workshop}"].all()), workshop)
    return known.get(name.casefold().replace("æ", "ae"))


def static_lists(folder: Folder) -> dict[str, tuple[Choice, ...]]:
    """Lists that need no returns: value lists, cards, areas, groups and scopes."""
    process, words = folder.process, folder.words("make")
    most = max(session.groups for session in process.sessions)
    areas = tuple(Choice(area.code, Text.same(area.name)) for area in process.areas)
    whole = Choice("municipality", words.texts["whole_municipality"])
    return {
        **folder.catalogue.lists,
        **card_lists(folder.catalogue),
        "areas": areas,
        "groups": tuple(Choice(str(n), Text.same(str(n))) for n in range(1, most + 1)),
        "scopes": (whole, *areas),
    }


def reading_lists(folder: Folder) -> Lists:
    """The lists with which returns are read (what returns bring is added by the reader itself)."""
    return Lists(static_lists(folder))
