"""Reading all returns: used by ``check``, ``status``, ``make`` and ``consolidate``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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


def gather(folder: Folder, files: Sequence[tuple[Path, str]] | None = None) -> Gathered:
    """Read the files given (path and name to show), or all of ``returned/``. Nothing is written."""
    context = ReadContext(folder.process, folder.catalogue, reading_lists(folder))
    with Reader(context) as reader:
        returns = reader.read_all(folder.returned() if files is None else files)
    returns, between = across(returns, context)
    findings = [finding for item in returns for finding in item.findings]
    evidence = tuple(row for item in returns for row in item.evidence)
    return Gathered(tuple(returns), evidence, in_order((*findings, *between)))


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
    return gather(folder, tuple(named.values())), frozenset(named[path][1] for path in asked)


def only(gathered: Gathered, names: frozenset[str] | None) -> Gathered:
    """What concerns the files of these names; everything for ``None``."""
    if names is None:
        return gathered
    return Gathered(
        returns=tuple(item for item in gathered.returns if _is_of(item.file, names)),
        evidence=tuple(item for item in gathered.evidence if _is_of(item.file, names)),
        findings=tuple(finding for finding in gathered.findings if _is_of(finding.file, names)),
    )


def _is_of(file: str, names: frozenset[str]) -> bool:
    """Whether a file is one of these, or comes from a zip or mail that is: ``svar.zip!bord 3.xlsx``."""
    return file in names or any(file.startswith(f"{name}{MEMBER}") for name in names)


def _name(file: Path, root: Path) -> str:
    """The file's path in the process folder; as it was typed where it lies elsewhere."""
    path, base = file.resolve(), root.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else file.as_posix()
