"""Bound: how little any division could leave unexplained, and for small networks the division that leaves least.

    cycles that some tie must break ──► least weight that meets them all (linear programme) ──► more cycles …
                                        rounded up, or solved in whole ties (branch and bound): the frustration

Where linear programmes would take too long, cycles that share no tie are packed: each costs at least its lightest tie.
Source: frustration index, Harary 1959; exact by integer programming, Aref & Wilson, Journal of Complex Networks 7
(2019), here over cycles, added as they are needed (Barahona & Mahjoub 1986).
Not shown: whether another division does as well. There may be many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from allegiance.analysis.sides.cycles import Cycle, Sides, unmet
from allegiance.analysis.sides.graph import Mask, SignedGraph
from allegiance.analysis.sides.packing import packing

_ENOUGH = 1e-6  # a bound this near to the value is the value
_SLOW = 5e-4  # a programme that raises the bound by less than this share is the last


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work is done before a gap is left open; in steps, not seconds, so that it is the same everywhere."""

    rounds: int = 400  # shakes of the search
    most_ties: int = 1_000  # of a block, beyond which cycles are only packed
    programmes: int = 40  # linear programmes for a block
    whole_ties: int = 200  # of a block, beyond which it is not solved in whole ties
    wholes: int = 5  # times that a block is solved in whole ties
    nodes: int = 60  # of branch and bound, each time


EFFORT = Effort()


def lower_bound(
    graph: SignedGraph, against: Mask, sides: Sides, effort: Effort = EFFORT
) -> tuple[float, Mask | None]:
    """The least weight that any division of this block leaves, and the ties of a better one where one was found.

    `against` (E,): the ties that the best known division leaves.
    """
    value = float(np.abs(graph.weights[against]).sum())
    if value <= _ENOUGH:
        return 0.0, None
    packed = packing(graph, against, sides)
    if packed >= value - _ENOUGH or len(graph.weights) > effort.most_ties:
        return min(packed, value), None
    return _Programme(graph, against, sides, effort).solve(max(packed, 0.0))


class _Programme:
    """Which ties to take, so that every known cycle has one: as linear programme, then in whole ties."""

    def __init__(self, graph: SignedGraph, against: Mask, sides: Sides, effort: Effort) -> None:
        self._graph, self._sides, self._effort = graph, sides, effort
        self._best = against
        self._value = float(np.abs(graph.weights[against]).sum())
        self._cost = np.abs(graph.weights)
        self._cycles: dict[Cycle, None] = {}
        self._grain = _grain(self._cost)

    def solve(self, bound: float) -> tuple[float, Mask | None]:
        """A bound no lower than this one, and better ties where there are some."""
        start = self._best
        self._add(np.zeros(len(self._cost)))
        bound = max(bound, self._relaxed())
        if bound < self._value - _ENOUGH and len(self._cost) <= self._effort.whole_ties:
            bound = max(bound, self._whole())
        return min(bound, self._value), None if self._best is start else self._best

    def _add(self, taken: NDArray[np.float64]) -> bool:
        """Add the cycles that these ties do not meet; False where there are none."""
        new = dict.fromkeys(unmet(self._graph, taken, self._best, self._sides))
        before = len(self._cycles)
        self._cycles |= new
        return len(self._cycles) > before

    def _relaxed(self) -> float:
        """Linear programmes, until all cycles are met or the bound, rounded up, reaches the value."""
        bound = before = 0.0
        for _ in range(self._effort.programmes):
            done = scipy.optimize.linprog(
                self._cost,
                A_ub=-self._rows(),
                b_ub=-np.ones(len(self._cycles)),
                bounds=(0, 1),
                method="highs-ipm",  # a third of the time of the simplex here: such programmes are degenerate
            )
            if done.status != 0:
                break
            bound = max(bound, self._rounded(float(done.fun)))
            self._note(done.x)
            if (
                bound >= self._value - _ENOUGH
                or not self._add(done.x)
                or done.fun - before < _SLOW * done.fun
            ):
                break
            before = done.fun
        return bound

    def _whole(self) -> float:
        """The same in whole ties, by branch and bound; the bound that it proves."""
        bound = 0.0
        ties = len(self._cost)
        for _ in range(self._effort.wholes):
            done = scipy.optimize.milp(
                self._cost,
                integrality=np.ones(ties),
                bounds=scipy.optimize.Bounds(0, 1),
                constraints=scipy.optimize.LinearConstraint(self._rows(), lb=1),
                options={"node_limit": self._effort.nodes, "mip_rel_gap": 0.0},
            )
            if done.mip_dual_bound is not None:
                bound = max(bound, self._rounded(float(done.mip_dual_bound)))
            if done.x is None:
                break
            self._note(done.x)
            if done.status != 0 or bound >= self._value - _ENOUGH or not self._add(np.round(done.x)):
                break
        return bound

    def _note(self, taken: NDArray[np.float64]) -> None:
        """Keep the ties taken if they are whole, meet all cycles and weigh less than the best known."""
        whole = taken > 0.5
        cost = float(self._cost[whole].sum())
        if cost < self._value - _ENOUGH and not unmet(
            self._graph, whole.astype(np.float64), self._best, self._sides
        ):
            self._best, self._value = whole, cost

    def _rows(self) -> scipy.sparse.csr_array:
        """(C, E) one row a cycle, with a one for each of its ties."""
        lengths = [len(cycle) for cycle in self._cycles]
        columns = np.fromiter((tie for cycle in self._cycles for tie in cycle), dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return scipy.sparse.csr_array(
            (np.ones(len(columns)), columns, starts), shape=(len(lengths), len(self._cost))
        )

    def _rounded(self, bound: float) -> float:
        """Up to the next sum that these weights can have."""
        return bound if not self._grain else float(np.ceil(bound / self._grain - _ENOUGH) * self._grain)


def _grain(costs: NDArray[np.float64]) -> float:
    """The step in which sums of these weights grow: 1 where all are whole, 0.01 where all are hundredths, else 0."""
    for grain in (1.0, 0.01):
        if np.allclose(costs / grain, np.round(costs / grain), rtol=0, atol=1e-7):
            return grain
    return 0.0
