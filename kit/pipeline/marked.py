"""The marked copy: for each return with questions, what was read of it, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kit.model.decision import REVIEW
from kit.model.mark import MarkedCopy
from kit.model.process import WORKSHOPS
from kit.model.sheet import Identity, Lists, Sheet, SheetFill, Worksheet
from kit.model.text import Words
from kit.pipeline.asking import Pointed, marks
from kit.pipeline.check import Gathered
from kit.pipeline.copies import copy_mark, copy_paths
from kit.pipeline.folder import Folder
from kit.pipeline.lists import worksheet_lists
from kit.pipeline.outputs import Output
from kit.pipeline.overlong import Overlong, in_pieces
from kit.pipeline.placing import Line, Origin, Placed, lines_of, place
from kit.pipeline.pointing import Pointer
from kit.pipeline.prefill import Known, prefill
from kit.pipeline.shares import Share
from kit.pipeline.units import handouts
from kit.render.worksheet import write_marked
from kit.render.worksheet.layout import FIRST_ROW


def marked_copies(
    folder: Folder, gathered: Gathered, files: frozenset[str] | None = None
) -> Iterator[Output]:
    """The marked copy of each return with an identity and a finding that needs a person, in their order.

    With ``files`` only of those returns; the others still lend their systems and functions to the lists.
    """
    return (draft.output() for draft in drafts(folder, gathered, files))


def drafts(folder: Folder, gathered: Gathered, files: frozenset[str] | None = None) -> Iterator[Draft]:
    """The same before they are written: what is cheap of them."""
    desk = _Desk.of(folder, gathered)
    for share, path in copy_paths(folder, gathered, files):
        yield Draft(path, share.workshop.id, desk.copy(share), desk.words)


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a marked copy is made of."""

    path: str
    workshop: str
    copy: MarkedCopy
    words: Words

    def output(self) -> Output:
        """The copy itself."""
        return Output(self.path, "marked-copy", self.workshop, write_marked(self.copy, self.words))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all copies share. ``words`` are those of worksheets and of copies together.

    ``before`` is by workshop what was known when its worksheets went out; ``halves`` are the files and sheets
    of which another file holds more rows.
    """

    folder: Folder
    before: Mapping[str, Known]
    lists: Lists
    words: Words
    halves: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, folder: Folder, gathered: Gathered) -> _Desk:
        evidence = tuple(gathered.evidence)  # asked for often, and each time made anew where it is folded up
        known = Known(folder.process, folder.catalogue, evidence, folder.process.lang)
        texts = {**folder.words("worksheet").texts, **folder.words("marked").texts}
        before = {
            workshop: replace(known, evidence=[e for e in evidence if e.workshop in WORKSHOPS[:place]])
            for place, workshop in enumerate((*WORKSHOPS, REVIEW))
        }
        halves = frozenset(
            (file, code)
            for finding in gathered.findings
            if finding.code == "return.joined"
            for file in (finding.file, str(finding.values["other"]))
            for code in str(finding.values["sheets"]).split(", ")
        )
        return cls(folder, before, worksheet_lists(folder, known), Words(texts, folder.process.lang), halves)

    def copy(self, share: Share) -> MarkedCopy:
        """The answers of one share in the present layout, with all that is asked about them."""
        sheets = {code: self.folder.catalogue.sheets[code] for code in self._codes(share)}
        lines = {code: _lines(sheet, share) for code, sheet in sheets.items()}
        overlong = Overlong()
        for code, sheet in sheets.items():
            overlong.cut(sheet, lines[code], share)
        pointer = Pointer(sheets, lines, self.lists, (share.evidence, share.unread))
        pointed = [Pointed(finding, pointer.targets(finding)) for finding in share.findings]
        placed = {
            code: place(
                sheet, tuple(lines[code].values()), self._prefilled(sheet, share), self._first(code, share)
            )
            for code, sheet in sheets.items()
        }
        unplaced = (*in_pieces(share.kept), *overlong.rests)
        return MarkedCopy(
            worksheet=self._worksheet(share, sheets, placed),
            source=PurePosixPath(share.item.file).name,
            copy=copy_mark(share),
            marks=(
                *marks(pointed, placed, sheets, unplaced, self.words),
                *overlong.marks(placed, self.words),
            ),
            unplaced=unplaced,
        )

    def _codes(self, share: Share) -> tuple[str, ...]:
        """The sheets that the unit was given and those that it sent; not those that count elsewhere."""
        process, catalogue = self.folder.process, self.folder.catalogue
        plans = [h for h in handouts(process, catalogue, share.workshop.id) if h.unit.kind == share.unit.kind]
        given = next((h.sheets for h in plans if h.unit == share.unit), plans[0].sheets if plans else ())
        return tuple(c for c in dict.fromkeys((*given, *share.codes)) if c not in share.counted_elsewhere)

    def _first(self, code: str, share: Share) -> int | None:
        """The first row's number where the sheet is put together from two files; rows must not move then."""
        return FIRST_ROW if (share.item.file, code) in self.halves else None

    def _prefilled(self, sheet: Sheet, share: Share) -> tuple[Mapping[str, object], ...]:
        """The rows of a fresh sheet that are no answer by themselves; on other sheets each row is one."""
        if not sheet.prefilled:
            return ()
        return prefill(sheet.code, share.workshop.id, share.unit, self.before[share.workshop.id])

    def _given(self, sheet: Sheet, share: Share) -> tuple[Mapping[str, object], ...] | None:
        """The rows that the kit fills in; the matters of a review are known only to the one who made it."""
        return None if share.workshop.id == REVIEW else self._prefilled(sheet, share)

    def _worksheet(
        self, share: Share, sheets: Mapping[str, Sheet], placed: Mapping[str, Placed]
    ) -> Worksheet:
        process, words = self.folder.process, self.folder.words("make")
        session = process.session(share.workshop.id)
        return Worksheet(
            identity=Identity(process.code, share.workshop.code, share.unit),
            workshop_title=share.workshop.title[process.lang],
            unit_name=process.unit_name(share.unit, words("group"), words("lead")),
            municipality=process.municipality,
            lang=process.lang,
            colour=process.brand.colour,
            day=session.day.isoformat() if session else "",
            fills=tuple(
                SheetFill(sheet, placed[code].rows, self._given(sheet, share))
                for code, sheet in sheets.items()
            ),
            lists=self.lists,
            send_to=process.lead,
        )


def _lines(sheet: Sheet, share: Share) -> dict[Origin, Line]:
    return lines_of(
        sheet,
        (one for one in share.evidence if one.sheet == sheet.code),
        (one for one in share.unread if one.sheet == sheet.code),
    )
