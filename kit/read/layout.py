"""What a sheet looks like to the reader: its fields, and every mark by which a field is known again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.model.sheet import KEY_PREFIX, Choice, Column, Sheet
from kit.read.context import ReadContext
from kit.read.grid import Raw
from kit.read.text import plain

_SEEN = 20_000
START = 4
"""So many first letters tell that a text is none of the kit's own."""
Spot = tuple[str, str]
"""Sheet code and field id."""


@dataclass(frozen=True, slots=True)
class Field:
    """One place to fill in: a column, or a matrix's crossing with one ``entry`` of its second list.

    ``headers``, ``helps`` and ``examples`` are plain texts (:func:`kit.read.text.plain`) in every language.
    """

    id: str
    column: Column
    entry: str | None
    headers: frozenset[str]
    helps: frozenset[str]
    examples: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with its fields by id, in order.

    ``given`` fields are filled in by the kit or asked once per block: alone they are no answer, and with the
    area neither (``silent``). ``own_ids`` are those of them in which the kit numbers its own rows.
    ``printed`` are all texts that the kit itself puts into such a column: headings, helps and examples;
    ``starts`` are their first letters, ``begins`` remembers whether other first letters are among those.
    """

    sheet: Sheet
    fields: Mapping[str, Field]
    required: frozenset[str]
    given: frozenset[str]
    silent: frozenset[str]
    own_ids: frozenset[str]
    printed: frozenset[str]
    starts: frozenset[str]
    begins: dict[str, bool] = field(default_factory=dict)

    def may_be_printed(self, text: str) -> bool:
        """A quick look at the first letters: ``False`` only where the text is neither printed nor a key."""
        known = self.begins.get(text[:START])
        return _may_begin(text, self.starts, self.begins) if known is None else known

    def holds_printed(self, texts: Iterable[Raw]) -> bool:
        """Whether one of these cells is a text of the kit's own, or a key."""
        begins, printed = self.begins, self.printed
        for text in texts:
            if isinstance(text, str) and begins.get(text[:START]) is not False:
                may_be = self.may_be_printed(text)
                if may_be and (text.startswith(KEY_PREFIX) or plain(text) in printed):
                    return True
        return False


@dataclass(frozen=True, slots=True)
class Layouts:
    """All sheets of the kit, and the indexes by which cells are recognised: header, key, defined name."""

    by_code: Mapping[str, Layout]
    headers: Mapping[str, tuple[Spot, ...]]
    keys: Mapping[str, Spot]
    names: Mapping[str, Spot]
    longest_header: int
    starts: frozenset[str]
    seen: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    begins: dict[str, bool] = field(default_factory=dict)

    def look_up(self, text: str) -> tuple[Spot, ...]:
        """The fields that a cell's text marks, by key or by header; remembered in ``seen``."""
        if text.startswith(KEY_PREFIX):
            spot = self.keys.get(text.strip().casefold())
            spots: tuple[Spot, ...] = (spot,) if spot else ()
        else:
            if not _may_begin(text, self.starts, self.begins):
                return ()
            spots = self.headers.get(plain(text), ())
        if len(self.seen) >= _SEEN:
            self.seen.clear()
        self.seen[text] = spots
        return spots


def layouts_of(context: ReadContext) -> Layouts:
    """The layouts of every sheet of the catalogue, switched off ones included."""
    by_code: dict[str, Layout] = {}
    headers: dict[str, list[Spot]] = {}
    keys: dict[str, Spot] = {}
    names: dict[str, Spot] = {}
    for code, sheet in context.catalogue.sheets.items():
        layout = by_code[code] = _layout(sheet, context)
        for place in layout.fields.values():
            spot = (code, place.id)
            keys[f"{KEY_PREFIX}{code}.{place.id}".casefold()] = spot
            names[sheet.name_of(place.id).casefold()] = spot
            for header in sorted(place.headers):
                headers.setdefault(header, []).append(spot)
    longest = max(map(len, headers), default=0)
    found = {h: tuple(spots) for h, spots in headers.items()}
    return Layouts(by_code, found, keys, names, longest * 2, _starts(headers))


def _layout(sheet: Sheet, context: ReadContext) -> Layout:
    matrix = sheet.matrix
    fields: dict[str, Field] = {}
    for column in sheet.columns:
        if matrix and column.id == matrix.column:
            source = context.lists.by_name.get(column.source or "", ())
            value = sheet.column(matrix.value) or column
            fields.update((f.id, f) for f in (_crossing(choice, value) for choice in source))
        elif not (matrix and column.id == matrix.value):
            fields[column.id] = _field(column)
    required = frozenset(
        f.id for f in fields.values() if f.column.need == "required" or (matrix and f.id == matrix.row)
    )
    made = frozenset(f.id for f in fields.values() if f.column.need == "made")
    prefilled = frozenset(sheet.prefilled)
    own_ids = frozenset(id for id in made & prefilled if fields[id].column.type == "code")
    printed = frozenset[str]().union(*(f.headers | f.helps | f.examples for f in fields.values()))
    given = made | prefilled | frozenset(sheet.once)
    return Layout(sheet, fields, required, given, given | {"area"}, own_ids, printed, _starts(printed))


def _starts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text[: START - 1] for text in texts)


def _may_begin(text: str, starts: frozenset[str], known: dict[str, bool]) -> bool:
    """Whether a text's first letters are among those; ``True`` where that cannot be told at once. What was
    told is remembered in ``known``."""
    start = text[:START]
    # a letter more than is compared, for an accent after it would belong to it
    clear = len(start) == START and start.isascii() and start.isalpha()
    if len(known) >= _SEEN:
        known.clear()
    known[start] = not clear or start[:-1].lower() in starts
    return known[start]


def _field(column: Column) -> Field:
    examples = column.example.all() if column.example else ()
    return Field(
        column.id, column, None, _plains(column.header.all()), _plains(column.help.all()), _plains(examples)
    )


def _crossing(choice: Choice, value: Column) -> Field:
    wordings = choice.text.all()
    headers = _plains((choice.id, *wordings, *(f"{choice.id} {wording}" for wording in wordings)))
    return Field(f"{value.id}.{choice.id}", value, choice.id, headers, _plains(value.help.all()), frozenset())


def _plains(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(p for p in map(plain, texts) if p)
