"""Search: good divisions found quickly, without a promise that they are the best.

    heaviest ties first, joined into groups ──► move single actors while that helps ──► shake a part, again, keep it
                                                                                       where it is no worse

Source: greedy additive edge contraction, Keuper et al., ICCV 2015; moves of single actors after Doreian & Mrvar, Social
Networks 18 (1996). What it shows is an upper bound of the frustration: `bound.py` says how far below it the best
division may lie.
"""

from __future__ import annotations

import heapq
from collections import deque
from random import Random

import numpy as np

from allegiance.analysis.sides.cycles import Sides
from allegiance.analysis.sides.graph import Labels, SignedGraph

_SHAKEN = 24  # actors at most that are shaken together
_GAIN = 1e-9  # what counts as better

Partners = list[list[tuple[int, float]]]


def search(graph: SignedGraph, sides: Sides, *, rounds: int, seed: int = 0) -> Labels:
    """A division (A,) into numbered sides; the same seed gives the same one."""
    partners = graph.neighbours()
    move = _settle_two if sides is Sides.TWO else _settle_many
    labels = contract(graph, sides)
    move(partners, labels, range(graph.size))
    best, cost = list(labels), graph.cost(np.array(labels))
    random = Random(seed)
    for _ in range(rounds if cost > _GAIN else 0):
        labels = list(best)
        shaken = _part(partners, random)
        _shake(labels, shaken, sides, random)
        move(partners, labels, shaken)
        found = graph.cost(np.array(labels))
        if found <= cost + _GAIN:
            best, cost = labels, found
    return np.array(best, dtype=np.int64)


def contract(graph: SignedGraph, sides: Sides) -> list[int]:
    """Join the pair with the heaviest tie, add up the ties of the two, go on.

    For two sides a tie against joins as well, turned round; for many sides only ties of friendship join.
    """
    ties: list[dict[int, float]] = [dict(partners) for partners in graph.neighbours()]
    heap = [(-_pull(w, sides), a, b) for a, some in enumerate(ties) for b, w in some.items() if a < b]
    heapq.heapify(heap)
    parent, turned = list(range(graph.size)), [1] * graph.size
    while heap:
        pull, a, b = heapq.heappop(heap)
        if pull >= 0:
            break
        weight = ties[a].get(b) if parent[a] == a and parent[b] == b else None
        if weight is None or -_pull(weight, sides) != pull:
            continue
        if len(ties[a]) < len(ties[b]):
            a, b = b, a
        sign = 1 if weight > 0 else -1
        parent[b], turned[b] = a, sign
        for other, moved in _join(ties, a, b, sign):
            heapq.heappush(heap, (-_pull(moved, sides), min(a, other), max(a, other)))
    return _read(parent, turned, sides)


def _pull(weight: float, sides: Sides) -> float:
    return abs(weight) if sides is Sides.TWO else weight


def _join(ties: list[dict[int, float]], a: int, b: int, sign: int) -> list[tuple[int, float]]:
    """Hand the ties of b to a; returns those of a that changed."""
    changed = []
    for other, weight in ties[b].items():
        del ties[other][b]
        if other == a:
            continue
        total = ties[a].get(other, 0.0) + sign * weight
        ties[a][other] = ties[other][a] = total
        changed.append((other, total))
    ties[b] = {}
    return changed


def _read(parent: list[int], turned: list[int], sides: Sides) -> list[int]:
    """Each actor's side: the group that it was joined to and, for two sides, which way round it stands there."""
    labels = []
    for actor in range(len(parent)):
        root, sign = actor, 1
        while parent[root] != root:
            sign *= turned[root]
            root = parent[root]
        labels.append(root if sides is Sides.MANY else (1 - sign) // 2)
    return labels


def _settle_two(partners: Partners, labels: list[int], begin: range | list[int]) -> None:
    """Turn single actors round while that makes the division better."""
    waiting = deque(begin)
    queued = set(begin)
    while waiting:
        actor = waiting.popleft()
        queued.discard(actor)
        here = labels[actor]
        if sum(w if labels[other] == here else -w for other, w in partners[actor]) >= -_GAIN:
            continue
        labels[actor] = 1 - here
        for other, _ in partners[actor]:
            if other not in queued:
                waiting.append(other)
                queued.add(other)


def _settle_many(partners: Partners, labels: list[int], begin: range | list[int]) -> None:
    """Move single actors to the side that they are most with, or to one of their own, while that helps."""
    waiting = deque(begin)
    queued = set(begin)
    unused = max(labels, default=-1) + 1
    while waiting:
        actor = waiting.popleft()
        queued.discard(actor)
        pulls: dict[int, float] = {labels[actor]: 0.0}
        for other, weight in partners[actor]:
            pulls[labels[other]] = pulls.get(labels[other], 0.0) + weight
        target, pull = max(pulls.items(), key=lambda item: (item[1], -item[0]))
        if pull < -_GAIN:
            target, pull = unused, 0.0
        if pull <= pulls[labels[actor]] + _GAIN:
            continue
        unused += target == unused
        labels[actor] = target
        for other, _ in partners[actor]:
            if other not in queued:
                waiting.append(other)
                queued.add(other)


def _part(partners: Partners, random: Random) -> list[int]:
    """Some actors that hang together, to be shaken."""
    start, wanted = random.randrange(len(partners)), random.randint(1, min(_SHAKEN, len(partners)))
    found, seen = [start], {start}
    while len(found) < wanted:
        near = [other for actor in found[-3:] for other, _ in partners[actor] if other not in seen]
        if not near:
            break
        found.append(random.choice(near))
        seen.add(found[-1])
    return found


def _shake(labels: list[int], shaken: list[int], sides: Sides, random: Random) -> None:
    if sides is Sides.TWO:
        for actor in shaken:
            labels[actor] = 1 - labels[actor]
        return
    target = random.choice([max(labels) + 1, *(labels[actor] for actor in shaken)])
    for actor in shaken:
        labels[actor] = target
