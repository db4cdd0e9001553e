"""Why a file counts or does not: several files of one unit, and files that belong to nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.pipeline.check import Gathered
from kit.pipeline.status.coverage import WorkshopStatus


@dataclass(frozen=True, slots=True)
class FileFate:
    """One of several files of a unit. ``sheets`` are those whose answers count from this file, ``rows`` how
    many answers that is; ``reasons`` are the findings that set it beside another file."""

    file: str
    sheets: tuple[str, ...]
    rows: int
    reasons: tuple[Finding, ...]

    @property
    def fate(self) -> str:
        """``counts``, ``part`` (for these sheets, beside another file), ``replaced`` or ``nothing``
        (nothing could be read in it)."""
        if self.rows:
            return "part" if self.reasons else "counts"
        return "replaced" if self.reasons else "nothing"


@dataclass(frozen=True, slots=True)
class Several:
    """A unit of a workshop that sent more than one file, in the order of their names."""

    workshop: str
    unit: str
    files: tuple[FileFate, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that belongs to nobody to whom a worksheet was handed out, and what is worst about it."""

    file: str
    reason: Finding | None


def several(gathered: Gathered, workshops: Sequence[WorkshopStatus]) -> tuple[Several, ...]:
    """Every unit with more than one file, in the order of the workshops."""
    names = frozenset(item.file for item in gathered.returns)
    return tuple(
        Several(workshop.name, line.unit, tuple(_fate(file, gathered, names) for file in line.files))
        for workshop in workshops
        for line in workshop.lines
        if len(line.files) > 1
    )


def strays(gathered: Gathered, workshops: Sequence[WorkshopStatus], review: str = "") -> tuple[Stray, ...]:
    """The files that no line of the status names; the lead's review workbook (``review`` is its three-letter
    code) was handed out by ``kit consolidate`` and belongs to nobody else."""
    placed = {file for workshop in workshops for line in workshop.lines for file in line.files}
    return tuple(
        Stray(item.file, next((one for one in gathered.findings if one.file == item.file), None))
        for item in gathered.returns
        if item.file not in placed and not (item.identity and item.identity.workshop == review)
    )


def names_another(finding: Finding, files: Collection[str]) -> bool:
    """Whether a finding sets its file beside another return: whatever its code, it names that file."""
    return any(value != finding.file and value in files for value in finding.values.values())


def _fate(file: str, gathered: Gathered, names: frozenset[str]) -> FileFate:
    said = [one for one in gathered.evidence if one.file == file]
    reasons = tuple(one for one in gathered.findings if one.file == file and names_another(one, names))
    return FileFate(file, tuple(dict.fromkeys(one.sheet for one in said)), len(said), reasons)
