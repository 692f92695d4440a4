"""Profile: what is recorded of one actor, put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.profile import NameUse, Profile
from allegiance.analysis.profile import profile as analyse
from allegiance.analysis.sources import sources
from allegiance.analysis.ties import TieHistory
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import DocumentSummary, Record, Reprints
from allegiance.interval import Interval
from allegiance.views.background import BackgroundView, background_view
from allegiance.views.entry import ActorRef, ClaimEntry, actor_ref, entry
from allegiance.views.pair import years
from allegiance.views.ties import TieView, tie_view
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor

_LOOKED_THROUGH = 200  # documents in which the first use of each name is looked for
_GROUPS = 50  # groups whose later names are looked up
_BELONGING = frozenset({"leads", "member_of", "founded"})


@dataclass(frozen=True, slots=True)
class NameView:
    """A name, and the earliest document of the record that uses it, as far as it was looked for."""

    name: str
    proper: bool  # a name; False for a noun phrase, such as 'the cleric'
    first_used: Interval | None
    document: str | None


@dataclass(frozen=True, slots=True)
class PartnerView:
    """Another actor with the ties to it."""

    actor: ActorRef
    ties: tuple[TieView, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One actor, ready to draw."""

    actor: ActorRef
    as_of: Interval | None
    years: str | None
    documents: int
    publishers: int  # a story and its reprints count once
    independent: int  # voices: speakers, and publishers that speak themselves
    names: tuple[NameView, ...]
    offices: tuple[TieView, ...]
    office_holders: tuple[TieView, ...]
    leads: tuple[TieView, ...]
    led_by: tuple[TieView, ...]
    part_of: tuple[TieView, ...]
    parts: tuple[TieView, ...]
    family: tuple[TieView, ...]
    controls: tuple[TieView, ...]
    partners: tuple[PartnerView, ...]
    lineage: tuple[ClaimEntry, ...]
    later_names: dict[str, tuple[ActorRef, ...]]  # by id of an actor: what it was called afterwards
    portrayals: tuple[ClaimEntry, ...]
    claims: tuple[ClaimEntry, ...]
    background: tuple[BackgroundView, ...] = ()  # what lists made elsewhere say; no claim


def profile(casefile: Questions, actor: str | Actor, *, as_of: AsOf = None) -> ProfileView:
    """What is recorded of an actor; names are matched as people type them, ids are taken as they are.

    `as_of` leaves out what came later. Raises: UnknownActor, UsageError (a name that fits several), BadInterval.
    """
    who = actor if isinstance(actor, Actor) else find_actor(casefile, actor).actor
    records = tuple(casefile.claims(actor=who.id))
    found = analyse(
        who,
        records,
        on=as_of_interval(as_of),
        names=_names(casefile, who, records),
        around=_around(casefile, who, records),
    )
    view = _view(found, casefile.reprints({record.document.id for record in found.chronology}))
    until = last_day(found.on) if found.on and found.on.end else None
    return replace(view, background=tuple(background_view(b, until) for b in casefile.background(who.id)))


def _view(found: Profile, reprints: Reprints) -> ProfileView:
    counted = sources(found.chronology, reprints)

    def ties(found: Iterable[TieHistory], first: str | None = None) -> tuple[TieView, ...]:
        return tuple(tie_view(tie, first, reprints) for tie in found)

    return ProfileView(
        actor=actor_ref(found.actor),
        as_of=found.on,
        years=years(found.chronology),
        documents=found.documents,
        publishers=counted.publishers,
        independent=counted.independent,
        names=tuple(_name(use) for use in found.names),
        offices=ties(found.offices),
        office_holders=ties(found.office_holders),
        leads=ties(found.leads),
        led_by=ties(found.led_by),
        part_of=ties(found.part_of),
        parts=ties(found.parts),
        family=ties(found.family),
        controls=ties(found.controls),
        partners=tuple(PartnerView(actor_ref(p.actor), ties(p.ties, found.actor.id)) for p in found.partners),
        lineage=tuple(entry(record) for record in found.lineage),
        later_names={i: tuple(actor_ref(a) for a in row) for i, row in found.later_names.items()},
        portrayals=tuple(entry(record) for record in found.portrayals),
        claims=tuple(entry(record) for record in found.chronology),
    )


def _name(use: NameUse) -> NameView:
    first = use.first
    proper = any(not letter.islower() for letter in use.name if letter.isalpha())
    return NameView(use.name, proper, first.published if first else None, first.name if first else None)


def _names(casefile: Questions, actor: Actor, records: Sequence[Record]) -> tuple[NameUse, ...]:
    """The names in the order of their first use, those that were not looked for far enough last."""
    documents = {r.document.id: r.document for r in records}
    first: dict[str, DocumentSummary] = {}
    for document in sorted(documents.values(), key=_by_publication)[:_LOOKED_THROUGH]:
        if len(first) == len(actor.names):
            break
        for name in casefile.forms_in(document.id).get(actor.id, ()):
            first.setdefault(name, document)
    uses = [NameUse(name, first.get(name)) for name in dict.fromkeys((actor.name, *actor.names))]
    return tuple(sorted(uses, key=lambda use: _by_publication(use.first) if use.first else (date.max, "")))


def _by_publication(document: DocumentSummary) -> tuple[date, str]:
    return (first_day(document.published) if document.published else date.max), document.id


def _around(casefile: Questions, actor: Actor, records: Iterable[Record]) -> Iterator[Record]:
    """Re-namings of the groups that the actor leads, belongs to or founded, and of what they became."""
    waiting = [r.claim.object.id for r in records if r.claim.object and r.claim.relation in _BELONGING]
    seen = {actor.id}
    while waiting and len(seen) <= _GROUPS:
        group = waiting.pop(0)
        if group in seen:
            continue
        seen.add(group)
        for record in casefile.claims(actor=group, relation="renamed_as"):
            yield record
            if record.claim.object:
                waiting.append(record.claim.object.id)
