"""``kit status``: what has come back, what is missing, who to chase, and which of two files counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.findings import Finding
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder
from kit.pipeline.status.chase import Debt, debts, over
from kit.pipeline.status.coverage import (
    AreaCell,
    AreaLine,
    SheetState,
    StatusLine,
    WorkshopStatus,
    areas,
    workshops,
)
from kit.pipeline.status.due import ModuleDue, modules_due
from kit.pipeline.status.explain import FileFate, Several, Stray, several, strays

__all__ = [
    "AreaCell",
    "AreaLine",
    "Debt",
    "FileFate",
    "ModuleDue",
    "Several",
    "SheetState",
    "Status",
    "StatusLine",
    "Stray",
    "WorkshopStatus",
    "status",
]


@dataclass(frozen=True, slots=True)
class Status:
    """The whole process on one day.

    ``strays`` are files that belong to nobody to whom a worksheet was handed out, ``debts`` what each unit
    owes, worst first, ``several`` the units that sent more than one file. ``findings`` are all of the
    returns, worst first. ``modules`` need a look, worst first. ``over``: something is owed still, but so long
    after the last workshop that nobody is reminded of it; ``debts`` is empty then.
    """

    lang: str
    workshops: tuple[WorkshopStatus, ...]
    strays: tuple[Stray, ...] = ()
    areas: tuple[AreaLine, ...] = ()
    debts: tuple[Debt, ...] = ()
    several: tuple[Several, ...] = ()
    findings: tuple[Finding, ...] = ()
    day: date | None = None
    modules: tuple[ModuleDue, ...] = ()
    over: bool = False

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The names of the files that belong to nobody."""
        return tuple(stray.file for stray in self.strays)

    @property
    def expected(self) -> int:
        """How many worksheets were handed out."""
        return sum(len(workshop.lines) for workshop in self.workshops)

    @property
    def here(self) -> int:
        """How many have come back with answers."""
        return sum(line.state == "here" for workshop in self.workshops for line in workshop.lines)


def status(folder: Folder, today: date) -> Status:
    """Read all returns and hold them against what was handed out, as of ``today``; nothing is written."""
    gathered = gather(folder)
    found = workshops(folder, gathered, today)
    owed, late = debts(folder, gathered, found, today), over(found, today)
    return Status(
        lang=folder.process.lang,
        workshops=found,
        strays=strays(gathered, found, folder.catalogue.review.code),
        areas=areas(folder, gathered, found),
        debts=() if late else owed,
        several=several(gathered, found),
        findings=gathered.findings,
        day=today,
        modules=modules_due(folder, gathered, today),
        over=late and bool(owed),
    )
