"""Layers from left to right for a data flow: no library, the same picture every time.

The steps are those of Sugiyama, Tagawa and Toda (1981): turn edges of circles round, give each node a
layer, order the layers so that few edges cross.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kit.model.figure import FlowEdge, FlowNode

_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as laid out, always from left to right; ``turned`` when its arrow points left."""

    edge: FlowEdge
    left: str
    right: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """``columns`` hold node ids from top to bottom; ids that start with ``~`` only let a long edge pass."""

    columns: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    routes: Mapping[int, tuple[str, ...]]
    """Number of a link in ``links`` → the ids that it passes, both ends included."""


def lay_out(nodes: Sequence[FlowNode], edges: Sequence[FlowEdge]) -> Layers:
    """Layers for the nodes; edges to unknown nodes and from a node to itself are left out."""
    ids = [node.id for node in nodes]
    known = [e for e in edges if e.source in ids and e.target in ids and e.source != e.target]
    links = _turned(ids, known)
    layer = _layers(ids, links)
    columns, routes = _with_passes(ids, links, layer)
    return Layers(_ordered(columns, routes), links, routes)


def _turned(ids: Sequence[str], edges: Sequence[FlowEdge]) -> tuple[Link, ...]:
    """Turns each edge that closes a circle, as a depth-first walk meets it."""
    state: dict[str, int] = {}
    closing: set[int] = set()

    def walk(node: str) -> None:
        state[node] = 1
        for number, edge in enumerate(edges):
            if edge.source != node:
                continue
            if state.get(edge.target) == 1:
                closing.add(number)
            elif edge.target not in state:
                walk(edge.target)
        state[node] = 2

    entered = {edge.target for edge in edges}
    for node in [*(i for i in ids if i not in entered), *ids]:
        if node not in state:
            walk(node)
    return tuple(
        Link(e, e.target, e.source, True) if n in closing else Link(e, e.source, e.target, False)
        for n, e in enumerate(edges)
    )


def _layers(ids: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """The longest way from the left; sources then move as far right as their targets allow."""
    layer = dict.fromkeys(ids, 0)
    for _ in ids:
        for link in links:
            layer[link.right] = max(layer[link.right], layer[link.left] + 1)
    entered = {link.right for link in links}
    for node in ids:
        after = [layer[link.right] for link in links if link.left == node]
        if after and node not in entered:
            layer[node] = min(after) - 1
    return layer


def _with_passes(
    ids: Sequence[str], links: Sequence[Link], layer: Mapping[str, int]
) -> tuple[list[list[str]], dict[int, tuple[str, ...]]]:
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for node in ids:
        columns[layer[node]].append(node)
    routes: dict[int, tuple[str, ...]] = {}
    for number, link in enumerate(links):
        passed = [f"~{number}.{at}" for at in range(layer[link.left] + 1, layer[link.right])]
        for at, name in enumerate(passed, layer[link.left] + 1):
            columns[at].append(name)
        routes[number] = (link.left, *passed, link.right)
    return columns, routes


def _ordered(columns: list[list[str]], routes: Mapping[int, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Sweeps there and back, each layer ordered by the mean place of its neighbours; the best is kept."""
    steps = [pair for route in routes.values() for pair in pairwise(route)]
    best, fewest = [list(c) for c in columns], _crossings(columns, steps)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        numbers = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
        for at in numbers:
            fixed = {name: n for n, name in enumerate(columns[at - 1 if forward else at + 1])}
            columns[at].sort(key=_mean_place(columns[at], fixed, steps))
        count = _crossings(columns, steps)
        if count < fewest:
            best, fewest = [list(c) for c in columns], count
    return tuple(tuple(column) for column in best)


def _mean_place(
    column: Sequence[str], fixed: Mapping[str, int], steps: Sequence[tuple[str, str]]
) -> Callable[[str], float]:
    places: dict[str, float] = {}
    for number, name in enumerate(column):
        near = [fixed[a] for a, b in steps if b == name and a in fixed]
        near += [fixed[b] for a, b in steps if a == name and b in fixed]
        places[name] = sum(near) / len(near) if near else float(number)
    return places.__getitem__


def _crossings(columns: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]]) -> int:
    place = {name: (at, n) for at, column in enumerate(columns) for n, name in enumerate(column)}
    total = 0
    for number, (a, b) in enumerate(steps):
        for c, d in steps[number + 1 :]:
            if place[a][0] == place[c][0]:
                total += (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0
    return total
