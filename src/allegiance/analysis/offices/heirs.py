"""Heirs: whose ties grew to the partners of one who fell, where no office says who came next.

    partners of the fallen, before the fall ──► who else had ties to them before, who has them afterwards

Source: brokerage as ties to parties that another once connected (Gould & Fernandez 1989; Burt 1992), counted before and
after; words without a date count by their publication. What this does not show: influence. A name that is written about
more often gains ties by that alone; the counts before and after stand side by side, with the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, first_day
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation

WINDOW = timedelta(days=730)  # two years on either side of the fall
_LINEAGE = RelationGroup.LINEAGE


@dataclass(frozen=True, slots=True)
class Heir:
    """An actor with more of the partners after the fall than before. `gained` has the partners that are new to it."""

    actor: Actor
    before: int
    after: int
    gained: tuple[Actor, ...]
    records: tuple[Record, ...]


def friendly(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records that have an actor together with somebody, by the id of the actor; each stands under both."""
    found: dict[str, list[Record]] = {}
    for record in records:
        other = record.claim.object
        if other is not None and _is_friendly(record):
            for actor in {record.claim.subject.id, other.id}:
                found.setdefault(actor, []).append(record)
    return found


def partners(known: Mapping[str, Sequence[Record]], fallen: Actor, until: date) -> dict[str, Actor]:
    """With whom words up to that day have the actor together: allies, clients, patrons, those led, served or met.

    `known`: the records as `friendly` sorts them.
    """
    found: dict[str, Actor] = {}
    for record in known.get(fallen.id, ()):
        other = _other(record, fallen.id)
        if other is not None and _day(record) <= until:
            found.setdefault(other.id, other)
    return found


def heirs(
    known: Mapping[str, Sequence[Record]],
    fallen: Actor,
    fell: date,
    *,
    gone: Collection[str] = (),
    window: timedelta = WINDOW,
) -> tuple[Heir, ...]:
    """Whose ties to the partners of the fallen grew, most first; nobody where nothing is on record.

    Only actors of the same kind as the fallen are heirs: a person of a person, a group of a group.
    `known`: the records as `friendly` sorts them; `gone`: ids of those who fell by then too.
    """
    theirs = partners(known, fallen, fell)
    before: dict[str, dict[str, list[Record]]] = {}
    after: dict[str, dict[str, list[Record]]] = {}
    actors: dict[str, Actor] = {}
    for partner in sorted(theirs):
        for record in known.get(partner, ()):
            actor, day = _other(record, partner), _day(record)
            if actor is None or actor.kind is not fallen.kind or actor.id in (fallen.id, *gone):
                continue
            side = before if fell - window <= day <= fell else after if fell < day <= fell + window else None
            if side is not None:
                actors.setdefault(actor.id, actor)
                side.setdefault(actor.id, {}).setdefault(partner, []).append(record)
    found = [_heir(actors[i], before.get(i, {}), after[i], theirs) for i in sorted(after)]
    grown = [heir for heir in found if heir.gained and heir.after > heir.before]
    return tuple(sorted(grown, key=lambda h: (h.before - h.after, h.actor.id)))


def _heir(
    actor: Actor,
    before: Mapping[str, Sequence[Record]],
    after: Mapping[str, Sequence[Record]],
    theirs: Mapping[str, Actor],
) -> Heir:
    gained = sorted(after.keys() - before.keys())
    words = {r.id: r for partner in gained for r in after[partner]}
    return Heir(
        actor,
        len(before),
        len(after),
        tuple(theirs[i] for i in gained),
        tuple(words[i] for i in sorted(words)),
    )


def _day(record: Record) -> date:
    time = filed(record)
    return first_day(time) if time is not None else date.max


def _other(record: Record, actor: str) -> Actor | None:
    claim = record.claim
    if claim.subject.id == actor:
        return claim.object if claim.object is not None and claim.object.id != actor else None
    return claim.subject


def _is_friendly(record: Record) -> bool:
    claim, row = record.claim, relation(record.claim.relation)
    together = (row.sign > 0 and row.group is not _LINEAGE) or claim.relation == "holds_office"
    return together and claim.polarity is Polarity.AFFIRMED and claim.phase is not Phase.ENDS
