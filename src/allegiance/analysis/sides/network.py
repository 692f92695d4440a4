"""Network: who stands with and against whom on a day, one bond for each pair that records speak about.

    records ──by pair──► alignment on the day (value, low, high) ──► bond: sign, weight, the words for and against

The weight of a bond is the middle of its interval: one stated tie weighs about a quarter, many independent ones nearly
1. So a contradiction counts as much as it is attested. A pair without records has no bond; a pair whose records cancel
out has none either, and is listed as undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment.alignment import Evidence
from allegiance.analysis.alignment.series import columns, values
from allegiance.analysis.alignment.weigh import weigh
from allegiance.analysis.alignment.weights import WEIGHTS, Weights
from allegiance.analysis.moment import filed, last_day, moment
from allegiance.analysis.sides.graph import SignedGraph
from allegiance.analysis.sources import NONE
from allegiance.casefile.record import Record, Reprints
from allegiance.interval import Interval

_STEP = 0.01  # weights are whole steps of this, so that bounds can be rounded up to sums that they can have


@dataclass(frozen=True, slots=True)
class Bond:
    """How two actors stand on the day: `value` -1 … +1 in its interval; `weight` signed, 0 where nothing decides.

    `agreeing` and `contrary` are the records for and against that sign, the latest first.
    """

    a: Actor
    b: Actor
    value: float
    low: float
    high: float
    weight: float
    independent: int
    agreeing: tuple[Record, ...]
    contrary: tuple[Record, ...]

    @property
    def sign(self) -> int:
        """+1 with each other, -1 against each other, 0 undecided."""
        return (self.weight > 0) - (self.weight < 0)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records that it rests on."""
        return (*self.agreeing, *self.contrary)

    @property
    def last(self) -> Interval | None:
        """The latest time for which words show it."""
        times = [time for r in self.agreeing if (time := moment(r) or filed(r)) is not None]
        return max(times, key=last_day, default=None)

    def other(self, actor: str) -> Actor:
        """The partner of this actor (by id)."""
        return self.b if self.a.id == actor else self.a


@dataclass(frozen=True, slots=True)
class Network:
    """Actors in order of their ids, and bonds in order of their actors; `undecided` are bonds without a sign."""

    day: date
    actors: tuple[Actor, ...]
    bonds: tuple[Bond, ...]
    undecided: tuple[Bond, ...] = ()

    def graph(self) -> SignedGraph:
        """The same as numbers: actors and ties in the order that they have here."""
        number = {actor.id: n for n, actor in enumerate(self.actors)}
        return SignedGraph.of(
            len(self.actors), ((number[bond.a.id], number[bond.b.id], bond.weight) for bond in self.bonds)
        )

    def of(self, actor: str) -> tuple[Bond, ...]:
        """The bonds of an actor (by id), the firmest first."""
        mine = (bond for bond in self.bonds if actor in (bond.a.id, bond.b.id))
        return tuple(sorted(mine, key=lambda bond: (-abs(bond.weight), bond.a.id, bond.b.id)))

    def between(self, one: str, other: str) -> Bond | None:
        """The bond of two actors (by id), or None; an undecided one too."""
        both = {one, other}
        return next((b for b in (*self.bonds, *self.undecided) if {b.a.id, b.b.id} == both), None)

    def around(self, actor: str) -> Network:
        """The actor, its partners, and the bonds among them."""
        near = {actor, *(bond.other(actor).id for bond in self.of(actor))}
        return self.among(near)

    def among(self, actors: Iterable[str]) -> Network:
        """Only these actors (by id) and the bonds among them."""
        kept = frozenset(actors)
        bonds, undecided = (
            tuple(b for b in some if b.a.id in kept and b.b.id in kept)
            for some in (self.bonds, self.undecided)
        )
        return Network(self.day, tuple(a for a in self.actors if a.id in kept), bonds, undecided)


def network(
    records: Iterable[Record], day: date, *, weights: Weights = WEIGHTS, reprints: Reprints = NONE
) -> Network:
    """The network on a day. What begins later is left out, and what has no time at all."""
    pairs: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        one, other = record.claim.subject, record.claim.object
        if other is not None and one.id != other.id:
            pairs.setdefault((min(one.id, other.id), max(one.id, other.id)), []).append(record)
    found = [
        bond
        for pair, some in sorted(pairs.items())
        if (bond := _bond(pair, some, day, weights, reprints)) is not None
    ]
    actors = {actor.id: actor for bond in found for actor in (bond.a, bond.b)}
    return Network(
        day,
        tuple(actors[key] for key in sorted(actors)),
        tuple(bond for bond in found if bond.sign),
        tuple(bond for bond in found if not bond.sign),
    )


def _bond(
    pair: tuple[str, str], records: Sequence[Record], day: date, weights: Weights, reprints: Reprints
) -> Bond | None:
    """The bond of a pair; None where nothing on record speaks for that day."""
    weighed = weigh(records, *pair, weights, reprints).evidence
    evidence = tuple(e for e in weighed if e.first <= day and e.strength)
    if not evidence:
        return None
    then = values(columns(evidence, weights), np.array([float(day.toordinal())]), weights)
    value, low, high = float(then.value[0]), float(then.low[0]), float(then.high[0])
    if np.isnan(value):
        return None
    weight = round((low + high) / 2 / _STEP) * _STEP
    sign = 1 if value >= 0 else -1
    actors = {
        actor.id: actor
        for e in evidence
        for actor in (e.record.claim.subject, e.record.claim.object)
        if actor
    }
    return Bond(
        a=actors[pair[0]],
        b=actors[pair[1]],
        value=value,
        low=low,
        high=high,
        weight=round(weight, 2),
        independent=int(then.voices[0]),
        agreeing=_latest(e for e in evidence if e.strength * sign > 0),
        contrary=_latest(e for e in evidence if e.strength * sign < 0),
    )


def _latest(evidence: Iterable[Evidence]) -> tuple[Record, ...]:
    return tuple(e.record for e in sorted(evidence, key=lambda e: (-e.last.toordinal(), e.record.id)))
