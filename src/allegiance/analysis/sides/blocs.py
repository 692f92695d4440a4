"""Blocs: the sides of a network, by name, with what goes against them.

    connected part ──two sides (the enemy of my enemy is with me)──┐
                   ──many sides (only friendship joins)────────────┴─► the one that explains more for fewer sides

A further side must spare as much contradiction as an alliance weighs that one publisher alleges once. Two sides are
the stronger reading: they also join those who have but an enemy in common. Source: structural balance, Cartwright &
Harary 1956; weak balance, Davis 1967; choice by least frustration, Doreian & Mrvar 1996.
Not shown: whether those on one side know it. A side is what explains the recorded ties, and no organization.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import rustworkx as rx
import scipy

from allegiance.actors.actor import Actor
from allegiance.analysis.sides.bound import EFFORT, Effort
from allegiance.analysis.sides.cycles import Sides
from allegiance.analysis.sides.divide import Division, divide
from allegiance.analysis.sides.graph import Labels, SignedGraph
from allegiance.analysis.sides.network import Bond, Network

SIDE_COST = 0.1  # what an alliance weighs that one publisher alleges once


@dataclass(frozen=True, slots=True)
class Bloc:
    """One side. `id` is stable as long as its best known member is on it; members with the firmest bonds first."""

    id: str
    members: tuple[Actor, ...]
    part: int  # connected part of the network; sides of different parts have nothing to do with each other
    by_friendship: bool  # False: some are on it only because they have an enemy in common


@dataclass(frozen=True, slots=True)
class Blocs:
    """All sides, the largest first. No division by the same rules has a frustration below `bound`.

    `slack` is for each actor (by id) how much more would go against the sides if it alone were elsewhere: 0 where it
    could as well stand on another side. `two` and `many` are the frustrations of either rule for the whole.
    """

    network: Network
    blocs: tuple[Bloc, ...]
    against: tuple[Bond, ...]  # bonds that go against the sides, the firmest first
    frustration: float
    bound: float
    two: float
    many: float
    slack: Mapping[str, float]

    @property
    def is_exact(self) -> bool:
        """Whether it is proved that no division leaves less."""
        return self.frustration - self.bound < 0.005  # weights are hundredths

    def of(self, actor: str) -> Bloc | None:
        """The side of an actor (by id)."""
        return next((bloc for bloc in self.blocs if any(m.id == actor for m in bloc.members)), None)


def blocs(
    network: Network,
    *,
    rule: Sides | None = None,
    known: Mapping[str, int] | None = None,
    effort: Effort = EFFORT,
    seed: int = 0,
) -> Blocs:
    """The sides of this network. `rule` None: whichever explains more, part by part.

    `known` says how well known actors are (by id), such as how often they are mentioned; the best known member gives a
    side its id, which therefore does not change with the day. Left out, the member with the firmest bonds does.
    """
    graph = network.graph()
    labels = np.full(graph.size, -1, dtype=np.int64)
    rules: dict[int, tuple[int, Sides]] = {}
    sums = np.zeros(4)
    for part, ties in enumerate(_parts(graph)):
        small, actors = graph.part(ties)
        two, many = (divide(small, sides, effort=effort, seed=seed) for sides in Sides)
        chosen = rule or _fitting(two, many)
        division = two if chosen is Sides.TWO else many
        labels[actors] = division.labels + labels.max() + 1
        rules |= dict.fromkeys(set(labels[actors].tolist()), (part, chosen))
        sums += (division.frustration, division.bound, two.frustration, many.frustration)
    frustration, bound, of_two, of_many = (round(float(total), 2) for total in sums)
    against = [network.bonds[tie] for tie in np.flatnonzero(graph.against(labels)).tolist()]
    return Blocs(
        network,
        _named(network, graph, labels, rules, known or {}),
        tuple(sorted(against, key=lambda bond: -abs(bond.weight))),
        frustration,
        bound,
        of_two,
        of_many,
        _slack(network, graph, labels, rules),
    )


def follow(before: Blocs, now: Blocs) -> Blocs:
    """The same sides as `now`, under the ids that sides with the most members in common had before."""
    if not before.blocs or not now.blocs:
        return now
    earlier = [{member.id for member in bloc.members} for bloc in before.blocs]
    shared = np.array([[len(old & {m.id for m in bloc.members}) for old in earlier] for bloc in now.blocs])
    rows, columns = scipy.optimize.linear_sum_assignment(shared, maximize=True)
    kept = {
        row: before.blocs[column].id
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if shared[row, column]
    }
    taken = set(kept.values())
    renamed = []
    for number, bloc in enumerate(now.blocs):
        name = kept.get(number, bloc.id)
        while number not in kept and name in taken:
            name += "'"
        taken.add(name)
        renamed.append(replace(bloc, id=name))
    return replace(now, blocs=tuple(renamed))


def followed(several: Iterable[Blocs]) -> tuple[Blocs, ...]:
    """The sides of several days, in their order, each under the id that it had the day before."""
    return tuple(accumulate(several, follow))


def _fitting(two: Division, many: Division) -> Sides:
    costs = [
        division.frustration + SIDE_COST * len(set(division.labels.tolist())) for division in (two, many)
    ]
    return Sides.TWO if costs[0] <= costs[1] + 1e-9 else Sides.MANY


def _parts(graph: SignedGraph) -> list[list[int]]:
    """The ties of each connected part, in order of their first actor."""
    whole = rx.PyGraph()
    whole.add_nodes_from(range(graph.size))
    whole.add_edges_from_no_data([(one, other) for one, other in graph.ends.tolist()])
    part = {
        actor: n for n, some in enumerate(sorted(rx.connected_components(whole), key=min)) for actor in some
    }
    ties: dict[int, list[int]] = {}
    for number, (one, _) in enumerate(graph.ends.tolist()):
        ties.setdefault(part[one], []).append(number)
    return [ties[key] for key in sorted(ties)]


def _named(
    network: Network,
    graph: SignedGraph,
    labels: Labels,
    rules: Mapping[int, tuple[int, Sides]],
    known: Mapping[str, int],
) -> tuple[Bloc, ...]:
    firm = np.zeros(graph.size)
    np.add.at(firm, graph.ends.ravel(), np.repeat(np.abs(graph.weights), 2))
    members: dict[int, list[int]] = {}
    for actor, label in enumerate(labels.tolist()):
        if label >= 0:
            members.setdefault(label, []).append(actor)
    found = []
    for label, some in members.items():
        some.sort(key=lambda actor: (-firm[actor], network.actors[actor].id))
        ours = tuple(network.actors[actor] for actor in some)
        best = max(ours, key=lambda actor: known.get(actor.id, 0))  # the first of equals: the firmest bonds
        found.append(Bloc(f"side-{best.id}", ours, rules[label][0], _hang_together(graph, some)))
    return tuple(sorted(found, key=lambda bloc: (-len(bloc.members), bloc.id)))


def _hang_together(graph: SignedGraph, members: Sequence[int]) -> bool:
    """Whether ties of friendship alone lead from each member to each other."""
    number = {actor: n for n, actor in enumerate(members)}
    friends = rx.PyGraph()
    friends.add_nodes_from(members)
    friends.add_edges_from_no_data(
        [
            (number[one], number[other])
            for (one, other), weight in zip(graph.ends.tolist(), graph.weights.tolist(), strict=True)
            if weight > 0 and one in number and other in number
        ]
    )
    return rx.number_connected_components(friends) == 1


def _slack(
    network: Network,
    graph: SignedGraph,
    labels: Labels,
    rules: Mapping[int, tuple[int, Sides]],
) -> dict[str, float]:
    """For each actor, how much more would go against the sides were it on another one (for many: or on its own)."""
    found = {}
    for actor, partners in enumerate(graph.neighbours()):
        here = int(labels[actor])
        if here < 0:
            continue
        pulls: dict[int, float] = {here: 0.0}
        for other, weight in partners:
            pulls[int(labels[other])] = pulls.get(int(labels[other]), 0.0) + weight
        if rules[here][1] is Sides.TWO:
            elsewhere = sum(pull for label, pull in pulls.items() if label != here)
        else:
            elsewhere = max([0.0, *(pull for label, pull in pulls.items() if label != here)])
        found[network.actors[actor].id] = round(pulls[here] - elsewhere, 2)
    return found
