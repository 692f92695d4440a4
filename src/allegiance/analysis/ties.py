"""Ties: what all records of one relation between two actors add up to.

    begins ──► recorded ──ends──► ended ──begins──► recorded …       only denials: denied

Dated words decide; undated ones only where there are no others, and in the order of their publication. A tie that
nobody ended stays 'recorded', with the time when it was last confirmed; that is no statement about today.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import beginning, first_day, last_day, moment
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation
from allegiance.interval import Interval

_COMMITMENT = (Certainty.STATED, Certainty.ALLEGED, Certainty.POSSIBLE)


class TieState(StrEnum):
    """How a tie stands by the last words about it."""

    RECORDED = "recorded"  # begun or seen, and no end recorded since
    ENDED = "ended"
    DENIED = "denied"  # only denials speak of it


@dataclass(frozen=True, slots=True)
class TieHistory:
    """One relation between two actors (or an actor and a value), with every record behind it."""

    subject: Actor
    relation: str
    object: Actor | None
    value: str | None
    state: TieState
    certainty: Certainty  # the firmest of those who affirm it, else of those who deny it
    since: Interval | None  # when it last began
    until: Interval | None  # when it ended; None where it did not, or where no date is given
    times: tuple[Interval, ...]  # closed intervals for which it is affirmed, in order
    confirmed: Interval | None  # the latest time for which words show it
    reported: Interval | None  # the latest publication that affirms it without a date
    begun: tuple[Record, ...]
    shown: tuple[Record, ...]
    ended: tuple[Record, ...]
    denied: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record behind it: beginnings, times when it held, ends, denials."""
        return (*self.begun, *self.shown, *self.ended, *self.denied)

    @property
    def contested(self) -> bool:
        """Whether one voice denies what another affirms, or undated words show it after its end."""
        affirming = {voice(r) for r in (*self.begun, *self.shown, *self.ended)}
        denying = {voice(r) for r in self.denied}
        return (bool(affirming and denying) and len(affirming | denying) > 1) or self.shown_after_end

    @property
    def shown_after_end(self) -> bool:
        """Whether words without a date, published after its end, still show it."""
        return (
            self.state is TieState.ENDED
            and self.until is not None
            and self.reported is not None
            and first_day(self.reported) > last_day(self.until)
        )

    @property
    def publishers(self) -> int:
        """How many publishers stand behind it; documents without one count as one each."""
        return len(voices(self.records))


def voice(record: Record) -> str:
    """Who speaks: the speaker that the text credits, else the publisher, else the document itself."""
    said = record.claim.said_by
    if said is not None:
        return said.speaker.id if said.speaker else said.words
    return record.document.publisher or record.document.id


def voices(records: Iterable[Record]) -> frozenset[str]:
    """Who put these records out: publishers, or the document where none is named."""
    return frozenset(r.document.publisher or r.document.id for r in records)


def ties(records: Iterable[Record]) -> tuple[TieHistory, ...]:
    """One tie for each relation, direction and value; the last confirmed first, denied ones last."""
    grouped: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        if relation(record.claim.relation).group is RelationGroup.TIE:
            grouped.setdefault(_which(record), []).append(record)
    return tuple(sorted((_tie(group) for group in grouped.values()), key=_rank))


def _which(record: Record) -> tuple[str, ...]:
    claim = record.claim
    one, other = claim.subject.id, claim.object.id if claim.object else ""
    if relation(claim.relation).symmetric and other and other < one:
        one, other = other, one
    return claim.relation, one, other, " ".join((claim.value or "").casefold().split())


def _tie(records: Sequence[Record]) -> TieHistory:
    claim = records[0].claim
    affirmed = [r for r in records if r.claim.polarity is Polarity.AFFIRMED]
    begun, shown, ended = (
        tuple(r for r in affirmed if r.claim.phase is phase)
        for phase in (Phase.BEGINS, Phase.HOLDS, Phase.ENDS)
    )
    denied = tuple(r for r in records if r.claim.polarity is Polarity.DENIED)
    state = _state((*begun, *shown), ended)
    return TieHistory(
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        value=claim.value,
        state=state,
        certainty=_firmest(affirmed or records),
        since=_since(begun, shown),
        until=_latest(ended) if state is TieState.ENDED else None,
        times=_times(shown),
        confirmed=_latest((*begun, *shown)),
        reported=_reported((*begun, *shown)),
        begun=begun,
        shown=shown,
        ended=ended,
        denied=denied,
    )


def _state(seen: Sequence[Record], ended: Sequence[Record]) -> TieState:
    if not seen and not ended:
        return TieState.DENIED
    dated_seen, dated_end = _last_start(seen), _last_start(ended)
    if dated_seen is None and dated_end is None:
        dated_seen, dated_end = _last_published(seen), _last_published(ended)
    if dated_end is None:
        return TieState.RECORDED if seen else TieState.ENDED
    return TieState.ENDED if dated_seen is None or dated_end >= dated_seen else TieState.RECORDED


def _last_start(records: Sequence[Record]) -> date | None:
    return max((first_day(time) for r in records if (time := moment(r)) is not None), default=None)


def _last_published(records: Sequence[Record]) -> date | None:
    """The last publication; a document without a date counts as older than every other."""
    return max((first_day(p) if (p := r.document.published) else date.min for r in records), default=None)


def _since(begun: Iterable[Record], shown: Iterable[Record]) -> Interval | None:
    """When it last began; failing that, the earliest 'since …'."""
    starts = [b for r in begun if r.claim.valid is not None and (b := beginning(r.claim.valid))]
    if starts:
        return max(starts, key=first_day)
    running = [r.claim.valid for r in shown if r.claim.valid is not None and r.claim.valid.is_open]
    return min((b for valid in running if (b := beginning(valid))), key=first_day, default=None)


def _times(shown: Iterable[Record]) -> tuple[Interval, ...]:
    times = {str(v): v for r in shown if (v := r.claim.valid) is not None and not v.is_open}
    return tuple(sorted(times.values(), key=lambda interval: interval.sort_key))


def _latest(records: Iterable[Record]) -> Interval | None:
    """The moment that reaches furthest; of those that end together, the most exact."""
    moments = [time for r in records if (time := moment(r)) is not None]
    return max(moments, key=lambda time: (last_day(time), first_day(time)), default=None)


def _reported(records: Iterable[Record]) -> Interval | None:
    undated = [p for r in records if r.claim.valid is None and (p := r.document.published) is not None]
    return max(undated, key=first_day, default=None)


def _firmest(records: Iterable[Record]) -> Certainty:
    return min((r.claim.certainty for r in records), key=_COMMITMENT.index)


def _rank(tie: TieHistory) -> tuple[int, int, int, str, str, str]:
    """Recorded before ended before denied; then the latest; names last, so that the order is always the same."""
    last = tie.confirmed or tie.until or tie.reported
    day = first_day(last).toordinal() if last else 0
    states = (TieState.RECORDED, TieState.ENDED, TieState.DENIED)
    other = tie.object.name if tie.object else tie.value or ""
    return (
        states.index(tie.state),
        _COMMITMENT.index(tie.certainty),
        -day,
        tie.relation,
        tie.subject.name,
        other,
    )
