"""What the cells of a workbook hold: the text that stands in the file, as what people see."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain

from kit.read.grid import Raw, Unreadable
from kit.read.usual import Make

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ZERO = date(1899, 12, 31).toordinal()
_LAST_SERIAL = 2_958_465
_1904 = 1462
_KNOWN, _SHORT = 2_000, 40
"""So many texts are remembered of each type and style, and none that is longer than any number."""
_FIRST_NUMERALS = tuple(map(str, range(2_000)))
_LONG = 19
"""From so many digits on a whole number fits no program's own kind of it."""


class Texts(dict[str, Raw]):
    """Stored texts of one type and style and what they mean, each read when it is first asked for."""

    def __init__(self, read: Callable[[str], Raw], known: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(known)
        self._read = read

    def __missing__(self, text: str) -> Raw:
        raw = self._read(text)
        if len(self) < _KNOWN and len(text) <= _SHORT:
            self[text] = raw
        return raw


class Styles:
    """What the cell styles of a workbook show numbers as: ``date``, ``share`` or ``""`` by style. ``struck``
    are those that strike their text through.

    Keeps what numbers mean, for in all returns from one template the same few come again and again.
    """

    def __init__(self, shown: Mapping[str, str], struck: frozenset[str] = frozenset()) -> None:
        self._shown = shown
        self.struck = struck
        self._numbers: dict[tuple[str, bool], Texts] = {}

    def numbers(self, style: str, from_1904: bool) -> Texts:
        """What each number means in cells of that style; ``from_1904`` is how the workbook counts days."""
        found = self._numbers.get((style, from_1904))
        if found is None:
            shown = self._shown.get(style, "")
            found = self._numbers[style, from_1904] = Texts(partial(_number, shown, from_1904))
        return found


_NO_STYLES = Styles({})


class Stored:
    """How one workbook stores what its cells hold; ``shared`` are its shared strings. ``styles`` is asked
    only where a cell has one."""

    def __init__(self, shared: Sequence[str], styles: Callable[[], Styles], from_1904: bool) -> None:
        self._shared = shared
        self._styles = styles
        self._from_1904 = from_1904
        self._strings = Texts(self._string, zip(_numerals(len(shared)), shared, strict=True))
        self._rare: dict[str, Texts] = {}
        self._by_kind: dict[tuple[str, str], Texts] = {}
        self._by_make: dict[Make, Sequence[Texts]] = {}

    def texts(self, kind: str, style: str) -> Texts:
        """What each text means in cells of that type and style (``""`` for none); ``""`` for an empty cell.
        A cell that breaks the rules is an :class:`Unreadable` one, not a stop."""
        if kind == "s":
            return self._strings
        if kind == "n":
            return (self._styles() if style else _NO_STYLES).numbers(style, self._from_1904)
        found = self._rare.get(kind)
        if found is None:
            found = self._rare[kind] = Texts(partial(_read_rare, kind))
        return found

    def of_make(self, make: Make) -> Sequence[Texts]:
        """:meth:`texts` for each value of a row of that make."""
        found = self._by_make.get(make)
        if found is None:
            found = self._by_make[make] = list(map(self._of_kind, make.kinds))
        return found

    def _of_kind(self, kind: tuple[str, str]) -> Texts:
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = self.texts(*kind)
        return found

    def _string(self, text: str) -> Raw:
        """A shared string whose number is not written in the usual way, or that is none."""
        try:
            place = int(text)
            return self._shared[place] if place >= 0 else _wrong(text)
        except (ValueError, IndexError):
            return _wrong(text)


def _numerals(count: int) -> Iterable[str]:
    """The numbers from 0 on as they are written; the first ones are the same strings for all files."""
    return chain(_FIRST_NUMERALS[:count], map(str, range(len(_FIRST_NUMERALS), count)))


def _number(shown: str, from_1904: bool, text: str) -> Raw:
    if text == "":
        return ""
    try:
        read = number(text)
        return _as_shown(read, shown, from_1904) if shown else read
    except (ValueError, OverflowError):
        return _wrong(text)


def _read_rare(kind: str, text: str) -> Raw:
    if kind == "b":
        return text in ("1", "true")
    if kind == "e":
        return Unreadable("error", text)
    if kind == "d":
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return _wrong(text)
    return unescape(text)


def _wrong(text: str) -> Unreadable:
    return Unreadable("error", text[:_SHORT])


def unescape(text: str) -> str:
    """``_x000D_`` and its like as the characters they stand for."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def number(text: str) -> int | float:
    """A number as Excel stores it; whole ones as ``int``. ``ValueError`` if it is none."""
    if text.isdecimal() and len(text) < _LONG:
        return int(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _as_shown(value: float, shows: str, from_1904: bool) -> Raw:
    """A number in a cell that shows it as a ``date`` (or only a time) or a ``share``."""
    if shows == "share":
        return share(value)
    return clock(value) if 0 < value < 1 else day_of(value, from_1904)


def day_of(serial: float, from_1904: bool) -> Raw:
    """The date of a serial number; the number itself where it is only a time or no date at all."""
    shifted = serial + (_1904 if from_1904 else 0)
    if not 1 <= shifted <= _LAST_SERIAL:
        return serial
    # Excel believes in 29 February 1900: from serial 60 on it is one day ahead
    return date.fromordinal(_DAY_ZERO + int(shifted) - (1 if shifted >= 60 else 0))


def share(value: float) -> str:
    """``12,5 %`` for 0.125: what people see and mean where a cell shows a number in per cent."""
    return f"{round(value * 100, 8):.10g} %".replace(".", ",")


def clock(value: float) -> str:
    """``12:30`` for 0.5208…, the part of a day that a time is stored as."""
    minutes = round(value * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
