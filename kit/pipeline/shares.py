"""A return by the workshop and unit whose answers it holds: nearly always one, its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.model.agenda import Workshop
from kit.model.catalogue import Catalogue
from kit.model.evidence import Evidence, Return, Unread
from kit.model.mark import Unplaced
from kit.model.process import Unit

_ANSWERED_ELSEWHERE = frozenset({"return.answered-twice", "return.copy", "return.corrected-by-copy"})
"""Their sheets count in another file: they are no part of this one's copy, and alone no reason for one."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit said at one workshop in a return, and what is odd about that."""

    item: Return
    workshop: Workshop
    unit: Unit
    evidence: tuple[Evidence, ...]
    unread: tuple[Unread, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Unplaced, ...]

    @property
    def asks(self) -> bool:
        """Whether anybody has to look at something in it."""
        return any(f.needs_person and f.code not in _ANSWERED_ELSEWHERE for f in self.findings)

    @property
    def codes(self) -> tuple[str, ...]:
        """The sheets of which something was read."""
        read: list[Evidence | Unread] = [*self.evidence, *self.unread]
        return tuple(dict.fromkeys(one.sheet for one in read))

    @property
    def counted_elsewhere(self) -> frozenset[str]:
        """Sheets whose answers another return's have replaced."""
        told = [str(f.values["sheets"]) for f in self.findings if f.code in _ANSWERED_ELSEWHERE]
        return frozenset(code for text in told for code in text.split(", ")) - set(self.codes)


def shares(item: Return, findings: Sequence[Finding], catalogue: Catalogue) -> Iterator[Share]:
    """A recognised return by workshop and unit, its own first: a tab with another token is another's.

    ``findings`` are all that name the return's file.
    """
    assert item.identity is not None
    own = (catalogue.workshop(item.identity.workshop).id, item.identity.unit)
    rows = tuple(item.evidence)
    read: list[Evidence | Unread] = [*rows, *item.unread]
    owners = {one.tab: (one.workshop, one.unit) for one in reversed(read)}
    for owner in dict.fromkeys((own, *((one.workshop, one.unit) for one in read))):
        yield Share(
            item=item,
            workshop=catalogue.workshop(owner[0]),
            unit=owner[1],
            evidence=tuple(one for one in rows if (one.workshop, one.unit) == owner),
            unread=tuple(one for one in item.unread if (one.workshop, one.unit) == owner),
            findings=tuple(f for f in findings if f.file == item.file and owners.get(f.sheet, own) == owner),
            kept=tuple(Unplaced(*cell) for cell in item.kept if owners.get(cell[0], own) == owner),
        )
