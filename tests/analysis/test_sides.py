"""Sides of signed networks: laws on small random graphs, and worked examples from the literature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.analysis.sides import Division, Effort, Sides, SignedGraph, divide
from allegiance.analysis.sides.graph import blocks
from allegiance.analysis.sides.packing import packing
from allegiance.analysis.sides.search import search
from allegiance.errors import UsageError

LITTLE = Effort(rounds=30)
FEW = settings(max_examples=25)
Ties = list[tuple[int, int, float]]


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> SignedGraph:
    """Up to seven actors; weights are whole or hundredths, so that sums can be compared."""
    size = draw(st.integers(2, most))
    pairs = [(a, b) for b in range(size) for a in range(b)]
    weights = st.one_of(
        st.sampled_from([0.0, 1.0, -1.0]), st.integers(-100, 100).map(lambda hundredths: hundredths / 100)
    )
    return SignedGraph.of(size, [(a, b, draw(weights)) for a, b in pairs])


def partitions(size: int, most: int) -> Iterator[list[int]]:
    """All divisions into at most so many sides, each once: an actor opens the next side or joins one before it."""
    waiting: list[list[int]] = [[0]]
    while waiting:
        labels = waiting.pop()
        if len(labels) == size:
            yield labels
        else:
            waiting += [[*labels, side] for side in range(min(max(labels) + 2, most))]


def brute_force(graph: SignedGraph, sides: Sides) -> float:
    most = 2 if sides is Sides.TWO else graph.size
    return min(graph.cost(np.array(labels)) for labels in partitions(graph.size, most))


@pytest.mark.parametrize("sides", Sides)
@FEW
@given(data=st.data())
def test_small_networks_are_divided_as_well_as_can_be(sides: Sides, data: st.DataObject) -> None:
    graph = data.draw(graphs(7 if sides is Sides.TWO else 6))
    found = divide(graph, sides, effort=LITTLE)
    assert found.frustration == pytest.approx(brute_force(graph, sides), abs=1e-6)
    assert found.is_exact
    assert found.frustration == pytest.approx(graph.cost(found.labels), abs=1e-9)


@pytest.mark.parametrize("sides", Sides)
@FEW
@given(data=st.data())
def test_bounds_hold_on_either_side(sides: Sides, data: st.DataObject) -> None:
    graph = data.draw(graphs(6))
    least = brute_force(graph, sides)
    labels = search(graph, sides, rounds=0)
    assert packing(graph, graph.against(labels), sides) <= least + 1e-6
    assert least <= graph.cost(labels) + 1e-6
    none = Effort(rounds=0, most_ties=0)
    rough = divide(graph, sides, effort=none)
    assert rough.bound <= least + 1e-6 <= rough.frustration + 2e-6


@pytest.mark.parametrize("sides", Sides)
@FEW
@given(data=st.data())
def test_the_numbers_of_actors_do_not_matter(sides: Sides, data: st.DataObject) -> None:
    graph = data.draw(graphs())
    order = data.draw(st.permutations(range(graph.size)))
    ties: Ties = [
        (order[a], order[b], w) for (a, b), w in zip(graph.ends.tolist(), graph.weights.tolist(), strict=True)
    ]
    found, turned = (divide(g, sides, effort=LITTLE) for g in (graph, SignedGraph.of(graph.size, ties)))
    assert turned.frustration == pytest.approx(found.frustration, abs=1e-6)
    assert turned.bound == pytest.approx(found.bound, abs=1e-6)


@FEW
@given(st.data())
def test_turning_some_actors_round_leaves_the_frustration_of_two_sides(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    turned = data.draw(st.lists(st.booleans(), min_size=graph.size, max_size=graph.size))
    signs = np.where(np.array(turned)[graph.ends].sum(axis=1) == 1, -1.0, 1.0)
    switched = SignedGraph(graph.size, graph.ends, graph.weights * signs)
    found, other = (divide(g, Sides.TWO, effort=LITTLE) for g in (graph, switched))
    assert other.frustration == pytest.approx(found.frustration, abs=1e-6)


@FEW
@given(st.lists(st.booleans(), min_size=2, max_size=9), st.data())
def test_two_camps_are_found_and_nothing_goes_against_them(camps: list[bool], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(camps))))
    path: Ties = [(a, b, 0.5 if camps[a] == camps[b] else -0.5) for a, b in pairwise(order)]
    more = data.draw(st.lists(st.tuples(st.sampled_from(order), st.sampled_from(order)), max_size=12))
    ties = path + [(a, b, 0.25 if camps[a] == camps[b] else -0.25) for a, b in more if a != b]
    found = divide(SignedGraph.of(len(camps), ties), Sides.TWO, effort=LITTLE)
    assert (found.frustration, found.bound) == (0, 0)
    sides = found.labels == found.labels[0]
    assert sides.tolist() == [camp == camps[0] for camp in camps]


@FEW
@given(graphs(6))
def test_many_sides_never_leave_more_than_two(graph: SignedGraph) -> None:
    two, many = (divide(graph, sides, effort=LITTLE) for sides in Sides)
    assert many.frustration <= two.frustration + 1e-6


@FEW
@given(graphs())
def test_sides_of_friends_hang_together(graph: SignedGraph) -> None:
    found = divide(graph, Sides.MANY, effort=LITTLE)
    for side in set(found.labels.tolist()):
        members = set(np.flatnonzero(found.labels == side).tolist())
        reached = {min(members)}
        for _ in members:
            reached |= {
                end
                for (a, b), w in zip(graph.ends.tolist(), graph.weights.tolist(), strict=True)
                if w > 0 and {a, b} <= members and reached & {a, b}
                for end in (a, b)
            }
        assert reached == members


@FEW
@given(graphs())
def test_blocks_share_no_tie_and_leave_none_out(graph: SignedGraph) -> None:
    assert sorted(tie for block in blocks(graph) for tie in block) == list(range(len(graph.weights)))


def test_the_same_network_is_always_divided_alike() -> None:
    random = np.random.default_rng(3)
    ties = [
        (a, b, float(random.choice([-1, 1]))) for b in range(24) for a in range(b) if random.random() < 0.3
    ]
    graph = SignedGraph.of(24, ties)
    one, other = (divide(graph, Sides.TWO) for _ in range(2))
    assert one.labels.tolist() == other.labels.tolist()
    assert one.is_exact


def test_three_enemies_are_two_sides_at_a_price_and_three_at_none() -> None:
    graph = SignedGraph.of(3, [(0, 1, -1), (1, 2, -1), (0, 2, -1)])
    two, many = (divide(graph, sides) for sides in Sides)
    assert (two.frustration, many.frustration) == (1, 0)
    assert len(set(many.labels.tolist())) == 3


@pytest.mark.parametrize("seed", range(3))
def test_planted_camps_come_back_from_noise(seed: int) -> None:
    random = np.random.default_rng(seed)
    camps = random.integers(0, 2, 60)
    ties = []
    for a, b in {tuple(sorted(random.choice(60, 2, replace=False).tolist())) for _ in range(600)}:
        sign = 1.0 if camps[a] == camps[b] else -1.0
        ties.append((a, b, -sign if random.random() < 0.1 else sign))
    found = divide(SignedGraph.of(60, ties), Sides.TWO)
    same = found.labels == found.labels[0]
    agreement = np.mean(same == (camps == camps[0]))
    assert max(agreement, 1 - agreement) > 0.95
    assert found.is_exact


@pytest.mark.parametrize("tie", [(1, 1, 1.0), (0, 3, 1.0), (0, 1, float("nan"))])
def test_a_tie_that_is_none_is_refused(tie: tuple[int, int, float]) -> None:
    with pytest.raises(UsageError, match="is no tie between two of 3 actors"):
        SignedGraph.of(3, [tie])


def test_nobody_is_no_side() -> None:
    found: Division = divide(SignedGraph.of(0, []), Sides.TWO)
    assert (len(found.labels), found.frustration, found.bound) == (0, 0, 0)
