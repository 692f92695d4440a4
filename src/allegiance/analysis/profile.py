"""Profile: what is known of one actor, sorted into what people ask for, each entry with its records.

records of the actor ──► offices, leads / led by, part of / parts, family, territory, partners, lineage, portrayals
records of its groups ─► the later names of each group, in order
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.analysis.family.names import later_names
from allegiance.analysis.moment import filed_by
from allegiance.analysis.ties import TieHistory, ties, voices
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval

ALIGNING = frozenset({"allied_with", "supports", "sponsors", "rivals", "opposes"})


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name of the actor and the earliest document known to use it."""

    name: str
    first: DocumentSummary | None


@dataclass(frozen=True, slots=True)
class Partner:
    """Another actor and the ties to it, the latest first."""

    actor: Actor
    ties: tuple[TieHistory, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor, as recorded up to `on`; None takes everything."""

    actor: Actor
    on: Interval | None
    names: tuple[NameUse, ...]
    offices: tuple[TieHistory, ...]
    office_holders: tuple[TieHistory, ...]
    leads: tuple[TieHistory, ...]
    led_by: tuple[TieHistory, ...]
    part_of: tuple[TieHistory, ...]
    parts: tuple[TieHistory, ...]
    family: tuple[TieHistory, ...]
    controls: tuple[TieHistory, ...]
    partners: tuple[Partner, ...]
    lineage: tuple[Record, ...]
    portrayals: tuple[Record, ...]
    chronology: tuple[Record, ...]
    later_names: dict[str, tuple[Actor, ...]]  # by id of a group: what it became, in order
    publishers: int
    documents: int


def profile(
    actor: Actor,
    records: Iterable[Record],
    *,
    on: Interval | None = None,
    names: Sequence[NameUse] = (),
    around: Iterable[Record] = (),
) -> Profile:
    """What the records say of the actor. `around`: lineage of groups that the actor leads or belongs to."""
    known = filed_by(records, on) if on is not None else tuple(records)
    every = ties(known)
    return Profile(
        actor=actor,
        on=on,
        names=tuple(names) or tuple(NameUse(name, None) for name in actor.names),
        offices=_as_subject(every, actor, "holds_office"),
        office_holders=_as_object(every, actor, "holds_office"),
        leads=_as_subject(every, actor, "leads"),
        led_by=_as_object(every, actor, "leads"),
        part_of=_as_subject(every, actor, "member_of"),
        parts=_as_object(every, actor, "member_of"),
        family=tuple(t for t in every if t.relation == "relative_of"),
        controls=tuple(t for t in every if t.relation == "controls"),
        partners=_partners(every, actor),
        lineage=tuple(r for r in known if relation(r.claim.relation).group is RelationGroup.LINEAGE),
        portrayals=tuple(
            r for r in known if r.claim.relation == "described_as" and r.claim.subject.id == actor.id
        ),
        chronology=known,
        later_names=later_names((*known, *around)),
        publishers=len(voices(known)),
        documents=len({r.document.id for r in known}),
    )


def _as_subject(every: Iterable[TieHistory], actor: Actor, name: str) -> tuple[TieHistory, ...]:
    return tuple(t for t in every if t.relation == name and t.subject.id == actor.id)


def _as_object(every: Iterable[TieHistory], actor: Actor, name: str) -> tuple[TieHistory, ...]:
    return tuple(t for t in every if t.relation == name and t.object is not None and t.object.id == actor.id)


def _partners(every: Iterable[TieHistory], actor: Actor) -> tuple[Partner, ...]:
    """Those with most to say first; then by name."""
    grouped: dict[str, list[TieHistory]] = {}
    actors: dict[str, Actor] = {}
    for tie in every:
        other = tie.object if tie.subject.id == actor.id else tie.subject
        if tie.relation in ALIGNING and other is not None:
            actors[other.id] = other
            grouped.setdefault(other.id, []).append(tie)
    partners = [Partner(actors[i], tuple(group)) for i, group in grouped.items()]
    return tuple(
        sorted(partners, key=lambda p: (-sum(len(t.records) for t in p.ties), p.actor.name, p.actor.id))
    )
