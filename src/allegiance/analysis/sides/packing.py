"""Packing: a bound from cycles that share no weight, for networks of any size.

Each cycle that no division satisfies costs at least its lightest tie. That much is taken from all of its ties, and the
next cycle has to do with what is left. Short cycles come first. It is the dual of the covering in `bound.py`, solved
greedily, and may stay far below the truth where cycles overlap much.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from allegiance.analysis.sides.cycles import Sides
from allegiance.analysis.sides.graph import Mask, SignedGraph

_NOTHING = 1e-6  # weight that is as good as none
_SHORT = 3  # ties of the ways that are taken first

_Ways = list[list[tuple[int, int]]]  # for each actor: partners and the numbers of the ties


def packing(graph: SignedGraph, against: Mask, sides: Sides) -> float:
    """The bound. `against` (E,): the ties that some division leaves; with those that it keeps they make cycles."""
    left = np.abs(graph.weights).tolist()
    closing = against if sides is Sides.TWO else graph.weights < 0
    ways = _ways(graph, ~against if sides is Sides.TWO else graph.weights > 0)
    waiting = np.flatnonzero(closing).tolist()
    total = 0.0
    for longest in (_SHORT, graph.size):
        open_ties = []
        for tie in waiting:
            start, end = graph.ends[tie].tolist()
            while left[tie] > _NOTHING and (way := _way(ways, left, start, end, longest)):
                paid = min(left[tie], *(left[step] for step in way))
                for step in (tie, *way):
                    left[step] -= paid
                total += paid
            if left[tie] > _NOTHING:
                open_ties.append(tie)
        waiting = open_ties
    return total


def _ways(graph: SignedGraph, usable: Mask) -> _Ways:
    ways: _Ways = [[] for _ in range(graph.size)]
    for tie in np.flatnonzero(usable).tolist():
        one, other = graph.ends[tie].tolist()
        ways[one].append((other, tie))
        ways[other].append((one, tie))
    return ways


def _way(ways: _Ways, left: list[float], start: int, end: int, longest: int) -> list[int]:
    """The shortest way of at most so many ties that have something left; empty where there is none."""
    before: dict[int, tuple[int, int]] = {start: (start, -1)}
    waiting = deque([(start, 0)])
    while waiting and end not in before:
        actor, steps = waiting.popleft()
        if steps == longest:
            continue
        for other, tie in ways[actor]:
            if other not in before and left[tie] > _NOTHING:
                before[other] = (actor, tie)
                waiting.append((other, steps + 1))
    way = []
    while end in before and end != start:
        end, tie = before[end]
        way.append(tie)
    return way
