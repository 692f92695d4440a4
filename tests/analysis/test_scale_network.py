"""Triads and betweenness over arrays, against plain loops."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.analysis.scale.network import Network, betweenness, triads
from allegiance.errors import UsageError

_ACTORS = 8
ties = st.lists(
    st.tuples(st.integers(0, _ACTORS - 1), st.integers(0, _ACTORS - 1), st.sampled_from([-1, 1])), max_size=40
)


def _network(found: list[tuple[int, int, int]]) -> Network:
    a, b, sign = zip(*found, strict=True) if found else ((), (), ())
    return Network.of(np.array(a, np.int32), np.array(b, np.int32), np.array(sign, np.int8), _ACTORS)


def _signs(found: list[tuple[int, int, int]]) -> dict[tuple[int, int], int]:
    total: dict[tuple[int, int], int] = {}
    for a, b, sign in found:
        if a != b:
            total[min(a, b), max(a, b)] = total.get((min(a, b), max(a, b)), 0) + sign
    return {pair: 1 if sign > 0 else -1 for pair, sign in total.items() if sign}


@given(found=ties)
def test_triads_are_those_of_a_plain_loop(found: list[tuple[int, int, int]]) -> None:
    signs = _signs(found)
    counts = [0, 0, 0, 0]
    for a, b, c in combinations(range(_ACTORS), 3):
        sides = [signs.get(pair) for pair in ((a, b), (a, c), (b, c))]
        if None not in sides:
            counts[sides.count(-1)] += 1
    counted = triads(_network(found))
    assert [counted.friends, counted.torn, counted.common_enemy, counted.enemies] == counts
    assert counted.all == sum(counts)
    assert (counted.balance is None) == (sum(counts) == 0)


@given(found=ties)
def test_betweenness_is_the_share_of_shortest_paths(found: list[tuple[int, int, int]]) -> None:
    signs = _signs(found)
    near = {a: {b for pair in signs for b in pair if a in pair and b != a} for a in range(_ACTORS)}
    expected = np.zeros(_ACTORS)
    for one, other in combinations(range(_ACTORS), 2):
        paths = _shortest(near, one, other)
        for path in paths:
            for between in path[1:-1]:
                expected[between] += 1 / len(paths)
    assert betweenness(_network(found), normalized=False) == pytest.approx(expected)


def _shortest(near: dict[int, set[int]], one: int, other: int) -> list[list[int]]:
    paths = [[one]]
    seen = {one}
    while paths and not any(path[-1] == other for path in paths):
        paths = [[*path, mate] for path in paths for mate in sorted(near[path[-1]]) if mate not in seen]
        seen |= {path[-1] for path in paths}
    return [path for path in paths if path[-1] == other]


def test_several_ties_of_a_pair_count_as_their_sum() -> None:
    network = _network([(0, 1, 1), (1, 0, 1), (0, 1, -1), (2, 3, 1), (3, 2, -1), (4, 4, 1)])
    assert network.actors == _ACTORS
    assert network.signs.tolist() == [1, 1]
    assert network.neighbours.tolist() == [1, 0]


def test_the_middle_of_a_line_lies_between_all() -> None:
    line = Network.of(np.array([0, 1], np.int32), np.array([1, 2], np.int32), np.array([1, -1], np.int8), 3)
    assert betweenness(line).tolist() == [0.0, 1.0, 0.0]


def test_an_actor_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="none of the 2"):
        Network.of(np.array([0], np.int32), np.array([5], np.int32), np.array([1], np.int8), 2)
