"""Cycles that no division satisfies; at least one tie of each goes against any sides.

    two sides     a cycle with an odd number of ties against   (Cartwright & Harary 1956: 'the enemy of my enemy')
    many sides    a cycle with exactly one tie against          (Davis 1967: weak balance, 'clustering')

A set of ties that meets all such cycles is what a division leaves unexplained, and the lightest such set is the
frustration. Here cycles are found that a fractional set does not meet yet: shortest paths, for two sides in the
double cover (one layer for each side; a tie against leads to the other layer), for many sides among the ties
of friendship between two enemies.
Source: odd-cycle inequalities of the cut polytope, Barahona & Mahjoub 1986; for correlation clustering, Demaine et al.
2006.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
import scipy
from numpy.typing import NDArray

from allegiance.analysis.sides.graph import Mask, SignedGraph

Cycle = tuple[int, ...]  # numbers of ties, sorted
_STEP = 1e-7  # added to each tie, so that of equally light ways the shortest is taken
_SHORT_BY = 1e-5  # a cycle counts as not met where this much is lacking


class Sides(StrEnum):
    """Into how many sides actors may be divided."""

    TWO = "two"
    MANY = "many"


def unmet(graph: SignedGraph, taken: NDArray[np.float64], against: Mask, sides: Sides) -> list[Cycle]:
    """Cycles of which less than one tie is taken; none where the taken ties meet all. `taken` (E,) is 0 to 1.

    `against` (E,) are the ties that some division leaves unexplained. Every cycle holds one of them, so that it is
    enough to search from their ends.
    """
    lengths = np.clip(taken, 0.0, 1.0) + _STEP
    if sides is Sides.TWO:
        return sorted(set(_odd_cycles(graph, lengths, np.unique(graph.ends[against, 0]))))
    return sorted(set(_divided_friends(graph, lengths)))


def _odd_cycles(
    graph: SignedGraph, lengths: NDArray[np.float64], actors: NDArray[np.int64]
) -> Iterator[Cycle]:
    """For each of these actors, the lightest way round through it that passes an odd number of ties against."""
    size, positive = graph.size, graph.weights > 0
    one, other = graph.ends.T
    shift = np.where(positive, 0, size)
    rows = np.concatenate([one, one + size])
    columns = np.concatenate([other + shift, other + size - shift])
    cover = scipy.sparse.csr_array(
        (np.concatenate([lengths, lengths]), (rows, columns)), shape=(2 * size, 2 * size)
    )
    away, before = scipy.sparse.csgraph.dijkstra(
        cover, directed=False, indices=actors, return_predecessors=True, limit=1.0
    )
    numbers = _numbers(graph)
    for row, actor in enumerate(actors.tolist()):
        if away[row, actor + size] >= 1.0 - _SHORT_BY:
            continue
        walk = _walk(before[row], actor, actor + size)
        yield _simple([(numbers[_pair(a % size, b % size)], a % size) for a, b in walk], positive)


def _simple(steps: list[tuple[int, int]], positive: NDArray[np.bool_]) -> Cycle:
    """A closed walk with an odd number of ties against, cut down to a cycle that has one too."""
    path: list[tuple[int, int]] = []
    for tie, actor in steps:
        at = next((n for n, (_, seen) in enumerate(path) if seen == actor), None)
        if at is not None:
            loop = [number for number, _ in path[at:]]
            if sum(not positive[number] for number in loop) % 2:
                return tuple(sorted(loop))
            del path[at:]
        path.append((tie, actor))
    return tuple(sorted(number for number, _ in path))


def _divided_friends(graph: SignedGraph, lengths: NDArray[np.float64]) -> Iterator[Cycle]:
    """For each pair of enemies, the lightest way from one to the other among friends."""
    friends = np.flatnonzero(graph.weights > 0)
    enemies = np.flatnonzero(graph.weights < 0)
    if not len(friends) or not len(enemies):
        return
    one, other = graph.ends[friends].T
    ways = scipy.sparse.csr_array((lengths[friends], (one, other)), shape=(graph.size, graph.size))
    starts = np.unique(graph.ends[enemies, 0])
    away, before = scipy.sparse.csgraph.dijkstra(
        ways, directed=False, indices=starts, return_predecessors=True, limit=1.0
    )
    numbers, row = _numbers(graph), {int(start): n for n, start in enumerate(starts)}
    for tie in enemies.tolist():
        start, end = graph.ends[tie].tolist()
        if away[row[start], end] + lengths[tie] < 1.0 - _SHORT_BY:
            way = _walk(before[row[start]], start, end)
            yield tuple(sorted([tie, *(numbers[_pair(a, b)] for a, b in way)]))


def _walk(before: NDArray[np.int32], start: int, end: int) -> list[tuple[int, int]]:
    """Steps from start to end, by the predecessors that the search left."""
    steps = []
    while end != start:
        steps.append((int(before[end]), end))
        end = int(before[end])
    return steps[::-1]


def _numbers(graph: SignedGraph) -> dict[tuple[int, int], int]:
    return {(one, other): n for n, (one, other) in enumerate(graph.ends.tolist())}


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
