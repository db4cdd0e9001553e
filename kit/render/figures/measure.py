"""How wide a text is in the kit's own font, and where its lines break."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PIL import ImageFont

from kit.resources import OWN_ROOT

_FILES = {
    False: "templates/fonts/AtkinsonHyperlegibleNext_400Regular.ttf",
    True: "templates/fonts/AtkinsonHyperlegibleNext_700Bold.ttf",
}
_EM = 1000
_AFTER = re.compile(r"(?<=[/\-–_])(?=\w)")


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = str(OWN_ROOT / _FILES[bold])
    # the basic engine is in every Pillow; the other one depends on the machine
    return ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(100_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of ``text`` at font size ``size``, in the unit of ``size``."""
    return float(_font(bold).getlength(text)) * size / _EM


def wrap(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room``: broken at spaces, after / and -, else inside the word."""
    lines: list[str] = []
    for word in text.split():
        for number, piece in enumerate(_AFTER.split(word)):
            joined = f"{lines[-1]}{' ' if number == 0 else ''}{piece}" if lines else piece
            if lines and width(joined, size, bold) <= room:
                lines[-1] = joined
            else:
                lines.extend(_cut(piece, size, room, bold))
    return tuple(lines) or ("",)


def _cut(word: str, size: float, room: float, bold: bool) -> tuple[str, ...]:
    """A word in pieces that fit, with a hyphen where it had to be cut."""
    pieces: list[str] = []
    while width(word, size, bold) > room and len(word) > 1:
        end = next((n for n in range(len(word) - 1, 1, -1) if width(word[:n] + "-", size, bold) <= room), 1)
        end = max(1, min(end, len(word) - 3))  # no line of one or two letters
        pieces.append(word[:end] + "-")
        word = word[end:]
    return (*pieces, word)


def widest_word(text: str, size: float, bold: bool = False) -> float:
    """The width of the longest word: the least room that needs no cut inside a word."""
    return max((width(word, size, bold) for word in text.split()), default=0.0)
