"""One cell and its column in, one value out, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.model.evidence import UNKNOWN, Value
from kit.model.sheet import UNKNOWN_ANSWERS, Column
from kit.model.text import LANGUAGES
from kit.read import limits
from kit.read.context import ReadContext
from kit.read.days import month_first
from kit.read.entries import Entries, exact
from kit.read.grid import Raw, Unreadable
from kit.read.personal import may_be_personal, maybe_names, personal_data, without_personal_data
from kit.read.text import one_line, tidy
from kit.read.values import day_in, day_of_serial, friday_in, number_in, number_inside, quarter_in, quarter_of

_UNKNOWN = frozenset(map(exact, (*UNKNOWN_ANSWERS, "??", "???")))
_ERROR_TEXT = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|I/T|VÆRDI!|REFERENCE!|NAVN\?)$"
)
_IDS_AND_TEXTS = frozenset({"roles", "decisions", "scopes"})
"""Lists to which a return may add: known entries become ids, what is not found is judged later, with all."""
_NOTHING = frozenset({"-", "--", "n/a", "n.a.", "i/a", "ikkerelevant", "notapplicable"})
"""What people write for "nothing here": as good as an empty cell."""
_TICKS = {**dict.fromkeys(("x", "✓", "✔", "☑", "√", "j", "y"), "yes"), **dict.fromkeys(("☐", "n"), "no")}
_LOGICAL = (("FALSE", "TRUE"), ("FALSK", "SAND"))
"""What a spreadsheet makes of these words, and shows, in English and in Danish."""
_KNOWN_NAMES = ("roles", "areas", "scopes", "systems", "functions", "initiatives", "groups")
_FREE_TEXT = frozenset({"text", "longtext", "person"})
_SHOWN = 60
_SHORT = 40
"""Longer texts are neither "I do not know" nor "nothing here", whatever blanks stand in them."""
_KEPT = 50_000
_OFTEN = 80
"""Longer texts are sentences, and hardly one of them comes twice."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell. ``shown`` is what stands there, shortened, never personal data."""

    code: str
    shown: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell read: its value (``None`` where there is none), its problems, and whether the value says all."""

    value: Value | None
    problems: tuple[Problem, ...] = ()
    whole: bool = True


_BLANK = Answer(None)


class Answers:
    """Reads cells by their column's type; equal cells of a column are read once."""

    def __init__(self, context: ReadContext) -> None:
        self._lang = context.process.lang
        self._year = max((session.day.year for session in context.process.sessions), default=1)
        self._entries = {name: Entries.of(choices) for name, choices in context.lists.by_name.items()}
        if "areas" in self._entries:
            self._entries.setdefault("scopes", self._entries["areas"])
        self._open = context.lists.open
        self._beginnings = {
            (exact(choices[0].label(lang)), exact(choices[1].label(lang)))
            for choices in context.lists.by_name.values()
            if len(choices) > 1
            for lang in LANGUAGES
        }
        self._context = context  # keeps the columns alive, and so their ids unique
        self._known: dict[tuple[int, type], dict[Raw, Answer]] = {}
        self._count = 0
        self._by_type: Mapping[str, Callable[[Column, Raw], Answer]] = {
            "number": self._number,
            "int": self._number,
            "date": self._date,
            "quarter": self._quarter,
            "choice": self._choice,
            "ref": self._ref,
            "multichoice": self._list,
            "reflist": self._list,
        }

    def read(self, column: Column, raw: Raw) -> Answer:
        """The answer in a cell. An ``Answer`` without value and problems is a blank cell."""
        kind = type(raw)
        known = self._known.get((id(column), kind))
        if known is None:
            known = self._known[id(column), kind] = {}
        found = known.get(raw)
        if found is None:
            found = self._read(column, raw)
            if kind is not str or len(raw) <= _OFTEN:  # type: ignore[arg-type]
                self._remember(known, raw, found)
        return found

    def remembered(self, column: Column) -> Mapping[Raw, Answer]:
        """The answers in texts of that column that were read before, as far as they are remembered."""
        return self._known.setdefault((id(column), str), {})

    def _remember(self, known: dict[Raw, Answer], raw: Raw, answer: Answer) -> None:
        self._count += 1
        if self._count > _KEPT:
            self._count = 1
            for others in self._known.values():
                others.clear()
        known[raw] = answer

    def entries(self, source: str | None) -> Entries | None:
        """The list of that name, ``None`` where the process has none."""
        return self._entries.get(source or "")

    def closed(self, column: Column) -> Entries | None:
        """The list behind a column to which people may not add; ``None`` for every other column."""
        return None if column.source in self._open else self.entries(column.source)

    def begins_list(self, first: str, second: str) -> bool:
        """Whether two texts are the first two entries of some list, as the kit writes them."""
        return (exact(first), exact(second)) in self._beginnings

    def _read(self, column: Column, raw: Raw) -> Answer:
        if isinstance(raw, Unreadable):
            code = "cell.error-value" if raw.kind == "error" else "cell.formula-without-value"
            return Answer(None, (Problem(code, raw.text),))
        if isinstance(raw, str):
            raw = tidy(raw)
            if not raw:
                return _BLANK
            if raw[0] == "#" and _ERROR_TEXT.match(raw):
                return Answer(None, (Problem("cell.error-value", raw),))
            bare = exact(raw) if len(raw) <= _SHORT else ""
            if bare in _UNKNOWN:
                return self._unknown(column, raw)
            if bare in _NOTHING and not self._is_entry(column, raw):
                return self._nothing(column, raw)
        return self._by_type.get(column.type, self._text)(column, raw)

    def _is_entry(self, column: Column, raw: str) -> bool:
        entries = self._entries.get(column.source or "")
        return entries is not None and entries.find(raw) is not None

    def _nothing(self, column: Column, raw: str) -> Answer:
        """A dash or a lone semicolon is an empty cell: where the row cannot do without it, it is missing."""
        return _BLANK if column.need == "required" else Answer(None, (Problem("cell.unknown-not-here", raw),))

    def _unknown(self, column: Column, raw: str) -> Answer:
        entries = self._entries.get(column.source or "") if column.type == "choice" else None
        if entries:
            listed = entries.find(raw) or (
                "unknown" if any(c.id == "unknown" for c in entries.choices) else None
            )
            if listed:
                return Answer(listed)
        if column.unknown_ok:
            return Answer(UNKNOWN)
        return Answer(None, (Problem("cell.unknown-not-here", raw),))

    def _text(self, column: Column, raw: Raw) -> Answer:
        if isinstance(raw, bool):
            raw = _LOGICAL[self._lang == "da"][raw]
        if isinstance(raw, float) and self._lang == "da":
            raw = as_text(raw).replace(".", ",")
        text = raw if isinstance(raw, str) else as_text(raw)
        if column.type != "longtext" and not text.isprintable():
            text = one_line(text)
        problems = []
        if column.type in _FREE_TEXT and may_be_personal(text):
            problems = [Problem(code) for code in personal_data(text)]
            text = without_personal_data(text)
        if column.type == "person" and self._strangers(text):
            problems.append(Problem("personal.maybe-name"))
        if len(text) > limits.LONGEST_TEXT:
            problems.append(Problem("cell.too-long"))
            return Answer(text[: limits.LONGEST_TEXT], tuple(problems), whole=False)
        if len(text) > limits.LONG_TEXT:
            problems.append(Problem("cell.long-text"))
        return Answer(text, tuple(problems))

    def _strangers(self, text: str) -> list[str]:
        """What could be names of people: of no role, area, unit, system or function that is known."""
        lists = [entries for name in _KNOWN_NAMES if (entries := self._entries.get(name))]
        return [name for name in maybe_names(text) if not any(e.find(text) or e.find(name) for e in lists)]

    def _number(self, column: Column, raw: Raw) -> Answer:
        value = raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None
        if isinstance(raw, str):
            value = number_in(raw, self._lang)
        if value is None:
            inside = number_inside(raw) if isinstance(raw, str) and not personal_data(raw) else None
            code = "cell.not-a-number-near" if inside else "cell.not-a-number"
            return Answer(None, (Problem(code, shortened(raw), {"suggestion": inside or ""}),))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if column.type == "int" and not isinstance(value, int):
            return Answer(None, (Problem("cell.not-whole", shortened(raw)),))
        return self._bounded(column, value)

    def _bounded(self, column: Column, value: int | float) -> Answer:
        low, high = column.low, column.high
        too_low = low is not None and value < low
        too_high = high is not None and value > high
        if not (too_low or too_high):
            return Answer(value)
        bounds: dict[str, object] = {}
        for name, bound in (("low", low), ("high", high)):
            if bound is not None:
                bounds |= {f"{name}_da": f"{bound:g}".replace(".", ","), f"{name}_en": f"{bound:g}"}
        one_sided = "cell.below-minimum" if too_low else "cell.above-maximum"
        code = "cell.out-of-range" if low is not None and high is not None else one_sided
        return Answer(None, (Problem(code, as_text(value), bounds),))

    def _date(self, _: Column, raw: Raw) -> Answer:
        day = _as_day(raw)
        if day is None:
            return Answer(None, (self._no_date(raw),))
        return Answer(day)

    def _no_date(self, raw: Raw) -> Problem:
        """What is wrong with it, with the day that is probably meant."""
        meant: dict[str, date | None] = {}
        if isinstance(raw, str):
            meant = {
                "cell.week-not-a-day": friday_in(raw, self._year),
                "cell.month-first": month_first(raw),
            }
        for code, day in meant.items():
            if day:
                return Problem(code, shortened(raw), {"suggestion": as_text(day)})
        return Problem("cell.not-a-date", shortened(raw))

    def _quarter(self, _: Column, raw: Raw) -> Answer:
        quarter = quarter_of(raw) if isinstance(raw, date) else quarter_in(as_text(raw))
        if quarter is None:
            day = _as_day(raw) if isinstance(raw, str) else None
            day = day or (friday_in(raw, 0) if isinstance(raw, str) else None)
            quarter = quarter_of(day) if day else None
        if quarter is None:
            return Answer(None, (Problem("cell.not-a-quarter", shortened(raw)),))
        return Answer(quarter)

    def _choice(self, column: Column, raw: Raw) -> Answer:
        entries = self._entries.get(column.source or "")
        if entries is None or column.source in self._open:
            return self._text(column, raw)
        if isinstance(raw, bool):
            raw = "yes" if raw else "no"
        text = as_text(raw)
        id = entries.find(text) or entries.numbered(text) or entries.ticked(_TICKS.get(exact(text), ""))
        return self._found(entries, id, text) if id else Answer(None, (self._not_listed(entries, text),))

    def _found(self, entries: Entries, id: str, text: str) -> Answer:
        """An entry; where only the id at the start of the text told it, the rest is said."""
        if not entries.led(text):
            return Answer(id)
        labels = {f"read_as_{lang}": entries.label(id, lang) for lang in LANGUAGES}
        return Answer(id, (Problem("cell.read-as", shortened(text), labels),), whole=False)

    def _ref(self, column: Column, raw: Raw) -> Answer:
        text = one_line(as_text(raw))
        entries = self._entries.get(column.source or "")
        id = entries.find(text) if entries else None
        if column.source in _IDS_AND_TEXTS:
            return self._found(entries, id, text) if entries and id else Answer(text)
        if entries is None or column.source in self._open:
            return self._text(column, raw)
        return self._found(entries, id, text) if id else Answer(None, (self._not_listed(entries, text),))

    def _list(self, column: Column, raw: Raw) -> Answer:
        pieces = self._pieces(as_text(raw), column)
        if not pieces:
            return self._nothing(column, as_text(raw))
        if column.source in self._open or column.source not in self._entries:
            private = [Problem(code) for code in personal_data("; ".join(pieces))]
            return Answer(tuple(map(without_personal_data, pieces)), tuple(private))
        entries = self._entries[column.source]
        ids: list[str] = []
        problems: list[Problem] = []
        for piece in pieces:
            id = entries.find(piece)
            if id:
                ids.append(id)
                problems += self._found(entries, id, piece).problems
            elif column.source in _IDS_AND_TEXTS:
                ids.append(piece)
            else:
                problems.append(self._not_listed(entries, piece))
        return Answer(tuple(dict.fromkeys(ids)) or None, tuple(problems), whole=not problems)

    def _pieces(self, text: str, column: Column) -> list[str]:
        """A cell's entries: parted by semicolons or lines; by commas or slashes where all parts are known."""
        entries = self._entries.get(column.source or "")
        pieces: list[str] = []
        for part in map(one_line, re.split(r"[;\n]", tidy(text))):
            finer = [p.strip() for p in re.split(r"[,/]", part)]
            whole = entries is None or entries.find(part) or len(finer) == 1
            if not whole and entries and (column.source not in self._open or all(map(entries.find, finer))):
                pieces.extend(finer)
            else:
                pieces.append(part)
        return list(dict.fromkeys(p for p in pieces if p))

    def _not_listed(self, entries: Entries, text: str) -> Problem:
        near = entries.near(text)
        if near:
            labels = {f"suggestion_{lang}": near.label(lang) for lang in ("da", "en")}
            return Problem("cell.not-in-list-near", shortened(text), labels)
        allowed = {f"allowed_{lang}": entries.shown(lang) for lang in ("da", "en")}
        return Problem("cell.not-in-list", shortened(text), allowed)


def as_text(raw: Raw) -> str:
    """A cell as it reads: whole numbers without a point, dates as ``12-10-2026``."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, date):
        return f"{raw:%d-%m-%Y}"
    if isinstance(raw, Unreadable):
        return raw.text
    return str(raw)


def _as_day(raw: Raw) -> date | None:
    if isinstance(raw, str):
        return day_in(raw)
    if isinstance(raw, date):
        return raw
    return day_of_serial(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def shortened(raw: Raw) -> str:
    """A cell for a sentence: one line, cut short, without numbers that look like a person's."""
    text = one_line(as_text(raw))
    if personal_data(text):
        return "…"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
