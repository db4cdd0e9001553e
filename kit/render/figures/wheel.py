"""The competence wheel: a wedge for each competence, filled as far as people can today."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from kit.model.figure import CompetenceWheel, Wedge
from kit.render.figures.canvas import LEADING, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number

_HUB = 26.0
"""Level 0: what nobody can yet has no wedge, and its figure still has a place."""
_RIM = 168.0
_TOP = 44.0
_LABEL = 12.0
"""From the rim to the competences' names."""
_ROOM = 150.0
_LEVELS = 4
_GROUPS = (
    Look("accent", "accent"),
    Look("tint", "accent", pattern="rise"),
    Look("tint", "accent", pattern="flat"),
    Look("tint", "accent"),
)
"""One look for each group of competences, known apart in grey as in colour; more groups begin again."""
_EMPTY = Look("paper", pattern="thin")
_NEED = Look(stroke="ink", weight=3)
_VALUE = Look("paper", "hair")
_BEFORE = Look(stroke="ink", weight=1.6, dash="4 3")


@dataclass(frozen=True, slots=True)
class _Slice:
    """Where a wedge lies: angles run clockwise from the top."""

    x: float
    y: float
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def at(self, angle: float, r: float) -> tuple[float, float]:
        return self.x + r * sin(angle), self.y - r * cos(angle)

    def spot(self, angle: float, r: float) -> str:
        return "{:.1f} {:.1f}".format(*self.at(angle, r))

    def arc(self, r: float) -> str:
        """Along the wedge at this distance from the middle."""
        return f"M{self.spot(self.start, r)}A{r:.1f} {r:.1f} 0 0 1 {self.spot(self.end, r)}"

    def wedge(self, r: float) -> str:
        """From the hub out to ``r``."""
        back = f"A{_HUB:.1f} {_HUB:.1f} 0 0 0 {self.spot(self.start, _HUB)}Z"
        return f"{self.arc(r)}L{self.spot(self.end, _HUB)}{back}"


def draw(canvas: Canvas, figure: CompetenceWheel) -> float:
    """Draws the figure; gives its height."""
    x, y = canvas.width / 2, _TOP + _RIM
    turn = 2 * pi / max(len(figure.wedges), 1)
    slices = [_Slice(x, y, place * turn, (place + 1) * turn) for place in range(len(figure.wedges))]
    for wedge, place in zip(figure.wedges, slices, strict=True):
        with canvas.mark(_said(canvas, figure, wedge)):
            _wedge(canvas, wedge, place)
    for level in range(_LEVELS + 1):
        canvas.circle(x, y, _radius(level), Look(stroke="line" if level == _LEVELS else "hair"))
    _borders(canvas, figure, slices)
    for wedge, place in zip(figure.wedges, slices, strict=True):
        _figures(canvas, wedge, place)
        _label(canvas, wedge.label, place)
    for level in range(1, _LEVELS + 1):
        canvas.note(x, y - _radius(level), str(level))
    return _legend(canvas, figure, y + _RIM + _TOP + 12)


def _radius(level: float) -> float:
    return _HUB + (_RIM - _HUB) * level / _LEVELS


def _said(canvas: Canvas, figure: CompetenceWheel, wedge: Wedge) -> str:
    """The competence's numbers in words."""
    said = [
        f"{word} {number(value, canvas.lang)}"
        for word, value in (
            (figure.value_word, wedge.value),
            (figure.before_word, wedge.before),
            (figure.need_word, wedge.need),
        )
        if value is not None
    ]
    said += [figure.too_few_word] if wedge.value is None else [wedge.change] if wedge.change else []
    return f"{wedge.label}: {', '.join(said)}"


def _wedge(canvas: Canvas, wedge: Wedge, place: _Slice) -> None:
    canvas.path(place.wedge(_RIM), _EMPTY if wedge.value is None else Look("paper"))
    if wedge.value:
        canvas.path(place.wedge(_radius(wedge.value)), _GROUPS[wedge.group % len(_GROUPS)])


def _borders(canvas: Canvas, figure: CompetenceWheel, slices: list[_Slice]) -> None:
    """Thin between competences, strong between groups."""
    for number_, place in enumerate(slices):
        apart = figure.wedges[number_].group != figure.wedges[number_ - 1].group
        look = Look(stroke="ink", weight=1.6) if apart else Look(stroke="line", weight=0.8)
        canvas.path(f"M{place.spot(place.start, _HUB)}L{place.spot(place.start, _RIM)}", look)


def _figures(canvas: Canvas, wedge: Wedge, place: _Slice) -> None:
    """What is needed as a line across the wedge, the edition before as a dashed outline, and today's level
    as a figure inside."""
    if wedge.before is not None:
        canvas.path(place.wedge(max(_radius(wedge.before), _HUB + 2)), _BEFORE)
    if wedge.need is not None:
        canvas.path(place.arc(_radius(wedge.need)), _NEED)
    if wedge.value is not None:
        middle = max(_radius(wedge.value) - 17, _HUB + 15)
        x, y = place.at(place.middle, middle)
        canvas.note(x, y, number(wedge.value, canvas.lang), size=SIZE)


def _label(canvas: Canvas, label: str, place: _Slice) -> None:
    x, y = place.at(place.middle, _RIM + _LABEL)
    side = sin(place.middle)
    anchor = "start" if side > 0.1 else "end" if side < -0.1 else "middle"
    room = min(_ROOM, canvas.width - x if side > 0 else x)
    lines = wrap(label, SIZE, room)
    high = len(lines) * SIZE * LEADING
    canvas.lines(x, y - high * (1 + cos(place.middle)) / 2, lines, Type(anchor=anchor))


def _legend(canvas: Canvas, figure: CompetenceWheel, y: float) -> float:
    canvas.line(0, y - 12, canvas.width, y - 12, Look(stroke="hair"))
    entries: list[tuple[str, Look]] = [
        (name, _GROUPS[place % len(_GROUPS)]) for place, name in enumerate(figure.groups)
    ]
    entries += [(figure.value_word, _VALUE), (figure.need_word, _NEED)]
    entries += [(figure.before_word, _BEFORE)] if figure.before_word else []
    if any(wedge.value is None for wedge in figure.wedges):
        entries.append((figure.too_few_word, _EMPTY))
    x, middle = 0.0, y + 6
    for word, look in entries:
        room = 30 + width(word, SMALL) + 16
        if x and x + room > canvas.width + 16:
            x, middle = 0.0, middle + 22
        if look.fill is None:
            canvas.line(x, middle, x + 24, middle, look)
        else:
            canvas.rect(x, middle - 8, 24, 16, Look(look.fill, "line", 0.6, pattern=look.pattern))
        if look is _VALUE:
            canvas.text(x + 12, middle + SMALL * 0.36, "2", Type(SMALL, anchor="middle"))
        canvas.text(x + 30, middle + SMALL * 0.36, word, Type(SMALL))
        x += room
    scale = " · ".join(f"{level} {word}" for level, word in enumerate(figure.levels))
    return middle + 14 + canvas.lines(0, middle + 16, wrap(scale, SMALL, canvas.width), Type(SMALL)) + 4
