"""Portrayal and conduct: how an actor is described, beside what it is recorded doing. Ready to draw.

Agreement, contradiction or nothing recorded; no verdict beyond that. Every line carries its passages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, first_day
from allegiance.analysis.portrayal import Finding, Portrayal, portrayals
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.record import Record
from allegiance.views.cited import Cited, cited
from allegiance.views.dates import in_words
from allegiance.views.entry import ActorRef, actor_ref, entry, marks, speaker
from allegiance.views.who import find_actor

_GROUPS = 30  # groups of the actor whose conduct is looked at


@dataclass(frozen=True, slots=True)
class ConductLine:
    """One recorded act or tie beside a description. `speaks`: 'for', 'against'."""

    sentence: str
    when: str
    speaks: str
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PortrayalLine:
    """One description and what is recorded beside it.

    `by`: 'itself', 'its own people', or the name of the speaker or publisher. `finding`: 'agrees', 'contradicts',
    'both', 'nothing recorded' or 'nothing to compare'; `compared`: what was looked for, in words.
    """

    description: str
    by: str
    by_itself: bool
    speakers: tuple[str, ...]
    when: str
    stance: str | None
    targets: tuple[ActorRef, ...]
    finding: str
    compared: str
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]
    conduct: tuple[ConductLine, ...]


@dataclass(frozen=True, slots=True)
class PortrayalView:
    """All descriptions of an actor, its own first."""

    actor: ActorRef
    own: tuple[PortrayalLine, ...]
    others: tuple[PortrayalLine, ...]
    summary: str
    note: str


_NOTE = (
    "Beside each description stands what is recorded of the two years before and after, in other words than its own. "
    "Whether it is true is not said."
)


def portrayal(
    casefile: Casefile, actor: str | Actor, *, until: date | None = None, most: int | None = None
) -> PortrayalView:
    """How an actor is described, by itself and by others, beside its recorded conduct; names as people type them.

    `until` leaves out what is filed later; `most` bounds the claims of one actor that are looked through.

    Raises: UnknownActor, UsageError (a name that fits several).
    """
    who = actor if isinstance(actor, Actor) else find_actor(casefile, actor).actor
    records = {r.id: r for r in islice(casefile.claims(actor=who.id, until=until), most)}
    groups = dict.fromkeys(
        r.claim.object.id
        for r in records.values()
        if r.claim.subject.id == who.id and r.claim.object and r.claim.relation in ("leads", "founded")
    )
    for group in list(groups)[:_GROUPS]:
        records |= {r.id: r for r in islice(casefile.claims(actor=group, until=until), most)}
    return portrayal_view(records.values(), who)


def portrayal_view(records: Iterable[Record], actor: Actor) -> PortrayalView:
    """The descriptions that these records hold, put into words."""
    lines = tuple(_line(one) for one in portrayals(records, actor))
    own, others = (tuple(line for line in lines if line.by_itself is side) for side in (True, False))
    return PortrayalView(actor_ref(actor), own, others, _summary(lines), _NOTE)


def _summary(lines: tuple[PortrayalLine, ...]) -> str:
    if not lines:
        return "No description is on record; that says nothing about how the actor is seen."
    counted = {finding.value: 0 for finding in Finding}
    for line in lines:
        counted[line.finding] += 1
    told = ", ".join(f"{number} {finding}" for finding, number in counted.items() if number)
    return f"{len(lines)} {'description' if len(lines) == 1 else 'descriptions'} on record: {told}"


def _line(one: Portrayal) -> PortrayalLine:
    speakers = tuple(dict.fromkeys(_who(record) for record in one.records))
    times = {str(t): t for r in one.records if (t := filed(r)) is not None}
    conduct = [
        *(_conduct(r, "for") for r in one.speaks_for),
        *(_conduct(r, "against") for r in one.speaks_against),
    ]
    return PortrayalLine(
        description=one.description,
        by="itself or its own people" if one.own else " and ".join(speakers[:3]),
        by_itself=one.own,
        speakers=speakers,
        when=", ".join(in_words(t) for t in sorted(times.values(), key=first_day)[:4]) or "no date",
        stance=one.stance.name if one.stance else None,
        targets=tuple(actor_ref(actor) for actor in one.targets),
        finding=one.finding.value,
        compared=_compared(one),
        marks=tuple(dict.fromkeys(mark for record in one.records for mark in marks(record))),
        passages=cited(one.records),
        conduct=tuple(conduct),
    )


def _who(record: Record) -> str:
    return speaker(record) or record.document.publisher or f"the author of {record.document.name}"


def _conduct(record: Record, speaks: str) -> ConductLine:
    said = entry(record)
    own = (
        ("own words",)
        if record.claim.said_by and record.claim.said_by.speaker == record.claim.subject
        else ()
    )
    return ConductLine(said.sentence, said.time, speaks, (*said.marks, *own), cited((record,)))


_TOWARDS = {
    "countries": "other countries",
    "crowds": "protesters, civilians and movements",
    "communities": "other communities",
    "anybody": "anybody",
}


def _compared(one: Portrayal) -> str:
    """What was laid beside the words."""
    if one.stance is None:
        return "the table of stances has no such description"
    if one.stance.targets == "named":
        return f"{one.stance.name}: conduct towards {', '.join(actor.name for actor in one.targets)}"
    return f"{one.stance.name}: conduct towards {_TOWARDS[one.stance.targets]}"
