"""The returns of one file as bytes and back: what is asked of all at once first, then the rows, folded up.

Hundreds of returns are looked at together, and few of their rows: so those of each sheet stay packed and
compressed until somebody asks for them, and what stands in for them meanwhile is their outline.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import overload

from kit.model.evidence import Evidence, Return, Unread
from kit.model.process import Unit
from kit.read import limits
from kit.read.outline import Outline, Outliner, Part, Parted, Row, Rows
from kit.read.packing import Json, UnfitError, pack, pack_rows, unpack, unpack_rows

_SIZES = struct.Struct("<II")
"""How long the returns without their rows are, and how long the outlines."""
_LEVEL, _WINDOW, _MEMORY = 1, 14, 6
"""Of zlib: for a few kilobytes at a time little memory is faster, and they get no longer."""


class Folded(Sequence[Row]):
    """The rows of one sheet, or other things that a return holds many of, as bytes; made anew each time they
    are asked for. ``UnfitError`` where the bytes are none of ours."""

    __slots__ = ("_content", "_count", "_kind")

    def __init__(self, content: bytes, count: int, kind: type[Row]) -> None:
        self._content = content
        self._count = count
        self._kind = kind

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return iter(self._unfolded())

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        return self._unfolded()[index]

    def _unfolded(self) -> tuple[Row, ...]:
        try:
            told = zlib.decompressobj().decompress(self._content, limits.ZIP_TOTAL)
            rows = unpack_rows(told, self._kind)
        except zlib.error as problem:
            raise UnfitError from problem
        if len(rows) != self._count:
            raise UnfitError
        return rows


def fold(returns: Sequence[Return], outliner: Outliner) -> bytes:
    """The returns of one file as bytes; ``UnfitError`` where a value has no stored form."""
    bare = pack(tuple(replace(item, evidence=(), unread=()) for item in returns))
    listed: list[Json] = []
    contents: list[bytes] = []
    for item in returns:
        outlines: list[Json] = []
        for outline, rows in outliner.parts(item.evidence):
            contents.append(_folded(tuple(rows)))
            outlines.append([*_listed(outline), len(contents[-1])])
        contents.append(_folded(tuple(item.unread)))
        listed.append([outlines, len(item.unread), len(contents[-1])])
    told = json.dumps(listed, separators=(",", ":")).encode("ascii")
    return b"".join((_SIZES.pack(len(bare), len(told)), bare, told, *contents))


def _folded(rows: tuple[Evidence | Unread, ...]) -> bytes:
    if not rows:
        return b""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return packer.compress(pack_rows(rows)) + packer.flush()


def unfold(data: bytes) -> tuple[Return, ...]:
    """What :func:`fold` was given, its rows in :class:`Parted` form; ``UnfitError`` for other bytes."""
    try:
        bare_size, told_size = _SIZES.unpack_from(data)
        told_at = _SIZES.size + bare_size
        content_at = told_at + told_size
        returns = unpack(data[_SIZES.size : told_at])
        listed = json.loads(data[told_at:content_at].decode("ascii"))
        made = []
        for item, (outlines, count, unread_size) in zip(returns, listed, strict=True):
            parts: list[Part] = []
            for *fields, size in outlines:
                outline = _outline(*fields)
                content = data[content_at : content_at + size]
                content_at += size
                parts.append(Part(outline, Folded(content, outline.count, Evidence)))
            content = data[content_at : content_at + unread_size]
            content_at += unread_size
            unread = Rows([Folded(content, count, Unread)]) if count else ()
            made.append(_with_rows(item, Parted(parts) if parts else (), unread))
    except (struct.error, TypeError, ValueError, LookupError, AttributeError, RecursionError) as problem:
        raise UnfitError from problem
    if content_at != len(data):
        raise UnfitError
    return tuple(made)


def _listed(outline: Outline) -> list[Json]:
    unit = outline.unit
    return [
        *(outline.sheet, outline.workshop, unit.kind, unit.key, outline.tab, outline.count, outline.regular),
        *(outline.respondents, outline.told, outline.named),
    ]


def _with_rows(item: Return, rows: Sequence[Evidence], unread: Sequence[Unread]) -> Return:
    """As :func:`dataclasses.replace` would make it, in a fifth of the time."""
    return Return(
        *(item.file, item.sha256, item.format, item.identity, rows),
        *(item.findings, item.kept, unread, item.copy_of),
    )


def _outline(  # noqa: PLR0913, PLR0917 - an outline's fields as they are stored
    sheet: str,
    workshop: str,
    kind: str,
    key: str,
    tab: str,
    count: int,
    regular: bool,
    respondents: list[str],
    told: dict[str, dict[str, str]],
    named: dict[str, list[str]],
) -> Outline:
    return Outline(
        sheet=intern(sheet),
        workshop=intern(workshop),
        unit=_unit(kind, key),
        tab=intern(tab),
        count=count,
        regular=regular,
        respondents=tuple(map(intern, respondents)),
        told={intern(source): _interned(names) for source, names in told.items()},
        named={intern(column): tuple(map(intern, names)) for column, names in named.items()},
    )


def _interned(names: dict[str, str]) -> dict[str, str]:
    """The same names stand in the returns of many: each is kept once."""
    return {intern(compared): intern(name) for compared, name in names.items()}


@lru_cache(maxsize=1024)
def _unit(kind: str, key: str) -> Unit:
    return Unit(kind, key)
