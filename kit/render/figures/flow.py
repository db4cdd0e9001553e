"""The data flows of one area: who hands data to whom, and where a person carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.model.figure import FlowDiagram, FlowNode
from kit.render.figures.canvas import LEADING, SIZE, SMALL, Canvas, Look, Type
from kit.render.figures.flow_layout import Layers, Link, lay_out
from kit.render.figures.measure import widest_word, width, wrap

_NODE_GAP = 16.0
_PASS = 10.0
"""The height that a long edge takes where it passes a layer."""
_WIDE = 140.0
_NARROW = 84.0
_CHANNEL = 58.0
"""The least room between two layers: an arrow and its label."""
_SPOTS = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    w: float
    h: float

    def hits(self, other: _Box) -> bool:
        apart = self.x + self.w <= other.x or other.x + other.w <= self.x
        return not (apart or self.y + self.h <= other.y or other.y + other.h <= self.y)


@dataclass(frozen=True, slots=True)
class _Curve:
    """A path through several points; ``middle`` are points for a label, best first."""

    path: str
    tip: tuple[float, float]
    towards_left: bool
    middle: tuple[tuple[float, float], ...]


def draw(canvas: Canvas, figure: FlowDiagram) -> float:
    """Draws the figure; gives its height. The canvas grows wider where there are more than four layers."""
    layers = lay_out(figure.nodes, figure.edges)
    room, widest = _widths(figure, len(layers.columns), canvas.width)
    canvas.width = widest
    boxes = _boxes(figure, layers, room, widest)
    curves = _curves(layers, boxes)
    for link, curve in zip(layers.links, curves, strict=True):
        with canvas.mark(_said(figure, link)):
            canvas.track(curve.path)
            _edge(canvas, link, curve)
    for node in figure.nodes:
        _node(canvas, node, boxes[node.id])
    _labels(canvas, layers, curves, [boxes[node.id] for node in figure.nodes])
    bottom = max((box.y + box.h for box in boxes.values()), default=0.0)
    return _legend(canvas, figure, bottom + 22)


def _said(figure: FlowDiagram, link: Link) -> str:
    """From where to where, in which way, and the label."""
    names = {node.id: node.label for node in figure.nodes}
    way = figure.manual_word if link.edge.manual else figure.automatic_word
    told = ", ".join(part for part in (way, link.edge.label) if part)
    return f"{names[link.edge.source]} → {names[link.edge.target]}: {told}"


def _widths(figure: FlowDiagram, count: int, wanted: float) -> tuple[float, float]:
    """The width of a node (whole words, if they are not too long) and of the whole figure."""
    word = max((widest_word(node.label, SIZE) for node in figure.nodes), default=0.0) + 16
    least = min(max(word, _NARROW), _WIDE)
    label = max((width(edge.label, SMALL) for edge in figure.edges), default=0.0) + 32
    channel = min(max(label, _CHANNEL), 2 * _CHANNEL)
    whole = max(wanted, count * least + (count - 1) * channel)
    return max(least, min(_WIDE, (whole - (count - 1) * channel) / max(count, 1))), whole


def _boxes(figure: FlowDiagram, layers: Layers, room: float, widest: float) -> dict[str, _Box]:
    """Where each node (and each passing edge) lies; short layers are centred."""
    lines = {node.id: len(wrap(node.label, SIZE, room - 14)) for node in figure.nodes}

    def height(name: str) -> float:
        return lines[name] * SIZE * LEADING + 18 if name in lines else _PASS

    tall = [sum(height(n) for n in column) + _NODE_GAP * (len(column) - 1) for column in layers.columns]
    most = max(tall, default=0.0)
    count = len(layers.columns)
    gap = (widest - count * room) / (count - 1) if count > 1 else 0.0
    boxes: dict[str, _Box] = {}
    for at, column in enumerate(layers.columns):
        spare = min((most - tall[at]) / max(len(column), 1), 60.0)
        y = 4 + (most - tall[at] - spare * (len(column) - 1)) / 2
        for name in column:
            boxes[name] = _Box(at * (room + gap), y, room, height(name))
            y += height(name) + _NODE_GAP + spare
    return boxes


def _curves(layers: Layers, boxes: Mapping[str, _Box]) -> list[_Curve]:
    leaving = _ports(layers, boxes, 0)
    entering = _ports(layers, boxes, -1)
    return [
        _curve(link, [boxes[name] for name in layers.routes[n]], leaving[n], entering[n])
        for n, link in enumerate(layers.links)
    ]


def _ports(layers: Layers, boxes: Mapping[str, _Box], end: int) -> dict[int, float]:
    """Heights at which the links leave (``end`` 0) or enter (-1) their nodes, in the order of their ways."""
    ports: dict[int, float] = {}
    for name, box in boxes.items():
        mine = [n for n, route in layers.routes.items() if route[end] == name]
        near = 1 if end == 0 else -2
        mine.sort(key=lambda n: (boxes[layers.routes[n][near]].y, n))
        for place, n in enumerate(mine):
            ports[n] = box.y + box.h * (place + 1) / (len(mine) + 1)
    return ports


def _curve(link: Link, boxes: list[_Box], start: float, end: float) -> _Curve:
    points = [(boxes[0].x + boxes[0].w, start)]
    for box in boxes[1:-1]:
        points += [(box.x, box.y + box.h / 2), (box.x + box.w, box.y + box.h / 2)]
    points.append((boxes[-1].x, end))
    # the arrow's head takes the last six units, so that the line ends inside it
    if link.turned:
        tip, points[0] = points[0], (points[0][0] + 6, points[0][1])
    else:
        tip, points[-1] = points[-1], (points[-1][0] - 6, points[-1][1])
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    spots: list[tuple[float, float]] = []
    flat: list[tuple[float, float]] = []
    for number in range(0, len(points) - 1, 2):
        (x1, y1), (x2, y2) = points[number], points[number + 1]
        bend = (x2 - x1) / 2
        path += f"C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        if number + 2 < len(points):
            path += f"L{points[number + 2][0]:.1f} {points[number + 2][1]:.1f}"
            flat.append(((x2 + points[number + 2][0]) / 2, y2))
        spots += [_on_curve(points[number], points[number + 1], share) for share in _SPOTS]
    return _Curve(path, tip, link.turned, (*flat, *spots))


def _on_curve(one: tuple[float, float], other: tuple[float, float], t: float) -> tuple[float, float]:
    """A point of the cubic curve with level ends."""
    ease = 3 * t * t * (1 - t) + t**3
    middle = (one[0] + other[0]) / 2
    x = (1 - t) ** 3 * one[0] + 3 * t * (1 - t) * middle + t**3 * other[0]
    return x, one[1] + (other[1] - one[1]) * ease


def _edge(canvas: Canvas, link: Link, curve: _Curve) -> None:
    manual = link.edge.manual
    look = Look(stroke="ink", weight=2.8, dash="7 4") if manual else Look(stroke="line", weight=1.3)
    canvas.path(curve.path, look)
    x, y = curve.tip
    back = 9 if curve.towards_left else -9
    canvas.path(f"M{x:.1f} {y:.1f}l{back} -4.5v9Z", Look(fill="ink" if manual else "line"))


def _labels(canvas: Canvas, layers: Layers, curves: list[_Curve], taken: list[_Box]) -> None:
    """Each label on its own curve, at the first spot where it covers nothing."""
    for link, curve in zip(layers.links, curves, strict=True):
        text = link.edge.label
        if not text:
            continue
        w, h = width(text, SMALL) + 8, SMALL * 1.4
        beside = (0.0, -h, h)  # on the line if there is room, else just above or below it
        places = [_Box(x - w / 2, y - h / 2 + dy, w, h) for dy in beside for x, y in curve.middle]
        box = min(places, key=lambda place: sum(place.hits(other) for other in taken))
        taken.append(box)
        canvas.note(box.x + w / 2, box.y + h / 2, text)


def _node(canvas: Canvas, node: FlowNode, box: _Box) -> None:
    """The kind shows in the outline: a grid for spreadsheets, a folded corner for paper, round for people."""
    x, y, w, h = box.x, box.y, box.w, box.h
    if node.kind == "paper":
        canvas.path(
            f"M{x:.1f} {y:.1f}h{w - 12:.1f}l12 12v{h - 12:.1f}h{-w:.1f}Z",
            Look(fill="paper", stroke="ink", weight=1.3),
        )
        canvas.path(f"M{x + w - 12:.1f} {y:.1f}v12h12", Look(stroke="ink", weight=1.3))
    elif node.kind == "outside":
        canvas.rect(x, y, w, h, Look(fill="paper", stroke="ink", weight=1.3, dash="3 3", round=2))
    elif node.kind == "person":
        canvas.rect(x, y, w, h, Look(fill="paper", stroke="ink", weight=1.3, round=min(h / 2, 18)))
    else:
        canvas.rect(x, y, w, h, Look(fill="tint", stroke="accent", weight=1.5, round=2))
        if node.kind == "spreadsheet":
            canvas.line(x, y + 6, x + w, y + 6, Look(stroke="accent", weight=1))
            for n in range(1, 4):
                canvas.line(x + w * n / 4, y, x + w * n / 4, y + 6, Look(stroke="accent", weight=1))
    lines = wrap(node.label, SIZE, w - 14)
    top = y + (h - len(lines) * SIZE * LEADING) / 2 + (2 if node.kind == "spreadsheet" else 0)
    canvas.lines(x + w / 2, top, lines, Type(anchor="middle"))


def _legend(canvas: Canvas, figure: FlowDiagram, y: float) -> float:
    x = 0.0
    for manual, word in ((True, figure.manual_word), (False, figure.automatic_word)):
        look = Look(stroke="ink", weight=2.8, dash="7 4") if manual else Look(stroke="line", weight=1.3)
        canvas.line(x, y, x + 34, y, look)
        canvas.path(f"M{x + 42:.1f} {y:.1f}l-9 -4.5v9Z", Look(fill="ink" if manual else "line"))
        canvas.text(x + 50, y + SMALL * 0.36, word, Type(SMALL))
        x += 50 + width(word, SMALL) + 26
    return y + 12
