"""Colours that people can read on: contrast by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

TEXT_RATIO = 4.5
"""Least contrast of body text (WCAG 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``: 1 (the same) … 21 (black and white)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def under_white_text(colour: str, ratio: float = TEXT_RATIO) -> str:
    """The colour itself, or darkened step by step until white text on it reaches ``ratio``."""
    share = 1.0
    made = mix(colour, "#000000", share)
    while contrast(made, "#ffffff") < ratio:
        share -= 0.02
        made = mix(colour, "#000000", share)
    return made


def mix(colour: str, other: str, share: float) -> str:
    """``share`` (0…1) of one colour, the rest of the other, as ``#rrggbb``."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
