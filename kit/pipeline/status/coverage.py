"""What has come back: per workshop, unit and sheet, and per area across all workshops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kit.analyse import unify
from kit.findings import SEVERITIES, Finding
from kit.model.evidence import Evidence, Return, Unread
from kit.model.process import Session, Unit
from kit.model.sheet import Sheet
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder
from kit.pipeline.units import Handout, handouts

MAY_STAY_EMPTY = frozenset({"C2", "C3"})
"""Open questions and decisions: a room that has none has answered too, so nobody is chased for them."""


@dataclass(frozen=True, slots=True)
class SheetState:
    """One sheet of a worksheet. ``rows`` counts its answers, ``open_cells`` the required cells in them that
    are empty; ``touched`` says that somebody wrote there, readable or not."""

    code: str
    rows: int
    open_cells: int
    touched: bool

    @property
    def missing(self) -> bool:
        """Nothing stands where something is awaited."""
        return not self.touched and self.code not in MAY_STAY_EMPTY


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One unit of one workshop.

    ``state`` is ``here``, ``empty``, ``unreadable`` (nothing but a file called like theirs that cannot be
    read), ``missing`` or ``later`` (not held yet). ``unit`` is what the table prints: a table, an area's two
    letters or the lead. ``numbers`` are answers, errors, questions and notes.
    """

    unit: str
    state: str
    files: tuple[str, ...]
    numbers: tuple[int, int, int, int]
    of: Unit | None = None
    sheets: tuple[SheetState, ...] = ()

    @property
    def empty_sheets(self) -> tuple[str, ...]:
        """Codes of the sheets where nothing stands and something is awaited."""
        return tuple(sheet.code for sheet in self.sheets if sheet.missing)

    @property
    def open_cells(self) -> int:
        """How many required cells of the rows that came are empty."""
        return sum(sheet.open_cells for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class WorkshopStatus:
    """All units of one workshop. ``name`` is what commands call it."""

    name: str
    title: str
    lines: tuple[StatusLine, ...]
    day: date | None = None

    @property
    def held(self) -> bool:
        """False while nobody is awaited: the day has not come, and neither has a file."""
        return any(line.state != "later" for line in self.lines)


@dataclass(frozen=True, slots=True)
class AreaCell:
    """How many answers of one workshop speak of an area, its own worksheet's and other tables' alike.

    ``own`` is the state of the area's own worksheet, ``""`` where it gets none; ``held`` is the workshop's.
    """

    workshop: str
    answers: int
    own: str
    held: bool


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area across the workshops, in their order."""

    code: str
    name: str
    cells: tuple[AreaCell, ...]


def workshops(folder: Folder, gathered: Gathered, today: date) -> tuple[WorkshopStatus, ...]:
    """Each workshop that the process holds, with every worksheet that it hands out."""
    reader = _Coverage(folder, gathered, today)
    return tuple(reader.workshop(session) for session in folder.process.sessions)


def areas(folder: Folder, gathered: Gathered, found: Sequence[WorkshopStatus]) -> tuple[AreaLine, ...]:
    """Each area of the process with what is said of it at each workshop, whoever says it."""
    count = Counter((one.workshop, one.area) for one in gathered.evidence if one.area)
    own = {(workshop.name, line.of): line.state for workshop in found for line in workshop.lines}
    return tuple(
        AreaLine(
            code=area.code,
            name=area.name,
            cells=tuple(
                AreaCell(
                    workshop=workshop.name,
                    answers=count[workshop.name, area.code],
                    own=own.get((workshop.name, Unit("area", area.code)), ""),
                    held=workshop.held,
                )
                for workshop in found
            ),
        )
        for area in folder.process.areas
    )


def is_of(item: Return, handout: Handout) -> bool:
    """Whether a return says of itself that it answers this worksheet."""
    identity = item.identity
    return (
        identity is not None and identity.workshop == handout.workshop.code and identity.unit == handout.unit
    )


def worksheet_name(folder: Folder, handout: Handout) -> str:
    """The file name without its ending under which ``kit make`` hands out a worksheet."""
    words, unit = folder.words("make"), handout.unit
    name = unit.key if unit.kind == "area" else folder.process.unit_name(unit, words("group"), words("lead"))
    workshop = words(f"file_{handout.workshop.id}")
    told = name if unit.kind == "area" else "-".join(unify(name).split())
    return words("file_worksheet", workshop=workshop, unit=told)


class _Coverage:
    """Holds every return against what was handed out."""

    def __init__(self, folder: Folder, gathered: Gathered, today: date) -> None:
        self._folder = folder
        self._gathered = gathered
        self._today = today
        self._nobodys = tuple(item for item in gathered.returns if item.identity is None)
        self._unread = {
            (item.file, one.tab, one.row, one.column) for item in gathered.returns for one in item.unread
        }
        self._said: dict[tuple[str, Unit, str], list[Evidence]] = {}
        for one in gathered.evidence:
            self._said.setdefault((one.workshop, one.unit, one.sheet), []).append(one)
        self._written = {_place(one) for item in gathered.returns for one in item.unread}

    def workshop(self, session: Session) -> WorkshopStatus:
        """A workshop is held when its day has come or anything has come back from it: days get moved."""
        folder = self._folder
        out = handouts(folder.process, folder.catalogue, session.workshop)
        returns = self._gathered.returns
        held = self._today >= session.day or any(is_of(item, one) for item in returns for one in out)
        title = folder.catalogue.workshop(session.workshop).title[folder.process.lang]
        lines = tuple(self._line(handout, held) for handout in out)
        return WorkshopStatus(session.workshop, title, lines, session.day)

    def _line(self, handout: Handout, held: bool) -> StatusLine:
        own = tuple(item.file for item in self._gathered.returns if is_of(item, handout))
        sheets = tuple(self._sheet(handout, code) for code in handout.sheets)
        said = [
            one
            for (workshop, unit, _), rows in self._said.items()
            if (workshop, unit) == (handout.workshop.id, handout.unit)
            for one in rows
        ]
        files = tuple(sorted({*own, *(one.file for one in said)}))
        return StatusLine(
            unit=self._name(handout.unit),
            state=self._state(handout, files, len(said), held),
            files=files,
            numbers=(len(said), *_severities(own, self._gathered.findings)),
            of=handout.unit,
            sheets=sheets,
        )

    def _state(self, handout: Handout, files: tuple[str, ...], rows: int, held: bool) -> str:
        if rows:
            return "here"
        if files:
            return "empty"
        if held and any(called_like(item, worksheet_name(self._folder, handout)) for item in self._nobodys):
            return "unreadable"
        return "missing" if held else "later"

    def _sheet(self, handout: Handout, code: str) -> SheetState:
        place = (handout.workshop.id, handout.unit, code)
        said = self._said.get(place, [])
        sheet = self._folder.catalogue.sheets[code]
        touched = bool(said) or place in self._written
        return SheetState(code, len(said), _open_cells(sheet, said, self._unread), touched)

    def _name(self, unit: Unit) -> str:
        words = self._folder.words("make")
        return (
            unit.key
            if unit.kind == "area"
            else self._folder.process.unit_name(unit, words("group"), words("lead"))
        )


def called_like(item: Return, name: str) -> bool:
    """Whether a file's name holds the words of a worksheet's name in their order (``Bord 3`` is in
    ``kickoff bord 3 (endelig).xlsx`` and not in ``kickoff-bord-31.xlsx``)."""
    stem = item.file.rpartition("/")[2].rpartition(".")[0]
    return f" {_words(name)} " in f" {_words(stem)} "


def _words(name: str) -> str:
    return " ".join(unify(name.replace("-", " ").replace("_", " ").replace("(", " ")).split())


def _place(one: Unread) -> tuple[str, Unit, str]:
    return one.workshop, one.unit, one.sheet


def _open_cells(sheet: Sheet, said: Iterable[Evidence], unread: set[tuple[str, str, int, str]]) -> int:
    """Required cells without a word, each once: the crossings of a matrix row share them."""
    required = [column.id for column in sheet.columns if column.need == "required"]
    places = {
        (one.file, one.tab, one.row, column)
        for one in said
        if not one.complete
        for column in required
        if column not in one.values and not (column == "area" and one.area)
    }
    return len(places - unread)


def _severities(files: tuple[str, ...], findings: Iterable[Finding]) -> tuple[int, int, int]:
    count = Counter(finding.severity for finding in findings if finding.file in files)
    errors, questions, notes = (count[severity] for severity in SEVERITIES)
    return errors, questions, notes
