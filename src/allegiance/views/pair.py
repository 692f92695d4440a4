"""Pair: what is recorded between two actors, how it stood when, and the words for it, in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, filed_by, last_day, moment
from allegiance.analysis.sources import sources
from allegiance.analysis.standing import YEARS, Standing, standing
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record, Reprints
from allegiance.claims.claim import Polarity
from allegiance.claims.relations import relation
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.views.around import around
from allegiance.views.dates import between, in_words
from allegiance.views.entry import ActorRef, ClaimEntry, actor_ref, entry
from allegiance.views.reprinted import reprints_of
from allegiance.views.ties import TieView, tie_view
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor


@dataclass(frozen=True, slots=True)
class StandingView:
    """How the pair stood. `summary` is all of it in one line; `acts` and `lineage` are ids of claims."""

    when: str  # 'As of 27 January 2020'
    summary: str
    ties: tuple[TieView, ...]
    remarks: tuple[
        str, ...
    ]  # what else a reader should know: acts of the last years, silence, what was left out
    lineage: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two actors: counts, standing, chronology. `later` counts claims left out because they came after `as_of`."""

    actors: tuple[ActorRef, ActorRef]
    as_of: Interval | None
    years: str | None
    documents: int
    publishers: int  # a story and its reprints count once
    independent: int  # voices: speakers, and publishers that speak themselves
    later: int
    standing: StandingView
    claims: tuple[ClaimEntry, ...]
    around: tuple[ClaimEntry, ...]  # about their groups and those who left them, not about the two


def pair(casefile: Questions, one: str | Actor, other: str | Actor, *, as_of: AsOf = None) -> PairView:
    """What is recorded between two actors; names are matched as people type them, ids are taken as they are.

    `as_of` shows how it stood at that time and leaves out what came later. A pair without claims gives a view that
    says so. Raises: UnknownActor, UsageError (a name that fits several actors; twice the same actor), BadInterval.
    """
    on = as_of_interval(as_of)
    first, second = (a if isinstance(a, Actor) else find_actor(casefile, a).actor for a in (one, other))
    if first.id == second.id:
        raise UsageError(f"{one!r} and {other!r} are the same actor, {first.name}; name two different ones")
    every = tuple(casefile.claims(actor=first.id, other=second.id))
    records = filed_by(every, on) if on is not None else every
    stood = standing(records, on)
    reprints = reprints_of(casefile, records)
    counted = sources(records, reprints)
    return PairView(
        actors=(actor_ref(first), actor_ref(second)),
        as_of=on,
        years=years(records),
        documents=stood.documents,
        publishers=counted.publishers,
        independent=counted.independent,
        later=len(every) - len(records),
        standing=_standing_view(stood, len(every) - len(records), first.id, reprints),
        claims=tuple(entry(record) for record in records),
        around=tuple(entry(record) for record in _until(around(casefile, first, second), on)),
    )


def _until(records: Sequence[Record], on: Interval | None) -> Sequence[Record]:
    return filed_by(records, on) if on is not None else records


def years(records: Sequence[Record]) -> str | None:
    """The years that the records speak of, in words; None where none has a date."""
    starts = [time for record in records if (time := filed(record)) is not None]
    ends = [time for record in records if (time := moment(record) or filed(record)) is not None]
    return between(min(starts, key=_earliest), max(ends, key=last_day)) if starts else None


def _earliest(interval: Interval) -> date:
    """The first day that is known: of 'until 2010', the last one."""
    return interval.start or last_day(interval)


def _standing_view(stood: Standing, later: int, first: str, reprints: Reprints) -> StandingView:
    ties = tuple(tie_view(tie, first, reprints) for tie in stood.ties)
    remarks = tuple(_remarks(stood, later))
    when = _when(stood)
    return StandingView(
        when=when,
        summary=f"{when}: " + "; ".join((*(_tie_line(tie) for tie in ties), *remarks)),
        ties=ties,
        remarks=remarks,
        lineage=tuple(record.id for record in stood.lineage),
        acts=tuple(record.id for record in stood.acts),
    )


def _when(stood: Standing) -> str:
    if stood.on is not None:
        return f"As of {in_words(stood.on)}"
    return f"On record up to {in_words(stood.last)}" if stood.last else "On record"


def _tie_line(tie: TieView) -> str:
    marked = "".join(f"[{mark}] " for mark in tie.marks)
    return f"{marked}{tie.sentence} ({tie.history})"


def _remarks(stood: Standing, later: int) -> Iterator[str]:
    if stood.is_silent:
        yield "nothing recorded, which says nothing about the two"
    elif not stood.ties:
        yield "no standing tie recorded, only single acts"
    if stood.acts:
        yield f"acts in the {YEARS} years before: {_acts(stood.acts)}"
    if later:
        yield f"left out because it came later or has no date: {later} claim{'' if later == 1 else 's'}"


def _acts(acts: Sequence[Record]) -> str:
    """'2 together, 1 against, 1 denied': denials are counted apart."""
    words = {1: "together", -1: "against", 0: "other"}
    counted = Counter(
        "denied" if r.claim.polarity is Polarity.DENIED else words[relation(r.claim.relation).sign]
        for r in acts
    )
    order = ("together", "against", "other", "denied")
    return ", ".join(f"{counted[word]} {word}" for word in order if counted[word])
