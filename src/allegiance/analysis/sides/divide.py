"""Divide: a network into sides so that as little as possible goes against them, and how far the best may be.

    ties ──blocks──► search (a division) ──► bound (how little is possible; where small, the best division) ──► sides

The frustration is the weight of the ties that go against the sides: friends on different sides, enemies on one.
Source: Harary 1953 and 1959, Cartwright & Harary 1956 (two sides), Davis 1967 (many sides), Doreian & Mrvar 1996
(blocks by least frustration), Aref & Wilson 2018 and 2019 (exact values and bounds).
Not shown: whether sides exist at all. A network of friends is one side; one without contradiction may be so by chance;
and who stands nowhere near an enemy is on a side by friendship alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from allegiance.analysis.sides.bound import EFFORT, Effort, lower_bound
from allegiance.analysis.sides.cycles import Sides
from allegiance.analysis.sides.graph import Labels, Mask, SignedGraph, blocks
from allegiance.analysis.sides.search import search

_EXACT = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Sides of a network. `frustration` is the weight that goes against them; no division has less than `bound`."""

    labels: Labels  # (A,) side of each actor, numbered in order of the first actor
    against: Mask  # (E,) ties that go against the sides
    frustration: float
    bound: float

    @property
    def is_exact(self) -> bool:
        """Whether it is proved that no division leaves less."""
        return self.frustration - self.bound <= _EXACT * max(1.0, self.frustration)


def divide(graph: SignedGraph, sides: Sides, *, effort: Effort = EFFORT, seed: int = 0) -> Division:
    """The division of this network that leaves least, as far as the effort reaches.

    Actors that no tie connects, even by way of others, share no side: two sides are found in each connected part.
    """
    against = np.zeros(len(graph.weights), dtype=np.bool_)
    bound = 0.0
    for ties in blocks(graph):
        small, _ = graph.part(ties)
        left = small.against(search(small, sides, rounds=effort.rounds, seed=seed))
        least, better = lower_bound(small, left, sides, effort)
        against[ties] = left if better is None else better
        bound += least
    labels = _spread(graph, ~against, sides)
    against = graph.against(labels)
    frustration = float(np.abs(graph.weights[against]).sum())
    return Division(labels, against, frustration, min(bound, frustration))


def _spread(graph: SignedGraph, kept: Mask, sides: Sides) -> Labels:
    """Sides from the ties that hold: across a tie with, the same; across a tie against, for two sides, the other.

    For many sides a tie against joins nothing, so that each side hangs together by friendship.
    """
    ways: list[list[tuple[int, bool]]] = [[] for _ in range(graph.size)]
    for (one, other), weight, holds in zip(
        graph.ends.tolist(), graph.weights.tolist(), kept.tolist(), strict=True
    ):
        if holds and (weight > 0 or sides is Sides.TWO):
            ways[one].append((other, weight > 0))
            ways[other].append((one, weight > 0))
    labels = [-1] * graph.size
    unused = 0
    for actor in range(graph.size):
        if labels[actor] < 0:
            unused = _flood(ways, labels, actor, unused)
    return np.array(labels, dtype=np.int64)


def _flood(ways: list[list[tuple[int, bool]]], labels: list[int], start: int, unused: int) -> int:
    """Label all that hang together with an actor; returns the next unused number. Two numbers go to each part."""
    labels[start] = unused
    facing = {unused: unused + 1, unused + 1: unused}
    last, waiting = unused, deque([start])
    while waiting:
        actor = waiting.popleft()
        for other, together in ways[actor]:
            if labels[other] < 0:
                labels[other] = labels[actor] if together else facing[labels[actor]]
                last = max(last, labels[other])
                waiting.append(other)
    return last + 1
