"""Reading all returns: used by ``check``, ``status``, ``make`` and ``consolidate``."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from kit.findings import Finding, in_order
from kit.model.evidence import Evidence, Return
from kit.pipeline.folder import Folder, reading_lists
from kit.read import MEMBER, ReadContext, Reader, across


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every return that was read, its evidence in one sequence, and every finding, worst first."""

    returns: tuple[Return, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


READINGS = "outputs/.read/readings.sqlite"
"""What was read before: no output for people, not in the manifest, and made anew where it is missing."""


def gather(folder: Folder, files: Sequence[tuple[Path, str]] | None = None) -> Gathered:
    """Read the files given (path and name to show), or all of ``returned/``.

    Of ``returned/`` only what is new or has changed since an earlier run is opened. Nothing is written but
    the store of these readings, and where it cannot be written the result is the same.
    """
    if files is not None:
        return _gather(folder, files, None)
    return _gather(folder, folder.returned(), folder.root / READINGS)


def _gather(folder: Folder, files: Sequence[tuple[Path, str]], store: Path | None) -> Gathered:
    context = reading_context(folder)
    with _no_collecting(), Reader(context, store=store) as reader:
        returns, between = across(reader.read_all(files), context)
        findings = [finding for item in returns for finding in item.findings]
        evidence = tuple(row for item in returns for row in item.evidence)
        return Gathered(tuple(returns), evidence, in_order((*findings, *between)))


def reading_context(folder: Folder) -> ReadContext:
    """What the reader must know of this process."""
    words = {**folder.words("worksheet").texts, **folder.words("marked").texts}
    return ReadContext(folder.process, folder.catalogue, reading_lists(folder), words)


def forget_readings(folder: Folder) -> None:
    """Take the store away; the next run reads everything anew."""
    rmtree((folder.root / READINGS).parent, ignore_errors=True)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no circles in memory meanwhile: evidence has none, and the search costs as much as reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # now all counts as old, and the next search does not begin with it
            gc.enable()


def check(folder: Folder, files: Sequence[Path] = ()) -> Gathered:
    """Read returns and give all findings; with ``files``, only those that concern them.

    The others are read too, so that a file is judged among its fellows: two returns of one table, systems
    that another return names.
    """
    gathered, names = gather_with(folder, files)
    return only(gathered, names)


def gather_with(folder: Folder, files: Sequence[Path]) -> tuple[Gathered, frozenset[str] | None]:
    """All returns and ``files`` beside them, and the names of ``files``; ``None`` where none are given."""
    if not files:
        return gather(folder), None
    asked = {file.resolve(): (file, _name(file, folder.root)) for file in files}
    named = asked | {path.resolve(): (path, name) for path, name in folder.returned()}
    everything = _gather(folder, tuple(named.values()), folder.root / READINGS)
    return everything, frozenset(named[path][1] for path in asked)


def only(gathered: Gathered, names: frozenset[str] | None) -> Gathered:
    """What concerns the files of these names; everything for ``None``."""
    if names is None:
        return gathered
    return Gathered(
        returns=tuple(item for item in gathered.returns if is_of(item.file, names)),
        evidence=tuple(item for item in gathered.evidence if is_of(item.file, names)),
        findings=tuple(finding for finding in gathered.findings if is_of(finding.file, names)),
    )


def is_of(file: str, names: frozenset[str]) -> bool:
    """Whether a file is one of these, or comes from a zip or mail that is: ``svar.zip!bord 3.xlsx``."""
    return file in names or any(file.startswith(f"{name}{MEMBER}") for name in names)


def _name(file: Path, root: Path) -> str:
    """The file's path in the process folder; as it was typed where it lies elsewhere."""
    path, base = file.resolve(), root.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else file.as_posix()
