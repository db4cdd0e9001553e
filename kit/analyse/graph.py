"""Circles in a directed graph, for data flows and for dependencies between initiatives, and what hangs
together. Each node and edge is looked at a fixed number of times, however large the graph is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def rings(edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes that reach one another (strongly connected components of two or more), and nodes that
    point to themselves. Each begins with its first name and follows the edges where these form one simple
    circle, else it is sorted; the groups are sorted."""
    onward: dict[str, set[str]] = {}
    for source, target in edges:
        onward.setdefault(source, set()).add(target)
        onward.setdefault(target, set())
    groups = (group for group in _components(onward) if len(group) > 1 or group[0] in onward[group[0]])
    return tuple(sorted(_walk(set(group), onward) for group in groups))


def connected(groups: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    """Groups that share a member as one, in the order of their first members."""
    touching: dict[str, set[str]] = {}
    for first, *others in groups:
        touching.setdefault(first, set()).update(others)
        for other in others:
            touching.setdefault(other, set()).add(first)
    seen: set[str] = set()
    return tuple(frozenset(_left(node, touching, seen)) for node in sorted(touching) if node not in seen)


def _components(onward: Mapping[str, set[str]]) -> list[list[str]]:
    """Strongly connected components (Kosaraju): one search along the edges, and one against them that begins
    where the first ended."""
    back: dict[str, set[str]] = {node: set() for node in onward}
    for node, others in onward.items():
        for other in others:
            back[other].add(node)
    seen: set[str] = set()
    order = [left for node in onward if node not in seen for left in _left(node, onward, seen)]
    seen = set()
    return [_left(node, back, seen) for node in reversed(order) if node not in seen]


def _left(start: str, onward: Mapping[str, set[str]], seen: set[str]) -> list[str]:
    """What is newly reached from a node, in the order in which a search in depth leaves it behind."""
    seen.add(start)
    path, left = [(start, iter(onward[start]))], []
    while path:
        node, rest = path[-1]
        following = next((other for other in rest if other not in seen), None)
        if following is None:
            left.append(node)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(onward[following])))
    return left


def _walk(group: set[str], onward: Mapping[str, set[str]]) -> tuple[str, ...]:
    steps = {node: onward[node] & group for node in group}
    if any(len(targets) != 1 for targets in steps.values()):
        return tuple(sorted(group))
    path = [min(group)]
    while len(path) < len(group):
        path.extend(steps[path[-1]])
    return tuple(path)
