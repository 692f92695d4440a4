"""Disputed and thin: where publishers contradict each other, where one carries everything, when nobody wrote.

Ready to draw. Every statement about claims carries their passages; silence has none, only its months.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from allegiance.actors.actor import Actor
from allegiance.analysis.contested import Contest, Contested, contested
from allegiance.analysis.thin import SILENT, Share, Silence, Single, thin
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.record import Record, Reprints
from allegiance.interval import Interval
from allegiance.views.cited import Cited, cited
from allegiance.views.contested import ContestedView, contested_views
from allegiance.views.dates import in_words
from allegiance.views.entry import ActorRef, actor_ref
from allegiance.views.reprinted import reprints_of
from allegiance.views.who import find_actor


@dataclass(frozen=True, slots=True)
class SingleView:
    """A pair (or an actor) of which everything is carried by one publisher."""

    actors: tuple[ActorRef, ...]
    publisher: str
    claims: int
    documents: int
    sentence: str
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SilenceView:
    """Months (ISO, 2010-11) without a claim between two that have one; `before` and `after` are the words around it."""

    first: str
    last: str
    months: int
    sentence: str
    before: tuple[Cited, ...]
    after: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PublisherShare:
    """How much of the record one publisher carries, reprints with the story that they print."""

    publisher: str
    claims: int
    share: float  # 0–1
    also: tuple[str, ...] = ()  # who only prints its stories again


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month of the record: claims that speak of it, documents published in it."""

    month: str
    claims: int
    documents: int


@dataclass(frozen=True, slots=True)
class ThinView:
    """What the record lacks, of one actor or of all."""

    actor: ActorRef | None
    shares: tuple[PublisherShare, ...]
    disputed: tuple[ContestedView, ...]
    single: tuple[SingleView, ...]
    silences: tuple[SilenceView, ...]
    months: tuple[MonthView, ...]
    note: str


_MOST = 400  # passages that one line carries at most


def thin_view(
    casefile: Casefile,
    actor: str | Actor | None = None,
    *,
    silent: int = SILENT,
    until: date | None = None,
    most: int | None = None,
) -> ThinView:
    """Where the record is disputed or thin, of one actor or of all. `silent`: months without a claim that are told.

    `until` leaves out what is filed later; `most` bounds the claims that are looked through.

    Raises: UnknownActor, UsageError (a name that fits several).
    """
    who = actor if actor is None or isinstance(actor, Actor) else find_actor(casefile, actor).actor
    records = tuple(islice(casefile.claims(actor=who.id if who else None, until=until), most))
    reprints = reprints_of(casefile, records)
    return thin_of(records, who, reprints, silent=silent)


def thin_of(
    records: Iterable[Record], actor: Actor | None, reprints: Reprints, *, silent: int = SILENT
) -> ThinView:
    """Where these records are disputed or thin, put into words."""
    records = tuple(records)
    found = thin(records, reprints, silent=silent)
    disputed = (c for c in contested(records) if _is_dispute(c))
    return ThinView(
        actor=actor_ref(actor) if actor else None,
        shares=tuple(_share(share) for share in found.shares),
        disputed=contested_views(disputed),
        single=tuple(_single(single) for single in found.singles),
        silences=tuple(_silence(silence) for silence in found.silences),
        months=tuple(MonthView(m.day.isoformat()[:7], m.claims, m.documents) for m in found.months),
        note="Silence is neither peace nor neutrality: it only says that nothing is on record."
        if records
        else "Nothing is on record; that says nothing.",
    )


def _is_dispute(found: Contested) -> bool:
    """Whether different words stand against each other; one sentence read both ways is a doubt about the reading."""
    one, other = ({p.passage for p in cited(side)} for side in (found.one, found.other))
    return found.contest is not Contest.CONFIRMED and one != other


def _share(share: Share) -> PublisherShare:
    return PublisherShare(share.publisher, len(share.records), share.share, share.also)


def _single(single: Single) -> SingleView:
    one, other = single.actors
    claims = len(single.records)
    return SingleView(
        actors=(actor_ref(one), actor_ref(other)),
        publisher=single.publisher,
        claims=claims,
        documents=len({record.document.id for record in single.records}),
        sentence=f"{one.name} and {other.name}: all {claims} claims come from {single.publisher}",
        passages=cited(single.records[:_MOST]),
    )


def _silence(silence: Silence) -> SilenceView:
    first, last = silence.first.isoformat()[:7], silence.last.isoformat()[:7]
    span = in_words(Interval.parse(first if first == last else f"{first}/{last}"))
    return SilenceView(
        first,
        last,
        silence.months,
        f"{span}: {silence.months} {'month' if silence.months == 1 else 'months'} of which nothing is recorded",
        cited(silence.before[:_MOST]),
        cited(silence.after[:_MOST]),
    )
