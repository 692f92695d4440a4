"""Shared: whom two actors are both with, whom they are both against, and over whom they are divided."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.analysis.sides.network import Bond, Network


@dataclass(frozen=True, slots=True)
class Third:
    """A third actor and how each of the two stands to it."""

    actor: Actor
    first: Bond
    second: Bond

    @property
    def firmness(self) -> float:
        """The weight of the weaker of the two bonds."""
        return min(abs(self.first.weight), abs(self.second.weight))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two actors share, each list with the firmest bonds first. `direct`: their own bond, undecided ones too."""

    direct: Bond | None
    friends: tuple[Third, ...]
    enemies: tuple[Third, ...]
    divided: tuple[Third, ...]

    @property
    def balance(self) -> float:
        """-1 … +1: which way third actors pull the two, each by the product of its bonds; 0 where there are none."""
        products = [t.first.weight * t.second.weight for t in (*self.friends, *self.enemies, *self.divided)]
        return sum(products) / sum(map(abs, products)) if products else 0.0


def shared(network: Network, one: str, other: str) -> Shared:
    """What the network says about third actors of these two (by id)."""
    ours = {bond.other(one).id: bond for bond in network.of(one)}
    theirs = {bond.other(other).id: bond for bond in network.of(other)}
    thirds = [
        Third(ours[key].other(one), ours[key], theirs[key])
        for key in ours.keys() & theirs.keys()
        if key not in (one, other)
    ]
    thirds.sort(key=lambda third: (-third.firmness, third.actor.id))
    return Shared(
        direct=network.between(one, other),
        friends=tuple(t for t in thirds if t.first.sign > 0 and t.second.sign > 0),
        enemies=tuple(t for t in thirds if t.first.sign < 0 and t.second.sign < 0),
        divided=tuple(t for t in thirds if t.first.sign != t.second.sign),
    )
