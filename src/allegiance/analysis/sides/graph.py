"""Signed graph: actors as numbers, one signed tie for each pair that stands to each other, as arrays.

    weight > 0: with each other     weight < 0: against each other     no tie: nothing is known, which is not 0

E is the number of ties, A of actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from allegiance.errors import UsageError

Mask = NDArray[np.bool_]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SignedGraph:
    """A ties: `ends` (E, 2) with the smaller number first, `weights` (E,) signed and never 0."""

    size: int
    ends: NDArray[np.int64]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, size: int, ties: Iterable[tuple[int, int, float]]) -> SignedGraph:
        """From (actor, actor, signed weight); ties of one pair are added up, and fall away where they cancel out.

        Raises: UsageError where a tie leads from an actor to itself, to nobody, or weighs no finite number.
        """
        sums: dict[tuple[int, int], float] = {}
        for one, other, weight in ties:
            if one == other or not (0 <= one < size and 0 <= other < size) or not np.isfinite(weight):
                raise UsageError(
                    f"({one}, {other}, {weight}) is no tie between two of {size} actors; "
                    "give two different numbers below that and a finite weight"
                )
            key = (min(one, other), max(one, other))
            sums[key] = sums.get(key, 0.0) + weight
        kept = {key: weight for key, weight in sorted(sums.items()) if weight != 0}
        return cls(
            size,
            np.array(list(kept), dtype=np.int64).reshape(-1, 2),
            np.array(list(kept.values()), dtype=np.float64),
        )

    @property
    def total(self) -> float:
        """The weight of all ties, of either sign."""
        return float(np.abs(self.weights).sum())

    def neighbours(self) -> list[list[tuple[int, float]]]:
        """For each actor its partners and the signed weights."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for (one, other), weight in zip(self.ends.tolist(), self.weights.tolist(), strict=True):
            found[one].append((other, weight))
            found[other].append((one, weight))
        return found

    def against(self, labels: Labels) -> Mask:
        """(E,) which ties go against this division: friends apart, enemies together. `labels` (A,): side of each."""
        apart = labels[self.ends[:, 0]] != labels[self.ends[:, 1]]
        return np.asarray(apart == (self.weights > 0))

    def cost(self, labels: Labels) -> float:
        """The weight of the ties that go against this division."""
        return float(np.abs(self.weights[self.against(labels)]).sum())

    def part(self, chosen: Sequence[int]) -> tuple[SignedGraph, NDArray[np.int64]]:
        """The graph of these ties alone, and for each of its actors the number here."""
        ends = self.ends[np.asarray(chosen, dtype=np.int64)]
        actors, renumbered = np.unique(ends, return_inverse=True)
        small = SignedGraph(len(actors), renumbered.reshape(-1, 2).astype(np.int64), self.weights[chosen])
        return small, actors


def blocks(graph: SignedGraph) -> list[list[int]]:
    """Ties by biconnected component, in order of their first tie; a bridge is one of its own.

    Every cycle lies within one block, so contradictions are solved block by block and added up.
    """
    whole = rx.PyGraph(multigraph=False)
    whole.add_nodes_from(range(graph.size))
    numbers = {(int(one), int(other)): n for n, (one, other) in enumerate(graph.ends)}
    whole.add_edges_from([(one, other, n) for (one, other), n in numbers.items()])
    together: dict[int, list[int]] = {}
    for (one, other), block in rx.biconnected_components(whole).items():
        together.setdefault(block, []).append(numbers[min(one, other), max(one, other)])
    return sorted(sorted(block) for block in together.values())
