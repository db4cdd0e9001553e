"""Holds the rehearsal's workshops with extra sheets: made, typed in, read, analysed and compiled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kit.content import load_catalogue
from kit.content.demo import load_demo
from kit.model.claim import Strategy
from kit.model.results import Results
from kit.pipeline.check import Gathered, gather
from kit.pipeline.demo import _write_process
from kit.pipeline.demo.mailbag import Mailbag
from kit.pipeline.edition import compile_edition
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from kit.resources import Resources

SHEETS = ("S2", "S5", "S6", "S7", "U3", "U5", "U6")
WORKSHOPS = ("kickoff", "roles", "network", "round", "systems", "skills")


@dataclass(frozen=True)
class World:
    """``worksheets`` are the paths of what was handed out, by workshop."""

    folder: Folder
    worksheets: dict[str, tuple[str, ...]]
    gathered: Gathered
    results: Results
    strategy: Strategy


def held(root: Path, lang: str, sheets: tuple[str, ...] = SHEETS) -> World:
    """Only the worksheets are made; the rest of the room's material does not change."""
    catalogue, _ = load_catalogue(Resources())
    script = replace(load_demo(Resources(), catalogue), extensions=sheets)
    _write_process(root, script, lang, Resources())
    folder = open_folder(root)
    mailbag = Mailbag(folder, script)
    made = {}
    for workshop in WORKSHOPS:
        written = make(folder, (workshop,), frozenset({"worksheet"}), lambda _: None)
        made[workshop] = written.paths
        mailbag.answer(workshop, written.paths)
        mailbag.deliver(workshop)
    gathered = gather(folder)
    edition = compile_edition(folder, gathered, "0.3", None)
    return World(folder, made, gathered, edition.results, edition.strategy)
