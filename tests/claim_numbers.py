"""The numbers in a claim's text, without those that are names: codes, tables, and what people wrote."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = tomllib.loads((ROOT / "kit/register/figures.toml").read_text("utf-8"))
Figure = tuple[float | None, str | None]

WORDS = {
    "da": "nul én|ét to tre fire fem seks syv otte ni ti elleve tolv",
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
}
HALF = {"da": "halvdelen", "en": "half"}
_DIGITS = {
    "da": r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
}
_TABLES = {"da": r"\bbord(?:e)? {list}", "en": r"\btables? {list}"}
_LIST = r"\d+(?:[–,]? ?(?:og |and )?\d+)*"
_WORKSHOP = r"\bworkshop \d\b"
_CODE = r"\b[A-ZÆØÅ]{1,3}-?\d+\b|\b\d\d\.\d\d\b"
"""``T16``, ``RO-03``; and a KLE group such as ``27.36``, since no figure has two decimals."""
_IDIOMS = r"\bone by one\b|\b(?:udgave|edition) \d+(?:\.\d+)+"


@dataclass(frozen=True)
class Said:
    """A number as it stands in a text: ``47 %`` is 47 with no decimals. ``day`` is a date or quarter."""

    words: str
    value: float = 0.0
    decimals: int = 0
    day: str = ""

    def is_said_by(self, number: float | None, text: str | None) -> bool:
        """Whether a figure of the register is told by it, rounded as it is written."""
        if self.day:
            return text == self.day
        if number is None:
            return False
        return abs(number - self.value) <= 0.5 * 10**-self.decimals + 1e-9


class Reader:
    """Reads the claims of one register."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self.register = register
        (self.lang,) = register.execute("SELECT lang FROM edition WHERE current").fetchone()
        words = tomllib.loads((ROOT / "templates/words/strategy.toml").read_text("utf-8"))
        self.months = [words[f"month_{n}"][self.lang] for n in range(1, 13)]
        self.values = {
            word: n for n, forms in enumerate(WORDS[self.lang].split()) for word in forms.split("|")
        }
        said = register.execute(
            "SELECT text FROM list_entry UNION SELECT header FROM sheet_column"
            " UNION SELECT text FROM result WHERE field IN ('title', 'subject')"
        ).fetchall()
        self.labels = {text for (text,) in said if _has_number(text, self.values)}

    def numbers(self, claim: str, text: str) -> tuple[Said, ...]:
        """The numbers of a claim, in the order of the text; dates first."""
        for words in sorted(self._not_ours(claim), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text, flags=re.IGNORECASE)
        text = re.sub(r"“[^”]*”", " ", text.replace("\u00a0", " "))
        days: list[Said] = []
        text = self._without_days(text, days)
        for name in (_TABLES[self.lang].replace("{list}", _LIST), _WORKSHOP, _CODE, _IDIOMS):
            text = re.sub(name, " ", text, flags=re.IGNORECASE if name != _CODE else 0)
        return (*days, *self._plain(text))

    def _not_ours(self, claim: str) -> set[str]:
        """What people wrote in the rows behind the claim, and labels of lists that hold a number."""
        found = set(self.labels)
        rows = self.register.execute(
            "SELECT e.id, e.sheet_code FROM evidence e JOIN claim_evidence c ON c.evidence_id = e.id WHERE c.claim_id = ?",
            (claim,),
        ).fetchall()
        for id, sheet in rows:
            cells = self.register.execute(f'SELECT * FROM "{sheet}" WHERE evidence_id = ?', (id,)).fetchone()
            parts = [part for cell in cells if isinstance(cell, str) for part in (cell, *cell.split("; "))]
            found |= {" ".join(part.split()).strip("… .") for part in parts if _has_number(part, self.values)}
        return {words for words in found if len(words) > 3}

    def _without_days(self, text: str, days: list[Said]) -> str:
        months = "|".join(self.months)
        if self.lang == "da":
            long, quarter = rf"(\d+)\. ({months}) (\d{{4}})", r"(?P<n>[1-4])\. kvartal (?P<y>\d{4})"
        else:
            long, quarter = rf"(\d+) ({months}) (\d{{4}})", r"Q(?P<n>[1-4]) (?P<y>\d{4})"

        def whole(found: re.Match[str]) -> str:
            month = self.months.index(found[2]) + 1
            days.append(Said(found[0], day=f"{found[3]}-{month:02}-{int(found[1]):02}"))
            return " "

        def table(found: re.Match[str]) -> str:
            days.append(Said(found[0], day=f"{found[3]}-{found[2]}-{found[1]}"))
            return " "

        def quarterly(found: re.Match[str]) -> str:
            days.append(Said(found[0], day=f"{found['y']}-K{found['n']}"))
            return " "

        text = re.sub(long, whole, text)
        text = re.sub(r"\b(\d\d)-(\d\d)-(\d{4})\b", table, text)
        return re.sub(quarter, quarterly, text)

    def _plain(self, text: str) -> Iterator[Said]:
        forms = "|".join([*self.values, HALF[self.lang]])
        for found in re.finditer(
            rf"(?<![\w-])(?:{_DIGITS[self.lang]}|(?:{forms})(?![\w-]))(?!\w)", text, re.IGNORECASE
        ):
            word = found[0].casefold()
            if word == HALF[self.lang]:
                yield Said(found[0], 50)
            elif word in self.values:
                yield Said(found[0], self.values[word])
            else:
                plain = (
                    word.replace(".", "").replace(",", ".") if self.lang == "da" else word.replace(",", "")
                )
                yield Said(found[0], float(plain), len(plain.partition(".")[2]))


def _has_number(text: str, values: dict[str, int]) -> bool:
    return bool(re.search(r"\d", text)) or any(word in values for word in re.findall(r"\w+", text.casefold()))


def figures_of(register: sqlite3.Connection) -> dict[str, list[Figure]]:
    """What the queries of each claim give now."""
    found: dict[str, list[Figure]] = {}
    for claim, asked in register.execute("SELECT DISTINCT claim_id, query FROM claim_figure").fetchall():
        found.setdefault(claim, []).extend(register.execute(asked).fetchall())
    return found


def untold(register: sqlite3.Connection) -> list[tuple[str, str]]:
    """Claims with a number that none of their queries gives."""
    reader, figures = Reader(register), figures_of(register)
    return [
        (claim, said.words)
        for claim, text in register.execute("SELECT id, text FROM claim").fetchall()
        for said in reader.numbers(claim, text)
        if not any(said.is_said_by(*figure) for figure in figures.get(claim, ()))
    ]
