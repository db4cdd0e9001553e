"""Changes a returned file as one that is still opened: parts of a zip, tags of its XML, lines of a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

Mutate = Callable[[bytes, int], bytes]
"""The fuzzer's own change of plain bytes: the bytes and the most there may be of them."""

Parts = list[tuple[str, bytes]]

_MOST_UNPACKED = 2**22
_MOST_PARTS = 200
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"<>]*"')
_TEXT = re.compile(rb">[^<>]+<")
_TELLING = ("sheet", "content.xml", "sharedstrings", "workbook", "styles", "custom.xml", "meta.xml")
_STOPS = (b";", b",", b"\t", b'"', b"\r\n", b"\n", b"\x00", b"=", b"~B4.title", b"\xef\xbb\xbf", b"\xff\xfe")

WORDS: Sequence[str] = (
    "", "0", "-1", "1", "99", "1048576", "1048577", "16384", "9" * 20, "9" * 400, "1e308", "1e999", "nan",
    "²", "٣", "0.1", "-0", "1.234,5", "kr. 50.000,-", "K5 2027", "2027-K1", "uge 53 2027", "31-02-2027",
    "0000-00-00", "12/10-26", "A1", "XFD1048576", "XFE1", "A1:XFD1048576", "a", "n", "s", "b", "d", "e",
    "str", "inlineStr", "true", "#N/A", "#REF!", "_x0000_", "_xD800_", "_x000D_", "_x005F_", "=1+1", "?",
    "ved ikke", "eksempel", "x", "RO-03", "~B4.title", "~R4.letter.RO-03", "Err:502", "float", "date",
    "time", "boolean", "percentage", "PT08H", "error", "of:=1/0", "../../x", "/xl/workbook.xml", "yyyy",
    "[h]:mm", "KIT-X-NET-G3-V1-0", "010190-1234", "Æ" * 40, "\u202e\u200f", "😀", "a\nb",
)  # fmt: skip
"""Values on which readers stumble."""


def changed(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """The file with one to four changes, at most ``most`` bytes; a zip is packed again where it can be."""
    dice = Random(seed)
    parts = unpacked(data) if dice.random() < 0.9 else None
    if not parts:
        return _plain(data, most, dice, mutate)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        _change_parts(parts, dice, most, mutate)
    made = packed(parts)
    return made if len(made) <= most else mutate(data, most)


def unpacked(data: bytes) -> Parts | None:
    """The parts of a zip; ``None`` where it is none, is damaged, or would take long."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
                return None
            return [(info.filename, archive.read(info)) for info in infos]
    except Exception:  # whatever zipfile makes of it, such bytes are changed as bytes
        return None


def packed(parts: Parts) -> bytes:
    """A zip of these parts, each at the same moment, packed quickly."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name or "?")
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return made.getvalue()


def _change_parts(parts: Parts, dice: Random, most: int, mutate: Mutate) -> None:
    at = _part(parts, dice)
    name, data = parts[at]
    other = dice.randrange(len(parts))
    what = dice.random()
    if what < 0.02 and len(parts) > 1:
        del parts[at]
    elif what < 0.04:
        parts.append((name, parts[other][1]))
    elif what < 0.06:
        parts[at] = (parts[other][0], data)
    elif what < 0.10:
        parts[at] = (name, parts[other][1])
    elif what < 0.20:
        parts[at] = (name, mutate(data, most))
    else:
        parts[at] = (name, _changed_text(data, dice))


def _part(parts: Parts, dice: Random) -> int:
    telling = [i for i, (name, _) in enumerate(parts) if any(word in name.lower() for word in _TELLING)]
    return dice.choice(telling) if telling and dice.random() < 0.85 else dice.randrange(len(parts))


def _plain(data: bytes, most: int, dice: Random, mutate: Mutate) -> bytes:
    if dice.random() < 0.5 or not data:
        return mutate(data, most)
    return _changed_text(data, dice)[:most]


def _changed_text(data: bytes, dice: Random) -> bytes:
    """Tags gone, doubled or moved, values and texts replaced, separators put in, the end cut off."""
    tags = [match.span() for match in _TAG.finditer(data)]
    what = dice.choice(("gone", "double", "move", "value", "value", "text", "text", "stop", "cut", "slice"))
    if what in ("gone", "double", "move") and tags:
        start, end = dice.choice(tags)
        target, _ = dice.choice(tags)
        tag = data[start:end]
        rest = data if what == "double" else data[:start] + data[end:]
        return rest if what == "gone" else rest[:target] + tag + rest[target:]
    if what in ("value", "text"):
        found = [match.span() for match in (_VALUE if what == "value" else _TEXT).finditer(data)]
        if found:
            start, end = dice.choice(found)
            return data[: start + 1] + dice.choice(WORDS).encode() + data[end - 1 :]
    if what == "slice" and len(data) > 2:
        start, end, target = sorted(dice.randrange(len(data)) for _ in range(3))
        return data[:target] + data[start:end] + data[target:]
    at = dice.randrange(len(data) + 1)
    if what == "cut":
        return data[:at]
    return data[:at] + dice.choice((*_STOPS, *(word.encode() for word in WORDS))) + data[at:]
