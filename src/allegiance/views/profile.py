"""Profile: what is recorded of one actor, put into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import first_day, last_day
from allegiance.analysis.profile import ALIGNING, NameUse, Profile
from allegiance.analysis.profile import profile as analyse
from allegiance.analysis.sources import sources
from allegiance.analysis.ties import TieHistory
from allegiance.casefile.find_outline import Outline
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval
from allegiance.views.background import BackgroundView, background_view
from allegiance.views.entry import ActorRef, ClaimEntry, actor_ref, entry
from allegiance.views.pair import years
from allegiance.views.reprinted import reprints_of
from allegiance.views.ties import TieView, tie_view
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor

_LOOKED_THROUGH = 200  # documents in which the first use of each name is looked for
_GROUPS = 50  # groups whose later names are looked up
_MANY = 3_000  # claims; of more, only those that are told of are opened
_ENDS = 40  # claims of the earliest and of the latest time, which tell the span of years
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
    more_partners: int = 0  # left out because of `Most`; of `claims` those before
    more_claims: int = 0
    reprints_apart: bool = True  # False: too many documents; a story and its reprints count twice


@dataclass(frozen=True, slots=True)
class Most:
    """How much a reader sees at once: partners with most claims, and the last claims of the chronology."""

    partners: int
    claims: int


def profile(
    casefile: Questions, actor: str | Actor, *, as_of: AsOf = None, most: Most | None = None
) -> ProfileView:
    """What is recorded of an actor; names are matched as people type them, ids are taken as they are.

    `as_of` leaves out what came later, `most` what goes beyond it. Raises: UnknownActor, UsageError (a name that fits
    several), BadInterval.
    """
    who = actor if isinstance(actor, Actor) else find_actor(casefile, actor).actor
    on = as_of_interval(as_of)
    if most is not None and casefile.amount(who.id) > _MANY:
        view = _of_many(casefile, who, on, most)
    else:
        view = _of_all(casefile, who, on)
        view = view if most is None else _cut(view, most)
    until = last_day(on) if on and on.end else None
    return replace(view, background=tuple(background_view(b, until) for b in casefile.background(who.id)))


def _of_all(casefile: Questions, who: Actor, on: Interval | None) -> ProfileView:
    records = tuple(casefile.claims(actor=who.id))
    return _view(casefile, _analysed(casefile, who, records, on))


def _analysed(casefile: Questions, who: Actor, records: Sequence[Record], on: Interval | None) -> Profile:
    names, around = _names(casefile, who, records), _around(casefile, who, records)
    return analyse(who, records, on=on, names=names, around=around)


def _cut(view: ProfileView, most: Most) -> ProfileView:
    """The same with no more than that of each list; partners of equally many claims by their ids."""
    amounts = {p.actor.id: sum(len(tie.claims) for tie in p.ties) for p in view.partners}
    kept = set(_first(amounts, most.partners))
    claims = view.claims[max(0, len(view.claims) - most.claims) :]
    return replace(
        view,
        partners=tuple(p for p in view.partners if p.actor.id in kept),
        claims=claims,
        more_partners=len(view.partners) - len(kept),
        more_claims=len(view.claims) - len(claims),
    )


def _first(amounts: Mapping[str, int], most: int) -> list[str]:
    return sorted(amounts, key=lambda actor: (-amounts[actor], actor))[:most]


def _of_many(casefile: Questions, who: Actor, on: Interval | None, most: Most) -> ProfileView:
    """The same as `_of_all` and `_cut`, with no more claims opened than are told of; of reprints only among those."""
    rows = casefile.outline(who.id, until=last_day(on) if on else None)
    partners = Counter(_partner(row, who) for row in rows if row.object and row.relation in ALIGNING)
    kept = set(_first(partners, most.partners))
    told = [row for row in rows if _is_told(row, who, kept)]
    last = rows[max(0, len(rows) - most.claims) :]
    early, late = sorted(rows, key=lambda r: r.first)[:_ENDS], sorted(rows, key=lambda r: -r.last)[:_ENDS]
    opened = {*(r.id for r in (*told, *last, *_first_documents(rows), *early, *late))}
    records = tuple(casefile.claims(ids=opened))
    view = _view(casefile, _analysed(casefile, who, records, on))
    published = casefile.publishers_of({row.document for row in rows})
    shown = {row.id for row in last}
    return replace(
        view,
        documents=len(published),
        publishers=len(set(published.values())),
        independent=len({row.speaker or published[row.document] for row in rows}),
        partners=tuple(p for p in view.partners if p.actor.id in kept),
        claims=tuple(claim for claim in view.claims if claim.id in shown),
        more_partners=len(partners) - len(kept),
        more_claims=len(rows) - len(last),
        reprints_apart=False,
    )


def _partner(row: Outline, who: Actor) -> str:
    return row.object if row.object is not None and row.subject == who.id else row.subject


def _is_told(row: Outline, who: Actor, partners: Collection[str]) -> bool:
    """Whether a claim is in a list of its own: a tie, of the aligning ones with these partners; lineage, portrayal."""
    if row.relation in ALIGNING:
        return row.object is not None and _partner(row, who) in partners
    group = relation(row.relation).group
    return group in (RelationGroup.TIE, RelationGroup.LINEAGE) or row.relation == "described_as"


def _first_documents(rows: Iterable[Outline]) -> Iterator[Outline]:
    """A claim of each of the documents that were published first, in which names are looked for."""
    seen: set[int] = set()
    for row in sorted(rows, key=lambda row: row.published):
        if row.document not in seen:
            seen.add(row.document)
            yield row
        if len(seen) >= _LOOKED_THROUGH:
            return


def _view(casefile: Questions, found: Profile) -> ProfileView:
    reprints = reprints_of(casefile, found.chronology)
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
