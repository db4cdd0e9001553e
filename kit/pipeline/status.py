"""``kit status``: per workshop and unit what has come back, what is missing, findings by severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kit.findings import SEVERITIES, Finding
from kit.model.evidence import Return
from kit.model.process import Session
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import Folder
from kit.pipeline.units import Handout, handouts


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One unit of one workshop. ``state`` is ``here``, ``empty``, ``missing`` or ``later`` (not held yet).

    ``unit`` is a table, an area's two letters or the lead; ``numbers`` are answers, errors, questions and
    notes.
    """

    unit: str
    state: str
    files: tuple[str, ...]
    numbers: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class WorkshopStatus:
    """All units of one workshop. ``name`` is what commands call it."""

    name: str
    title: str
    lines: tuple[StatusLine, ...]

    @property
    def held(self) -> bool:
        """False while nobody is awaited: the day has not come, and neither has a file."""
        return any(line.state != "later" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Status:
    """The whole process. ``unplaced`` are files that belong to nobody to whom a worksheet was handed out."""

    lang: str
    workshops: tuple[WorkshopStatus, ...]
    unplaced: tuple[str, ...]

    @property
    def expected(self) -> int:
        """How many worksheets were handed out."""
        return sum(len(workshop.lines) for workshop in self.workshops)

    @property
    def here(self) -> int:
        """How many have come back with answers."""
        return sum(line.state == "here" for workshop in self.workshops for line in workshop.lines)


def status(folder: Folder, today: date) -> Status:
    """Read all returns and hold them against what was handed out."""
    gathered = gather(folder)
    workshops = tuple(
        WorkshopStatus(
            name=session.workshop,
            title=folder.catalogue.workshop(session.workshop).title[folder.process.lang],
            lines=_lines(session, gathered, folder, today),
        )
        for session in folder.process.sessions
    )
    placed = {file for workshop in workshops for line in workshop.lines for file in line.files}
    unplaced = tuple(item.file for item in gathered.returns if item.file not in placed)
    return Status(folder.process.lang, workshops, unplaced)


def _lines(session: Session, gathered: Gathered, folder: Folder, today: date) -> tuple[StatusLine, ...]:
    """A workshop is held when its day has come or anything has come back from it: days get moved."""
    out = handouts(folder.process, folder.catalogue, session.workshop)
    held = today >= session.day or any(_is_of(item, handout) for item in gathered.returns for handout in out)
    return tuple(_line(handout, gathered, folder, held) for handout in out)


def _line(handout: Handout, gathered: Gathered, folder: Folder, held: bool) -> StatusLine:
    mine = [item for item in gathered.returns if _is_of(item, handout)]
    files = tuple(item.file for item in mine)
    rows = sum(len(item.evidence) for item in mine)
    state = "here" if rows else "empty" if mine else "missing" if held else "later"
    words, unit = folder.words("make"), handout.unit
    name = unit.key if unit.kind == "area" else folder.process.unit_name(unit, words("group"), words("lead"))
    return StatusLine(name, state, files, (rows, *_severities(files, gathered.findings)))


def _is_of(item: Return, handout: Handout) -> bool:
    identity = item.identity
    return (
        identity is not None and identity.workshop == handout.workshop.code and identity.unit == handout.unit
    )


def _severities(files: tuple[str, ...], findings: Iterable[Finding]) -> tuple[int, int, int]:
    count = Counter(finding.severity for finding in findings if finding.file in files)
    errors, questions, notes = (count[severity] for severity in SEVERITIES)
    return errors, questions, notes
