"""Letters to those who gave input: what became of each contribution, and one thing that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from kit.model.decision import Fate
from kit.model.letter import Entry, FateLetter, LetterPart, Sender
from kit.model.results import Results
from kit.model.text import Words
from kit.strategy.context import StrategyContext
from kit.strategy.letter_row import TELLING, Said
from kit.strategy.letter_sentences import Sentences
from kit.strategy.say import Say, low, slug

_Unit = tuple[Said, ...]
_Ranked = tuple[int, Entry]

FATES = ("used", "open", "merged", "parked", "kept")
"""The order of the parts of a letter."""
TOGETHER = 8
"""So many contributions stand in one sentence."""
APART = 3
"""So many have a line each where something of its own is to be said of each; more of the same kind stand
together, and the strategy tells the rest."""
LINES, LINE = 112, 88
"""What three pages hold beside the first words and the last: lines, and letters in a line."""
_HEADING, _AIR = 3.0, 0.4
"""What a heading takes, and the room below an entry, in lines."""
_THANKS = ("B4", "B6", "C2", "F2", "S3", "B7", "R1", "F1")
"""Where the thing that changed is looked for, the most tangible first."""


def fate_letters(
    results: Results,
    context: StrategyContext,
    fates: Iterable[Fate],
    words: Words,
    hidden: frozenset[str] = frozenset(),
    unpublished: frozenset[str] = frozenset(),
) -> tuple[FateLetter, ...]:
    """A letter to each area that contributed, in the process's order, and one to everyone for what belongs
    to no area.

    Each row of :data:`TELLING` that has words is in exactly one letter, once. ``hidden`` are rows that
    mention a person: what became of them is told, their words are not. Of modules in ``unpublished`` no name
    is told: nobody outside can look there.
    """
    writer = _Writer(context, words, Sentences(results, context, words, hidden), unpublished)
    by_area: dict[str, list[Said]] = {}
    known = {area.code for area in context.process.areas}
    for fate in fates:
        row = context.evidence[fate.evidence]
        if told := writer.sentences.of(row, fate):
            by_area.setdefault(row.area if row.area in known else "", []).append(told)
    order = [area.code for area in context.process.areas] + [""]
    return tuple(writer.letter(code, by_area[code]) for code in order if code in by_area)


class _Writer:
    def __init__(
        self, context: StrategyContext, words: Words, sentences: Sentences, unpublished: frozenset[str]
    ) -> None:
        self.words, self.sentences = words, sentences
        self.context, self.unpublished = context, unpublished
        self.sender = sender(context, words)

    def letter(self, area: str, told: Sequence[Said]) -> FateLetter:
        words, context = self.words, self.context
        name = self.sentences.names.area(area) if area else ""
        parts, number = self._parts(told)
        thanks = self._thanks(told)
        lead = low(context.process.lead) if context.process.lead else words("lead")
        return FateLetter(
            area=area,
            name=f"{area.lower()}-{slug(name)}" if area else words("file_everyone"),
            sender=self.sender,
            subject_label=words("subject_label"),
            subject=words("subject"),
            greeting=words("greeting_area", area=name) if area else words("greeting_everyone"),
            opening=self._opening(name, number),
            thanks_title=words("thanks_title"),
            thanks=thanks,
            parts=parts,
            closing=(words("closing", lead=lead),),
            signature=tuple(
                line
                for line in (words("regards"), context.process.lead, context.process.municipality)
                if line
            ),
        )

    def _opening(self, area: str, number: int) -> str:
        key = f"opening{'' if area else '_everyone'}_{'one' if number == 1 else 'many'}"
        n = self.sentences.say.number(number)
        return self.words(key, n=n, area=area, edition=self.context.edition)

    def _thanks(self, told: Sequence[Said]) -> str:
        """The most tangible thing that changed; of equal ones the first by sheet and row."""
        found = [said for said in told if said.thanks and said.fate == "used" and not self._is_hidden(said)]
        found.sort(key=lambda said: (_THANKS.index(said.subject[:2]), said.rank, said.order))
        return found[0].thanks if found else ""

    def _is_hidden(self, said: Said) -> bool:
        return said.evidence in self.sentences.hidden

    def _parts(self, told: Sequence[Said]) -> tuple[tuple[LetterPart, ...], int]:
        """The parts, and the number of contributions in them. What has no room is counted in its part."""
        units = _units(told)
        entries = {fate: self._entries([u for u in units if u[0].fate == fate]) for fate in FATES}
        shown = _with_room(entries)
        parts = tuple(self._part(fate, entries[fate], shown) for fate in FATES if entries[fate])
        return parts, len(units)

    def _part(self, fate: str, entries: Sequence[_Ranked], shown: frozenset[tuple[str, int]]) -> LetterPart:
        left = [entry for place, (_, entry) in enumerate(entries) if (fate, place) not in shown]
        more = sum(entry.number for entry in left)
        rest = self.words(f"rest_{'one' if more == 1 else 'many'}", n=self.sentences.say.number(more))
        return LetterPart(
            fate,
            self.words(f"heading_{fate}"),
            tuple(entry for place, (_, entry) in enumerate(entries) if (fate, place) in shown),
            rest if more else "",
            tuple(chain.from_iterable(entry.evidence for entry in left)),
        )

    def _entries(self, units: Sequence[_Unit]) -> list[_Ranked]:
        """Units as sentences, the most concrete first; those of which the same is to be said stand
        together."""
        groups: dict[tuple[object, ...], list[_Unit]] = {}
        for number, unit in enumerate(units):
            said = unit[0]
            alike = (said.rank, said.module, said.many or number)
            groups.setdefault(alike, []).append(unit)
        made = []
        for group in groups.values():
            own = len({unit[0].said for unit in group}) > 1 and len(group) <= APART
            step = 1 if own else TOGETHER
            for start in range(0, len(group), step):
                made.append((group[0][0].rank, self._entry(group[start : start + step])))
        return sorted(made, key=lambda pair: pair[0])

    def _entry(self, units: Sequence[_Unit]) -> Entry:
        first = units[0][0]
        shown = first.module and first.module not in self.unpublished
        module = self.sentences.names.module_title(first.module) if shown else ""
        return Entry(
            words=self.sentences.say.all(dict.fromkeys(unit[0].words for unit in units)),
            said=first.many if len(units) > 1 else first.said,
            place=self.words("place", module=module) if module else "",
            number=len(units),
            evidence=tuple(said.evidence for unit in units for said in unit),
        )


def _units(told: Sequence[Said]) -> list[_Unit]:
    """Rows that speak of the same thing, as one; what is best for them comes first."""
    by_subject: dict[str, list[Said]] = {}
    for said in told:
        by_subject.setdefault(said.subject, []).append(said)
    order = {sheet: place for place, sheet in enumerate(TELLING)}
    units = [
        tuple(sorted(rows, key=lambda said: (FATES.index(said.fate), said.rank, said.order)))
        for rows in by_subject.values()
    ]
    return sorted(units, key=lambda unit: (order[unit[0].subject[:2]], unit[0].order))


def _with_room(entries: Mapping[str, Sequence[_Ranked]]) -> frozenset[tuple[str, int]]:
    """The entries that three pages hold, as fate and place: the less concrete ones give way first."""
    room = LINES - sum(_HEADING for ranked in entries.values() if ranked)
    order = sorted(
        (rank, FATES.index(fate), place, fate, entry)
        for fate, ranked in entries.items()
        for place, (rank, entry) in enumerate(ranked)
    )
    shown = set()
    for _, _, place, fate, entry in order:
        room -= -(-len(f"{entry.words} {entry.said} {entry.place}") // LINE) + _AIR
        if room < 0:
            break
        shown.add((fate, place))
    return frozenset(shown)


def sender(context: StrategyContext, words: Words) -> Sender:
    """What all letters and pages of an edition share."""
    process = context.process
    return Sender(
        municipality=process.municipality,
        lang=process.lang,
        colour=process.brand.colour,
        edition=context.edition,
        day=Say(context.words).long_day(context.day),
        stamp=context.day,
        page=words("page"),
    )
