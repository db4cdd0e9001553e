"""``kit status --letters``: one reminder for each unit that owes something, as mail text and Word letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from kit.analyse import unify
from kit.model.process import Session
from kit.pipeline.calendar import Calendar
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output, Written, withdraw, write_outputs
from kit.pipeline.status.chase import Debt
from kit.render.reminder import Part, Reminder, reminder_docx, reminder_text

_TO_STRATEGY = 5
"""Working days from the last workshop to the strategy: it is adopted in the week after."""
_ROUND = "round"


def write_reminders(folder: Folder, owed: Sequence[Debt], today: date) -> Written:
    """Write the reminders, and take back those of earlier runs that nobody needs any more.

    A letter that a person has edited is neither overwritten nor taken back.
    """
    base = f"outputs/strategy/{folder.words('reminder')('folder_reminders')}/"
    written = write_outputs(folder.root, folder.process, _outputs(folder, owed, today))
    withdraw(folder.root, base, frozenset(written.paths))
    return written


def reminders(folder: Folder, owed: Sequence[Debt], today: date) -> tuple[tuple[str, Reminder], ...]:
    """Each reminder with the name of its file, without ending.

    A table is made up anew at each workshop and gets a letter for each; an area and the lead stay who they
    are and get one for all. Letters stand in the order of the worst that is owed.
    """
    writer = _Writer(folder, today)
    letters: dict[str, list[Debt]] = {}
    for debt in owed:
        letters.setdefault(_file_name(debt), []).append(debt)
    return tuple((name, writer.letter(debts)) for name, debts in letters.items())


def _outputs(folder: Folder, owed: Sequence[Debt], today: date) -> Iterator[Output]:
    base = f"outputs/strategy/{folder.words('reminder')('folder_reminders')}"
    for name, letter in reminders(folder, owed, today):
        yield Output(f"{base}/{name}.txt", "letter", None, reminder_text(letter))
        yield Output(f"{base}/{name}.docx", "letter", None, reminder_docx(letter, folder.resources))


def deadline(sessions: Sequence[Session], today: date, calendar: Calendar) -> tuple[date, Session | None]:
    """By when answers are still of use, and the workshop that needs them (``None``: the strategy).

    The working day before the next workshop, tomorrow at the latest being today; after the last one the day
    on which the strategy is due, and once that has gone five working days from today.
    """
    coming = [session for session in sessions if session.day > today]
    if coming:
        following = min(coming, key=lambda session: session.day)
        day = following.day - timedelta(days=1)
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        return max(day, today), following
    due = calendar.after(max(session.day for session in sessions), _TO_STRATEGY)
    return (due if due > today else calendar.after(today, _TO_STRATEGY)), None


class _Writer:
    """Finds the words of letters."""

    def __init__(self, folder: Folder, today: date) -> None:
        self._folder = folder
        self._process = folder.process
        self._words = folder.words("reminder")
        self._lang = folder.process.lang
        self._today = today

    def letter(self, debts: Sequence[Debt]) -> Reminder:
        """One letter about all that a unit owes, in the order of the workshops."""
        kind = debts[0].unit.kind
        unit = {"group": _low(debts[0].name), "lead": self._lead()}.get(kind, debts[0].name)
        theme = "questions" if all(debt.state == "questions" for debt in debts) else "missing"
        how = "how" if self._process.lead or kind == "lead" else "how_plain"
        return Reminder(
            lang=self._lang,
            colour=self._process.brand.colour,
            municipality=self._process.municipality,
            day=self._date("day_year", self._today),
            stamp=self._today,
            subject_label=self._words("subject"),
            subject=self._say(f"subject_{theme}", kind, unit=unit),
            greeting=self._words(f"greeting_{kind}", unit=unit),
            opening=self._say(f"opening_{theme}", kind),
            parts=tuple(self._part(debt) for debt in sorted(debts, key=lambda debt: debt.day)),
            deadline=self._words("deadline", day=self._date("day", self._due()[0])),
            closing=(self._reasons(), f"{self._say(how, kind, to=self._lead())} {self._say('ask', kind)}"),
            signature=self._signature(kind),
        )

    def _say(self, key: str, kind: str, **values: object) -> str:
        """The wording for tables and areas, or its twin for the lead where there is one."""
        twin = f"{key}_lead"
        return self._words(twin if kind == "lead" and twin in self._words.texts else key, **values)

    def _part(self, debt: Debt) -> Part:
        kind, sentences, points = debt.unit.kind, list[str](), tuple[str, ...]()
        if debt.state != "questions":
            sentences.append(self._missing(debt))
            points = tuple(self._sheet(code) for code in debt.sheets)
        if debt.state in ("questions", "sheets") and debt.questions:
            key = "questions_one" if debt.questions == 1 else "questions_many"
            sentences.insert(0, self._say(key, kind, n=debt.questions, copies=self._quoted(debt.copies)))
        if debt.state == "nothing" and kind == "area" and self._visiting(debt):
            sentences.insert(0, self._words("not_visited"))
        heading = "heading_round" if debt.workshop == _ROUND else "heading"
        day = self._date("day", debt.day)
        return Part(self._words(heading, title=debt.title, day=day), tuple(sentences), points)

    def _visiting(self, debt: Debt) -> bool:
        """Whether the round still goes on: its visits lie between its first day and the next workshop."""
        after = [session.day for session in self._process.sessions if session.day > debt.day]
        return debt.workshop == _ROUND and bool(after) and self._today < min(after)

    def _missing(self, debt: Debt) -> str:
        """What has not come, in one sentence that leads to the list of sheets."""
        kind, files = debt.unit.kind, self._quoted(debt.files)
        if debt.state == "nothing":
            return self._say("nothing", kind, file=debt.worksheet)
        if debt.state == "unreadable" and debt.problem:
            told = {"problem": debt.problem.message(self._lang), "remedy": debt.problem.remedy(self._lang)}
            return self._words("unreadable", files=files, **told)
        if debt.state == "sheets":
            return self._say("sheets_one" if len(debt.sheets) == 1 else "sheets_many", kind, files=files)
        return self._say("empty", kind, files=files)

    def _sheet(self, code: str) -> str:
        """A sheet and the modules of the strategy that rest on it: ``F1 Formål (til “Hvorfor data” …)``."""
        sheet, titles = self._folder.catalogue.sheets[code], self._folder.catalogue.modules
        name = f"{code} {sheet.title[self._lang]}"
        used = [choice.text[self._lang] for choice in titles if choice.id in sheet.modules]
        return self._words("sheet_used", sheet=name, modules=self._listed(used)) if used else name

    def _quoted(self, files: Sequence[str]) -> str:
        return self._listed([PurePosixPath(file).name for file in files])

    def _listed(self, names: Sequence[str]) -> str:
        quoted = [self._words("quoted", name=name) for name in names]
        if len(quoted) < 2:
            return "".join(quoted)
        return f"{', '.join(quoted[:-1])}{self._words('and')}{quoted[-1]}"

    def _due(self) -> tuple[date, Session | None]:
        return deadline(self._process.sessions, self._today, Calendar(self._lang))

    def _reasons(self) -> str:
        """Why then, and what happens without."""
        following = self._due()[1]
        if following is None:
            return f"{self._words('reason_strategy')} {self._words('why')}"
        key = "reason_round" if following.workshop == _ROUND else "reason_next"
        title = self._folder.catalogue.workshop(following.workshop).title[self._lang]
        return f"{self._words(key, title=title, day=self._date('day', following.day))} {self._words('why')}"

    def _lead(self) -> str:
        """The function that gathers the returns, as it stands inside a sentence."""
        return _low(self._process.lead or self._words("lead"))

    def _signature(self, kind: str) -> tuple[str, ...]:
        own = (self._process.lead,) if self._process.lead and kind != "lead" else ()
        return (self._words("regards"), *own, self._process.municipality)

    def _date(self, key: str, day: date) -> str:
        month = self._words("months").split()[day.month - 1]
        weekday = self._words("weekdays").split()[day.weekday()]
        return self._words(key, weekday=weekday, day=day.day, month=month, year=day.year)


def _low(name: str) -> str:
    """As the name stands inside a sentence; ``It-chef`` gives way, ``IT-chef`` does not."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _file_name(debt: Debt) -> str:
    """A table's worksheet, an area's letters, or the lead's word; letters and digits only."""
    if debt.unit.kind == "group":
        return debt.worksheet.removesuffix(".xlsx")
    return debt.unit.key or "-".join(unify(debt.name).split())
