"""Tables as they were read: whose they are, what they hold, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.agenda import Workshop
from kit.model.sheet import Identity, Sheet
from kit.read.answer import as_text
from kit.read.locate import Table
from kit.read.remarks import Remarks
from kit.read.rows import Content


@dataclass(frozen=True, slots=True)
class Reading:
    """A table with its owner and content; ``remarks`` gathers what is odd about it. ``others`` are columns of
    tables beside it."""

    table: Table
    owner: Identity
    workshop: Workshop
    content: Content
    remarks: Remarks
    others: frozenset[int] = frozenset()


def counting(readings: Sequence[Reading], file: str, findings: list[Finding]) -> Iterator[Reading]:
    """One reading per sheet and unit: the first that has answers. Another with answers is asked about."""
    for same in _same(readings):
        first, *others = [r for r in same if r.content.lines] or same[:1]
        yield first
        for other in others:
            code = "sheet.copied" if texts(other) == texts(first) else "sheet.twice"
            values = {**titled(first.table.layout.sheet), "other": first.table.tab.name}
            findings.append(Finding(code, file, other.table.tab.name, values=values))


def _same(readings: Sequence[Reading]) -> Iterable[list[Reading]]:
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.table.code, reading.owner.token), []).append(reading)
    return groups.values()


def texts(reading: Reading) -> list[dict[str, str]]:
    """The answers of a table as texts, row by row."""
    return [{id: as_text(raw) for id, raw in line.raws.items()} for line in reading.content.lines]


def titled(sheet: Sheet) -> dict[str, object]:
    """What a finding says of a sheet: its code and its title in each language."""
    return {"code": sheet.code, "title_da": sheet.title["da"], "title_en": sheet.title["en"]}
