"""``kit status``: per workshop and unit what has come back, what is missing, findings by severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kit.findings import SEVERITIES, Finding
from kit.model.evidence import Return
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import Folder
from kit.pipeline.units import Handout, handouts


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One unit of one workshop. ``state`` is ``here``, ``empty``, ``missing`` or ``later`` (not held yet).

    ``numbers`` are answers, errors, questions and notes.
    """

    unit: str
    state: str
    files: tuple[str, ...]
    numbers: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class WorkshopStatus:
    """All units of one workshop."""

    title: str
    lines: tuple[StatusLine, ...]


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
            title=folder.catalogue.workshop(session.workshop).title[folder.process.lang],
            lines=tuple(
                _line(handout, gathered, folder, today >= session.day)
                for handout in handouts(folder.process, folder.catalogue, session.workshop)
            ),
        )
        for session in folder.process.sessions
    )
    placed = {file for workshop in workshops for line in workshop.lines for file in line.files}
    unplaced = tuple(item.file for item in gathered.returns if item.file not in placed)
    return Status(folder.process.lang, workshops, unplaced)


def _line(handout: Handout, gathered: Gathered, folder: Folder, held: bool) -> StatusLine:
    mine = [item for item in gathered.returns if _is_of(item, handout)]
    files = tuple(item.file for item in mine)
    rows = sum(len(item.evidence) for item in mine)
    state = "here" if rows else "empty" if mine else "missing" if held else "later"
    words = folder.words("make")
    name = folder.process.unit_name(handout.unit, words("group"), words("lead"))
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
