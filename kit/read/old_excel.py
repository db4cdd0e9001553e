"""What calamine does not tell of an .xls: which numbers its cells show in per cent.

The records of the workbook are walked from the table of cell formats on. LibreOffice and Excel write them
without gaps; where another program does not, fewer shares are found and nothing else happens.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_XF = b"\xe0\x00\x14\x00"
"""A cell format: a record of 20 bytes, of which the second two name the number format."""
_FEWEST = 15
"""Every workbook has so many of them, one after the other."""
_FORMAT = re.compile(rb"\x1e\x04..(..)(..)([\x00\x01])", re.S)
_BUILT_IN = frozenset({9, 10})
_NUMBER, _RK, _MANY, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_LONGEST = 8224

Share = tuple[int, int, float]
"""Row and column from 1, and the number as it is stored."""


def shares_in(data: bytes) -> frozenset[Share]:
    """The cells of all tabs together that show their number in per cent."""
    start = _formats_at(data)
    if start is None:
        return frozenset()
    shown = _BUILT_IN | _own_formats(data[:start])
    end = start
    styles = set()
    while data[end : end + 4] == _XF:
        if int.from_bytes(data[end + 6 : end + 8], "little") in shown:
            styles.add((end - start) // 24)
        end += 24
    return frozenset(
        (row, column, value) for row, column, style, value in _numbers(data, end) if style in styles
    )


def _formats_at(data: bytes) -> int | None:
    at = data.find(_XF)
    while at >= 0:
        if all(data[at + 24 * n : at + 24 * n + 4] == _XF for n in range(_FEWEST)):
            return at
        at = data.find(_XF, at + 1)
    return None


def _own_formats(head: bytes) -> set[int]:
    """Number formats of the workbook's own with a per cent sign outside of quotes."""
    found = set()
    for match in _FORMAT.finditer(head):
        number, length = (int.from_bytes(match[group], "little") for group in (1, 2))
        width, name = (2, "utf-16-le") if match[3] == b"\x01" else (1, "latin-1")
        code = head[match.end() : match.end() + min(length, 255) * width].decode(name, "replace")
        if "%" in re.sub(r'"[^"]*"|\\.', "", code):
            found.add(number)
    return found


def _numbers(data: bytes, at: int) -> Iterator[tuple[int, int, int, float]]:
    """Row, column, cell format and value of every number from a record on."""
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        if (kind, length) == (0, 0) or length > _LONGEST or len(body) < length:
            return
        if kind in (_NUMBER, _FORMULA) and length >= 14:
            row, column, style, value = struct.unpack_from("<HHHd", body)
            yield row + 1, column + 1, style, value
        elif kind == _RK and length == 10:
            row, column, style, packed = struct.unpack("<HHHI", body)
            yield row + 1, column + 1, style, _unpacked(packed)
        elif kind == _MANY and length >= 12:
            row, first = struct.unpack_from("<HH", body)
            for n, (style, packed) in enumerate(
                struct.iter_unpack("<HI", body[4 : 4 + (length - 6) // 6 * 6])
            ):
                yield row + 1, first + n + 1, style, _unpacked(packed)


def _unpacked(packed: int) -> float:
    """A number in four bytes: whole or the start of a double, perhaps a hundredth."""
    whole = packed >> 2
    if packed & 2:
        value = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
