"""Field: a place for every actor of a network over time, the same on every day, so that only the ties move.

Few actors stand as in the picture of one day, friends near and opponents far; many are placed by springs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import rustworkx as rx

from allegiance.pictures.lettering import width
from allegiance.pictures.parts import laid_out
from allegiance.pictures.positions import Tie, fitted
from allegiance.views.dated_ties import DatedTies

_FEW = 150
_SEED = 11  # any; the same network gives the same field
_HIGH = 900.0


def field(
    shown: DatedTies, sides: Mapping[str, str | None], across: float
) -> tuple[list[tuple[float, float]], float]:
    """Places (x, y) in pixels, in the order of the actors, and the height; `sides` by the id of an actor."""
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for tie in shown.ties:
        sums[tie.a, tie.b] += tie.strength
    ties = [Tie(a, b, 1 if total > 0 else -1) for (a, b), total in sorted(sums.items())]
    if not shown.actors:
        return [], 0.0
    if len(shown.actors) <= _FEW:
        half = np.array([[min(width(actor.name, 12), 180.0) / 2 + 4, 17.0] for actor in shown.actors])
        places, height = laid_out([sides.get(actor.id) for actor in shown.actors], ties, half, across)
    else:
        places, height = _sprung(len(shown.actors), ties), _HIGH
        places = fitted(places, across - 40, height - 40) + 20
    return [(round(float(x), 1), round(float(y), 1)) for x, y in places], height


def _sprung(count: int, ties: list[Tie]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Places by springs between friends; opponents hold each other only a little."""
    graph: rx.PyGraph[int, float] = rx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(tie.one, tie.other, 1.0 if tie.sign > 0 else 0.15) for tie in ties])
    placed = rx.spring_layout(graph, weight_fn=float, k=2.2 / count**0.5, seed=_SEED, num_iter=60)
    places = np.array([placed[number] for number in range(count)])
    # Few far ones would press all others together: places go by rank half of the way.
    ranks = places.argsort(axis=0).argsort(axis=0) / max(count - 1, 1)
    reach = np.ptp(places, axis=0)
    spread: np.ndarray[tuple[int, int], np.dtype[np.float64]] = (
        0.4 * (places - places.min(axis=0)) / reach + 0.6 * ranks
    )
    return spread
