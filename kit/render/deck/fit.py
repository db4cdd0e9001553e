"""Does a text fit its box? Lines are counted with the widths of Arial, the font of the template."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.resources import Resources

LINE = 1.17
"""Height of a line of Arial at single spacing, in font sizes; a little more than PowerPoint's 1.15."""

RESERVE = 0.97
"""Share of a box's width that is counted on: programs break lines a little differently."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Widths of letters in thousandths of the font size; ``other`` is used for letters not listed."""

    regular: Mapping[str, int]
    bold: Mapping[str, int]
    other: int = 700

    @classmethod
    def load(cls, resources: Resources) -> Metrics:
        table = json.loads(resources.text("templates/deck_widths.json"))
        return cls(table["regular"], table["bold"])

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Width of a text on one line, in points."""
        table = self.bold if bold else self.regular
        return sum(table.get(letter, self.other) for letter in text) * size / 1000

    def lines(self, text: str, size: float, width: float, bold: bool = False) -> int:
        """Lines of a paragraph in ``width`` points; a word wider than that is broken."""
        blank = self.width(" ", size, bold)
        count, used = 1, 0.0
        for word in text.split(" "):
            length = self.width(word, size, bold)
            if used and used + blank + length > width:
                count, used = count + 1, 0.0
            used += length + (blank if used else 0.0)
            if used > width:
                broken = int(used // width)
                count, used = count + broken, used - broken * width
        return count


@dataclass(frozen=True, slots=True)
class Box:
    """A box of text in points. ``indent`` is taken by bullets, ``gap`` stands before each paragraph."""

    width: float
    height: float
    bold: bool = False
    indent: float = 0.0
    gap: float = 0.0

    def high(self, paragraphs: Sequence[str], size: float, metrics: Metrics) -> float:
        """Height of the paragraphs at ``size``, in points."""
        room = (self.width - self.indent) * RESERVE
        lines = sum(metrics.lines(text, size, room, self.bold) for text in paragraphs)
        return lines * size * LINE + self.gap * len(paragraphs)

    def size(self, paragraphs: Sequence[str], ladder: Sequence[float], metrics: Metrics) -> float | None:
        """The largest size of the ladder (largest first) at which all fits; ``None`` if none does."""
        return next((size for size in ladder if self.high(paragraphs, size, metrics) <= self.height), None)


def ladder(largest: float, least: float) -> tuple[float, ...]:
    """Sizes from the largest down to the least, two points a step."""
    sizes = []
    size = largest
    while size > least:
        sizes.append(size)
        size -= 2
    return (*sizes, least)


def parts(
    paragraphs: Sequence[str], box: Box, sizes: Sequence[float], metrics: Metrics
) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The paragraphs spread over as few slides as possible, each with the size that fits there.

    A single paragraph that does not fit alone at the least size is cut at a blank: nothing is lost.
    """
    size = box.size(paragraphs, sizes, metrics)
    if size is not None:
        return ((tuple(paragraphs), size),)
    if len(paragraphs) > 1:
        half = (len(paragraphs) + 1) // 2
        first, rest = paragraphs[:half], paragraphs[half:]
    else:
        words = paragraphs[0].split(" ")
        half = len(words) // 2
        first, rest = [" ".join(words[:half])], [" ".join(words[half:])]
    return parts(first, box, sizes, metrics) + parts(rest, box, sizes, metrics)
