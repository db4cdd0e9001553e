"""What differs between worksheets that are otherwise alike: token, unit and respondent codes.

A template is built once with place marks instead, and stamped for each unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kit.errors import ContentError
from kit.model.process import Unit
from kit.model.sheet import Identity, SheetFill, Worksheet

_TOKEN, _UNIT, _HEADER = "KITMARK-TOKEN-0000", "KITMARK-UNIT-0000", "KITMARK-HEADER-0000"
PATTERN = rb"KITMARK-[A-Z]+-\d{4}"
_HEADER_ROOM = 60


@dataclass(frozen=True, slots=True)
class Marks:
    """``header_unit`` is the unit's name as the page header needs it; ``codes`` in order of appearance."""

    token: str
    unit: str
    header_unit: str
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, token: str, unit: str, codes: tuple[str, ...]) -> Marks:
        """The real ones. Raises :class:`ContentError` where a control character would break the file."""
        for text in (token, unit, *codes):
            if any(ord(char) < 32 for char in text):
                raise ContentError(f"{text!r}: a control character cannot stand in a worksheet")
        header = unit if len(unit) <= _HEADER_ROOM else unit[: _HEADER_ROOM - 1].rstrip() + "…"
        return cls(token, unit, header.replace("&", "&&"), codes)

    @classmethod
    def blank(cls, codes: int) -> Marks:
        """The place marks of a template with that many respondent codes."""
        return cls(_TOKEN, _UNIT, _HEADER, tuple(_code(place) for place in range(codes)))

    def fillings(self) -> Mapping[bytes, str]:
        """Place mark → what stands there in this worksheet."""
        made = {_TOKEN.encode(): self.token, _UNIT.encode(): self.unit, _HEADER.encode(): self.header_unit}
        return made | {_code(place).encode(): code for place, code in enumerate(self.codes)}


def _code(place: int) -> str:
    return f"KITMARK-CODE-{place:04d}"


def split(worksheet: Worksheet) -> tuple[Worksheet, Marks]:
    """A worksheet without what is its own, and that by itself.

    Two worksheets whose first parts are equal differ only in their marks.
    """
    codes = tuple(dict.fromkeys(code for fill in worksheet.fills for code in _codes(fill)))
    numbered = {code: _code(place) for place, code in enumerate(codes)}
    identity = worksheet.identity
    shared = replace(
        worksheet,
        identity=Identity("", "", Unit(identity.unit.kind, ""), identity.schema),
        unit_name="",
        fills=tuple(_numbered(fill, numbered) for fill in worksheet.fills),
    )
    return shared, Marks.of(identity.token, " ".join(worksheet.unit_name.split()), codes)


def _codes(fill: SheetFill) -> list[str]:
    block = fill.sheet.block
    return [str(row[block]) for row in fill.rows if row.get(block)] if block else []


def _numbered(fill: SheetFill, numbered: Mapping[str, str]) -> SheetFill:
    block = fill.sheet.block
    if not block:
        return fill
    rows = tuple({**row, block: numbered[str(row[block])]} if row.get(block) else row for row in fill.rows)
    return replace(fill, rows=rows)
