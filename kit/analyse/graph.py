"""Circles in a directed graph: for data flows and for dependencies between initiatives."""

from __future__ import annotations

from collections.abc import Iterable


def rings(edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes that reach one another (strongly connected components of two or more), and nodes that
    point to themselves. Each begins with its first name and follows the edges where these form one simple
    circle, else it is sorted; the groups are sorted."""
    onward: dict[str, set[str]] = {}
    for source, target in edges:
        onward.setdefault(source, set()).add(target)
        onward.setdefault(target, set())
    reach = {node: _reached(node, onward) for node in onward}
    found = set()
    for node in onward:
        if node in reach[node]:
            group = {other for other in reach[node] if node in reach[other]}
            found.add(_walk(group, onward))
    return tuple(sorted(found))


def _reached(start: str, onward: dict[str, set[str]]) -> set[str]:
    """Every node that can be reached from one in at least one step."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in onward[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _walk(group: set[str], onward: dict[str, set[str]]) -> tuple[str, ...]:
    first = min(group)
    path = [first]
    while True:
        steps = onward[path[-1]] & group
        if len(steps) != 1:
            return tuple(sorted(group))
        step = next(iter(steps))
        if step in path:
            return tuple(path) if len(path) == len(group) else tuple(sorted(group))
        path.append(step)
