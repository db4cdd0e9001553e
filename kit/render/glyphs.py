"""What the kit's fonts can show, and what to print instead of what they cannot.

Participants write boxes, ticks and emoji; PDF/UA allows no missing glyph. Nothing may get lost or stop the
run, so each such character gets the nearest one that the fonts have. Arrows come from a font of signs of the
kit's own (``templates/build_signs.py``), which typst takes where the letters' font has none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from PIL import ImageFont

from kit.resources import OWN_ROOT

_INSTEAD = {
    "⇒": "→",
    "➔": "→",
    "➜": "→",
    "⇐": "←",
    "⇔": "↔",
    "✔": "✓",
    "☑": "[x]",
    "☒": "[x]",
    "☐": "[ ]",
    "□": "[ ]",
    "▪": "•",
    "●": "•",
    "‐": "-",
    "‑": "-",
    "′": "'",
    "″": '"',
    "\t": " ",
}
_UNKNOWN = "¤"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` without control characters, composed (NFC), with ``\\n`` as its only line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def printable(text: str) -> str:
    """``clean`` text in which every character is in the font; emoji disappear."""
    return "".join(_shown(char) for char in clean(text))


@lru_cache(4096)
def _shown(char: str) -> str:
    if char == "\n" or _in_font(char):
        return char
    if char in _INSTEAD:
        return _INSTEAD[char]
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if c != char and _in_font(c))
    if plain:
        return plain
    # format characters and emoji carry no word
    return "" if unicodedata.category(char) in {"Cf", "Mn", "So", "Sk"} else _UNKNOWN


@cache
def _fonts() -> tuple[tuple[ImageFont.FreeTypeFont, bytes], ...]:
    """The kit's fonts, each with how it draws what it lacks."""
    names = ("AtkinsonHyperlegibleNext_400Regular", "KitSigns_400Regular")
    paths = (str(OWN_ROOT / f"templates/fonts/{name}.ttf") for name in names)
    found = [ImageFont.truetype(path, 40, layout_engine=ImageFont.Layout.BASIC) for path in paths]
    return tuple((font, bytes(font.getmask("\uffff"))) for font in found)


def _in_font(char: str) -> bool:
    return any(bytes(font.getmask(char)) != missing for font, missing in _fonts())
