"""The colours of a worksheet, all made from the municipality's one colour and checked for contrast."""

from __future__ import annotations

from dataclasses import dataclass

INK = "1F2328"
GREY = "595959"
LINE = "BFC5CA"
SHADE = "ECECEC"
MARK = "FFF3D6"
MARK_LINES = "B87A00"
WHITE = "FFFFFF"

_READABLE = 4.5
"""Contrast of text against its ground (WCAG 2.2, level AA)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """``main`` carries white text and stands as text on white; the tints carry dark text.

    ``soft`` grounds headers, ``given`` cells that the kit has filled in, ``faint`` every other block.
    """

    main: str
    soft: str
    given: str
    faint: str

    @classmethod
    def of(cls, colour: str) -> Palette:
        """From ``#rrggbb``; a colour that is too light for white text is darkened until it is not."""
        main = _rgb(colour)
        while _contrast(main, (255, 255, 255)) < _READABLE:
            main = _mix(main, (0, 0, 0), 0.06)
        soft, given, faint = (_hex(_mix(main, (255, 255, 255), share)) for share in (0.83, 0.9, 0.95))
        return cls(_hex(main), soft, given, faint)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours ``rrggbb``, from 1 to 21 (WCAG 2.2)."""
    return _contrast(_rgb(one), _rgb(other))


def _rgb(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _hex(rgb: tuple[int, int, int]) -> str:
    return "".join(f"{part:02X}" for part in rgb)


def _mix(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
