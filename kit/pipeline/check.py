"""Reading all returns: used by ``check``, ``status``, ``make`` and ``consolidate``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.findings import Finding, in_order
from kit.model.evidence import Evidence, Return
from kit.pipeline.folder import ASIDE, PARSED, Folder, reading_lists
from kit.pipeline.memory import no_collecting
from kit.read import MEMBER, ReadContext, Reader, Rows, across


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every return that was read, its evidence in one sequence, and every finding, worst first.

    Rows may be folded up: each time somebody goes through them they are made anew.
    """

    returns: tuple[Return, ...]
    evidence: Sequence[Evidence]
    findings: tuple[Finding, ...]

    def unfolded(self) -> Gathered:
        """The same with every row made and kept, for those who go through all of them many times."""
        returns = tuple(
            replace(item, evidence=tuple(item.evidence), unread=tuple(item.unread)) for item in self.returns
        )
        return replace(
            self, returns=returns, evidence=tuple(row for item in returns for row in item.evidence)
        )


READINGS = f"{ASIDE}/readings.sqlite"
"""What was read before: not in the manifest."""


def gather(folder: Folder, files: Sequence[tuple[Path, str]] | None = None) -> Gathered:
    """Read the files given (path and name to show), or all of ``returned/``, and make every row.

    Of ``returned/`` only what is new or has changed since an earlier run is opened. Nothing is written but
    the store of these readings, and where it cannot be written the result is the same.
    """
    gathered = skim(folder) if files is None else _gather(folder, files, None)
    with no_collecting():
        return gathered.unfolded()


def skim(folder: Folder) -> Gathered:
    """As :func:`gather` with the rows folded up, for those who want findings and few rows."""
    return _gather(folder, folder.returned(), folder.root / READINGS)


def _gather(folder: Folder, files: Sequence[tuple[Path, str]], store: Path | None) -> Gathered:
    context = reading_context(folder)
    with no_collecting(), Reader(context, store=store) as reader:
        returns, between = across(reader.read_all(files), context)
        findings = [finding for item in returns for finding in item.findings]
        evidence = Rows(item.evidence for item in returns)
        gathered = Gathered(tuple(returns), evidence, in_order((*findings, *between)))
    if store:
        _keep_parsed(folder)
    return gathered


def _keep_parsed(folder: Folder) -> None:
    kept = folder.parsed.kept()
    if kept is not None:
        from kit.pipeline.outputs import write_aside  # noqa: PLC0415 - only after a change of the content

        write_aside(folder.root / PARSED, kept)


def reading_context(folder: Folder) -> ReadContext:
    """What the reader must know of this process."""
    words = {**folder.words("worksheet").texts, **folder.words("marked").texts}
    return ReadContext(folder.process, folder.catalogue, reading_lists(folder), words)


def forget_readings(folder: Folder) -> None:
    """Take the store away; the next run reads everything anew."""
    from shutil import rmtree  # noqa: PLC0415 - it brings every kind of compression along

    rmtree(folder.root / ASIDE, ignore_errors=True)


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
        return skim(folder), None
    asked = {file.resolve(): (file, _name(file, folder.root)) for file in files}
    named = asked | {path.resolve(): (path, name) for path, name in folder.returned()}
    everything = _gather(folder, tuple(named.values()), folder.root / READINGS)
    return everything, frozenset(named[path][1] for path in asked)


def only(gathered: Gathered, names: frozenset[str] | None) -> Gathered:
    """What concerns the files of these names; everything for ``None``."""
    if names is None:
        return gathered
    returns = tuple(item for item in gathered.returns if is_of(item.file, names))
    return Gathered(
        returns=returns,
        evidence=Rows(item.evidence for item in returns),
        findings=tuple(finding for finding in gathered.findings if is_of(finding.file, names)),
    )


def is_of(file: str, names: frozenset[str]) -> bool:
    """Whether a file is one of these, or comes from a zip or mail that is: ``svar.zip!bord 3.xlsx``."""
    return file in names or any(file.startswith(f"{name}{MEMBER}") for name in names)


def _name(file: Path, root: Path) -> str:
    """The file's path in the process folder; as it was typed where it lies elsewhere."""
    path, base = file.resolve(), root.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else file.as_posix()
