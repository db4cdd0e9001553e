"""Returns and rows as JSON and back: every field, every value with its type, fast to load.

Rows are stored by columns, so that what all of them share stands once and Python's own JSON code does the
work. Whatever has a type that is not known here is refused, never stored as something else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import repeat
from sys import intern
from typing import Any, TypeVar

from kit.findings import Finding
from kit.model.evidence import UNKNOWN, Addresses, Evidence, Return, Unread
from kit.model.mark import CopyMark
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.read.bulk import Maker

_CLASSES = (Return, Evidence, Unread, CopyMark, Finding, Identity, Unit)
_BY_NAME: Mapping[str, type] = {kind.__name__: kind for kind in _CLASSES}
_NAMES: Mapping[type, tuple[str, tuple[str, ...]]] = {
    kind: (kind.__name__, tuple(field.name for field in fields(kind))) for kind in _CLASSES
}
_MAKERS: Mapping[str, Maker[Any]] = {kind.__name__: Maker(kind) for kind in _CLASSES}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_COUNTED = ({str}, {Unit}, {date})
_OFTEN = 2
"""A column whose values occur that often on average is stored as a list of them and numbers."""
_ALIKE = 8
"""So many mappings with the same keys on average are worth storing by columns."""

Json = Any
"""What the json module takes and gives."""
T = TypeVar("T")


class UnfitError(ValueError):
    """Something that cannot be stored, or a stored form that cannot be understood."""


def pack(returns: tuple[Return, ...]) -> bytes:
    """Returns as bytes; ``UnfitError`` where a value has no stored form."""
    return _written(returns)


def unpack(data: bytes) -> tuple[Return, ...]:
    """What :func:`pack` was given, equal in every field and in the order of every mapping.

    ``UnfitError`` for anything else.
    """
    return _read(data, Return)


def pack_rows(rows: tuple[Evidence | Unread, ...]) -> bytes:
    """What a return holds many of as bytes, as :func:`pack` makes them of returns."""
    return _written(rows)


def unpack_rows(data: bytes, kind: type[T]) -> tuple[T, ...]:
    """What :func:`pack_rows` was given, all of this kind; ``UnfitError`` for anything else."""
    return _read(data, kind)


def _written(items: tuple[object, ...]) -> bytes:
    try:
        text = json.dumps(_packed(items), ensure_ascii=False, check_circular=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as problem:
        raise UnfitError from problem
    return text.encode("utf-8", "surrogatepass")


def _read(data: bytes, kind: type[T]) -> tuple[T, ...]:
    try:
        found = _unpacked(json.loads(data.decode("utf-8", "surrogatepass")))
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError, StopIteration) as problem:
        raise UnfitError from problem
    if type(found) is not tuple or not all(type(item) is kind for item in found):
        raise UnfitError
    return found


def _packed(value: object) -> Json:
    """A plain value as itself, a tuple of plain values as an array; an object names what it holds."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple) and kind is tuple:
        return _packed_tuple(value)
    if isinstance(value, dict | Addresses):
        return {"map": _packed_map(dict(value))}
    if isinstance(value, date) and kind is date:
        return {"date": value.isoformat()}
    if value is UNKNOWN:
        return {"unknown": None}
    if kind in _NAMES:
        name, names = _NAMES[kind]
        return {"one": name, "fields": [_packed(getattr(value, field)) for field in names]}
    raise UnfitError(kind.__name__)


def _packed_tuple(items: tuple[object, ...]) -> Json:
    kinds = set(map(type, items))
    if kinds <= _PLAIN:
        return list(items)
    kind = kinds.pop()
    if kinds or kind not in _NAMES or len(items) == 1:
        return {"tuple": [_packed(item) for item in items]}
    name, names = _NAMES[kind]
    columns = [_packed_column([getattr(item, field) for item in items]) for field in names]
    return {"rows": name, "count": len(items), "columns": columns}


def _packed_map(value: dict[Any, object]) -> dict[str, Json]:
    if not all(type(key) is str for key in value):
        raise UnfitError("key")
    return {key: _packed(item) for key, item in value.items()}


def _packed_column(values: Sequence[Any]) -> Json:
    kinds = set(map(type, values))
    if kinds in _COUNTED and len(set(values)) * _OFTEN <= len(values):
        numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        few = [_packed(value) for value in numbers]
        return {"few": few, "at": [numbers[value] for value in values] if len(few) > 1 else None}
    if kinds <= _PLAIN:
        return values
    if kinds == {dict}:
        return _packed_maps(values)
    if kinds == {Addresses}:
        return _packed_addresses(values)
    return {"each": [_packed(value) for value in values]}


def _packed_maps(values: Sequence[dict[Any, object]]) -> Json:
    """Mappings by their keys, and the values of all that have the same ones by columns; few that differ and
    hold plain values as they are."""
    alike: dict[tuple[Any, ...], list[dict[Any, object]]] = {}
    for value in values:
        alike.setdefault(tuple(value), []).append(value)
    if not all(type(key) is str for keys in alike for key in keys):
        raise UnfitError("key")
    if len(alike) * _ALIKE > len(values) and all(type(v) in _PLAIN for one in values for v in one.values()):
        return {"dicts": values}
    numbers = {keys: number for number, keys in enumerate(alike)}
    groups = [
        [keys, len(maps), list(map(_packed_column, zip(*map(dict.values, maps), strict=True)))]
        for keys, maps in alike.items()
    ]
    return {"maps": groups, "at": [numbers[tuple(value)] for value in values] if len(groups) > 1 else None}


def _packed_addresses(values: Sequence[Addresses]) -> Json:
    """Each set of columns once, however many rows have it."""
    sets = {id(value.spots): value.spots for value in values}
    numbers = {spots: number for number, spots in enumerate(sets)}
    at = [numbers[id(value.spots)] for value in values]
    few = [_packed_map(dict(spots)) for spots in sets.values()]
    return {"addresses": few, "at": at, "in": [value.row for value in values]}


def _unpacked(value: Json) -> Any:  # noqa: ANN401 - the value has the type that was stored
    if type(value) is list:
        return tuple(value)
    if type(value) is not dict:
        return value
    return _READ[next(iter(value))](value)


def _unpacked_rows(value: Json) -> tuple[object, ...]:
    make, count = _MAKERS[value["rows"]], value["count"]
    columns = [c if type(c) is list else list(_unpacked_column(c, count)) for c in value["columns"]]
    return make(count, columns)


_READ: Mapping[str, Callable[[Json], object]] = {
    "rows": _unpacked_rows,
    "map": lambda value: {key: _unpacked(item) for key, item in value["map"].items()},
    "date": lambda value: date.fromisoformat(value["date"]),
    "unknown": lambda _: UNKNOWN,
    "one": lambda value: _BY_NAME[value["one"]](*map(_unpacked, value["fields"])),
    "tuple": lambda value: tuple(map(_unpacked, value["tuple"])),
}
"""By the first key of an object: what it stands for."""


def _unpacked_column(column: Json, count: int) -> Iterable[object]:
    if type(column) is list:
        return column
    if "few" in column:
        few = [intern(value) if type(value) is str else _unpacked(value) for value in column["few"]]
        return repeat(few[0], count) if column["at"] is None else map(few.__getitem__, column["at"])
    if "dicts" in column:
        plain: list[object] = column["dicts"]
        return plain
    if "maps" in column:
        return _unpacked_maps(column["maps"], column["at"])
    if "addresses" in column:
        spots = [{intern(key): spot for key, spot in one.items()} for one in column["addresses"]]
        return map(Addresses, column["in"], map(spots.__getitem__, column["at"]))
    return map(_unpacked, column["each"])


def _unpacked_maps(groups: Sequence[Json], at: Sequence[int] | None) -> Iterable[object]:
    alike = [_alike(tuple(map(intern, keys)), count, columns) for keys, count, columns in groups]
    if at is None:
        return alike[0]
    if len(at) != sum(map(len, alike)):
        raise UnfitError("maps")
    each = [iter(maps) for maps in alike]
    return [next(each[number]) for number in at]


def _alike(keys: tuple[str, ...], count: int, columns: Sequence[Json]) -> list[dict[str, object]]:
    """Mappings with the same keys, of each column one value."""
    if len(keys) != len(columns):
        raise UnfitError("keys")
    if not keys:
        return [{} for _ in range(count)]
    rows = zip(*[_unpacked_column(column, count) for column in columns], strict=True)
    return list(map(dict, map(zip, repeat(keys), rows)))
