"""Colours that can be read: contrast after WCAG 2.2, darkening and tints."""

from __future__ import annotations

import re

WHITE = "#ffffff"
INK = "#1c2126"
READABLE = 4.5
"""The contrast that WCAG 2.2 AA asks of text (success criterion 1.4.3)."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_FALLBACK = "#1f4e5f"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, 1 … 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str = WHITE, ratio: float = READABLE) -> str:
    """``colour``, moved towards black (or white on a dark ground) until it is readable as text.

    Anything that is no ``#rgb`` or ``#rrggbb`` becomes the kit's own colour.
    """
    found = _HEX.fullmatch(colour.strip())
    digits = found.group(1) if found else _FALLBACK[1:]
    own = "#" + ("".join(d * 2 for d in digits) if len(digits) == 3 else digits).lower()
    end = "#000000" if _luminance(ground) > 0.18 else WHITE
    for step in range(21):
        made = mix(own, end, step / 20)
        if contrast(made, ground) >= ratio:
            return made
    return end


def accent(colour: str, ground: str = WHITE) -> str:
    """The municipality's colour for words and lines: readable on ``ground`` and on its own light tint."""
    return readable(colour, ground, READABLE + 1)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 … 1) of ``other``."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
