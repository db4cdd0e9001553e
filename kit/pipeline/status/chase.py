"""Who to chase: every unit that owes something, since when, and what; functions, never names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kit.analyse import unify
from kit.findings import Finding
from kit.model.process import Unit
from kit.pipeline.check import Gathered
from kit.pipeline.copies import copy_paths
from kit.pipeline.folder import Folder
from kit.pipeline.status.coverage import StatusLine, WorkshopStatus, called_like, worksheet_name
from kit.pipeline.status.explain import names_another
from kit.pipeline.units import handouts

STATES = ("nothing", "unreadable", "empty", "sheets", "questions")
"""What a unit owes, worst first."""

FUNCTIONS = 3
"""So many functions are named: enough to know at whose door to knock."""


CHASED = timedelta(days=90)
"""So long after the last workshop a worksheet is worth asking for: by then the strategy is in use without it,
and what it lacks stands there as an open question."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What one unit owes from one workshop.

    ``state`` is the worst of :data:`STATES`. ``day`` is the workshop's, ``days`` how many have gone since.
    ``functions`` are those that the list of participants names for the unit. ``sheets`` are codes of sheets
    without an answer, ``questions`` how many findings a person must look at; ``copies`` are the paths of the
    marked copies that ask them. ``files`` are their returns, ``problem`` says why one cannot be read.
    ``worksheet`` is the name under which their worksheet went out.
    """

    workshop: str
    title: str
    unit: Unit
    name: str
    state: str
    day: date
    days: int
    worksheet: str
    functions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    open_cells: int = 0
    questions: int = 0
    copies: tuple[str, ...] = ()
    problem: Finding | None = None


def debts(
    folder: Folder, gathered: Gathered, found: Sequence[WorkshopStatus], today: date
) -> tuple[Debt, ...]:
    """All debts, worst first: by what is owed, then how long, then in the order of workshops and units.

    On the day itself nobody is chased for a file: hosts save it when the room has emptied.
    """
    desk = _Desk(folder, gathered, today)
    owed = [debt for workshop in found for debt in desk.of(workshop)]
    return tuple(sorted(owed, key=lambda debt: (STATES.index(debt.state), -debt.days)))


def over(found: Sequence[WorkshopStatus], today: date) -> bool:
    """Whether the last workshop lies so far back that nobody is reminded any more."""
    days = [workshop.day for workshop in found if workshop.day]
    return bool(days) and today > max(days) + CHASED


class _Desk:
    """What all debts are made from."""

    def __init__(self, folder: Folder, gathered: Gathered, today: date) -> None:
        self._folder = folder
        self._gathered = gathered
        self._today = today
        self._names = frozenset(item.file for item in gathered.returns)
        self._asked = _asked(folder, gathered, self._names)

    def of(self, workshop: WorkshopStatus) -> Iterator[Debt]:
        out = {one.unit: one for one in handouts(self._folder.process, self._folder.catalogue, workshop.name)}
        for line in workshop.lines:
            if line.of is None or workshop.day is None:
                continue
            asked = self._asked.get((workshop.name, line.of), (0, ()))
            state = self._state(line, workshop.day, asked[0])
            if state:
                name = worksheet_name(self._folder, out[line.of])
                yield self._debt(workshop, line, state, asked, name)

    def _state(self, line: StatusLine, day: date, questions: int) -> str:
        """What is owed at worst; ``""`` if nothing."""
        if line.state == "later" or (not line.files and self._today <= day):
            return ""
        if line.state in ("missing", "unreadable", "empty"):
            touched = any(sheet.touched for sheet in line.sheets)
            return {"missing": "nothing", "empty": "questions" if touched else "empty"}.get(
                line.state, line.state
            )
        if line.empty_sheets:
            return "sheets"
        return "questions" if questions else ""

    def _debt(
        self,
        workshop: WorkshopStatus,
        line: StatusLine,
        state: str,
        asked: tuple[int, tuple[str, ...]],
        worksheet: str,
    ) -> Debt:
        assert line.of is not None and workshop.day is not None
        files, problem = line.files, None
        if state == "unreadable":
            files = tuple(
                item.file
                for item in self._gathered.returns
                if item.identity is None and called_like(item, worksheet)
            )
            problem = next((one for one in self._gathered.findings if one.file == files[-1]), None)
        words = self._folder.words("make")
        return Debt(
            workshop=workshop.name,
            title=workshop.title,
            unit=line.of,
            name=self._folder.process.unit_name(line.of, words("group"), words("lead")),
            state=state,
            day=workshop.day,
            days=max(0, (self._today - workshop.day).days),
            worksheet=f"{worksheet}.xlsx",
            functions=self._functions(workshop.name, line.of),
            files=files,
            sheets=line.empty_sheets,
            open_cells=line.open_cells,
            questions=asked[0],
            copies=asked[1],
            problem=problem,
        )

    def _functions(self, workshop: str, unit: Unit) -> tuple[str, ...]:
        """Who sat there, by the participants' list (C1): at the table, or from the area; leaders first."""
        if unit.kind == "lead":
            return (self._folder.process.lead,) if self._folder.process.lead else ()
        column = "group" if unit.kind == "group" else "area"
        order = [choice.id for choice in self._folder.catalogue.lists["level"]]
        rows = [
            one
            for one in self._gathered.evidence
            if one.sheet == "C1" and one.workshop == workshop and one.text(column) == unit.key
        ]
        there = [one for one in rows if one.text("attended") != "no" and one.text("function")]
        there.sort(key=lambda one: order.index(one.text("level")) if one.text("level") in order else 99)
        told: dict[str, str] = {}
        for one in there:
            told.setdefault(unify(one.text("function")), one.text("function"))
        return tuple(told.values())[:FUNCTIONS]


def _asked(
    folder: Folder, gathered: Gathered, names: frozenset[str]
) -> Mapping[tuple[str, Unit], tuple[int, tuple[str, ...]]]:
    """Open questions by workshop and unit, and the marked copies that ask them.

    Which of two files counts is for the lead to say, so no unit is asked about it.
    """
    found: dict[tuple[str, Unit], tuple[int, tuple[str, ...]]] = {}
    for share, path in copy_paths(folder, gathered):
        key = (share.workshop.id, share.unit)
        count, copies = found.get(key, (0, ()))
        asked = sum(one.needs_person and not names_another(one, names) for one in share.findings)
        found[key] = (count + asked, (*copies, path))
    return found
