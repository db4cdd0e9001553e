"""Worksheets: sheets, columns, lists, and the marks by which a sheet is known again.

The writer (:mod:`kit.render.worksheet`) and the reader (:mod:`kit.read`) meet only here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kit.model.process import Unit
from kit.model.text import Text

SCHEMA = 1
"""Version of the sheets' columns; a return with another number is read, and the difference is said."""

KEY_PREFIX = "~"
"""The hidden key row holds ``~<sheet code>.<column id>`` above each column."""

REQUIRED_SIGN = "*"
"""Stands after the header of a required column: ``Titel *``."""

UNKNOWN_ANSWERS = ("?", "ved ikke", "ved ej", "don't know", "dont know", "unknown")
"""What people write for "I do not know"; a legal answer that never counts as 0."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list. ``coded`` entries are shown with their id: ``RO-03 Dataejer``."""

    id: str
    text: Text
    coded: bool = False

    def label(self, lang: str) -> str:
        """The entry as it stands in the drop-down."""
        return f"{self.id} {self.text[lang]}" if self.coded else self.text[lang]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    ``type``: ``text``, ``longtext``, ``number``, ``int``, ``date``, ``choice``, ``multichoice``, ``quarter``
    (``2027-K1``), ``person`` (a function, never a name), ``initials``, ``ref`` or ``reflist`` (rows
    elsewhere), ``code`` (made by the kit).
    ``need``: ``required`` (the row does not count without it), ``expected`` (missing is reported),
    ``optional`` or ``made`` (written by the kit).
    ``source`` names the list behind a choice or reference. ``low``/``high`` bound numbers (inclusive).
    ``unknown_ok`` accepts "?". ``more`` puts the column into the folded group "flere oplysninger".
    ``scores`` marks columns of the second view (filled in after the ideas are written).
    """

    id: str
    header: Text
    type: str
    need: str
    help: Text
    example: Text | None = None
    source: str | None = None
    low: float | None = None
    high: float | None = None
    unknown_ok: bool = False
    more: bool = False
    scores: bool = False
    width: int = 18


@dataclass(frozen=True, slots=True)
class Matrix:
    """A sheet laid out as rows × columns and read into long form.

    ``row`` and ``column`` are column ids of the long form whose lists give the two sides; ``value`` is the
    column that a crossing fills. The other columns of the sheet stand to the right, once a row.
    """

    row: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to fill in.

    ``layout`` is ``table``, ``form`` (one block per respondent; ``block`` names the column that tells them
    apart, ``once`` the columns answered once per block), ``fields`` (a prefilled key–value form) or
    ``matrix``.
    ``prefilled`` are columns that the kit fills in: a row where nothing else stands is no answer.
    ``rows`` is the number of empty rows offered. ``individual`` sheets are never shown row by row.
    """

    code: str
    title: Text
    row_is: Text
    guidance: Text
    tier: int
    layout: str
    columns: tuple[Column, ...]
    rows: int
    paper: str = "A4"
    prefilled: tuple[str, ...] = ()
    block: str | None = None
    once: tuple[str, ...] = ()
    matrix: Matrix | None = None
    individual: bool = False
    modules: tuple[str, ...] = ()

    def column(self, id: str) -> Column | None:
        return next((c for c in self.columns if c.id == id), None)

    def key(self, column: str) -> str:
        """The hidden key of a column, such as ``~B4.title``."""
        return f"{KEY_PREFIX}{self.code}.{column}"

    def cross_key(self, entry: str) -> str:
        """The hidden key of a matrix column, such as ``~R4.letter.RO-03``."""
        assert self.matrix is not None
        return f"{KEY_PREFIX}{self.code}.{self.matrix.value}.{entry}"

    def name_of(self, column: str) -> str:
        """The workbook's defined name for a column's header cell, such as ``kit_B4_title``."""
        return f"kit_{self.code}_{re.sub(r'[^A-Za-z0-9]', '_', column)}"


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list by name: from ``lists.toml``, cards, the process, and what earlier returns brought.

    ``open`` names lists to which people may add by writing (systems, initiatives): not on the list is a
    question, never an error. A table may add decisions of its own to the fourteen.
    """

    by_name: Mapping[str, tuple[Choice, ...]]
    open: frozenset[str] = frozenset({"systems", "initiatives", "functions", "scopes", "decisions", "forums"})

    def __getitem__(self, name: str) -> tuple[Choice, ...]:
        return self.by_name[name]

    def text(self, name: str, id: str, lang: str) -> str:
        """The wording of one entry; the id itself where the list does not know it."""
        for choice in self.by_name.get(name, ()):
            if choice.id == id:
                return choice.text[lang]
        return id


PrefilledRow = Mapping[str, object]
"""A row that the kit fills in: column id → value as it is stored in evidence."""


@dataclass(frozen=True, slots=True)
class SheetFill:
    """One sheet of one worksheet with the rows that are filled in already.

    ``given`` are those of the kit's own where ``rows`` hold people's answers too, else ``None``.
    """

    sheet: Sheet
    rows: tuple[PrefilledRow, ...] = ()
    given: tuple[PrefilledRow, ...] | None = None


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One workbook for one unit at one workshop, ready to be written.

    ``day`` is ISO; ``send_to`` is the function that collects the returns.
    """

    identity: Identity
    workshop_title: str
    unit_name: str
    municipality: str
    lang: str
    colour: str
    day: str
    fills: tuple[SheetFill, ...]
    lists: Lists
    send_to: str = ""


_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TOKEN = re.compile(r"KIT-([A-Z0-9]{2,12})-([A-Z]{3})-([A-Z0-9]{2,6})-V(\d{1,3})-([0-9A-Z])", re.I)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a worksheet says of itself in every sheet: ``KIT-PRVK27-ROL-G3-V1-X``.

    Letters, digits and hyphens only (LibreOffice splits keywords at other signs); the last character checks
    the rest, so that a mistyped token is noticed.
    """

    process: str
    workshop: str
    unit: Unit
    schema: int = SCHEMA

    @property
    def token(self) -> str:
        body = f"KIT-{self.process}-{self.workshop}-{self.unit.code}-V{self.schema}"
        return f"{body}-{_check(body)}"

    @classmethod
    def find(cls, text: str) -> tuple[Identity | None, bool]:
        """The identity in a text, and whether a token stood there whose check character is wrong."""
        match = _TOKEN.search(text)
        if not match:
            return None, False
        process, workshop, unit_code, schema, check = (part.upper() for part in match.groups())
        body = f"KIT-{process}-{workshop}-{unit_code}-V{schema}"
        unit = Unit.parse(unit_code)
        if unit is None or _check(body) != check:
            return None, True
        return cls(process, workshop, unit, int(schema)), False


@lru_cache
def _check(body: str) -> str:
    """A weighted sum modulo 31 (a prime), so that one wrong character or two swapped ones change it."""
    digits = [_ALPHABET.index(char) + 1 for char in body.upper() if char in _ALPHABET]
    return _ALPHABET[sum(place * digit for place, digit in enumerate(digits, 2)) % 31]
