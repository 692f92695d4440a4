"""Signed triads and exact betweenness: against a loop over sets, scipy, igraph and rustworkx.

    python benchmarks/scale/network.py [--small]

CPU seconds, medians of three; other programs use the machine too, so that the ratios count. igraph is a yardstick only:
it is GPL and never imported by the package. The loop is what one writes with networkx: neighbours as sets.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import igraph
import numpy as np
import rustworkx
import scipy.sparse

from allegiance.analysis.scale.network import Network, betweenness, triads


def world(actors: int, ties: int, seed: int) -> Network:
    """Actors of unequal fame, ties of both signs."""
    rng = np.random.default_rng(seed)
    fame = np.arange(1, actors + 1) ** -0.6
    a, b = (rng.choice(actors, ties, p=fame / fame.sum()).astype(np.int32) for _ in range(2))
    return Network.of(a, b, rng.choice(np.array([-1, 1], np.int8), ties, p=[0.4, 0.6]), actors)


def edges(network: Network) -> list[tuple[int, int]]:
    """Each tie once."""
    ends = np.repeat(np.arange(network.actors), np.diff(network.starts))
    once = ends < network.neighbours
    return list(zip(ends[once].tolist(), network.neighbours[once].tolist(), strict=True))


def loop(network: Network) -> tuple[int, ...]:
    """Triads over sets, each once."""
    signs: dict[int, dict[int, int]] = {
        actor: dict(
            zip(
                network.neighbours[network.starts[actor] : network.starts[actor + 1]].tolist(),
                network.signs[network.starts[actor] : network.starts[actor + 1]].tolist(),
                strict=True,
            )
        )
        for actor in range(network.actors)
    }
    counts = [0, 0, 0, 0]
    for a, near in signs.items():
        for b, sign in near.items():
            if b > a:
                for c in near.keys() & signs[b].keys():
                    if c > b:
                        counts[(sign < 0) + (near[c] < 0) + (signs[b][c] < 0)] += 1
    return tuple(counts)


def sparse(network: Network) -> tuple[int, ...]:
    """Triads by sparse products: (A ∘ A²) for each combination of signs."""
    shape = (network.actors, network.actors)
    plus, minus = (
        scipy.sparse.csr_array(
            ((network.signs == sign).astype(np.int64), network.neighbours.copy(), network.starts.copy()),
            shape,
        )
        for sign in (1, -1)
    )
    for each in (plus, minus):
        each.eliminate_zeros()

    def closed(two: scipy.sparse.csr_array, by: scipy.sparse.csr_array) -> int:
        return int(two.multiply(by).sum())

    friends, foes = plus @ plus, minus @ minus
    return (
        closed(friends, plus) // 6,
        closed(friends, minus) // 2,
        closed(foes, plus) // 2,
        closed(foes, minus) // 6,
    )


def ours(network: Network) -> tuple[int, ...]:
    """The kernel."""
    found = triads(network)
    return found.friends, found.torn, found.common_enemy, found.enemies


def timed(what: Callable[[], object], repeats: int = 3) -> tuple[float, object]:
    """Median of CPU seconds, and what came out."""
    took = []
    for _ in range(repeats):
        cpu = time.process_time()
        found = what()
        took.append(time.process_time() - cpu)
    return statistics.median(took), found


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--small", action="store_true", help="a quarter of the ties, a few seconds")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    ours(world(50, 100, 0)), betweenness(world(50, 100, 0))  # machine code
    tell = sys.stdout.write
    network = world(*((5_000, 30_000) if given.small else (20_000, 130_000)), given.seed)
    tell(f"triads, {network.actors:,} actors, {len(edges(network)):,} ties\n")
    base, expected = timed(lambda: ours(network))
    for name, what in (("ours", ours), ("loop", loop), ("scipy", sparse)):
        took, found = timed(lambda what=what: what(network))
        assert found == expected, name
        tell(f"{name:10} {took:8.4f} CPU s  {took / base:6.1f} x\n")
    network = world(*((2_000, 9_000) if given.small else (5_000, 30_000)), given.seed)
    ties = edges(network)
    graph = igraph.Graph(network.actors, ties)
    rust = rustworkx.PyGraph()
    rust.add_nodes_from(range(network.actors))
    rust.extend_from_edge_list(ties)
    tell(f"betweenness, {network.actors:,} actors, {len(ties):,} ties\n")
    base, expected = timed(lambda: betweenness(network, normalized=False))
    for name, what in (
        ("ours", lambda: betweenness(network, normalized=False)),
        ("igraph", lambda: np.array(graph.betweenness())),
        (
            "rustworkx",
            lambda: np.array(list(rustworkx.betweenness_centrality(rust, normalized=False).values())),
        ),
    ):
        took, found = timed(what)
        assert np.allclose(found, expected), name
        tell(f"{name:10} {took:8.3f} CPU s  {took / base:6.2f} x\n")


if __name__ == "__main__":
    main()
