"""What the people of the tests answer: for every column of every sheet something legal, and what it means.

Nothing here looks at how the kit reads: the meaning stands beside the keystrokes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit.model.evidence import UNKNOWN, Value
from kit.model.sheet import Choice, Column

SYSTEMS = ("Aula", "KMD Nexus", "SD Løn", "Prisme", "Cura – hjemmepleje", "Fælles Medicinkort")
"""As many as the lead lists, so that every reference is known."""
FUNCTIONS = ("Skoleleder", "Økonomikonsulent", "Leder af hjemmeplejen", "Databeskyttelsesrådgiver", "IT-chef")
INITIATIVES = (
    "Overblik over sygefravær", "Én indgang til måltal", "Åbne data om grønne områder", "Færre ark",
    "Ventelister dag for dag", "Budget og forbrug samme sted", "Tællere på cykelstier",
)  # fmt: skip
POOLS: Mapping[str, tuple[str, ...]] = {
    "systems": SYSTEMS,
    "functions": FUNCTIONS,
    "initiatives": INITIATIVES,
}

TEXTS: Mapping[str, tuple[str, ...]] = {
    "da": (
        "Ældre får besøg af “hjemmeplejen” – også i weekenden",
        "10-49",
        "Børn & unge: 50 % <måler> \"selv\" 'her'",
        "=1+1",
        "1.0",
        "Blåbærgrød på Ærø, 3/4",
        "0012",
        "-ikke en formel",
        "+plus",
        "27.36.00",
    ),
    "en": ("Citizens’ view – “their own”", "10-49", "=1+1", "1.0", "Tea & cake < 3/4", "0012", "+plus"),
}
"""Some of these a spreadsheet would love to turn into a date, a number or a formula."""

DAYS: tuple[tuple[str, date], ...] = (
    ("12-10-2026", date(2026, 10, 12)),
    ("2027-02-03", date(2027, 2, 3)),
    ("1. marts 2027", date(2027, 3, 1)),
    ("5-4-27", date(2027, 4, 5)),
    ("29-02-2028", date(2028, 2, 29)),
)
QUARTERS = (("2027-K2", "2027-K2"), ("K3 2027", "2027-K3"), ("4. kvartal 2027", "2027-K4"))


@dataclass(frozen=True, slots=True)
class Answer:
    """``how`` is ``type`` or ``pick`` (it must be in the drop-down); ``value`` is what it means."""

    how: str
    text: str
    value: Value


@dataclass(slots=True)
class Answerer:
    """Answers columns, a little different each time, the same in every run.

    ``offered`` are the names that earlier answers brought into open lists: these are picked, others typed.
    """

    lists: Mapping[str, Sequence[Choice]]
    lang: str
    offered: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in POOLS})
    count: int = 0

    def answer(self, sheet: str, column: Column, row: int) -> Answer:
        """A legal answer for a column; ``row`` counts the rows of the sheet from 0."""
        self.count += 1
        fixed = self._fixed(sheet, column, row)
        if fixed:
            return fixed
        makers = {
            "number": self._number, "int": self._number, "date": self._date, "quarter": self._quarter,
            "choice": self._choice, "ref": self._choice, "multichoice": self._several,
            "reflist": self._several,
        }  # fmt: skip
        return makers.get(column.type, self._text)(column)

    def _fixed(self, sheet: str, column: Column, row: int) -> Answer | None:
        """Answers on which later worksheets build."""
        if (sheet, column.id) == ("S1", "system"):
            return self._name("systems", row)
        if (sheet, column.id) == ("B4", "title"):
            return self._name("initiatives", row)
        if (sheet, column.id) in {("C1", "function"), ("R1", "function"), ("B2", "function")}:
            return self._name("functions", row)
        if (sheet, column.id) == ("R4", "decision"):
            return Answer("type", f"Vores egen beslutning {row}", f"Vores egen beslutning {row}")
        if (sheet, column.id) in {("S1", "confirmed"), ("S1", "critical")}:
            return self._entry(column.source or "", "yes")
        return None

    def _name(self, pool: str, place: int) -> Answer:
        name = POOLS[pool][place % len(POOLS[pool])]
        return Answer("pick" if name in self.offered[pool] else "type", name, name)

    def _entry(self, source: str, id: str) -> Answer:
        choice = next(c for c in self.lists[source] if c.id == id)
        return Answer("pick", choice.label(self.lang), choice.id)

    def _number(self, column: Column) -> Answer:
        if column.unknown_ok and self.count % 5 == 0:
            return Answer("type", "?", UNKNOWN)
        low = 0.0 if column.low is None else column.low
        high = low + 40 if column.high is None else column.high
        value = low + self.count * 0.5 % (high - low + 0.5)
        if column.type == "int":
            value = float(-(-value // 1))
        text = f"{value:g}".replace(".", ",")
        return Answer("type", text, int(value) if value.is_integer() else value)

    def _date(self, _: Column) -> Answer:
        return Answer("type", *DAYS[self.count % len(DAYS)])

    def _quarter(self, _: Column) -> Answer:
        place = self.count % len(QUARTERS)
        return Answer("type" if place else "pick", *QUARTERS[place])

    def _choice(self, column: Column) -> Answer:
        source = column.source or ""
        if source in POOLS:
            return self._name(source, self.count)
        return self._entry(source, self.lists[source][self.count % len(self.lists[source])].id)

    def _several(self, column: Column) -> Answer:
        source = column.source or ""
        if source in POOLS:
            names = tuple(dict.fromkeys(self._name(source, self.count + i).text for i in range(2)))
            return Answer("type", "; ".join(names), names)
        choices = self.lists[source]
        picked = [choices[(self.count + i) % len(choices)] for i in range(1 + self.count % 2)]
        labels = "; ".join(choice.label(self.lang) for choice in picked)
        return Answer("type", labels, tuple(choice.id for choice in picked))

    def _text(self, column: Column) -> Answer:
        if column.source in POOLS:
            return self._name(column.source or "", self.count)
        if column.type == "initials":
            return Answer("type", "ÅBC", "ÅBC")
        texts = TEXTS[self.lang]
        text = texts[self.count % len(texts)]
        if self.count % 4 == 0:
            text = f"{column.id} {self.count}: {text}"
        if column.type == "longtext" and self.count % 3 == 0 and text[0].isalnum():
            text = f"{text}\nog en linje til"
        return Answer("type", text, text)
