"""Many objects of one class at once, field by field: several times faster than one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import Field, fields
from itertools import repeat
from typing import Any, ClassVar, Generic, Protocol, TypeVar


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


T = TypeVar("T", bound=_Dataclass)


class Maker(Generic[T]):
    """Makes objects of a dataclass with slots, as the class itself would, past the guard of frozen ones."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._setters = [getattr(kind, field.name).__set__ for field in fields(kind)]

    def __call__(self, count: int, columns: Sequence[Sequence[object]]) -> tuple[T, ...]:
        """``count`` objects; ``columns`` hold one value for each of them, in the order of the fields.

        ``ValueError`` where a column is of another length, or there are not as many as fields.
        """
        if any(len(column) != count for column in columns):
            raise ValueError(self._kind.__name__)
        made: tuple[T, ...] = tuple(map(object.__new__, repeat(self._kind, count)))
        for put, column in zip(self._setters, columns, strict=True):
            deque(map(put, made, column), maxlen=0)
        return made
