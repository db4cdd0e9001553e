"""What a sheet looks like to the reader: its fields, and every mark by which a field is known again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.model.sheet import KEY_PREFIX, Choice, Column, Sheet
from kit.read.context import ReadContext
from kit.read.text import bare, plain

_SEEN = 20_000
_START = 6
"""So many first signs tell of nearly every text that it is none of the kit's own."""
EXAMPLE_MARKS = frozenset({"eksempel", "example"})
"""What the kit writes beside an example row; people leave it, move it, or write over the row."""

Spot = tuple[str, str]
"""Sheet code and field id."""


class Beginnings(dict[str, bool]):
    """The first letters of the kit's own texts: what begins otherwise need not be looked at any closer.

    As a mapping it tells of the first signs of a text whether one of these may begin so.
    """

    def __init__(self, plains: Iterable[str]) -> None:
        super().__init__()
        self._starts = frozenset(text[:size] for text in plains for size in range(_START + 1))

    def near(self, texts: Iterable[str]) -> list[str]:
        """Those of these texts that may be one of the kit's, or a key."""
        return [text for text in texts if self[text[:_START]]]

    def __missing__(self, start: str) -> bool:
        letters = bare(start)
        # the last letter may be another one together with the accent after it
        known = letters[: len(letters) - (len(start) == _START)] in self._starts
        if len(self) >= _SEEN:
            self.clear()
        self[start] = known or start.startswith(KEY_PREFIX)
        return self[start]


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
    ``printed`` are all texts that the kit itself puts into such a column or beside it: headings, helps,
    examples and their mark; ``begins`` knows their first letters.
    """

    sheet: Sheet
    fields: Mapping[str, Field]
    required: frozenset[str]
    given: frozenset[str]
    silent: frozenset[str]
    own_ids: frozenset[str]
    printed: frozenset[str]
    begins: Beginnings

    def printed_among(self, texts: Iterable[str]) -> frozenset[str]:
        """Those of these texts that are the kit's own, or keys."""
        near = self.begins.near(texts)
        return frozenset(t for t in near if t.startswith(KEY_PREFIX) or plain(t) in self.printed)


@dataclass(frozen=True, slots=True, eq=False)
class Layouts:
    """All sheets of the kit, and the indexes by which cells are recognised: header, key, defined name."""

    by_code: Mapping[str, Layout]
    headers: Mapping[str, tuple[Spot, ...]]
    keys: Mapping[str, Spot]
    names: Mapping[str, Spot]
    longest_header: int
    begins: Beginnings

    def marks_among(self, texts: Iterable[str]) -> frozenset[str]:
        """Those of these texts that mark fields, by key or by header."""
        near = self.begins.near(texts)
        return frozenset(t for t in near if len(t) <= self.longest_header and self.spots(t))

    def spots(self, text: str) -> tuple[Spot, ...]:
        """The fields that a text marks."""
        if text.startswith(KEY_PREFIX):
            spot = self.keys.get(text.strip().casefold())
            return (spot,) if spot else ()
        return self.headers.get(plain(text), ())


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
    return Layouts(by_code, found, keys, names, longest * 2, Beginnings(headers))


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
    printed = EXAMPLE_MARKS.union(*(f.headers | f.helps | f.examples for f in fields.values()))
    given = made | prefilled | frozenset(sheet.once)
    return Layout(sheet, fields, required, given, given | {"area"}, own_ids, printed, Beginnings(printed))


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
