"""Triads: three actors that all stand to each other, and whether that can last.

    + + +   all with each other            balanced
    + - -   two with each other, against a third   balanced
    + + -   one with two that are at odds  unbalanced: a friend of both, drawn two ways
    - - -   all against each other         unbalanced in the strong sense (Cartwright & Harary), not in the weak one
                                           (Davis): three sides explain it

Source: Heider 1946; Cartwright & Harary 1956; Davis 1967. An unbalanced triad is where a relation may be about to turn
or is reported wrongly, or where somebody mediates; which of these it is, the words behind the bonds have to tell.
Not shown: any pressure to change. Relations between states have not simply moved towards balance (Doreian & Mrvar,
Journal of Social Structure 16, 2015).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.analysis.sides.network import Bond, Network


class Kind(StrEnum):
    """A triad by how many of its bonds are of friendship."""

    ALL_TOGETHER = "all together"
    TWO_AGAINST_ONE = "two against one"
    TORN = "torn between two"
    ALL_AGAINST_ALL = "all against all"


_KINDS = {3: Kind.ALL_TOGETHER, 1: Kind.TWO_AGAINST_ONE, 2: Kind.TORN, 0: Kind.ALL_AGAINST_ALL}


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors and their bonds. The bond that differs in sign from the other two comes last; its actors too."""

    actors: tuple[Actor, Actor, Actor]
    bonds: tuple[Bond, Bond, Bond]  # first with second, first with third, second with third
    kind: Kind

    @property
    def is_balanced(self) -> bool:
        """Whether an even number of the bonds is against."""
        return self.kind in (Kind.ALL_TOGETHER, Kind.TWO_AGAINST_ONE)

    @property
    def firmness(self) -> float:
        """The weight of the weakest of its bonds: no triad is surer than that."""
        return min(abs(bond.weight) for bond in self.bonds)


def triads(network: Network) -> tuple[Triad, ...]:
    """All triads, the unbalanced ones first, of either kind the firmest first."""
    found = (_triad(*three) for three in _triangles(network))
    return tuple(sorted(found, key=lambda t: (t.is_balanced, -t.firmness, [a.id for a in t.actors])))


def _triangles(network: Network) -> Iterator[tuple[Bond, Bond, Bond]]:
    """Bonds of each three actors that all have one; each three once."""
    partners: dict[str, dict[str, Bond]] = {actor.id: {} for actor in network.actors}
    for bond in network.bonds:
        partners[bond.a.id][bond.b.id] = partners[bond.b.id][bond.a.id] = bond
    for bond in network.bonds:
        one, other = partners[bond.a.id], partners[bond.b.id]
        for third in sorted(one.keys() & other.keys()):
            if third > bond.b.id:
                yield bond, one[third], other[third]


def _triad(*bonds: Bond) -> Triad:
    """With the odd bond last, and the actor that it leaves out first."""
    together = sum(bond.sign > 0 for bond in bonds)
    odd = (
        next((b for b in bonds if (b.sign > 0) == (together == 1)), bonds[-1])
        if 0 < together < 3
        else bonds[-1]
    )
    actors = {actor.id: actor for bond in bonds for actor in (bond.a, bond.b)}
    second, third = odd.a, odd.b
    first = next(actor for key, actor in sorted(actors.items()) if key not in (second.id, third.id))
    by_pair = {frozenset((bond.a.id, bond.b.id)): bond for bond in bonds}
    ordered = tuple(
        by_pair[frozenset((one.id, other.id))]
        for one, other in ((first, second), (first, third), (second, third))
    )
    return Triad((first, second, third), (ordered[0], ordered[1], ordered[2]), _KINDS[together])
