"""The parts of a zipped workbook, unpacked and parsed within hard limits."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar
from xml.parsers import expat

from kit.read import limits
from kit.read.limits import RefusedError

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Chars = Callable[[str], object]

T = TypeVar("T")

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, LookupError,
    NotImplementedError,
)  # fmt: skip
"""What Python's zip module lets out over damaged archives."""
USUAL_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What office programs write; a lying lzma part asks for gigabytes before its first byte."""

_HEAD = struct.Struct("<4s2xHH16xHH")
_HARMLESS = 0b1110
"""Flags of a part that say how well it is packed, and that its sizes come after it."""
_REMEMBERED = 16
_SMALL = 2**17
_ROOT_PREFIX = re.compile(rb"<(?![?!])([\w.-]+:)")
_FIRST_TAG = re.compile(rb"<(?![?!])")


class Parts:
    """A zip archive in memory. Part names are found whatever their case, slashes or leading ``/``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = opened(data)
        except BROKEN_ZIP as problem:
            raise RefusedError("file.damaged") from problem
        infos = self._zip.infolist()
        if len(infos) > limits.ZIP_PARTS:
            raise RefusedError("file.too-big")
        if sum(i.file_size for i in infos) > limits.ZIP_TOTAL or any(
            i.file_size > limits.ZIP_PART for i in infos
        ):
            raise RefusedError("file.too-big")
        self._names = {_canonical(i.filename): i for i in infos}

    def __contains__(self, name: str) -> bool:
        return _canonical(name) in self._names

    def each(self) -> Iterator[tuple[str, bytes | RefusedError]]:
        """Every part as it stands in the archive, equal names included; a damaged one as its refusal."""
        for info in self._zip.infolist():
            if not info.filename.endswith("/"):  # is_dir() stumbles over an empty name
                try:
                    yield info.filename, self._unpacked(info)
                except RefusedError as problem:
                    yield info.filename, problem

    def read(self, name: str) -> bytes:
        """The bytes of a part; ``RefusedError`` where it is missing or damaged."""
        info = self._names.get(_canonical(name))
        if info is None:
            raise RefusedError("file.damaged")
        return self._unpacked(info)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in USUAL_PACKING:
            raise RefusedError("file.damaged")
        usual = _usual_content(self._data, info)
        if usual is not None:
            return usual
        try:
            return self._zip.read(info)
        except BROKEN_ZIP as problem:
            raise RefusedError("file.damaged") from problem
        except RuntimeError as problem:  # zipfile says so when a part wants a password
            raise RefusedError("file.encrypted") from problem

    def parse(self, name: str, start: Start, end: End | None = None, chars: Chars | None = None) -> None:
        """Run a part through expat. Tags come without the root's prefix; a DTD is refused."""
        parse(self.read(name), start, end, chars)


class _Last:
    """The archive that was opened last: a file is looked at, and then read."""

    data: bytes | None = None
    archive: zipfile.ZipFile


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive in these bytes; one of :data:`BROKEN_ZIP` where there is none."""
    if _Last.data is not data:
        _Last.data = None
        _Last.archive = zipfile.ZipFile(io.BytesIO(data))
        _Last.data = data
    return _Last.archive


def _usual_content(data: bytes, info: zipfile.ZipInfo) -> bytes | None:
    """A part that is packed as office programs do it and wholly as the directory says; else ``None``, and
    Python's own module, which costs more, says what is wrong with it."""
    head = data[info.header_offset : info.header_offset + _HEAD.size]
    if len(head) < _HEAD.size or info.flag_bits & ~_HARMLESS or info.orig_filename != info.filename:
        return None
    sign, flags, packing, name_size, extra_size = _HEAD.unpack(head)
    start = info.header_offset + _HEAD.size + name_size + extra_size
    name = data[info.header_offset + _HEAD.size : start - extra_size]
    packed = data[start : start + info.compress_size]
    if sign != b"PK\3\4" or (flags, packing) != (info.flag_bits, info.compress_type):
        return None
    if name != info.filename.encode("ascii", "replace") or len(packed) != info.compress_size:
        return None
    if packing == zipfile.ZIP_STORED:
        content = packed
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(packed, info.file_size + 1)
        except zlib.error:
            return None
        if not unpacking.eof:
            return None
    whole = len(content) == info.file_size and zlib.crc32(content) == info.CRC
    return content if whole else None


def remembering(read: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Read a part once: returns from one template often have the same ones, byte for byte. Only small parts
    are remembered, and few of them."""
    remembered = lru_cache(maxsize=_REMEMBERED)(read)
    return lambda data: (remembered if len(data) <= _SMALL else read)(data)


def _canonical(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def parse(
    data: bytes, start: Start | None = None, end: End | None = None, chars: Chars | None = None
) -> None:
    """Run XML through expat, handing on local names; ``RefusedError`` for a DTD or broken XML.

    Namespaces are not looked up: strict OOXML differs from the usual one in them alone. A prefix that the
    whole file uses (``<x:worksheet>``) is taken off.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.EntityDeclHandler = _no_dtd
    first = _FIRST_TAG.search(data) if start else None
    prefixed = _ROOT_PREFIX.match(data, first.start()) if first else None
    if start is None:
        pass
    elif prefixed:
        cut = len(prefixed[1].decode("ascii", "replace"))
        mark = prefixed[1].decode("ascii", "replace")
        parser.StartElementHandler = lambda tag, attrs: start(
            tag[cut:] if tag.startswith(mark) else tag, attrs
        )
        if end:
            parser.EndElementHandler = lambda tag: end(tag[cut:] if tag.startswith(mark) else tag)
    else:
        parser.StartElementHandler = start
        if end:
            parser.EndElementHandler = end
    if chars:
        parser.CharacterDataHandler = chars
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise RefusedError("file.damaged") from problem


def _no_dtd(*_: object) -> None:
    raise RefusedError("file.unsafe")
