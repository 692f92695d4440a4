"""Kernels of `network.py`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.scale.compiled import compiled


@compiled
def count_triads(
    starts: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    signs: NDArray[np.int8],
    rank: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> None:
    """Add the triads to `counts`, by how many of their three ties are against: 0, 1, 2, 3.

    Each triad is found once, at the corner of lowest rank: its neighbours of higher rank are marked, and those of its
    neighbours that are marked too close a triad.
    """
    mark = np.zeros(rank.size, np.int8)
    for corner in range(rank.size):
        for at in range(starts[corner], starts[corner + 1]):
            if rank[neighbours[at]] > rank[corner]:
                mark[neighbours[at]] = signs[at]
        for at in range(starts[corner], starts[corner + 1]):
            second = neighbours[at]
            if rank[second] <= rank[corner]:
                continue
            for beyond in range(starts[second], starts[second + 1]):
                third = neighbours[beyond]
                if mark[third] != 0 and rank[third] > rank[second]:
                    against = (signs[at] < 0) + (signs[beyond] < 0) + (mark[third] < 0)
                    counts[against] += 1
        for at in range(starts[corner], starts[corner + 1]):
            mark[neighbours[at]] = 0


@compiled
def _search(
    starts: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    root: int,
    depth: NDArray[np.int32],
    paths: NDArray[np.float64],
    order: NDArray[np.int32],
    arcs: NDArray[np.int32],
    ends: NDArray[np.int64],
) -> int:
    """Breadth first from the root: numbers of shortest paths, the order of visits, and the arcs of those paths.

    `arcs` takes the actors that come next after each actor, one after the other, `ends` where those of each visit end.
    Returns how many actors were reached.
    """
    order[0], depth[root], paths[root] = root, 0, 1.0
    tail, filled, head = 1, 0, 0
    while head < tail:
        actor = order[head]
        below, through = depth[actor] + 1, paths[actor]
        for at in range(starts[actor], starts[actor + 1]):
            mate = neighbours[at]
            if depth[mate] < 0:
                depth[mate], paths[mate] = below, 0.0
                order[tail] = mate
                tail += 1
            if depth[mate] == below:
                paths[mate] += through
                arcs[filled] = mate
                filled += 1
        ends[head] = filled
        head += 1
    return tail


@compiled
def add_betweenness(
    starts: NDArray[np.int64], neighbours: NDArray[np.int32], found: NDArray[np.float64]
) -> None:
    """Add for every actor the share of shortest paths, over ordered pairs (Brandes 2001).

    The way back follows the arcs that the search wrote down, so that it need not look at the others again.
    """
    actors = found.size
    depth, paths, given = np.full(actors, -1, np.int32), np.zeros(actors), np.zeros(actors)
    order, ends, arcs = (
        np.empty(actors, np.int32),
        np.empty(actors, np.int64),
        np.empty(neighbours.size, np.int32),
    )
    for root in range(actors):
        if starts[root] == starts[root + 1]:
            continue
        reached = _search(starts, neighbours, root, depth, paths, order, arcs, ends)
        for place in range(reached - 1, 0, -1):
            share = 0.0
            for at in range(ends[place - 1], ends[place]):
                share += given[arcs[at]]
            actor = order[place]
            share *= paths[actor]
            found[actor] += share
            given[actor] = (1.0 + share) / paths[actor]
        for place in range(reached):
            depth[order[place]] = -1
