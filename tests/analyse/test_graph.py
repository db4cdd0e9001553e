"""Circles and what hangs together, against searching from every node."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit.analyse.graph import connected, rings

NODES = st.sampled_from("abcdefgh")
EDGES = st.lists(st.tuples(NODES, NODES), max_size=24)


def reached(start: str, edges: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    while new := {b for a, b in edges if a in found | {start}} - found:
        found |= new
    return found


@given(EDGES)
def test_rings_are_the_nodes_that_reach_one_another(edges: list[tuple[str, str]]) -> None:
    nodes = {node for edge in edges for node in edge}
    reach = {node: reached(node, edges) for node in nodes}
    wanted = {
        frozenset(other for other in nodes if other in reach[node] and node in reach[other])
        for node in nodes
        if node in reach[node]
    }
    found = rings(edges)
    assert {frozenset(ring) for ring in found} == wanted
    assert len(found) == len(wanted) and list(found) == sorted(found)


@given(EDGES)
def test_a_simple_circle_is_told_along_its_edges(edges: list[tuple[str, str]]) -> None:
    for ring in rings(edges):
        inside = {(a, b) for a, b in edges if a in ring and b in ring}
        if len(inside) == len(ring):
            assert ring[0] == min(ring) and {*pairwise((*ring, ring[0]))} == inside
        else:
            assert list(ring) == sorted(ring)


@given(st.lists(st.lists(NODES, min_size=1, max_size=4), max_size=8))
def test_groups_that_share_a_member_are_one(groups: list[list[str]]) -> None:
    both_ways = [(a, b) for group in groups for a in group for b in group]
    wanted = {frozenset(reached(node, both_ways)) for group in groups for node in group}
    found = connected(groups)
    assert set(found) == wanted and len(found) == len(wanted)
    assert [min(group) for group in found] == sorted(min(group) for group in found)


def test_a_long_chain_takes_no_stack_and_no_square() -> None:
    """A hundred thousand systems in one row: searched from each node this would take hours."""
    chain = [(f"{n:06d}", f"{n + 1:06d}") for n in range(100_000)]
    assert rings(chain) == ()
    assert len(rings([*chain, (chain[-1][1], chain[0][0])])[0]) == 100_001
    assert [len(group) for group in connected(chain)] == [100_001]
