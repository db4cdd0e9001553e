"""``kit demo``: the rehearsal municipality, from an empty folder to a strategy.

The same code as a user's: ``new``, then ``make`` workshop by workshop, each made after the answers of the one
before came in, and ``consolidate`` in the end. Only the answers are not from people: they stand in
``workshops/demo/`` and are written into the worksheets that were made.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kit.content import load_catalogue, load_words, read_process, write_process
from kit.content.demo import Demo, load_demo
from kit.errors import UsageError
from kit.findings import Finding
from kit.model.process import Process
from kit.pipeline.check import forget_readings
from kit.pipeline.consolidate import consolidate
from kit.pipeline.demo.helper import Helper
from kit.pipeline.demo.mailbag import Mailbag, Planted
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.outputs import write_whole
from kit.resources import Resources

EDITION = "0.3"
"""The edition that is handed out at the last workshop."""

Step = Callable[[str], None]

__all__ = ["DemoRun", "Planted", "demo"]


@dataclass(frozen=True, slots=True)
class DemoRun:
    """What happened. ``steps`` are workshop titles with the number of files that came in before the next one;
    ``findings`` is everything that ``kit consolidate`` said; ``planted`` tells where each fault was put."""

    steps: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    planted: tuple[Planted, ...]


def demo(target: Path, lang: str, step: Step) -> DemoRun:
    """Run the whole process in ``target``, which must be new, empty or an earlier rehearsal.

    Of an earlier rehearsal ``returned/`` and ``outputs/`` are replaced, and nothing else is touched.
    ``UsageError`` where the folder is something else.
    """
    resources = Resources(target.resolve())
    with Helper() as helper:
        catalogue, _ = load_catalogue(resources)
        script = load_demo(resources, catalogue)
        _make_room(target, script, lang, resources)
        _write_process(target, script, lang, resources)
        folder = open_folder(target)
        mailbag = Mailbag(folder, script)
        held = [session.workshop for session in folder.process.sessions]
        steps = [_workshop(workshop, folder, mailbag, helper, step) for workshop in held]
    done = consolidate(folder, EDITION, None, step)
    forget_readings(folder)  # the rehearsal's folder holds what people look at, and nothing else
    return DemoRun(tuple(steps), done.findings, mailbag.planted)


def _workshop(workshop: str, folder: Folder, mailbag: Mailbag, helper: Helper, step: Step) -> tuple[str, int]:
    """Make the material of a workshop, hold it, and put into ``returned/`` what has come in by then."""
    title = folder.catalogue.workshop(workshop).title[folder.process.lang]
    paths = helper.make(folder.root, workshop, step)
    step(folder.words("demo")("step_answer", workshop=title))
    mailbag.answer(workshop, paths)
    return title, mailbag.deliver(workshop)


def _make_room(target: Path, script: Demo, lang: str, resources: Resources) -> None:
    """Take away what an earlier rehearsal made; ``UsageError`` where the folder is not a rehearsal's."""
    file = target / "kit.toml"
    earlier = _is_rehearsal(file, script)
    if not earlier and (target.is_file() or (target.is_dir() and any(target.iterdir()))):
        raise UsageError(load_words(resources, "demo", lang)("not_the_demo", folder=target))
    for name in ("returned", "outputs"):
        if (target / name).exists():
            shutil.rmtree(target / name)
    file.unlink(missing_ok=True)


def _is_rehearsal(file: Path, script: Demo) -> bool:
    if not file.is_file():
        return False
    try:
        process, _ = read_process(file.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return False
    return process.code == script.code and process.municipality in script.municipality.all()


def _write_process(target: Path, script: Demo, lang: str, resources: Resources) -> Process:
    """``kit new``, and the days of council meetings that a person would add by hand."""
    wishes = Wishes(
        municipality=script.municipality[lang],
        start=script.start,
        lang=lang,
        participants=script.participants,
        sponsor=script.sponsor[lang],
        lead=script.lead[lang],
        groups=script.tables,
        code=script.code,
        colour=script.colour,
    )
    extensions = frozenset(script.extensions)
    process = replace(new_process(target, wishes), council_days=script.council_days, tier2=extensions)
    text = write_process(process, load_words(resources, "new", lang), resources)
    write_whole(target / "kit.toml", text.encode())
    return process
