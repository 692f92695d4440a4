"""Portrayal and conduct: how an actor is described, beside what it is recorded doing in the same time.

    'an anti-Iran cleric', 2018 ──stances.toml──► against Iran ──► records of two years before and after
        opposes, accused, attacked Iran ──► speak for it        allied with, sponsored by Iran ──► speak against it

Agreement, contradiction, both, nothing recorded, or nothing to compare; nothing beyond that is concluded. Words that
carry the description itself are no conduct. What groups do that the actor leads or founded counts as its conduct and is
shown under the name of the group.
What this does not show: whether the description is true, and what nobody wrote down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.analysis.matter import matter
from allegiance.analysis.moment import filed, first_day, last_day, moment
from allegiance.analysis.stances import Named, Stance, by_name, communities, named_actors, stances
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase, Polarity
from allegiance.claims.relations import relation
from allegiance.language.mention import ActorKind

WINDOW = timedelta(
    days=730
)  # 'in the same time': two years before and after the words; images outlive single acts
_ITSELF = re.compile(
    r"\b(?:present|describe|portray|style|call|cast|see|brand|market|regard|consider)\w*"
    r" (?:himself|herself|itself|themselves)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"^(?:his|her|its|their)\b", re.IGNORECASE)
_CROWDS = frozenset({ActorKind.POPULATION, ActorKind.MOVEMENT})
_BELONGING = frozenset({"member_of", "leads", "holds_office"})


class Finding(StrEnum):
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    BOTH = "both"
    NOTHING = "nothing recorded"
    INCOMPARABLE = "nothing to compare"


@dataclass(frozen=True, slots=True)
class Portrayal:
    """One description with every record that carries it, and the conduct beside it.

    `own`: by the actor itself or its own people. `stance` None: the table knows nothing to compare with.
    """

    description: str
    own: bool
    records: tuple[Record, ...]
    stance: Stance | None
    targets: tuple[Actor, ...]
    speaks_for: tuple[Record, ...]
    speaks_against: tuple[Record, ...]

    @property
    def finding(self) -> Finding:
        """What stands beside the description."""
        if self.stance is None:
            return Finding.INCOMPARABLE
        if self.speaks_for and self.speaks_against:
            return Finding.BOTH
        if self.speaks_for or self.speaks_against:
            return Finding.AGREES if self.speaks_for else Finding.CONTRADICTS
        return Finding.NOTHING


@dataclass(frozen=True, slots=True)
class _World:
    """What is needed beside a description: the actor, its groups and people, everybody's records."""

    actor: Actor
    groups: frozenset[str]  # led or founded by the actor
    people: frozenset[str]  # who belongs to the actor or its groups
    home: frozenset[str]  # countries of the actor
    records: tuple[Record, ...]
    actors: tuple[Actor, ...]


def portrayals(
    records: Iterable[Record], actor: Actor, *, window: timedelta = WINDOW
) -> tuple[Portrayal, ...]:
    """Every description of the actor, its own first, then in order of time; one entry for each stance that it names,
    those that can be compared with nothing last.

    `records`: those of the actor and of its groups. Denied descriptions are left out. Order does not matter.
    """
    world = _world(tuple(sorted(records, key=lambda r: r.id)), actor)
    described = [r for r in world.records if _describes(r, actor)]
    found = [p for record in described for p in _portrayals(record, world, window)]
    together: dict[tuple[object, ...], list[Portrayal]] = {}
    for portrayal in found:
        together.setdefault(_which(portrayal), []).append(portrayal)
    return tuple(sorted((_united(some) for some in together.values()), key=_order))


def _which(portrayal: Portrayal) -> tuple[object, ...]:
    """Words of one document that name one stance are one description; without a stance, the same words are."""
    (record,) = portrayal.records
    if portrayal.stance is None:
        return portrayal.own, matter(record.claim, with_value=True)[-1]
    targets = tuple(actor.id for actor in portrayal.targets) if portrayal.stance.targets == "named" else ()
    return portrayal.own, portrayal.stance.name, targets, record.document.id


def _united(some: Sequence[Portrayal]) -> Portrayal:
    """Several readings of one description as one: the fullest words, every record, all conduct."""
    fullest = max(some, key=lambda p: (len(p.description), p.description))
    records = {r.id: r for p in some for r in p.records}
    mine = {(d.document.id, q.start, q.end) for d in records.values() for q in d.claim.evidence}
    sides = ({r.id: r for p in some for r in side(p) if not _rests_on(r, mine)} for side in (_for, _against))
    speaks_for, against = (_in_order(side.values()) for side in sides)
    targets = {actor.id: actor for p in some for actor in p.targets}
    return replace(
        fullest,
        records=tuple(records.values()),
        targets=tuple(targets.values()),
        speaks_for=speaks_for,
        speaks_against=against,
    )


def _for(portrayal: Portrayal) -> tuple[Record, ...]:
    return portrayal.speaks_for


def _against(portrayal: Portrayal) -> tuple[Record, ...]:
    return portrayal.speaks_against


def _rests_on(record: Record, passages: set[tuple[str, int, int]]) -> bool:
    return any((record.document.id, q.start, q.end) in passages for q in record.claim.evidence)


def _order(portrayal: Portrayal) -> tuple[bool, bool, date, str, str]:
    day = min((first_day(t) for r in portrayal.records if (t := filed(r))), default=date.max)
    stance = portrayal.stance.name if portrayal.stance else ""
    return not portrayal.own, not stance, day, portrayal.description, stance


def _describes(record: Record, actor: Actor) -> bool:
    claim = record.claim
    told = claim.relation == "described_as" and claim.polarity is Polarity.AFFIRMED
    return told and claim.subject.id == actor.id and bool(claim.value)


def _world(records: tuple[Record, ...], actor: Actor) -> _World:
    told = [r for r in records if r.claim.polarity is Polarity.AFFIRMED and r.claim.object is not None]
    groups = frozenset(
        r.claim.object.id
        for r in told
        if r.claim.object
        and r.claim.subject.id == actor.id
        and r.claim.relation in ("leads", "founded")
        and r.claim.object.kind is not ActorKind.COUNTRY
    )
    mine = groups | {actor.id}
    people = frozenset(
        r.claim.subject.id
        for r in told
        if r.claim.object and r.claim.object.id in mine and r.claim.relation == "member_of"
    )
    home = frozenset(
        r.claim.object.id
        for r in told
        if r.claim.object
        and r.claim.subject.id in mine
        and r.claim.relation in _BELONGING
        and r.claim.object.kind is ActorKind.COUNTRY
    )
    actors = {
        a.id: a
        for r in records
        for a in (r.claim.subject, r.claim.object)
        if a is not None and a.id not in mine
    }
    return _World(actor, groups, people - {actor.id}, home, records, tuple(actors[i] for i in sorted(actors)))


def _is_own(record: Record, world: _World) -> bool:
    """Whether the actor, its people, or words such as 'presents himself as', 'his aides' say it."""
    said = record.claim.said_by
    if said is not None and said.speaker is not None:
        return said.speaker.id in world.people | world.groups | {world.actor.id}
    if said is not None and _OWN_WORDS.match(said.words):
        return True
    return said is None and any(_ITSELF.search(p.quote[:1_000]) for p in record.claim.evidence)


def _portrayals(record: Record, world: _World, window: timedelta) -> Iterable[Portrayal]:
    """One for each stance that the description names; one without a stance where the table knows none."""
    own, description = _is_own(record, world), record.claim.value or ""
    quotes = sorted({passage.quote for passage in record.claim.evidence})
    named = {(n.stance.name, n.words): n for quote in quotes for n in stances(description, quote)}
    blank = Portrayal(description, own, (record,), None, (), (), ())
    compared = [p for n in named.values() if (p := _compared(n, blank, record, world, window)) is not None]
    return compared or [blank]


def _compared(
    named: Named, blank: Portrayal, record: Record, world: _World, window: timedelta
) -> Portrayal | None:
    """The description beside the conduct; None where it names somebody about whom there is no record."""
    targets = _targets(named, world)
    if named.stance.targets == "named" and not targets:
        return None
    ids = frozenset(actor.id for actor in targets)
    beside = [r for r in world.records if _is_beside(r, record, window)]
    speaks_for = [r for r in beside if _does(r, world, ids, named.stance.does_for, named.stance.back_for)]
    against = [
        r for r in beside if _does(r, world, ids, named.stance.does_against, named.stance.back_against)
    ]
    met = {a.id for r in (*speaks_for, *against) for a in (r.claim.subject, r.claim.object) if a is not None}
    shown = targets if named.stance.targets == "named" else tuple(a for a in targets if a.id in met)
    return replace(
        blank, stance=named.stance, targets=shown, speaks_for=tuple(speaks_for), speaks_against=tuple(against)
    )


def _targets(named: Named, world: _World) -> tuple[Actor, ...]:
    kind = named.stance.targets
    if kind == "named":
        return named_actors(named.words, by_name(world.actors))
    if kind == "countries":
        return tuple(a for a in world.actors if a.kind is ActorKind.COUNTRY and a.id not in world.home)
    if kind == "communities":
        own = _community(world.actor)
        return tuple(a for a in world.actors if _community(a) - own)
    if kind == "crowds":
        return tuple(a for a in world.actors if a.kind in _CROWDS)
    return world.actors


def _community(actor: Actor) -> frozenset[str]:
    words = {word for name in (actor.name, *actor.names) for word in name.casefold().split()}
    return frozenset(words & communities())


def _is_beside(record: Record, description: Record, window: timedelta) -> bool:
    """Whether the record speaks of the same time, in other words than those that carry the description."""
    time, when = moment(record) or filed(record), filed(description)
    if time is None or when is None or _same_words(record, description):
        return False
    start, end = first_day(when), last_day(when)
    early = start - window if start > date.min + window else date.min
    late = end + window if end < date.max - window else date.max
    return first_day(time) <= late and last_day(time) >= early


def _same_words(record: Record, other: Record) -> bool:
    same = record.document.id == other.document.id
    return same and any(
        a.start < b.end and b.start < a.end for a in record.claim.evidence for b in other.claim.evidence
    )


def _does(
    record: Record, world: _World, targets: frozenset[str], does: frozenset[str], back: frozenset[str]
) -> bool:
    """Whether the actor or a group of its own does one of these to a target, or a target to the actor or the group."""
    claim = record.claim
    if claim.object is None or claim.polarity is Polarity.DENIED or claim.phase is Phase.ENDS:
        return False
    mine = world.groups | {world.actor.id}
    forth = claim.subject.id in mine and claim.object.id in targets
    hither = claim.object.id in mine and claim.subject.id in targets
    either = relation(claim.relation).symmetric and (forth or hither)
    return (claim.relation in does and (forth or either)) or (claim.relation in back and (hither or either))


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    def when(record: Record) -> tuple[date, str]:
        time = filed(record)
        return (first_day(time) if time else date.max), record.id

    return tuple(sorted(records, key=when))
