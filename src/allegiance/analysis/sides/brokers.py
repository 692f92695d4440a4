"""Brokers: who has friends on several sides that are otherwise not friends of each other.

    pairs         friends of the broker on two sides, without a bond of friendship between them
    spread        1 - Σ share², over the sides of its friends by weight: 0 all on one side, towards 1 evenly on many
    betweenness   share of the shortest ways along friendship that pass through it

Ranked by pairs, each counted with the weaker of its two bonds. Source: brokerage, Gould & Fernandez 1989; participation
coefficient, Guimerà & Amaral 2005; betweenness, Freeman 1977. Not shown: that anybody does mediate. The position makes
it possible; whether it is used, acts and words have to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import rustworkx as rx

from allegiance.actors.actor import Actor
from allegiance.analysis.sides.blocs import Blocs
from allegiance.analysis.sides.network import Bond, Network


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between sides, with its bonds of friendship, the firmest first; `weight` ranks it."""

    actor: Actor
    pairs: tuple[tuple[Actor, Actor], ...]
    weight: float
    spread: float
    betweenness: float
    bonds: tuple[Bond, ...]
    sides: tuple[str, ...]  # ids of the blocs that it has friends in, the nearest first


def brokers(found: Blocs) -> tuple[Broker, ...]:
    """Everybody with friends on two sides that meet only through it, the strongest position first."""
    network = found.network
    side = {member.id: bloc.id for bloc in found.blocs for member in bloc.members}
    friends = {frozenset((bond.a.id, bond.b.id)) for bond in network.bonds if bond.sign > 0}
    near = _friends(network)
    between = _betweenness(network)
    brokers = []
    for actor in network.actors:
        bonds = near[actor.id]
        joined = [
            (one, other)
            for one, other in combinations(bonds, 2)
            if side[one.other(actor.id).id] != side[other.other(actor.id).id]
            and frozenset((one.other(actor.id).id, other.other(actor.id).id)) not in friends
        ]
        if joined:
            brokers.append(_broker(actor, bonds, joined, side, between[actor.id]))
    return tuple(sorted(brokers, key=lambda b: (-b.weight, b.actor.id)))


def _broker(
    actor: Actor,
    bonds: tuple[Bond, ...],
    joined: list[tuple[Bond, Bond]],
    side: dict[str, str],
    between: float,
) -> Broker:
    weights: dict[str, float] = {}
    for bond in bonds:
        key = side[bond.other(actor.id).id]
        weights[key] = weights.get(key, 0.0) + bond.weight
    total = sum(weights.values())
    return Broker(
        actor=actor,
        pairs=tuple((one.other(actor.id), other.other(actor.id)) for one, other in joined),
        weight=round(sum(min(one.weight, other.weight) for one, other in joined), 4),
        spread=1 - sum((weight / total) ** 2 for weight in weights.values()),
        betweenness=between,
        bonds=bonds,
        sides=tuple(sorted(weights, key=lambda key: (-weights[key], key))),
    )


def _friends(network: Network) -> dict[str, tuple[Bond, ...]]:
    near: dict[str, list[Bond]] = {actor.id: [] for actor in network.actors}
    for bond in network.bonds:
        if bond.sign > 0:
            near[bond.a.id].append(bond)
            near[bond.b.id].append(bond)
    return {
        key: tuple(sorted(bonds, key=lambda b: (-b.weight, b.a.id, b.b.id))) for key, bonds in near.items()
    }


def _betweenness(network: Network) -> dict[str, float]:
    """0 to 1, along bonds of friendship, each counted as one step."""
    number = {actor.id: n for n, actor in enumerate(network.actors)}
    graph = rx.PyGraph()
    graph.add_nodes_from(range(len(number)))
    graph.add_edges_from_no_data([(number[b.a.id], number[b.b.id]) for b in network.bonds if b.sign > 0])
    found = rx.betweenness_centrality(graph, normalized=True)
    return {key: float(found[n]) for key, n in number.items()}
