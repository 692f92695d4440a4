"""Dated ties: every record of two actors with the days for which it is shown, so that a picture can follow the time.

A tie is shown from its first day until two years after words last showed it, an act for a year: the time in which
`alignment` lets them lose half their weight. Bounded, and it says what is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment.alignment import Evidence
from allegiance.analysis.alignment.weigh import weigh
from allegiance.analysis.alignment.weights import WEIGHTS, Weights
from allegiance.casefile.record import Record
from allegiance.views.entry import ActorRef, actor_ref, marks, speaker
from allegiance.views.phrases import phrase

MOST_ACTORS = 2_000
MOST_TIES = 5_000


@dataclass(frozen=True, slots=True)
class DatedTie:
    """One record. `a` and `b` are places in `DatedTies.actors`; `strength` -1 against … +1 with, times its weight.

    It is shown from `first` to `last`, both included.
    """

    a: int
    b: int
    strength: float
    first: date
    last: date
    is_act: bool
    publisher: str | None
    speaker: str | None
    certainty: str
    marks: tuple[str, ...]
    sentence: str
    claim: str


@dataclass(frozen=True, slots=True)
class DatedTies:
    """Actors with the most records first, and the ties among them, the firmest first."""

    actors: tuple[ActorRef, ...]
    ties: tuple[DatedTie, ...]
    actors_left_out: int
    ties_left_out: int

    @property
    def note(self) -> str:
        """What is shown, and what is not."""
        rule = "A tie is shown until two years after words last showed it, an act for a year."
        if not self.actors_left_out and not self.ties_left_out:
            return rule
        actors, ties = f"{self.actors_left_out:,} actors", f"{self.ties_left_out:,} ties"
        return f"{rule} Left out: {actors} with the fewest claims, {ties} among the least firm."


def dated_ties(
    records: Iterable[Record],
    *,
    weights: Weights = WEIGHTS,
    most_actors: int = MOST_ACTORS,
    most_ties: int = MOST_TIES,
) -> DatedTies:
    """The dated ties among the actors of these records; what has no time and no sign is passed over."""
    pairs: dict[tuple[str, str], list[Record]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for record in records:
        subject, other = record.claim.subject, record.claim.object
        if other is not None and other.id != subject.id:
            actors.update({subject.id: subject, other.id: other})
            one, two = sorted((subject.id, other.id))
            pairs[one, two].append(record)
    found = [(pair, e) for pair, some in sorted(pairs.items()) for e in weigh(some, *pair, weights).evidence]
    counts = Counter(actor for pair, _ in found for actor in pair)
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))
    index = {actor: number for number, actor in enumerate(ranked[:most_actors])}
    among = [(pair, e) for pair, e in found if pair[0] in index and pair[1] in index]
    among.sort(key=lambda item: (-abs(item[1].strength * item[1].weight), item[1].record.id))
    return DatedTies(
        actors=tuple(actor_ref(actors[actor]) for actor in index),
        ties=tuple(_tie(index[one], index[two], e, weights) for (one, two), e in among[:most_ties]),
        actors_left_out=len(ranked) - len(index),
        ties_left_out=len(found) - min(len(among), most_ties),
    )


def _tie(a: int, b: int, evidence: Evidence, weights: Weights) -> DatedTie:
    record = evidence.record
    memory = timedelta(days=weights.tie_half_life if evidence.is_tie else weights.act_half_life)
    return DatedTie(
        a=a,
        b=b,
        strength=round(evidence.strength * evidence.weight, 3),
        first=evidence.first,
        last=evidence.last + memory if evidence.last < date.max - memory else date.max,
        is_act=not evidence.is_tie,
        publisher=record.document.publisher,
        speaker=speaker(record),
        certainty=record.claim.certainty.value,
        marks=marks(record),
        sentence=phrase(record.claim),
        claim=record.id,
    )
