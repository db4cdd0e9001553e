"""Numbers, dates and lists as people write them in Danish and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from kit.model.text import Words

NO_BREAK = "\u00a0"
_SLUG = 44
_QUARTER = re.compile(r"(\d{4})-[KQ]([1-4])")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Say:
    """``words`` are the general ones (``strategy.toml``): counted nouns, "and", quarters."""

    words: Words

    def number(self, value: float, digits: int = 0) -> str:
        """``1.234,5`` in Danish, ``1,234.5`` in English; ``digits`` decimals, none where it is whole."""
        text = f"{value:,.{digits}f}"
        if digits:
            text = text.rstrip("0").rstrip(".")
        text = text.replace("-", "–", 1)
        return text.translate(str.maketrans(",.", ".,")) if self.words.lang == "da" else text

    def mark(self, value: float | None) -> str:
        """A figure on a scale with one decimal, a dash where there is none."""
        return "–" if value is None else self.fixed(value)

    def letters(self, n: float) -> str:
        """``fem`` for 5; numbers from eleven, parts and 0 as figures. One has its own sentences."""
        return self.words(f"number_{n:.0f}") if n in range(2, 11) else self.number(n)

    def fixed(self, value: float, digits: int = 1) -> str:
        """Always so many decimals, as in a column of figures."""
        text = f"{value:.{digits}f}"
        return text.replace(".", ",") if self.words.lang == "da" else text

    def percent(self, share: float) -> str:
        """``0.434`` as ``43 %`` (``43%`` in English); small shares never become 0, large never 100."""
        whole = int(share * 100 + 0.5)
        if 0 < share < 1:
            whole = min(max(whole, 1), 99)
        return f"{whole}{NO_BREAK}%" if self.words.lang == "da" else f"{whole}%"

    def day(self, day: date) -> str:
        """As in a table: ``01-06-2027``."""
        return f"{day:%d-%m-%Y}"

    def long_day(self, day: date) -> str:
        """As in a sentence: ``1. juni 2027``, ``1 June 2027``; day and month stay on one line."""
        month = self.words(f"month_{day.month}")
        return self.words("date", day=day.day, month=month, year=day.year).replace(" ", NO_BREAK, 1)

    def quarter(self, quarter: str) -> str:
        """``2027-K1`` as ``1. kvartal 2027``; anything else as it stands."""
        match = _QUARTER.fullmatch(quarter)
        return self.words("quarter", year=match[1], number=match[2]) if match else quarter

    def count(self, noun: str, n: float, digits: int = 0) -> str:
        """A counted noun of ``strategy.toml``: ``ét system``, ``4 systemer``."""
        key = f"{noun}_one" if n == 1 else f"{noun}_many"
        return self.words(key, n=self.number(n, digits))

    def all(self, items: Iterable[str]) -> str:
        """``a, b og c``. Where one holds a comma or "and" itself and is not quoted, semicolons part them."""
        found = list(items)
        if len(found) < 2:
            return "".join(found)
        inner = self.words("and_inside")
        quoted = all(item.startswith("“") for item in found)
        if quoted or not any("," in item or inner in item for item in found):
            return self.words("list_plain", first=", ".join(found[:-1]), last=found[-1])
        key = "list_long" if len(found) > 2 else "list_pair"
        return self.words(key, first="; ".join(found[:-1]), last=found[-1])

    def functions(self, items: Iterable[str]) -> str:
        """Functions that are to act: ``Økonomichef og controller``."""
        return cap(self.all(low(free(item)) for item in items))

    def clauses(self, items: Sequence[str]) -> str:
        """Main clauses as one sentence's inside: ``7 er bekræftet, og 4 er foreslået``."""
        if len(items) < 2:
            return "".join(items)
        return self.words("clauses", first=", ".join(items[:-1]), last=items[-1])

    def either(self, items: Sequence[str]) -> str:
        """``dataejer, datasteward eller systemejer``."""
        if len(items) < 2:
            return "".join(items)
        return self.words("either", first=", ".join(items[:-1]), last=items[-1])

    def some(self, items: Sequence[str], most: int = 5, exactly: bool = False) -> str:
        """The first ones, and how many more there are; one more than ``most`` is told too, unless
        ``exactly`` so many have room."""
        if len(items) <= most + (not exactly):
            return self.all(items)
        return self.words("list_more", first=_separate(items[:most]), n=self.number(len(items) - most))


def _separate(items: Sequence[str]) -> str:
    return ("; " if any("," in item for item in items) else ", ").join(items)


def cap(text: str) -> str:
    """The sentence with a capital first letter."""
    return text[:1].upper() + text[1:]


def low(text: str) -> str:
    """A title inside a sentence: ``dataejer``; abbreviations such as ``BI-tovholder`` and ``HR`` stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def free(text: str) -> str:
    """What a participant wrote, on one line and without a full stop at the end."""
    plain = " ".join(text.split())
    return plain[:-1].rstrip() if plain.endswith(".") and not plain.endswith("..") else plain


def slug(text: str) -> str:
    """A text as part of an id: letters, digits and hyphens; long ones are cut and keep a checksum."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    short = "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))
    if len(short) <= _SLUG:
        return short or f"{crc32(text.encode()):08x}"
    return f"{short[:_SLUG].rstrip('-')}-{crc32(short.encode()) & 0xFFFF:04x}"
