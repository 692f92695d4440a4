"""Alignment of two actors over time, ready to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment import WEIGHTS, Alignment, Evidence, Point, Speech, align
from allegiance.analysis.moment import filed_by, last_day
from allegiance.casefile.questions import Questions
from allegiance.errors import UsageError
from allegiance.views.cited import Cited, cited
from allegiance.views.entry import ActorRef, actor_ref, marks
from allegiance.views.phrases import phrase
from allegiance.views.reprinted import reprints_of
from allegiance.views.time import AsOf, as_of_interval
from allegiance.views.who import find_actor


@dataclass(frozen=True, slots=True)
class PointView:
    """One day (ISO 8601). None where nothing on record speaks for that day: leave a gap, do not draw 0."""

    day: str
    value: float | None  # -1 … +1
    low: float | None
    high: float | None
    independent: int  # voices, a story and its reprints once
    words: float | None = None
    deeds: float | None = None
    claims: tuple[str, ...] = ()  # ids of those that begin to speak in this step


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim as a mark on the line of time. `value` is which way it points times how far its words commit."""

    day_from: str
    day_until: str  # the last day, included
    value: float
    kind: str  # 'tie', 'act' or 'words'
    label: str
    passages: tuple[Cited, ...]
    weight: float = 1.0  # 0–1, how much it counts; for the size of the mark
    marks: tuple[str, ...] = ()  # denied, alleged, possible, …
    dated: bool = True  # False: placed at its publication, because the text gives no time
    claim: str = ""  # its id


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """The whole picture. `evidence` is in order of time; `note` says in words what must be read with it."""

    title: str
    a: ActorRef
    b: ActorRef
    step: str
    points: tuple[PointView, ...]
    evidence: tuple[Dot, ...]
    note: str


def alignment(
    casefile: Questions, one: str | Actor, other: str | Actor, *, as_of: AsOf = None, step: str = "month"
) -> AlignmentView:
    """How two actors stood over time; names are matched as people type them, ids are taken as they are.

    `as_of` leaves out what came later. Raises: UnknownActor, UsageError (a name that fits several actors; twice the
    same actor; a step that is none of day, month, year), BadInterval.
    """
    on = as_of_interval(as_of)
    first, second = two_actors(casefile, one, other)
    records = tuple(casefile.claims(actor=first.id, other=second.id))
    if on is not None:
        records = filed_by(records, on)
    reprints = reprints_of(casefile, records)
    until = last_day(on) if on is not None else None
    return alignment_view(
        align(records, first.id, second.id, until=until, step=step, reprints=reprints), first, second
    )


def two_actors(casefile: Questions, one: str | Actor, other: str | Actor) -> tuple[Actor, Actor]:
    """The two that are meant. Raises: UnknownActor, UsageError for a name that fits several or one actor twice."""
    first, second = (a if isinstance(a, Actor) else find_actor(casefile, a).actor for a in (one, other))
    if first.id == second.id:
        raise UsageError(f"{one!r} and {other!r} are the same actor, {first.name}; name two different ones")
    return first, second


def alignment_view(found: Alignment, first: Actor, second: Actor) -> AlignmentView:
    """The alignment of two actors, put into words."""
    return AlignmentView(
        title=f"{first.name} and {second.name}",
        a=actor_ref(first),
        b=actor_ref(second),
        step=found.step,
        points=tuple(_point(point) for point in found.points),
        evidence=tuple(_dot(evidence) for evidence in found.evidence),
        note=" ".join(_notes(found)),
    )


def _point(point: Point) -> PointView:
    value, low, high, words, deeds = (
        None if number is None else round(number, 3)
        for number in (point.value, point.low, point.high, point.words, point.deeds)
    )
    ids = tuple(record.id for record in point.records)
    return PointView(point.day.isoformat(), value, low, high, point.publishers, words, deeds, ids)


def _dot(evidence: Evidence) -> Dot:
    record = evidence.record
    kind = "words" if evidence.speech is Speech.WORDS else "tie" if evidence.is_tie else "act"
    return Dot(
        day_from=evidence.first.isoformat(),
        day_until=evidence.last.isoformat(),
        value=round(evidence.strength * WEIGHTS.certainty[record.claim.certainty], 3),
        kind=kind,
        label=phrase(record.claim),
        passages=cited((record,)),
        weight=round(evidence.weight, 3),
        marks=marks(record),
        dated=evidence.is_dated,
        claim=record.id,
    )


def _notes(found: Alignment) -> Iterator[str]:
    if not found.points:
        yield "Nothing on record says how the two stood, which is no statement about them."
        return
    yield "-1 against each other, +1 together; a gap is silence, not neutrality."
    yield "The band is what evidence of this amount leaves open; that all voices err together it cannot show."
    if found.reprints:
        yield f"{_count(len(found.reprints), 'claim')} in reprints counted with the first printing."
    if found.undated:
        yield f"{_count(len(found.undated), 'claim')} without any date left out."
    if found.neutral:
        yield f"{_count(len(found.neutral), 'claim')} for neither side left out."


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
