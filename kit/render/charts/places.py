"""On which side of its bubble a label stands, so that it hides neither another label nor a bubble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_HIGH = 11.0
"""Points that a label's line takes."""
_AIR = 2.0
_SIDES = ("r", "l", "t", "b")
"""Office's names of the sides, in the order in which they are liked."""
_LABELS, _BUBBLES, _OUTSIDE = 4.0, 1.0, 8.0
"""What covering them costs, by area; nobody can read two labels in one place, or one that is cut off."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the plot in points; ``y`` runs upwards."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: Box) -> float:
        """The area that both take."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(across, 0.0) * max(up, 0.0)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Spot:
    """A bubble, its radius, and the width of its label; 0 where it has none."""

    x: float
    y: float
    radius: float
    words: float = 0.0

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    def label(self, side: str) -> Box:
        """Where its label stands on a side."""
        away = self.radius + _AIR
        half, middle = _HIGH / 2, self.words / 2
        match side:
            case "r":
                return Box(self.x + away, self.y - half, self.x + away + self.words, self.y + half)
            case "l":
                return Box(self.x - away - self.words, self.y - half, self.x - away, self.y + half)
            case "t":
                return Box(self.x - middle, self.y + away, self.x + middle, self.y + away + _HIGH)
            case _:
                return Box(self.x - middle, self.y - away - _HIGH, self.x + middle, self.y - away)


def sides(spots: Sequence[Spot], plot: Box, taken: Sequence[Box]) -> tuple[str, ...]:
    """A side for each spot; ``taken`` are other words on the plot. The longest labels choose first: they have
    the fewest places."""
    words = list(taken)
    chosen = dict.fromkeys(range(len(spots)), _SIDES[0])
    for place in sorted(range(len(spots)), key=lambda n: -spots[n].words):
        spot = spots[place]
        if not spot.words:
            continue
        others = [other.box for n, other in enumerate(spots) if n != place]
        costs = {side: _cost(spot.label(side), words, others, plot) for side in _SIDES}
        chosen[place] = min(_SIDES, key=lambda side: costs[side])
        words.append(spot.label(chosen[place]))
    return tuple(chosen[place] for place in range(len(spots)))


def _cost(label: Box, words: Sequence[Box], bubbles: Sequence[Box], plot: Box) -> float:
    outside = label.area - label.shared(plot)
    hidden = _LABELS * sum(label.shared(word) for word in words)
    return hidden + _BUBBLES * sum(label.shared(bubble) for bubble in bubbles) + _OUTSIDE * outside
