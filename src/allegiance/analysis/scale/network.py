"""Network: signed ties among many actors, as arrays; and the triads in it, counted by their signs.

    ties ──► neighbours of each actor, sorted (CSR) ──► every triangle once, at its least connected corner

`+++` and `+--` are balanced: friends of friends are friends, and the enemy of my enemy is one. `++-` and `---` are not.
What it does not show: who is in which triad, and why the ties have their signs; `analysis/sides` shows that for few.
Sources: structural balance, Cartwright and Harary, Psychological Review 63 (1956); triangles by rank of degree, Latapy,
Theoretical Computer Science 407 (2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allegiance.errors import UsageError


@dataclass(frozen=True, slots=True)
class Network:
    """A actors and E ties; each tie stands twice, once with either actor. Neighbours are sorted."""

    starts: NDArray[np.int64]  # (A + 1,) where the neighbours of each actor begin
    neighbours: NDArray[np.int32]  # (2E,)
    signs: NDArray[np.int8]  # (2E,)

    @classmethod
    def of(cls, a: NDArray[np.int32], b: NDArray[np.int32], sign: NDArray[np.int8], actors: int) -> Network:
        """The network of these ties; of several ties of one pair the sum of signs counts, and none where it is 0.

        Raises: UsageError where a code is out of range.
        """
        if a.size and (min(a.min(), b.min()) < 0 or max(a.max(), b.max()) >= actors):
            raise UsageError(f"a tie names an actor that is none of the {actors:,} from 0 on")
        apart = a != b
        lower = np.minimum(a, b)[apart].astype(np.int64)
        keys, places = np.unique(lower * actors + np.maximum(a, b)[apart], return_inverse=True)
        total = np.sign(np.bincount(places, sign[apart], keys.size)).astype(np.int8)
        keys, total = keys[total != 0], total[total != 0]
        one, other = (keys // max(actors, 1)).astype(np.int32), (keys % max(actors, 1)).astype(np.int32)
        ends, mates = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.lexsort((mates, ends))
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(ends, minlength=actors))])
        return cls(starts.astype(np.int64), mates[order], np.concatenate([total, total])[order])

    @property
    def actors(self) -> int:
        """How many actors there are, those without ties too."""
        return self.starts.size - 1


@dataclass(frozen=True, slots=True)
class Triads:
    """How many triads there are of each kind of signs."""

    friends: int  # +++
    common_enemy: int  # +--
    torn: int  # ++-
    enemies: int  # ---

    @property
    def all(self) -> int:
        """All triads."""
        return self.friends + self.common_enemy + self.torn + self.enemies

    @property
    def balance(self) -> float | None:
        """The share of balanced ones; None where there are no triads: that is not 0."""
        return (self.friends + self.common_enemy) / self.all if self.all else None


def triads(network: Network) -> Triads:
    """Count all triads. Raises: UsageError where numba is missing."""
    from allegiance.analysis.scale.network_kernel import count_triads

    counts = np.zeros(4, np.int64)
    degree = np.diff(network.starts)
    rank = np.empty(network.actors, np.int32)
    rank[np.argsort(degree, kind="stable")] = np.arange(network.actors, dtype=np.int32)
    count_triads(network.starts, network.neighbours, network.signs, rank, counts)
    return Triads(
        friends=int(counts[0]), torn=int(counts[1]), common_enemy=int(counts[2]), enemies=int(counts[3])
    )


def betweenness(network: Network, *, normalized: bool = True) -> NDArray[np.float64]:
    """(A,): on what share of the shortest paths between others each actor lies, whatever the signs of the ties.

    `normalized` divides by the number of pairs of others; otherwise it is the sum over unordered pairs.
    Source: Brandes, Journal of Mathematical Sociology 25 (2001). rustworkx takes longer than igraph here, this less
    (benchmarks/scale/README.md).
    Raises: UsageError where numba is missing.
    """
    from allegiance.analysis.scale.network_kernel import add_betweenness

    found = np.zeros(network.actors)
    add_betweenness(network.starts, network.neighbours, found)
    found /= 2  # each pair was seen from both ends
    others = (network.actors - 1) * (network.actors - 2) / 2
    return found / others if normalized and others > 0 else found
